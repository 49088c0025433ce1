"""Worked by hand: children in need, on plans and looked after, and care leavers, on 31 March 2025."""

from datetime import date

import pytest

from sufficiency.measures import calculate, children_behind
from sufficiency.measures.reference.annex_a import OneDay, counts
from tests.annex_a import DAY, history, tables
from tests.golden.annex_a.test_front_door import value


def behind(opened, measure):
    rows = children_behind(opened, measure, DAY).to_pylist()
    return {row["child"]: row["in_numerator"] for row in rows}


def plainly(lists, measure):
    """The same by the slow second counting."""
    read = tables(lists)
    rows = {name: read[name].to_pylist() for name in read if name.startswith("list_")}
    return {row[0]: row[2] for row in counts(OneDay(rows, DAY))[measure][1]}


def test_children_in_need_are_open_on_the_day_each_once(tmp_path):
    cases = [
        {"child": "A", "started": date(2024, 5, 1)},
        {"child": "A", "started": date(2025, 1, 1)},  # a second row
        {"child": "B", "started": date(2024, 5, 1), "ended": date(2025, 3, 31)},  # closed on the day
        {"child": "C", "started": date(2024, 5, 1), "ended": date(2025, 4, 1)},
        {"child": "D", "started": date(2025, 4, 1)},  # not yet
        {"child": "E", "started": None},  # on the list, so open
        {"child": "F", "started": date(2024, 5, 1), "status": "e) Closed episode"},
    ]
    with history({"list_6": cases}, tmp_path / "history") as opened:
        assert behind(opened, "annex_children_in_need") == {"A": True, "C": True, "E": True}


PLANS = [
    {"child": "A", "started": date(2024, 12, 31), "earlier_plans": 1},  # three months to the day
    {"child": "B", "started": date(2024, 12, 30)},
    {"child": "C", "started": date(2024, 9, 30), "earlier_plans": 2},
    {"child": "D", "started": date(2024, 9, 29)},
    {"child": "E", "started": date(2024, 4, 1)},
    {"child": "F", "started": date(2024, 3, 31)},  # a year to the day
    {"child": "G", "started": date(2023, 4, 1)},
    {"child": "H", "started": date(2023, 3, 31)},  # two years to the day
    {"child": "I", "started": date(2024, 6, 1), "ended": date(2025, 3, 31)},  # ended on the day
    {"child": "J", "started": None},
]


def test_plans_open_on_the_day_by_how_long_they_have_lasted(tmp_path):
    with history({"list_7": PLANS}, tmp_path / "history") as opened:
        assert value(opened, "cpp_number") == (9, None, 9)
        shares = value(opened, "cpp_duration", "plan_duration")
        assert {group: (top, bottom) for group, (top, bottom, _value) in shares.items()} == {
            "": (9, 9),
            "0-3m": (1, 9),
            "3-6m": (2, 9),
            "6-12m": (2, 9),
            "1-2y": (2, 9),
            "2y+": (1, 9),
            "unknown": (1, 9),
        }
        assert sum(one for group, (_top, _bottom, one) in shares.items() if group) == pytest.approx(100)
        assert value(opened, "cpp_2yr_pct")[:2] == (1, 9)
        assert behind(opened, "cpp_2yr_pct")["H"]


def test_a_second_plan_is_of_those_begun_in_the_year_whether_open_or_not(tmp_path):
    with history({"list_7": PLANS}, tmp_path / "history") as opened:
        assert behind(opened, "cpp_second_pct") == {
            "A": True,
            "B": False,
            "C": True,
            "D": False,
            "E": False,
            "I": False,
        }
        assert value(opened, "annex_cpp_second_6m_pct")[:2] == (1, 2)


def test_the_rate_of_plans_is_of_the_children_of_the_authority(tmp_path):
    with history({"list_7": PLANS}, tmp_path / "history") as opened:
        (row,) = calculate(opened, [DAY], ["cpp_rate_10k"], [], authority="Southwark").to_pylist()
        assert (row["numerator"], row["denominator"]) == (9, 55_626)
        assert row["value"] == pytest.approx(90_000 / 55_626)
        assert calculate(opened, [DAY], ["cpp_rate_10k"], []).num_rows == 0


LONG_AGO = date(2020, 1, 1)


