"""Where children are placed equals the slow reference, child by child, whatever the returns hold."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings

from sufficiency.measures.placed_where import placed_where
from sufficiency.measures.reference import care
from sufficiency.measures.reference import placed_where as reference
from tests.countings import GRID_REFERENCES, derived
from tests.generative.loads import Load, loads

AREAS = {
    "SE17PB": "E09000022",  # Lambeth
    "SE151JT": "E09000028",  # Southwark
    "DA37PH": "E10000016",  # Kent
    "DA118AD": "E10000016",
    "DA118FA": "E10000016",
    "DN159AB": "E06000013",  # North Lincolnshire
}
a_few = settings(settings.get_profile("suite"), max_examples=2)


@pytest.fixture(scope="module")
def folders(tmp_path_factory) -> Iterator[Path]:
    base = tmp_path_factory.mktemp("placed")
    return (base / str(number) for number in count())


@a_few
@given(loads(200))
def test_areas_and_distances_equal_the_reference(folders, made: Load):
    lives = care.load(made.returns)
    with derived(made.returns, next(folders) / "history") as history:
        for day in sorted(made.as_at)[-2:]:
            found = placed_where(history, day, "E09000028")
            expected = reference.placed_where(lives, day, "E09000028", AREAS.get, GRID_REFERENCES.get)
            assert [tuple(row.values()) for row in found.to_pylist()] == expected
