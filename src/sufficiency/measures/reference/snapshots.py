"""Measures of the children looked after on a day (methodology D1, D7 to D10, D13)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from math import hypot

from .care import Child, Episode, Load, plain_postcode
from .counted import Counted, groups_on
from .days import (
    add_months,
    age_on,
    collection_year_starts,
    first_day_of_the_year_ending,
    is_31_march,
)
from .groups import FOSTER, PLACED_FOR_ADOPTION, RELATIVES_OR_FRIENDS

GridReference = Callable[[str], tuple[float, float] | None]

METRES_IN_A_MILE = 1609.344
DISTANCE_NOT_KNOWN = 999.9


@lru_cache(maxsize=32)  # most measures of a day begin with it
def looked_after(load: Load, day: date) -> list[tuple[Child, Episode]]:
    """Every child looked after on `day`, with the episode of that day (D1)."""
    found = []
    for child in load.children:
        episode = child.episode_on(day)
        if episode is not None:
            found.append((child, episode))
    return found


def cla_number(load: Load, day: date) -> list[Counted]:
    """D1."""
    return [Counted(child.id, groups_on(child, day, episode)) for child, episode in looked_after(load, day)]


def foster_children(load: Load, day: date) -> list[tuple[Child, Episode]]:
    """Children looked after on `day` whose settled place is a foster placement (D4, D10)."""
    return [
        (child, episode)
        for child, episode in looked_after(load, day)
        if child.settled(episode).place in FOSTER
    ]


def foster_number(load: Load, day: date) -> list[Counted]:
    """D10."""
    return [
        Counted(child.id, groups_on(child, day, episode)) for child, episode in foster_children(load, day)
    ]


def foster_pct(load: Load, day: date) -> list[Counted]:
    """D10: foster children among all looked after."""
    counted = []
    for child, episode in looked_after(load, day):
        fostered = child.settled(episode).place in FOSTER
        counted.append(Counted(child.id, groups_on(child, day, episode), fostered))
    return counted


def inhouse_foster_pct(load: Load, day: date) -> list[Counted]:
    """D10: with the authority's own carers, among foster children."""
    counted = []
    for child, episode in foster_children(load, day):
        own = child.settled(episode).provider == "PR1"
        counted.append(Counted(child.id, groups_on(child, day, episode), own))
    return counted


def ifa_pct(load: Load, day: date) -> list[Counted]:
    """D10: with an agency's carers, among foster children."""
    counted = []
    for child, episode in foster_children(load, day):
        agency = child.settled(episode).provider in {"PR4", "PR5"}
        counted.append(Counted(child.id, groups_on(child, day, episode), agency))
    return counted


def friends_family_pct(load: Load, day: date) -> list[Counted]:
    """D10: with relatives or friends, among foster children."""
    counted = []
    for child, episode in foster_children(load, day):
        kin = child.settled(episode).place in RELATIVES_OR_FRIENDS
        counted.append(Counted(child.id, groups_on(child, day, episode), kin))
    return counted


def residential_number(load: Load, day: date) -> list[Counted]:
    """Children whose placement type is a children's home, secure ones too."""
    counted = []
    for child, episode in looked_after(load, day):
        groups = groups_on(child, day, episode)
        if groups["placement_type"] == "childrens-home":
            counted.append(Counted(child.id, groups))
    return counted


def three_plus_placements_pct(load: Load, day: date) -> list[Counted]:
    """D7."""
    counted = []
    for child, episode in looked_after(load, day):
        many = placements_in_the_year(child, day) >= 3
        counted.append(Counted(child.id, groups_on(child, day, episode), many))
    return counted


def placements_in_the_year(child: Child, day: date) -> int:
    """D7: placements of every period of care that touch the year ending `day`."""
    first_day = first_day_of_the_year_ending(day)
    number = 0
    for placement in child.placements:
        if placement.start <= day and (placement.end is None or placement.end > first_day):
            number += 1
    return number


def long_term_stability_pct(load: Load, day: date) -> list[Counted]:
    """D8: children under 16 in care for 30 months, and those of them 24 months in one placement."""
    counted = []
    for child, episode in looked_after(load, day):
        age = age_on(child.dob, day)
        period, _ = child.where(episode)
        if age is None or age >= 16 or period.start > add_months(day, -30):
            continue
        stable = two_years_in_placement(child, episode, day)
        counted.append(Counted(child.id, groups_on(child, day, episode), stable))
    return counted


def two_years_in_placement(child: Child, episode: Episode, day: date) -> bool:
    """D8: the placement, or for a new adoptive one the placement before it, began 24 months before."""
    latest_start = add_months(day, -24)
    period, placement = child.where(episode)
    if placement.start <= latest_start:
        return True
    if placement.settled_episode(episode).place not in PLACED_FOR_ADOPTION:
        return False
    if placement.first_settled_place not in PLACED_FOR_ADOPTION:
        return False  # it became adoptive with the carer the child was already with
    number = period.placements.index(placement)
    return number > 0 and period.placements[number - 1].start <= latest_start


