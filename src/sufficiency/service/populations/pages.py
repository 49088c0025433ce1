"""The tables of the room: the numbers that hold, and every version of them."""

from collections.abc import Sequence

from django.urls import reverse

from sufficiency.measures.disproportionality import GROUPS, beside_estimate
from sufficiency.service.populations.models import BASES, Population
from sufficiency.service.populations.queries import as_living
from sufficiency.service.ui import components as ui
from sufficiency.service.ui.words import day as in_words


def in_force_table(rows: Sequence[Population], authority: str | None, may_change: bool) -> ui.Table:
    """The numbers of each day, with what they come to beside the estimate."""
    columns = [
        ui.Column("day", "Day", one_line=True),
        *(ui.Column(group, title, number=True) for group, title in GROUPS.items()),
        ui.Column("total", "All", number=True),
        ui.Column("source", "Where it comes from"),
        *([ui.Column("change", "Change", one_line=True)] if may_change else []),
    ]
    told = [
        {
            "day": in_words(row.day),
            **row.children,
            "total": as_living(row).total,
            "source": ui.Cell(as_living(row).source, hint=beside_estimate(as_living(row), authority)),
            "change": ui.Cell("Take back", href=reverse("populations:take_back", args=[row.pk])),
        }
        for row in rows
    ]
    return ui.Table("Children who live here, by ethnic group", columns, told, keep_order=True)


def versions_table(rows: Sequence[Population]) -> ui.Table:
    """Every version, with who recorded it and why it was corrected."""
    columns = [
        ui.Column("day", "Day", one_line=True),
        ui.Column("version", "Version", number=True),
        ui.Column("total", "All", number=True),
        ui.Column("source", "Where it comes from"),
        ui.Column("basis", "Basis"),
        ui.Column("by", "By whom"),
        ui.Column("why", "Why"),
    ]
    told = [
        {
            "day": in_words(row.day),
            "version": row.version,
            "total": "taken back" if row.withdrawn else sum(row.children.values()),
            "source": row.source,
            "basis": BASES[row.basis].partition(":")[0],
            "by": recorded_by(row),
            "why": row.reason or "–",
        }
        for row in rows
    ]
    return ui.Table("Every version, the newest first", columns, told, keep_order=True, caption_hidden=True)


def recorded_by(row: Population) -> str:
    """ "Recorded by Performance Analyst on 5 April 2025"."""
    who = f"Recorded by {row.person}" if row.person else "Came with the made-up authority"
    return f"{who} on {in_words(row.at)}"