def test_visits_are_of_those_looked_after_as_long_as_the_window(tmp_path):
    children = [
        {"child": "A", "started": LONG_AGO, "visit": date(2025, 2, 17)},  # 42 days before
        {"child": "B", "started": LONG_AGO, "visit": date(2025, 2, 16)},
        {"child": "C", "started": LONG_AGO, "visit": date(2025, 1, 6)},  # 84 days before
        {"child": "D", "started": LONG_AGO, "visit": date(2025, 1, 5)},
        {"child": "E", "started": date(2025, 2, 17), "visit": DAY},
        {"child": "F", "started": date(2025, 2, 18), "visit": None},  # not yet six weeks in care
        {"child": "G", "started": LONG_AGO, "visit": date(2025, 4, 1)},  # after the day
        {"child": "H", "started": LONG_AGO, "ended": DAY, "visit": DAY},  # left on the day
    ]
    with history({"list_8": children}, tmp_path / "history") as opened:
        assert behind(opened, "visits_6wk_pct") == {
            "A": True,
            "B": False,
            "C": False,
            "D": False,
            "E": True,
            "G": False,
        }
        assert behind(opened, "visits_12wk_pct") == {"A": True, "B": True, "C": True, "D": False, "G": False}


def test_health_is_yearly_and_twice_a_year_under_five(tmp_path):
    under_five = date(2020, 4, 1)  # five on the day after
    children = [
        {
            "child": "A",
            "started": LONG_AGO,
            "health_assessment": date(2024, 3, 31),
            "dental_check": date(2024, 3, 31),
        },
        {"child": "B", "started": LONG_AGO, "health_assessment": date(2024, 3, 30), "dental_check": None},
        {"child": "C", "started": LONG_AGO, "dob": under_five, "health_assessment": date(2024, 9, 30)},
        {"child": "D", "started": LONG_AGO, "dob": under_five, "health_assessment": date(2024, 9, 29)},
        {"child": "E", "started": LONG_AGO, "dob": date(2020, 3, 31), "health_assessment": date(2024, 9, 29)},
        {"child": "F", "started": date(2024, 4, 1), "health_assessment": DAY},  # not yet a year in care
    ]
    with history({"list_8": children}, tmp_path / "history") as opened:
        assert behind(opened, "annex_health_assessment_pct") == {
            "A": True,
            "B": False,
            "C": True,
            "D": False,
            "E": True,
        }
        assert value(opened, "annex_dental_pct")[:2] == (1, 5)


def test_reviews_and_plans_for_permanence_are_asked_when_they_are_due(tmp_path):
    # Care from 3 March 2025: 20 working days later is 31 March 2025.
    children = [
        {"child": "A", "started": date(2025, 3, 3), "review": date(2025, 3, 28)},
        {"child": "B", "started": date(2025, 3, 4)},
        {"child": "C", "started": LONG_AGO, "review": date(2024, 9, 30), "permanence_plan": "g) Other"},
        {"child": "D", "started": LONG_AGO, "review": date(2024, 9, 29)},
        {"child": "E", "started": date(2024, 11, 30), "permanence_plan": "b) Adoption", "review": DAY},
        {"child": "F", "started": date(2024, 12, 1), "review": DAY},
    ]
    with history({"list_8": children}, tmp_path / "history") as opened:
        due = {"A": True, "C": True, "D": False, "E": True, "F": True}
        assert behind(opened, "annex_reviews_current_pct") == due
        assert plainly({"list_8": children}, "annex_reviews_current_pct") == due
        planned = {"C": True, "D": False, "E": True}
        assert behind(opened, "annex_permanence_plan_pct") == planned
        assert plainly({"list_8": children}, "annex_permanence_plan_pct") == planned


def test_missing_children_and_their_return_interviews(tmp_path):
    children = [
        {
            "child": "A",
            "started": LONG_AGO,
            "missing_12m": 2,
            "interview_offered": "Yes",
            "interview_accepted": "Yes",
        },
        {
            "child": "B",
            "started": LONG_AGO,
            "missing_12m": 1,
            "interview_offered": "Yes",
            "interview_accepted": "No",
        },
        {"child": "C", "started": LONG_AGO, "missing_12m": 1, "interview_offered": None},
        {"child": "D", "started": LONG_AGO, "missing_12m": 0, "interview_offered": "Yes"},
        {"child": "E", "started": LONG_AGO, "missing_12m": None, "absent_12m": 4, "placements_12m": 3},
        {"child": "F", "started": LONG_AGO, "missing_12m": 1, "interview_offered": "Yes"},  # no answer yet
    ]
    with history({"list_8": children}, tmp_path / "history") as opened:
        assert value(opened, "annex_missing_pct")[:2] == (4, 6)
        assert value(opened, "annex_return_interview_offered_pct") == (3, 4, 75.0)
        assert value(opened, "annex_return_interview_accepted_pct")[:2] == (1, 3)
        assert behind(opened, "annex_three_plus_placements_pct")["E"]


