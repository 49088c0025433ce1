"""The two countings side by side: plain rows in, figures and children out, from either.

Returns are plain: `returns[year][table]` is a list of dictionaries with lower-case field names. The
reference takes them as they are; `calculate` gets them as the typed tables that reading a return makes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa

from sufficiency.history import History, derive
from sufficiency.measures import calculate, children_behind, reference
from sufficiency.returns.ssda903 import TABLES

TEXT, WHOLE = pa.string(), pa.int32()
TYPES = {"date": pa.date32(), "integer": WHOLE, "decimal": pa.float64()}
FIELDS: dict[str, dict[str, pa.DataType]] = {
    name: {column.name.lower(): TYPES.get(column.kind, TEXT) for column in table.columns}
    for name, table in TABLES.items()
}
FIELDS["unreadable"] = dict.fromkeys(("child", "table", "field", "value"), TEXT)

# Real postcodes with their eastings and northings, at chosen distances from the first of them.
HOME_POSTCODE = "SE1 7PB"
GRID_REFERENCES = {
    "SE17PB": (530625, 179850),
    "SE151JT": (534600, 177100),  # 3.0 miles
    "DA37PH": (560775, 168789),  # 19.96 miles: 20.0 to one decimal
    "DA118AD": (562141, 173004),  # 20.04 miles: 20.0 to one decimal
    "DA118FA": (562129, 172751),  # 20.07 miles: 20.1 to one decimal
    "DN159AB": (489384, 418042),  # 150 miles
}
POSTCODE_WITHOUT_GRID_REFERENCE = "DA10 9ZZ"
POSTCODE_OF_NOWHERE = "ZZ1 1ZZ"

Returns = Mapping[int, Mapping[str, list[dict]]]
Key = tuple[str, date, str, str]


@dataclass(frozen=True)
class Figure:
    """The columns of a figure beside its key (measure, as-at day, breakdown, group)."""

    period_start: date | None
    numerator: float
    denominator: float | None
    value: float | None


def typed_tables(returns: Returns) -> dict[str, pa.Table]:
    """The typed tables that reading these rows from yearly files would have made."""
    tables = {}
    for table, fields in FIELDS.items():
        columns: dict[str, list] = {name: [] for name in ("year", "file", "row", *fields)}
        for year in sorted(returns):
            for number, row in enumerate(returns[year].get(table, []), start=2):
                columns["year"].append(year)
                columns["file"].append(f"{year}/{table}.csv")
                columns["row"].append(number)
                for name in fields:
                    columns[name].append(row.get(name))
        types = {"year": WHOLE, "file": TEXT, "row": WHOLE, **fields}
        tables[table] = pa.table({name: pa.array(columns[name], types[name]) for name in columns})
    return tables


def reference_figures(
    returns: Returns,
    as_at: Sequence[date],
    measures: Iterable[str] | None = None,
    by: Iterable[str] | None = None,
) -> dict[Key, Figure]:
    """The figures of the slow, plain counting."""
    return figures_of(reference.count(returns, as_at, measures, by, distances=GRID_REFERENCES.get))


def figures_of(rows: list[reference.Row]) -> dict[Key, Figure]:
    """Rows of the reference, each by its key."""
    figures = {
        (row.measure, row.as_at, row.breakdown, row.group): Figure(
            row.period_start, row.numerator, row.denominator, row.value
        )
        for row in rows
    }
    assert len(figures) == len(rows), "The reference gave one figure twice."
    return figures


def derived(returns: Returns, folder: Path) -> History:
    """The history that a load of these rows would store, opened."""
    folder.mkdir(parents=True)
    derive(typed_tables(returns), folder)
    return History(folder)


def calculated_figures(
    history: History,
    as_at: Sequence[date],
    measures: Sequence[str] | None = None,
    by: Sequence[str] | None = None,
) -> dict[Key, Figure]:
    """The figures of the fast counting, of a history derived before."""
    rows = calculate(history, as_at, measures, by).to_pylist()
    figures = {
        (row["measure"], row["as_at"], row["breakdown"], row["group"]): Figure(
            row["period_start"], row["numerator"], row["denominator"], row["value"]
        )
        for row in rows
    }
    assert len(figures) == len(rows), "calculate gave one figure twice."
    return figures


def reference_children(
    returns: Returns, measure: str, as_at: date, by: str | None = None, group: str | None = None
) -> tuple[list[str], list[str]]:
    return reference.children(returns, measure, as_at, by, group, distances=GRID_REFERENCES.get)


def calculated_children(
    history: History, measure: str, as_at: date, by: str | None = None, group: str | None = None
) -> tuple[list[str], list[str]]:
    rows = children_behind(history, measure, as_at, by, group).to_pylist()
    numerator = {row["child"] for row in rows if row["in_numerator"]}
    return sorted(numerator), sorted({row["child"] for row in rows})
