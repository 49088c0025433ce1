"""Children in need, on a plan, looked after, and care leavers (lists 6 to 9): each as they stand on the day."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
from ibis import _

from sufficiency.history.annex_a import columns
from sufficiency.history.annex_a.people import listed, once, one_each

UNDER_5 = 5
OPEN_TO_SERVICE = ("a) Relevant", "b) Former relevant")
NEED_A_PATHWAY_PLAN = (*OPEN_TO_SERVICE, "d) Eligible")
NOT_IN_THE_SUITABILITY_FIGURE = ("e) Gone abroad", "f) Deported", "h) Residence not known")
ASKED_OF = (19, 21)  # the ages of care leavers that the yearly figures are about (D14)


def _open(rows: ir.Table) -> ir.Table:
    """Begun by the day and not ended by it. A row without a start is on the list, so it is taken to have begun."""
    begun = (_.started <= _.as_at).fill_null(True)
    return rows.filter(begun & (_.ended.isnull() | (_.ended > _.as_at)))


def _recent(day: ir.DateValue, since: ir.DateValue, rows: ir.Table) -> ir.BooleanValue:
    return ((since <= day) & (day <= rows.as_at)).fill_null(False)


def in_need(rows: ir.Table, days: ir.Table) -> ir.Table:
    """Children in need: all open cases of the list but those whose status says that they are closed."""
    is_open = _open(once(rows)).filter((_.status != "e) Closed episode").fill_null(True))
    return listed(columns.IN_NEED, one_each(is_open, "started").join(days, "as_at"))


def plans(rows: ir.Table, days: ir.Table) -> ir.Table:
    """Plans open on the day with how long they have lasted, in the bands of the published figures."""
    counted = one_each(_open(once(rows)), "started").join(days, "as_at")
    started = counted.started
    duration = ibis.cases(
        (started.isnull(), "unknown"),
        (started >= counted.months_3, "0-3m"),
        (started >= counted.months_6, "3-6m"),
        (started > counted.months_12, "6-12m"),
        (started > counted.months_24, "1-2y"),
        else_="2y+",
    )
    two_years = (started <= counted.months_24).fill_null(False)
    return listed(columns.PLAN, counted, plan_duration=duration, two_years=two_years)


def plans_started(rows: ir.Table, days: ir.Table) -> ir.Table:
    """Every plan on the day it began, one for a child and day; `again`: the child had a plan before, ever."""
    begun = once(rows).filter(_.started.notnull())
    lowest_last = ibis.window(group_by=["as_at", "child", "started"], order_by=_.row.desc())
    newest = begun.mutate(_place=ibis.row_number().over(lowest_last)).filter(_._place == 0).drop("_place")
    counted = newest.join(days, "as_at")
    again = (counted.earlier_plans >= 1).fill_null(False)
    return listed(columns.PLAN_STARTED, counted, counted.started, again=again)


def looked_after(rows: ir.Table, days: ir.Table, first_reviews: ir.Table) -> ir.Table:
    """Children looked after on the day, with what was last done for each of them and how long ago."""
    counted = one_each(_open(once(rows)), "started").join(days, "as_at")
    counted = counted.left_join(first_reviews, "started").drop("started_right")
    age = ibis.coalesce(((counted.number - _number(counted.dob)) / 10_000).floor().cast("int32"), counted.age)
    health_since = ibis.ifelse((age < UNDER_5).fill_null(False), counted.months_6, counted.months_12)
    was_missing = (counted.missing_12m >= 1).fill_null(False)
    return listed(
        columns.LOOKED_AFTER,
        counted,
        weeks_6=(counted.started <= counted.weeks_6).fill_null(False),
        weeks_12=(counted.started <= counted.weeks_12).fill_null(False),
        visited_6wk=_recent(counted.visit, counted.weeks_6, counted),
        visited_12wk=_recent(counted.visit, counted.weeks_12, counted),
        review_due=(counted.first_due <= counted.as_at).fill_null(False),
        reviewed_6m=_recent(counted.review, counted.months_6, counted),
        year_in_care=(counted.started <= counted.months_12).fill_null(False),
        health_in_date=_recent(counted.health_assessment, health_since, counted),
        dental_in_date=_recent(counted.dental_check, counted.months_12, counted),
        four_months=(counted.started <= counted.months_4).fill_null(False),
        has_permanence_plan=counted.permanence_plan.notnull(),
        three_placements=(counted.placements_12m >= 3).fill_null(False),
        out_of_area=(counted.placement_location == "b) Out").fill_null(False),
        was_missing=was_missing,
        interview_offered=was_missing & (counted.interview_offered == "Yes").fill_null(False),
        interview_accepted=was_missing & (counted.interview_accepted == "Yes").fill_null(False),
    )


def _number(day: ir.DateValue) -> ir.IntegerValue:
    return (day.year() * 10_000 + day.month() * 100 + day.day()).cast("int32")


def care_leavers(rows: ir.Table, days: ir.Table) -> ir.Table:
    """Young people on the list, with their pathway plan, contact, activity and home as last known (D14)."""
    counted = one_each(once(rows), "contact").join(days, "as_at")
    age = ibis.coalesce(((counted.number - _number(counted.dob)) / 10_000).floor().cast("int32"), counted.age)
    open_to_service = counted.eligibility.isin(OPEN_TO_SERVICE).fill_null(False)
    asked_of = open_to_service & age.between(*ASKED_OF).fill_null(False)
    asked_of = asked_of & (counted.in_touch != "d) Exclude").fill_null(True)
    home_counts = ~counted.accommodation.isin(NOT_IN_THE_SUITABILITY_FIGURE).fill_null(False)
    home_counts = home_counts & (counted.suitability != "d) Exclude").fill_null(True)
    active = counted.activity.startswith("F") | counted.activity.startswith("P")
    return listed(
        columns.CARE_LEAVER,
        counted,
        open_to_service=open_to_service,
        needs_plan=counted.eligibility.isin(NEED_A_PATHWAY_PLAN).fill_null(False),
        plan_reviewed_6m=_recent(counted.pathway_review, counted.months_6, counted),
        asked_of=asked_of,
        in_touch=(counted.in_touch == "a) In touch").fill_null(False),
        learning_or_working=active.fill_null(False),
        home_counts=asked_of & home_counts,
        suitable=(counted.suitability == "a) Suitable").fill_null(False),
    )
