"""Printed figures worked out again from the parts that are printed beside them.

`data/derived.csv` names each such figure, its parts and the sum that joins them; the parts are figures of their own, so
nothing is checked against itself. Whether the sum gives what is printed is worked out here, never written down as true:
the column `fit` says what was found, and a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from sufficiency.measures.recorded import rule_of
from sufficiency.service.recorded.checking import agrees
from tests.papers.printed import Figure, figures, rows

HUNDRED = Decimal(int(rule_of("percent").times))
PER_10K = Decimal(int(rule_of("per 10,000").times))
ROUNDED, CUT, NOT_SO = "rounded", "cut", "no"

# How parts make a figure, and the same in words with the parts' numbers in them.
SUMS: dict[str, tuple[Callable[..., Decimal], str]] = {
    "share": (lambda part, whole: HUNDRED * part / whole, "{0} of {1}"),
    "share of two": (lambda one, two, whole: HUNDRED * (one + two) / whole, "{0} + {1} of {2}"),
    "sum": (lambda *parts: sum(parts), ""),
    "less": (lambda one, other: one - other, "{0} - {1}"),
    "rest": (lambda one, two, three, four: one + two - three - four, "{0} + {1} - {2} - {3}"),
    "rest of 100": (lambda *parts: HUNDRED - sum(parts), ""),
    "change": (lambda now, before: HUNDRED * (now - before) / before, "from {1} to {0}"),
    "change of the later": (lambda now, before: HUNDRED * (now - before) / now, "from {1} to {0}, over {0}"),
    "rate": (lambda number, population: PER_10K * number / population, "{0} in {1}"),
    "rate by": (
        lambda number, rate, of: number * rate / of,
        "{0}, where {2} of the same population are {1} per 10,000",
    ),
    "weekly": (lambda number: number / 52, "{0} over 52 weeks"),
}


@dataclass(frozen=True)
class Derived:
    """A printed figure, and the parts it can be worked out from."""

    figure: Figure
    how: str
    parts: tuple[Figure, ...]
    fit: str

    @property
    def id(self) -> str:
        return f"{self.figure.id}={'-'.join(self.how.split())}({self.parts[-1].id})"

    @property
    def results(self) -> Sequence[Decimal]:
        """What the sum gives. "whole": what every whole number of children would give, of which one must be printed."""
        numbers = [part.value for part in self.parts]
        if self.how == "whole":
            return [HUNDRED * number / numbers[0] for number in range(int(numbers[0]) + 1)]
        return [SUMS[self.how][0](*numbers)]

    @property
    def found(self) -> str:
        """Whether what is printed is the sum rounded, the sum cut off, or neither."""
        if any(agrees(self.figure.value, one) for one in self.results):
            return ROUNDED
        places = Decimal(1).scaleb(self.figure.value.as_tuple().exponent)
        cut = any(self.figure.value == one.quantize(places, ROUND_DOWN) for one in self.results)
        return CUT if cut else NOT_SO

    @property
    def in_words(self) -> str:
        """ "28 of 137 is 20.4", with the parts as printed."""
        numbers = [f"{part.value:,}" for part in self.parts]
        if self.how == "whole":
            told, nearest = f"a whole number of {numbers[0]}", min(self.results, key=self._distance)
        else:
            told = SUMS[self.how][1].format(*numbers) or (
                " + ".join(numbers) if self.how == "sum" else f"100 less {' + '.join(numbers)}"
            )
            (nearest,) = self.results
        return f"{told} is {_plain(nearest)}"

    def _distance(self, one: Decimal) -> Decimal:
        return abs(one - self.figure.value)


def derived() -> list[Derived]:
    known = figures()
    return [
        Derived(
            known[row["figure"]],
            row["how"],
            tuple(known[part] for part in row["parts"].split()),
            row["fit"],
        )
        for row in rows("derived")
    ]


def not_derived() -> dict[str, list[Figure]]:
    """The printed figures that are a share, an average, a rate or a rank and that no printed parts give, by why."""
    given = {one.figure.id for one in derived()}
    found: dict[str, list[Figure]] = {}
    for figure in figures().values():
        why = _why_not(figure)
        if why and figure.id not in given and figure.whom not in ("threshold", "target"):
            found.setdefault(why, []).append(figure)
    return found


def _why_not(figure: Figure) -> str:
    if figure.entry is None or (figure.note and "number" in figure.note):
        return ""
    if "rank" in figure.note:
        return "A rank: what the other authorities have is not printed."
    if figure.whom != "own":
        return "Of England, London or other authorities: only the result is printed."
    unit = figure.entry.unit
    if unit.startswith("percent"):
        return "A share: the numbers it is made of are not printed."
    return {
        "days": "An average: the days of each child are not printed.",
        "weeks": "An average: the weeks of each case are not printed.",
        "per 10,000": "A rate: the population is not printed.",
        "score": "An average: the score of each pupil is not printed.",
        "points": "An average: the points of each pupil are not printed.",
        "contacts a week": "An average: the contacts of the period are not printed.",
    }.get(unit, "")


def _plain(number: Decimal) -> str:
    return f"{round(number, 2):f}".rstrip("0").rstrip(".") if number != int(number) else f"{int(number):,}"
