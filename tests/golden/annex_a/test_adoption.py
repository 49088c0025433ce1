"""Worked by hand: children waiting for adoption and families approved to adopt, on 31 March 2025."""

from datetime import date

from tests.annex_a import DAY, history
from tests.golden.annex_a.test_front_door import value
from tests.golden.annex_a.test_on_the_day import behind

CARE, DECIDED = date(2023, 1, 1), date(2024, 2, 1)


def child(name, **rest):
    return {"child": name, "entered_care": CARE, "decision": DECIDED} | rest


def test_children_wait_from_the_decision_until_they_are_placed_or_the_plan_is_given_up(tmp_path):
    children = [
        child("A"),
        child("B", placed=DAY),
        child("C", placed=date(2025, 4, 1)),
        child("D", reversed=date(2025, 1, 1)),
        child("E", decision=date(2025, 4, 1)),
        child("F", placed=date(2024, 6, 1), adopted=date(2025, 2, 1)),
        child("G", placed=date(2023, 6, 1), adopted=date(2024, 3, 31)),
    ]
    with history({"list_10": children}, tmp_path / "history") as opened:
        assert behind(opened, "annex_children_waiting_adoption") == {"A": True, "C": True}
        assert behind(opened, "annex_children_adopted") == {"F": True}


def test_a_family_is_one_however_many_adopters_it_has(tmp_path):
    adopters = [
        {
            "adopter": "1a",
            "family": "F1",
            "stage_1_started": date(2024, 5, 31),
            "approved": date(2024, 11, 30),
        },
        {"adopter": "1b", "family": "F1", "stage_1_started": date(2024, 6, 2), "approved": date(2024, 12, 2)},
        {
            "adopter": "2a",
            "family": "F2",
            "stage_1_started": date(2024, 5, 31),
            "approved": date(2024, 12, 1),
        },
        {"adopter": "3a", "family": None, "stage_1_started": None, "approved": date(2024, 6, 1)},
        {"adopter": "4a", "family": "F4", "stage_1_started": date(2023, 5, 1), "approved": date(2024, 3, 31)},
    ]
    with history({"list_11": adopters}, tmp_path / "history") as opened:
        assert value(opened, "adopters_approved") == (3, None, 3)
        assert behind(opened, "adopters_approved_in_time_pct") == {"F1": True, "F2": False, "3a": False}


def test_families_matched_within_three_months_and_those_who_still_wait(tmp_path):
    approved = date(2024, 11, 30)
    begun = {"stage_1_started": date(2024, 6, 1)}
    adopters = [
        {"adopter": "1", "family": "F1", "approved": approved, "matched": date(2025, 2, 28)}
        | begun,  # clipped month
        {"adopter": "2", "family": "F2", "approved": approved, "matched": date(2025, 3, 1)} | begun,
        {"adopter": "3", "family": "F3", "approved": approved} | begun,
        {"adopter": "4", "family": "F4", "approved": approved, "left": date(2025, 1, 1)} | begun,
        {"adopter": "5", "family": "F5"} | begun,
        {"adopter": "6", "family": "F6", "left": date(2025, 1, 1)} | begun,
        {"adopter": "7a", "family": "F7", "left": date(2025, 1, 1)} | begun,
        {"adopter": "7b", "family": "F7"} | begun,  # goes on alone
        {"adopter": "8", "family": "F8", "enquiry": date(2025, 3, 1)},
        {"adopter": "9", "family": "F9", "approved": approved, "placed": date(2025, 1, 1)} | begun,
    ]
    with history({"list_11": adopters}, tmp_path / "history") as opened:
        assert value(opened, "adopters_matched_3m") == (1, None, 1)
        assert value(opened, "annex_adopters_matched_3m_pct")[:2] == (1, 5)
        assert behind(opened, "approved_adopters_unmatched") == {"F3": True}
        assert behind(opened, "adopter_pipeline") == {"F5": True, "F7": True}


def test_an_adopter_alone_whose_number_is_a_familys_is_no_part_of_that_family(tmp_path):
    adopters = [
        {"adopter": "1", "family": "7", "stage_1_started": date(2024, 6, 1), "approved": date(2024, 10, 1)},
        {"adopter": "7", "stage_1_started": date(2024, 7, 1), "approved": date(2025, 2, 1)},
        {"adopter": "8", "family": "9", "stage_1_started": date(2025, 1, 1)},
        {"adopter": "9", "stage_1_started": date(2025, 2, 1)},
    ]
    with history({"list_11": adopters}, tmp_path / "history") as opened:
        assert value(opened, "adopters_approved") == (2, None, 2)
        assert value(opened, "adopters_approved_in_time_pct")[:2] == (1, 2)
        assert value(opened, "approved_adopters_unmatched") == (2, None, 2)
        assert value(opened, "adopter_pipeline") == (2, None, 2)


def test_a_row_dated_after_the_day_hides_no_earlier_one_of_the_child(tmp_path):
    children = [
        child("A"),
        child("A", decision=date(2025, 4, 2)),
        child("B", placed=date(2024, 6, 1), adopted=date(2025, 2, 1)),
        child("B", placed=date(2024, 6, 1), adopted=date(2026, 2, 1)),
    ]
    with history({"list_10": children}, tmp_path / "history") as opened:
        assert behind(opened, "annex_children_waiting_adoption") == {"A": True}
        assert behind(opened, "annex_children_adopted") == {"B": True}
