"""Reviews held, and reviews due with whether they were held in time (methodology D15)."""

from __future__ import annotations

from datetime import date

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from ibis import _

from sufficiency.history.engine import DuckDBEngine
from sufficiency.history.flows import (
    AGE_REVIEWS_EXPECT_PARTICIPATION,
    PARTICIPATED,
    on_their_day,
    with_day,
)
from sufficiency.history.merge import latest_rows
from sufficiency.vocabulary.working_days import WORKING_DAYS_TO_FIRST_REVIEW, after_working_days

LAST_DATE_WITH_A_CALENDAR = date(2199, 12, 31)  # a start beyond this is a typing error, with its own finding


def reviews_of(rows: ir.Table) -> ir.Table:
    """One review per child and date, the latest row (D2d): child, date, review_code."""
    return latest_rows(rows, "child", "review").select("child", "review_code", date="review")


def reviews_held(
    reviews: ir.Table, merged: ir.Table, described: ir.Table, children: ir.Table
) -> ir.Table:
    """Every review held of a child aged 4 or over, not on a short break; `flag`: the child took part."""
    spans = merged.filter(_.short_break).select("child", "decom", "until")
    on_short_break = (
        reviews.join(spans, "child")
        .filter((_.decom <= _.date) & (_.until > _.date))
        .select("child", "date")
        .distinct()
    )
    counted = reviews.anti_join(on_short_break, ["child", "date"]).mutate(tie=_.date)
    took_part = _.review_code.isin(PARTICIPATED).fill_null(False)
    held = with_day(
        on_their_day(counted, described, children).mutate(took_part=took_part),
        "review_held",
        flag=_.took_part,
    )
    return held.filter(_.age >= AGE_REVIEWS_EXPECT_PARTICIPATION)


def reviews_due(
    reviews: ir.Table,
    periods: ir.Table,
    described: ir.Table,
    children: ir.Table,
    first_loaded: date,
    engine: DuckDBEngine,
) -> ir.Table:
    """Every review that fell due while the child was looked after; `flag`: it was held by that day.

    The clock runs from the start of the period of care and from each review held. Where the period began
    before the first loaded year, or its start is not known, the first review seen starts the clock.
    """
    clock_known = _.start_known & (_.start >= first_loaded)
    of_period = periods.mutate(clock_known=clock_known).select(
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
    first_due = engine.read(_first_review_due_days(engine, of_period))
    due = (
        numbered.left_join(first_due, [numbered.date == first_due.started, numbered.number == 0])
        .mutate(
            due=ibis.cases(
                (_.number == 0, ibis.ifelse(_.clock_known, _.first_due, ibis.null("date"))),
                ((_.number == 1) & _.clock_known, _.date + ibis.interval(months=3)),
                else_=_.date + ibis.interval(months=6),
            )
        )
        .filter(_.due.notnull() & (_.due < _.until))
        .select("child", "period", date="due", in_time=(_.next_held <= _.due).fill_null(False))
        .mutate(tie=_.date)
    )
    # A date and an interval make a timestamp on DuckDB; the event needs the day.
    kept = engine.keep(due, "review_due").mutate(date=_.date.cast("date"), tie=_.date.cast("date"))
    return with_day(on_their_day(kept, described, children), "review_due", flag=_.in_time)


def _first_review_due_days(engine: DuckDBEngine, of_period: ir.Table) -> pa.Table:
    """Each day a period of care with a known clock began, and the day its first review was due."""
    days = of_period.filter(_.clock_known & (_.start <= LAST_DATE_WITH_A_CALENDAR)).select("start").distinct()
    started = engine.result(days).column("start").to_pylist()
    due = [after_working_days(day, WORKING_DAYS_TO_FIRST_REVIEW) for day in started]
    return pa.table(
        {"started": pa.array(started, pa.date32()), "first_due": pa.array(due, pa.date32())}
    )
