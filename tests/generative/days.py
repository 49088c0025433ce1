"""Days to ask figures for, and the days on which a rule turns from one answer to the other."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from random import Random

A_DAY = timedelta(days=1)


def months_before(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 - months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def first_day(year: int) -> date:
    """Of a collection year."""
    return date(year - 1, 4, 1)


def last_day(year: int) -> date:
    return date(year, 3, 31)


def collection_year(day: date) -> int:
    return day.year + (day >= date(day.year, 4, 1))


def asked_days(chance: Random, years: list[int]) -> list[date]:
    """Two 31 Marches, a month end, and two days of any kind."""
    year = chance.choice(years)
    month = chance.choice([1, 2, 2, 5, 6, 8, 11])
    some_day = date(chance.randint(years[0] - 1, years[-1] + 1), chance.randint(1, 12), chance.randint(1, 28))
    leap_days = [date(2016, 2, 28), date(2016, 2, 29), date(2017, 2, 28), date(2019, 2, 28)]
    days = {
        last_day(year),
        last_day(years[-1]),
        date(year - 1, month, monthrange(year - 1, month)[1]),
        some_day,
        chance.choice([*leap_days, date(year - 1, 4, 1), last_day(year + 1)]),
    }
    return sorted(days)


def turning_days(years: list[int], asked: list[date]) -> list[date]:
    """Every day next to a limit of a rule, for the days asked and the years loaded."""
    limits = set(asked)
    for day in asked:
        limits |= {months_before(day, months) for months in (12, 24, 30, 36)}
    for year in years:
        limits |= {first_day(year), last_day(year), last_day(year) + A_DAY}
    return sorted({limit + step * A_DAY for limit in limits for step in (-1, 0, 1)})


def any_day(chance: Random, turning: list[date]) -> date:
    """A day of care or of an event: half of them where a rule turns."""
    if chance.random() < 0.5:
        return chance.choice(turning)
    return turning[0] + A_DAY * chance.randint(0, (turning[-1] - turning[0]).days)


def different_days(chance: Random, turning: list[date], number: int) -> list[date]:
    """That many days (fewer where two fall together), in order."""
    return sorted({any_day(chance, turning) for _ in range(number)})


def birth(chance: Random, turning: list[date]) -> date | None:
    """A date of birth: a childhood, a birthday on a day that matters, 29 February, later, or not known."""
    how = chance.random()
    if how < 0.4:
        return turning[0] - A_DAY * chance.randint(0, 3000)
    if how < 0.75:
        day = chance.choice(turning)
        return months_before(day, 12 * chance.choice([0, 1, 4, 5, 10, 15, 16, 17, 18, 19, 20, 21, 22]))
    if how < 0.85:
        return date(chance.choice([1996, 2000, 2004, 2008, 2012]), 2, 29)
    if how < 0.95:
        return date(1994, 1, 1) + A_DAY * chance.randint(0, 9000)
    return None
