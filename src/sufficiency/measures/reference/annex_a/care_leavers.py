"""List 9: care leavers."""

from __future__ import annotations

from collections.abc import Callable

from .lists import COUNT, SHARE, Counts, OfOneDay, Row, Told, age_on, last_of_each, without_copies

BY = ("sex", "ethnic_group")


class CareLeavers(OfOneDay):
    """List 9: care leavers."""

    def leavers(self, of: Callable[[Row], bool], those=lambda row: True) -> Counts:
        rows = last_of_each(without_copies(self.lists["list_9"]), "contact")
        return self.counted([row for row in rows if of(row)], None, those)

    @staticmethod
    def supported(row: Row) -> bool:
        return row["eligibility"] in ("a) Relevant", "b) Former relevant")

    def asked_of(self, row: Row) -> bool:
        age = age_on(row, self.day)
        return self.supported(row) and age in (19, 20, 21) and row["in_touch"] != "d) Exclude"

    def home_counts(self, row: Row) -> bool:
        elsewhere = ("e) Gone abroad", "f) Deported", "h) Residence not known")
        return (
            self.asked_of(row)
            and row["accommodation"] not in elsewhere
            and row["suitability"] != "d) Exclude"
        )


def on_the_day(one: CareLeavers) -> dict[str, Told]:
    """Measures of the day itself, by id."""
    return {
        "care_leavers_number": (COUNT, one.leavers(one.supported), BY),
        "pathway_plans_pct": (
            SHARE,
            one.leavers(
                lambda row: one.supported(row) or row["eligibility"] == "d) Eligible",
                one.lately("pathway_review", months=6),
            ),
            BY,
        ),
        "annex_cl_in_touch_pct": (
            SHARE,
            one.leavers(one.asked_of, lambda row: row["in_touch"] == "a) In touch"),
            BY,
        ),
        "annex_cl_eet_pct": (
            SHARE,
            one.leavers(one.asked_of, lambda row: (row["activity"] or "?")[0] in "FP"),
            BY,
        ),
        "annex_cl_suitable_pct": (
            SHARE,
            one.leavers(one.home_counts, lambda row: row["suitability"] == "a) Suitable"),
            BY,
        ),
    }
