"""Mistakes that show only when the returns of several years are laid side by side."""

from tests.returns.checks.clean_return import MOVED, RECODED, SETTLED
from tests.returns.checks.planted.episodes import gone
from tests.returns.checks.planted.planting import plants
from tests.returns.checks.small_return import SmallReturn, day

HOME_AGAIN = day("2023-11-20")
FIRST_HOME = day("2024-02-01")


@plants("YEARS-WITHDRAWN")
def an_open_episode_that_vanished(small: SmallReturn) -> None:
    gone(small, {"decom": "2023-08-01", "rne": "S"})
    small.change("episodes", {"child": "gone", "year": 2025}, decom=day("2023-08-03"))


@plants("YEARS-PRESUMED-END")
def a_child_who_vanished(small: SmallReturn) -> None:
    gone(small, {"decom": "2023-08-01", "rne": "S"})
    small.drop("episodes", child="gone", year=2025)


@plants("YEARS-REOPENED")
def ended_and_then_open(small: SmallReturn) -> None:
    small.change(
        "episodes", {"child": SETTLED, "decom": HOME_AGAIN, "year": 2024}, dec=day("2024-03-01"), rec="E4A"
    )


@plants("YEARS-END-CHANGED")
def ended_on_two_days(small: SmallReturn) -> None:
    small.change(
        "episodes", {"child": MOVED, "decom": FIRST_HOME, "year": 2024}, dec=day("2024-03-20"), rec="E4A"
    )


@plants("YEARS-EPISODE-CHANGED")
def another_placement_in_the_next_return(small: SmallReturn) -> None:
    small.change("episodes", {"child": RECODED, "decom": day("2024-01-15"), "year": 2025}, place="K2")


@plants("YEARS-LATE")
def told_a_year_late(small: SmallReturn) -> None:
    gone(small, {"decom": "2023-08-01", "rne": "S"})
    small.drop("episodes", child="gone", year=2024)
