"""Where children are on a later day, child by child (methodology D1, D4, D6)."""

from __future__ import annotations

from datetime import date

from .care import Child, Load
from .counted import ceased_reason, groups_on
from .days import add_months
from .flows import ceased

Flow = tuple[str, str, str, str, str]
InCohort = tuple[str, date, int, str, str]


def where_on(child: Child, since: date, day: date) -> tuple[str, str]:
    """In care and in which kind of home on `day`, or how the child left after `since`."""
    episode = child.episode_on(day)
    if episode is not None:
        return "in-care", groups_on(child, day, episode)["placement_type"]
    ends = [one for one in child.episodes if ceased(one) and since < one.dec <= day]
    if not ends:
        return "end-not-known", ""
    return "left", ceased_reason(max(ends, key=lambda one: (one.dec, one.decom)).rec)


def flow(load: Load, first: date, last: date) -> list[Flow]:
    """Child, and state and group on the first and on the last day, of everybody looked after on either."""
    found: list[Flow] = []
    for child in load.children:
        before = child.episode_on(first)
        if before is None and child.episode_on(last) is None:
            continue
        came_from = ("not-in-care", "") if before is None else where_on(child, first, first)
        found.append((child.id, *came_from, *where_on(child, first, last)))
    return found


def entry_cohort(
    load: Load, first: date, last: date, months: tuple[int, ...], newest: date
) -> list[InCohort]:
    """Child, start, months, state and group, of everybody who started from `first` to `last`."""
    found: list[InCohort] = []
    for child in load.children:
        starts = [one.decom for one in child.episodes if one.rne == "S" and first <= one.decom <= last]
        for number in months if starts else ():
            day = add_months(starts[0], number)
            state = ("too-early", "") if day > newest else where_on(child, starts[0], day)
            found.append((child.id, starts[0], number, *state))
    return sorted(found)
