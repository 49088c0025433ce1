"""Every start and end, and how and at what age children left (methodology D6, section 3)."""

from __future__ import annotations

from datetime import date

from .care import Child, Episode, Load
from .counted import Counted, ceased_reason, groups_on
from .days import A_DAY, age_on
from .flows import ceased, first_starts, in_the_year, last_ends

TO_PARENTS_OR_RELATIVES = {"E4", "E4A", "E4B", "E41", "E45", "E47"}
SPECIAL_GUARDIANSHIP = {"E43", "E44", "E45", "E46", "E47", "E48"}
LEFT_A_SPECIAL_GUARDIAN = "P2"


def cla_started_events(load: Load, day: date) -> list[Counted]:
    return [
        Counted(child.id, groups_on(child, episode.decom, episode))
        for child in load.children
        for episode in child.episodes
        if episode.rne == "S" and in_the_year(episode.decom, day)
    ]


def cla_ceased_events(load: Load, day: date) -> list[Counted]:
    return [
        Counted(child.id, groups_at_the_end(child, episode))
        for child in load.children
        for episode in child.episodes
        if ceased(episode) and in_the_year(episode.dec, day)
    ]


def groups_at_the_end(child: Child, episode: Episode) -> dict[str, str]:
    return {**groups_on(child, episode.dec, episode), "ceased_reason": ceased_reason(episode.rec)}


def turned_18(child: Child, day: date) -> bool:
    return age_on(child.dob, day) == 18 and age_on(child.dob, day - A_DAY) == 17


def ceased_aged18_pct(load: Load, day: date) -> list[Counted]:
    return [
        Counted(child.id, groups_at_the_end(child, episode), turned_18(child, episode.dec))
        for child, episode in last_ends(load, day)
    ]


def remained_until_18_pct(load: Load, day: date) -> list[Counted]:
    """Of those who left at 16 or over."""
    return [
        Counted(child.id, groups_at_the_end(child, episode), turned_18(child, episode.dec))
        for child, episode in last_ends(load, day)
        if (age_on(child.dob, episode.dec) or 0) >= 16
    ]


def ceased_home_or_relative(load: Load, day: date) -> list[Counted]:
    return [
        Counted(child.id, groups_at_the_end(child, episode))
        for child, episode in last_ends(load, day)
        if episode.rec in TO_PARENTS_OR_RELATIVES
    ]


def sgo_number(load: Load, day: date) -> list[Counted]:
    """Children with a special guardianship order in the year, each at the last."""
    counted = []
    for child in load.children:
        orders = [
            episode
            for episode in child.episodes
            if ceased(episode) and episode.rec in SPECIAL_GUARDIANSHIP and in_the_year(episode.dec, day)
        ]
        if orders:
            last = max(orders, key=lambda episode: (episode.dec, episode.decom))
            counted.append(Counted(child.id, groups_on(child, last.dec, last)))
    return counted


def sgo_disruptions(load: Load, day: date) -> list[Counted]:
    """First starts of the year of children who had left care to a special guardian."""
    counted = []
    for child, episode in first_starts(load, day):
        began = episode.decom
        of_that_year = child.previous_permanence.get(began.year + (began.month >= 4), {})
        if of_that_year.get("prev_perm") == LEFT_A_SPECIAL_GUARDIAN:
            counted.append(Counted(child.id, groups_on(child, began, episode)))
    return counted


def first_moves_into(load: Load, day: date, places: set[str]) -> list[Counted]:
    """Children with a placement that in the year first had one of the codes, each at the first."""
    counted = []
    for child in load.children:
        began = []
        for placement in child.placements:
            with_code = [episode for episode in placement.episodes if episode.place in places]
            if with_code and in_the_year(with_code[0].decom, day):
                began.append(with_code[0])
        if began:
            counted.append(Counted(child.id, groups_on(child, began[0].decom, began[0])))
    return counted


def ltf_matches(load: Load, day: date) -> list[Counted]:
    return first_moves_into(load, day, {"U1", "U4"})


def early_permanence_placements(load: Load, day: date) -> list[Counted]:
    return first_moves_into(load, day, {"U2", "U5"})
