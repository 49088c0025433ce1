"""Lists 6 and 7: children in need, and child protection plans."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ..days import add_months
from .lists import (
    COUNT,
    PARTS,
    RATE,
    SHARE,
    WHO,
    Counts,
    OfOneDay,
    Row,
    Told,
    last_of_each,
    open_on,
    without_copies,
)


class Protection(OfOneDay):
    """Lists 6 and 7: children in need, and child protection plans."""

    def in_need(self) -> Counts:
        rows = [
            row
            for row in open_on(without_copies(self.lists["list_6"]), self.day)
            if row["status"] != "e) Closed episode"
        ]
        return self.counted(last_of_each(rows, "started"), None)

    def plans(self, inside: Callable[[Row], bool] | None = None) -> Counts:
        rows = last_of_each(open_on(without_copies(self.lists["list_7"]), self.day), "started")
        counted = self.counted(rows, None, inside)
        for row, one in zip(rows, counted, strict=True):
            one[1]["plan_duration"] = self.duration(row["started"])
        return counted

    def duration(self, started: date | None) -> str:
        if started is None:
            return "unknown"
        for months, band in ((3, "0-3m"), (6, "3-6m")):
            if started >= add_months(self.day, -months):
                return band
        for months, band in ((12, "6-12m"), (24, "1-2y")):
            if started > add_months(self.day, -months):
                return band
        return "2y+"

    def two_years(self) -> Counts:
        since = add_months(self.day, -24)
        return self.plans(lambda row: row["started"] is not None and row["started"] <= since)

    def second_plans(self, months: int) -> Counts:
        chosen: dict[tuple[object, object], Row] = {}
        for row in self.events("list_7", "started", months):
            other = chosen.get((row["child"], row["started"]))
            if other is None or row["row"] > other["row"]:
                chosen[(row["child"], row["started"])] = row
        return self.counted(chosen.values(), "started", lambda row: (row["earlier_plans"] or 0) >= 1)


FLOWS = (("cpp_second_pct", "annex_cpp_second_6m_pct", SHARE, Protection.second_plans, WHO),)


def on_the_day(one: Protection) -> dict[str, Told]:
    """Measures of the day itself, by id."""
    return {
        "annex_children_in_need": (COUNT, one.in_need(), WHO),
        "cpp_number": (COUNT, one.plans(), (*WHO, "plan_duration")),
        "cpp_rate_10k": (RATE, one.plans(), ()),
        "cpp_duration": (PARTS, one.plans(), ("plan_duration",)),
        "cpp_2yr_pct": (SHARE, one.two_years(), WHO),
    }
