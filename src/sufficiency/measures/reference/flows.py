"""Measures of what happened in the year ending on a day: starts, ends, orders, missing (D6, D12, D16)."""

from __future__ import annotations

from datetime import date

from .care import Child, Episode, Load
from .counted import Counted, ceased_reason, groups_on
from .days import age_on, first_day_of_the_year_ending
from .groups import CEASED_REASON

ADOPTED = CEASED_REASON["adopted"]


def in_the_year(happened: date, day: date) -> bool:
    return first_day_of_the_year_ending(day) <= happened <= day


def first_starts(load: Load, day: date) -> list[tuple[Child, Episode]]:
    """D6: for each child, the first episode with RNE S that began in the year."""
    found = []
    for child in load.children:
        for episode in child.episodes:
            if episode.rne == "S" and in_the_year(episode.decom, day):
                found.append((child, episode))
                break
    return found


def cla_started(load: Load, day: date) -> list[Counted]:
    """D6."""
    return [
        Counted(child.id, groups_on(child, episode.decom, episode))
        for child, episode in first_starts(load, day)
    ]


def started_16plus_pct(load: Load, day: date) -> list[Counted]:
    """Aged 16 or over on the day of the start, among all who started."""
    counted = []
    for child, episode in first_starts(load, day):
        age = age_on(child.dob, episode.decom)
        groups = groups_on(child, episode.decom, episode)
        counted.append(Counted(child.id, groups, age is not None and age >= 16))
    return counted


def ceased(episode: Episode) -> bool:
    """D6: the episode ended, and being looked after with it."""
    return episode.dec is not None and episode.rec is not None and episode.rec != "X1"


def last_ends(load: Load, day: date) -> list[tuple[Child, Episode]]:
    """D6: for each child, the episode of the last end in the year."""
    found = []
    for child in load.children:
        ends = [episode for episode in child.episodes if ceased(episode) and in_the_year(episode.dec, day)]
        if ends:
            found.append((child, max(ends, key=lambda episode: (episode.dec, episode.decom))))
    return found


def _ceased_by(load: Load, day: date, reason: str | None) -> list[Counted]:
    counted = []
    for child, episode in last_ends(load, day):
        groups = groups_on(child, episode.dec, episode)
        groups["ceased_reason"] = ceased_reason(episode.rec)
        counted.append(Counted(child.id, groups, reason in (None, groups["ceased_reason"])))
    return counted


def cla_ceased(load: Load, day: date) -> list[Counted]:
    """D6."""
    return _ceased_by(load, day, None)


def ceased_adopted_pct(load: Load, day: date) -> list[Counted]:
    return _ceased_by(load, day, "adopted")


def ceased_sgo_pct(load: Load, day: date) -> list[Counted]:
    return _ceased_by(load, day, "special-guardianship")


def ceased_returned_home_pct(load: Load, day: date) -> list[Counted]:
    return _ceased_by(load, day, "returned-home")


def placement_orders(load: Load, day: date) -> list[Counted]:
    """D12: children with a period of care whose first E1 began in the year, each once."""
    counted = []
    for child in load.children:
        orders = []
        for period in child.periods:
            under_order = [episode for episode in period.episodes if episode.ls == "E1"]
            if under_order and in_the_year(under_order[0].decom, day):
                orders.append(under_order[0])
        if orders:
            counted.append(Counted(child.id, groups_on(child, orders[0].decom, orders[0])))
    return counted


def missing_episodes(load: Load, day: date) -> list[Counted]:
    """D16: incidents of M that began in the year, on a day the child was looked after."""
    counted = []
    for child in load.children:
        for began in sorted(child.missing):
            if child.missing[began].get("missing") != "M" or not in_the_year(began, day):
                continue
            episode = child.episode_on(began)
            if episode is not None:
                counted.append(Counted(child.id, groups_on(child, began, episode)))
    return counted


def missing_children(load: Load, day: date) -> list[Counted]:
    """D16: the children of those incidents, each at the first."""
    first: dict[str, Counted] = {}
    for incident in missing_episodes(load, day):
        first.setdefault(incident.child, incident)
    return list(first.values())


def missing_children_pct(load: Load, day: date) -> list[Counted]:
    """D16: with an incident in the year, among children in care on any day of it."""
    missing = {incident.child for incident in missing_episodes(load, day)}
    first_day = first_day_of_the_year_ending(day)
    counted = []
    for child in load.children:
        in_care = any(
            episode.decom <= day and (episode.dec is None or episode.dec > max(first_day, episode.decom))
            for episode in child.episodes
        )
        if in_care:
            groups = groups_on(child, day, None)
            counted.append(Counted(child.id, groups, child.id in missing))
    return counted
