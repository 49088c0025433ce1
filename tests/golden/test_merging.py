"""D2: one history of a child from the returns of several years."""

from __future__ import annotations

from tests.golden.rows import episodes, header, uasc


def looked_after(counting, returns: dict, *days: str) -> list[bool]:
    """Whether child A is looked after on each of the days."""
    return [counting.figure(returns, day, "cla_number").value == 1 for day in days]


def test_a_later_return_closes_what_an_earlier_one_left_open(counting):
    returns = {
        2016: {"episodes": episodes("A 2015-06-01 S C1 U6 PR1")},
        2017: {"episodes": episodes("A 2015-06-01 S C2 K2 PR1 2016-10-01 E4A")},
    }
    assert looked_after(counting, returns, "2016-03-31", "2016-09-30", "2016-10-01") == [True, True, False]
    # Every field is the later row's.
    assert counting.groups(returns, "2016-03-31", "cla_number", "placement_type") == {"childrens-home": 1}
    assert counting.figure(returns, "2017-03-31", "cla_ceased").value == 1


def test_within_a_return_the_last_row_of_the_file_holds(counting):
    returns = {
        2017: {
            "episodes": episodes("""
                A 2015-06-01 S C1 U6 PR1 2016-10-01 E4A
                A 2015-06-01 S C1 K2 PR1
            """)
        }
    }
    assert looked_after(counting, returns, "2017-03-31") == [True]
    assert counting.groups(returns, "2017-03-31", "cla_number", "placement_type") == {"childrens-home": 1}


def test_a_later_year_wins_even_where_it_opens_what_was_closed(counting):
    returns = {
        2016: {"episodes": episodes("A 2015-06-01 S C1 U6 PR1 2015-12-01 E4A")},
        2017: {"episodes": episodes("A 2015-06-01 S C1 U6 PR1")},
    }
    assert looked_after(counting, returns, "2017-03-31") == [True]


def test_an_open_episode_absent_from_the_next_return_of_the_child_was_withdrawn(counting):
    returns = {
        2016: {"episodes": episodes("A 2015-06-01 S C1 U6 PR1")},
        2017: {"episodes": episodes("A 2015-06-08 S C1 U6 PR1")},
    }
    assert looked_after(counting, returns, "2015-06-07", "2015-06-08") == [False, True]
    assert counting.figure(returns, "2016-03-31", "cla_started").value == 1


def test_an_episode_that_is_closed_stands_without_the_later_returns(counting):
    returns = {
        2016: {"episodes": episodes("A 2015-06-01 S C1 U6 PR1 2015-12-01 E4A")},
        2017: {"episodes": episodes("A 2016-06-08 S C1 U6 PR1")},
    }
    assert looked_after(counting, returns, "2015-11-30", "2016-06-07") == [True, False]


def test_an_open_episode_that_is_absent_once_and_comes_back_stands(counting):
    returns = {
        2015: {"episodes": episodes("A 2014-06-01 S C1 U6 PR1")},
        2016: {"episodes": episodes("A 2015-06-08 P C1 K2 PR1 2015-07-01 E4A")},
        2017: {"episodes": episodes("A 2014-06-01 S C1 U6 PR1")},
    }
    assert looked_after(counting, returns, "2015-06-01", "2017-03-31") == [True, True]


def test_closed_then_open_in_the_last_return_that_has_it_and_then_absent_was_withdrawn(counting):
    returns = {
        2015: {"episodes": episodes("A 2014-06-01 S C1 U6 PR1 2014-12-01 E4A")},
        2016: {"episodes": episodes("A 2014-06-01 S C1 U6 PR1")},
        2017: {"episodes": episodes("A 2016-06-01 S C1 U6 PR1")},
    }
    assert looked_after(counting, returns, "2014-07-01", "2017-03-31") == [False, True]


def test_withdrawn_needs_a_later_return_with_episodes_of_the_child(counting):
    # The return of 2017 holds only another child: A was open to the end of the 2016 year.
    returns = {
        2016: {"episodes": episodes("A 2015-06-01 S C1 U6 PR1")},
        2017: {"episodes": episodes("B 2016-05-01 S C1 U6 PR1 2016-06-01 E3")},
    }
    assert looked_after(counting, returns, "2016-03-31", "2016-04-01") == [True, False]


def test_open_in_the_last_return_of_the_child_but_not_the_newest_ends_on_1_april(counting):
    returns = {
        2016: {"episodes": episodes("A 2015-06-01 S C1 U6 PR1 - E4A")},
        2018: {"header": header("B 2010-01-01")},
    }
    assert looked_after(counting, returns, "2016-03-31", "2016-04-01") == [True, False]
    assert counting.figure(returns, "2017-03-31", "cla_ceased").value == 0


def test_open_in_the_newest_return_stays_open_for_years(counting):
    returns = {2016: {"episodes": episodes("A 2015-06-01 S C1 U6 PR1")}}
    assert looked_after(counting, returns, "2016-04-01", "2022-03-31") == [True, True]


def test_a_year_of_nothing_is_no_year_loaded(counting):
    returns = {2016: {"episodes": episodes("A 2015-06-01 S C1 U6 PR1")}, 2017: {"episodes": [], "header": []}}
    assert looked_after(counting, returns, "2017-03-31") == [True]


def test_short_break_episodes_of_a_later_return_show_that_an_open_one_was_withdrawn(counting):
    returns = {
        2016: {"episodes": episodes("A 2015-06-01 S C1 U6 PR1")},
        2017: {"episodes": episodes("A 2016-06-08 S V4 U6 PR1")},
    }
    assert looked_after(counting, returns, "2016-03-31", "2017-03-31") == [False, False]


def test_an_episode_presumed_ended_does_not_carry_on_into_the_next(counting):
    # Open in 2016 with X1 written beside it: presumed ended, its REC is blank.
    returns = {
        2016: {
            "episodes": episodes("""
                A 2015-06-01 S C1 U6 PR1 - X1
                A 2016-04-01 L C2 U6 PR1 2016-04-20 E4A
            """)
        },
        2017: {"header": header("A 2010-01-01")},
    }
    assert looked_after(counting, returns, "2016-03-31", "2016-04-01") == [True, True]
    # Two periods of care, each one placement: with a third, three placements in the year.
    returns[2016]["episodes"] += episodes("A 2016-04-20 S C2 U6 PR1 2016-12-31 E4A")
    assert counting.shares(returns, "2016-12-30", "three_plus_placements_pct") == (1, 1)


def test_the_latest_header_and_uasc_rows_of_a_child_hold(counting):
    returns = {
        2016: {
            "episodes": episodes("A 2015-06-01 S C1 U6 PR1"),
            "header": header("A 2001-01-01 M WBRI"),
            "uasc": uasc("A 2018-01-01"),
        },
        2017: {
            "episodes": episodes("A 2015-06-01 S C1 U6 PR1"),
            "header": header("""
                A 2008-01-01 M WBRI
                A 2009-01-01 F -
            """),
            "uasc": uasc("A 2016-06-01"),
        },
    }
    assert counting.groups(returns, "2016-03-31", "cla_number", "age_band") == {"5-9": 1}
    assert counting.groups(returns, "2016-03-31", "cla_number", "sex") == {"female": 1}
    assert counting.groups(returns, "2016-03-31", "cla_number", "ethnic_group") == {"unknown": 1}
    assert counting.groups(returns, "2016-05-31", "cla_number", "uasc") == {"uasc": 1}
    assert counting.groups(returns, "2016-06-01", "cla_number", "uasc") == {"not-uasc": 1}
