"""Mistakes in the reason an episode began."""

from typing import Any

from tests.returns.checks.clean_return import ADOPTED, RECODED, STAYING
from tests.returns.checks.planted.episodes import gone
from tests.returns.checks.planted.planting import plants
from tests.returns.checks.small_return import SECOND_FOSTER_HOME, SmallReturn, day


def two_episodes(small: SmallReturn, rne: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    """A child with two episodes, the second with this reason."""
    start = {"decom": "2024-06-01", "rne": "S", "dec": "2024-09-01", "rec": "X1"}
    gone(small, start | before, {"decom": "2024-09-01", "rne": rne} | after)


@plants("RNE-L-NEW-PLACE")
def a_move_said_to_be_a_status(small: SmallReturn) -> None:
    two_episodes(small, "L", {"ls": "C1"}, {"place": "K2"})


@plants("RNE-L-NEW-CODE")
def matched_long_term_with_a_status(small: SmallReturn) -> None:
    two_episodes(small, "L", {"ls": "C1"}, {"place": "U4"})


@plants("RNE-L-NEW-HOME")
def another_address_with_a_status(small: SmallReturn) -> None:
    two_episodes(small, "L", {"ls": "C1"}, {"pl_post": SECOND_FOSTER_HOME})


@plants("RNE-SAME-STATUS")
def no_other_status(small: SmallReturn) -> None:
    two_episodes(small, "L", {}, {})


@plants("RNE-STATUS-CHANGED")
def another_status_with_a_move(small: SmallReturn) -> None:
    two_episodes(small, "P", {"ls": "C1"}, {"pl_post": SECOND_FOSTER_HOME})


@plants("RNE-MOVE-TO-SAME-HOME")
def a_move_to_nowhere(small: SmallReturn) -> None:
    two_episodes(small, "P", {}, {})


@plants("RNE-SAME-CARER-NOTHING")
def a_house_move_to_nowhere(small: SmallReturn) -> None:
    two_episodes(small, "T", {}, {})


@plants("RNE-SAME-CARER-OTHER-KIND")
def the_same_carer_in_a_childrens_home(small: SmallReturn) -> None:
    small.change("episodes", {"child": RECODED, "decom": day("2024-01-15")}, rne="T", place="K2")


@plants("RNE-ADOPTED-BY-OTHERS")
def new_adopters_said_to_be_the_carers(small: SmallReturn) -> None:
    small.change("episodes", {"child": ADOPTED, "place": "A6"}, rne="T")


@plants("RNE-ADOPTED-BY-CARERS")
def foster_carers_said_to_be_new(small: SmallReturn) -> None:
    small.change("episodes", {"child": STAYING, "place": "A5"}, rne="B")
