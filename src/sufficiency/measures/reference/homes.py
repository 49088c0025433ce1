"""How many children live in each kind of home on a day, and how far from theirs (methodology D4, D9, D10)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from .care import Episode, Load
from .children import number, share
from .counted import Counted
from .groups import FOSTER, PLACED_FOR_ADOPTION, RELATIVES_OR_FRIENDS
from .snapshots import GridReference, looked_after, miles_from_home

Counting = Callable[[Load, date], list[Counted]]


def living_in(*places: str, providers: set[str] | None = None) -> Counting:
    """Children whose settled place (D4) is one of these, and its provider one of those."""

    def counting(load: Load, day: date) -> list[Counted]:
        return number(
            load,
            day,
            lambda child, episode: (
                child.settled(episode).place in places
                and (providers is None or child.settled(episode).provider in providers)
            ),
        )

    return counting


inhouse_foster_number = living_in(*FOSTER, providers={"PR1"})
ifa_number = living_in(*FOSTER, providers={"PR4", "PR5"})
friends_family_number = living_in(*RELATIVES_OR_FRIENDS)
foster_to_adopt_number = living_in("U2", "U5")
placed_for_adoption_number = living_in(*PLACED_FOR_ADOPTION)
secure_number = living_in("K1")
semi_independent_cla_number = living_in("H5", "P2", "K3")
placed_with_parents_number = living_in("P1")
residential_school_number = living_in("S1")
yoi_number = living_in("R5")


def residential_pct(load: Load, day: date) -> list[Counted]:
    return share(load, day, lambda child, episode: child.settled(episode).place in {"K2", "R1"})


def within_20_miles(load: Load, day: date, grid_reference: GridReference | None) -> list[Counted]:
    """D9: 20.0 miles or less, among all looked after (unknown is not within)."""

    def near(child, episode) -> bool:
        miles = miles_from_home(child, episode, day, grid_reference)
        return miles is not None and miles <= 20.0

    return share(load, day, near)


def out_of_area_pct(load: Load, day: date) -> list[Counted]:
    """Outside the authority, among those of whom the return says."""
    known = share(load, day, lambda child, episode: lies(episode) == "OUT")
    said = {child.id for child, episode in looked_after(load, day) if lies(episode) in {"IN", "OUT"}}
    return [each for each in known if each.child in said]


def lies(episode: Episode) -> str:
    return (episode.pl_location or "").strip().upper()


def over_20_miles_known_pct(load: Load, day: date, grid_reference: GridReference | None) -> list[Counted]:
    """D9, the second figure: over 20 miles, among those whose distance is known."""
    miles = {
        child.id: miles_from_home(child, episode, day, grid_reference)
        for child, episode in looked_after(load, day)
    }
    known = number(load, day, lambda child, episode: miles[child.id] is not None)
    return [Counted(each.child, each.groups, miles[each.child] > 20.0) for each in known]
