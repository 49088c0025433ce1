"""Hand-worked case 7, and D11: adoptions and the three-year averages."""

from __future__ import annotations

from datetime import date

import pytest

from tests.golden.rows import ad1, episodes

CASE_7_EPISODES = """
    A 2014-05-10 S C1 U6 PR1 2015-03-02 X1
    A 2015-03-02 L E1 U6 PR1 2015-06-14 X1
    A 2015-06-14 P E1 A6 PR1 2016-01-10 E12
    B 2015-01-20 S C1 U5 PR1 2015-09-10 X1
    B 2015-09-10 L E1 U5 PR1 2015-11-16 X1
    B 2015-11-16 P E1 A6 PR1 2016-05-01 E11
    C 2013-11-01 S C1 U6 PR1 2014-01-15 X1
    C 2014-01-15 P C1 U4 PR1 2014-12-01 X1
    C 2014-12-01 L E1 U4 PR1 2016-02-29 X1
    C 2016-02-29 T E1 A5 PR1 2016-09-01 E12
    D 2015-02-01 S V2 U6 PR1 2016-01-05 X1
    D 2016-01-05 P V2 A4 PR1 2016-08-01 E11
    E 2014-05-10 S C1 U6 PR1 2015-03-02 X1
    E 2015-03-02 L E1 U6 PR1 2015-08-01 X1
    E 2015-08-01 P E1 A6 PR1
"""

CASE_7_MATCHES = """
    A 2015-05-20 0
    B 2015-08-20 0
    C 2016-01-04 1
    D 2015-12-01 0
    E 2015-07-01 0
"""

CASE_7 = {2017: {"episodes": episodes(CASE_7_EPISODES), "ad1": ad1(CASE_7_MATCHES)}}


@pytest.mark.parametrize(
    ("measure", "days", "children", "average"),
    [
        ("a1_days_3yr", 400 + 300 + 850 + 338, 4, 472.0),
        ("a10_days_3yr", 400 + 300 + 75 + 338, 4, 278.25),
        ("a2_days_3yr", 79 + 0 + 399, 3, 478 / 3),
    ],
)
def test_case_7_averages_the_days_of_the_children_adopted(counting, measure, days, children, average):
    figure = counting.figure(CASE_7, "2017-03-31", measure)
    assert (figure.numerator, figure.denominator) == (days, children)
    assert figure.value == pytest.approx(average, abs=1e-9)
    assert figure.period_start == date(2014, 4, 1)


def test_case_7_the_child_with_no_placement_order_is_left_out_of_a2_alone(counting):
    assert counting.children(CASE_7, "2017-03-31", "a1_days_3yr")[1] == "A B C D"
    assert counting.children(CASE_7, "2017-03-31", "a2_days_3yr")[1] == "A B C"


def test_case_7_averages_pool_the_children_of_three_years(counting):
    moved = (
        CASE_7_EPISODES.replace("2016-01-10 E12", "2015-12-01 E12")
        .replace("2016-05-01 E11", "2016-03-01 E11")
        .replace("2016-08-01 E11", "2017-05-01 E11")
    )
    returns = {2018: {"episodes": episodes(moved), "ad1": ad1(CASE_7_MATCHES)}}
    # Adopted in the years ending March 2016 (400 and 300 days), 2017 (850) and 2018 (338).
    assert counting.figure(returns, "2018-03-31", "a1_days_3yr").value == 472.0
    assert counting.figure(returns, "2016-03-31", "a1_days_3yr").value == 350.0


def test_case_7_a_match_after_the_move_stays_in_the_average(counting):
    matches = CASE_7_MATCHES.replace("2015-05-20", "2015-07-01")
    returns = {2017: {"episodes": episodes(CASE_7_EPISODES), "ad1": ad1(matches)}}
    assert counting.shares(returns, "2017-03-31", "a2_days_3yr") == (121 + 0 + 399, 3)


