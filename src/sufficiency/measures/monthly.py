"""What belongs to one month alone, so that months can be compared with each other.

A figure of the year ending on a day holds eleven months of the figure a month before; here each month has only its own
events. A figure of a day holds mostly the same children as a month before; here a month has only the step between.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache

import ibis
import ibis.expr.types as ir
from ibis import _

from sufficiency.history import History
from sufficiency.measures.calculate import counts_in, in_numerator
from sufficiency.measures.language import Counted, Measure
from sufficiency.measures.rows import Source
from sufficiency.vocabulary.months import last_day_of_month

FEWEST_IN_A_MONTH = 20  # on average, for a month's own share to say anything
FEWEST_EVENTS = 4  # a month on average; the limits of rarer ones would be between 0 and 1
ONCE_A_CHILD = (Counted.FIRST_OF_YEAR, Counted.LAST_OF_YEAR)


class Kind(StrEnum):
    """What a month-by-month chart of a measure shows."""

    EVENTS = "events"  # what happened in each month
    STEPS = "steps"  # how far the figure of a day moved since the month before
    NONE = "none"


WHY_NONE = {
    "workbook": "It is counted on the day of a workbook of Annex A only, so no month has a figure of its own.",
    "31 March": "It is counted once a year, on 31 March, so there are no months to compare.",
    "three years": "An average over one or three years holds nearly all of the one a month before, and a single month "
    "has too few children for an average.",
    "whole year": "It is of everyone in care at some time in the year, and no one month has its own.",
    "share": "The groups share the whole between them, which is always 100%.",
    "change": "It is a change itself, from the same day a year before.",
    "rate": "The rate moves with the number of children, whose page has the months.",
}
TOO_RARE = (
    f"There are too few in a month for limits to say anything: of numbers fewer than {FEWEST_EVENTS} a month on average, "
    f"of shares fewer than {FEWEST_IN_A_MONTH} children or reviews a month."
)
WORDS = {
    Kind.EVENTS: "The figure above is of the year ending on a day, so it holds eleven of the twelve months of the one "
    "before it and cannot be judged month against month. Shown here is what happened in each month alone.",
    Kind.STEPS: "A figure of a day holds mostly the same children as a month before, so its months follow each other "
    "and limits around it would be too narrow. Shown here is how far it moved in each month.",
}


def kind_of(measure: Measure) -> tuple[Kind, str]:
    """What can be shown month by month, and if nothing can, a sentence why."""
    if measure.only_on_31_march or measure.counted is Counted.CARE_LEAVERS:
        return Kind.NONE, WHY_NONE["31 March"]
    if measure.is_of_workbook:
        return Kind.NONE, WHY_NONE["workbook"]
    if measure.is_change:
        return Kind.NONE, WHY_NONE["change"]
    if measure.of_whole:
        return Kind.NONE, WHY_NONE["share"]
    if measure.of_population:
        return Kind.NONE, WHY_NONE["rate"]
    if measure.is_snapshot:
        return Kind.STEPS, ""
    if measure.counted is Counted.LAST_OF_THREE_YEARS or measure.amount is not None:
        return Kind.NONE, WHY_NONE["three years"]
    if measure.counted not in (Counted.YEAR, *ONCE_A_CHILD):
        return Kind.NONE, WHY_NONE["whole year"]
    return Kind.EVENTS, ""


def own_events(history: History, measure: Measure) -> dict[date, tuple[float, float | None]]:
    """(numerator, denominator) of each month's own events, by the month's last day; the denominator of a count is None.

    A measure that counts each child once in the year counts each child once in the month. A month without an event is
    not there. Raises ValueError for a measure that is not of events.
    """
    if kind_of(measure)[0] is not Kind.EVENTS:
        raise ValueError(f"{measure.id} does not count the events of a year.")
    source = Source(history.schemas, frozenset(), history.engine.dialect)
    months = history.engine.query(_sql(measure, source)).to_pylist()
    return {
        last_day_of_month(row["month"].year, row["month"].month): (
            row["numerator"],
            row["denominator"] if measure.has_parts else None,
        )
        for row in months
    }


@lru_cache(maxsize=128)
def _sql(measure: Measure, source: Source) -> str:
    events = source.tables["events"]
    counted = events.filter(counts_in(measure, events)).mutate(month=_.date.truncate("M"))
    inside = in_numerator(measure, counted)
    by_month = counted.group_by("month").agg(
        numerator=_number(measure, counted, inside), denominator=_number(measure, counted, None)
    )
    return str(ibis.to_sql(by_month, dialect=source.dialect))


def _number(measure: Measure, rows: ir.Table, where: ir.BooleanValue | None) -> ir.Value:
    if measure.counted in ONCE_A_CHILD:
        return rows.child.nunique(where=where).cast("float64")
    return rows.count(where=where).cast("float64")


def values_of_events(
    measure: Measure, events: dict[date, tuple[float, float | None]], months: Sequence[date]
) -> list[tuple[date, float]] | None:
    """The value of each month: how many, or of a share per cent; None where a month has too few (TOO_RARE)."""
    found = [events.get(month, (0.0, 0.0)) for month in months]
    of = [whole if measure.has_parts else part for part, whole in found]
    if not of or sum(of) < (FEWEST_IN_A_MONTH if measure.has_parts else FEWEST_EVENTS) * len(of):
        return None
    if not measure.has_parts:
        return list(zip(months, of, strict=True))
    if not all(of):
        return None
    return [(month, 100 * part / whole) for month, (part, whole) in zip(months, found, strict=True)]


def steps(values: Sequence[tuple[date, float]]) -> list[tuple[date, float]]:
    """How far each value is from the one before; the first has none."""
    return [(day, value - before) for (_day, before), (day, value) in zip(values, values[1:], strict=False)]
