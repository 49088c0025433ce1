"""Positions: one row per child looked after per as-at day, with everything true of the child that day.

Derived the same way for the days stored with an edition and for any other day asked for later.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
from ibis import _

from sufficiency.history.children import age_band, age_in_years, is_unaccompanied
from sufficiency.history.engine import DuckDBEngine

UNDER_16 = 16


def positions_on(
    spine: ir.Table, described: ir.Table, placements: ir.Table, health: ir.Table, engine: DuckDBEngine
) -> ir.Table:
    """Everything true of each child looked after on each day of the spine (D1, D4, D7-D9, D13, D17)."""
    on_day = engine.keep(_looked_after(spine, described), "on_day")
    counts = _placements_in_year(spine, placements)
    age = age_in_years(_.as_at_number, _.born)
    unaccompanied = is_unaccompanied(_.is_uasc, _.duc, _.as_at)
    stable = (_.placement_start <= _.back_24) | (
        _.in_adoptive_home
        & _.adoptive_home_is_new
        & (_.previous_placement_start <= _.back_24).fill_null(False)
    )
    return (
        on_day.mutate(age=age, uasc=unaccompanied)
        .mutate(
            age_band=age_band(_.age),
            distance_miles=ibis.ifelse(_.uasc == "uasc", ibis.null("float64"), _.distance_miles),
            long_term=((_.age < UNDER_16) & (_.care_start <= _.back_30)).fill_null(False),
        )
        .mutate(stable=_.long_term & stable)
        .left_join(counts, ["child", "as_at"])
        .drop("child_right", "as_at_right")
        .left_join(health, ["child", "as_at"])
        .drop("child_right", "as_at_right")
        .select(
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
            "care_start",
            "care_start_known",
            "placement_start",
            "long_term",
            "stable",
            place=_.settled_place,
            provider=_.settled_provider,
            placements_in_year=_.placements_in_year.fill_null(0).cast("int32"),
            in_health_cohort=_.in_health_cohort.fill_null(False),
            health_assessment=_.health_assessment,
            teeth_check=_.teeth_check,
            immunisations=_.immunisations,
            sdq_score=_.sdq_score,
            substance_misuse=_.substance_misuse,
            intervention_received=_.intervention_received,
        )
    )


def _looked_after(spine: ir.Table, described: ir.Table) -> ir.Table:
    """The episode that describes each child on each day: DECOM <= day < DEC, the latest where they overlap."""
    open_on = described.join(
        spine, [described.decom <= spine.as_at, described.until > spine.as_at]
    )
    latest = (
        open_on.filter(_.overlapped)
        .group_by("child", "as_at")
        .agg(latest_decom=_.decom.max())
    )
    return (
        open_on.left_join(latest, ["child", "as_at"])
        .drop("child_right", "as_at_right")
        .filter(_.latest_decom.isnull() | (_.decom == _.latest_decom))
        .drop("latest_decom")
    )


def _placements_in_year(spine: ir.Table, placements: ir.Table) -> ir.Table:
    """Placements of every period of care that were open after the first day of the year ending on the
    day, and began by the day (D7)."""
    stays = placements.select("child", "start", "until")
    return (
        stays.join(spine, [stays.start <= spine.as_at, stays.until > spine.year_start])
        .group_by("child", "as_at")
        .agg(placements_in_year=ibis._.count())
    )
