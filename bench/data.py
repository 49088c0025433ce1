"""The returns that are timed: the made-up authority, and the same many times over."""

import csv
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

YEARS = range(2016, 2026)
ORIGINS = ["WBRI", "WOTH", "MWBC", "MOTH", "AIND", "APKN", "BCRB", "BAFR", "OOTH", "REFU"]


def made_up_authority(
    folder: Path, children_looked_after: int = 500, years: Sequence[int] = YEARS, seed: int = 2025
) -> Path:
    """Write the made-up authority's yearly returns, folder/<year>/<table>.csv, and return the folder."""
    from sufficiency.demo import write_returns

    write_returns(folder, seed=seed, children_looked_after=children_looked_after, years=years)
    return folder


def children_in(folder: Path) -> int:
    """How many different children have an episode in any year's return."""
    found: set[str] = set()
    for path in folder.glob("*/episodes.csv"):
        with path.open(newline="", encoding="utf-8") as file:
            found.update(row["CHILD"] for row in csv.DictReader(file))
    return len(found)


def many_times_over(source: Path, target: Path, children: int = 100_000) -> int:
    """Copy every child of `source` under new names until `target` has at least `children`; return how many.

    A "child" is one in the history, not one looked after on a day: about one in five is at any time. Each
    copy's ethnic origins are turned by one, so that the copies are not alike in every group.
    """
    each = children_in(source)
    copies = -(-children // each)
    width = max(3, len(str(copies - 1)))
    for path in sorted(source.glob("*/*.csv")):
        headings, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
        if not headings.startswith("CHILD,"):
            raise ValueError(
                f"{path} does not begin with the column CHILD, so its children cannot be renamed."
            )
        copy = target / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        with copy.open("w", encoding="utf-8") as file:
            file.write(headings)
            for number in range(copies):
                turned = (other_origin(row, number) for row in rows) if path.name == "header.csv" else rows
                file.writelines(f"{number:0{width}d}{row}" for row in turned)
    return each * copies


def region(
    folder: Path, authorities: int, children_looked_after: int = 500, years: Sequence[int] = YEARS
) -> int:
    """Write one set of returns of many made-up authorities, each from a seed of its own; return how many children.

    A child's name begins with the number of its authority.
    """
    for number in range(authorities):
        with TemporaryDirectory() as place:
            one = Path(place)
            made_up_authority(one, children_looked_after, years, seed=2025 + number)
            for path in sorted(one.glob("*/*.csv")):
                add_children(path, folder / path.relative_to(one), f"{number:03d}")
    return children_in(folder)


def add_children(source: Path, target: Path, before: str) -> None:
    """Add the rows of one file to another, children's names with something before them."""
    headings, *rows = source.read_text(encoding="utf-8").splitlines(keepends=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    new = not target.exists()
    with target.open("a", encoding="utf-8") as file:
        if new:
            file.write(headings)
        file.writelines(f"{before}{row}" for row in rows)


def other_origin(row: str, number: int) -> str:
    """A row of the header with its ethnic origin moved on by `number` codes."""
    name, sex, born, origin, rest = row.split(",", 4)
    moved = ORIGINS[(ORIGINS.index(origin) + number) % len(ORIGINS)] if origin in ORIGINS else origin
    return ",".join([name, sex, born, moved, rest])
