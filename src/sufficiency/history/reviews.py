"""Reviews held, and reviews due with whether they were held in time (methodology D15)."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
from ibis import _

from sufficiency.history.flows import (
    AGE_REVIEWS_EXPECT_PARTICIPATION,
    PARTICIPATED,
    on_their_day,
    with_day,
)
from sufficiency.history.merge import latest_rows


def reviews_of(rows: ir.Table) -> ir.Table:
    """One review per child and date, the latest row (D2d): child, date, review_code."""
    return latest_rows(rows, "child", "review").select("child", "review_code", date="review")


def reviews_held(reviews: ir.Table, merged: ir.Table, described: ir.Table, children: ir.Table) -> ir.Table:
    """Every review held of a child aged 4 or over, not on a short break; `flag`: the child took part."""
    spans = merged.filter(_.short_break).select("child", "decom", "until")
    on_short_break = (
        reviews.join(spans, "child")
        .filter((_.decom <= _.date) & (_.until > _.date))
        .select("child", "date")
        .distinct()
    )
    counted = reviews.anti_join(on_short_break, ["child", "date"])
    took_part = _.review_code.isin(PARTICIPATED).fill_null(False)
    held = with_day(
        on_their_day(counted, described, children).mutate(took_part=took_part),
        "review_held",
        once=False,
        flag=_.took_part,
        code=_.review_code,
    )
    return held.filter(_.age >= AGE_REVIEWS_EXPECT_PARTICIPATION)


def days_due(reviews: ir.Table, periods: ir.Table, loaded: ir.Table, first_reviews: ir.Table) -> ir.Table:
    """Every day a review fell due while the child was looked after: child, period, date, in_time.

    The clock runs from the start of the period of care and from each review held. Where the period began
    before the first loaded year, or its start is not known, the first review seen starts the clock.
    `first_reviews`: for each day a period may have begun, the day its first review fell due.
    """
    of_period = periods.mutate(clock_known=_.start_known & (_.start >= loaded.first_day.as_scalar())).select(
        "child", "period", "start", "until", "clock_known"
    )
    anchors = ibis.union(
        of_period.mutate(date=_.start, held=False),
        of_period.join(reviews.select("child", "date"), "child")
        .filter((_.start <= _.date) & (_.date < _.until))
        .mutate(held=True),
    )
    in_order = ibis.window(group_by=["child", "period"], order_by=["date", "held"])
    numbered = anchors.mutate(
        number=ibis.row_number().over(in_order),  # 0 is the start of the period itself
        next_held=_.date.lead().over(in_order),
    )
    due = ibis.cases(
        (_.number == 0, ibis.ifelse(_.clock_known, _.first_due, ibis.null("date"))),
        ((_.number == 1) & _.clock_known, _.date + ibis.interval(months=3)),
        else_=_.date + ibis.interval(months=6),
    )
    return (
        numbered.left_join(first_reviews, numbered.date == first_reviews.started)
        # A date and an interval make a timestamp on DuckDB; the year, month and day make it a day again.
        .mutate(due=due)
        .mutate(due=ibis.date(_.due.year(), _.due.month(), _.due.day()))
        .filter(_.due.notnull() & (_.due < _.until))
        .select("child", "period", date="due", in_time=(_.next_held <= _.due).fill_null(False))
    )


def reviews_due(due: ir.Table, described: ir.Table, children: ir.Table) -> ir.Table:
    """The days due as events, with the groups of the child on the day; `flag`: held by that day.

    `last_late`: the child's last day due, up to this one, by which no review was held. Of two due on the same day (six
    months after 30 and after 31 May) the one not held comes first, so that the other knows of it.
    """
    so_far = ibis.cumulative_window(group_by="child", order_by=["date", "in_time"])
    late = ibis.ifelse(_.in_time, ibis.null("date"), _.date)
    rows = on_their_day(due, described, children).mutate(tie=_.period, late=late)
    return with_day(
        rows.mutate(late_so_far=_.late.max().over(so_far)),
        "review_due",
        flag=_.in_time,
        last_late=_.late_so_far,
    )
