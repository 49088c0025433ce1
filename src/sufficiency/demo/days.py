"""Days of made-up lives, held as whole numbers (date.toordinal) because millions of them are compared."""

from datetime import date
from functools import cache, lru_cache

from sufficiency.vocabulary import months

YEAR = 365.25  # days


def of(text: str) -> int:
    """The number of the day written as 2017-03-31."""
    return date.fromisoformat(text).toordinal()


@cache
def written(day: int) -> str:
    """The day as returns write it: 31/03/2017."""
    return date.fromordinal(day).strftime("%d/%m/%Y")


@lru_cache(maxsize=1000)
def birthday(born: int, age: int) -> int:
    """The day a person turns `age`; someone born on 29 February has it on 1 March in ordinary years (methodology D)."""
    day = date.fromordinal(born)
    try:
        return day.replace(year=day.year + age).toordinal()
    except ValueError:
        return date(day.year + age, 3, 1).toordinal()


def age_on(born: int, day: int) -> int:
    """Age in whole years."""
    age = int((day - born) / YEAR)  # right but for the days next to a birthday
    return age + 1 if birthday(born, age + 1) <= day else age if birthday(born, age) <= day else age - 1


def months_later(day: int, count: int) -> int:
    return months.add_months(date.fromordinal(day), count).toordinal()


def collection_year(day: int) -> int:
    """The collection year, named by the year it ends, that holds the day."""
    return months.collection_year_of(date.fromordinal(day))


@cache
def first_of(year: int) -> int:
    """1 April, the first day of the collection year."""
    return date(year - 1, 4, 1).toordinal()


@cache
def last_of(year: int) -> int:
    """31 March, the last day of the collection year."""
    return date(year, 3, 31).toordinal()


def weekday_before(day: int) -> int:
    """The day itself, or the Friday before it when it falls on a weekend."""
    return day - max(0, (day + 6) % 7 - 4)


def weekday_after(day: int) -> int:
    """The day itself, or the Monday after it when it falls on a weekend."""
    past_friday = (day + 6) % 7 - 4
    return day + 3 - past_friday if past_friday > 0 else day
