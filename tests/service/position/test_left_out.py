"""Whom a figure leaves out, counted another way here."""

from datetime import date

import pytest

from sufficiency.measures import MEASURES
from sufficiency.service.data.opened import opened
from sufficiency.service.position.left_out import left_out
from sufficiency.vocabulary.months import first_day_of_year_ending

LAST = date(2025, 3, 31)


def told(made_up, measure: str) -> str:
    held = opened(made_up)
    figure = held.figures.figure(MEASURES[measure], LAST)
    with held.history() as history:
        return " ".join(left_out(history, MEASURES[measure], figure))


@pytest.fixture
def positions(made_up):
    return [row for row in made_up.table("history/positions").to_pylist() if row["as_at"] == LAST]


def test_children_whose_distance_is_not_known_are_counted(made_up, positions):
    unknown = [row for row in positions if row["distance_miles"] is None]
    assert f"not known for {len(unknown)} child" in told(made_up, "over_20_miles_pct")
    unaccompanied = sum(row["uasc"] == "uasc" for row in unknown)
    assert f"{unaccompanied} of them came unaccompanied" in told(made_up, "over_20_miles_pct")


def test_children_not_in_long_term_care_are_counted(made_up, positions):
    others = sum(not row["long_term"] for row in positions)
    assert f"{others} children are not counted" in told(made_up, "long_term_stability_pct")


def test_children_without_a_year_in_care_or_a_health_row_are_counted(made_up, positions):
    others = sum(not row["in_health_cohort"] for row in positions)
    assert f"{others} children are looked after on the day but not counted" in told(made_up, "dental_pct")


@pytest.mark.parametrize("measure", ["a1_days_3yr", "a10_days_3yr", "a2_days_3yr"])
def test_adopted_children_whose_wait_is_not_known_are_counted(made_up, all_figures, measure):
    first = first_day_of_year_ending(LAST, 36)
    adopted = {
        row["child"]
        for row in made_up.table("history/events").to_pylist()
        if row["kind"] == "adopted" and first <= row["date"] <= LAST
    }
    counted = all_figures[measure, LAST, "", ""]["denominator"]
    sentence = told(made_up, measure)
    if len(adopted) == counted:
        assert sentence == ""
    else:
        assert f"{len(adopted) - counted:.0f} of the {len(adopted)} children adopted" in sentence


def test_young_people_who_are_not_in_the_total_are_counted(made_up, all_figures):
    rows = [row for row in made_up.table("history/care_leavers").to_pylist() if row["as_at"] == LAST]
    counted = all_figures["cl_eet_pct", LAST, "", ""]["denominator"]
    assert f"{len(rows) - counted:.0f} of the {len(rows)} young people" in told(made_up, "cl_eet_pct")


def test_children_on_short_breaks_are_counted(made_up):
    episodes = made_up.table("history/episodes").to_pylist()
    then = {
        row["child"]
        for row in episodes
        if row["short_break"] and row["decom"] <= LAST and (row["dec"] is None or row["dec"] > LAST)
    }
    sentence = told(made_up, "cla_number")
    assert (f"{len(then)} child" in sentence) == bool(then)
