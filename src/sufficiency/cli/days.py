"""As-at days as they are typed."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal

from sufficiency.cli.problems import NotPossible
from sufficiency.cli.words import day_in_words, years_in_words
from sufficiency.vocabulary.months import collection_year_of, days_between, first_day_of_collection_year

Every = Literal["month", "quarter", "year"]

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)
MOST_DAYS = 1_200


def as_day(typed: str, option: str) -> date:
    """A day typed as 2025-03-31. Raises NotPossible with what was meant, where that can be told."""
    text = typed.strip()
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise NotPossible(f'"{text}" for {option} is not a day of the calendar.') from None
        if not EARLIEST <= day <= LATEST:
            raise NotPossible(
                f'"{text}" for {option} is out of reach: give a day from {EARLIEST} to {LATEST}.'
            )
        return day
    british = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text, re.ASCII)
    meant = f"{british[3]}-{int(british[2]):02}-{int(british[1]):02}" if british else "2025-03-31"
    raise NotPossible(f'"{text[:40]}" for {option} is not a day. Write year-month-day, for example {meant}.')


def days_asked(
    as_at: Sequence[str], first: str | None, last: str | None, every: Every | None, newest: date
) -> list[date]:
    """The days of `--as-at`, or those from `--from` to `--to`; neither means the newest day loaded.

    Steps from a month's last day stay at month ends (30 April, 31 May); other steps keep the day of the month.
    """
    if as_at and (first or last or every):
        raise NotPossible("Give either `--as-at`, or `--from` and `--to` with `--every`.")
    if as_at:
        return sorted({as_day(typed, "--as-at") for typed in as_at})
    if first is None and last is None and every is None:
        return [newest]
    if first is None or last is None:
        raise NotPossible(
            "Give both `--from` and `--to`; `--every` says how far apart the days between them are."
        )
    start, end = as_day(first, "--from"), as_day(last, "--to")
    if start > end:
        raise NotPossible(f"`--from` {start} is after `--to` {end}: exchange them.")
    days = list(days_between(start, end, every or "month"))
    if len(days) > MOST_DAYS:
        raise NotPossible(f"That is {len(days):,} days; ask for {MOST_DAYS:,} at most, or step by year.")
    return days


def last_day(years: Sequence[int], workbook_days: Sequence[date] = ()) -> date:
    """The last day of the newest collection year; of an edition of workbooks alone, the newest day of one."""
    return date(max(years), 3, 31) if years else max(workbook_days)


def outside(days: Sequence[date], years: tuple[int, ...]) -> str | None:
    """A sentence on the days that no loaded return covers; None where all are covered, or there is no return."""
    beyond = [day for day in days if collection_year_of(day) not in years]
    if not beyond or not years:
        return None
    named = day_in_words(beyond[0])
    if len(beyond) > 1:
        named = f"{len(beyond)} of the days, from {named} to {day_in_words(beyond[-1])},"
    return (
        f"{named} {'is' if len(beyond) == 1 else 'are'} outside the returns loaded, which are those of {years_in_words(years)} "
        f"({day_in_words(first_day_of_collection_year(min(years)))} to {day_in_words(last_day(years))}). "
        "Figures there rest on what the nearest returns say."
    )
