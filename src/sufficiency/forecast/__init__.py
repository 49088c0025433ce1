"""What is to come, from what was: so far the plain expectation that the coming months are like those behind them.

It is what any better forecast has to beat.
"""

from sufficiency.forecast.as_before import AHEAD, LIKELY, Expected, as_before

__all__ = ["AHEAD", "LIKELY", "Expected", "as_before"]
