"""Hand-worked case 4, and D8: long-term stability."""

from __future__ import annotations

from tests.golden.rows import episodes, header

MEASURE = "long_term_stability_pct"

CASE_4 = {
    2017: {
        "header": header("""
            A 2006-05-05
            B 2006-05-05
            C 2001-03-31
            D 2013-01-01
            E 2008-01-01
            F 2006-05-05
        """),
        "episodes": episodes("""
            A 2014-06-02 S C2 U6 PR1 2015-01-01 X1
            A 2015-01-01 P C2 U4 PR1
            B 2014-06-02 S C2 U6 PR1 2015-06-01 X1
            B 2015-06-01 P C2 U6 PR1
            C 2010-01-01 S C2 U6 PR1 2011-01-01 X1
            C 2011-01-01 P C2 U4 PR1
            D 2013-09-01 S C1 U6 PR1 2014-10-01 X1
            D 2014-10-01 P C1 U6 PR1 2016-11-01 X1
            D 2016-11-01 B E1 A6 PR1
            E 2014-09-01 S V2 U6 PR1 2016-02-01 E4A
            E 2016-03-01 S V2 U6 PR1
            F 2014-06-02 S C1 U6 PR1 2014-12-01 X1
            F 2014-12-01 P C1 U4 PR1 2016-02-01 X1
            F 2016-02-01 L C2 U4 PR1 2016-08-01 X1
            F 2016-08-01 P C2 T2 PR1 2016-08-15 X1
            F 2016-08-15 P C2 U4 PR1
        """),
    }
}


def one_child(lines: str, born: str = "2006-05-05", year: int = 2017) -> dict:
    return {year: {"header": header(f"A {born}"), "episodes": episodes(lines)}}


def test_days_in_hospital_do_not_make_a_new_adoptive_home_another_one(counting):
    """Two years in one foster home, and placed for adoption elsewhere since; the hospital in between changes nothing."""
    returns = one_child(
        """
        A 2013-09-01 S C1 U6 PR1 2016-10-01 X1
        A 2016-10-01 B E1 A5 PR1 2016-12-01 X1
        A 2016-12-01 P E1 T0 PR4 2016-12-06 X1
        A 2016-12-06 P E1 A5 PR1
        """,
        born="2012-05-05",
    )
    assert counting.shares(returns, "2017-03-31", MEASURE) == (1, 1)


def test_a_home_whose_kind_was_first_left_blank_is_not_known_to_be_a_new_adoptive_one(counting):
    returns = one_child(
        """
        A 2013-09-01 S C1 U6 PR1 2016-10-01 X1
        A 2016-10-01 P E1 - PR1 2016-12-01 X1
        A 2016-12-01 L E1 A5 PR1
        """,
        born="2012-05-05",
    )
    assert counting.shares(returns, "2017-03-31", MEASURE) == (0, 1)


def test_case_4_counts_the_three_of_four_who_stayed(counting):
    figure = counting.figure(CASE_4, "2017-03-31", MEASURE)
    assert (figure.numerator, figure.denominator, figure.value) == (3, 4, 75.0)
    assert counting.children(CASE_4, "2017-03-31", MEASURE) == ("A D F", "A B D F")


def test_case_4_care_must_have_begun_thirty_months_before_clipped_to_the_month_end(counting):
    for began, counted in (("2014-09-30", 1), ("2014-10-01", 0), ("2014-10-02", 0)):
        returns = one_child(f"A {began} S C2 U6 PR1")
        assert counting.shares(returns, "2017-03-31", MEASURE) == (counted, counted), began


def test_case_4_the_placement_must_have_begun_twenty_four_months_before(counting):
    for began, stable in (("2015-03-31", 1), ("2015-04-01", 0), ("2015-04-02", 0)):
        returns = one_child(f"""
            A 2014-01-01 S C2 U6 PR1 {began} X1
            A {began} P C2 U6 PR1
        """)
        assert counting.shares(returns, "2017-03-31", MEASURE) == (stable, 1), began


