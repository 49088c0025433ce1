"""D16: children missing from care."""

from __future__ import annotations

from tests.golden.rows import episodes, header, missing

RETURNS = {
    2017: {
        "header": header("A 2006-10-05"),
        "episodes": episodes("""
            A 2016-05-01 S C2 U6 PR1 2017-02-01 X1
            A 2017-02-01 P C2 K2 PR4 2017-03-01 E4A
            B 2016-05-01 S V3 U6 PR1
            C 2016-05-01 S C2 U6 PR1
        """),
        "missing": missing("""
            A M 2016-04-30
            A M 2016-10-01
            A M 2016-10-06
            A A 2016-11-06
            A M 2017-02-28
            A M 2017-03-01
            B M 2016-10-01
            D M 2016-10-01
            C A 2016-10-01
            C M -
        """),
    }
}


def test_incidents_of_children_looked_after_on_the_day_they_began_are_counted(counting):
    assert counting.figure(RETURNS, "2017-03-31", "missing_episodes").value == 3
    assert counting.children(RETURNS, "2017-03-31", "missing_episodes")[0] == "A"


def test_children_with_incidents_are_counted_once(counting):
    assert counting.figure(RETURNS, "2017-03-31", "missing_children").value == 1


def test_incidents_have_the_groups_of_their_day_and_a_child_those_of_the_first_in_the_year(counting):
    assert counting.groups(RETURNS, "2017-03-31", "missing_episodes", "age_band") == {"5-9": 1, "10-15": 2}
    assert counting.groups(RETURNS, "2017-03-31", "missing_children", "age_band") == {"5-9": 1}
    # The year ending 30 September 2017 begins on 1 October 2016, that ending 1 October a day later.
    assert counting.groups(RETURNS, "2017-09-30", "missing_children", "age_band") == {"5-9": 1}
    assert counting.groups(RETURNS, "2017-10-01", "missing_children", "age_band") == {"10-15": 1}
    assert counting.groups(RETURNS, "2018-02-28", "missing_children", "placement_type") == {}
    assert counting.groups(RETURNS, "2018-02-27", "missing_children", "placement_type") == {
        "childrens-home": 1
    }


def test_the_latest_row_of_an_incident_says_whether_it_was_missing_or_away(counting):
    returns = {
        2017: {
            "episodes": episodes("A 2016-05-01 S C2 U6 PR1"),
            "missing": missing("""
                A M 2016-10-01
                A A 2016-10-02
                A M 2016-10-03
                A A 2016-10-03
            """),
        },
        2018: {
            "episodes": episodes("A 2016-05-01 S C2 U6 PR1"),
            "missing": missing("""
                A A 2016-10-01
                A M 2016-10-02
            """),
        },
    }
    assert counting.figure(returns, "2017-03-31", "missing_episodes").value == 1
    assert counting.figure({2017: returns[2017]}, "2017-03-31", "missing_episodes").value == 1
    assert counting.groups(returns, "2017-03-31", "missing_episodes", "placement_type") == {"foster": 1}


def test_incidents_are_divided_by_the_home_the_child_left(counting):
    assert counting.figure(RETURNS, "2017-03-31", "missing_cla_by_placement").value == 3
    assert counting.groups(RETURNS, "2017-03-31", "missing_cla_by_placement", "placement_type") == {
        "foster": 2,
        "childrens-home": 1,
    }


def test_the_share_who_went_missing_is_of_children_in_care_at_any_time_of_the_year(counting):
    assert counting.children(RETURNS, "2017-03-31", "missing_children_pct") == ("A", "A C")
    assert counting.figures(RETURNS, "2017-03-31", "missing_children_pct", "sex")["unknown"].denominator == 2


def test_a_child_counts_in_every_year_that_holds_a_day_in_care_and_once_in_each(counting):
    returns = {
        2017: {
            "episodes": episodes("""
                A 2016-05-01 S C2 U6 PR1 2016-06-01 E4A
                A 2016-09-01 S C2 U6 PR1 2016-10-01 E4A
                B 2016-05-01 S C2 U6 PR1 2016-05-01 E4A
                C 2016-05-01 S V4 U6 PR1
                D 2016-03-01 S C2 U6 PR1 2016-04-01 E4A
            """),
            "missing": missing("A M 2016-05-10"),
        }
    }
    measure = "missing_children_pct"
    assert counting.children(returns, "2016-05-09", measure) == ("", "A D")
    assert counting.children(returns, "2016-05-10", measure) == ("A", "A D")
    assert counting.shares(returns, "2016-12-31", measure) == (1, 2)
    assert counting.shares(returns, "2017-03-31", measure) == (1, 1)  # D left on 1 April: no day of this year
    assert counting.shares(returns, "2017-05-09", measure) == (1, 1)
    assert counting.shares(returns, "2017-05-10", measure) == (0, 1)
    assert counting.shares(returns, "2017-09-29", measure) == (0, 1)  # the last day in care was 30 September
    assert counting.shares(returns, "2017-09-30", measure) == (0, 0)


def test_a_last_episode_that_ended_before_it_began_takes_no_days_from_those_before_it(counting):
    """A is in no return after 2018, whose episode of 1 May is presumed to have ended on 1 April (D2c)."""
    returns = {
        2018: {
            "episodes": episodes("""
                A 2017-05-26 S C1 U6 PR1 2018-05-01 X1
                A 2018-05-01 P C1 K2 PR4
                B 2017-05-26 S C1 U6 PR1 2018-05-01 X1
                B 2018-05-01 P C1 K2 PR4 2018-04-01 E4A
            """),
        },
        2019: {"missing": missing("A M 2018-04-10")},
    }
    assert counting.children(returns, "2019-03-31", "missing_children") == ("A", "A")
    assert counting.children(returns, "2019-03-31", "missing_children_pct") == ("A", "A B")
    assert counting.shares(returns, "2019-04-29", "missing_children_pct") == (0, 2)
    assert counting.shares(returns, "2019-04-30", "missing_children_pct") == (0, 0)
