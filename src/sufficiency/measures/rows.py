"""The rows a measure counts, for the days asked: positions, events, adoptions or care leavers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import ibis
import ibis.expr.types as ir
from ibis import _

from sufficiency.history.opened import positions_asked
from sufficiency.history.positions import spread
from sufficiency.measures.language import Counted


class Source(NamedTuple):
    """Where the rows are: the tables of a history with their columns, and which hold the positions."""

    schemas: tuple[tuple[str, ibis.Schema], ...]
    positions_in: frozenset[str]


def rows_counted(counted: Counted, source: Source) -> ir.Table:
    """One row for each thing that can count on each day asked (`History.ask`): as_at, child, the groups and
    the plain columns that definitions name."""
    tables = {name: ibis.table(schema, name=name) for name, schema in source.schemas}
    return _ROWS[counted](tables, source)


def _positions(tables: Mapping[str, ir.Table], source: Source) -> ir.Table:
    return positions_asked(tables, source.positions_in)


def _events_of_the_year(tables: Mapping[str, ir.Table], source: Source) -> ir.Table:
    """Events from the first day of the year ending on each day to the day itself."""
    within = _within(tables["events"], tables, "years_begun")
    return within.mutate(
        first_in_year=(_.previous_date < _.year_start).fill_null(True),
        last_in_year=(_.next_date > _.as_at).fill_null(True),
    )


def _adoptions_of_three_years(tables: Mapping[str, ir.Table], source: Source) -> ir.Table:
    adopted = tables["events"].filter(_.kind == "adopted")
    within = _within(adopted, tables, "three_years_begun")
    return within.mutate(last_in_window=(_.next_date > _.as_at).fill_null(True))


def _within(events: ir.Table, tables: Mapping[str, ir.Table], begun: str) -> ir.Table:
    """Each event for every day asked whose stretch of time, begun by the event and ending on the day, holds
    it."""
    return spread(events, "date", "date", tables["spine"], tables["calendar"], end_counts=begun)


def _care_leavers(tables: Mapping[str, ir.Table], source: Source) -> ir.Table:
    return tables["care_leavers"].semi_join(tables["spine"], "as_at")


_ROWS: dict[Counted, Callable[[Mapping[str, ir.Table], Source], ir.Table]] = {
    Counted.POSITIONS: _positions,
    Counted.YEAR: _events_of_the_year,
    Counted.THREE_YEARS: _adoptions_of_three_years,
    Counted.CARE_LEAVERS: _care_leavers,
}
