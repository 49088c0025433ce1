"""Hand-worked case 2, and D6: children who started and who ceased in a year."""

from __future__ import annotations

from datetime import date

import pytest

from tests.golden.rows import episodes, header

CASE_2 = {
    2017: {
        "episodes": episodes("""
            A 2016-04-20 S V2 U6 PR1 2016-06-01 E4A
            A 2016-09-01 S V2 U6 PR1 2016-12-01 E4B
            A 2017-02-01 S V2 U6 PR1
            B 2016-03-31 S V2 U6 PR1 2016-04-01 E4A
            C 2016-07-01 S V4 U6 PR1 2016-07-10 E4A
            D 2016-05-01 S C1 U6 PR1 2016-08-01 X1
            D 2016-08-01 P E1 A6 PR1 2017-03-30 E11
        """),
        "header": header("""
            A 2000-09-01 M WBRI
            D 2015-05-01 F MOTH
        """),
    }
}


def test_case_2_counts_each_child_who_started_once(counting):
    assert counting.figure(CASE_2, "2017-03-31", "cla_started").value == 2
    assert counting.children(CASE_2, "2017-03-31", "cla_started")[0] == "A D"


def test_case_2_counts_each_child_who_ceased_once_by_the_last_reason(counting):
    assert counting.figure(CASE_2, "2017-03-31", "cla_ceased").value == 3
    assert counting.groups(CASE_2, "2017-03-31", "cla_ceased", "ceased_reason") == {
        "returned-home": 2,
        "adopted": 1,
    }


def test_case_2_shares_are_of_the_children_who_ceased(counting):
    adopted = counting.figure(CASE_2, "2017-03-31", "ceased_adopted_pct")
    assert (adopted.numerator, adopted.denominator) == (1, 3)
    assert adopted.value == pytest.approx(100 / 3)
    assert counting.shares(CASE_2, "2017-03-31", "ceased_returned_home_pct") == (2, 3)
    assert counting.shares(CASE_2, "2017-03-31", "ceased_sgo_pct") == (0, 3)
    assert counting.figure(CASE_2, "2017-03-31", "adoptions").value == 1


def test_a_flow_tells_the_first_day_of_its_year(counting):
    assert counting.figure(CASE_2, "2017-03-31", "cla_started").period_start == date(2016, 4, 1)
    assert counting.figure(CASE_2, "2017-02-28", "cla_ceased").period_start == date(2016, 2, 29)
    assert counting.figure(CASE_2, "2016-02-29", "cla_ceased").period_start == date(2015, 3, 1)


def test_both_days_of_the_year_are_in_it(counting):
    returns = {
        2017: {
            "episodes": episodes("""
                A 2016-04-01 S V2 U6 PR1 2017-03-31 E4A
                B 2016-03-31 S V2 U6 PR1 2016-04-01 E3
                C 2017-04-01 S V2 U6 PR1 2017-04-01 E3
                D 2015-03-31 S V2 U6 PR1 2016-03-31 E3
            """)
        }
    }
    assert counting.children(returns, "2017-03-31", "cla_started")[0] == "A"
    assert counting.children(returns, "2017-03-31", "cla_ceased")[0] == "A B"


def test_groups_of_a_start_are_those_of_the_first_start_on_its_day(counting):
    # A is 15 at the start of 20 April 2016 and 16 at that of 1 February 2017.
    assert counting.groups(CASE_2, "2017-03-31", "cla_started", "age_band") == {"10-15": 1, "1-4": 1}
    assert counting.shares(CASE_2, "2017-03-31", "started_16plus_pct") == (0, 2)
    assert counting.groups(CASE_2, "2017-03-31", "cla_started", "legal_status_group") == {
        "section-20": 1,
        "care-order": 1,
    }


def test_a_later_year_takes_the_start_that_is_first_in_it(counting):
    # The year ending 30 June 2017 begins on 1 July 2016: A first starts in it on 1 September, aged 16.
    assert counting.shares(CASE_2, "2017-06-30", "started_16plus_pct") == (1, 1)


