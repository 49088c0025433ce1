"""D1 and D5: where a period of care begins and ends, short breaks left out."""

from __future__ import annotations

from tests.golden.rows import episodes, header


def long_in_care(counting, lines: str) -> bool:
    """Whether the period of care of child A at 31 March 2017 began 30 months before or earlier."""
    returns = {2017: {"header": header("A 2008-01-01"), "episodes": episodes(lines)}}
    return counting.shares(returns, "2017-03-31", "long_term_stability_pct")[1] == 1


def test_x1_and_the_same_day_carry_the_period_on(counting):
    assert long_in_care(
        counting,
        """
        A 2012-01-01 S C2 U6 PR1 2016-01-01 X1
        A 2016-01-01 P C2 U6 PR1
        """,
    )


def test_a_gap_of_one_day_ends_the_period(counting):
    assert not long_in_care(
        counting,
        """
        A 2012-01-01 S C2 U6 PR1 2016-01-01 X1
        A 2016-01-02 P C2 U6 PR1
        """,
    )


def test_another_reason_or_none_ends_the_period_even_on_the_same_day(counting):
    for reason in ("E4A", "-", "ZZ"):
        lines = f"""
            A 2012-01-01 S C2 U6 PR1 2016-01-01 {reason}
            A 2016-01-01 P C2 U6 PR1
        """
        assert not long_in_care(counting, lines), reason


def test_an_overlap_ends_the_period(counting):
    assert not long_in_care(
        counting,
        """
        A 2012-01-01 S C2 U6 PR1 2016-01-02 X1
        A 2016-01-01 P C2 U6 PR1
        """,
    )


def test_rne_s_after_x1_on_the_same_day_carries_the_period_on(counting):
    assert long_in_care(
        counting,
        """
        A 2012-01-01 S C2 U6 PR1 2016-01-01 X1
        A 2016-01-01 S C2 U6 PR1
        """,
    )


def test_care_after_short_breaks_begins_at_the_first_other_episode(counting):
    for status, long in (("V3", False), ("V4", False), ("V2", True)):
        lines = f"""
            A 2012-01-01 S {status} U6 PR1 2016-01-01 X1
            A 2016-01-01 L V2 U6 PR1
        """
        assert long_in_care(counting, lines) is long, status


def test_short_breaks_in_the_middle_of_a_chain_cut_it(counting):
    assert not long_in_care(
        counting,
        """
        A 2012-01-01 S V2 U6 PR1 2016-01-01 X1
        A 2016-01-01 L V3 U6 PR1 2016-02-01 X1
        A 2016-02-01 L V2 U6 PR1
        """,
    )


def test_short_breaks_beside_a_period_do_not_cut_it(counting):
    assert long_in_care(
        counting,
        """
        A 2012-01-01 S C2 U6 PR1 2016-01-01 X1
        A 2015-06-01 S V3 U6 PR1 2015-06-08 E4A
        A 2016-01-01 P C2 U6 PR1
        """,
    )


def test_the_turn_from_short_breaks_is_no_start_and_to_them_no_end(counting):
    returns = {
        2017: {
            "episodes": episodes("""
                A 2016-05-01 S V3 U6 PR1 2016-06-01 X1
                A 2016-06-01 L V2 U6 PR1 2016-07-01 X1
                A 2016-07-01 L V3 U6 PR1 2016-08-01 E4A
            """)
        }
    }
    assert counting.figure(returns, "2017-03-31", "cla_started").value == 0
    assert counting.figure(returns, "2017-03-31", "cla_ceased").value == 0
    assert counting.figure(returns, "2016-06-15", "cla_number").value == 1
