"""The collection year of a file, from its name or a folder's.

A collection year is named by the year in which it ends: 2024, 2023-24, 2023_24 and 202324 are all 1 April
2023 to 31 March 2024. The nearest name that gives a year counts: first the file's own, then its folder's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sufficiency.returns.ssda903.refused import Refused, shown

FIRST, LAST = 1992, 2099  # children have been returned one by one since 1992

_DATE = re.compile(
    r"(?<!\d)(?:(?P<y1>\d{4})(?P<s1>[-_.]?)(?P<m1>\d\d)(?P=s1)(?P<d1>\d\d)"
    r"|(?P<d2>\d\d)(?P<s2>[-_.]?)(?P<m2>\d\d)(?P=s2)(?P<y2>\d{4}))(?!\d)"
)
_SPAN = re.compile(
    r"(?<!\d)(?P<first>(?:19|20)\d\d)(?:[-_ .–]|\s*to\s*)?(?P<second>(?:19|20)?\d\d)(?!\d)", re.I
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class _Found:
    years: frozenset[int]
    unclear: bool  # a date or a month, which says nothing of the collection year


def year_from_names(names: Sequence[str], file: str) -> int | None:
    """The collection year that the nearest of these names gives; None when none of them gives one.

    `names` go from the file's own outwards. Raises Refused when the nearest one that names a year names
    several, or when the only hint is a date or a month.
    """
    hint: str | None = None
    for name in names:
        found = _years_in(name)
        if len(found.years) > 1:
            several = " and ".join(str(year) for year in sorted(found.years))
            raise Refused(
                f"The name '{shown(name)}' gives more than one year ({several})."
                " Name the file or its folder by one collection year, or give --year.",
                file=file,
            )
        if found.years:
            return next(iter(found.years))
        if found.unclear and hint is None:
            hint = name
    if hint is not None:
        raise Refused(
            f"The name '{shown(hint)}' gives a date or a month, not a collection year."
            " Give the year in which the collection ends with --year, such as --year 2024.",
            file=file,
        )
    return None


def _years_in(name: str) -> _Found:
    years: set[int] = set()
    unclear = False

    def take_date(match: re.Match[str]) -> str:
        nonlocal unclear
        day, month = match["d1"] or match["d2"], match["m1"] or match["m2"]
        year = int(match["y1"] or match["y2"])
        if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31 and FIRST <= year <= LAST):
            return match[0]
        if (day, month) == ("31", "03"):  # the last day of a collection year names it
            years.add(year)
        else:
            unclear = True
        return " "

    def take_span(match: re.Match[str]) -> str:
        nonlocal unclear
        first, second = int(match["first"]), match["second"]
        if int(second) in (first + 1, (first + 1) % 100):
            years.add(first + 1)
        elif len(second) == 4:
            years.update((first, int(second)))
        elif int(second) <= 12:
            unclear = True
        else:
            years.update((first, first - first % 100 + int(second)))
        return " "

    rest = _SPAN.sub(take_span, _DATE.sub(take_date, name))
    years.update(int(year) for year in _YEAR.findall(rest))
    return _Found(frozenset(year for year in years if FIRST <= year <= LAST), unclear)
