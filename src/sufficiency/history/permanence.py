"""Events on the way to a permanent home outside care: matches, early permanence, breakdowns, special guardians."""

from __future__ import annotations

from collections.abc import Sequence

import ibis.expr.types as ir
from ibis import _

from sufficiency.history.flows import endings, on_their_day, with_day
from sufficiency.vocabulary.groups import ADOPTED_RECS, ADOPTIVE_PLACES, SPECIAL_GUARDIANSHIP_RECS


def guardianships(described: ir.Table) -> ir.Table:
    """Children who left care to a special guardian; `code` is the REC."""
    return with_day(
        endings(described).filter(_.rec.isin(SPECIAL_GUARDIANSHIP_RECS)), "special_guardianship", code=_.rec
    )


def matches(matched: ir.Table, adopted: ir.Table, described: ir.Table, children: ir.Table) -> ir.Table:
    """Children matched with adopters, on the day the adoption table gives; `a2_days` as of the child's last adoption.

    `matched`: child and date_match, the child's latest AD1 row. Who is not looked after that day still counts.
    """
    rows = matched.filter(_.date_match.notnull()).select("child", date="date_match")
    last = adopted.filter(_.next_date.isnull()).select("child", waited="a2_days")
    on_the_day = on_their_day(rows, described, children).left_join(last, "child").drop("child_right")
    return with_day(on_the_day, "matched", once=False, a2_days=_.waited)


def moves_into(places: Sequence[str], kind: str, described: ir.Table) -> ir.Table:
    """The first day of each placement on which it has one of these codes."""
    lived = described.filter(_.place.isin(places))
    first = lived.group_by("child", "placement").agg(decom=_.decom.min())
    return with_day(
        lived.semi_join(first, ["child", "decom"]).mutate(date=_.decom, tie=_.decom), kind, code=_.place
    )


def adoptions_broken_down(described: ir.Table) -> ir.Table:
    """Placements with adopters that ended, and not by an adoption order.

    An end that is presumed, or that the return gives no reason for, is not known to be one.
    """
    last = described.group_by("child", "placement").agg(decom=_.decom.max())
    return with_day(
        described.semi_join(last, ["child", "decom"])
        .filter(_.settled_place.isin(ADOPTIVE_PLACES) & _.rec.notnull() & ~_.rec.isin(ADOPTED_RECS))
        .mutate(date=_.until, tie=_.decom),
        "adoption_broken_down",
        once=False,
        code=_.rec,
    )
