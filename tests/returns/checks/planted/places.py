"""Mistakes in placements, providers, temporary stays, postcodes and distances."""

from tests.returns.checks.clean_return import ALONE, BABY, BREAKS, NEW, SETTLED
from tests.returns.checks.planted.episodes import HOME_AGAIN, HOSPITAL, gone
from tests.returns.checks.planted.planting import plants
from tests.returns.checks.small_return import CHILDRENS_HOME, SECOND_FOSTER_HOME, SmallReturn, day


@plants("PLACE-PARENTS-PROVIDER")
def parents_who_are_a_private_provider(small: SmallReturn) -> None:
    small.change("episodes", {"child": BABY, "place": "P1"}, place_provider="PR4")


@plants("PLACE-PROVIDER-PARENTS")
def foster_care_by_parents(small: SmallReturn) -> None:
    small.change("episodes", {"child": NEW}, place_provider="PR0")


@plants("PLACE-PUBLIC-PROVIDER")
def foster_care_by_a_hospital_trust(small: SmallReturn) -> None:
    small.change("episodes", {"child": NEW}, place_provider="PR3")


@plants("PLACE-COUNCIL-PROVIDER")
def a_hospital_of_the_council(small: SmallReturn) -> None:
    small.change("episodes", {"child": NEW}, place="R2")


@plants("PLACE-NO-PROVIDER")
def nobody_provides(small: SmallReturn) -> None:
    small.change("episodes", {"child": NEW}, place_provider=None)


@plants("PLACE-PROVIDER-NOT-ASKED")
def a_hospital_stay_with_a_provider(small: SmallReturn) -> None:
    small.change("episodes", {"child": SETTLED, "place": "T1"}, place_provider="PR1")


@plants("PLACE-PARENTS-VOLUNTARY")
def with_parents_by_agreement(small: SmallReturn) -> None:
    small.change("episodes", {"child": BABY, "place": "P1"}, ls="V2")


@plants("PLACE-TOO-YOUNG")
def supported_accommodation_at_12(small: SmallReturn) -> None:
    small.change("episodes", {"child": NEW}, place="K3", place_provider="PR4")


def hospital(small: SmallReturn, **stay: object) -> None:
    """A child whose only time away is a temporary stay in December 2024."""
    first = {"decom": "2024-09-01", "rne": "S", "dec": "2024-12-01", "rec": "X1"}
    away = {
        "decom": "2024-12-01",
        "rne": "P",
        "place": "T1",
        "provider": None,
        "dec": "2024-12-05",
        "rec": "X1",
    }
    gone(small, first, away | stay, {"decom": str(stay.get("dec", "2024-12-05")), "rne": "P"})


@plants("TEMP-TOO-LONG")
def a_week_of_two_months(small: SmallReturn) -> None:
    hospital(small, place="T4", dec="2025-02-05")


@plants("TEMP-HOLIDAYS")
def three_holidays_in_a_year(small: SmallReturn) -> None:
    days = ("2024-05-01", "2024-05-10", "2024-07-01", "2024-07-10", "2024-09-01", "2024-09-10")
    away = [{"decom": day_, "rne": "P", "place": "T3", "provider": None} for day_ in days[::2]]
    back = [{"decom": day_, "rne": "P"} for day_ in days[1::2]]
    episodes = [{"decom": "2024-04-05", "rne": "S"}]
    for pair in zip(away, back, strict=True):
        episodes.extend(pair)
    for episode, following in zip(episodes, episodes[1:], strict=False):
        episode.update(dec=following["decom"], rec="X1")
    gone(small, *episodes)


@plants("TEMP-STARTS-CARE")
def care_starts_in_hospital(small: SmallReturn) -> None:
    small.change("episodes", {"child": NEW}, place="T1", place_provider=None)


@plants("TEMP-ENDS-CARE")
def care_ends_in_hospital(small: SmallReturn) -> None:
    small.change("episodes", {"child": SETTLED, "decom": HOSPITAL}, rec="E4A")
    small.drop("episodes", child=SETTLED, decom=HOME_AGAIN)
    small.drop("oc2", child=SETTLED)


@plants("TEMP-NO-RETURN")
def to_a_childrens_home_from_hospital(small: SmallReturn) -> None:
    small.change("episodes", {"child": SETTLED, "decom": HOME_AGAIN}, place="K2", pl_post=CHILDRENS_HOME)


@plants("POST-NO-HOME")
def no_home_postcode(small: SmallReturn) -> None:
    small.change("episodes", {"child": NEW}, home_post=None)


@plants("POST-NO-PLACEMENT")
def no_placement_postcode(small: SmallReturn) -> None:
    small.change("episodes", {"child": NEW}, pl_post=None)


@plants("POST-NOT-FOUND")
def a_postcode_that_is_not(small: SmallReturn) -> None:
    small.change("episodes", {"child": NEW}, pl_post="ZZ9 9ZZ")


@plants("POST-SAME")
def fostered_at_home(small: SmallReturn) -> None:
    small.change("episodes", {"child": NEW}, home_post=SECOND_FOSTER_HOME, pl_post=SECOND_FOSTER_HOME.lower())


@plants("POST-SHORT-BREAK")
def a_short_break_with_an_address(small: SmallReturn) -> None:
    small.change("episodes", {"child": BREAKS}, pl_post=SECOND_FOSTER_HOME)


@plants("DIST-RANGE")
def further_than_the_earth_is_round(small: SmallReturn) -> None:
    small.change("episodes", {"child": NEW}, pl_distance=25_000.0)


@plants("DIST-FAR")
def from_one_end_to_the_other(small: SmallReturn) -> None:
    small.change("episodes", {"child": NEW}, pl_distance=600.5)


@plants("DIST-UASC")
def an_unaccompanied_child_far_from_home(small: SmallReturn) -> None:
    small.change("episodes", {"child": ALONE, "decom": day("2024-11-01")}, pl_distance=12.3)
