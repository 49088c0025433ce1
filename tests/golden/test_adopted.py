"""D11 and section 11: who waits for adoption, is matched and adopted, and what did not last."""

from __future__ import annotations

import pytest

from tests.golden.rows import ad1, episodes, header, placed_for_adoption
from tests.golden.test_adoption import CASE_7, CASE_7_EPISODES


def test_case_7_one_year_has_the_children_adopted_in_it(counting):
    figure = counting.figure(CASE_7, "2017-03-31", "a1_days_1yr")
    assert (figure.numerator, figure.denominator) == (300 + 850 + 338, 3)
    earlier = counting.figure(CASE_7, "2016-03-31", "a1_days_1yr")
    assert (earlier.numerator, earlier.denominator, earlier.value) == (400, 1, 400.0)


def test_case_7_the_days_to_the_order_are_those_from_the_start_of_care(counting):
    figure = counting.figure(CASE_7, "2017-03-31", "care_to_adoption_order_days")
    assert (figure.numerator, figure.denominator) == (610 + 467 + 1035 + 547, 4)


def test_case_7_two_of_the_three_matches_were_within_the_threshold(counting):
    matched = [
        counting.shares(CASE_7, as_at, "a2_within_threshold") for as_at in ("2016-03-31", "2017-03-31")
    ]
    assert matched == [(2, 3), (0, 0)]  # of D, who had no order, nothing is known; E is not adopted
    assert counting.children(CASE_7, "2016-03-31", "a2_within_threshold") == ("A B", "A B C")


def test_case_7_matches_count_in_their_year_whether_or_not_a_wait_is_known(counting):
    assert counting.children(CASE_7, "2016-03-31", "adoption_matches")[0] == "A B C D E"
    assert counting.figure(CASE_7, "2017-03-31", "adoption_matches").value == 0


@pytest.mark.parametrize(("match", "within"), [("2015-07-01", 1), ("2015-07-02", 0)])
def test_a_match_121_days_after_the_order_is_within_the_threshold(counting, match, within):
    returns = {2017: {"episodes": episodes(CASE_7_EPISODES), "ad1": ad1(f"A {match} 0")}}
    assert counting.shares(returns, "2016-03-31", "a2_within_threshold") == (within, 1)


def test_a_wait_of_more_than_a_thousand_days_is_left_out_of_the_average_without_outliers(counting):
    lines = """
        {child} 2010-01-01 S C1 U6 PR1 2012-01-01 X1
        {child} 2012-01-01 L E1 U6 PR1 2016-01-01 X1
        {child} 2016-01-01 P E1 A6 PR1 2016-08-01 E12
    """
    rows = "".join(lines.format(child=child) for child in "ABC")
    returns = {
        2017: {"episodes": episodes(rows), "ad1": ad1("A 2012-01-11 0\nB 2014-09-27 0\nC 2014-09-28 0")}
    }
    figure = counting.figure(returns, "2017-03-31", "a2_days_excl_outliers")
    assert (figure.numerator, figure.denominator) == (10 + 1000, 2)
    assert counting.figure(returns, "2017-03-31", "a2_days_3yr").denominator == 3


WAITING = {
    2017: {
        "episodes": episodes("""
            A 2016-05-01 S E1 U6 PR1
            B 2016-05-01 S C1 U6 PR1
            C 2016-05-01 S C1 U6 PR1
            D 2016-05-01 S E1 A6 PR1
            E 2016-05-01 S E1 A6 PR1 2017-03-30 X1
            E 2017-03-30 P E1 T1 PR1
            F 2016-05-01 S D1 U6 PR1
            G 2016-05-01 S C1 U6 PR1
            H 2016-05-01 S V4 U6 PR1
        """),
        "placed_for_adoption": placed_for_adoption("""
            B 2017-03-31
            C 2016-10-01 2017-03-31
            D 2016-06-01
            G 2016-06-01 2016-08-01
            G 2016-12-01 2017-04-01
            H 2016-06-01
            X 2016-06-01
        """),
    }
}


