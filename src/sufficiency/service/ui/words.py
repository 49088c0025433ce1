"""Figures and dates in words, the same on every page.

How numbers are said is the library's (`measures.said`); here are the words that only pages need. A number is never
silently missing: "none", "not known", "suppressed" and "not loaded" are different words.
"""

from datetime import date, datetime

from django.utils import timezone

from sufficiency.measures.said import (
    NO_VALUE,
    change,
    count,
    out_of,
    unit_in_header,
    value,
    value_with_unit,
)

__all__ = [
    "NO_VALUE",
    "SUPPRESSED",
    "change",
    "count",
    "day",
    "of_children",
    "out_of",
    "unit_in_header",
    "value",
    "value_with_unit",
]

SUPPRESSED = "c"


def day(when: date | datetime | None) -> str:
    """ "31 March 2025"; a moment is told as the day it was in England."""
    if when is None:
        return ""
    if isinstance(when, datetime):
        when = timezone.localtime(when).date() if timezone.is_aware(when) else when.date()
    return f"{when.day} {when:%B %Y}"


def of_children(number: int, noun: str = "child", many: str = "children") -> str:
    """ "1 child", "12 children", "no children"."""
    if number == 0:
        return f"no {many}"
    return f"{count(number)} {noun if number == 1 else many}"
