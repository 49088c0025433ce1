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
from sufficiency.returns.ssda903.sources import files_in

FOLDER = "annex_a"
SCHEMAS = {name: one.schema for name, one in LISTS.items()} | {"unreadable": UNREADABLE, "given": GIVEN}


@dataclass(frozen=True)
class Given:
    """The paths of a load: those for the return, the workbooks, and which of these were found in a folder, not named."""

    returns: tuple[Path, ...]
    workbooks: tuple[Path, ...]
    found: tuple[Path, ...]


def told_apart(paths: Sequence[Path]) -> Given:
    """Which paths hold a return and which are workbooks. A folder may hold both."""
    returns: list[Path] = []
    workbooks: list[Path] = []
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(files_in(path.absolute()))
            books = [file for file in inside if annex_a.is_workbook(file)]
            returns += [path] if not books or set(inside) - set(books) else []
            found += [file for file in books if file.suffix.lower() != ".csv"]
            workbooks += books
        elif path.is_file() and annex_a.is_workbook(path):
            workbooks.append(path)
        else:
            returns.append(path)
    return Given(tuple(returns), tuple(dict.fromkeys(workbooks)), tuple(found))


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
