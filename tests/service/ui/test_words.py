from datetime import UTC, date, datetime

import pytest

from sufficiency.service.ui import words


@pytest.mark.parametrize(
    ("number", "unit", "of", "told"),
    [
        (512.0, "children", None, "512"),
        (1204.0, "children", None, "1,204"),
        (14.04, "percent", 512, "14.0%"),
        (14.04, "percent", 86, "14%"),
        (12.5, "percent", 86, "13%"),
        (0.0, "percent", 86, "0%"),
        (411.6, "days", None, "412 days"),
        (78.2, "per 10,000", None, "78 per 10,000"),
        (None, "percent", 0, "not known"),
        (float("nan"), "days", None, "not known"),
    ],
)
def test_a_value_is_told_with_its_unit(number, unit, of, told):
    assert words.value_with_unit(number, unit, of) == told


@pytest.mark.parametrize(
    ("now", "before", "unit", "told"),
    [
        (10.7, 15.6, "percent", ("down", "down 4.9 points from 15.6%")),
        (16.6, 15.6, "percent", ("up", "up 1.0 point from 15.6%")),
        (15.6, 15.6, "percent", ("same", "the same as 15.6%")),
        (512, 500, "children", ("up", "up 12 from 500")),
        (401, 400, "days", ("up", "up 1 day from 400 days")),
        (512, None, "children", ("none", "no figure a year before")),
        (None, 500, "children", ("none", "")),
    ],
)
def test_a_change_is_told_as_direction_and_words(now, before, unit, told):
    assert words.change(now, before, unit) == told


def test_a_moment_is_told_as_the_day_it_was_in_england():
    assert words.day(datetime(2025, 3, 31, 23, 30, tzinfo=UTC)) == "1 April 2025"
    assert words.day(date(2025, 3, 31)) == "31 March 2025"
    assert words.day(None) == ""


def test_how_many_of_how_many():
    assert words.out_of(12.0, 1086.0) == "12 of 1,086"
    assert words.out_of(12.0, None) == ""
    assert words.of_children(0) == "no children"
    assert words.of_children(1) == "1 child"
