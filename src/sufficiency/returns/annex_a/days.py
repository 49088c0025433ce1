"""The day that a workbook describes: given, or told by its file name or by a line above its lists.

No list says it in a column, and the newest date in it is not it: the last thing that happened may be days before.
"""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime

from sufficiency.returns.ssda903.refused import Refused, shown

EARLIEST = date(2013, 1, 1)  # before inspections asked for such lists
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = re.compile(
    r"(?<!\d)(?:(?P<y1>20\d\d)[-_. /]?(?P<m1>\d\d)[-_. /]?(?P<d1>\d\d)"
    r"|(?P<d2>\d\d?)(?P<gap>[-_. /]?)(?P<m2>\d\d?)(?P=gap)(?P<y2>20\d\d))(?!\d)"
)
_WORDS = re.compile(
    rf"(?<!\d)(?P<d>\d\d?)(?:st|nd|rd|th)?[-_. ]*(?P<m>{'|'.join(_MONTHS)})[a-z]*[-_. ,]*(?P<y>20\d\d)(?!\d)",
    re.I,
)
_TOLD = re.compile(r"\b(?:as (?:at|of)|snapshot|extract(?:ed|ion)?|data (?:as|at|date)|position)\b", re.I)


def day_of(name: str, above: Iterable[Sequence[object]], given: date | None, file: str) -> date:
    """The day of a workbook: `given`; else the one its name tells; else one told above its lists or on a cover sheet.

    `above` are the rows that are not part of a list. Raises Refused where nothing tells the day, or several do.
    """
    if given is not None:
        return given
    for days in (days_in(name), _told(above)):
        if len(days) > 1:
            several = " and ".join(day.isoformat() for day in sorted(days))
            raise Refused(
                f"It names more than one day ({several}). Say which day the lists describe with --as-at.",
                file=file,
            )
        if days:
            return next(iter(days))
    raise Refused(
        "Nothing says which day these lists describe. Give the day with --as-at, such as --as-at 2025-03-31,"
        " or put it in the file's name.",
        file=file,
    )


def days_in(text: str) -> set[date]:
    """Every day that stands in a text: 2025-03-31, 31.03.2025, 31032025, 31 March 2025."""
    found: set[date] = set()
    for match in _NUMBERS.finditer(text):
        year, month, day = (
            match["y1"] or match["y2"],
            match["m1"] or match["m2"],
            match["d1"] or match["d2"],
        )
        with suppress(ValueError):
            found.add(date(int(year), int(month), int(day)))
    for match in _WORDS.finditer(text):
        with suppress(ValueError):
            found.add(date(int(match["y"]), _MONTHS.index(match["m"].lower()) + 1, int(match["d"])))
    return {day for day in found if day >= EARLIEST}


def _told(rows: Iterable[Sequence[object]]) -> set[date]:
    """The days beside, or in, words such as "as at"."""
    found: set[date] = set()
    for cells in rows:
        for place, cell in enumerate(cells):
            if not isinstance(cell, str) or not _TOLD.search(cell):
                continue
            days = days_in(shown(cell, 500))
            beside = [other for other in cells[place + 1 : place + 4] if other is not None]
            if not days and beside:
                first = beside[0]
                days = {first.date()} if isinstance(first, datetime) else days_in(shown(str(first), 500))
            found |= days
    return {day for day in found if day >= EARLIEST}
