"""Mistakes about missing incidents, social workers and deprivation of liberty."""

from tests.returns.checks.clean_return import BORN, MOVED, SETTLED
from tests.returns.checks.planted.planting import plants
from tests.returns.checks.small_return import SmallReturn, day


def went_missing(small: SmallReturn, start: str, end: str = "", year: int = 2025, child: str = MOVED) -> None:
    dates = {"mis_start": day(start) if start else None, "mis_end": day(end) if end else None}
    small.add("missing", year=year, child=child, dob=day(BORN[child]), missing="M", **dates)


@plants("MISS-NO-START")
def missing_since_nobody_knows(small: SmallReturn) -> None:
    went_missing(small, "", "2024-06-01")


@plants("MISS-ENDS-BEFORE-START")
def found_before_missing(small: SmallReturn) -> None:
    went_missing(small, "2024-06-02", "2024-06-01")


@plants("MISS-AFTER-YEAR")
def found_next_year(small: SmallReturn) -> None:
    went_missing(small, "2025-03-30", "2025-04-02")


@plants("MISS-OVERLAP")
def missing_while_missing(small: SmallReturn) -> None:
    went_missing(small, "2024-06-01", "2024-06-10")
    went_missing(small, "2024-06-05", "2024-06-12")


@plants("MISS-OPEN-BEFORE-LATER")
def missing_again_before_being_found(small: SmallReturn) -> None:
    went_missing(small, "2024-06-01")
    went_missing(small, "2024-06-05", "2024-06-12")


@plants("MISS-OPEN-OLD")
def never_found(small: SmallReturn) -> None:
    went_missing(small, "2023-07-01", year=2024)


@plants("MISS-NOT-IN-CARE")
def missing_from_home(small: SmallReturn) -> None:
    went_missing(small, "2025-02-01", "2025-02-03")


@plants("MISS-OPEN-AFTER-CARE")
def left_care_while_missing(small: SmallReturn) -> None:
    went_missing(small, "2025-01-05")


@plants("MISS-TWICE")
def twice_on_one_day(small: SmallReturn) -> None:
    went_missing(small, "2024-06-01", "2024-06-01")
    went_missing(small, "2024-06-01", "2024-06-02")


def visited_by(small: SmallReturn, worker: str, start: str, end: str = "") -> None:
    dates = {"sw_decom": day(start), "sw_dec": day(end) if end else None}
    small.add(
        "sw_episodes",
        year=2025,
        child=SETTLED,
        dob=day(BORN[SETTLED]),
        sw_id=worker,
        sw_reason="MANAGE",
        **dates,
    )


@plants("WORKER-GAP")
def a_month_without_a_social_worker(small: SmallReturn) -> None:
    small.change("sw_episodes", {"child": SETTLED, "year": 2025}, sw_dec=day("2024-06-01"))
    small.drop("sw_episodes", child=SETTLED, year=2024)
    visited_by(small, "SW654321", "2024-07-01")


@plants("WORKER-DATES")
def gone_before_coming(small: SmallReturn) -> None:
    visited_by(small, "SW654321", "2024-07-01", "2024-06-01")


def deprived(small: SmallReturn, start: str, end: str) -> None:
    small.add(
        "dolo", year=2025, child=SETTLED, dob=day(BORN[SETTLED]), dolo_start=day(start), dolo_end=day(end)
    )


@plants("ORDER-DATES")
def ended_before_it_began(small: SmallReturn) -> None:
    deprived(small, "2024-07-01", "2024-06-01")


@plants("ORDER-OVERLAP")
def two_orders_at_once(small: SmallReturn) -> None:
    deprived(small, "2024-06-01", "2024-08-01")
    deprived(small, "2024-07-01", "2024-09-01")
