"""Contacts, early help, referrals, assessments and section 47 enquiries (lists 1 to 5): each event on its day."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
from ibis import _

from sufficiency.history.annex_a import columns
from sufficiency.history.annex_a.people import listed, once


def contacts(rows: ir.Table, days: ir.Table) -> ir.Table:
    counted = once(rows).filter(_.contact.notnull()).join(days, "as_at")
    return listed(columns.CONTACT, counted, counted.contact)


def early_help(rows: ir.Table, days: ir.Table) -> ir.Table:
    counted = once(rows).filter(_.started.notnull()).join(days, "as_at")
    return listed(columns.EARLY_HELP, counted, counted.started)


def referrals(rows: ir.Table, days: ir.Table, limits: ir.Table) -> ir.Table:
    """`again`: within twelve months of an earlier referral, listed or told by the number of referrals.

    The number may count this referral or only those before it. In a list of the second kind most rows say 0, in one of
    the first kind none can; the commoner of 0 and 1 tells which it is.
    """
    counted = once(rows).filter(_.referral.notnull()).join(days, "as_at")
    kinds = rows.group_by("as_at").agg(
        earlier_only=(_.referrals_12m == 0).sum().fill_null(0) > (_.referrals_12m == 1).sum().fill_null(0)
    )
    counted = counted.left_join(kinds, "as_at").drop("as_at_right")
    counted = counted.left_join(limits.select("day", "year_before"), counted.referral == limits.day)
    others = rows.select("as_at", "child", other=_.referral).filter(_.other.notnull()).distinct()
    earlier = (
        counted.join(others, ["as_at", "child"])
        .filter((_.other < _.referral) & (_.other >= _.year_before))
        .select("as_at", "child", "referral")
        .distinct()
        .mutate(listed_before=True)
    )
    counted = counted.left_join(earlier, ["as_at", "child", "referral"]).select(
        *counted.columns, "listed_before"
    )
    at_least = ibis.ifelse(counted.earlier_only, 1, 2)
    told = (counted.referrals_12m >= at_least).fill_null(False)
    return listed(
        columns.REFERRAL,
        counted,
        counted.referral,
        again=told | counted.listed_before.fill_null(False),
        no_further_action=(counted.no_further_action == "Yes").fill_null(False),
    )


def assessments_started(rows: ir.Table, days: ir.Table) -> ir.Table:
    counted = once(rows).filter(_.started.notnull()).join(days, "as_at")
    return listed(columns.ASSESSMENT_STARTED, counted, counted.started)


def assessments_completed(rows: ir.Table, days: ir.Table, limits: ir.Table) -> ir.Table:
    """`days` from start to authorisation, blank where the dates are the wrong way round; `in_time`: 45 working days."""
    counted = once(rows).filter(_.completed.notnull()).join(days, "as_at")
    counted = counted.left_join(limits.select("day", "working_day_45"), counted.started == limits.day)
    length = counted.completed.delta(counted.started, unit="day").cast("int32")
    right_way_round = (counted.completed >= counted.started).fill_null(False)
    return listed(
        columns.ASSESSMENT_COMPLETED,
        counted,
        counted.completed,
        days=ibis.ifelse(right_way_round, length, ibis.null("int32")),
        in_time=right_way_round & (counted.completed <= counted.working_day_45).fill_null(False),
    )


def enquiries(rows: ir.Table, days: ir.Table) -> ir.Table:
    counted = once(rows).filter(_.strategy.notnull()).join(days, "as_at")
    return listed(columns.ENQUIRY, counted, counted.strategy)


def conferences(rows: ir.Table, days: ir.Table, limits: ir.Table) -> ir.Table:
    """`in_time`: within fifteen working days of the strategy discussion that began the enquiry."""
    counted = once(rows).filter(_.conference.notnull()).join(days, "as_at")
    counted = counted.left_join(limits.select("day", "working_day_15"), counted.strategy == limits.day)
    after = (counted.conference >= counted.strategy).fill_null(False)
    return listed(
        columns.CONFERENCE,
        counted,
        counted.conference,
        in_time=after & (counted.conference <= counted.working_day_15).fill_null(False),
        plan_made=(counted.plan_made == "Yes").fill_null(False),
    )
