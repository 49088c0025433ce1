"""How sure a share can be: the interval that chance alone would leave around it."""

from __future__ import annotations

import math

from sufficiency.measures.chance import DEVIATIONS


def wilson_interval(numerator: float, denominator: float) -> tuple[float, float] | None:
    """The lowest and highest share (per cent) that fit what was counted, nineteen times in twenty; None of nobody.

    Wilson's score interval: unlike the usual plus-or-minus it stays between 0 and 100 and holds for few children
    and for shares near either end.
    """
    if not denominator:
        return None
    share, squared = numerator / denominator, DEVIATIONS**2
    middle = share + squared / (2 * denominator)
    reach = DEVIATIONS * math.sqrt(share * (1 - share) / denominator + squared / (4 * denominator**2))
    scale = 100 / (1 + squared / denominator)
    return max((middle - reach) * scale, 0.0), min((middle + reach) * scale, 100.0)
