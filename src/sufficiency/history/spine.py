"""The as-at days a derivation describes, with every date that goes with each.

All month arithmetic is done here, in Python, so that it is the same on every engine.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

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
    """One row for each as-at day: as_at, as_at_number, year_start, three_years_start, back_24, back_30,
    and (31 March only) collection_year, else null."""
    chosen = sorted(set(days))
    return pa.table(
        {
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


def stored_days(first_year: int, newest_year: int) -> list[date]:
    """The days positions are stored for: every month end of the loaded collection years."""
    return month_ends_of_collection_years(range(first_year, newest_year + 1))


def first_loaded_day(first_year: int) -> date:
    return first_day_of_collection_year(first_year)
