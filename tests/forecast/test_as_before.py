"""If the coming months are like those behind: the last figure, and as far as figures have moved before."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sufficiency.forecast import AHEAD, LIKELY, as_before
from sufficiency.vocabulary.months import add_months, last_day_of_month


def months(values, first=date(2020, 1, 1)):
    days = [add_months(first, number) for number in range(len(values))]
    return [(last_day_of_month(day.year, day.month), value) for day, value in zip(days, values, strict=True)]


def test_a_worked_example():
    # Steps of one month: 4, 2, 3, 2, 5, 1. Four in five of seven is the sixth: 5.
    [found] = as_before(months([500, 504, 502, 505, 503, 508, 507]), ahead=[1])
    assert (found.low, found.high, found.day) == (502, 512, date(2020, 8, 31))
    # From five months known on (4, 2, 3, 2: rank 4 of 4 is 4): 505 to 503 to 508 is a step of 5, outside; then with
    # 4, 2, 3, 2, 5 the reach is 5 and the step of 1 lies inside.
    assert (found.tried, found.held) == (2, 1)


def test_the_day_is_a_month_end_whatever_the_length_of_its_month():
    series = months([10.0] * 40, first=date(2021, 11, 1))
    assert series[-1][0] == date(2025, 2, 28)
    assert [one.day for one in as_before(series)] == [date(2025, 5, 31), date(2025, 8, 31), date(2026, 2, 28)]


def test_nothing_is_said_without_three_times_as_many_months_behind():
    for count, ahead in ((9, []), (10, [3]), (18, [3]), (19, [3, 6]), (36, [3, 6]), (37, [3, 6, 12])):
        values = [100 + number % 5 for number in range(count)]
        assert [one.months for one in as_before(months(values))] == ahead, count


def test_nothing_is_said_where_the_last_figure_is_not_known():
    assert as_before(months([*range(40), None])) == []
    assert as_before([]) == []


def test_months_before_the_first_that_is_known_are_none_that_lie_behind():
    assert as_before(months([None] * 30 + [7, 8, 7])) == []


def test_a_month_without_a_figure_gives_no_step():
    with_a_gap = as_before(months([5, 5, None, 5, 5, 5, 5, 5, 5, 5, 5, 9, 5]), ahead=[1])
    assert [(one.low, one.high) for one in with_a_gap] == [(1, 9)]


def test_a_range_stays_within_what_can_be():
    steps = [50 if number % 2 else 2 for number in range(30)]
    [found] = as_before(months(steps), ahead=[1], least=0, most=60)
    assert (found.low, found.high) == (2, 60) and steps[-1] == 50
    [found] = as_before(months(steps[:-1]), ahead=[1], least=0, most=60)
    assert (found.low, found.high) == (0, 50)


@pytest.mark.parametrize(
    "days",
    [[date(2025, 3, 30)], [date(2025, 3, 31), date(2025, 5, 31)], [date(2025, 3, 31), date(2025, 2, 28)]],
)
def test_days_that_are_no_month_ends_in_a_row_are_refused(days):
    with pytest.raises(ValueError, match="give a figure for each month end, in order"):
        as_before([(day, 1.0) for day in days])


known = st.lists(st.one_of(st.none(), st.integers(0, 900)), min_size=1, max_size=70)


def by_hand(values, ahead):
    """The same, said plainly: every step there was, and the one of the rank."""
    steps = []
    while values and values[0] is None:
        values = values[1:]
    for at in range(ahead, len(values)):
        if values[at] is not None and values[at - ahead] is not None:
            steps.append(abs(values[at] - values[at - ahead]))
    steps.sort()
    enough = len(values) >= 3 * ahead + 1
    for step in steps if enough else ():
        if sum(one <= step for one in steps) >= LIKELY * (len(steps) + 1):
            return step
    return None


@given(known, st.sampled_from([1, *AHEAD]))
def test_it_is_what_is_counted_by_hand(values, ahead):
    found = as_before(months(values), ahead=[ahead])
    reach = by_hand(values, ahead)
    if values[-1] is None or reach is None:
        assert found == []
        return
    assert (found[0].low, found[0].high) == (max(values[-1] - reach, 0), values[-1] + reach)
    while values[0] is None:
        values = values[1:]
    tries = []
    for end in range(ahead, len(values)):
        then = by_hand(values[: end + 1 - ahead], ahead)
        if then is not None and None not in (values[end], values[end - ahead]):
            tries.append(abs(values[end] - values[end - ahead]) <= then)
    assert (found[0].tried, found[0].held) == (len(tries), sum(tries))


def test_a_range_further_ahead_is_never_narrower_than_a_nearer_one():
    values = [500 + (number % 6) for number in range(60)]  # the same again after every six months
    near, middle, far = as_before(months(values))
    assert (near.low, near.high) == (502, 508) and values[-1] == 505
    assert (middle.low, middle.high) == (far.low, far.high) == (502, 508), "and not 505 alone"
    assert middle.held == middle.tried > 0


@given(known)
def test_ranges_only_widen(values):
    found = as_before(months(values))
    widths = [one.high - one.low for one in found]
    assert widths == sorted(widths)
    assert all(0 <= one.held <= one.tried for one in found)


@given(known, st.integers(1, 500))
def test_what_is_a_level_higher_is_expected_a_level_higher(values, level):
    plain = as_before(months(values), least=-1e9)
    raised = as_before(months([None if one is None else one + level for one in values]), least=-1e9)
    assert [(one.low + level, one.high + level, one.held) for one in plain] == [
        (one.low, one.high, one.held) for one in raised
    ]


def test_of_numbers_that_move_by_chance_about_four_in_five_lie_in_their_range():
    inside = told = 0
    for seed in range(400):
        chance = random.Random(seed)  # noqa: S311 (made-up numbers)
        values = [500.0]
        for _month in range(63):
            values.append(values[-1] + chance.gauss(0, 6))
        [three, *_] = as_before(months(values[:-3]))
        inside, told = inside + (three.low <= values[-1] <= three.high), told + 1
    assert 0.75 <= inside / told <= 0.87
