"""Is a change between two figures more than chance? Said by a stated test, never by the sign alone.

Each test gives the interval in which the true change lies nineteen times in twenty. A change is called up or down when
that interval leaves out 0, "no clear change" when it holds 0, and "too few to say" below a stated number of children.

- Shares: Newcombe's interval of a difference (1998, method 10), from the two Wilson intervals.
- Numbers: given how many there were in both years together, an even split between them is tested by the exact
  binomial interval of Clopper and Pearson (so each number is taken as a Poisson count).
- Incidents, of which one child can have many: the children are the Poisson counts and bring all of
  theirs with them, so that the variance is the sum of the squares of each child's number.
- Rates: Newcombe's way again, from the score intervals of two Poisson counts.
- Averages: Welch's t. Children who are in both averages cannot move one against the other, so only those in one of
  them are tested; of an average over three years those are the children of the first year and of the last.

Where the same children are counted on both days of a share, a number or a rate, chance has less room than these tests
allow it, so they err towards "no clear change".
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, variance

from sufficiency.measures import said
from sufficiency.measures.chance import DEVIATIONS, binomial_interval, poisson_interval, t_deviations
from sufficiency.measures.intervals import wilson_interval
from sufficiency.measures.language import Measure, Unit

FEWEST_OF_A_SHARE = 10  # in each denominator
FEWEST_COUNTED = 6  # in both numbers together: fewer are not clear even when all are on one day
FEWEST_WITH_SEVERAL = 10  # children with incidents on both days together
FEWEST_OF_A_RATE = 10  # in both numerators together
FEWEST_AMOUNTS = 5  # in one average and not in the other, and the other way round

WORDS = (
    "A change is called up or down when one as large would come about by chance less than once in twenty times, and "
    "“no clear change” otherwise. Shares are compared by Newcombe's interval, numbers by an exact test of two Poisson "
    "counts, incidents by the children who have them, rates over their populations, averages by Welch's test. Too few "
    "to say: shares of fewer "
    f"than {FEWEST_OF_A_SHARE} children, fewer than {FEWEST_COUNTED} in two numbers together or {FEWEST_OF_A_RATE} "
    f"in two rates, averages in which fewer than {FEWEST_AMOUNTS} children differ. The band around a share on the "
    "chart is where it could lie by chance alone, nineteen times in twenty (Wilson's interval). Of twenty measures "
    "that did not change at all, about one will be called changed on its own page; the first page, which looks at all of "
    "them, tells only changes that stand out among them (Benjamini and Hochberg)."
)


class Call(StrEnum):
    """What a change is called."""

    UP = "up"
    DOWN = "down"
    NO_CLEAR_CHANGE = "no clear change"
    TOO_FEW = "too few to say"


@dataclass(frozen=True)
class Change:
    """A change in the measure's unit (points for shares), with the interval it lies in; None where it is not tested."""

    difference: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def call(self) -> Call:
        if self.low is None or self.high is None:
            return Call.TOO_FEW
        if self.low > 0:
            return Call.UP
        return Call.DOWN if self.high < 0 else Call.NO_CLEAR_CHANGE

    @property
    def clear(self) -> bool:
        return self.call in (Call.UP, Call.DOWN)

    @property
    def strength(self) -> float | None:
        """How large the change is for what chance could do, signed: beyond 1.96 it is clear. For putting in order."""
        if self.low is None or self.high is None:
            return None
        reach = self.difference - self.low if self.difference > 0 else self.high - self.difference
        if not self.difference:
            return 0.0
        return DEVIATIONS * self.difference / max(reach, 1e-9)

    def verdict(self, good: str) -> str:
        """ "better" or "worse" by the measure's good direction, "changed" where it has none, nothing if not clear."""
        if not self.clear:
            return ""
        if good == "neither":
            return "changed"
        return "better" if (self.call is Call.UP) == (good == "high") else "worse"


NOT_TESTED = Change()


def of_shares(now: tuple[float, float], before: tuple[float, float]) -> Change:
    """Two shares, each as (numerator, denominator); the change is in percentage points."""
    if min(now[1], before[1]) < FEWEST_OF_A_SHARE:
        return NOT_TESTED
    shares = [100 * part / whole for part, whole in (now, before)]
    return _square_and_add(*shares, wilson_interval(*now), wilson_interval(*before))


def of_counts(now: float, before: float) -> Change:
    """Two numbers of children, orders or incidents."""
    now, before = round(now), round(before)
    together = now + before
    if together < FEWEST_COUNTED:
        return NOT_TESTED
    low, high = binomial_interval(now, together)
    return Change(now - before, together * (2 * low - 1), together * (2 * high - 1))


def of_counts_of_children(now: Iterable[str], before: Iterable[str]) -> Change:
    """Two numbers of incidents or the like, each as the child of every one: a few children can have many of them."""
    now, before = Counter(now), Counter(before)
    if len(now.keys() | before.keys()) < FEWEST_WITH_SEVERAL:
        return NOT_TESTED
    difference = now.total() - before.total()
    squares = sum(number**2 for counted in (now, before) for number in counted.values())
    reach = DEVIATIONS * math.sqrt(squares)
    return Change(difference, difference - reach, difference + reach)


