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

from sufficiency.measures import reference

TEXT, DAY, WHOLE, DECIMAL = pa.string(), pa.date32(), pa.int32(), pa.float64()

FIELDS: dict[str, dict[str, pa.DataType]] = {
    "header": dict.fromkeys(("child", "sex", "dob", "ethnic", "upn", "mother", "mc_dob"), TEXT),
    "episodes": dict.fromkeys(
        ("child", "decom", "rne", "ls", "cin", "place", "place_provider", "dec", "rec")
        + ("reason_place_change", "home_post", "pl_post", "urn", "pl_distance", "pl_la", "pl_location"),
        TEXT,
    ),
    "reviews": dict.fromkeys(("child", "dob", "review", "review_code"), TEXT),
    "uasc": dict.fromkeys(("child", "sex", "dob", "duc"), TEXT),
    "oc2": dict.fromkeys(
        ("child", "dob", "sdq_score", "sdq_reason", "convicted", "health_check", "immunisations")
        + ("teeth_check", "health_assessment", "substance_misuse", "intervention_received")
        + ("intervention_offered",),
        TEXT,
    ),
    "oc3": dict.fromkeys(("child", "dob", "in_touch", "activ", "accom"), TEXT),
    "ad1": dict.fromkeys(
        ("child", "dob", "date_int", "date_match", "foster_care", "nb_adoptr", "sex_adoptr", "ls_adoptr"),
        TEXT,
    ),
    "placed_for_adoption": dict.fromkeys(
        ("child", "dob", "date_placed", "date_placed_ceased", "reason_placed_ceased"), TEXT
    ),
    "previous_permanence": dict.fromkeys(("child", "dob", "prev_perm", "la_perm", "date_perm"), TEXT),
    "missing": dict.fromkeys(("child", "dob", "missing", "mis_start", "mis_end"), TEXT),
    "sw_episodes": dict.fromkeys(("child", "dob", "sw_id", "sw_decom", "sw_dec", "sw_reason"), TEXT),
    "dolo": dict.fromkeys(("child", "dob", "dolo_start", "dolo_end"), TEXT),
    "unreadable": dict.fromkeys(("child", "table", "field", "value"), TEXT),
}
DAYS = {"dob", "mc_dob", "decom", "dec", "review", "duc", "date_int", "date_match", "date_placed"}
DAYS |= {"date_placed_ceased", "mis_start", "mis_end", "sw_decom", "sw_dec", "dolo_start", "dolo_end"}
for _fields in FIELDS.values():
    _fields.update({name: DAY for name in _fields if name in DAYS})
FIELDS["oc2"]["sdq_score"] = WHOLE
FIELDS["episodes"]["pl_distance"] = DECIMAL

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
    rows = reference.count(returns, as_at, measures, by, distances=GRID_REFERENCES.get)
    figures = {
        (row.measure, row.as_at, row.breakdown, row.group): Figure(
            row.period_start, row.numerator, row.denominator, row.value
        )
        for row in rows
    }
    assert len(figures) == len(rows), "The reference gave one figure twice."
    return figures


def derived(returns: Returns, folder: Path):
    """The history that a load of these rows would store, opened."""
    from sufficiency.history import History, derive

    folder.mkdir(parents=True)
    derive(typed_tables(returns), folder)
    return History(folder)


def calculated_figures(
    history,
    as_at: Sequence[date],
    measures: Sequence[str] | None = None,
    by: Sequence[str] | None = None,
) -> dict[Key, Figure]:
    """The figures of the fast counting, of a history derived before."""
    from sufficiency.measures import calculate

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
    history, measure: str, as_at: date, by: str | None = None, group: str | None = None
) -> tuple[list[str], list[str]]:
    from sufficiency.measures import children_behind

    rows = children_behind(history, measure, as_at, by, group).to_pylist()
    numerator = {row["child"] for row in rows if row["in_numerator"]}
    return sorted(numerator), sorted({row["child"] for row in rows})
