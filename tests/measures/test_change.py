"""Whether a change is more than chance: worked examples of the tests, and what must hold of every one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sufficiency.measures import MEASURES, change
from sufficiency.measures.change import (
    NOT_TESTED,
    Call,
    between,
    in_a_sentence,
    of_averages,
    of_counts,
    of_counts_of_children,
    of_rates,
    of_shares,
)

STABILITY, STARTED = MEASURES["three_plus_placements_pct"], MEASURES["cla_started"]
WAIT, RATE, FOSTER = MEASURES["a2_days_3yr"], MEASURES["cla_rate_10k"], MEASURES["foster_pct"]


def children(*amounts, of="a"):
    return [(f"{of}{number}", float(amount)) for number, amount in enumerate(amounts)]


@pytest.mark.parametrize(
    ("now", "before", "low", "high"),
    [  # Newcombe (1998), Interval estimation for the difference between independent proportions, table II, method 10
        ((56, 70), (48, 80), 5.24, 33.39),
        ((9, 10), (3, 10), 17.05, 80.90),
        ((6, 7), (2, 7), 5.82, 80.62),
        ((5, 56), (0, 29), -3.81, 19.26),
        ((0, 10), (0, 20), -16.11, 27.75),
        ((0, 10), (0, 10), -27.75, 27.75),
        ((10, 10), (0, 20), 67.91, 100.0),
        ((10, 10), (0, 10), 60.75, 100.0),
    ],
)
def test_two_shares_are_compared_as_newcombe_did(monkeypatch, now, before, low, high):
    monkeypatch.setattr(change, "FEWEST_OF_A_SHARE", 1)
    found = of_shares(now, before)
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.006)


def test_a_share_that_rose_by_more_than_chance_is_up_and_one_that_did_not_is_not():
    assert (
        of_shares((81, 470), (62, 480)).call is Call.NO_CLEAR_CHANGE
    )  # 17.2% from 12.9%: chance could do that
    assert of_shares((95, 470), (62, 480)).call is Call.UP
    assert of_shares((62, 480), (95, 470)).call is Call.DOWN


def test_what_a_paper_called_down_by_the_sign_alone_is_no_clear_change():
    # Southwark's update of 2018 prints long-term stability as 61% in 2016/17 and 58% in the year after: "Down". It has
    # fewer than 500 children looked after, and more than 2,000 would be needed to rule chance out.
    for children in (100, 250, 500, 1000, 2000):
        assert (
            of_shares((0.58 * children, children), (0.61 * children, children)).call is Call.NO_CLEAR_CHANGE
        )
    # From 15.0% to 11.9% with three or more placements it leaves the change open, and so does the test.
    assert of_shares((57, 480), (72, 480)).call is Call.NO_CLEAR_CHANGE


@pytest.mark.parametrize(("now", "before"), [((1, 9), (6, 10)), ((6, 10), (1, 9)), ((0, 0), (5, 100))])
def test_shares_of_fewer_than_ten_are_too_few_to_say(now, before):
    assert of_shares(now, before).call is Call.TOO_FEW


def test_numbers_are_compared_by_the_split_of_both_together():
    assert of_counts(0, 6).call is Call.DOWN  # 2 chances in 64
    assert of_counts(1, 6).call is Call.NO_CLEAR_CHANGE  # 2 x 8 chances in 128
    assert of_counts(1, 8).call is Call.DOWN  # 2 x 10 chances in 512
    assert of_counts(3, 9).call is Call.NO_CLEAR_CHANGE  # 2 x 299 in 4,096
    assert of_counts(512, 500).call is Call.NO_CLEAR_CHANGE and of_counts(1240, 1120).call is Call.UP


@pytest.mark.parametrize(("now", "before"), [(0, 0), (5, 0), (0, 5), (2, 3)])
def test_fewer_than_six_in_two_numbers_are_too_few_to_say(now, before):
    assert of_counts(now, before) is NOT_TESTED


def test_the_interval_of_a_number_is_that_of_the_binomial():
    # 15 of 148 together: 0.0578 to 0.1617 (Newcombe 1998), so 15 - 133 = -118 lies between 148(2p - 1).
    found = of_counts(15, 133)
    assert (found.low, found.high) == pytest.approx(
        (148 * (2 * 0.0578 - 1), 148 * (2 * 0.1617 - 1)), abs=0.02
    )


def test_incidents_are_compared_by_the_children_who_have_them():
    each_one = [f"a{number}" for number in range(60)], [f"b{number}" for number in range(30)]
    assert of_counts_of_children(*each_one).call is Call.UP
    # The same numbers, but one child alone ran away thirty times: no more than chance.
    one_child = ["x"] * 30 + [f"a{number}" for number in range(30)], each_one[1]
    found = of_counts_of_children(*one_child)
    assert found.difference == 30 and found.call is Call.NO_CLEAR_CHANGE
    assert found.high - 30 == pytest.approx(1.959964 * (900 + 30 + 30) ** 0.5)
    assert of_counts_of_children(["x"] * 50, ["y"] * 5) is NOT_TESTED
    assert of_counts_of_children([], []) is NOT_TESTED


def test_rates_are_compared_with_their_populations():
    assert of_rates((512, 64_000), (500, 62_500)).call is Call.NO_CLEAR_CHANGE
    assert of_rates((512, 64_000), (500, 62_500)).difference == pytest.approx(0)
    assert of_rates((600, 64_000), (500, 64_000)).call is Call.UP
    assert of_rates((600, 0), (500, 64_000)) is NOT_TESTED
    assert of_rates((4, 900), (5, 900)) is NOT_TESTED


def test_averages_of_different_children_are_compared_by_welch():
    now, before = children(2, 4, 6, 8, 10), children(12, 14, 16, 18, 30, of="b")
    found = of_averages(now, before)
    # By hand: means 6 and 18, variances 10 and 50, squared error 2 + 10 = 12, freedom 144 / (4/4 + 100/4) = 5.54
    assert found.difference == -12
    assert found.high - found.difference == pytest.approx(2.497 * 12**0.5, abs=0.02)
    assert found.call is Call.DOWN


def test_children_in_both_averages_cannot_move_one_against_the_other():
    shared = [(f"s{number}", 400.0 + 300 * (number % 2)) for number in range(40)]
    now, before = children(300, 310, 320, 330, 340), children(600, 610, 620, 630, 640, of="b")
    apart, pooled = of_averages(now, before), of_averages(shared + now, shared + before)
    assert apart.call is pooled.call is Call.DOWN
    assert pooled.difference == pytest.approx(apart.difference * 5 / 45)
    # Nobody came and nobody went: nothing to test, however many there are.
    assert of_averages(shared, shared) is NOT_TESTED
    # A child with two amounts counts twice, and only what is in both is taken from both.
    assert of_averages([("x", 1.0)] * 6 + now, before) != of_averages(now, before)


@pytest.mark.parametrize("few", [0, 1, 4])
def test_averages_in_which_few_children_differ_are_too_few_to_say(few):
    assert of_averages(children(*range(few)), children(5, 6, 7, 8, 9, 10, of="b")) is NOT_TESTED


def test_amounts_that_are_all_alike_are_not_tested():
    assert of_averages(children(*[5] * 9), children(*[7] * 9, of="b")) is NOT_TESTED


def test_each_unit_has_its_test():
    assert between(STABILITY, (95, 470), (62, 480)) == of_shares((95, 470), (62, 480))
    assert between(STARTED, (40, None), (20, None)) == of_counts(40, 20)
    assert between(RATE, (600, 64_000), (500, 64_000)) == of_rates((600, 64_000), (500, 64_000))
    assert between(WAIT, (900, 6), (1200, 6)) is NOT_TESTED
    amounts = children(2, 4, 6, 8, 10), children(12, 14, 16, 18, 30, of="b")
    assert between(WAIT, (30, 5), (90, 5), amounts) == of_averages(*amounts)
    incidents = [(f"a{number}", 1.0) for number in range(60)], [(f"b{number}", 1.0) for number in range(30)]
    assert between(MEASURES["missing_episodes"], (60, None), (30, None), incidents).call is Call.UP
    assert between(MEASURES["missing_episodes"], (60, None), (30, None)) is NOT_TESTED


@pytest.mark.parametrize(
    ("measure", "now", "before", "sentence"),
    [
        (STABILITY, (95, 470), (62, 480), "Worse. Up from 62 of 480 (12.9%) to 95 of 470 (20.2%): more than chance would explain."),
        (FOSTER, (395, 470), (350, 480), "Better. Up from 350 of 480 (72.9%) to 395 of 470 (84.0%): more than chance would explain."),
        (STABILITY, (55, 512), (58, 500), "No clear change: 58 of 500 (11.6%), then 55 of 512 (10.7%)."),
        (STABILITY, (3, 8), (4, 9), "Too few to say: 4 of 9 (44%), then 3 of 8 (38%)."),
        (STARTED, (1240, None), (1120, None), "Up from 1,120 to 1,240: more than chance would explain."),
    ],
)  # fmt: skip
def test_a_change_is_one_plain_sentence(measure, now, before, sentence):
    assert in_a_sentence(measure, between(measure, now, before), now, before) == sentence


def test_an_average_is_told_with_its_children():
    now, before = children(2, 4, 6, 8, 10), children(12, 14, 16, 18, 30, of="b")
    told = in_a_sentence(WAIT, of_averages(now, before), (30.0, 5), (90.0, 5))
    assert (
        told
        == "Better. Down from 18 days over 5 children to 6 days over 5 children: more than chance would explain."
    )


shares = st.integers(10, 2000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))
rates = st.tuples(st.integers(5, 3000), st.integers(1000, 200_000))
amounts = st.lists(st.integers(0, 2000), min_size=5, max_size=12)


def opposite(found, turned):
    calls = {Call.UP: Call.DOWN, Call.DOWN: Call.UP}
    assert turned.call is calls.get(found.call, found.call)
    if found.low is not None:
        assert (turned.low, turned.high) == pytest.approx((-found.high, -found.low), abs=1e-6)
        assert turned.strength == pytest.approx(-found.strength, abs=1e-6)
        assert found.low - 1e-9 <= found.difference <= found.high + 1e-9
        assert found.clear == (abs(found.strength) > 1.959963)


@given(shares, shares)
def test_two_shares_the_other_way_round_change_the_other_way_and_the_interval_holds_the_change(now, before):
    opposite(of_shares(now, before), of_shares(before, now))


@given(st.integers(0, 3000), st.integers(0, 3000))
def test_two_numbers_the_other_way_round_change_the_other_way(now, before):
    opposite(of_counts(now, before), of_counts(before, now))


@given(rates, rates)
def test_two_rates_the_other_way_round_change_the_other_way(now, before):
    opposite(of_rates(now, before), of_rates(before, now))


@given(amounts, amounts)
def test_two_averages_the_other_way_round_change_the_other_way(now, before):
    now, before = children(*now), children(*before, of="b")
    opposite(of_averages(now, before), of_averages(before, now))


@given(shares, st.integers(2, 50))
def test_a_share_that_did_not_change_is_never_called_changed(share, times):
    assert of_shares(share, share).call is Call.NO_CLEAR_CHANGE
    assert not of_shares((share[0] * times, share[1] * times), share).clear
