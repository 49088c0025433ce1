"""What a cell says: text as it was written into text, codes, dates and numbers.

Work is done once for each distinct value of a column and then spread over its rows, so that a million rows
of a few thousand dates cost a few thousand readings.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc

from sufficiency.returns.ssda903.declaration import ARROW_TYPES, UNREADABLE, Column, Kind, Table

LONGEST_CELL = 10_000  # letters; no field of the return comes near it
_LONGEST_SHOWN = 200

_MIDNIGHT = r"(?:[ T]00:00(?::00(?:\.0+)?)?)?"
_DAY_FIRST = re.compile(rf"([0-9]{{1,2}})/([0-9]{{1,2}})/([0-9]{{4}}){_MIDNIGHT}")
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})-([0-9]{{2}})-([0-9]{{2}}){_MIDNIGHT}")
_PARTLY_KNOWN = re.compile(r"ZZ/(?:(?:ZZ|0[1-9]|1[0-2])/[0-9]{4}|ZZ/ZZZZ)")
_WHOLE = re.compile(r"[+-]?[0-9]{1,9}(?:\.0+)?")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,9}(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class RawTable:
    """The cells of one file as they were written: a dictionary array for each column given, by upper-case
    name, and the record number of each row."""

    columns: Mapping[str, pa.DictionaryArray]
    rows: pa.Int32Array


def typed(table: Table, raw: RawTable, year: int, file: str) -> tuple[pa.Table, pa.Table]:
    """The typed table (shape A) of one file, and its unreadable cells; rows with nothing in them are left out."""
    tidied = {column.name: _tidied(column, raw) for column in table.columns}
    readings = {column.name: _read(column.kind, tidied[column.name].dictionary) for column in table.columns}
    kept = _rows_with_something(tidied, len(raw.rows))
    rows = raw.rows if kept is None else raw.rows.filter(kept)

    def spread(column: Column) -> pa.Array:
        values = readings[column.name].take(tidied[column.name].indices)
        return values if kept is None else values.filter(kept)

    whole = pa.Table.from_arrays(
        [*_provenance(year, file, rows), *(spread(column) for column in table.columns)], schema=table.schema
    )
    children = tidied["CHILD"]
    unreadable = [
        _unreadable(table, column, tidied[column.name], readings[column.name], children, raw.rows, year, file)
        for column in table.columns
    ]
    return whole, pa.concat_tables(
        [UNREADABLE.empty_table(), *(part for part in unreadable if part is not None)]
    )


def _tidied(column: Column, raw: RawTable) -> pa.DictionaryArray:
    """The column's cells without stray spaces and spreadsheet marks; blank ones null."""
    if column.name not in raw.columns:
        nothing = pa.nulls(len(raw.rows), pa.int32())
        return pa.DictionaryArray.from_arrays(nothing, pa.array([], pa.string()))
    cells = raw.columns[column.name]
    values = pc.utf8_trim_whitespace(cells.dictionary)
    # An apostrophe in front is how a spreadsheet marks a number as text; it is not part of the value.
    values = pc.utf8_trim_whitespace(pc.replace_substring_regex(values, "^'+", ""))
    if column.kind in ("code", "postcode", "partial_date"):
        values = pc.utf8_upper(values)
    if column.kind == "code":
        values = pc.replace_substring_regex(values, r"^([0-9]+)\.0+$", r"\1")  # 1.0 is a spreadsheet's 1
    if column.kind == "postcode":
        values = pc.replace_substring_regex(values, r"\s+", " ")
    blank = pc.equal(values, "")
    values = pc.if_else(blank, pa.scalar(None, pa.string()), values)
    return pa.DictionaryArray.from_arrays(cells.indices, values)


def _rows_with_something(tidied: Mapping[str, pa.DictionaryArray], rows: int) -> pa.Array | None:
    """Which rows hold a value anywhere; None when all do."""
    something = pa.repeat(pa.scalar(False), rows)
    for cells in tidied.values():
        something = pc.or_(something, _of_rows(pc.is_valid(cells.dictionary), cells))
    return None if pc.all(something, min_count=0).as_py() else something


def _unreadable(
    table: Table,
    column: Column,
    cells: pa.DictionaryArray,
    reading: pa.Array,
    children: pa.DictionaryArray,
    rows: pa.Int32Array,
    year: int,
    file: str,
) -> pa.Table | None:
    bad = pc.and_(pc.is_valid(cells.dictionary), pc.is_null(reading))
    if not pc.any(bad, min_count=0).as_py():
        return None
    where = pc.indices_nonzero(_of_rows(bad, cells))
    if not len(where):
        return None
    values = cells.dictionary.take(cells.indices.take(where))
    child = children.dictionary.take(children.indices.take(where))
    return pa.Table.from_arrays(
        [
            *_provenance(year, file, rows.take(where)),
            child,
            pa.repeat(pa.scalar(table.name), len(where)),
            pa.repeat(pa.scalar(column.name), len(where)),
            pc.utf8_slice_codeunits(values, 0, _LONGEST_SHOWN),
        ],
        schema=UNREADABLE,
    )


def _of_rows(of_values: pa.Array, cells: pa.DictionaryArray) -> pa.Array:
    """What is true of each distinct value, spread over the rows; false where there is none."""
    return pc.fill_null(of_values.take(cells.indices), False)


def _provenance(year: int, file: str, rows: pa.Int32Array) -> list[pa.Array]:
    return [pa.repeat(pa.scalar(year, pa.int32()), len(rows)), pa.repeat(pa.scalar(file), len(rows)), rows]


def _read(kind: Kind, values: pa.Array) -> pa.Array:
    """The typed value of each distinct cell; null where it cannot be read as its type."""
    readers: dict[Kind, Callable[[str], object]] = {
        "date": _date,
        "partial_date": _partial_date,
        "integer": _integer,
        "decimal": _decimal,
    }
    if kind not in readers:
        return values
    reader = readers[kind]
    return pa.array(
        [None if text is None else reader(text) for text in values.to_pylist()], ARROW_TYPES[kind]
    )


@lru_cache(maxsize=200_000)
def _date(text: str) -> date | None:
    """DD/MM/YYYY, D/M/YYYY or YYYY-MM-DD, with a midnight after it or not; None for a day that never was."""
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
    elif match := _YEAR_FIRST.fullmatch(text):
        year, month, day = match.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _partial_date(text: str) -> str | None:
    """A date as DD/MM/YYYY, or with ZZ for the parts that are not known."""
    if _PARTLY_KNOWN.fullmatch(text):
        return text
    whole = _date(text)
    return None if whole is None else f"{whole:%d/%m/}{whole.year:04d}"


def _integer(text: str) -> int | None:
    return int(text.partition(".")[0]) if _WHOLE.fullmatch(text) else None


def _decimal(text: str) -> float | None:
    return float(text) if _DECIMAL.fullmatch(text) else None
