"""Recorded figures, and the catalogue of all measures, for `sufficiency measures`."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from sufficiency.cli.written import as_csv, as_json, as_table, safe_cell, width
from sufficiency.editions import Home, Manifest

if TYPE_CHECKING:
    from sufficiency.measures.recorded import Number

HIDDEN = "c"


def recorded_among(measures: Sequence[str]) -> list[str]:
    """Those of the measures asked for whose figures are recorded and not counted."""
    if not measures:
        return []
    from sufficiency.measures.catalogue import catalogue

    return [one for one in dict.fromkeys(measures) if one in catalogue() and catalogue()[one].is_recorded]


def recorded_numbers(
    home: Home,
    measures: Sequence[str],
    days: Sequence[date] | None,
    within: tuple[date, date] | None,
    breakdowns: Sequence[str] | None,
) -> list["Number"]:
    """The values in force: those of the days, those within two days, or all where neither is given. ``breakdowns``
    None: all of them."""
    from sufficiency.service.recorded.kept import numbers

    return [
        one
        for one in numbers(home, list(measures))
        if (days is None or one.as_at in days)
        and (within is None or within[0] <= one.as_at <= within[1])
        and (not one.breakdown or breakdowns is None or one.breakdown in breakdowns)
    ]


def in_public(numbers: Sequence["Number"]) -> tuple[list["Number"], frozenset[int]]:
    """The figures for a published paper, and the places of those that are hidden."""
    from sufficiency.measures.catalogue import catalogue
    from sufficiency.measures.recorded import hidden

    places: set[int] = set()
    numbered = list(enumerate(numbers))
    for _key, together in groupby(numbered, key=lambda pair: (pair[1].measure, pair[1].as_at, pair[1].period_start, pair[1].breakdown)):  # fmt: skip
        pairs = list(together)
        entry = catalogue()[pairs[0][1].measure]
        places |= {pairs[at][0] for at in hidden(entry.unit, entry.of, [number for _place, number in pairs])}
    nothing = {"numerator": None, "denominator": None, "value": None}
    return [replace(one, **nothing) if at in places else one for at, one in numbered], frozenset(places)


def rows_as_csv(numbers: Sequence["Number"], hidden: frozenset[int], noted: bool = False) -> bytes:
    """The rows of the CSV, without its heading; a text with a comma stands in quotes. `noted`: with an empty last cell,
    where the counted figures before them have notes."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for at, one in enumerate(numbers):
        figures = [HIDDEN] * 3 if at in hidden else [_plain(part) for part in _figures(one)]
        writer.writerow([safe_cell(cell) for cell in (*_what(one), *figures, *([""] * noted))])
    return text.getvalue().encode()


def records(numbers: Sequence["Number"], hidden: frozenset[int], columns: Sequence[str]) -> list[dict]:
    """The rows as records, for JSON."""
    return [
        dict(
            zip(
                columns,
                [*_what(one, None), *([HIDDEN] * 3 if at in hidden else map(_plain, _figures(one)))],
                strict=True,
            )
        )
        for at, one in enumerate(numbers)
    ]


def numbers_as_table(numbers: Sequence["Number"], hidden: frozenset[int]) -> str:
    """The figures to read."""
    from sufficiency.measures.catalogue import catalogue
    from sufficiency.measures.recorded import value_in_words

    grouped = any(one.breakdown for one in numbers)

    def cells(at: int, one: "Number") -> Iterator[str]:
        yield one.measure
        yield one.as_at.isoformat()
        if grouped:
            yield one.group or "All"
        entry = catalogue()[one.measure]
        yield HIDDEN if at in hidden else value_in_words(one.value, entry.unit, one.denominator)
        parts = one.numerator is not None and one.denominator is not None and at not in hidden
        yield f"{one.numerator:,.10g} of {one.denominator:,.10g}" if parts else ""

    columns = ["Measure", "As at", *(["Group"] * grouped), "Value", "Made of"]
    return as_table(
        columns, [tuple(cells(at, one)) for at, one in enumerate(numbers)], right=("Value", "Made of")
    )


def catalogue_written(form: str, home: Home, manifest: Manifest | None, measures: Sequence[str]) -> str:
    """The catalogue as a table, CSV or JSON; of some measures, or of all."""
    from sufficiency.measures.catalogue import COLUMNS, entry_asked, listed
    from sufficiency.service.recorded.kept import held

    wanted = {entry_asked(one).id for one in measures}
    rows = [row for row in listed(manifest, held(home)) if not wanted or row["id"] in wanted]
    if form == "csv":
        return as_csv(COLUMNS, [list(row.values()) for row in rows])
    if form == "json":
        return as_json(rows)
    if width() >= 110:
        names = {"id": "Id", "name": "Measure", "area": "Area", "unit": "Unit", "good_direction": "Good", "fed_by": "Fed by", "state": "State", "reason": "Why"}  # fmt: skip
    else:
        names = {"id": "Id", "name": "Measure", "fed_by": "Fed by", "state": "State"}
    return as_table(tuple(names.values()), [tuple(row[name] for name in names) for row in rows])


def _what(one: "Number", nothing: str | None = "") -> tuple:
    start = one.period_start.isoformat() if one.period_start else nothing
    return (one.measure, one.as_at.isoformat(), start, one.breakdown, one.group)


def _figures(one: "Number") -> tuple[float | None, float | None, float | None]:
    return (one.numerator, one.denominator, one.value)


def _plain(value: float | None) -> int | float | None:
    return int(value) if value is not None and value == int(value) else value
