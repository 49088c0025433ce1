"""How far chance reaches, by the plain formulas: Student's t, the binomial, Poisson counts.

Written out here because they are the whole of what the product needs of a statistics library. Each is held to
published tables and worked examples by its tests.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from statistics import NormalDist

SURE = 0.95  # nineteen times in twenty
DEVIATIONS = NormalDist().inv_cdf((1 + SURE) / 2)  # 1.96: how many standard deviations that is
_STEPS = 60  # halvings of an interval: more than a float can tell apart


def share_below(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function I_x(a, b), from which the binomial and Student's t follow."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - share_below(1 - x, b, a)
    logs = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    return math.exp(logs) * _continued_fraction(x, a, b) / a


def _continued_fraction(x: float, a: float, b: float) -> float:
    """Lentz's way through the continued fraction of the incomplete beta function."""
    tiny = 1e-300
    c, d = 1.0, 1 / _away_from_zero(1 - (a + b) * x / (a + 1), tiny)
    total = d
    for m in range(1, 10_000):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for step in (even, odd):
            d = 1 / _away_from_zero(1 + step * d, tiny)
            c = _away_from_zero(1 + step / c, tiny)
            total *= c * d
        if abs(c * d - 1) < 1e-14:
            return total
    raise ArithmeticError(f"I_{x}({a}, {b}) does not settle.")


def _away_from_zero(number: float, tiny: float) -> float:
    return number if abs(number) > tiny else tiny


@lru_cache(maxsize=4096)
def t_deviations(freedom: float) -> float:
    """How far from 0 Student's t reaches nineteen times in twenty: 2.776 for 4 degrees of freedom, 1.96 for many."""
    if freedom <= 0:
        raise ValueError(f"Student's t needs degrees of freedom above 0, not {freedom}.")

    def outside(t: float) -> float:
        return share_below(freedom / (freedom + t * t), freedom / 2, 0.5)

    return _where(lambda t: outside(t) < 1 - SURE, 0.0, 1e6)


@lru_cache(maxsize=16_384)
def binomial_interval(part: int, whole: int) -> tuple[float, float]:
    """The lowest and highest share (0 to 1) that fit `part` of `whole`: Clopper and Pearson's exact interval."""
    if whole < 1 or not 0 <= part <= whole:
        raise ValueError(f"{part} of {whole} is no share.")
    tail = (1 - SURE) / 2
    low = high = None
    if part > 0:
        low = _where(lambda share: share_below(share, part, whole - part + 1) > tail, 0.0, 1.0)
    if part < whole:
        high = _where(lambda share: share_below(share, part + 1, whole - part) > 1 - tail, 0.0, 1.0)
    return 0.0 if low is None else low, 1.0 if high is None else high


def poisson_interval(number: float) -> tuple[float, float]:
    """The lowest and highest expected number that fit a count of what happens by itself: the score interval."""
    squared = DEVIATIONS**2
    middle, reach = number + squared / 2, DEVIATIONS * math.sqrt(number + squared / 4)
    return max(middle - reach, 0.0), middle + reach


def _where(passed: Callable[[float], bool], low: float, high: float) -> float:
    """The point between `low` and `high` from which on `passed` is true."""
    for _step in range(_STEPS):
        middle = (low + high) / 2
        if passed(middle):
            high = middle
        else:
            low = middle
    return (low + high) / 2


def stand_out(strengths: Sequence[float]) -> frozenset[int]:
    """The places of the changes that stand out among all that were tested together.

    Of a hundred changes that are nothing but chance five pass a test of their own. Here, of those that pass, one in
    twenty is expected to be chance (Benjamini and Hochberg, 1995). `strengths`: as standard deviations from no change.
    """
    odds = [math.erfc(abs(strength) / math.sqrt(2)) for strength in strengths]
    ranked = sorted(odds)
    passed = [
        chance for rank, chance in enumerate(ranked, start=1) if chance <= (1 - SURE) * rank / len(odds)
    ]
    return frozenset(place for place, chance in enumerate(odds) if passed and chance <= passed[-1])
