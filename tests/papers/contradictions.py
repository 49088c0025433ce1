"""Where the papers contradict themselves, each other, or another source: found by looking, told with what was decided.

Five looks find them: the same quantity printed twice with different values, a figure that does not follow from its own
parts, a column under another year than its figures are of, a national threshold that another source gives otherwise,
and a figure that the Department has published otherwise since. What no sum can find (words against figures, figures of
days that lie near each other) is written by hand in `data/contradictions.csv`. No figure is ever corrected: the file
says of each finding what was decided, and a test fails where a finding has no decision or a decision no finding.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from sufficiency.measures import comparators, targets
from sufficiency.vocabulary.authorities import find
from tests.papers.derived import CUT, ROUNDED, Derived, derived
from tests.papers.printed import OWN, Figure, figures, papers, rows

_YEARS = re.compile(r"\b20\d\d[-/](\d\d)\b(?![/\d])")


@dataclass(frozen=True)
class Contradiction:
    """One contradiction: the findings it covers or the figures it is about, what it is, and what was decided."""

    id: str
    kind: str
    covers: tuple[str, ...]
    about: tuple[Figure, ...]
    told: str
    decided: str


def contradictions() -> list[Contradiction]:
    """All of them, in the order of the file."""
    known = figures()
    return [
        Contradiction(
            row["id"],
            row["kind"],
            tuple(row["covers"].split()),
            tuple(known[one] for one in row["figures"].split()),
            row["told"],
            row["decided"],
        )
        for row in rows("contradictions")
    ]


def findings() -> dict[str, tuple[Figure, ...]]:
    """What the first four looks find, by its name: the figures that stand against each other."""
    return {**printed_twice(), **not_derivable(), **other_year(), **other_threshold()}


def printed_twice() -> dict[str, tuple[Figure, ...]]:
    """The same quantity, of the same people and days, with values that do not agree even when the finer one is rounded."""
    together: Mapping[tuple, list[Figure]] = defaultdict(list)
    for figure in figures().values():
        if figure.fits:
            together[_quantity(figure)].append(figure)
    return {
        f"twice:{same[0].id}": tuple(same)
        for same in together.values()
        if not all(agree(same[0].value, other.value) for other in same)
    }


def not_derivable() -> dict[str, tuple[Figure, ...]]:
    """Figures that are not what their printed parts give, rounded. Cut off instead of rounded is told apart by `CUT`."""
    return {
        f"parts:{one.id}": (one.figure, *one.parts)
        for one in derived()
        if one.found != ROUNDED and not _is_given_by_others(one)
    }


def _is_given_by_others(one: Derived) -> bool:
    """A figure that is cut off by one way of working it out and exact by another does follow from printed parts."""
    return one.found == CUT and any(
        other.found == ROUNDED for other in derived() if other.figure.id == one.figure.id
    )


def other_year() -> dict[str, tuple[Figure, ...]]:
    """Figures under a heading that names other years than they are of."""
    return {
        f"heading:{figure.id}": (figure,)
        for figure in figures().values()
        if (years := _YEARS.search(figure.heading)) and 2000 + int(years[1]) != figure.as_at.year
    }


def other_threshold() -> dict[str, tuple[Figure, ...]]:
    """Thresholds that another source at hand gives otherwise."""
    with targets.THRESHOLDS.open(encoding="utf-8", newline="") as file:
        given = list(csv.DictReader(line for line in file if not line.startswith("#")))
    found = {}
    for figure in figures().values():
        if figure.whom != "threshold":
            continue
        values = {
            Decimal(row["value"])
            for row in given
            if row["measure"] == figure.measure and int(row["three_years_to"]) == figure.as_at.year
        }
        if values - {figure.value} and figure.table:
            found[f"threshold:{figure.measure}:{figure.as_at.year}"] = (figure,)
    return found


def published_otherwise() -> list[tuple[Figure, float]]:
    """Figures of a 31 March that the Department has published otherwise since, with what it published (whole numbers)."""
    found = []
    for figure in figures().values():
        if not figure.fits or figure.breakdown or figure.whom not in (OWN, "england"):
            continue
        if (figure.as_at.month, figure.as_at.day) != (3, 31):
            continue
        place = comparators.ENGLAND if figure.whom == "england" else find(_authority(figure)).la_number
        told = comparators.published(figure.measure, figure.as_at.year, place)
        if told is not None and not agree(figure.value, Decimal(round(told))):
            found.append((figure, told))
    return found


def agree(one: Decimal, other: Decimal) -> bool:
    """Whether two values are the same as far as the coarser of them is printed."""
    places = max(one.as_tuple().exponent, other.as_tuple().exponent)
    coarse = Decimal(1).scaleb(places)
    return one.quantize(coarse, ROUND_HALF_UP) == other.quantize(coarse, ROUND_HALF_UP)


def covered() -> Iterable[str]:
    """The findings that have a decision, each as often as it has one."""
    for one in contradictions():
        yield from one.covers


def _quantity(figure: Figure) -> tuple:
    whose = _authority(figure) if figure.whom in (OWN, "neighbours", "target") else ""
    return (
        whose,
        figure.whom,
        figure.measure,
        figure.as_at,
        figure.period_start,
        figure.breakdown,
        figure.group,
    )


def _authority(figure: Figure) -> str:
    return papers()[figure.paper].authority
