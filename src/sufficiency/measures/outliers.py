"""The few children who move an average: what the mean would be without each, and without the longest two.

An average of days over few children can be one child's story. Southwark's A2 in 2016/17 was 162 days without two
children who waited more than a thousand days each, in whom nothing had gone wrong.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean

FEW = 50  # an average over more is not moved by a child or two
MOVES = 0.05  # of the mean: a child whose leaving out changes it by as much is told
MOST_TOLD = 10
LONGEST = 2
FEWEST_TO_TELL_ALL = 10  # children, below whom nothing is told to people who do not see children
ROUNDED_TO = 10  # days, for them


@dataclass(frozen=True)
class Moved:
    """A child whose amount moves the mean: `without` is the mean of all the others."""

    child: str
    amount: float
    without: float
    moves: float  # the mean less `without`: positive for a child who makes the average longer


@dataclass(frozen=True)
class Outliers:
    """An average, the children who move it most, and what it is without the two longest."""

    mean: float
    number: int
    children: tuple[Moved, ...]
    without_longest: float | None

    @property
    def moved(self) -> bool:
        return bool(self.children)

    def rounded_without_longest(self) -> int | None:
        """The mean without the two longest, to ten days, for people who may not see the children: from the exact one
        somebody could work out how long the two waited. None where they are too few to tell."""
        if self.without_longest is None or self.number < FEWEST_TO_TELL_ALL:
            return None
        return ROUNDED_TO * round(self.without_longest / ROUNDED_TO)


def outliers(amounts: Iterable[tuple[str, float]]) -> Outliers | None:
    """The children who move the average of (child, amount) pairs; None for none, or for fewer than two.

    Told are those whose leaving out changes the mean by a twentieth of it or more, the most moving first, ten at
    most; nobody where there are more than fifty, of whom no child moves much.
    """
    pairs = sorted(amounts)
    number, total = len(pairs), sum(amount for _child, amount in pairs)
    if number < 2:
        return None
    mean = total / number
    each = [
        Moved(child, amount, without, mean - without)
        for child, amount in pairs
        for without in [(total - amount) / (number - 1)]
    ]
    each.sort(key=lambda one: (-abs(one.moves), one.child))
    told = [one for one in each if number <= FEW and mean and abs(one.moves) >= MOVES * mean]
    shorter = sorted(amount for _child, amount in pairs)[:-LONGEST]
    return Outliers(mean, number, tuple(told[:MOST_TOLD]), fmean(shorter) if shorter else None)
