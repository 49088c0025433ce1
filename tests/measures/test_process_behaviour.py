"""The limits of ordinary variation, and the signals beyond them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sufficiency.measures.process_behaviour import process_behaviour
from sufficiency.vocabulary.months import add_months, last_day_of_month

FLOW_RATES = (49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1)


def months(values, first=date(2022, 4, 1)):
    days = [add_months(first, number) for number in range(len(values))]
    return [(last_day_of_month(day.year, day.month), value) for day, value in zip(days, values, strict=True)]


def rules_of(chart):
    return [signal.rule for signal in chart.signals]


def test_the_limits_are_those_of_the_worked_example_of_the_engineering_statistics_handbook(monkeypatch):
    # NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: mean 50.81, limits 45.8159 and 55.8041.
    monkeypatch.setattr("sufficiency.measures.process_behaviour.FEWEST", 10)
    chart = process_behaviour(months(FLOW_RATES))
    assert chart.mean == pytest.approx(50.81)
    assert (chart.low, chart.high) == pytest.approx((45.8159, 55.8041), abs=0.002)  # 2.66 for 3 / 1.128
    assert "outside" not in rules_of(chart)


def test_fewer_than_twelve_months_have_no_limits():
    assert process_behaviour(months([5, 6] * 5)) is None
    assert process_behaviour(months([5, 6] * 6)) is not None


def test_the_limits_are_of_the_first_two_years_so_that_a_later_change_shows():
    before = [10, 12, 9, 11] * 6
    chart = process_behaviour(months(before + [30] * 12))
    assert chart.mean == 10.5 and chart.high < 30
    assert chart.baseline == (date(2022, 4, 30), date(2024, 3, 31))
    assert rules_of(chart).count("outside") == 12 and "run" in rules_of(chart)
    assert date(2024, 4, 30) in chart.signalled


def test_a_month_outside_the_limits_is_a_signal():
    chart = process_behaviour(months([10, 12, 9, 11] * 6 + [25, 10, 11]))
    [signal] = chart.signals
    assert signal.words == "above the upper limit" and signal.last == date(2024, 4, 30)
    chart = process_behaviour(months([20, 22, 19, 21] * 6 + [3, 20, 21]))
    assert [one.words for one in chart.signals] == ["below the lower limit"]


def test_eight_months_in_a_row_on_one_side_of_the_mean_are_a_signal_and_seven_are_not():
    base = [10, 14] * 12  # whose last month is above the mean, so that it counts too
    assert rules_of(process_behaviour(months(base + [13, 12.5] * 3))) == []
    [signal] = process_behaviour(months(base + [13, 12.5] * 3 + [13])).signals
    assert (signal.rule, signal.words) == ("run", "8 months in a row above the mean")


def test_six_months_that_each_rise_are_a_signal_and_five_are_not():
    base = [10, 14] * 12
    assert rules_of(process_behaviour(months(base + [9, 10, 11, 12.5, 14]))) == []
    [signal] = process_behaviour(months(base + [9, 10, 11, 11.5, 12.5, 14])).signals
    assert (signal.rule, signal.words) == ("steps", "6 months in a row that each rise")
    [signal] = process_behaviour(months(base + [15, 14.5, 13, 12.5, 11, 10, 9.5])).signals
    assert signal.words == "7 months in a row that each fall"


def test_months_that_each_rise_begin_at_the_lowest_of_them_and_not_at_a_higher_one_before():
    level = [50.0, 40.0, 41.0, 42.0, 43.0, 44.0, 45.0, *[43.0, 44.0] * 6]
    steps = [one for one in process_behaviour(months(level)).signals if one.rule == "steps"]
    assert [(one.first, one.last) for one in steps] == [(date(2022, 5, 31), date(2022, 10, 31))]


def test_three_of_four_months_near_a_limit_are_a_signal():
    base = [10, 14] * 12  # mean 12, limits 12 ± 10.64: nearer to the upper one from 17.32
    [signal] = process_behaviour(months(base + [18, 11, 19, 18, 11, 12])).signals
    assert signal.rule == "nearer" and "3 of 4 months nearer to the upper limit" in signal.words
    assert signal.first == date(2024, 4, 30)
    assert rules_of(process_behaviour(months(base + [18, 11, 19, 11, 11, 12]))) == []


def test_a_limit_stops_at_what_can_be():
    chart = process_behaviour(months([0, 3] * 10))
    assert chart.low == 0
    assert process_behaviour(months([0, 3] * 10), least=None).low < 0
    assert process_behaviour(months([90, 99] * 10), most=100).high == 100


@given(st.floats(-1e6, 1e6), st.integers(12, 60))
def test_months_that_are_all_alike_give_no_signal(value, number):
    chart = process_behaviour(months([value] * number), least=None)
    assert chart.signals == () and chart.low == pytest.approx(chart.high) == pytest.approx(value)


series = st.lists(st.integers(0, 60), min_size=12, max_size=48)


@given(series, st.integers(1, 9), st.integers(-50, 50))
def test_signals_do_not_depend_on_the_scale(values, times, more):
    plain = process_behaviour(months(values), least=None)
    scaled = process_behaviour(months([times * value + more for value in values]), least=None)
    assert [(one.rule, one.first, one.last) for one in plain.signals] == [
        (one.rule, one.first, one.last) for one in scaled.signals
    ]


@given(series)
def test_months_upside_down_give_the_same_signals_the_other_way_up(values):
    plain = process_behaviour(months(values), least=None)
    turned = process_behaviour(months([-value for value in values]), least=None)
    assert sorted((one.rule, one.first, one.last) for one in plain.signals) == sorted(
        (one.rule, one.first, one.last) for one in turned.signals
    )


@given(series)
def test_a_signal_is_of_months_that_are_there_and_the_mean_lies_within_the_limits(values):
    chart = process_behaviour(months(values))
    days = {day for day, _value in chart.points}
    assert all(one.first in days and one.last in days and one.first <= one.last for one in chart.signals)
    assert chart.low <= chart.mean <= chart.high