def of_rates(now: tuple[float, float], before: tuple[float, float], per: float = 10_000) -> Change:
    """Two rates, each as (count, population); the change is per 10,000."""
    if not now[1] or not before[1] or now[0] + before[0] < FEWEST_OF_A_RATE:
        return NOT_TESTED
    rates = [per * number / population for number, population in (now, before)]
    intervals = [
        tuple(per * edge / population for edge in poisson_interval(number))
        for number, population in (now, before)
    ]
    return _square_and_add(*rates, *intervals)


def of_averages(now: Iterable[tuple[str, float]], before: Iterable[tuple[str, float]]) -> Change:
    """Two averages, each as its (child, amount) pairs; the change is in the amounts' unit."""
    now, before = Counter(now), Counter(before)
    here, there = [list((one - other).elements()) for one, other in ((now, before), (before, now))]
    only_now, only_before = [[amount for _child, amount in rows] for rows in (here, there)]
    if min(len(only_now), len(only_before)) < FEWEST_AMOUNTS:
        return NOT_TESTED
    means = [fmean(amount for _child, amount in counted.elements()) for counted in (now, before)]
    # What the children in one average alone add to its uncertainty; those in both are as they are.
    errors = [
        len(alone) * variance(alone) / counted.total() ** 2
        for alone, counted in ((only_now, now), (only_before, before))
    ]
    difference, squared = means[0] - means[1], sum(errors)
    if not squared:
        return NOT_TESTED
    freedom = squared**2 / sum(
        error**2 / (len(alone) - 1) for error, alone in zip(errors, (only_now, only_before), strict=True)
    )
    reach = t_deviations(round(freedom, 2)) * math.sqrt(squared)
    return Change(difference, difference - reach, difference + reach)


def _square_and_add(
    now: float, before: float, around: tuple[float, float], around_before: tuple[float, float]
) -> Change:
    """The interval of a difference from the intervals of its two parts, as Newcombe adds them."""
    difference = now - before
    (low, high), (low_before, high_before) = around, around_before
    return Change(
        difference,
        difference - math.hypot(now - low, high_before - before),
        difference + math.hypot(high - now, before - low_before),
    )


def between(
    measure: Measure,
    now: tuple[float, float | None],
    before: tuple[float, float | None],
    amounts: tuple[Sequence[tuple[str, float]], Sequence[tuple[str, float]]] | None = None,
) -> Change:
    """The change of a measure from one (numerator, denominator) to another, by the test of its unit.

    A measure that `needs_amounts` is not tested without its `amounts`, now and before, as (child, amount); nor is one
    that is a change already.
    """
    if measure.is_change or (needs_amounts(measure) and amounts is None):
        return NOT_TESTED
    if measure.unit is Unit.PERCENT:
        return of_shares(now, before)
    if measure.unit is Unit.PER_10K:
        return of_rates(now, before)
    if measure.unit is Unit.DAYS:
        return of_averages(*amounts)
    if needs_amounts(measure):
        return of_counts_of_children(*([child for child, _amount in pairs] for pairs in amounts))
    return of_counts(now[0], before[0])


def needs_amounts(measure: Measure) -> bool:
    """Whether its test looks at the children one by one: an average, or a number of which one child can have many."""
    return measure.unit in (Unit.DAYS, Unit.INCIDENTS)


def in_a_sentence(
    measure: Measure, change: Change, now: tuple[float, float | None], before: tuple[float, float | None]
) -> str:
    """The change for somebody who will read one sentence: "Up from 62 of 480 (12.9%) to 81 of 470 (17.2%): more than
    chance would explain." """
    was, is_now = parts_in_words(measure, *before), parts_in_words(measure, *now)
    if change.call is Call.TOO_FEW:
        return f"Too few to say: {was}, then {is_now}."
    if change.call is Call.NO_CLEAR_CHANGE:
        return f"No clear change: {was}, then {is_now}."
    verdict = {"better": "Better. ", "worse": "Worse. "}.get(change.verdict(measure.good), "")
    return f"{verdict}{change.call.capitalize()} from {was} to {is_now}: more than chance would explain."


def parts_in_words(measure: Measure, numerator: float, denominator: float | None) -> str:
    """A figure with what it is made of: "62 of 480 (12.9%)", "412 days over 20 children", "512"."""
    if measure.unit is Unit.PERCENT:
        share = said.value_with_unit(100 * numerator / denominator, "percent", denominator)
        return f"{said.out_of(numerator, denominator)} ({share})"
    if measure.is_change:
        return said.value_with_unit(100 * numerator / denominator, measure.unit)
    if measure.unit is Unit.DAYS:
        average = said.value_with_unit(numerator / denominator, "days")
        return f"{average} over {said.count(denominator)} children"
    if measure.unit is Unit.PER_10K:
        return f"{said.value(10_000 * numerator / denominator, 'per 10,000')} in every 10,000"
    return said.count(numerator)
