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
IN_CARE = "in_care"  # the kind of a row for a child in care at some time of the year
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
    if counted is Counted.IN_CARE_IN_YEAR:
        return in_care_in_year(tables)
    dates = tables["calendar"]
    begun = BEGUN[MONTHS[counted]]
    ranged = looked_up(tables["events"], dates, "date", "days_before", "first_day")
    ranged = looked_up(ranged, dates, "date", begun, "end_day")
    if counted is Counted.FIRST_OF_YEAR:
        before = ranged.mutate(_before=_.previous_date.fill_null(LONG_AGO))
        return looked_up(before, dates, "_before", begun, "_begun_before").mutate(
            first_day=ibis.greatest(_.first_day, _._begun_before)
        )
    if counted in (Counted.LAST_OF_YEAR, Counted.LAST_OF_THREE_YEARS, Counted.EVERY_OF_YEAR):
        after = ranged.mutate(_after=_.next_date.fill_null(OPEN))
        ranged = looked_up(after, dates, "_after", "days_before", "_days_before_next").mutate(
            end_day=ibis.least(_.end_day, _._days_before_next)
        )
    if counted is Counted.EVERY_OF_YEAR:
        return _by_every_one(ranged, dates)
    return ranged


def _by_every_one(last: ir.Table, dates: ir.Table) -> ir.Table:
    """Each child's last event of the year, `flag` telling whether it held of every one: false as long as the year
    still has the last of which it did not, true on the days after."""
    ranged = looked_up(
        last.mutate(_late=_.last_late.fill_null(LONG_AGO)), dates, "_late", BEGUN[12], "_late_until"
    )
    not_all = ranged.mutate(flag=ibis.literal(False), end_day=ibis.least(_.end_day, _._late_until))
    every_one = ranged.mutate(flag=ibis.literal(True), first_day=ibis.greatest(_.first_day, _._late_until))
    return ibis.union(not_all, every_one)


def in_care_in_year(tables: Mapping[str, ir.Table]) -> ir.Table:
    """Each child for the days asked on whose year the child was in care at some time, `flag` telling whether the child
    went missing in it.

    A child who never went missing has one range of days for each period of care, less what an earlier period has
    already; one who did has each day by itself. A period lasts until the latest end of its episodes: the last one may
    have ended before it began, and takes no days from those before it.
    """
    dates, events = tables["calendar"], tables["events"]
    in_care = tables["episodes"].filter(_.period.notnull())
    spans = in_care.group_by("child", "period").agg(start=_.decom.min(), until=_.dec.fill_null(OPEN).max())
    spans = spans.filter(_.start < _.until)
    ranged = looked_up(spans, dates, "start", "days_before", "first_day")
    ranged = looked_up(ranged, dates, "until", "years_before", "end_day")
    in_order = ibis.window(group_by="child", order_by=["start", "period"])
    so_far = ibis.cumulative_window(group_by="child", order_by=["start", "period"])
    ranged = ranged.mutate(_counted=_.end_day.max().over(so_far)).mutate(
        _counted=_._counted.lag().over(in_order).fill_null(0)
    )
    once = ranged.select("child", "start", "end_day", first_day=ibis.greatest(_.first_day, _._counted))
    went = events.filter(_.kind == "missing").select("child", "date")
    went = looked_up(went, dates, "date", "days_before", "_first")
    went = looked_up(went, dates, "date", BEGUN[12], "_end")
    of_years = (
        went.mutate(day=ibis.range(went["_first"], went["_end"]).unnest())
        .select("child", "day")
        .distinct()
        .mutate(flag=ibis.literal(True))
    )
    of_missing = once.semi_join(went, "child")
    each_day = (
        of_missing.mutate(day=ibis.range(of_missing.first_day, of_missing.end_day).unnest())
        .left_join(of_years, ["child", "day"])
        .select("child", "start", first_day=_.day, end_day=_.day + 1, flag=_.flag.fill_null(False))
    )
    never = once.anti_join(went, "child").select(
        "child", "start", "first_day", "end_day", flag=ibis.literal(False)
    )
    who = tables["children"].select("child", "sex", "ethnic_group")
    nothing = dict.fromkeys(("legal_status_group", "placement_type", "provider_group"), ibis.null("string"))
    return (
        ibis.union(each_day.cast({"end_day": "int64"}), never)
        .join(who, "child")
        .rename(date="start")
        .mutate(kind=ibis.literal(IN_CARE), age=ibis.null("int32"), **nothing)
    )
