"""Calendar days, counted the plain way (methodology D, its opening words, and D15)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from holidays import country_holidays

ENGLAND_BANK_HOLIDAYS = country_holidays("GB", subdiv="ENG")
A_DAY = timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """The same day number `months` later (earlier when negative), clipped to the month's last day (D)."""
    month_count = day.year * 12 + (day.month - 1) + months
    year = month_count // 12
    month = month_count % 12 + 1
    last_day_of_month = monthrange(year, month)[1]
    return date(year, month, min(day.day, last_day_of_month))


def first_day_of_the_year_ending(day: date) -> date:
    """The first day of the year that ends on `day`, both included (D)."""
    return add_months(day, -12) + A_DAY


def first_day_of_the_three_years_ending(day: date) -> date:
    """The first day of the three years that end on `day`, both included (D11)."""
    return add_months(day, -36) + A_DAY


def same_day_a_year_before(day: date) -> date:
    """The same day number a year earlier; of a month's last day, that month's last day."""
    earlier = add_months(day, -12)
    if (day + A_DAY).day != 1:
        return earlier
    return date(earlier.year, earlier.month, monthrange(earlier.year, earlier.month)[1])


def age_on(born: date | None, day: date) -> int | None:
    """Age in whole years; a birthday of 29 February falls on 1 March in ordinary years (D).

    None when the date of birth is not known; below 0 when the day is before the birth.
    """
    if born is None:
        return None
    age = day.year - born.year
    if (day.month, day.day) < (born.month, born.day):
        age -= 1
    return age


def is_working_day(day: date) -> bool:
    """True except at weekends and on England's bank holidays (D15)."""
    return day.weekday() < 5 and day not in ENGLAND_BANK_HOLIDAYS


def working_days_after(day: date, count: int) -> date:
    """The `count`-th working day after `day`; `day` itself is day 0 (D15)."""
    while count > 0:
        day += A_DAY
        if is_working_day(day):
            count -= 1
    return day


def collection_year_starts(year: int) -> date:
    """1 April: the first day of the collection year named by the year in which it ends (D2)."""
    return date(year - 1, 4, 1)


def is_31_march(day: date) -> bool:
    return (day.month, day.day) == (3, 31)
