"""What a reader can reckon from counts that are shown: the attacker that figures are kept from.

The reader knows which counts add up (`measures.linked`), that no count is below nothing and that all are whole. Two ways
of reckoning are used to the end: narrowing each count between the least and the most that the others leave it, and
solving all equations together. A count that either way leaves one value only is given away.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

MOST = 1e9  # more than any count
STEPS = 60  # narrowings in a row; each carries what is known one equation further
TURNS = 3000  # of the iteration that solves; it stops much sooner
CLOSE = 1e-11


class Equations:
    """Rows of (places, signs), each of which comes to 0 over the counts."""

    def __init__(self, rows: Sequence[tuple[Sequence[int], Sequence[int]]], counts: int) -> None:
        self.rows = list(rows)
        self.counts = counts
        sizes = np.array([len(places) for places, _signs in self.rows], dtype=np.int64)
        self.row = np.repeat(np.arange(len(self.rows)), sizes)
        self.place = np.array([place for places, _signs in self.rows for place in places], dtype=np.int64)
        self.sign = np.array([sign for _places, signs in self.rows for sign in signs], dtype=float)

    def holding(self, values: np.ndarray) -> Equations:
        """Those that hold of the true values: data need not agree with themselves."""
        left = np.abs(self.sums(values)) < 0.5
        return Equations([row for row, holds in zip(self.rows, left, strict=True) if holds], self.counts)

    def sums(self, values: np.ndarray) -> np.ndarray:
        return np.bincount(self.row, self.sign * values[self.place], minlength=len(self.rows))

    def back(self, rows: np.ndarray) -> np.ndarray:
        return np.bincount(self.place, self.sign * rows[self.row], minlength=self.counts)

    def narrowed(self, low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The least and the most each count can be, once nothing follows any more."""
        low, high, up = low.copy(), high.copy(), self.sign > 0
        for _ in range(STEPS):
            least = np.where(up, low[self.place], -high[self.place])
            most = np.where(up, high[self.place], -low[self.place])
            all_least = np.bincount(self.row, least, minlength=len(self.rows))[self.row]
            all_most = np.bincount(self.row, most, minlength=len(self.rows))[self.row]
            # What the others of its equation leave to each: between minus their most and minus their least.
            from_low, from_high = -(all_most - most), -(all_least - least)
            new_low, new_high = low.copy(), high.copy()
            np.maximum.at(new_low, self.place, np.ceil(np.where(up, from_low, -from_high) - 1e-6))
            np.minimum.at(new_high, self.place, np.floor(np.where(up, from_high, -from_low) + 1e-6))
            if np.array_equal(new_low, low) and np.array_equal(new_high, high):
                break
            low, high = new_low, new_high
        return low, high

    def solved(self, known: np.ndarray) -> np.ndarray:
        """Which counts have one value only, by all equations together; `known` are given.

        A way of changing all unknown counts at once that breaks no equation is looked for, at random: what does not
        move along it cannot be otherwise.
        """
        unknown = (~known).astype(float)
        start = np.random.default_rng(20).normal(size=self.counts) * unknown
        moved = start - self._nearest(start, unknown)
        return known | (np.abs(moved) < 1e-6)

    def _nearest(self, aim: np.ndarray, unknown: np.ndarray) -> np.ndarray:
        """The part of a change that breaks equations, by conjugate gradients (least squares of the rows)."""
        weights = np.zeros(len(self.rows))
        left = aim.copy()
        gradient = self.sums(left)
        direction, size = gradient.copy(), gradient @ gradient
        first = size
        for _ in range(TURNS):
            if size <= CLOSE**2 * max(first, 1.0):
                break
            step_over = self.back(direction) * unknown
            step = size / (step_over @ step_over)
            weights += step * direction
            left -= step * step_over
            gradient = self.sums(left)
            size, before = gradient @ gradient, size
            direction = gradient + (size / before) * direction
        return aim - left
