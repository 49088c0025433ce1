"""D1 and D17: who the children looked after are, and how their number changed."""

from __future__ import annotations

from datetime import date

import pytest

from sufficiency.measures import calculate, reference
from tests.countings import derived
from tests.golden.rows import episodes, header, uasc

CHILDREN = {
    2017: {
        "header": header("""
            A 2017-01-01 F WBRI
            B 2007-03-31 1 MOTH
            C 2007-04-01 M WROM
            D 2001-01-01 2 BAFR
            E 2000-01-01 M REFU
        """),
        "episodes": episodes("""
            A 2017-02-01 S C1 U6 PR1
            B 2016-05-01 S V2 U6 PR1
            C 2016-05-01 S V2 K2 PR4
            D 2016-05-01 S C2 U6 PR4
            E 2016-05-01 S V2 K3 PR4
            F 2016-05-01 S C2 U6 PR1
            G 2016-05-01 S V4 U6 PR1
        """),
        "uasc": uasc("""
            D 2017-03-31
            E 2017-04-01
            G
        """),
    }
}


@pytest.mark.parametrize(
    ("measure", "children"),
    [
        ("cla_male_pct", "B C E"),
        ("cla_over10_pct", "B D E"),
        ("cla_bme_pct", "B D"),
        ("cla_s20_pct", "B C E"),
    ],
)
def test_a_share_is_of_all_children_looked_after_those_not_known_included(counting, measure, children):
    assert counting.children(CHILDREN, "2017-03-31", measure) == (children, "A B C D E F")


def test_the_bands_of_age_add_up_to_all_children_looked_after(counting):
    assert counting.figure(CHILDREN, "2017-03-31", "cla_by_age").value == 6
    assert counting.groups(CHILDREN, "2017-03-31", "cla_by_age", "age_band") == {
        "0": 1,
        "5-9": 1,
        "10-15": 1,
        "16+": 2,
        "unknown": 1,
    }


def test_the_share_of_an_ethnic_group_is_of_everybody_and_the_shares_add_up_to_the_whole(counting):
    found = counting.figures(CHILDREN, "2017-03-31", "cla_by_ethnicity", "ethnic_group")
    assert {group: (one.numerator, one.denominator) for group, one in found.items()} == {
        "white": (2, 6),
        "mixed": (1, 6),
        "asian": (0, 6),
        "black": (1, 6),
        "other": (0, 6),
        "unknown": (2, 6),
    }
    assert sum(one.value for one in found.values()) == pytest.approx(100)
    assert counting.shares(CHILDREN, "2017-03-31", "cla_by_ethnicity") == (6, 6)
    behind = counting.children(CHILDREN, "2017-03-31", "cla_by_ethnicity", "ethnic_group", "white")
    assert behind == ("A C", "A B C D E F")


def test_a_child_is_unaccompanied_until_the_day_that_stopped_it(counting):
    assert counting.children(CHILDREN, "2017-03-31", "cla_uasc")[0] == "E"
    assert counting.children(CHILDREN, "2017-03-30", "cla_uasc")[0] == "D E"


YEARS = {
    2016: {"episodes": episodes("A 2015-04-10 S C2 U6 PR1\nB 2015-04-10 S C2 U6 PR1")},
    2017: {
        "episodes": episodes("""
            A 2015-04-10 S C2 U6 PR1
            B 2015-04-10 S C2 U6 PR1 2016-06-01 E4A
            C 2016-06-01 S C2 U6 PR1
            D 2016-06-01 S C2 U6 PR1
        """)
    },
}


def test_a_change_is_of_the_number_on_the_same_day_a_year_before(counting):
    figure = counting.figure(YEARS, "2017-03-31", "cla_number_change_pct")
    assert (figure.numerator, figure.denominator, figure.value) == (1, 2, 50.0)
    assert figure.period_start is None
    assert counting.children(YEARS, "2017-03-31", "cla_number_change_pct")[0] == "A C D"


def test_a_change_from_nobody_has_no_value_and_from_before_the_returns_no_row(counting):
    figure = counting.figure(YEARS, "2016-03-31", "cla_number_change_pct")
    assert (figure.numerator, figure.denominator, figure.value) == (2, 0, None)
    assert counting.figures(YEARS, "2016-03-30", "cla_number_change_pct") == {}


def test_the_last_day_of_february_is_set_against_the_last_day_of_the_february_before(counting):
    returns = {
        2016: {"episodes": episodes("A 2015-04-10 S C2 U6 PR1 2016-02-29 E4A\nB 2015-04-10 S C2 U6 PR1")},
        2017: {"episodes": episodes("B 2015-04-10 S C2 U6 PR1")},
    }
    figure = counting.figure(returns, "2017-02-28", "cla_number_change_pct")
    assert (figure.numerator, figure.denominator) == (0, 1)


def test_the_share_of_the_population_is_of_people_aged_0_to_17(tmp_path):
    day = date(2017, 3, 31)
    (row,) = reference.count(CHILDREN, [day], ["cla_pct_child_population"], population=lambda day: 600)
    assert (row.numerator, row.denominator, row.value) == (6, 600, 1.0)
    history = derived(CHILDREN, tmp_path / "history")
    assert calculate(history, [day], ["cla_pct_child_population"]).num_rows == 0
    share, rate = (
        calculate(history, [day], [one], authority="Southwark").to_pylist()[0]
        for one in ("cla_pct_child_population", "cla_rate_10k")
    )
    assert (share["numerator"], share["denominator"]) == (6, rate["denominator"])
    assert share["value"] == pytest.approx(rate["value"] / 100)
