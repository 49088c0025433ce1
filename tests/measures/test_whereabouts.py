"""Where children are on a later day: worked by hand."""

import pytest

from sufficiency.measures.whereabouts import DaysOutOfOrder, Loaded, entry_cohort, flow
from tests.countings import derived
from tests.golden.rows import day, episodes, header

# A: moves from foster care to a children's home. B: goes home, and comes back. C: adopted. D: comes in later.
# E: comes and goes between the two days. F: ends on the very last day. G: 29 February, in hospital a year on.
# H: goes home, comes back, and leaves for special guardianship on the very last day.
RETURNS = {
    2017: {
        "header": header("""
            A 2005-01-01 F WBRI
            B 2006-01-01 M WBRI
            C 2014-01-01 F WBRI
            D 2008-01-01 M WBRI
            E 2008-01-01 M WBRI
            F 2008-01-01 M WBRI
            G 2008-01-01 M WBRI
            H 2008-01-01 M WBRI
        """),
        "episodes": episodes("""
            A 2016-04-10 S C2 U6 PR1 2016-10-01 X1
            A 2016-10-01 P C2 K2 PR4
            B 2016-04-10 S C2 U6 PR1 2016-06-01 E4A
            B 2016-12-01 S C2 U6 PR1
            C 2016-04-10 S E1 A5 PR1 2016-12-31 E11
            D 2016-11-01 S C2 U6 PR1
            E 2016-06-01 S C2 U6 PR1 2016-08-01 E4A
            F 2016-04-10 S C2 U6 PR1 2017-03-31 E4A
            H 2016-04-10 S C2 U6 PR1 2016-06-01 E4A
            H 2016-12-01 S C2 U6 PR1 2017-03-31 E45
        """),
    },
    2016: {
        "header": header("G 2008-01-01 M WBRI"),
        "episodes": episodes("G 2016-02-29 S C2 U6 PR1"),
    },
}
RETURNS[2017]["episodes"] += episodes("""
    G 2016-02-29 S C2 U6 PR1 2017-02-25 X1
    G 2017-02-25 P C2 T0 PR4 2017-03-05 X1
    G 2017-03-05 P C2 U6 PR1
""")
LOADED = Loaded.of([2017, 2016])
FIRST, LAST = day("2016-04-30"), day("2017-03-31")


@pytest.fixture(scope="module")
def history(tmp_path_factory):
    with derived(RETURNS, tmp_path_factory.mktemp("whereabouts") / "history") as opened:
        yield opened


def test_a_flow_tells_where_each_child_was_and_is_or_how_they_left(history):
    rows = flow(history, LOADED, FIRST, LAST).to_pylist()
    found = {row.pop("child"): tuple(row.values()) for row in rows}
    assert len(found) == len(rows), "each child once"
    assert found == {
        "A": ("in-care", "foster", "in-care", "childrens-home"),
        "B": ("in-care", "foster", "in-care", "foster"),
        "C": ("in-care", "placed-for-adoption", "left", "adopted"),
        "D": ("not-in-care", "", "in-care", "foster"),
        "F": ("in-care", "foster", "left", "returned-home"),
        "G": ("in-care", "foster", "in-care", "foster"),
        "H": ("in-care", "foster", "left", "special-guardianship"),
    }


def test_a_cohort_is_looked_for_after_half_a_year_a_year_and_two(history):
    rows = entry_cohort(history, LOADED, day("2016-02-01"), day("2016-04-30")).to_pylist()
    assert {row["months"] for row in rows} == {6, 12, 24}


def test_a_cohort_follows_each_child_from_their_own_start(history):
    rows = entry_cohort(history, LOADED, day("2016-02-01"), day("2016-04-30"), (1, 6, 12)).to_pylist()
    found = {(row["child"], row["months"]): (row["where"], row["group"]) for row in rows}
    assert found["A", 1] == ("in-care", "foster") and found["A", 6] == ("in-care", "childrens-home")
    assert found["B", 6] == ("left", "returned-home"), "home by then, and not yet back"
    assert found["C", 12] == ("too-early", ""), "a year after 10 April 2016 is not loaded"
    assert found["G", 12] == ("in-care", "foster"), "28 February: in hospital, and counted at home"
    assert {child for child, _ in found} == set("ABCFGH")


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("2017-03-31", "2016-04-30", "is not before the last"),
        ("2016-04-30", "2017-04-01", "2017-04-01 is outside"),
    ],
)
def test_days_that_cannot_be_compared_are_refused_with_a_sentence(history, first, last, sentence):
    with pytest.raises(DaysOutOfOrder, match=sentence):
        flow(history, LOADED, day(first), day(last))
