"""The OC2 health cohort: looked after on 31 March and continuously for the twelve months before (D13)."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
from ibis import _

from sufficiency.history.merge import latest_rows
from sufficiency.vocabulary.groups import NEXT_EPISODE_REC


def health_on(spine: ir.Table, merged: ir.Table, oc2: ir.Table) -> ir.Table:
    """One row per child with an OC2 row and an unbroken year, per 31 March of the spine: child, as_at,
    in_health_cohort (true) and the OC2 answers. Whether the child is looked after on the day is for the
    position to say."""
    marches = spine.filter(_.collection_year.notnull()).select("as_at", "year_start", "collection_year")
    answers = latest_rows(oc2, "child", "year").join(marches, _.year == marches.collection_year)
    return answers.anti_join(_broken_years(marches, merged), ["child", "as_at"]).select(
        "child",
        "as_at",
        "health_assessment",
        "teeth_check",
        "immunisations",
        "sdq_score",
        "substance_misuse",
        "intervention_received",
        in_health_cohort=ibis.literal(True),
    )


def _broken_years(marches: ir.Table, merged: ir.Table) -> ir.Table:
    """Child and 31 March of each year that was not continuous: care ended or started after 1 April, or
    there was a short break."""
    ended = merged.filter(_.rec.notnull() & (_.rec != NEXT_EPISODE_REC)).select("child", day="until")
    started = merged.filter(_.rne == "S").select("child", day="decom")
    broken_by_event = (
        ibis.union(ended, started)
        .filter(~((_.day.month() == 4) & (_.day.day() == 1)))
        .select("child", collection_year=_.day.year() + (_.day.month() >= 4).cast("int32"))
        .join(marches, "collection_year")
        .select("child", "as_at")
    )
    short_breaks = merged.filter(_.short_break)
    broken_by_short_break = short_breaks.join(
        marches, [short_breaks.decom <= marches.as_at, short_breaks.until > marches.year_start]
    ).select("child", "as_at")
    return ibis.union(broken_by_event, broken_by_short_break, distinct=True)
