"""Month arithmetic: subtracting months clips to the month's last day (methodology D, opening lines)."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

MONTHS = {"month": 1, "quarter": 3, "year": 12}


def last_day_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """The same day number `months` later (earlier when negative), or the month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def is_month_end(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def years_before(day: date, years: int) -> date:
    """The same day some years earlier; of a month's last day, the month's last day."""
    before = add_months(day, -12 * years)
    return last_day_of_month(before.year, before.month) if is_month_end(day) else before


@lru_cache(maxsize=4096)  # asked for each measure on each of the same days
def first_day_of_year_ending(day: date, months: int = 12) -> date:
    """The first day of the year (or `months`) ending on `day`, both days included."""
    return add_months(day, -months) + timedelta(days=1)


def days_between(first: date, last: date, every: str) -> Iterator[date]:
    """As-at days from `first` to `last` inclusive, a month, quarter or year apart.

    When `first` is a month's last day every day given is a month's last day.
    """
    step = MONTHS[every]
    ends = is_month_end(first)
    index = 0
    while True:
        day = add_months(first, index * step)
        if ends:
            day = last_day_of_month(day.year, day.month)
        if day > last:
            return
        yield day
        index += 1


def collection_year_of(day: date) -> int:
    """The collection year (named by the year it ends) that holds a day: 1 April 2016 is in 2017."""
    return day.year + 1 if (day.month, day.day) >= (4, 1) else day.year


def first_day_of_collection_year(year: int) -> date:
    return date(year - 1, 4, 1)


def month_ends_of_collection_years(years: range) -> list[date]:
    """The twelve month ends of each collection year, 30 April first, 31 March last."""
    return [
        last_day_of_month(year - 1 if month >= 4 else year, month)
        for year in years
        for month in (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)
    ]
