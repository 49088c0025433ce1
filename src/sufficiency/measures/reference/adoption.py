"""Adoptions and the adoption averages (methodology D11)."""

from __future__ import annotations

from datetime import date

from .care import Child, Episode, Load, PeriodOfCare
from .counted import Counted, groups_on
from .days import first_day_of_the_three_years_ending, first_day_of_the_year_ending
from .flows import ADOPTED
from .groups import PLACED_FOR_ADOPTION

WITH_THEIR_FOSTER_CARERS = {"A3", "A5"}


def last_adoptions(load: Load, first_day: date, day: date) -> list[tuple[Child, Episode]]:
    """D11: for each child adopted from `first_day` to `day`, the episode of the last adoption."""
    found = []
    for child in load.children:
        adoptions = [
            episode
            for episode in child.episodes
            if episode.rec in ADOPTED and episode.dec is not None and first_day <= episode.dec <= day
        ]
        if adoptions:
            found.append((child, max(adoptions, key=lambda episode: (episode.dec, episode.decom))))
    return found


def adoptions(load: Load, day: date) -> list[Counted]:
    """Children adopted in the year ending `day`."""
    return [
        Counted(child.id, groups_on(child, episode.dec, episode))
        for child, episode in last_adoptions(load, first_day_of_the_year_ending(day), day)
    ]


def adopted_from_a_known_start(
    load: Load, first_day: date, day: date
) -> list[tuple[Child, Episode, PeriodOfCare]]:
    """D11 and D5: children adopted from `first_day` to `day`, but those whose care began on a day not known."""
    found = []
    for child, episode in last_adoptions(load, first_day, day):
        period, _ = child.where(episode)
        if period.start_known:
            found.append((child, episode, period))
    return found


def first_adoptive_episode(child: Child, adopted: Episode) -> Episode | None:
    """D11, *moved in*: the first A3-A6 episode of the placement that the order ended.

    None when the child was not placed for adoption at the end of that placement.
    """
    _, placement = child.where(adopted)
    if placement.settled_episode(adopted).place not in PLACED_FOR_ADOPTION:
        return None
    return next(episode for episode in placement.episodes if episode.place in PLACED_FOR_ADOPTION)


def a1_days_3yr(load: Load, day: date) -> list[Counted]:
    """D11, A1: days from the start of care to moving in."""
    return a1_days_of(load, first_day_of_the_three_years_ending(day), day)


def a1_days_of(load: Load, first_day: date, day: date) -> list[Counted]:
    counted = []
    for child, adopted, period in adopted_from_a_known_start(load, first_day, day):
        moved_in = first_adoptive_episode(child, adopted)
        if moved_in is not None:
            days = (moved_in.decom - period.start).days
            counted.append(Counted(child.id, groups_on(child, adopted.dec, adopted), days=days))
    return counted


def a10_days_3yr(load: Load, day: date) -> list[Counted]:
    """D11, A10: as A1, to the start of the placement where the foster carers became the adopters."""
    counted = []
    first_day = first_day_of_the_three_years_ending(day)
    for child, adopted, period in adopted_from_a_known_start(load, first_day, day):
        moved_in = first_adoptive_episode(child, adopted)
        if moved_in is None:
            continue
        stopped = moved_in.decom
        if moved_in.place in WITH_THEIR_FOSTER_CARERS:
            _, placement = child.where(adopted)
            stopped = placement.start
        days = (stopped - period.start).days
        counted.append(Counted(child.id, groups_on(child, adopted.dec, adopted), days=days))
    return counted


def a2_days_3yr(load: Load, day: date) -> list[Counted]:
    """D11, A2: days from the placement order to the match, 0 where the match came first."""
    counted = []
    first_day = first_day_of_the_three_years_ending(day)
    for child, adopted, period in adopted_from_a_known_start(load, first_day, day):
        days = a2_days_of(child, period)
        if days is not None:
            counted.append(Counted(child.id, groups_on(child, adopted.dec, adopted), days=days))
    return counted


def a2_days_of(child: Child, period: PeriodOfCare) -> int | None:
    """D11: None where the child is left out of A2."""
    matched = child.ad1.get("date_match")
    orders = [episode.decom for episode in period.episodes if episode.ls == "E1"]
    placed = [episode.decom for episode in period.episodes if episode.place in PLACED_FOR_ADOPTION]
    if matched is None or not orders:
        return None
    ordered = min(orders)
    if placed and min(placed) < ordered:
        return None
    return max((matched - ordered).days, 0)


def care_to_adoption_order_days(load: Load, day: date) -> list[Counted]:
    """Days from the start of care to the order."""
    first_day = first_day_of_the_three_years_ending(day)
    return [
        Counted(child.id, groups_on(child, adopted.dec, adopted), days=(adopted.dec - period.start).days)
        for child, adopted, period in adopted_from_a_known_start(load, first_day, day)
    ]
