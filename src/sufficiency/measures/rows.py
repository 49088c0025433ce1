"""The rows a measure counts, for the days asked: positions, events, adoptions or care leavers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import ibis.expr.types as ir
from ibis import _

from sufficiency.history import History
from sufficiency.measures.language import Counted


def rows_counted(history: History, counted: Counted, days: Sequence[date]) -> ir.Table:
    """One row for each thing that can count on each day: as_at, child, the groups and the plain columns
    that definitions name."""
    return _ROWS[counted](history, days)


def _positions(history: History, days: Sequence[date]) -> ir.Table:
    return history.positions(days)


def _events_of_the_year(history: History, days: Sequence[date]) -> ir.Table:
    """Events from the first day of the year ending on each day to the day itself."""
    events, spine = history.table("events"), history.spine(days)
    within = events.join(spine, [events.date >= spine.year_start, events.date <= spine.as_at])
    return within.mutate(
        first_in_year=(_.previous_date < _.year_start).fill_null(True),
        last_in_year=(_.next_date > _.as_at).fill_null(True),
    )


def _adoptions_of_three_years(history: History, days: Sequence[date]) -> ir.Table:
    adopted = history.table("events").filter(_.kind == "adopted")
    spine = history.spine(days)
    within = adopted.join(spine, [adopted.date >= spine.three_years_start, adopted.date <= spine.as_at])
    return within.mutate(last_in_window=(_.next_date > _.as_at).fill_null(True))


def _care_leavers(history: History, days: Sequence[date]) -> ir.Table:
    return history.table("care_leavers").filter(_.as_at.isin(list(days)))


_ROWS: dict[Counted, Callable[[History, Sequence[date]], ir.Table]] = {
    Counted.POSITIONS: _positions,
    Counted.YEAR: _events_of_the_year,
    Counted.THREE_YEARS: _adoptions_of_three_years,
    Counted.CARE_LEAVERS: _care_leavers,
}
