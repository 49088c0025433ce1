"""The as-at days a derivation describes, with every date that goes with each.

All month arithmetic is done here, in Python, so that it is the same on every engine.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date, timedelta

import pyarrow as pa

from sufficiency.vocabulary.months import (
    add_months,
    first_day_of_collection_year,
    first_day_of_year_ending,
    month_ends_of_collection_years,
)

LONG_TERM_CARE_MONTHS = 30  # methodology D8
STABLE_PLACEMENT_MONTHS = 24


def as_number(day: date) -> int:
    """A date as yyyymmdd: the difference of two, over 10,000 and rounded down, is age in whole years."""
    return day.year * 10_000 + day.month * 100 + day.day


def spine(days: Iterable[date]) -> pa.Table:
    """One row for each as-at day, in order: day_index from 0, as_at, as_at_number, year_start,
    three_years_start, back_24, back_30, and (31 March only) collection_year, else null."""
    chosen = sorted(set(days))
    return pa.table(
        {
            "day_index": pa.array(range(len(chosen)), pa.int64()),
            "as_at": pa.array(chosen, pa.date32()),
            "as_at_number": pa.array([as_number(d) for d in chosen], pa.int32()),
            "year_start": pa.array([first_day_of_year_ending(d) for d in chosen], pa.date32()),
            "three_years_start": pa.array([first_day_of_year_ending(d, 36) for d in chosen], pa.date32()),
            "back_24": pa.array([add_months(d, -STABLE_PLACEMENT_MONTHS) for d in chosen], pa.date32()),
            "back_30": pa.array([add_months(d, -LONG_TERM_CARE_MONTHS) for d in chosen], pa.date32()),
            "collection_year": pa.array(
                [d.year if (d.month, d.day) == (3, 31) else None for d in chosen], pa.int32()
            ),
        }
    )


def calendar(days: Iterable[date]) -> pa.Table:
    """For each date that matters to the spine, how many of its days lie before it, or how many of the years
    (or three years) that end on its days have begun:

    - days_before: as-at days before the date;
    - years_before, years_begun: as-at days whose year began before the date, or on or before it;
    - three_years_begun: as-at days whose three years began on or before it.

    An episode is then open on the as-at days numbered from days_before(DECOM) up to, not including,
    days_before(DEC), and an event is in the years ending on those from days_before to years_begun: a look-up
    instead of a join by range. Dates outside the calendar are brought to its first or last date, which have
    the same answers.
    """
    chosen = sorted(set(days))
    years = [first_day_of_year_ending(day) for day in chosen]
    three_years = [first_day_of_year_ending(day, 36) for day in chosen]
    first, last = three_years[0] - timedelta(days=1), chosen[-1] + timedelta(days=1)
    dates = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return pa.table(
        {
            "date": pa.array(dates, pa.date32()),
            "days_before": pa.array([bisect_left(chosen, d) for d in dates], pa.int64()),
            "years_before": pa.array([bisect_left(years, d) for d in dates], pa.int64()),
            "years_begun": pa.array([bisect_right(years, d) for d in dates], pa.int64()),
            "three_years_begun": pa.array([bisect_right(three_years, d) for d in dates], pa.int64()),
        }
    )


def stored_days(first_year: int, newest_year: int) -> list[date]:
    """The days positions are stored for: every month end of the loaded collection years."""
    return month_ends_of_collection_years(range(first_year, newest_year + 1))


def first_loaded_day(first_year: int) -> date:
    return first_day_of_collection_year(first_year)
