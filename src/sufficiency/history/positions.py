"""Positions: one row per child looked after per as-at day, with everything true of the child that day.

Derived the same way for the days stored with an edition and for any other day asked for later.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from ibis import _

from sufficiency.history.care import EARLIER_ENDS
from sufficiency.history.children import age_band, age_in_years, is_unaccompanied
from sufficiency.history.spine import calendar, spine

UNDER_16 = 16


DAYS: dict[str, ibis.Schema] = {
    name: ibis.Schema.from_pyarrow(make([date(2000, 3, 31)]).schema)
    for name, make in (("spine", spine), ("calendar", calendar))
}


def days_given(days: Iterable[date]) -> dict[str, pa.Table]:
    """The as-at days as the two tables a derivation is given: the spine, and the calendar that looks a
    date up in it."""
    return _days_given(tuple(sorted(set(days))))


@lru_cache(maxsize=16)  # pages ask about the same days again and again
def _days_given(days: tuple[date, ...]) -> dict[str, pa.Table]:
    return {"spine": spine(days), "calendar": calendar(days)}


def looked_up(spans: ir.Table, dates: ir.Table, column: str, counts: str, name: str) -> ir.Table:
    """Adds `name`: what the calendar counts for the date in `column`. A date outside the calendar is looked up
    as its first or last."""
    first, last = dates.date.min().as_scalar(), dates.date.max().as_scalar()
    inside = ibis.greatest(ibis.least(spans[column], last), first)
    counted = dates.select(**{"_date": "date", name: counts})
    return spans.mutate(_date=inside).join(counted, "_date").drop("_date")


def on_each_day(ranges: ir.Table, days: ir.Table, first: str, end: str) -> ir.Table:
    """Each row repeated for every as-at day numbered from `first` up to, not including, `end`: adds the spine's
    columns.

    A row that touches no day has an empty range and is gone. It is not filtered out first: a condition between
    two look-ups would make DuckDB join the calendar with itself.
    """
    return (
        ranges.mutate(day_index=ibis.range(ranges[first], ranges[end]).unnest())
        .drop(first, end)
        .join(days, "day_index")
        .drop("day_index")
    )


def spread(
    spans: ir.Table,
    start: str,
    end: str,
    days: ir.Table,
    dates: ir.Table,
    *,
    end_counts: str = "days_before",
) -> ir.Table:
    """Each span repeated for every as-at day from its start until its end. `days` is the spine, `dates` the
    calendar; `end_counts` is the column of the calendar that says with which as-at day a span stops."""
    started = looked_up(spans, dates, start, "days_before", "_first")
    return on_each_day(looked_up(started, dates, end, end_counts, "_end"), days, "_first", "_end")


def positions_on(
    days: ir.Table,
    dates: ir.Table,
    described: ir.Table,
    placements: ir.Table,
    health: ir.Table,
    decided: ir.Table,
) -> ir.Table:
    """Everything true of each child looked after on each day of the spine (D1, D4, D7-D9, D13, D17).

    `health` and `decided`: what `health_on` and `decided_on` say of the same days.
    """
    age = age_in_years(_.as_at_number, _.born)
    unaccompanied = is_unaccompanied(_.is_uasc, _.duc, _.as_at)
    stable = (_.placement_start <= _.back_24) | (
        _.in_adoptive_home
        & _.adoptive_home_is_new
        & (_.previous_placement_start <= _.back_24).fill_null(False)
    )
    placements_in_year = ibis.ifelse(_.counted_apart, _.in_year.fill_null(0), _ends_after_year_start())
    on_the_day = (
        _looked_after(days, dates, described)
        .mutate(age=age, uasc=unaccompanied)
        .mutate(
            age_band=age_band(_.age),
            distance_miles=ibis.ifelse(_.uasc == "uasc", ibis.null("float64"), _.distance_miles),
            long_term=((_.age < UNDER_16) & (_.care_start <= _.back_30)).fill_null(False),
        )
        .mutate(stable=_.long_term & stable)
    )
    apart = _counted_apart(days, dates, described, placements)
    with_all = _found_where(on_the_day.counted_apart, on_the_day, apart)
    with_all = _found_where(with_all.collection_year.notnull(), with_all, health)  # 31 March
    with_all = _found_where(with_all.adoption_ever_decided, with_all, decided)
    return with_all.select(
        "child",
        "as_at",
        "age",
        "age_band",
        "sex",
        "ethnic_group",
        "legal_status_group",
        "placement_type",
        "provider_group",
        "uasc",
        "ls",
        "distance_miles",
        "outside_area",
        "care_start",
        "care_start_known",
        "placement_start",
        "long_term",
        "stable",
        place=_.settled_place,
        provider=_.settled_provider,
        placements_in_year=placements_in_year.cast("int32"),
        adoption_decided=_.adoption_decided.fill_null(False),
        in_health_cohort=_.in_health_cohort.fill_null(False),
        health_assessment=_.health_assessment,
        teeth_check=_.teeth_check,
        immunisations=_.immunisations,
        sdq_score=_.sdq_score,
        substance_misuse=_.substance_misuse,
        intervention_received=_.intervention_received,
    )


def _found_where(some: ir.BooleanValue, rows: ir.Table, others: ir.Table) -> ir.Table:
    """Adds what `others` says of the child and day, looked up for `some` rows alone: an empty key is passed
    over, which costs a tenth of looking it up."""
    keyed = rows.mutate(_child=ibis.ifelse(some, rows.child, ibis.null("string")))
    return keyed.left_join(others, [("_child", "child"), "as_at"]).drop(
        "_child", "child_right", "as_at_right"
    )


def _looked_after(days: ir.Table, dates: ir.Table, described: ir.Table) -> ir.Table:
    """The episode that describes each child on each day: DECOM <= day < DEC, the latest where they overlap."""
    open_on = spread(described, "decom", "until", days, dates)
    overlapping = described.filter(_.overlapped).select("child", "decom", "until")
    latest = (
        spread(overlapping, "decom", "until", days, dates)
        .group_by("child", "as_at")
        .agg(latest_decom=_.decom.max())
    )
    return (
        open_on.left_join(latest, ["child", "as_at"])
        .drop("child_right", "as_at_right")
        .filter(_.latest_decom.isnull() | (_.decom == _.latest_decom))
        .drop("latest_decom")
    )


def _ends_after_year_start() -> ir.IntegerValue:
    """Placements in the year (D7) from what the episode of the day knows: its own and the ones before."""
    ends = ("placement_until", *EARLIER_ENDS)
    return sum((_[end] > _.year_start).fill_null(False).cast("int32") for end in ends)


def _counted_apart(days: ir.Table, dates: ir.Table, described: ir.Table, placements: ir.Table) -> ir.Table:
    """Placements in the year of the children for whom every placement must be looked at (D7): those of
    every period of care that were open after the first day of the year ending on the day, and began by
    the day."""
    apart = described.filter(_.counted_apart).select("child").distinct()
    stays = placements.select("child", "start", "until").semi_join(apart, "child")
    return (
        spread(stays, "start", "until", days, dates, end_counts="years_before")
        .group_by("child", "as_at")
        .agg(in_year=_.count())
    )
