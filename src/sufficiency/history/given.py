"""What a derivation is given: the columns of the typed return tables that the rules read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from sufficiency.history.spine import first_loaded_day
from sufficiency.vocabulary.working_days import WORKING_DAYS_TO_FIRST_REVIEW, bank_holidays

_FROM_WHERE = {"year": "int32", "file": "string", "row": "int32", "child": "string"}
_TEXT = "string"

RETURN_TABLES: dict[str, dict[str, str]] = {
    "header": {"sex": _TEXT, "dob": "date", "ethnic": _TEXT},
    "episodes": {
        "decom": "date",
        "rne": _TEXT,
        "ls": _TEXT,
        "cin": _TEXT,
        "place": _TEXT,
        "place_provider": _TEXT,
        "dec": "date",
        "rec": _TEXT,
        "reason_place_change": _TEXT,
        "home_post": _TEXT,
        "pl_post": _TEXT,
        "urn": _TEXT,
        "pl_distance": "float64",
        "pl_location": _TEXT,
    },
    "reviews": {"review": "date", "review_code": _TEXT},
    "uasc": {"duc": "date"},
    "oc2": {
        "sdq_score": "int32",
        "immunisations": _TEXT,
        "teeth_check": _TEXT,
        "health_assessment": _TEXT,
        "substance_misuse": _TEXT,
        "intervention_received": _TEXT,
    },
    "oc3": {"dob": "date", "in_touch": _TEXT, "activ": _TEXT, "accom": _TEXT},
    "ad1": {"date_match": "date"},
    "placed_for_adoption": {"date_placed": "date", "date_placed_ceased": "date"},
    "previous_permanence": {"prev_perm": _TEXT},
    "missing": {"missing": _TEXT, "mis_start": "date"},
}

SCHEMAS: dict[str, ibis.Schema] = {
    **{f"given_{name}": ibis.schema(_FROM_WHERE | fields) for name, fields in RETURN_TABLES.items()},
    "postcodes": ibis.schema({"postcode": _TEXT, "easting": "int32", "northing": "int32"}),
    "loaded": ibis.schema({"newest_year": "int32", "first_day": "date"}),
    "first_reviews": ibis.schema({"started": "date", "first_due": "date"}),
}

# A start outside these is a typing error, which has a finding of its own; no review falls due on it.
FIRST_WORKING_DAY, LAST_WORKING_DAY = date(1950, 1, 1), date(2199, 12, 31)


class NothingToDerive(ValueError):
    """A load without a single row has no history."""


def loaded_years(tables: Mapping[str, pa.Table | Path]) -> tuple[int, int]:
    """The first and the newest collection year with a row in any table. Raises NothingToDerive."""
    years = [
        column for name in tables if name != "unreadable" if len(column := _column(tables[name], "year"))
    ]
    if not years:
        raise NothingToDerive("The files have no rows, so there is no history to work out.")
    bounds = [pc.min_max(column).as_py() for column in years]
    return min(b["min"] for b in bounds), max(b["max"] for b in bounds)


def _column(table: pa.Table | Path, name: str) -> pa.ChunkedArray:
    return pq.read_table(table, columns=[name])[name] if isinstance(table, Path) else table[name]


def complete(name: str, table: pa.Table | Path) -> pa.Table | Path:
    """A typed table with every column the rules read; one that a file need not have is empty."""
    if isinstance(table, Path):
        return table
    schema = SCHEMAS[f"given_{name}"].to_pyarrow()
    for field in schema:
        if field.name not in table.column_names:
            table = table.append_column(field, pa.nulls(table.num_rows, field.type))
    return table.select(schema.names)


def loaded(first_year: int, newest_year: int) -> pa.Table:
    """One row about the load: its newest collection year, and the first day of its first."""
    return pa.table(
        {
            "newest_year": pa.array([newest_year], pa.int32()),
            "first_day": pa.array([first_loaded_day(first_year)], pa.date32()),
        }
    )


def first_reviews(episodes: pa.Table | Path) -> pa.Table:
    """For each day an episode began, the 20th working day after it (D15; reg 33)."""
    days = pc.unique(_column(episodes, "decom")).drop_null()
    some = days.filter(
        pc.and_(
            pc.greater_equal(days, pa.scalar(FIRST_WORKING_DAY)),
            pc.less_equal(days, pa.scalar(LAST_WORKING_DAY)),
        )
    )
    started = some.to_numpy(zero_copy_only=False).astype("datetime64[D]")
    years = {day.year for day in some.to_pylist()}
    holidays = [day for year in sorted(years | {y + 1 for y in years}) for day in bank_holidays(year)]
    # Rolled back, so that a start at a weekend is day 0 and the Monday after it day 1.
    due = np.busday_offset(started, WORKING_DAYS_TO_FIRST_REVIEW, roll="backward", holidays=holidays)
    return pa.table({"started": pa.array(started, pa.date32()), "first_due": pa.array(due, pa.date32())})
