"""The returns that are timed: the made-up authority, and the same many times over."""

import csv
from collections.abc import Sequence
from pathlib import Path

YEARS = range(2016, 2026)
ORIGINS = ["WBRI", "WOTH", "MWBC", "MOTH", "AIND", "APKN", "BCRB", "BAFR", "OOTH", "REFU"]


def made_up_authority(folder: Path, children_looked_after: int = 500, years: Sequence[int] = YEARS) -> Path:
    """Write the made-up authority's yearly returns, folder/<year>/<table>.csv, and return the folder."""
    from sufficiency.demo import write_returns

    write_returns(folder, children_looked_after=children_looked_after, years=years)
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
                file.writelines(f"{number:03d}{row}" for row in turned)
    return each * copies


def other_origin(row: str, number: int) -> str:
    """A row of the header with its ethnic origin moved on by `number` codes."""
    name, sex, born, origin, rest = row.split(",", 4)
    moved = ORIGINS[(ORIGINS.index(origin) + number) % len(ORIGINS)] if origin in ORIGINS else origin
    return ",".join([name, sex, born, moved, rest])
