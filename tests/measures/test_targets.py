"""National thresholds as they were printed, and how a figure stands against a target."""

from datetime import date

import pytest

from sufficiency.measures import MEASURES
from sufficiency.measures.targets import (
    Standing,
    Target,
    national_threshold,
    threshold_in_words,
    thresholds,
)


@pytest.mark.parametrize(
    ("value", "best", "unit", "words"),
    [
        (10, "low", "percent", "at most 10%"),
        (90, "high", "percent", "at least 90%"),
        (100, "high", "percent", "100%"),
        (2, "low", "grade", "Good or better"),
        (3, "high", "grade", "Requires improvement or higher"),
        (2, "low", "rank", "rank 2 or better"),
    ],
)
def test_a_target_is_told_in_words(value, best, unit, words):
    assert Target(value, best, date(2024, 4, 1), "A plan").in_words(unit) == words


@pytest.mark.parametrize(
    ("measure", "day", "value"),
    [
        ("a1_days_3yr", date(2012, 3, 31), 639),
        ("a1_days_3yr", date(2013, 3, 31), 608),
        ("a1_days_3yr", date(2014, 3, 31), 547),
        ("a1_days_3yr", date(2015, 3, 31), 487),
        ("a1_days_3yr", date(2016, 3, 31), 426),
        ("a1_days_3yr", date(2017, 3, 31), 426),
        ("a1_days_3yr", date(2015, 4, 1), 426),
        ("a1_days_3yr", date(2015, 3, 30), 487),
        ("a2_days_3yr", date(2012, 3, 31), 213),
        ("a2_days_3yr", date(2014, 3, 31), 152),
        ("a2_days_3yr", date(2015, 3, 31), 121),
        ("a2_days_3yr", date(2017, 3, 31), 121),
    ],
)
def test_the_threshold_of_a_day_is_the_one_printed_for_its_three_years(measure, day, value):
    assert national_threshold(measure, day).value == value


def test_where_two_sources_differ_both_figures_are_told():
    for year, used, other in ((2014, "152", "182"), (2015, "121", "152")):
        threshold = national_threshold("a2_days_3yr", date(year, 3, 31))
        told = threshold_in_words(threshold, date(year, 3, 31))
        assert used == f"{threshold.value:.0f}" and f"prints {other} days instead" in told


def test_a_threshold_after_the_last_that_was_printed_says_that_it_is_not_confirmed():
    threshold = national_threshold("a1_days_3yr", date(2025, 3, 31))
    assert threshold.value == 426
    assert "after 31 March 2017 is not confirmed" in threshold_in_words(threshold, date(2025, 3, 31))
    assert "not confirmed" not in threshold_in_words(threshold, date(2017, 3, 31))


def test_there_is_none_before_the_first_nor_of_another_measure():
    assert national_threshold("a1_days_3yr", date(2011, 3, 31)) is None
    assert national_threshold("cla_number", date(2016, 3, 31)) is None


def test_every_threshold_is_of_a_measure_in_days_and_they_only_got_stricter():
    for measure, found in thresholds().items():
        assert MEASURES[measure].unit == "days" and MEASURES[measure].good == "low"
        values, days = [one.value for one in found], [one.since for one in found]
        assert values == sorted(values, reverse=True) and days == sorted(days)
        assert all(one.source for one in found)


@pytest.mark.parametrize(
    ("best", "unit", "value", "standing"),
    [
        ("low", "percent", 10.0, Standing.MET),
        ("low", "percent", 15.0, Standing.NEAR),
        ("low", "percent", 15.1, Standing.MISSED),
        ("high", "percent", 10.0, Standing.MET),
        ("high", "percent", 5.0, Standing.NEAR),
        ("high", "percent", 4.9, Standing.MISSED),
        ("low", "days", 11.0, Standing.NEAR),
        ("low", "days", 11.2, Standing.MISSED),
    ],
)
def test_a_figure_stands_by_how_far_it_is_short(best, unit, value, standing):
    assert Target(10, best, date(2020, 4, 1), "Plan").standing(value, unit) is standing


@pytest.mark.parametrize(
    ("value", "best", "unit", "words"),
    [
        (10, "low", "percent", "at most 10%"),
        (9.5, "low", "percent", "at most 9.5%"),
        (100, "high", "percent", "100%"),
        (426, "low", "days", "at most 426 days"),
        (41, "high", "children", "at least 41"),
    ],
)
def test_a_target_in_words(value, best, unit, words):
    assert Target(value, best, date(2020, 4, 1), "Plan").in_words(unit) == words