def test_the_three_years_include_both_their_days(counting):
    for adopted, counted in (("2014-03-31", 0), ("2014-04-01", 1), ("2017-03-31", 1), ("2017-04-01", 0)):
        returns = {
            2018: {
                "episodes": episodes(f"""
                    A 2012-01-01 S C1 U6 PR1 2013-01-01 X1
                    A 2013-01-01 B E1 A6 PR1 {adopted} E12
                """)
            }
        }
        assert counting.shares(returns, "2017-03-31", "a1_days_3yr")[1] == counted, adopted


def test_a_child_adopted_from_a_start_not_known_is_an_adoption_but_in_no_average(counting):
    rows = CASE_7_EPISODES.replace("A 2014-05-10 S", "A 2014-05-10 P")
    returns = {2017: {"episodes": episodes(rows), "ad1": ad1(CASE_7_MATCHES)}}
    assert counting.children(returns, "2016-03-31", "adoptions")[0] == "A"
    for measure, children in (("a1_days_3yr", 3), ("a10_days_3yr", 3), ("a2_days_3yr", 2)):
        assert counting.shares(returns, "2017-03-31", measure)[1] == children, measure


def test_an_adoptive_placement_that_broke_down_does_not_stop_the_clock(counting):
    returns = {
        2017: {
            "episodes": episodes("""
                A 2014-01-01 S C1 U6 PR1 2014-06-01 X1
                A 2014-06-01 B E1 A6 PR1 2014-12-01 X1
                A 2014-12-01 P E1 U6 PR1 2015-12-27 X1
                A 2015-12-27 P E1 A6 PR1 2016-06-01 X1
                A 2016-06-01 P E1 T1 PR3 2016-06-05 X1
                A 2016-06-05 P E1 A6 PR1 2016-12-01 E12
            """),
            "ad1": ad1("A 2014-06-11"),
        }
    }
    assert counting.shares(returns, "2017-03-31", "a1_days_3yr") == (725, 1)
    # The order came with the first of them, so not before it: the child is in A2.
    assert counting.shares(returns, "2017-03-31", "a2_days_3yr") == (10, 1)


def test_a_child_placed_for_adoption_before_the_order_is_left_out_of_a2(counting):
    for ordered, counted in (("2014-06-01", 1), ("2014-06-02", 0)):
        returns = {
            2017: {
                "episodes": episodes(f"""
                    A 2014-01-01 S V2 U6 PR1 2014-06-01 X1
                    A 2014-06-01 P {"E1" if counted else "V2"} A4 PR1 2014-06-02 X1
                    A 2014-06-02 P E1 U6 PR1 2015-06-01 X1
                    A 2015-06-01 P E1 A6 PR1 2016-06-01 E12
                """),
                "ad1": ad1("A 2015-01-01"),
            }
        }
        assert counting.shares(returns, "2017-03-31", "a2_days_3yr")[1] == counted, ordered


def test_a_child_whose_last_placement_was_not_adoptive_is_left_out_of_a1_and_a10_but_not_a2(counting):
    returns = {
        2017: {
            "episodes": episodes("""
                A 2014-01-01 S C1 U6 PR1 2014-06-01 X1
                A 2014-06-01 B E1 A6 PR1 2014-12-01 X1
                A 2014-12-01 P E1 U6 PR1 2016-12-01 E12
            """),
            "ad1": ad1("A 2014-06-11"),
        }
    }
    assert counting.shares(returns, "2017-03-31", "a1_days_3yr") == (0, 0)
    assert counting.figure(returns, "2017-03-31", "a1_days_3yr").value is None
    assert counting.shares(returns, "2017-03-31", "a10_days_3yr") == (0, 0)
    assert counting.shares(returns, "2017-03-31", "a2_days_3yr") == (10, 1)


