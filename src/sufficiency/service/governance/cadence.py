"""On which days a board meets: its cadence laid out over a municipal year, and papers over the board's meetings.

The municipal year is taken as May to April: a council's year begins with its annual meeting, which is held in May in
most years (Local Government Act 1972 schedule 12, paragraph 1). It is named by both its years: 2025/26.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.db import models

from sufficiency.vocabulary.months import add_months, last_day_of_month
from sufficiency.vocabulary.working_days import is_working_day

FIRST_MONTH = 5  # May


class Cadence(models.TextChoices):
    """How often."""

    WEEKLY = "weekly", "Weekly"
    FORTNIGHTLY = "fortnightly", "Fortnightly"
    MONTHLY = "monthly", "Monthly"
    BI_MONTHLY = "bi-monthly", "Every two months"
    QUARTERLY = "quarterly", "Quarterly"
    SIX_MONTHLY = "six-monthly", "Every six months"
    ANNUAL = "annual", "Once a year"


WEEKS = {Cadence.WEEKLY: 1, Cadence.FORTNIGHTLY: 2}
MONTHS = {
    Cadence.MONTHLY: 1,
    Cadence.BI_MONTHLY: 2,
    Cadence.QUARTERLY: 3,
    Cadence.SIX_MONTHLY: 6,
    Cadence.ANNUAL: 12,
}
# What a report can be due by: a board may meet every week, but no paper is written for each.
OF_REPORTS = (Cadence.MONTHLY, Cadence.BI_MONTHLY, Cadence.QUARTERLY, Cadence.SIX_MONTHLY, Cadence.ANNUAL)


def municipal_year_of(day: date) -> int:
    """The calendar year in which the municipal year of a day begins."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def year_in_words(year: int) -> str:
    """ "2025/26"."""
    return f"{year}/{(year + 1) % 100:02d}"


def first_and_last(year: int) -> tuple[date, date]:
    """The first and last day of a municipal year."""
    return date(year, FIRST_MONTH, 1), last_day_of_month(year + 1, FIRST_MONTH - 1)


def meeting_days(first: date, cadence: str, last: date) -> Iterator[date]:
    """Days of meetings from ``first`` to ``last``: the same weekday of every so many weeks, or the same one of a month
    ("the second Tuesday"; a fifth one is taken as the last). A bank holiday or weekend moves to the next working day.
    """
    number = 0
    while True:
        day = next_working_day(_step(first, Cadence(cadence), number))
        if day > last:
            return
        yield day
        number += 1


def due_days(year: int, first_month: int, cadence: str) -> Iterator[date]:
    """First days of the months of a municipal year in which a report is due, beginning with a month (1 to 12)."""
    begins, ends = first_and_last(year)
    day = date(year if first_month >= FIRST_MONTH else year + 1, first_month, 1)
    step = MONTHS[Cadence(cadence)]
    while add_months(day, -step) >= begins:
        day = add_months(day, -step)
    while day <= ends:
        yield day
        day = add_months(day, step)


def meeting_for(due: date, days: Sequence[date]) -> date | None:
    """The first meeting on or after the day a report is due; None where none follows."""
    return min((day for day in days if day >= due), default=None)


def next_working_day(day: date) -> date:
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def _step(first: date, cadence: Cadence, number: int) -> date:
    if cadence in WEEKS:
        return first + timedelta(weeks=WEEKS[cadence] * number)
    month = add_months(first.replace(day=1), MONTHS[cadence] * number)
    return _same_weekday(month, first)


def _same_weekday(month: date, first: date) -> date:
    """The day of a month that is the same one ("second Tuesday") as ``first`` is of its own."""
    day = month + timedelta(days=(first.weekday() - month.weekday()) % 7 + 7 * ((first.day - 1) // 7))
    return day if day.month == month.month else day - timedelta(days=7)
