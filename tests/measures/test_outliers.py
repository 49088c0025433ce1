"""The children who move an average."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sufficiency.measures.outliers import outliers

# Twelve waits with a mean of 162 days, and two of more than a thousand: as in Southwark's year 2016/17.
TWELVE = (0, 35, 60, 85, 92, 120, 140, 190, 230, 290, 320, 382)
FOURTEEN = [(f"c{number}", float(days)) for number, days in enumerate((*TWELVE, 1040, 1102))]


def test_an_average_without_its_two_longest_is_the_one_southwark_printed():
    found = outliers(FOURTEEN)
    assert found.number == 14 and found.mean == pytest.approx(291.857, abs=0.001)
    assert found.without_longest == 162


def test_the_children_who_move_it_most_come_first_with_what_it_would_be_without_each():
    first, second, *_rest = outliers(FOURTEEN).children
    assert (first.child, first.amount) == ("c13", 1102) and second.child == "c12"
    assert first.without == pytest.approx((sum(TWELVE) + 1040) / 13)
    assert first.moves == pytest.approx(291.857 - first.without, abs=0.001)


def test_a_child_who_waited_little_moves_it_too_and_the_other_way():
    assert any(one.child == "c0" and one.moves < 0 for one in outliers(FOURTEEN).children)


def test_where_all_wait_alike_nobody_moves_it():
    found = outliers([(f"c{number}", 200.0) for number in range(14)])
    assert not found.moved and found.without_longest == 200


def test_of_many_children_nobody_is_told():
    assert not outliers([(f"c{number}", 200.0) for number in range(60)] + [("long", 9000.0)]).moved


def test_fewer_than_two_have_no_outliers():
    assert outliers([]) is None and outliers([("a", 5.0)]) is None
    assert outliers([("a", 5.0), ("b", 9.0)]).without_longest is None


def test_people_who_do_not_see_children_are_told_it_to_ten_days_and_nothing_of_few():
    assert outliers(FOURTEEN).rounded_without_longest() == 160
    assert outliers(FOURTEEN[:10]).rounded_without_longest() is not None
    assert outliers(FOURTEEN[:9]).rounded_without_longest() is None


@given(st.lists(st.integers(0, 3000), min_size=2, max_size=40))
def test_the_mean_is_what_is_left_and_what_moves_it_together(days):
    found = outliers([(f"c{number}", float(amount)) for number, amount in enumerate(days)])
    for one in found.children:
        assert one.without + one.moves == pytest.approx(found.mean)
        assert one.without * (found.number - 1) + one.amount == pytest.approx(found.mean * found.number)
    assert [abs(one.moves) for one in found.children] == sorted(
        (abs(one.moves) for one in found.children), reverse=True
    )
