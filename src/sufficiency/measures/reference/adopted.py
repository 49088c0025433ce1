"""Who waits for adoption, is matched, adopted or let down by it (methodology D11, section 11)."""

from __future__ import annotations

from datetime import date

from .adoption import (
    a1_days_of,
    a2_days_of,
    adopted_from_a_known_start,
    last_adoptions,
)
from .care import Child, Load
from .children import OF_A_MINORITY, number
from .counted import Counted, groups_on
from .days import first_day_of_the_year_ending
from .flows import ADOPTED, in_the_year
from .groups import PLACED_FOR_ADOPTION

THRESHOLD = 121
EXTREMELY_LONG = 1000


def children_waiting_adoption(load: Load, day: date) -> list[Counted]:
    """On a placement order or with a decision in force, and not living with adopters."""
    return number(
        load,
        day,
        lambda child, episode: (
            (episode.ls == "E1" or decided_on(child, day))
            and child.settled(episode).place not in PLACED_FOR_ADOPTION
        ),
    )


def decided_on(child: Child, day: date) -> bool:
    return any(
        decided <= day and (row.get("date_placed_ceased") is None or row["date_placed_ceased"] > day)
        for decided, row in child.decisions.items()
    )


def adoption_matches(load: Load, day: date) -> list[Counted]:
    return [
        Counted(child.id, groups_on(child, matched, child.episode_on(matched)))
        for child in load.children
        if (matched := child.ad1.get("date_match")) is not None and in_the_year(matched, day)
    ]


def a2_within_threshold(load: Load, day: date) -> list[Counted]:
    """Of the matches of the year, those 121 days or less after the order; only where A2 of the adoption is known."""
    counted = []
    for child in load.children:
        matched = child.ad1.get("date_match")
        if matched is None or not in_the_year(matched, day):
            continue
        days = a2_of_last_adoption(child)
        if days is not None:
            groups = groups_on(child, matched, child.episode_on(matched))
            counted.append(Counted(child.id, groups, days <= THRESHOLD))
    return counted


def a2_of_last_adoption(child: Child) -> int | None:
    orders = [episode for episode in child.episodes if episode.rec in ADOPTED and episode.dec is not None]
    if not orders:
        return None
    last = max(orders, key=lambda episode: (episode.dec, episode.decom))
    period, _ = child.where(last)
    return a2_days_of(child, period) if period.start_known else None


def adoption_disruptions(load: Load, day: date) -> list[Counted]:
    """Placements that ended in the year with adopters, for a reason that is given and is no adoption."""
    counted = []
    for child in load.children:
        for placement in child.placements:
            last = placement.episodes[-1]
            with_adopters = placement.settled_episode(last).place in PLACED_FOR_ADOPTION
            ended = last.dec is not None and last.rec is not None and last.rec not in ADOPTED
            if with_adopters and ended and in_the_year(last.dec, day):
                counted.append(Counted(child.id, groups_on(child, last.dec, last)))
    return counted


def adopted_bme_pct(load: Load, day: date) -> list[Counted]:
    return [
        Counted(child.id, groups_on(child, episode.dec, episode), child.header.get("ethnic") in OF_A_MINORITY)
        for child, episode in last_adoptions(load, first_day_of_the_year_ending(day), day)
    ]


def adopted_via_early_permanence(load: Load, day: date) -> list[Counted]:
    counted = []
    for child, episode in last_adoptions(load, first_day_of_the_year_ending(day), day):
        period, _ = child.where(episode)
        if any(each.place in {"U2", "U5"} for each in period.episodes):
            counted.append(Counted(child.id, groups_on(child, episode.dec, episode)))
    return counted


def a1_days_1yr(load: Load, day: date) -> list[Counted]:
    return a1_days_of(load, first_day_of_the_year_ending(day), day)


def a2_days_excl_outliers(load: Load, day: date) -> list[Counted]:
    counted = []
    first_day = first_day_of_the_year_ending(day)
    for child, adopted, period in adopted_from_a_known_start(load, first_day, day):
        days = a2_days_of(child, period)
        if days is not None and days <= EXTREMELY_LONG:
            counted.append(Counted(child.id, groups_on(child, adopted.dec, adopted), days=days))
    return counted
