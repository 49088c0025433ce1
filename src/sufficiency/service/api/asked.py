"""What a call asks for, checked: in the words of the pages, with what was found and what is allowed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, TypeVar

from django.http import HttpRequest
from django.utils.http import urlencode
from ninja import Schema
from pydantic import BeforeValidator, Field

from sufficiency.editions import Edition
from sufficiency.service.access.errors import AskedWrongly, NotHere
from sufficiency.service.api.problems import WrongParameter, WrongTogether
from sufficiency.service.data.asked import DAY, edition_named, home, shown
from sufficiency.service.data.figures import Figures, WithoutSmallNumbers
from sufficiency.service.ui.words import day as in_words
from sufficiency.vocabulary.months import days_between

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)
MOST_DAYS = 1_200
MOST_NOT_KEPT = 120  # days whose figures are counted for the call
MOST_NAMES = 100
One = TypeVar("One")


def _day(text: object) -> date:
    """A day written as 2025-03-31, within reach."""
    if not isinstance(text, str) or not DAY.fullmatch(text):
        raise ValueError("Write a day as year-month-day, such as 2025-03-31.")
    try:
        day = date.fromisoformat(text)
    except ValueError as cause:
        raise ValueError("This is not a day of the calendar.") from cause
    if not EARLIEST <= day <= LATEST:
        raise ValueError(f"Give a day from {EARLIEST} to {LATEST}.")
    return day


Day = Annotated[date, BeforeValidator(_day)]
Name = Annotated[str, Field(max_length=80, pattern=r"^[A-Za-z0-9_+.\-]+$")]
ChildToken = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{20}$")]
PlaceName = Annotated[str, Field(min_length=1, max_length=80)]
EditionId = Annotated[str, Field(max_length=20, pattern=r"^\d{4}-\d{2}-\d{2}-\d{3,6}$")]
Number = Annotated[int, Field(ge=1, le=2**31 - 1)]
Words = Annotated[str, Field(min_length=1, max_length=300)]
YesOrNo = Literal["yes", "no"]
OF_EDITION = Field(None, description="An edition other than the one in use.", examples=["2025-04-05-001"])


class Part(Schema):
    """Which part of a list."""

    limit: int = Field(100, ge=1, le=1_000, description="How many at most.")
    offset: int = Field(0, ge=0, le=10_000_000, description="How many to leave out before.")


class PartOfFigures(Schema):
    limit: int = Field(1_000, ge=1, le=5_000, description="How many at most.")
    offset: int = Field(0, ge=0, le=10_000_000, description="How many to leave out before.")


def names_known(request: HttpRequest, known: Sequence[str], several: Sequence[str]) -> None:
    """A parameter that is not there, or given twice, is a mistake that would change the answer. Raises AskedWrongly."""
    wrong = []
    for name in request.GET:
        if name not in known:
            allowed = (
                f"It may be {', '.join(sorted(known))}." if known else "This address takes no parameter."
            )
            wrong.append(WrongParameter(name=shown(name, 30), found=shown(name, 30), allowed=f"No parameter has this name. {allowed}"))  # fmt: skip
        elif name not in several and len(request.GET.getlist(name)) > 1:
            wrong.append(WrongParameter(name=name, found=shown(", ".join(request.GET.getlist(name))), allowed="Give it once."))  # fmt: skip
    if wrong:
        raise WrongTogether(wrong)


def edition_asked(edition_id: str | None) -> Edition:
    """The edition named, else the one in use. Raises NotHere where there is none."""
    edition = edition_named(edition_id) if edition_id else home().current()
    if edition is None:
        raise NotHere("Nothing is loaded yet.")
    return edition


@dataclass(frozen=True)
class Days:
    """The days asked for, and whether the figures of all of them are kept with the edition."""

    days: Sequence[date]
    are_kept: bool


def days_asked(
    figures: Figures | WithoutSmallNumbers,
    as_at: Sequence[date],
    first: date | None,
    last: date | None,
    every: Literal["month", "quarter", "year"] | None,
) -> Days:
    """The days of ``as_at``, or those from ``from`` to ``to``; neither means the newest. Raises AskedWrongly.

    People who may not see small numbers have the days that are kept: two days close to each other would tell which
    child came between them.
    """
    days = _days(figures, as_at, first, last, every)
    if len(days) > MOST_DAYS:
        raise AskedWrongly(f"That is {len(days):,} days; ask for {MOST_DAYS:,} at most, or step by year.")
    others = [day for day in days if day not in set(figures.days)]
    if not others:
        return Days(days, True)
    if isinstance(figures, WithoutSmallNumbers):
        raise AskedWrongly(
            f"There are no figures for {in_words(others[0])} in this edition. Choose a month's last day from "
            f"{in_words(figures.days[0])} to {in_words(figures.days[-1])}."
        )
    if len(days) > MOST_NOT_KEPT:
        raise AskedWrongly(
            f"{len(days):,} days, of which {len(others):,} are not month ends of the edition, would all have to be "
            f"counted anew. Ask for {MOST_NOT_KEPT} at most, or for month ends."
        )
    return Days(days, False)


def _days(figures, as_at, first, last, every) -> list[date]:
    if as_at and (first or last or every):
        raise AskedWrongly("Give either as_at, or from and to with every.")
    if as_at:
        return sorted(set(as_at))
    if first is None and last is None and every is None:
        return [figures.newest]
    if first is None or last is None:
        raise AskedWrongly("Give both from and to; every says how far apart the days between them are.")
    if first > last:
        raise AskedWrongly(f"from {first} is after to {last}: exchange them.")
    return list(days_between(first, last, every or "month"))


def part_of(rows: Sequence[One], part: Part | PartOfFigures) -> Sequence[One]:
    return rows[part.offset : part.offset + part.limit]


def placed(
    request: HttpRequest, number: int, part: Part | PartOfFigures, **pinned: str
) -> Mapping[str, object]:
    """Where the part stands in its list: how long that is, and the address of the next part.

    ``pinned`` is what the next part must ask for in so many words, so that it is of the same edition and day.
    """
    end = part.offset + part.limit
    following = None
    if end < number:
        asked = request.GET.copy()
        for name, value in (pinned | {"limit": str(part.limit), "offset": str(end)}).items():
            asked[name] = value
        following = f"{request.path}?{urlencode(list(asked.lists()), doseq=True)}"
    return {"number": number, "offset": part.offset, "next": following}
