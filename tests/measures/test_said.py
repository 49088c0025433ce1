"""Numbers as people say them: where a decimal is told, and what a change is called."""

import pytest

from sufficiency.measures import said


@pytest.mark.parametrize(
    ("of", "told"), [(None, "14%"), (99, "14%"), (100, "14.3%"), (101, "14.3%"), (1_000, "14.3%")]
)
def test_a_share_of_a_hundred_or_more_has_a_decimal_and_one_of_fewer_has_none(of, told):
    assert said.value_with_unit(14.3, "percent", of) == told


@pytest.mark.parametrize(
    ("number", "told"), [(0.49, "0"), (0.5, "1"), (1.5, "2"), (2.5, "3"), (-0.5, "0"), (1204.5, "1,205")]
)
def test_days_are_whole_and_a_half_goes_up_as_on_paper(number, told):
    assert said.value(number, "days") == told


@pytest.mark.parametrize(
    ("now", "before", "unit", "of", "told"),
    [
        (20.0, 15.6, "percent", 99, ("up", "up 4 points from 16%")),
        (20.0, 15.6, "percent", 100, ("up", "up 4.4 points from 15.6%")),
        (15.64, 15.6, "percent", None, ("same", "the same as 15.6%")),
        (14.0, 15.0, "percent", 50, ("down", "down 1 point from 15%")),
        (402.4, 400.4, "days", None, ("up", "up 2 days from 400 days")),
        (1300, 100, "children", None, ("up", "up 1,200 from 100")),
        (70.4, 69.6, "per 10,000", None, ("same", "the same as 70 per 10,000")),
    ],
)
def test_a_change_is_that_of_the_values_as_they_are_printed(now, before, unit, of, told):
    assert said.change(now, before, unit, of) == told


def test_a_count_is_whole_and_what_is_no_whole_number_keeps_one_decimal():
    assert [said.count(number) for number in (0, 4.0, 1204, 12.25, None)] == [
        "0",
        "4",
        "1,204",
        "12.2",
        "not known",
    ]


def test_a_unit_that_has_no_heading_of_its_own_is_its_heading():
    assert [said.unit_in_header(unit) for unit in ("percent", "days", "incidents", "")] == [
        "%",
        "Days",
        "Incidents",
        "",
    ]
