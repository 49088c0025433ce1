"""Hand-worked cases 9, 12 and 13, whose measures need working days, workbooks and recorded series."""

from __future__ import annotations

from datetime import date

import pytest

from sufficiency.measures import calculate, children_behind
from sufficiency.measures.recorded import value_in_words
from sufficiency.service.recorded.checking import check
from sufficiency.vocabulary.working_days import after_working_days
from tests.annex_a import history

DAY = date(2017, 3, 31)


@pytest.mark.parametrize(
    ("started", "count", "last_day"),
    [
        ("2016-04-04", 20, "2016-05-03"),
        ("2016-12-12", 20, "2017-01-12"),
        ("2016-08-15", 20, "2016-09-13"),
        ("2017-03-20", 20, "2017-04-19"),
        ("2016-12-01", 20, "2017-01-03"),
        ("2016-04-04", 45, "2016-06-08"),
        ("2016-11-21", 45, "2017-01-26"),
    ],
)
def test_cases_9_and_12_working_days_pass_over_weekends_and_bank_holidays(started, count, last_day):
    assert after_working_days(date.fromisoformat(started), count).isoformat() == last_day


def recorded(measure: str, top: str, bottom: str) -> tuple[float, str]:
    """A recorded value and how it is told."""
    cells = {
        "measure": measure,
        "as_at": "2017-03-31",
        "period_start": "2016-04-01",
        "numerator": top,
        "denominator": bottom,
        "source": "Worked by hand",
        "basis": "final",
    }
    value, wrong = check(cells, date(2026, 1, 1))
    assert not wrong
    unit = "percent" if measure.endswith("_pct") else "weeks"
    return value.value, value_in_words(value.value, unit, value.denominator)


def test_case_9_two_of_three_first_assessments_were_in_time():
    """A and E in time, B a day late; C left before day 20 and D had not reached it, so they are left out."""
    due = [("2016-04-04", "2016-05-03"), ("2016-12-12", "2017-01-13"), ("2016-12-01", "2016-12-20")]
    in_time = [
        after_working_days(date.fromisoformat(start), 20) >= date.fromisoformat(seen) for start, seen in due
    ]
    value, told = recorded("iha_20wd_pct", str(sum(in_time)), str(len(due)))
    assert (value, told) == (pytest.approx(66.7, abs=0.05), "67%")


def test_case_12_of_four_referrals_one_followed_another_within_twelve_months(tmp_path):
    referrals = [
        {"child": "X", "referral": date(2016, 5, 1)},
        {"child": "Y", "referral": date(2016, 5, 1)},
        {"child": "Y", "referral": date(2016, 8, 1)},
        {"child": "Z", "referral": date(2015, 12, 1)},
        {"child": "Z", "referral": date(2017, 1, 10)},
    ]
    with history({"list_3": referrals}, tmp_path / "history", DAY) as opened:
        (row,) = calculate(opened, [DAY], ["rereferrals_12m_pct"], []).to_pylist()
    assert (row["numerator"], row["denominator"], row["value"]) == (1, 4, 25.0)


def test_case_12_a_referral_on_the_anniversary_is_within_twelve_months(tmp_path):
    referrals = [
        {"child": "A", "referral": date(2016, 3, 10)},
        {"child": "A", "referral": date(2017, 3, 10)},
        {"child": "B", "referral": date(2016, 3, 9)},
        {"child": "B", "referral": date(2017, 3, 10)},
    ]
    with history({"list_3": referrals}, tmp_path / "history", DAY) as opened:
        behind = children_behind(opened, "rereferrals_12m_pct", DAY).to_pylist()
    assert {row["child"]: row["in_numerator"] for row in behind} == {"A": True, "B": False}


def test_case_12_an_assessment_on_day_45_is_in_time_and_an_open_one_is_not_counted(tmp_path):
    begun = date(2016, 4, 4)
    assessments = [
        {"child": "A", "started": begun, "completed": date(2016, 6, 8)},
        {"child": "B", "started": begun, "completed": date(2016, 6, 9)},
        {"child": "C", "started": date(2016, 11, 21), "completed": date(2017, 1, 26)},
        {"child": "D", "started": begun},
    ]
    with history({"list_4": assessments}, tmp_path / "history", DAY) as opened:
        behind = children_behind(opened, "assessments_45wd_pct", DAY).to_pylist()
    assert {row["child"]: row["in_numerator"] for row in behind} == {"A": True, "B": False, "C": True}


def test_case_12_plans_by_how_long_and_which_were_not_the_first(tmp_path):
    plans = [
        {"child": "P0", "started": date(2015, 3, 31), "earlier_plans": 0},  # two years to the day
        {"child": "P9", "started": date(2015, 4, 1), "earlier_plans": 0},
        {"child": "P1", "started": date(2016, 5, 1), "earlier_plans": 0},
        {"child": "P2", "started": date(2016, 5, 1), "earlier_plans": 1},  # in 2008
        {"child": "P3", "started": date(2017, 3, 1), "earlier_plans": 1},  # ended last month
        {"child": "P4", "started": date(2016, 5, 1), "earlier_plans": 1},  # in another authority
    ]
    with history({"list_7": plans}, tmp_path / "history", DAY) as opened:
        rows = calculate(opened, [DAY], ["cpp_duration", "cpp_second_pct"], ["plan_duration"]).to_pylist()
    found = {(row["measure"], row["group"]): row["numerator"] for row in rows}
    assert (found["cpp_duration", "2y+"], found["cpp_duration", "1-2y"]) == (1, 1)
    second = next(row for row in rows if row["measure"] == "cpp_second_pct")
    assert (second["numerator"], second["denominator"], second["value"]) == (3, 4, 75.0)


def test_case_13_proceedings_are_weeks_from_issue_to_completion_averaged_over_applications():
    issued_and_completed = [
        ("2016-04-04", "2016-10-03"),
        ("2016-04-04", "2016-09-30"),
        ("2016-06-01", "2017-01-20"),
    ]
    days = [(date.fromisoformat(end) - date.fromisoformat(start)).days for start, end in issued_and_completed]
    assert [round(one / 7, 1) for one in days] == [26.0, 25.6, 33.3]
    value, told = recorded("care_proceedings_weeks", str(round(sum(days) / 7, 6)), str(len(days)))
    assert value == pytest.approx(28.3, abs=0.05) and told.startswith("28")