def test_children_wait_by_an_order_or_a_decision_in_force_until_they_are_placed(counting):
    assert counting.children(WAITING, "2017-03-31", "children_waiting_adoption")[0] == "A B G"
    assert counting.children(WAITING, "2017-03-30", "children_waiting_adoption")[0] == "A C G"
    assert counting.children(WAITING, "2016-09-30", "children_waiting_adoption")[0] == "A"


def test_the_last_row_of_a_decision_holds(counting):
    returns = {
        2017: {**WAITING[2017]},
        2018: {
            "episodes": WAITING[2017]["episodes"],
            "placed_for_adoption": placed_for_adoption("B 2017-03-31 2017-06-01"),
        },
    }
    assert "B" in counting.children(returns, "2017-05-31", "children_waiting_adoption")[0]
    assert "B" not in counting.children(returns, "2017-06-01", "children_waiting_adoption")[0]


def test_those_placed_for_adoption_await_an_order(counting):
    assert counting.children(WAITING, "2017-03-31", "placed_not_adopted")[0] == "D E"
    assert counting.children(WAITING, "2017-03-31", "placed_for_adoption_number")[0] == "D E"


LIVES = {
    2017: {
        "header": header("""
            A 2016-04-10 F BAFR
            B 2012-04-10 M WBRI
            C 2012-04-10 M -
        """),
        "episodes": episodes("""
            A 2016-04-20 S C1 U5 PR1 2016-06-01 X1
            A 2016-06-01 L E1 U5 PR1 2016-12-01 X1
            A 2016-12-01 U E1 A5 PR1 2017-03-01 E12
            B 2015-05-01 S E1 A6 PR1 2016-07-01 X1
            B 2016-07-01 P E1 A6 PR1 2017-02-01 E12
            C 2015-05-01 S C1 U5 PR1 2015-08-01 E4A
            C 2015-12-01 S E1 A6 PR1 2016-08-01 E11
            D 2016-05-01 S E1 A6 PR1 2016-08-01 E4A
            E 2016-05-01 S E1 A5 PR1 2016-08-01 X1
            E 2016-08-01 T C2 U6 PR1
            F 2016-05-01 S E1 A6 PR1 2016-08-01 X1
            F 2016-08-01 P E1 T1 PR1 2016-08-08 X1
            F 2016-08-08 P C2 K2 PR1
            G 2016-05-01 S E1 A6 PR1 2016-08-01
            H 2016-05-01 S C1 U2 PR1 2016-06-01 X1
            H 2016-06-01 P C1 U5 PR1
        """),
    }
}


def test_adopted_children_by_age_are_shares_of_all_and_by_sex_they_are_counted(counting):
    found = counting.figures(LIVES, "2017-03-31", "adopted_by_age", "age_band")
    assert {group: (one.numerator, one.denominator) for group, one in found.items()} == {
        "0": (1, 3),
        "1-4": (2, 3),
        "5-9": (0, 3),
        "10-15": (0, 3),
        "16+": (0, 3),
    }
    assert counting.groups(LIVES, "2017-03-31", "adopted_by_sex", "sex") == {"female": 1, "male": 2}
    assert counting.children(LIVES, "2017-03-31", "adopted_bme_pct") == ("A", "A B C")


def test_early_permanence_counts_where_it_was_in_the_period_that_the_order_ended(counting):
    assert counting.children(LIVES, "2017-03-31", "adopted_via_early_permanence")[0] == "A"


def test_an_early_permanence_placement_counts_when_it_first_has_the_code_each_child_once(counting):
    assert counting.children(LIVES, "2017-03-31", "early_permanence_placements")[0] == "A H"
    assert counting.figure(LIVES, "2017-03-31", "early_permanence_placements").value == 2
    assert counting.children(LIVES, "2016-03-31", "early_permanence_placements")[0] == "C"


def test_a_placement_with_adopters_broke_down_where_it_ended_by_a_reason_that_is_no_order(counting):
    assert counting.children(LIVES, "2017-03-31", "adoption_disruptions")[0] == "B D F"
    assert counting.figure(LIVES, "2017-03-31", "adoption_disruptions").value == 3
