"""List 8: children looked after, with visits, reviews, health, permanence and missing."""

from __future__ import annotations

from ..days import working_days_after
from .lists import (
    COUNT,
    SHARE,
    WHO,
    Counts,
    OfOneDay,
    Row,
    Told,
    age_on,
    last_of_each,
    open_on,
    without_copies,
)


class LookedAfter(OfOneDay):
    """List 8: children looked after, with visits, reviews, health, permanence and missing."""

    def looked_after(self, of=lambda row: True, those=lambda row: True) -> Counts:
        rows = last_of_each(open_on(without_copies(self.lists["list_8"]), self.day), "started")
        return self.counted([row for row in rows if of(row)], None, those)

    def review_due(self, row: Row) -> bool:
        return row["started"] is not None and working_days_after(row["started"], 20) <= self.day

    def health_in_date(self, row: Row) -> bool:
        age = age_on(row, self.day)
        return self.lately("health_assessment", months=6 if age is not None and age < 5 else 12)(row)

    @staticmethod
    def missing(row: Row) -> bool:
        return (row["missing_12m"] or 0) >= 1

    def offered(self, row: Row) -> bool:
        return self.missing(row) and row["interview_offered"] == "Yes"


def on_the_day(one: LookedAfter) -> dict[str, Told]:
    """Measures of the day itself, by id."""
    return {
        "annex_cla_number": (COUNT, one.looked_after(), WHO),
        "visits_6wk_pct": (SHARE, one.looked_after(one.since(weeks=6), one.lately("visit", weeks=6)), WHO),
        "visits_12wk_pct": (SHARE, one.looked_after(one.since(weeks=12), one.lately("visit", weeks=12)), WHO),
        "annex_reviews_current_pct": (
            SHARE,
            one.looked_after(one.review_due, one.lately("review", months=6)),
            WHO,
        ),
        "annex_health_assessment_pct": (
            SHARE,
            one.looked_after(one.since(months=12), one.health_in_date),
            WHO,
        ),
        "annex_dental_pct": (
            SHARE,
            one.looked_after(one.since(months=12), one.lately("dental_check", months=12)),
            WHO,
        ),
        "annex_permanence_plan_pct": (
            SHARE,
            one.looked_after(one.since(months=4), lambda row: row["permanence_plan"] is not None),
            WHO,
        ),
        "annex_three_plus_placements_pct": (
            SHARE,
            one.looked_after(those=lambda row: (row["placements_12m"] or 0) >= 3),
            WHO,
        ),
        "annex_out_of_area_pct": (
            SHARE,
            one.looked_after(those=lambda row: row["placement_location"] == "b) Out"),
            WHO,
        ),
        "annex_missing_pct": (SHARE, one.looked_after(those=one.missing), WHO),
        "annex_return_interview_offered_pct": (SHARE, one.looked_after(one.missing, one.offered), WHO),
        "annex_return_interview_accepted_pct": (
            SHARE,
            one.looked_after(one.offered, lambda row: row["interview_accepted"] == "Yes"),
            WHO,
        ),
    }
