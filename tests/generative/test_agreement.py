"""A difference between the countings is told by child and cut down to the rows that show it."""

from __future__ import annotations

import pytest

from sufficiency.measures.reference import care
from tests.countings import calculated_figures, derived, reference_figures
from tests.generative.agreement import (
    children_who_differ,
    describe,
    differences,
    fewest_rows,
    of_one_child,
    plain,
)
from tests.golden.rows import day, episodes, header

RETURNS = {
    2017: {
        "header": header("""
            A 2010-01-01 F WBRI
            B 2010-01-01 M WBRI
        """),
        "episodes": episodes("""
            A 2016-05-01 S C2 U6 PR1 2016-07-01 X1
            A 2016-07-01 P C2 U6 PR1 2016-09-01 X1
            A 2016-09-01 T C2 U4 PR1
            B 2016-05-01 S C2 U6 PR1 2016-07-01 X1
            B 2016-07-01 L C2 U6 PR1
        """),
    }
}
KEY = ("three_plus_placements_pct", day("2017-03-31"), "", "")


@pytest.fixture
def wrong_reading(monkeypatch):
    """A reference that takes a move with the same carer for a new placement."""
    monkeypatch.setattr(care, "CONTINUES_THE_PLACEMENT", {"L"})


@pytest.mark.usefixtures("wrong_reading")
def test_a_wrong_reading_is_told_by_figure_and_child(tmp_path):
    history = derived(RETURNS, tmp_path / "history")
    fast = calculated_figures(history, [KEY[1]], [KEY[0]], [])
    found = differences(fast, reference_figures(RETURNS, [KEY[1]], [KEY[0]], []))
    assert [key for key, _ in found] == [KEY]
    assert describe(KEY) == "three_plus_placements_pct on 2017-03-31"
    assert children_who_differ(history, RETURNS, KEY) == ["A"]


@pytest.mark.slow
@pytest.mark.usefixtures("wrong_reading")
def test_the_rows_of_the_child_are_cut_down_to_those_that_show_it(tmp_path):
    few = plain(fewest_rows(of_one_child(RETURNS, "A"), KEY, tmp_path))
    assert list(few[2017]) == ["episodes"]
    assert [set(row) for row in few[2017]["episodes"]] == [
        {"child", "decom"},
        {"child", "decom", "dec", "rec"},
        {"child", "decom", "rne"},
    ]
