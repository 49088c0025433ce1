"""Mistakes about reviews."""

from tests.returns.checks.clean_return import BABY, BORN, BREAKS, MOVED, SETTLED
from tests.returns.checks.planted.planting import plants
from tests.returns.checks.small_return import SmallReturn, day


def reviewed(small: SmallReturn, child: str, date: str, code: str | None, year: int = 2025) -> None:
    small.add("reviews", year=year, child=child, dob=day(BORN[child]), review=day(date), review_code=code)


@plants("REVIEW-NO-DATE")
def held_on_no_day(small: SmallReturn) -> None:
    small.add("reviews", year=2025, child=SETTLED, dob=day(BORN[SETTLED]), review_code="PN1")


@plants("REVIEW-NO-CODE")
def no_word_on_taking_part(small: SmallReturn) -> None:
    reviewed(small, SETTLED, "2024-06-02", None)


@plants("REVIEW-AFTER-YEAR")
def held_next_year(small: SmallReturn) -> None:
    reviewed(small, SETTLED, "2025-04-02", "PN1")


@plants("REVIEW-TWICE")
def two_reviews_on_a_day(small: SmallReturn) -> None:
    reviewed(small, SETTLED, "2024-06-02", "PN1")
    reviewed(small, SETTLED, "2024-06-02", "PN7")


@plants("REVIEW-UNDER-4-CODE")
def under_4_at_12(small: SmallReturn) -> None:
    reviewed(small, SETTLED, "2024-06-02", "PN0")


@plants("REVIEW-OVER-4-CODE")
def a_baby_who_spoke(small: SmallReturn) -> None:
    reviewed(small, BABY, "2024-06-02", "PN1")


@plants("REVIEW-NOT-IN-CARE")
def reviewed_at_home(small: SmallReturn) -> None:
    reviewed(small, MOVED, "2025-02-01", "PN1")


@plants("REVIEW-SHORT-BREAK")
def reviewed_on_a_short_break(small: SmallReturn) -> None:
    reviewed(small, BREAKS, "2025-02-01", "PN1")


@plants("REVIEW-GAP")
def not_reviewed_for_years(small: SmallReturn) -> None:
    small.drop("reviews", child=SETTLED)