def test_groups_of_an_end_are_those_of_the_episode_that_ended(counting):
    assert counting.groups(CASE_2, "2017-03-31", "cla_ceased", "placement_type") == {
        "foster": 2,
        "placed-for-adoption": 1,
    }
    assert counting.groups(CASE_2, "2017-03-31", "cla_ceased", "age_band") == {
        "16+": 1,
        "1-4": 1,
        "unknown": 1,
    }


def test_a_start_into_a_temporary_placement_is_of_type_other(counting):
    returns = {2017: {"episodes": episodes("A 2016-05-01 S V2 T1 PR3 2016-05-08 X1")}}
    assert counting.groups(returns, "2017-03-31", "cla_started", "placement_type") == {"other": 1}
    assert counting.groups(returns, "2017-03-31", "cla_started", "provider_group") == {"other-public": 1}


def test_an_end_in_a_temporary_placement_is_of_the_placement_it_interrupted(counting):
    returns = {
        2017: {
            "episodes": episodes("""
                A 2016-05-01 S V2 U6 PR4 2016-06-01 X1
                A 2016-06-01 P V2 T1 PR3 2016-06-08 E4A
            """)
        }
    }
    assert counting.groups(returns, "2017-03-31", "cla_ceased", "placement_type") == {"foster": 1}
    assert counting.groups(returns, "2017-03-31", "cla_ceased", "provider_group") == {"private": 1}


def test_a_start_within_a_chain_is_a_start(counting):
    returns = {
        2017: {
            "episodes": episodes("""
                A 2015-05-01 S V2 U6 PR1 2016-06-01 X1
                A 2016-06-01 S C2 U6 PR1
            """)
        }
    }
    assert counting.children(returns, "2017-03-31", "cla_started")[0] == "A"


def test_reasons_that_no_code_set_knows_are_ends_for_another_reason(counting):
    returns = {
        2017: {
            "episodes": episodes("""
                A 2015-05-01 S V2 U6 PR1 2016-06-01 ZZ
                B 2015-05-01 S V2 U6 PR1 2016-06-01 E8
                C 2015-05-01 S V2 U6 PR1 2016-06-01 -
                D 2015-05-01 S V2 U6 PR1 2016-06-01 X1
                E 2015-05-01 S V2 U6 PR1 - E4A
            """)
        }
    }
    assert counting.groups(returns, "2017-03-31", "cla_ceased", "ceased_reason") == {"other": 2}


def test_older_codes_count_with_those_that_took_their_place(counting):
    returns = {
        2017: {
            "episodes": episodes("""
                A 2015-05-01 S V2 U6 PR1 2016-06-01 E4
                B 2015-05-01 S V2 U6 PR1 2016-06-01 E43
                C 2015-05-01 S V2 U6 PR1 2016-06-01 E44
                D 2015-05-01 S V2 U6 PR1 2016-06-01 E45
                E 2015-05-01 S V2 U6 PR1 2016-06-01 E13
            """)
        }
    }
    assert counting.shares(returns, "2017-03-31", "ceased_returned_home_pct") == (1, 5)
    assert counting.shares(returns, "2017-03-31", "ceased_sgo_pct") == (3, 5)


def test_placement_orders_count_children_whose_first_order_of_a_period_falls_in_the_year(counting):
    returns = {
        2017: {
            "episodes": episodes("""
                A 2015-05-01 S C1 U6 PR1 2016-04-01 X1
                A 2016-04-01 L E1 U6 PR1 2016-08-01 X1
                A 2016-08-01 P E1 A6 PR1
                B 2015-05-01 S C1 U6 PR1 2016-03-31 X1
                B 2016-03-31 L E1 U6 PR1 2016-08-01 X1
                B 2016-08-01 P E1 A6 PR1
                C 2014-05-01 S C1 U6 PR1 2015-03-31 X1
                C 2015-03-31 L E1 U6 PR1 2015-08-01 E4A
                C 2016-02-01 S C1 U6 PR1 2016-07-01 X1
                C 2016-07-01 L E1 K2 PR1
                D 2016-05-01 S D1 U6 PR1
            """)
        }
    }
    assert counting.children(returns, "2017-03-31", "placement_orders")[0] == "A C"
    assert counting.groups(returns, "2017-03-31", "placement_orders", "placement_type") == {
        "foster": 1,
        "childrens-home": 1,
    }
