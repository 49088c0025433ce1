"""Mistakes in the reason for leaving and in the legal status."""

from tests.returns.checks.clean_return import ADOPTED, BABY, LEAVER, MOVED, STAYING
from tests.returns.checks.planted.episodes import gone
from tests.returns.checks.planted.planting import plants
from tests.returns.checks.planted.reasons import two_episodes
from tests.returns.checks.small_return import SmallReturn, day

LEFT_HOME = day("2024-10-01")


@plants("REC-ADOPTED-NOT-PLACED")
def adopted_from_a_childrens_home(small: SmallReturn) -> None:
    small.change("episodes", {"child": MOVED, "place": "K2", "year": 2025}, rec="E11")


@plants("REC-GUARDIAN-NOT-CARER")
def guardians_of_a_childrens_home(small: SmallReturn) -> None:
    small.change("episodes", {"child": MOVED, "place": "K2", "year": 2025}, rec="E46")


@plants("REC-STAYED-UNDER-18")
def stayed_at_14(small: SmallReturn) -> None:
    small.change("episodes", {"child": MOVED, "place": "K2", "year": 2025}, rec="E17")


@plants("REC-TOO-YOUNG")
def independent_at_12(small: SmallReturn) -> None:
    gone(small, {"decom": "2024-06-01", "rne": "S", "dec": "2024-07-01", "rec": "E6"})


@plants("REC-ORDER-AT-18")
def guardianship_of_an_adult(small: SmallReturn) -> None:
    small.change("episodes", {"child": LEAVER}, rec="E45")


@plants("REC-DIED-THEN-MORE")
def in_care_after_death(small: SmallReturn) -> None:
    small.change("episodes", {"child": MOVED, "place": "K2", "year": 2025}, rec="E2")


@plants("REC-ADOPTED-THEN-MORE")
def in_care_after_adoption(small: SmallReturn) -> None:
    small.repeat(
        "episodes",
        {"child": ADOPTED, "year": 2025},
        decom=day("2025-01-20"),
        rne="S",
        ls="V2",
        place="U6",
        dec=None,
        rec=None,
    )


@plants("LS-YOUTH-JUSTICE-UNDER-10")
def remanded_as_a_baby(small: SmallReturn) -> None:
    small.change("episodes", {"child": BABY, "place": "P1"}, ls="J1")


@plants("LS-PROTECTION-TOO-LONG")
def an_emergency_of_months(small: SmallReturn) -> None:
    gone(small, {"decom": "2024-06-01", "rne": "S", "ls": "L2", "dec": "2024-09-01", "rec": "E4A"})


@plants("LS-ORDER-THEN-VOLUNTARY")
def section_20_after_a_placement_order(small: SmallReturn) -> None:
    two_episodes(small, "L", {"ls": "E1"}, {"ls": "V2"})


@plants("PLACE-ORDER-STATUS")
def placed_under_no_order(small: SmallReturn) -> None:
    small.change("episodes", {"child": STAYING, "place": "A5"}, ls="C1")
