"""Who comes into care, and when: a seeded flow of children, month by month."""

from collections.abc import Iterator
from datetime import date
from random import Random

from sufficiency.demo import chance
from sufficiency.demo.shape import ENTRY_AGES, SEASON, SHAPE

# Flows and the group of children each brings; None is drawn from the ages at start.
FLOWS = {"starts": None, "uasc_starts": "uasc", "short_break_starts": "short breaks"}


def arrivals(seed: int, children_looked_after: int, first: int, last: int) -> Iterator[tuple[int, int, str]]:
    """(serial, day, group) of every child who first comes into care from day `first` to day `last`, in order of month.

    The flow follows the shape, scaled to the number looked after; chance moves each month a little. The group is the
    age band at start, "uasc" or "short breaks".
    """
    rng = chance.source(seed, 3)
    serial = 0
    month = date.fromordinal(first).replace(day=1)
    while month.toordinal() <= last:
        following = (month.replace(day=28) + (date(1, 1, 5) - date(1, 1, 1)) * 2).replace(day=1)
        for flow, group in FLOWS.items():
            a_year = SHAPE[flow].at(month.toordinal()) * children_looked_after / 500
            for _ in range(_this_month(rng, a_year / 12 * _season(month, flow))):
                day = chance.between(rng, month.toordinal(), following.toordinal() - 1)
                yield serial, day, group or ENTRY_AGES.draw(rng)
                serial += 1
        month = following


def _season(month: date, flow: str) -> float:
    return SEASON[(month.month - 4) % 12] if flow == "starts" else 1.0


def _this_month(rng: Random, expected: float) -> int:
    """About the expected number: a council's starts vary, less than pure chance would have it from year to year."""
    return max(0, int(expected + rng.gauss(0, 0.6) * expected**0.5 + rng.random()))
