"""Reviews due, held in time, and taken part in (methodology D15)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .care import Child, Load, PeriodOfCare
from .counted import Counted, groups_on
from .days import add_months, age_on, collection_year_starts, working_days_after
from .flows import in_the_year

TOOK_PART = {"PN1", "PN2", "PN3", "PN5", "PN6"}
WAS_THERE = {"PN1", "PN2", "PN3", "PN4"}


@dataclass(frozen=True)
class Due:
    """A review that fell due, and whether it was held by then."""

    day: date
    in_time: bool


def reviews_due(child: Child, period: PeriodOfCare, first_year: int) -> list[Due]:
    """D15: the reviews of one period of care, each due after the one held before it."""
    held = sorted(day for day in child.reviews if within(period, day))
    if clock_runs_from_the_start(period, first_year):
        due_day = working_days_after(period.start, 20)
        months = 3  # from the first held to the second due
    elif held:
        due_day = add_months(held.pop(0), 6)
        months = 6
    else:
        return []
    found = []
    while period.end is None or due_day < period.end:
        if not held:
            found.append(Due(due_day, in_time=False))
            break  # never held: it stays one due
        next_held = held.pop(0)
        found.append(Due(due_day, in_time=next_held <= due_day))
        due_day = add_months(next_held, months)
        months = 6
    return found


def within(period: PeriodOfCare, day: date) -> bool:
    return period.start <= day and (period.end is None or day < period.end)


def clock_runs_from_the_start(period: PeriodOfCare, first_year: int) -> bool:
    """False where reviews may have been held before the first return loaded (D15)."""
    return period.start_known and period.start >= collection_year_starts(first_year)


def cla_reviews_in_time_pct(load: Load, day: date) -> list[Counted]:
    """D15: held by their due day, among reviews that fell due in the year."""
    counted = []
    for child in load.children:
        for period in child.periods:
            for due in reviews_due(child, period, load.first_year):
                if in_the_year(due.day, day):
                    groups = groups_on(child, due.day, child.episode_on(due.day))
                    counted.append(Counted(child.id, groups, due.in_time))
    return counted


def cla_reviews_in_time_children_pct(load: Load, day: date) -> list[Counted]:
    """D15, the second figure: every review in time, among children with one due; the groups of the last due."""
    counted = []
    for child in load.children:
        due = [
            each
            for period in child.periods
            for each in reviews_due(child, period, load.first_year)
            if in_the_year(each.day, day)
        ]
        if due:
            last = max(each.day for each in due)
            groups = groups_on(child, last, child.episode_on(last))
            counted.append(Counted(child.id, groups, all(each.in_time for each in due)))
    return counted


def review_participation_pct(load: Load, day: date) -> list[Counted]:
    """D15: the child took part."""
    return _of_reviews_held(load, day, TOOK_PART)


def review_attendance_pct(load: Load, day: date) -> list[Counted]:
    """D15: the child was there."""
    return _of_reviews_held(load, day, WAS_THERE)


def _of_reviews_held(load: Load, day: date, codes: set[str]) -> list[Counted]:
    """One of the codes, among reviews held in the year of children aged 4 and over that day."""
    counted = []
    for child in load.children:
        for held in sorted(child.reviews):
            age = age_on(child.dob, held)
            if not in_the_year(held, day) or child.on_a_short_break(held) or age is None or age < 4:
                continue
            is_one = child.reviews[held].get("review_code") in codes
            counted.append(Counted(child.id, groups_on(child, held, child.episode_on(held)), is_one))
    return counted