def test_a10_goes_to_the_start_of_the_placement_only_for_adoption_by_its_foster_carers(counting):
    for place, reason, days in (("A5", "U", 151), ("A3", "T", 151), ("A6", "T", 516), ("A5", "P", 516)):
        returns = {
            2017: {
                "episodes": episodes(f"""
                    A 2014-01-01 S C1 U6 PR1 2014-06-01 X1
                    A 2014-06-01 P C1 U5 PR1 2014-09-01 X1
                    A 2014-09-01 P C1 T1 PR3 2014-09-05 X1
                    A 2014-09-05 P C1 U5 PR1 2015-06-01 X1
                    A 2015-06-01 {reason} E1 {place} PR1 2016-06-01 E12
                """)
            }
        }
        assert counting.shares(returns, "2017-03-31", "a1_days_3yr") == (516, 1)
        assert counting.shares(returns, "2017-03-31", "a10_days_3yr") == (days, 1), (place, reason)


def test_a_child_adopted_twice_is_counted_once_at_the_last(counting):
    returns = {
        2017: {
            "episodes": episodes("""
                A 2014-01-01 S E1 A6 PR1 2014-12-01 E12
                A 2015-01-01 S C1 U6 PR1 2015-01-11 X1
                A 2015-01-11 P E1 A6 PR1 2016-12-01 E11
            """)
        }
    }
    assert counting.shares(returns, "2017-03-31", "a1_days_3yr") == (10, 1)
    assert counting.figure(returns, "2017-03-31", "adoptions").value == 1
    assert counting.figure(returns, "2015-03-31", "adoptions").value == 1


def test_a_child_who_came_back_after_adoption_is_still_adopted_that_year(counting):
    returns = {
        2017: {
            "episodes": episodes("""
                A 2015-01-01 S E1 A6 PR1 2016-06-01 E12
                A 2016-09-01 S V2 U6 PR1 2016-12-01 E4A
            """)
        }
    }
    assert counting.figure(returns, "2017-03-31", "adoptions").value == 1
    assert counting.shares(returns, "2017-03-31", "ceased_adopted_pct") == (0, 1)


def test_the_latest_ad1_row_gives_the_match(counting):
    def returns(first: str, second: str) -> dict:
        return {
            2016: {"ad1": ad1(first)},
            2017: {
                "episodes": episodes("""
                    A 2015-01-01 S E1 U6 PR1 2015-06-01 X1
                    A 2015-06-01 P E1 A6 PR1 2016-06-01 E12
                """),
                "ad1": ad1(second),
            },
        }

    both = returns("A 2015-01-11", "A 2015-01-06")
    assert counting.shares(both, "2017-03-31", "a2_days_3yr") == (5, 1)
    blank = returns("A 2015-01-11", "A -")
    assert counting.shares(blank, "2017-03-31", "a2_days_3yr") == (0, 0)


def test_three_years_to_28_february_begin_on_29_february_of_a_leap_year(counting):
    for adopted, counted in (("2016-02-28", 0), ("2016-02-29", 1)):
        returns = {
            2019: {
                "episodes": episodes(f"""
                    A 2014-01-01 S C1 U6 PR1 2015-01-01 X1
                    A 2015-01-01 B E1 A6 PR1 {adopted} E12
                """)
            }
        }
        assert counting.shares(returns, "2019-02-28", "a1_days_3yr")[1] == counted, adopted


def test_a_placement_that_ended_as_a_foster_placement_was_not_adoptive(counting):
    returns = {
        2017: {
            "episodes": episodes("""
                A 2014-01-01 S C1 U6 PR1 2014-06-01 X1
                A 2014-06-01 B E1 A6 PR1 2014-12-01 X1
                A 2014-12-01 T E1 U5 PR1 2016-12-01 E12
            """)
        }
    }
    assert counting.shares(returns, "2017-03-31", "a1_days_3yr") == (0, 0)


def test_a_placement_order_of_an_earlier_period_of_care_is_not_of_this_one(counting):
    returns = {
        2017: {
            "episodes": episodes("""
                A 2013-01-01 S E1 U6 PR1 2013-06-01 E4A
                A 2014-01-01 S V2 A4 PR1 2016-12-01 E11
            """),
            "ad1": ad1("A 2014-06-11"),
        }
    }
    assert counting.shares(returns, "2017-03-31", "a2_days_3yr") == (0, 0)
    assert counting.shares(returns, "2017-03-31", "a1_days_3yr") == (0, 1)
