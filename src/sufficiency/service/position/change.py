"""Is a change between two figures more than chance? Said by a stated test, never by the sign alone.

Shares are compared by the two-proportion test, numbers of children or incidents as Poisson counts, rates as Poisson
counts over their populations, and averages by Welch's test. A change is clear when one as large would come about by
chance less than once in twenty times. Children counted on both days make a chance change smaller than these tests
assume, so they err towards "no clear change".
"""

import math
from dataclasses import dataclass
from statistics import NormalDist

CHANCE = 0.05
FEWEST_EXPECTED = 5  # in each cell of a two-proportion test
FEWEST_COUNTED = 10  # in both counts of a rate together
MOST_EXACT = 200  # in both counts together; beyond, the exact test and the normal one agree
FEWEST_AMOUNTS = 5  # in each average

WORDS = (
    "A change is called up or down when one as large would come about by chance less than once in twenty times. "
    "Shares are compared by the two-proportion test, numbers and rates as Poisson counts, averages by Welch's test. "
    "With few children there is rarely a clear change. The band around a share on the chart is where it could lie by "
    "chance alone, nineteen times in twenty (Wilson's interval)."
)


@dataclass(frozen=True)
class Change:
    """``strength`` is the size of the change in standard errors, signed; None where there are too few to test."""

    strength: float | None

    @property
    def chance(self) -> float | None:
        """How often a change as large comes about by chance, 0 to 1."""
        if self.strength is None:
            return None
        return 2 * (1 - NormalDist().cdf(abs(self.strength)))

    @property
    def clear(self) -> bool:
        return self.chance is not None and self.chance < CHANCE


NOT_TESTED = Change(None)


def of_shares(now: tuple[float, float], before: tuple[float, float]) -> Change:
    """Two shares, each as (numerator, denominator)."""
    (part, whole), (part_before, whole_before) = now, before
    if not whole or not whole_before:
        return NOT_TESTED
    pooled = (part + part_before) / (whole + whole_before)
    expected = min(pooled, 1 - pooled) * min(whole, whole_before)
    if expected < FEWEST_EXPECTED:
        return NOT_TESTED
    error = math.sqrt(pooled * (1 - pooled) * (1 / whole + 1 / whole_before))
    return Change((part / whole - part_before / whole_before) / error)


def of_counts(now: float, before: float) -> Change:
    """Two numbers of children, orders or incidents, small ones by the exact binomial test of their split."""
    total = round(now + before)
    if not total:
        return NOT_TESTED
    if total > MOST_EXACT:
        return Change((now - before) / math.sqrt(now + before))
    fewer = round(min(now, before))
    as_uneven = 2 * sum(math.comb(total, part) for part in range(fewer + 1)) / 2**total
    size = -NormalDist().inv_cdf(min(as_uneven, 1.0) / 2)
    return Change(math.copysign(size, now - before))


def of_rates(now: tuple[float, float], before: tuple[float, float]) -> Change:
    """Two rates, each as (count, population)."""
    (count, population), (count_before, population_before) = now, before
    if not population or not population_before or count + count_before < FEWEST_COUNTED:
        return NOT_TESTED
    error = math.sqrt(count / population**2 + count_before / population_before**2)
    return Change((count / population - count_before / population_before) / error)


def of_averages(
    now: float, before: float, spread: tuple[int, float], spread_before: tuple[int, float]
) -> Change:
    """Two averages; a spread is (how many amounts, their variance)."""
    (number, variance), (number_before, variance_before) = spread, spread_before
    if min(number, number_before) < FEWEST_AMOUNTS:
        return NOT_TESTED
    error = math.sqrt(variance / number + variance_before / number_before)
    return Change((now - before) / error) if error else NOT_TESTED
