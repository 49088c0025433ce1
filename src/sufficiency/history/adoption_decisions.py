"""Decisions that a child should be placed for adoption, and how long each was in force."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
from ibis import _

from sufficiency.history.merge import OPEN, latest_rows
from sufficiency.history.positions import spread


def adoption_decisions(rows: ir.Table) -> ir.Table:
    """One row for each child and day of a decision, the latest given (as D2d for missing incidents): child,
    decided, until (the day it was given up, or OPEN)."""
    return latest_rows(rows, "child", "date_placed").select(
        "child", decided="date_placed", until=_.date_placed_ceased.fill_null(OPEN)
    )


def decided_on(days: ir.Table, dates: ir.Table, decisions: ir.Table) -> ir.Table:
    """Child and as-at day of every decision in force: made by the day, and not given up by the end of it."""
    return (
        spread(decisions, "decided", "until", days, dates)
        .select("child", "as_at")
        .distinct()
        .mutate(adoption_decided=ibis.literal(True))
    )