def test_a_child_in_two_rows_is_looked_after_once_by_the_later_one(tmp_path):
    children = [
        {"child": "A", "started": date(2024, 1, 1), "sex": "b) Female"},
        {"child": "A", "started": date(2025, 1, 1), "sex": "a) Male", "placement_location": "b) Out"},
        {"child": "B", "started": date(2023, 1, 1), "ended": date(2024, 12, 1)},
        {"child": "B", "started": date(2025, 1, 1)},
    ]
    with history({"list_8": children}, tmp_path / "history") as opened:
        assert value(opened, "annex_cla_number", "sex")["male"][0] == 2
        assert value(opened, "annex_out_of_area_pct") == (1, 2, 50.0)


def test_a_measure_whose_column_or_list_is_not_there_is_not_given(tmp_path):
    children = {"list_8": [{"child": "A", "started": LONG_AGO}]}
    with history(children, tmp_path / "history", without=["list_8.visit"]) as opened:
        given = set(calculate(opened, [DAY], by=[]).column("measure").to_pylist())
    assert "visits_6wk_pct" not in given
    assert "annex_dental_pct" in given
    assert "cpp_number" not in given


LEAVERS = [
    {
        "child": "A",
        "pathway_review": date(2024, 9, 30),
        "suitability": "a) Suitable",
        "activity": "F1: Full time in higher education",
    },
    {
        "child": "B",
        "eligibility": "a) Relevant",
        "dob": date(2008, 1, 1),
        "pathway_review": date(2024, 9, 29),
    },
    {"child": "C", "eligibility": "d) Eligible", "dob": date(2008, 1, 1), "pathway_review": DAY},
    {"child": "D", "eligibility": "c) Qualifying", "pathway_review": DAY},
    {"child": "E", "in_touch": "b) Not in touch", "suitability": "c) Not in touch or not recorded"},
    {
        "child": "F",
        "accommodation": "e) Gone abroad",
        "activity": "G5: Not in education, employment or training - other",
    },
    {"child": "G", "in_touch": "d) Exclude"},
    {"child": "H", "dob": date(2003, 3, 31)},  # 22 on the day
]


def test_care_leavers_and_their_pathway_plans(tmp_path):
    with history({"list_9": LEAVERS}, tmp_path / "history") as opened:
        assert behind(opened, "care_leavers_number") == dict.fromkeys("ABEFGH", True)
        assert behind(opened, "pathway_plans_pct") == {
            "A": True,
            "B": False,
            "C": True,
            "E": False,
            "F": False,
            "G": False,
            "H": False,
        }


def test_care_leavers_of_19_to_21_in_touch_learning_or_working_and_well_housed(tmp_path):
    with history({"list_9": LEAVERS}, tmp_path / "history") as opened:
        assert behind(opened, "annex_cl_in_touch_pct") == {"A": True, "E": False, "F": True}
        assert behind(opened, "annex_cl_eet_pct") == {"A": True, "E": False, "F": False}
        assert behind(opened, "annex_cl_suitable_pct") == {"A": True, "E": False}


def test_a_care_leaver_of_whom_it_is_not_said_is_not_in_touch_nor_in_a_suitable_home(tmp_path):
    unsaid = {"in_touch": None, "suitability": None, "activity": None}
    lists = {"list_9": [{**LEAVERS[0], "child": "A"}, {**LEAVERS[0], "child": "B", **unsaid}]}
    with history(lists, tmp_path / "history") as opened:
        for measure in ("annex_cl_in_touch_pct", "annex_cl_eet_pct", "annex_cl_suitable_pct"):
            assert behind(opened, measure) == plainly(lists, measure) == {"A": True, "B": False}, measure
