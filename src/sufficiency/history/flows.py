"""Events of a child's life in care, each with the groups the child was in that day.

Starts, ends, adoptions, placement orders, reviews due and held, and missing incidents (methodology D6,
D11, D12, D15, D16). An event knows the date of the one before and the one after it of its kind, so that
"each child once, at the first (or last) in the period" is one comparison on any engine.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
from ibis import _

from sufficiency.history.children import age_band, age_in_years, day_number, is_unaccompanied
from sufficiency.history.merge import latest_rows
from sufficiency.vocabulary.groups import (
    ADOPTED_RECS,
    ADOPTIVE_PLACES,
    CEASED_REASON_OF,
    EARLY_PERMANENCE_PLACES,
    NEXT_EPISODE_REC,
    PLACEMENT_ORDER,
    WITH_FORMER_FOSTER_CARER_PLACES,
)

GROUP_COLUMNS = (
    "age_band",
    "sex",
    "ethnic_group",
    "legal_status_group",
    "placement_type",
    "provider_group",
    "uasc",
)
PARTICIPATED = ("PN1", "PN2", "PN3", "PN5", "PN6")
MISSING = "M"  # whereabouts not known; A (away without authorisation) is counted only where asked for
AGE_REVIEWS_EXPECT_PARTICIPATION = 4
AGE_CARE_ENDS = 18
APRIL = 4  # the month a collection year begins


def with_day(events: ir.Table, kind: str, *, once: bool = True, **columns: ir.Value) -> ir.Table:
    """The common shape of an event: child, kind, date, previous and next of its kind, groups, and columns whose
    meaning belongs to the kind (flag, reason, days...).

    `once`: a child may count once in a year, so the events of its kind must know each other.
    """
    if once:
        in_order = ibis.window(group_by="child", order_by=["date", "tie"])
        neighbours = {
            "previous_date": _.date.lag().over(in_order),
            "next_date": _.date.lead().over(in_order),
        }
    else:
        neighbours = {"previous_date": ibis.null("date"), "next_date": ibis.null("date")}
    shaped = events.mutate(
        kind=ibis.literal(kind),
        **neighbours,
        age=age_in_years(day_number(_.date), _.born),
        uasc=is_unaccompanied(_.is_uasc, _.duc, _.date),
    ).mutate(age_band=age_band(_.age))
    defaults = {
        "flag": ibis.null("boolean"),
        "ceased_reason": ibis.null("string"),
        "a1_days": ibis.null("int32"),
        "a10_days": ibis.null("int32"),
        "a2_days": ibis.null("int32"),
        "days_in_care": ibis.null("int32"),
        "code": ibis.null("string"),
        "last_late": ibis.null("date"),
    }
    return shaped.select(
        "child", "kind", "date", "previous_date", "next_date", "age", *GROUP_COLUMNS, **(defaults | columns)
    )


def starts(described: ir.Table, before: ir.Table) -> ir.Table:
    """Children who started to be looked after: RNE S (D6); `code` says what order they had left before.

    `before`: child, year and prev_perm, the latest row of each return; that of the start's own year is taken.
    """
    started = described.filter(_.rne == "S").mutate(
        date=_.decom,
        tie=_.decom,
        _year=_.decom.year() + (_.decom.month() >= APRIL).cast("int32"),
    )
    orders = before.select(_child="child", _order_year="year", prev_perm="prev_perm")
    with_order = started.left_join(
        orders, [started.child == orders._child, started._year == orders._order_year]
    )
    return with_day(with_order, "started", code=_.prev_perm)


def endings(described: ir.Table) -> ir.Table:
    return described.filter(_.rec.notnull() & (_.rec != NEXT_EPISODE_REC) & ~_.presumed_end).mutate(
        date=_.until, tie=_.decom
    )


def ends(described: ir.Table) -> ir.Table:
    """Children who ceased to be looked after: any REC other than X1 and blank (D6); `flag`: on the 18th birthday."""
    reason = _.rec.substitute(CEASED_REASON_OF, else_="other")
    the_day_before = age_in_years(day_number(_.date - ibis.interval(days=1)), _.born)
    return with_day(
        endings(described).mutate(reason=reason, age_before=the_day_before),
        "ceased",
        flag=((_.age == AGE_CARE_ENDS) & (_.age_before < AGE_CARE_ENDS)).fill_null(False),
        ceased_reason=_.reason,
        code=_.rec,
    )


def adoptions(described: ir.Table, placements: ir.Table, periods: ir.Table, matches: ir.Table) -> ir.Table:
    """Adoption orders, with the days of A1, A10 and A2 where the child counts in them (D5, D11), and those from the
    start of care to the order; `flag`: in that period of care the child lived with carers who might adopt.

    `matches`: child and date_match, the child's latest AD1 row.
    """
    adopted = endings(described.filter(_.rec.isin(ADOPTED_RECS)))
    home = placements.select("child", "placement", "start", "last_place", "moved_in", "moved_in_place")
    care = periods.select("child", "period", "first_order", "first_adoptive")
    early = (
        described.filter(_.place.isin(EARLY_PERMANENCE_PLACES))
        .select("child", "period")
        .distinct()
        .mutate(early_permanence=ibis.literal(True))
    )
    joined = (
        adopted.join(home, ["child", "placement"])
        .join(care, ["child", "period"])
        .left_join(matches, "child")
        .drop("child_right")
        .left_join(early, ["child", "period"])
        .drop("child_right", "period_right")
    )
    counts = _.care_start_known & _.last_place.isin(ADOPTIVE_PLACES)
    with_foster_carers = _.moved_in_place.isin(WITH_FORMER_FOSTER_CARER_PLACES)
    counts_in_a2 = (
        _.care_start_known
        & _.first_order.notnull()
        & _.date_match.notnull()
        & ~(_.first_adoptive < _.first_order).fill_null(False)
    )
    waited = _.date_match.delta(_.first_order, unit="day")
    return with_day(
        joined.mutate(
            a1=ibis.ifelse(counts, _.moved_in.delta(_.care_start, unit="day"), None),
            a10=ibis.ifelse(
                counts,
                ibis.ifelse(with_foster_carers, _.start, _.moved_in).delta(_.care_start, unit="day"),
                None,
            ),
            a2=ibis.ifelse(counts_in_a2, ibis.greatest(waited, 0), None),
            in_care=ibis.ifelse(_.care_start_known, _.date.delta(_.care_start, unit="day"), None),
        ),
        "adopted",
        flag=_.early_permanence.fill_null(False),
        code=_.rec,
        days_in_care=_.in_care.cast("int32"),
        a1_days=_.a1.cast("int32"),
        a10_days=_.a10.cast("int32"),
        a2_days=_.a2.cast("int32"),
    )


def placement_orders(described: ir.Table, periods: ir.Table) -> ir.Table:
    """The first placement order (LS E1) of each period of care (D12)."""
    first = periods.filter(_.first_order.notnull()).select("child", "period", decom="first_order")
    return with_day(
        described.filter(_.ls == PLACEMENT_ORDER)
        .semi_join(first, ["child", "period", "decom"])
        .mutate(date=_.decom, tie=_.decom),
        "placement_order",
    )


def on_their_day(rows: ir.Table, described: ir.Table, children: ir.Table) -> ir.Table:
    """Rows of (child, date, ...) with who the child is and the groups of the episode that holds the date.

    `in_care` is false, and the groups are not known, where no episode in care holds it. Where episodes
    overlap the one that began last describes the day.
    """
    episodes = described.select(
        "child", "decom", "until", "overlapped", "legal_status_group", "placement_type", "provider_group"
    )
    described_then = rows.left_join(
        episodes,
        [rows.child == episodes.child, episodes.decom <= rows.date, episodes.until > rows.date],
    ).drop("child_right")
    latest = described_then.filter(_.overlapped).group_by("child", "date").agg(latest_decom=_.decom.max())
    return (
        described_then.left_join(latest, ["child", "date"])
        .drop("child_right", "date_right")
        .filter(_.latest_decom.isnull() | (_.decom == _.latest_decom))
        .left_join(children, "child")
        .drop("child_right", "latest_decom", "overlapped", "until")
        .mutate(
            in_care=_.decom.notnull(),
            legal_status_group=_.legal_status_group.fill_null("unknown"),
            placement_type=_.placement_type.fill_null("other"),
            provider_group=_.provider_group.fill_null("unknown"),
            sex=_.sex.fill_null("unknown"),
            ethnic_group=_.ethnic_group.fill_null("unknown"),
            is_uasc=_.is_uasc.fill_null(False),
        )
    )


def missing_incidents(missing: ir.Table, described: ir.Table, children: ir.Table) -> ir.Table:
    """Incidents of children missing while looked after, one per child and start date (D2d, D16)."""
    rows = (
        latest_rows(missing, "child", "mis_start")
        .filter(_.missing == MISSING)
        .select("child", date="mis_start", tie="mis_start")
    )
    looked_after = on_their_day(rows, described, children).filter(_.in_care)
    return with_day(looked_after, "missing")
