"""Working days in England: not weekends, not bank holidays of England and Wales."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

WORKING_DAYS_TO_FIRST_REVIEW = 20  # Care Planning, Placement and Case Review Regulations 2010, reg 33


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England that fall in a calendar year."""
    import holidays  # knows every country's, and takes a tenth of a second that most commands need not wait for

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def after_working_days(day: date, count: int) -> date:
    """The `count`-th working day after `day`; `day` itself is day 0, whatever day of the week it is."""
    while count:
        day += timedelta(days=1)
        if is_working_day(day):
            count -= 1
    return day
