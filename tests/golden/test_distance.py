"""Hand-worked case 5, and D9: placed more than 20 miles from home."""

from __future__ import annotations

import pytest

from tests.countings import HOME_POSTCODE, POSTCODE_OF_NOWHERE, POSTCODE_WITHOUT_GRID_REFERENCE
from tests.golden.rows import episodes, uasc

MEASURE = "over_20_miles_pct"

CASE_5 = {
    2017: {
        "episodes": episodes("""
            A 2016-05-01 S C2 U6 PR1 - - - - 20.0
            B 2016-05-01 S C2 U6 PR1 - - - - 20.1
            C 2016-05-01 S V2 U6 PR1 - - - - 999.9
            D 2016-05-01 S V2 U6 PR1
            E 2016-05-01 S V3 U6 PR1 - - - - 5.0
        """),
        "uasc": uasc("D"),
    }
}


def test_case_5_counts_the_one_of_four_known_to_be_over_20_miles(counting):
    figure = counting.figure(CASE_5, "2017-03-31", MEASURE)
    assert (figure.numerator, figure.denominator, figure.value) == (1, 4, 25.0)
    assert counting.children(CASE_5, "2017-03-31", MEASURE) == ("B", "A B C D")


def test_case_5_one_of_four_is_known_to_be_within_20_miles(counting):
    figure = counting.figure(CASE_5, "2017-03-31", "within_20_miles")
    assert (figure.numerator, figure.denominator, figure.value) == (1, 4, 25.0)
    assert counting.children(CASE_5, "2017-03-31", "within_20_miles")[0] == "A"


def test_case_5_the_second_figure_is_of_the_two_whose_distance_is_known(counting):
    figure = counting.figure(CASE_5, "2017-03-31", "over_20_miles_known_pct")
    assert (figure.numerator, figure.denominator, figure.value) == (1, 2, 50.0)
    assert counting.children(CASE_5, "2017-03-31", "over_20_miles_known_pct") == ("B", "A B")


def test_a_child_lives_outside_the_area_where_the_return_says_so(counting):
    lines = [
        f"{n} 2016-05-01 S C2 U6 PR1 - - - - 1.0 {said}"
        for n, said in enumerate(("IN", "OUT", "out", "XX", "-"))
    ]
    returns = {2017: {"episodes": episodes("\n".join(lines))}}
    assert counting.children(returns, "2017-03-31", "out_of_area_pct") == ("1 2", "0 1 2")


def between(home: str | None, placed: str | None, distance: float | None = None) -> dict:
    rows = episodes("A 2016-05-01 S C2 U6 PR1")
    rows[0].update(home_post=home, pl_post=placed, pl_distance=distance)
    return {2017: {"episodes": rows}}


@pytest.mark.parametrize(
    ("placed", "over"),
    [
        ("SE15 1JT", 0),
        ("DA3 7PH", 0),  # 19.96 miles are 20.0
        ("DA11 8AD", 0),  # 20.04 miles are 20.0, and 20.0 is not over
        ("DA11 8FA", 1),  # 20.07 miles are 20.1
        ("DN15 9AB", 1),
        ("dn159ab", 1),
        (POSTCODE_OF_NOWHERE, 0),
        (POSTCODE_WITHOUT_GRID_REFERENCE, 0),
        (None, 0),
    ],
)
def test_without_a_distance_it_is_the_straight_line_between_the_postcodes_to_one_decimal(
    counting, placed, over
):
    assert counting.shares(between(HOME_POSTCODE, placed), "2017-03-31", MEASURE) == (over, 1)


def test_spaces_and_case_of_the_home_postcode_do_not_matter(counting):
    for home in ("SE17PB", "se1 7pb", "SE1  7PB"):
        assert counting.shares(between(home, "DN15 9AB"), "2017-03-31", MEASURE) == (1, 1)


def test_a_distance_given_holds_over_the_postcodes(counting):
    assert counting.shares(between(HOME_POSTCODE, "DN15 9AB", 3.0), "2017-03-31", MEASURE) == (0, 1)
    assert counting.shares(between(HOME_POSTCODE, "SE15 1JT", 30.0), "2017-03-31", MEASURE) == (1, 1)
    assert counting.shares(between(HOME_POSTCODE, "DN15 9AB", 999.9), "2017-03-31", MEASURE) == (0, 1)
    assert counting.shares(between(HOME_POSTCODE, "DN15 9AB", 0.0), "2017-03-31", MEASURE) == (0, 1)


def test_a_distance_given_to_more_decimals_is_taken_to_one(counting):
    for given, over in ((20.04, 0), (20.06, 1)):
        assert counting.shares(between(None, None, given), "2017-03-31", MEASURE) == (over, 1)


def test_distance_is_not_known_while_the_child_is_uasc_even_where_it_is_given(counting):
    rows = episodes("""
        A 2016-05-01 S C2 U6 PR1 - - - - 30.0
        B 2016-05-01 S C2 U6 PR1 - - - - 30.0
        C 2016-05-01 S C2 U6 PR1 - - - - 30.0
    """)
    returns = {
        2017: {
            "episodes": rows,
            "uasc": uasc("""
                A 2017-03-31
                B 2017-04-01
                C -
            """),
        }
    }
    assert counting.children(returns, "2017-03-31", MEASURE) == ("A", "A B C")
    assert counting.children(returns, "2017-04-01", MEASURE) == ("A B", "A B C")
    assert counting.groups(returns, "2017-03-31", "cla_number", "uasc") == {"uasc": 2, "not-uasc": 1}


def test_in_a_temporary_move_the_distance_is_that_of_the_move(counting):
    returns = {
        2017: {
            "episodes": episodes("""
                A 2016-05-01 S C2 U6 PR1 2017-03-20 X1 - - 5.0
                A 2017-03-20 P C2 T1 PR3 - - - - 25.0
            """)
        }
    }
    assert counting.shares(returns, "2017-03-31", MEASURE) == (1, 1)
