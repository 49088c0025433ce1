"""`calculate` equals the slow reference for every measure, day and breakdown, whatever the returns hold."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import example, given, settings

from sufficiency.measures import MEASURES
from tests.countings import Figure, Key, calculated_figures, derived, reference_figures
from tests.generative.agreement import children_who_differ, describe, differences, report
from tests.generative.loads import Load, load, loads

CHILDREN = 800
in_the_suite = settings.get_profile("suite")
for_long = settings.get_profile("slow")


@pytest.fixture(scope="module")
def folders(tmp_path_factory) -> Iterator[Path]:
    """A new folder each time one is asked for."""
    base = tmp_path_factory.mktemp("generative")
    return (base / str(number) for number in count())


@in_the_suite
@example(load(8, CHILDREN))
@given(loads(CHILDREN))
def test_calculate_equals_the_reference_and_groups_sum_to_the_total(folders, made: Load):
    the_two_agree(made, next(folders))


@pytest.mark.slow
@for_long
@given(loads(CHILDREN))
def test_calculate_equals_the_reference_for_a_hundred_thousand_children(folders, made: Load):
    the_two_agree(made, next(folders))


@settings(in_the_suite, max_examples=1)
@given(loads(CHILDREN))
def test_the_children_behind_a_figure_are_those_the_reference_counts(folders, made: Load):
    history = derived(made.returns, next(folders) / "history")
    end_of_march = next(day for day in made.as_at if (day.month, day.day) == (3, 31))
    fast = calculated_figures(history, [end_of_march], by=["placement_type"])
    largest = {key[:3]: key for key in sorted(fast, key=lambda key: fast[key].numerator)}
    asked = sorted(largest.values())  # the total of each measure, and one group
    differ = {describe(key): children_who_differ(history, made.returns, key) for key in asked}
    assert {key: children for key, children in differ.items() if children} == {}


def the_two_agree(made: Load, folder: Path) -> None:
    history = derived(made.returns, folder / "history")
    fast = calculated_figures(history, made.as_at)
    found = differences(fast, reference_figures(made.returns, made.as_at))
    assert not found, report(made.returns, history, found, folder)
    assert sums_of_groups(fast) == totals(fast)


def sums_of_groups(figures: dict[Key, Figure]) -> dict[tuple, tuple[float, float]]:
    """Numerator and denominator of each measure, day and breakdown, summed over its groups.

    The groups of shares of everybody all have everybody for their denominator.
    """
    sums: dict[tuple, tuple[float, float]] = {}
    for (measure, day, by, _), figure in figures.items():
        if by:
            numerator, denominator = sums.get((measure, day, by), (0, 0))
            before = 0 if MEASURES[measure].of_whole else denominator
            both = (numerator + figure.numerator, before + (figure.denominator or 0))
            sums[measure, day, by] = both
    return sums


def totals(figures: dict[Key, Figure]) -> dict[tuple, tuple[float, float]]:
    """The same of the total, for every breakdown that has groups."""
    found = {}
    for measure, day, by, _ in figures:
        if by:
            total = figures[measure, day, "", ""]
            found[measure, day, by] = (total.numerator, total.denominator or 0)
    return found
