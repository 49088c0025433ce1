"""Numbers as people say them, the same in pages, files, commands and documents.

Counts have thousands commas; percentages one decimal where they are of 100 or more, whole below, since a decimal of
fewer children would tell more than is known; days and rates are whole.
"""

from __future__ import annotations

import math
from datetime import date

NO_VALUE = "not known"

_AFTER = {"percent": "%", "percent change": "%", "days": " days", "per 10,000": " per 10,000"}
_IN_HEADER = {
    "percent": "%",
    "percent change": "% change",
    "days": "Days",
    "per 10,000": "Per 10,000",
    "children": "Children",
}
ONE_DECIMAL_FROM = 100


def day(when: date) -> str:
    """ "31 March 2025"."""
    return f"{when.day} {when:%B %Y}"


def count(number: float | int | None) -> str:
    """ "1,204"; a number that is no whole one keeps one decimal."""
    if number is None or math.isnan(number):
        return NO_VALUE
    if abs(number - round(number)) < 1e-9:
        return f"{round(number):,}"
    return f"{number:,.1f}"


def value(number: float | None, unit: str, of: float | None = None) -> str:
    """The value without its unit, for a table: percentages to one decimal where ``of`` >= 100, whole below."""
    if number is None or math.isnan(number):
        return NO_VALUE
    if unit == "percent":
        return f"{number:.1f}" if of is not None and of >= ONE_DECIMAL_FROM else f"{half_up(number)}"
    if unit in ("days", "per 10,000"):
        return f"{half_up(number):,}"
    return count(number)


def value_with_unit(number: float | None, unit: str, of: float | None = None) -> str:
    """The value with its unit, for a sentence: "14.0%", "412 days", "78 per 10,000", "1,204"."""
    told = value(number, unit, of)
    return told if told == NO_VALUE else told + _AFTER.get(unit, "")


def unit_in_header(unit: str) -> str:
    """The unit for a table's heading: "%", "Days", "Per 10,000", "Children"."""
    return _IN_HEADER.get(unit, unit[:1].upper() + unit[1:])


def out_of(numerator: float | None, denominator: float | None) -> str:
    """ "12 of 86", or nothing for a plain count."""
    if numerator is None or denominator is None:
        return ""
    return f"{count(numerator)} of {count(denominator)}"


def change(now: float | None, before: float | None, unit: str, of: float | None = None) -> tuple[str, str]:
    """How a value changed, as (direction, words): ("down", "down 4.9 points from 15.6%").

    The direction is "up", "down" or "same". Percentages change by points; ``of`` is the smaller of the two
    denominators, below 100 they are whole. The change is that of the values as printed, so that a reader who
    takes one from the other finds it. Without a value before, ("none", "no figure a year before").
    """
    if now is None or math.isnan(now):
        return "none", ""
    if before is None or math.isnan(before):
        return "none", "no figure a year before"
    places = 1 if unit == "percent" and (of is None or of >= ONE_DECIMAL_FROM) else 0
    start, end = (_rounded(number, places) for number in (before, now))
    moved = round(end - start, places)
    told = value_with_unit(before, unit, ONE_DECIMAL_FROM if places else None)
    if moved == 0:
        return "same", f"the same as {told}"
    size = f"{abs(moved):,.{places}f}"
    one = size in ("1", "1.0")
    size += {"percent": " point" if one else " points", "days": " day" if one else " days"}.get(unit, "")
    direction = "up" if moved > 0 else "down"
    return direction, f"{direction} {size} from {told}"


def half_up(number: float) -> int:
    """Round half up, as people do on paper (Python would round 0.5 to 0)."""
    return math.floor(number + 0.5)


def _rounded(number: float, places: int) -> float:
    """As the value is printed: to one decimal, or to the half-up whole."""
    return float(f"{number:.1f}") if places else float(half_up(number))
