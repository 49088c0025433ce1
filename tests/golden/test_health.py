"""Hand-worked case 8, and D13: the health measures of children looked after for a year."""

from __future__ import annotations

import pytest

from tests.golden.rows import episodes, header, oc2

CASE_8_EPISODES = """
    A 2016-03-31 S C2 U6 PR1
    B 2016-04-01 S C2 U6 PR1
    C 2016-04-02 S C2 U6 PR1
    D 2015-01-01 S C2 U6 PR1 2016-09-01 E4A
    D 2016-09-15 S C2 U6 PR1
    E 2015-01-01 S C2 U6 PR1 2016-09-01 X1
    E 2016-09-01 P C2 U6 PR1
    F 2015-01-01 S V4 U6 PR1
"""

CASE_8 = {
    2017: {
        "episodes": episodes(CASE_8_EPISODES),
        "oc2": oc2("""
            A 1 1 1
            B 0 1 0
            C 1 1 1
            D 1 1 1
            E 1 0 0
            F 1 1 1
        """),
    }
}


@pytest.mark.parametrize(
    ("measure", "numerator"), [("health_assessment_pct", 2), ("dental_pct", 2), ("immunisations_pct", 1)]
)
def test_case_8_measures_the_three_children_in_care_all_year(counting, measure, numerator):
    assert counting.shares(CASE_8, "2017-03-31", measure) == (numerator, 3)
    assert counting.children(CASE_8, "2017-03-31", measure)[1] == "A B E"


def test_case_8_two_of_four_identified_received_an_intervention(counting):
    returns = {
        2017: {
            "episodes": episodes("\n".join(f"{child} 2015-01-01 S C2 U6 PR1" for child in "ABCDEF")),
            "oc2": oc2("""
                A 1 1 1 1 1
                B 1 1 1 1 1
                C 1 1 1 1 0
                D 1 1 1 1 -
                E 1 1 1 0 1
                F 1 1 1 - 1
            """),
        }
    }
    assert counting.shares(returns, "2017-03-31", "substance_intervention_pct") == (2, 4)


def test_away_from_31_march_there_is_no_row_at_all(counting):
    for measure in ("health_assessment_pct", "sdq_pct", "substance_intervention_pct"):
        assert counting.figures(CASE_8, "2017-03-30", measure, "sex") == {}
        assert counting.figures(CASE_8, "2017-04-30", measure) == {}


def test_on_a_31_march_with_nobody_there_is_a_row_without_a_value(counting):
    figures = counting.figures(CASE_8, "2012-03-31", "dental_pct", "uasc")
    assert {
        group: (figure.numerator, figure.denominator, figure.value) for group, figure in figures.items()
    } == {
        "uasc": (0, 0, None),
        "not-uasc": (0, 0, None),
    }


def test_a_child_with_no_oc2_row_for_the_year_is_not_in_the_cohort(counting):
    returns = {
        2016: {"episodes": episodes("A 2014-01-01 S C2 U6 PR1"), "oc2": oc2("A 1")},
        2017: {"episodes": episodes("A 2014-01-01 S C2 U6 PR1")},
    }
    assert counting.shares(returns, "2016-03-31", "health_assessment_pct") == (1, 1)
    assert counting.shares(returns, "2017-03-31", "health_assessment_pct") == (0, 0)


def test_the_last_oc2_row_of_a_child_in_a_return_holds(counting):
    returns = {
        2017: {
            "episodes": episodes("A 2014-01-01 S C2 U6 PR1"),
            "oc2": oc2("""
                A 1
                A 0
            """),
        }
    }
    assert counting.shares(returns, "2017-03-31", "health_assessment_pct") == (0, 1)


def in_cohort(counting, lines: str) -> bool:
    returns = {2018: {"episodes": episodes(lines)}, 2017: {"oc2": oc2("A 1")}}
    return counting.shares(returns, "2017-03-31", "health_assessment_pct")[1] == 1


def test_care_that_ceased_on_1_april_does_not_break_the_year(counting):
    for ended, counted in (("2016-04-01", True), ("2016-04-02", False)):
        lines = f"""
            A 2015-01-01 S C2 U6 PR1 {ended} E4A
            A {ended} P C2 U6 PR1
        """
        assert in_cohort(counting, lines) is counted, ended


def test_an_end_with_no_reason_does_not_break_the_year(counting):
    assert in_cohort(
        counting,
        """
        A 2015-01-01 S C2 U6 PR1 2016-09-01 -
        A 2016-09-01 P C2 U6 PR1
        """,
    )


def test_short_breaks_in_the_year_leave_the_child_out(counting):
    for ended, counted in (("2016-04-01", True), ("2016-04-02", False)):
        lines = f"""
            A 2015-01-01 S V4 U6 PR1 {ended} X1
            A {ended} P C2 U6 PR1
        """
        assert in_cohort(counting, lines) is counted, ended
    later = """
        A 2015-01-01 S C2 U6 PR1
        A 2017-04-05 S V3 U6 PR1
    """
    assert in_cohort(counting, later) is True


def test_what_happens_after_31_march_leaves_the_cohort_as_it_was(counting):
    assert in_cohort(counting, "A 2015-01-01 S C2 U6 PR1 2017-04-01 E4A")
    assert not in_cohort(counting, "A 2015-01-01 S C2 U6 PR1 2017-03-31 E4A")


def test_the_sdq_is_for_those_aged_5_to_16_on_the_day_and_a_score_of_nought_is_a_score(counting):
    returns = {
        2017: {
            "header": header("""
                A 2012-03-31
                B 2012-04-01
                C 2000-04-01
                D 2000-03-31
                E 2008-01-01
            """),
            "episodes": episodes("\n".join(f"{child} 2013-01-01 S C2 U6 PR1" for child in "ABCDEF")),
            "oc2": oc2("""
                A 1 1 1 - - 0
                B 1 1 1 - - 12
                C 1 1 1 - - 12
                D 1 1 1 - - 12
                E 1 1 1 - - -
                F 1 1 1 - - 12
            """),
        }
    }
    assert counting.children(returns, "2017-03-31", "sdq_pct") == ("A C", "A C E")


def test_case_8_children_placed_outside_the_area_and_inside_it_are_two_figures(counting):
    placed = CASE_8_EPISODES.replace("A 2016-03-31 S C2 U6 PR1", "A 2016-03-31 S C2 U6 PR1 - - - - - OUT")
    placed = placed.replace("B 2016-04-01 S C2 U6 PR1", "B 2016-04-01 S C2 U6 PR1 - - - - - IN")
    returns = {2017: {"episodes": episodes(placed), "oc2": CASE_8[2017]["oc2"]}}
    assert counting.children(returns, "2017-03-31", "out_of_borough_health_parity") == ("A", "A")
    assert counting.children(returns, "2017-03-31", "in_borough_health_assessment_pct") == ("", "B")
