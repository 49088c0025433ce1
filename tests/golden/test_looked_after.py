"""Hand-worked case 1, and D1: who is looked after on a day."""

from __future__ import annotations

from datetime import date

import pytest

from sufficiency.measures import calculate, reference
from sufficiency.vocabulary.authorities import population
from tests.countings import derived
from tests.golden.rows import episodes

CASE_1 = {
    2017: {
        "episodes": episodes("""
            A 2016-05-10 S V2 U6 PR1
            B 2016-05-10 S V2 U6 PR1 2017-03-31 E4A
            C 2017-03-31 S L2 U6 PR1
            D 2017-02-01 S V3 U6 PR1
            E 2016-01-01 S C1 U6 PR1 2016-06-01 X1
            E 2016-06-01 L C2 U6 PR1
        """)
    }
}


def test_case_1_counts_the_three_children_open_at_the_end_of_31_march(counting):
    assert counting.figure(CASE_1, "2017-03-31", "cla_number").value == 3
    assert counting.children(CASE_1, "2017-03-31", "cla_number") == ("A C E", "A C E")


def test_a_count_has_its_value_as_numerator_and_no_denominator_or_period(counting):
    figure = counting.figure(CASE_1, "2017-03-31", "cla_number")
    assert (figure.numerator, figure.denominator, figure.period_start) == (3, None, None)


def test_a_child_who_ceases_on_the_day_is_still_counted_the_day_before(counting):
    assert counting.children(CASE_1, "2017-03-30", "cla_number")[0] == "A B E"


def test_on_the_day_one_episode_follows_another_the_child_is_counted_once_in_the_later(counting):
    found = counting.groups(CASE_1, "2016-06-01", "cla_number", "legal_status_group")
    assert found == {"section-20": 2, "care-order": 1}
    assert counting.children(CASE_1, "2016-06-01", "cla_number")[0] == "A B E"


def test_where_episodes_overlap_the_last_to_begin_describes_the_day(counting):
    returns = {
        2017: {
            "episodes": episodes("""
                A 2016-05-10 S C1 U6 PR1 2017-06-01 E4A
                A 2016-09-01 B V2 K2 PR4 2017-05-01 E4A
            """)
        }
    }
    assert counting.groups(returns, "2017-03-31", "cla_number", "placement_type") == {"childrens-home": 1}
    assert counting.groups(returns, "2017-05-01", "cla_number", "placement_type") == {"foster": 1}


def test_a_day_before_any_care_gives_zero_and_not_nothing(counting):
    figures = counting.figures(CASE_1, "2010-03-31", "cla_number", "sex")
    assert {group: figure.value for group, figure in figures.items()} == {
        "female": 0,
        "male": 0,
        "unknown": 0,
    }
    assert counting.figure(CASE_1, "2010-03-31", "foster_pct").value is None


def test_children_with_no_id_and_episodes_with_no_first_day_are_not_counted(counting):
    returns = {
        2017: {
            "episodes": episodes("""
                - 2016-05-10 S V2 U6 PR1
                A - S V2 U6 PR1
                B 2016-05-10 S V2 U6 PR1
            """)
        }
    }
    assert counting.children(returns, "2017-03-31", "cla_number")[0] == "B"


def children(number: int) -> dict:
    """That many children looked after at 31 March 2017, and no more."""
    return {2017: {"episodes": episodes("\n".join(f"c{n} 2016-05-10 S C2 U6 PR1" for n in range(number)))}}


@pytest.mark.parametrize(("number", "population", "rate"), [(387, 55_626, 69.57), (282, 38_450, 73.34)])
def test_case_1_rates_are_of_ten_thousand_children_of_the_population(number, population, rate):
    rows = reference.count(
        children(number), [date(2017, 3, 31)], ["cla_rate_10k"], population=lambda day: population
    )
    found = [(row.numerator, row.denominator, round(row.value, 2)) for row in rows]
    assert found == [(number, population, rate)]


def test_the_rate_of_an_authority_is_of_its_latest_population_before_the_day(tmp_path):
    history = derived(children(6), tmp_path / "history")
    days = [date(2017, 3, 31), date(2017, 7, 31)]
    rows = calculate(history, days, ["cla_rate_10k"], authority="Southwark").to_pylist()
    estimates = [population("Southwark", day) for day in days]
    assert [mid_year for mid_year, _ in estimates] == [2016, 2017]
    assert [(row["numerator"], row["denominator"]) for row in rows] == [
        (6, people) for _, people in estimates
    ]
    assert [row["value"] for row in rows] == [pytest.approx(60_000 / people) for _, people in estimates]


def test_the_rate_has_no_row_where_the_authority_is_not_set(counting):
    assert counting.figures(CASE_1, "2017-03-31", "cla_rate_10k") == {}
