"""D6 and section 3: every start and end, the age at leaving, and where children left for."""

from __future__ import annotations

import pytest

from sufficiency.measures import reference
from tests.golden.rows import day, episodes, header, previous_permanence
from tests.golden.test_starts_and_ends import CASE_2


def test_case_2_the_operational_counts_have_every_start_and_every_end(counting):
    assert counting.figure(CASE_2, "2017-03-31", "cla_started_events").value == 4
    assert counting.figure(CASE_2, "2017-03-31", "cla_ceased_events").value == 4
    assert counting.groups(CASE_2, "2017-03-31", "cla_ceased_events", "ceased_reason") == {
        "returned-home": 3,
        "adopted": 1,
    }
    assert counting.children(CASE_2, "2017-03-31", "cla_ceased_events")[0] == "A B D"


def test_starters_are_divided_by_their_age_on_the_day_each_band_a_share_of_all(counting):
    found = counting.figures(CASE_2, "2017-03-31", "started_by_age", "age_band")
    shares = {group: (one.numerator, one.denominator, one.value) for group, one in found.items()}
    assert shares["1-4"] == (1, 2, 50.0) and shares["10-15"] == (1, 2, 50.0)
    assert sum(share[0] for share in shares.values()) == 2


def test_the_rate_of_starters_is_of_the_population_and_tells_its_year():
    (row,) = reference.count(
        CASE_2, [day("2017-03-31")], ["cla_started_rate_10k"], population=lambda on: 4000
    )
    assert (row.numerator, row.denominator, row.value) == (2, 4000, 5.0)
    assert row.period_start == day("2016-04-01")


def left(*lines: str, born: str) -> dict:
    return {2017: {"episodes": episodes("\n".join(lines)), "header": header(born)}}


@pytest.mark.parametrize(
    ("born", "left_on", "aged_18"),
    [
        ("1999-01-10", "2017-01-09", False),
        ("1999-01-10", "2017-01-10", True),
        ("1999-01-10", "2017-01-11", False),
        ("2000-02-29", "2018-02-28", False),
        ("2000-02-29", "2018-03-01", True),
        ("-", "2017-01-10", False),
    ],
)
def test_a_child_turned_18_who_left_on_the_very_birthday(counting, born, left_on, aged_18):
    returns = left(f"A 2016-05-01 S C2 U6 PR1 {left_on} E17", born=f"A {born}".replace("A -", "B 1999-01-01"))
    as_at = "2018-03-31" if left_on > "2018" else "2017-03-31"
    assert counting.shares(returns, as_at, "ceased_aged18_pct") == (int(aged_18), 1)


def test_those_who_stayed_until_18_are_a_share_of_those_who_left_at_16_or_over(counting):
    returns = left(
        "A 2016-05-01 S C2 U6 PR1 2017-01-10 E17",
        "B 2016-05-01 S C2 U6 PR1 2017-01-10 E5",
        "C 2016-05-01 S C2 U6 PR1 2017-01-10 E4A",
        "D 2016-05-01 S C2 U6 PR1 2017-01-10 E4A",
        born="""
            A 1999-01-10
            B 2001-01-10
            C 2001-01-11
        """,
    )
    assert counting.children(returns, "2017-03-31", "remained_until_18_pct") == ("A", "A B")


def test_home_or_relative_is_by_the_reason_of_the_last_end_of_the_year(counting):
    reasons = "E4 E4A E4B E41 E45 E46 E47 E48 E43 E44 E13 E11"
    lines = [f"{reason} 2016-05-01 S C2 U6 PR1 2016-08-01 {reason}" for reason in reasons.split()]
    lines += ["Z 2016-05-01 S C2 U6 PR1 2016-08-01 E4A", "Z 2016-09-01 S C2 U6 PR1 2016-10-01 E3"]
    returns = {2017: {"episodes": episodes("\n".join(lines))}}
    found = counting.children(returns, "2017-03-31", "ceased_home_or_relative")[0]
    assert found == "E4 E41 E45 E47 E4A E4B"
    orders = counting.children(returns, "2017-03-31", "sgo_number")[0]
    assert orders == "E43 E44 E45 E46 E47 E48"


def test_a_special_guardianship_order_counts_though_the_child_came_back_and_left_again(counting):
    returns = {
        2017: {
            "episodes": episodes("""
                A 2016-05-01 S C2 U6 PR1 2016-08-01 E45
                A 2016-09-01 S C2 U6 PR1 2016-10-01 E3
                B 2015-05-01 S C2 U6 PR1 2016-03-31 E45
            """)
        }
    }
    assert counting.children(returns, "2017-03-31", "sgo_number")[0] == "A"
    assert counting.shares(returns, "2017-03-31", "ceased_sgo_pct") == (0, 1)


def test_a_return_from_a_special_guardian_is_told_by_the_row_of_the_year_of_the_start(counting):
    returns = {
        2017: {
            "episodes": episodes("""
                A 2016-05-01 S C2 U6 PR1
                B 2016-05-01 S C2 U6 PR1
                C 2016-05-01 S C2 U6 PR1
                D 2016-03-31 S C2 U6 PR1
            """),
            "previous_permanence": previous_permanence("""
                A P2
                B P1
                C P2
                C Z1
                D P2
            """),
        }
    }
    assert counting.children(returns, "2017-03-31", "sgo_disruptions")[0] == "A"
    assert counting.figure(returns, "2017-04-30", "sgo_disruptions").value == 1


def test_a_child_is_placed_for_good_when_a_placement_first_has_the_code(counting):
    returns = {
        2017: {
            "episodes": episodes("""
                A 2016-05-01 S C2 U6 PR1 2016-09-01 X1
                A 2016-09-01 T C2 U4 PR1 2016-11-01 X1
                A 2016-11-01 L C2 U4 PR1
                B 2015-05-01 S C2 U4 PR1 2016-06-01 X1
                B 2016-06-01 L C2 U4 PR1
                C 2016-05-01 S C2 U1 PR1 2016-06-01 X1
                C 2016-06-01 P C2 U4 PR1
                D 2016-05-01 S C2 U6 PR1
            """)
        }
    }
    assert counting.children(returns, "2017-03-31", "ltf_matches")[0] == "A C"
    assert counting.figure(returns, "2017-03-31", "ltf_matches").value == 2
    assert counting.groups(returns, "2017-03-31", "ltf_matches", "placement_type") == {"foster": 2}
