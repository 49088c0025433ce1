"""The formulas of chance against published tables."""

import math
from itertools import accumulate
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sufficiency.measures.chance import (
    DEVIATIONS,
    binomial_interval,
    poisson_interval,
    share_below,
    stand_out,
    t_deviations,
)


@pytest.mark.parametrize(
    ("freedom", "deviations"),  # the table of Student's t for 95%, two-sided, found in every textbook
    [(1, 12.706), (2, 4.303), (4, 2.776), (10, 2.228), (30, 2.042), (120, 1.980), (1_000_000, 1.960)],
)
def test_student_t_is_that_of_the_tables(freedom, deviations):
    assert t_deviations(freedom) == pytest.approx(deviations, abs=0.0006)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [  # the "exact" intervals of Newcombe's paper on single proportions (1998), table I
        (81, 263, 0.2527, 0.3676),
        (15, 148, 0.0578, 0.1617),
        (0, 20, 0.0, 0.1684),
        (1, 29, 0.0009, 0.1776),
        (29, 29, 0.8806, 1.0),
    ],
)
def test_the_binomial_interval_is_the_published_one(part, whole, low, high):
    assert binomial_interval(part, whole) == pytest.approx((low, high), abs=0.00006)


@pytest.mark.parametrize(("part", "whole"), [(-1, 5), (6, 5), (0, 0)])
def test_what_is_no_share_has_no_interval(part, whole):
    with pytest.raises(ValueError, match="is no share"):
        binomial_interval(part, whole)


@given(st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(1, n), st.just(n))), st.floats(0.01, 0.99))
def test_the_binomial_tail_is_the_sum_of_its_terms(counted, share):
    part, whole = counted
    terms = [math.comb(whole, k) * share**k * (1 - share) ** (whole - k) for k in range(whole + 1)]
    at_least = 1 - (list(accumulate(terms))[part - 1])
    assert share_below(share, part, whole - part + 1) == pytest.approx(at_least, abs=1e-9)


def test_nothing_lies_below_nothing_and_all_below_all():
    assert [share_below(x, 2, 3) for x in (-0.1, 0, 1, 1.1)] == [0, 0, 1, 1]


def test_a_poisson_count_lies_in_its_interval_and_none_may_still_come():
    assert poisson_interval(0) == pytest.approx((0, 3.8415), abs=1e-4)  # the square of 1.96
    low, high = poisson_interval(100)
    assert (low, high) == pytest.approx((82.22, 121.62), abs=0.01)


def test_no_freedom_has_no_deviations():
    with pytest.raises(ValueError, match="degrees of freedom above 0"):
        t_deviations(0)


def test_of_many_changes_by_chance_alone_none_stands_out():
    """Fifteen strengths with the chances that Benjamini and Hochberg (1995) work through in their own example: four
    stand out at one in twenty, where nine would have passed alone."""
    chances = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459]
    chances += [0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000]
    strengths = [NormalDist().inv_cdf(1 - chance / 2) for chance in chances]
    assert stand_out(strengths) == {0, 1, 2, 3}
    assert stand_out([-strength for strength in strengths]) == {0, 1, 2, 3}
    assert stand_out([2.0] + [0.1] * 80) == frozenset()
    assert stand_out([]) == frozenset()


@given(st.lists(st.floats(-8, 8), max_size=40))
def test_what_stands_out_is_stronger_than_all_that_does_not_and_passes_alone(strengths):
    found = stand_out(strengths)
    rest = [abs(one) for place, one in enumerate(strengths) if place not in found]
    for place in found:
        assert abs(strengths[place]) >= max(rest, default=0)
        assert abs(strengths[place]) >= DEVIATIONS - 1e-9