def test_months_before_the_end_of_february_and_august_are_clipped(counting):
    # 31 August 2017 less 30 months is 28 February 2015; less 24 months, 31 August 2015.
    for began, counted in (("2015-02-28", 1), ("2015-03-01", 0)):
        returns = one_child(f"A {began} S C2 U6 PR1", year=2018)
        assert counting.shares(returns, "2017-08-31", MEASURE) == (counted, counted), began
    # 29 February 2016 less 24 months is 28 February 2014 (2014 has no 29th).
    for began, stable in (("2014-02-28", 1), ("2014-03-01", 0)):
        returns = one_child(
            f"""
            A 2013-01-01 S C2 U6 PR1 {began} X1
            A {began} P C2 U6 PR1
            """,
            year=2016,
        )
        assert counting.shares(returns, "2016-02-29", MEASURE) == (stable, 1), began


def test_a_child_is_under_16_until_the_birthday(counting):
    for born, counted in (("2001-04-01", 1), ("2001-03-31", 0)):
        returns = one_child("A 2014-01-01 S C2 U6 PR1", born)
        assert counting.shares(returns, "2017-03-31", MEASURE)[1] == counted, born


def test_a_child_born_on_29_february_turns_16_on_1_march_of_an_ordinary_year(counting):
    returns = one_child("A 2010-01-01 S C2 U6 PR1", "2000-02-29")
    assert counting.shares(returns, "2016-02-28", MEASURE)[1] == 1
    assert counting.shares(returns, "2016-02-29", MEASURE)[1] == 0
    returns = one_child("A 2010-01-01 S C2 U6 PR1", "1996-02-29")
    assert counting.groups(returns, "2012-02-28", "cla_number", "age_band") == {"10-15": 1}
    assert counting.groups(returns, "2012-02-29", "cla_number", "age_band") == {"16+": 1}
    returns = one_child("A 2010-01-01 S C2 U6 PR1", "2004-02-29")
    assert counting.groups(returns, "2014-02-28", "cla_number", "age_band") == {"5-9": 1}
    assert counting.groups(returns, "2014-03-01", "cla_number", "age_band") == {"10-15": 1}


def test_a_child_whose_age_is_not_known_is_left_out(counting):
    returns = {2017: {"episodes": episodes("A 2010-01-01 S C2 U6 PR1")}}
    assert counting.shares(returns, "2017-03-31", MEASURE) == (0, 0)
    assert counting.figure(returns, "2017-03-31", MEASURE).value is None


def test_a_start_not_known_counts_as_the_latest_it_can_be(counting):
    returns = one_child("A 2014-01-01 P C2 U6 PR1")
    assert counting.shares(returns, "2017-03-31", MEASURE) == (1, 1)


def test_an_adoptive_placement_with_the_same_carers_is_not_a_new_one(counting):
    # The placement with these carers began 17 months ago; the one before it does not help.
    returns = one_child("""
        A 2013-09-01 S C1 U6 PR1 2015-11-01 X1
        A 2015-11-01 P C1 U5 PR1 2016-11-01 X1
        A 2016-11-01 U E1 A5 PR1
    """)
    assert counting.shares(returns, "2017-03-31", MEASURE) == (0, 1)


def test_only_the_placement_just_before_the_adoptive_one_helps(counting):
    returns = one_child("""
        A 2013-09-01 S C1 U6 PR1 2015-11-01 X1
        A 2015-11-01 P C1 U6 PR1 2016-11-01 X1
        A 2016-11-01 B E1 A6 PR1
    """)
    assert counting.shares(returns, "2017-03-31", MEASURE) == (0, 1)


def test_the_placement_before_the_adoptive_one_must_have_begun_24_months_before(counting):
    for began, stable in (("2015-03-31", 1), ("2015-04-01", 0)):
        returns = one_child(f"""
            A 2013-09-01 S C1 K2 PR1 {began} X1
            A {began} P C1 U6 PR1 2016-11-01 X1
            A 2016-11-01 P E1 A4 PR1
        """)
        assert counting.shares(returns, "2017-03-31", MEASURE) == (stable, 1), began


def test_a_hospital_stay_during_an_adoptive_placement_changes_nothing(counting):
    returns = one_child("""
        A 2013-09-01 S C1 U6 PR1 2016-11-01 X1
        A 2016-11-01 B E1 A6 PR1 2017-03-01 X1
        A 2017-03-01 P E1 T1 PR3
    """)
    assert counting.shares(returns, "2017-03-31", MEASURE) == (1, 1)
