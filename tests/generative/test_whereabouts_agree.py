"""Flows and entry cohorts equal the slow reference, child by child, and agree with the figures of either day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings

from sufficiency.measures.reference import care
from sufficiency.measures.reference import whereabouts as reference
from sufficiency.measures.whereabouts import Loaded, entry_cohort, flow
from tests.countings import calculated_figures, derived
from tests.generative.loads import Load, loads

CHILDREN = 300
MONTHS = (1, 6, 12, 24)
a_few = settings(settings.get_profile("suite"), max_examples=2)


@pytest.fixture(scope="module")
def folders(tmp_path_factory) -> Iterator[Path]:
    base = tmp_path_factory.mktemp("whereabouts")
    return (base / str(number) for number in count())


@a_few
@given(loads(CHILDREN))
def test_flows_and_cohorts_equal_the_reference_whatever_the_returns_hold(folders, made: Load):
    lives = care.load(made.returns)
    days = sorted(made.as_at)
    with derived(made.returns, next(folders) / "history") as history:
        loaded = Loaded.of(year for year, tables in made.returns.items() if any(tables.values()))
        inside = [one for one in days if loaded.first <= one <= loaded.last]
        first, last = inside[0], inside[-1]
        found = flow(history, loaded, first, last)
        assert [tuple(row.values()) for row in found.to_pylist()] == sorted(
            reference.flow(lives, first, last)
        )
        cohort = entry_cohort(history, loaded, first, last, MONTHS)
        expected = reference.entry_cohort(lives, first, last, MONTHS, loaded.last)
        assert [tuple(row.values()) for row in cohort.to_pylist()] == expected
        for day, state, group in ((first, "before", "before_group"), (last, "after", "after_group")):
            figures = calculated_figures(history, [day], ["cla_number"], ["placement_type"])
            homes = Counter(row[group] for row in found.to_pylist() if row[state] == "in-care")
            assert homes == {
                key[3]: one.numerator for key, one in figures.items() if key[3] and one.numerator
            }