def over_20_miles_pct(load: Load, day: date, grid_reference: GridReference | None) -> list[Counted]:
    """D9: placed more than 20 miles from home, among all looked after (unknown is not over 20)."""
    counted = []
    for child, episode in looked_after(load, day):
        miles = miles_from_home(child, episode, day, grid_reference)
        far = miles is not None and miles > 20.0
        counted.append(Counted(child.id, groups_on(child, day, episode), far))
    return counted


def miles_from_home(
    child: Child, episode: Episode, day: date, grid_reference: GridReference | None
) -> float | None:
    """D9: miles between home and placement, given or worked out, to one decimal; None when not known."""
    if child.uasc_on(day) or episode.pl_distance == DISTANCE_NOT_KNOWN:
        return None
    if episode.pl_distance is not None:
        return round(episode.pl_distance, 1)
    if episode.home_post is None or episode.pl_post is None or grid_reference is None:
        return None
    home = grid_reference(plain_postcode(episode.home_post))
    placed = grid_reference(plain_postcode(episode.pl_post))
    if home is None or placed is None:
        return None
    return round(hypot(placed[0] - home[0], placed[1] - home[1]) / METRES_IN_A_MILE, 1)


def health_cohort(load: Load, day: date) -> list[tuple[Child, Episode, dict]] | None:
    """D13: children looked after for the whole year, with their OC2 row; None away from 31 March."""
    if not is_31_march(day):
        return None
    cohort = []
    for child, episode in looked_after(load, day):
        row = child.oc2.get(day.year)
        if row is not None and all(in_care_throughout(each, day) for each in child.all_episodes):
            cohort.append((child, episode, row))
    return cohort


def in_care_throughout(episode: Episode, day: date) -> bool:
    """False when the episode shows the child in short breaks, starting or ceasing in the year (D13)."""
    first_of_april = collection_year_starts(day.year)
    if episode.short_break:
        in_the_year = episode.decom <= day and (episode.dec is None or episode.dec > first_of_april)
        return not in_the_year
    if episode.rne == "S" and first_of_april < episode.decom <= day:
        return False
    ceased = episode.rec not in (None, "X1") and episode.dec is not None
    return not (ceased and first_of_april < episode.dec <= day)


def _flagged(load: Load, day: date, field: str) -> list[Counted] | None:
    """D13: the flag is 1, among the cohort."""
    cohort = health_cohort(load, day)
    if cohort is None:
        return None
    return [
        Counted(child.id, groups_on(child, day, episode), row.get(field) == "1")
        for child, episode, row in cohort
    ]


def health_assessment_pct(load: Load, day: date) -> list[Counted] | None:
    return _flagged(load, day, "health_assessment")


def dental_pct(load: Load, day: date) -> list[Counted] | None:
    return _flagged(load, day, "teeth_check")


def immunisations_pct(load: Load, day: date) -> list[Counted] | None:
    return _flagged(load, day, "immunisations")


def sdq_pct(load: Load, day: date) -> list[Counted] | None:
    """D13: a score given, among those of the cohort aged 5 to 16 on the day."""
    cohort = health_cohort(load, day)
    if cohort is None:
        return None
    counted = []
    for child, episode, row in cohort:
        age = age_on(child.dob, day)
        if age is not None and 5 <= age <= 16:
            scored = row.get("sdq_score") is not None
            counted.append(Counted(child.id, groups_on(child, day, episode), scored))
    return counted


def substance_intervention_pct(load: Load, day: date) -> list[Counted] | None:
    """D13: received an intervention, among those of the cohort with a substance misuse problem."""
    cohort = health_cohort(load, day)
    if cohort is None:
        return None
    counted = []
    for child, episode, row in cohort:
        if row.get("substance_misuse") == "1":
            received = row.get("intervention_received") == "1"
            counted.append(Counted(child.id, groups_on(child, day, episode), received))
    return counted


def _assessed(load: Load, day: date, where: str) -> list[Counted] | None:
    """D13: assessed, among those of the cohort whose placement lies there."""
    cohort = health_cohort(load, day)
    if cohort is None:
        return None
    return [
        Counted(child.id, groups_on(child, day, episode), row.get("health_assessment") == "1")
        for child, episode, row in cohort
        if (episode.pl_location or "").strip().upper() == where
    ]


def out_of_borough_health_parity(load: Load, day: date) -> list[Counted] | None:
    return _assessed(load, day, "OUT")


def in_borough_health_assessment_pct(load: Load, day: date) -> list[Counted] | None:
    return _assessed(load, day, "IN")
