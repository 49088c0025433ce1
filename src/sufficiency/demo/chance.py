"""Draws from a seeded source. Every made-up fact comes from one of these, so the same seed tells the same lives."""

from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import TypeVar

Item = TypeVar("Item")

# Of the authorities that chance could tell of, seed 2025 should be one in which the trends of the shape are plain to see.
TOLD = 30


def source(*numbers: int) -> Random:
    """A source of draws of its own for these numbers (the seed, and the child's place in the flow)."""
    mixed = TOLD
    for number in numbers:
        mixed = mixed * 1_000_003 + number
    return Random(mixed)  # noqa: S311  made-up data, nothing is secret


class Mix:
    """Items with the shares in which they come, in any unit, written "first 60, second 40"."""

    def __init__(self, shares: str):
        given = [item.rsplit(" ", 1) for item in shares.split(", ")]
        self.items = tuple(item for item, _ in given)
        self._up_to = list(accumulate(float(share) for _, share in given))

    def draw(self, rng: Random) -> str:
        return self.items[bisect(self._up_to, rng.random() * self._up_to[-1])]


def one_of(rng: Random, items: Sequence[Item]) -> Item:
    return items[int(rng.random() * len(items))]


def between(rng: Random, first: int, last: int) -> int:
    """A whole number from first to last, both included."""
    return first + int(rng.random() * (last - first + 1))


def about(rng: Random, median: float, spread: float) -> int:
    """Whole days with this median: half the draws lie within a factor of about exp(0.67 x spread) of it."""
    return max(1, round(median * rng.lognormvariate(0, spread)))
