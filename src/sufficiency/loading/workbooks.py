"""Workbooks of Annex A in a load: told apart from the files of a return, and kept from one edition to the next.

A workbook describes one day. A load replaces the days it brings, each as a whole; those of the edition before go on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from sufficiency.editions import Edition
from sufficiency.returns import annex_a
from sufficiency.returns.annex_a import LISTS
from sufficiency.returns.annex_a.declaration import UNREADABLE
from sufficiency.returns.annex_a.reading import GIVEN
from sufficiency.returns.ssda903.sources import Packed, files_in

FOLDER = "annex_a"
SCHEMAS = {name: one.schema for name, one in LISTS.items()} | {"unreadable": UNREADABLE, "given": GIVEN}


Book = Path | Packed


@dataclass(frozen=True)
class Given:
    """The paths of a load: those for the return, the workbooks (some of them in zips), and which of these were found
    in a folder or zip, not named."""

    returns: tuple[Path, ...]
    workbooks: tuple[Book, ...]
    found: tuple[Book, ...]


def told_apart(paths: Sequence[Path]) -> Given:
    """Which paths hold a return and which are workbooks. A folder or a zip may hold both."""
    returns: list[Path] = []
    workbooks: list[Book] = []
    found: list[Book] = []
    for path in paths:
        looked = [_looked_into(file) for file in _files(path)]
        books = [book for one, _more in looked for book in one]
        more = not looked or any(more for _one, more in looked)
        if more:
            returns.append(path)
        if path.is_dir() or (books and (more or len(books) > 1) and path.suffix.lower() == ".zip"):
            found += [book for book in books if book.suffix.lower() != ".csv"]
        workbooks += books
    return Given(tuple(returns), tuple(dict.fromkeys(workbooks)), tuple(found))


def _files(path: Path) -> list[Path]:
    """The file itself, or those in a folder; none of what is not there, which the reading of returns tells."""
    if path.is_dir():
        return sorted(files_in(path.absolute()))
    return [path] if path.is_file() else []


def _looked_into(file: Path) -> tuple[tuple[Book, ...], bool]:
    """The workbooks that a file is or holds, and whether there may be a return in it."""
    if file.suffix.lower() == ".zip":
        inside = annex_a.workbooks_in(file)
        return inside.books, bool(inside.others) or not inside.books
    return ((file,), False) if annex_a.is_workbook(file) else ((), True)


def empty() -> dict[str, pa.Table]:
    return {name: schema.empty_table() for name, schema in SCHEMAS.items()}


def of_edition(edition: Edition) -> dict[str, pa.Table]:
    """The lists an edition holds; empty ones where it was made without a workbook."""
    held = edition.manifest.tables
    return {
        name: edition.table(f"{FOLDER}/{name}") if f"{FOLDER}/{name}" in held else schema.empty_table()
        for name, schema in SCHEMAS.items()
    }


def merge(
    before: Edition | None, loaded: Mapping[str, pa.Table], days: Sequence[date]
) -> dict[str, pa.Table]:
    """The loaded lists beside those of other days of the edition before, sorted by day, file and row."""
    merged = dict(loaded)
    if before is not None and before.manifest.workbook_days:
        replaced = pa.array(days, pa.date32())
        for name, table in of_edition(before).items():
            old = table.filter(pc.invert(pc.is_in(table["as_at"], replaced)))
            merged[name] = pa.concat_tables([loaded[name], old])
    return {
        name: table.sort_by(
            [(key, "ascending") for key in ("as_at", "file", "row") if key in table.column_names]
        )
        for name, table in merged.items()
    }


def lists_no_longer_there(before: Edition | None, reading: annex_a.Reading) -> list[str]:
    """A sentence for each day whose workbook replaces one that had a list more."""
    if before is None:
        return []
    had = {(file.as_at, file.table) for file in before.manifest.files if file.as_at}
    have = {(file.as_at.isoformat(), file.table) for file in reading.files}
    days = {day for day, _ in have}
    return [
        f"Edition {before.id} had {LISTS[name].sheet} ({LISTS[name].title}) of {day}; this load replaces that day and has none."
        for day, name in sorted(had - have)
        if day in days and name in LISTS
    ]


def children_in(tables: Mapping[str, pa.Table]) -> pa.Table:
    """The children looked after and care leavers that the lists name: whether they are those of the edition before."""
    return pa.concat_tables([tables[name].select(["child"]) for name in ("list_8", "list_9")])
