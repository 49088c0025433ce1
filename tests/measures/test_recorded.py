"""Recorded figures: how they are said, and which are hidden where they leave in public."""

from datetime import date

import pytest

from sufficiency.measures.recorded import (
    Number,
    hidden,
    points_to_children,
    rule_of,
    unit_in_header,
    value_in_table,
    value_in_words,
)


def number(value, top=None, bottom=None, group=""):
    return Number("x", date(2025, 3, 31), None, "age" if group else "", group, top, bottom, value)


@pytest.mark.parametrize(
    ("value", "unit", "of", "told"),
    [
        (93, "percent", None, "93%"),
        (93.456, "percent", None, "93.5%"),
        (86.84, "percent", 38, "87%"),
        (86.84, "percent", 152, "86.8%"),
        (0, "percent change", None, "0%"),
        (0.5, "percent change", None, "+0.5%"),
        (-3, "percent change", None, "-3%"),
        (118, "percent of places", 200, "118.0%"),
        (25, "percent change", None, "+25%"),
        (-3, "percent change", None, "-3%"),
        (2816946, "£", None, "£2,816,946"),
        (-1200, "£", None, "-£1,200"),
        (20.1, "£ million", None, "£20.1 million"),
        (0.65, "£ million", None, "£0.65 million"),
        (3809, "£ per week", None, "£3,809 a week"),
        (1, "children", None, "1 child"),
        (2, "families", None, "2 families"),
        (1, "complaints", None, "1 complaint"),
        (40, "weeks", None, "40 weeks"),
        (2, "grade", None, "Good"),
        (3, "rank", None, "rank 3"),
        (0.25, "points", None, "+0.25"),
        (21.6, "score", None, "21.6"),
        (None, "percent", 0, "nobody to count"),
    ],
)
def test_a_value_is_said_with_its_unit(value, unit, of, told):
    assert value_in_words(value, unit, of) == told


def test_in_a_table_the_unit_stands_in_the_heading():
    assert (value_in_table(3809, "£ per week"), unit_in_header("£ per week")) == ("3,809", "£ per week")
    assert (value_in_table(86.84, "percent", 152), unit_in_header("percent")) == ("86.8", "%")
    assert value_in_table(1204, "children") == "1,204"


def test_small_numbers_of_children_are_hidden_and_those_of_carers_and_money_are_not():
    assert points_to_children("children", "") and points_to_children("percent", "pupils")
    assert not points_to_children("households", "") and not points_to_children("£", "")
    assert hidden("children", "", [number(3)]) == {0}
    assert not hidden("children", "", [number(0)]) and not hidden("children", "", [number(6)])
    assert not hidden("households", "", [number(3)]) and not hidden("£", "", [number(3)])


def test_a_share_is_hidden_where_its_parts_or_the_rest_are_few():
    assert hidden("percent", "children", [number(2.0, 2, 100)]) == {0}
    assert hidden("percent", "children", [number(98.0, 98, 100)]) == {0}
    assert hidden("percent", "children", [number(75.0, 3, 4)]) == {0}
    assert not hidden("percent", "children", [number(50.0, 50, 100)])
    assert not hidden("percent", "files", [number(2.0, 2, 100)])
    assert not hidden("percent", "children", [number(93.0)]), "without its parts a share tells of nobody"


def test_an_average_is_hidden_where_it_is_of_few():
    assert hidden("days", "children", [number(400.0, 1600, 4)]) == {0}
    assert not hidden("days", "children", [number(400.0, 4000, 10)])


def test_beside_a_small_group_another_is_hidden_so_that_the_total_does_not_give_it_away():
    groups = [number(40, group="a"), number(3, group="b"), number(30, group="c")]
    found = hidden("children", "", groups)
    assert found == {1, 2}, "73 less 40 and 30 the rest would be three"


@pytest.mark.parametrize(
    ("unit", "times", "low", "high"),
    [
        ("percent", 100, 0, 100),
        ("percent of places", 100, 0, 1_000),
        ("percent change", 100, -100, 10_000),
        ("per 10,000", 10_000, 0, None),
        ("days", 1, 0, None),
        ("weeks", 1, 0, None),
        ("score", 1, 0, None),
        ("points", 1, -100, 100),
        ("£ per week", 1, 0, None),
        ("£", None, None, None),
        ("rank", None, 1, None),
        ("grade", None, 1, 4),
        ("complaints", None, 0, None),
    ],
)
def test_a_unit_says_what_its_value_is_of_its_parts_and_how_low_and_high_it_goes(unit, times, low, high):
    rule = rule_of(unit)
    assert (rule.times, rule.low, rule.high) == (times, low, high)
    assert rule.is_count is (unit == "complaints")
