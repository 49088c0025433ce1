"""The rows a measure counts, for the days asked: positions, events or care leavers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import ibis
import ibis.expr.types as ir
from ibis import _

from sufficiency.history.engine import DIALECT
from sufficiency.history.merge import OPEN
from sufficiency.history.opened import positions_asked
from sufficiency.history.positions import looked_up, on_each_day
from sufficiency.measures.language import MONTHS, Counted

# The calendar's column that says on how many of the days asked a year, or three, has begun by a date.
BEGUN = {12: "years_begun", 36: "three_years_begun"}
LONG_AGO = ibis.date(1, 1, 1)  # stands for "no event before"


class Source(NamedTuple):
    """Where the rows are: the tables of a history with their columns, which hold the positions, and the dialect of
    the engine that has them."""

    schemas: tuple[tuple[str, ibis.Schema], ...]
    positions_in: frozenset[str]
    dialect: str = DIALECT

    @property
    def tables(self) -> dict[str, ir.Table]:
        return {name: ibis.table(schema, name=name) for name, schema in self.schemas}


def rows_counted(counted: Counted, source: Source) -> ir.Table:
    """One row for each thing that can count on each day asked (`History.ask`): as_at, child, the groups and
    the plain columns that definitions name."""
    tables = source.tables
    if counted is Counted.POSITIONS:
        return positions_asked(tables, source.positions_in)
    if counted is Counted.CARE_LEAVERS:
        return tables["care_leavers"].semi_join(tables["spine"], "as_at")
    if counted is Counted.ANNEX_A:
        return tables["annex_a"].semi_join(tables["spine"], "as_at")
    return on_each_day(events_counted(counted, tables), tables["spine"], "first_day", "end_day")


def events_counted(counted: Counted, tables: Mapping[str, ir.Table]) -> ir.Table:
    """Each event with the days asked on which it counts, numbered from `first_day` up to, not including,
    `end_day`: those whose stretch of time has begun by the event and ends on or after it.

    Where each child counts once, at the first, the stretch must also begin after the event before; at the
    last, it must end before the event after.
    """
    dates = tables["calendar"]
    begun = BEGUN[MONTHS[counted]]
    ranged = looked_up(tables["events"], dates, "date", "days_before", "first_day")
    ranged = looked_up(ranged, dates, "date", begun, "end_day")
    if counted is Counted.FIRST_OF_YEAR:
        before = ranged.mutate(_before=_.previous_date.fill_null(LONG_AGO))
        return looked_up(before, dates, "_before", begun, "_begun_before").mutate(
            first_day=ibis.greatest(_.first_day, _._begun_before)
        )
    if counted in (Counted.LAST_OF_YEAR, Counted.LAST_OF_THREE_YEARS):
        after = ranged.mutate(_after=_.next_date.fill_null(OPEN))
        return looked_up(after, dates, "_after", "days_before", "_days_before_next").mutate(
            end_day=ibis.least(_.end_day, _._days_before_next)
        )
    return ranged
