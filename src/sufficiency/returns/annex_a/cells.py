"""From what stands in a cell to its type: days, whole numbers, codes and text, whatever Excel made of them."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from sufficiency.returns.annex_a.codes import CODE_ERROR, spellings, tidy
from sufficiency.returns.annex_a.declaration import Column

LONGEST_TEXT = 200
EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - the day Excel counts from, but for workbooks of old Macs
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: 0?0:00(?::00(?:\.0+)?)?)?")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?")
_WHOLE = re.compile(r"[+-]?\d{1,9}(?:\.0*)?")
_SERIAL_DAYS = (20_000, 60_000)  # 1954 to 2064, as Excel numbers days: a day in a cell that lost its format
_MISTAKES = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]+")

UNREAD = object()  # stands for a cell with something in it that is not of its column's type


def plain(value: object) -> str:
    """What stands in a cell, as text without stray spaces: a whole number without a point, a day as 2025-03-31."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        value = value.date() if value.time() == time.min else value.replace(microsecond=0)
    if isinstance(value, date):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    return " ".join(_CONTROL.sub(" ", str(value)).split())


def read_cell(column: Column, value: object, epoch: datetime = EPOCH) -> object:
    """The typed value; None for a blank cell; UNREAD where it cannot be read as the column's type."""
    text = plain(value)
    if not text:
        return None
    if _MISTAKES.fullmatch(text):
        return UNREAD
    if column.kind == "date":
        return _day(value, text, epoch)
    if column.kind == "integer":
        return int(text.partition(".")[0]) if _WHOLE.fullmatch(text) else UNREAD
    if column.kind == "code":
        return _code(column, text)
    return text[:LONGEST_TEXT]


def _day(value: object, text: str, epoch: datetime) -> object:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, time | timedelta | bool):
        return UNREAD
    if isinstance(value, int | float):
        if not _SERIAL_DAYS[0] <= value <= _SERIAL_DAYS[1]:
            return UNREAD
        return (epoch + timedelta(days=int(value))).date()
    return _written_day(text) or UNREAD


@lru_cache(maxsize=50_000)
def _written_day(text: str) -> date | None:
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
    elif match := _YEAR_FIRST.fullmatch(text):
        year, month, day = match.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _code(column: Column, text: str) -> object:
    known = _spellings(column.codes)
    tidied = tidy(text)
    if tidied == CODE_ERROR:
        return UNREAD
    return known.get(tidied, UNREAD)


@lru_cache(maxsize=100)
def _spellings(codes: tuple[str, ...]) -> dict[str, str]:
    return spellings(codes)
