"""The interval around a share: worked values, and what must hold of every one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sufficiency.measures.intervals import wilson_interval


@pytest.mark.parametrize(
    ("numerator", "denominator", "low", "high"),
    [  # worked by hand from Wilson's formula with 1.959964
        (12, 86, 8.166, 22.824),
        (0, 10, 0.0, 27.753),
        (10, 10, 72.247, 100.0),
        (50, 100, 40.383, 59.617),
    ],
)
def test_worked_intervals(numerator, denominator, low, high):
    assert wilson_interval(numerator, denominator) == pytest.approx((low, high), abs=0.002)


def test_a_share_of_nobody_has_none():
    assert wilson_interval(0, 0) is None


@given(st.integers(1, 5000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_it_holds_the_share_and_stays_between_none_and_all(counted):
    numerator, denominator = counted
    low, high = wilson_interval(numerator, denominator)
    assert 0 <= low <= 100 * numerator / denominator + 1e-9
    assert 100 * numerator / denominator - 1e-9 <= high <= 100


@given(st.integers(1, 500), st.integers(2, 20))
def test_more_children_make_it_narrower(numerator, times):
    def width(interval):
        return interval[1] - interval[0]

    few = wilson_interval(numerator, 2 * numerator)
    assert width(wilson_interval(times * numerator, 2 * times * numerator)) < width(few)
