"""Worked by hand: contacts, referrals, assessments and conferences of a workbook of 31 March 2025."""

from datetime import date

import pytest

from sufficiency.measures import MEASURES, calculate, children_behind
from sufficiency.measures.behind import columns_behind
from tests.annex_a import DAY, history


def value(opened, measure, by=None):
    table = calculate(opened, [DAY], [measure], [by] if by else [])
    found = {row["group"]: (row["numerator"], row["denominator"], row["value"]) for row in table.to_pylist()}
    return found if by else found.get("")


def test_contacts_of_the_year_count_from_the_day_after_a_year_before(tmp_path):
    contacts = [
        {"child": "A", "contact": date(2024, 3, 31)},  # the day before the year
        {"child": "B", "contact": date(2024, 4, 1), "sex": "b) Female"},
        {"child": "C", "contact": date(2024, 12, 24)},
        {"child": "C", "contact": date(2024, 12, 24)},  # says the same in every column
        {"child": "C", "contact": date(2024, 12, 24), "source": "b) Schools"},
        {"child": "D", "contact": date(2025, 3, 31), "sex": None},
        {"child": "E", "contact": date(2025, 4, 1)},  # after the day
    ]
    with history({"list_1": contacts}, tmp_path / "history") as opened:
        assert value(opened, "contacts_total") == (4, None, 4)
        assert value(opened, "annex_contacts_6m") == (3, None, 3)
        assert value(opened, "contacts_total", "sex") == {
            "": (4, None, 4),
            "female": (1, None, 1),
            "male": (2, None, 2),
            "unknown": (1, None, 1),
        }
        above, weeks, weekly = value(opened, "contacts_weekly")
        assert (above, weeks) == (4, 365 / 7)
        assert weekly == pytest.approx(4 * 7 / 365)


def test_a_year_is_not_given_from_a_list_of_six_months_nor_six_from_three(tmp_path):
    six = [{"child": "A", "contact": date(2024, 10, 5)}, {"child": "B", "contact": date(2025, 3, 20)}]
    with history({"list_1": six}, tmp_path / "six", complete=False) as opened:
        assert value(opened, "contacts_total") is None
        assert value(opened, "annex_contacts_6m") == (2, None, 2)
    three = [{"child": "A", "contact": date(2025, 1, 5)}, {"child": "B", "contact": date(2025, 3, 20)}]
    with history({"list_1": three}, tmp_path / "three", complete=False) as opened:
        assert calculate(opened, [DAY], ["contacts_total", "annex_contacts_6m"]).num_rows == 0


def test_a_list_that_stops_before_the_day_gives_no_figure(tmp_path):
    stops = [{"child": "A", "contact": date(2024, 4, 5)}, {"child": "B", "contact": date(2025, 2, 20)}]
    with history({"list_1": stops}, tmp_path / "history", complete=False) as opened:
        assert value(opened, "contacts_total") is None


def test_there_is_a_figure_on_the_day_of_the_workbook_only(tmp_path):
    with history({"list_1": [{"child": "A", "contact": date(2025, 1, 5)}]}, tmp_path / "history") as opened:
        days = [date(2025, 2, 28), DAY, date(2025, 4, 30)]
        assert [row["as_at"] for row in calculate(opened, days, ["contacts_total"], []).to_pylist()] == [DAY]
        assert children_behind(opened, "contacts_total", date(2025, 2, 28)).num_rows == 0


def test_what_the_yearly_return_tells_is_not_given_from_a_workbook_alone(tmp_path):
    with history({"list_8": [{"child": "A", "started": date(2020, 1, 1)}]}, tmp_path / "history") as opened:
        assert calculate(opened, [DAY], ["cla_number", "missing_children"]).num_rows == 0
        assert value(opened, "annex_cla_number") == (1, None, 1)


def test_contacts_becoming_assessments_is_one_count_over_another(tmp_path):
    lists = {
        "list_1": [{"child": name, "contact": date(2025, 1, 6)} for name in "ABCD"],
        "list_4": [
            {"child": "A", "started": date(2025, 1, 7)},
            {"child": "Z", "started": date(2024, 5, 1)},
            {"child": "Y", "started": date(2024, 3, 1)},  # before the year
        ],
    }
    with history(lists, tmp_path / "history") as opened:
        assert value(opened, "contact_conversion_pct") == (2, 4, 50.0)
        behind = children_behind(opened, "contact_conversion_pct", DAY).to_pylist()
        assert [(row["child"], row["in_numerator"]) for row in behind] == [
            ("A", True),
            ("A", False),
            ("B", False),
            ("C", False),
            ("D", False),
            ("Z", True),
        ]


def test_a_rereferral_is_told_by_the_number_where_it_counts_this_referral_too(tmp_path):
    referrals = [
        {"child": "A", "referral": date(2025, 1, 6), "referrals_12m": 1},
        {"child": "B", "referral": date(2025, 1, 6), "referrals_12m": 1},
        {"child": "C", "referral": date(2025, 1, 6), "referrals_12m": 2},  # an earlier one, not in the list
        {"child": "D", "referral": date(2025, 1, 6), "referrals_12m": None},
    ]
    with history({"list_3": referrals}, tmp_path / "history") as opened:
        assert value(opened, "rereferrals_12m_pct") == (1, 4, 25.0)


def test_a_rereferral_is_told_by_the_number_where_it_counts_earlier_ones_only(tmp_path):
    referrals = [
        {"child": "A", "referral": date(2025, 1, 6), "referrals_12m": 0},
        {"child": "B", "referral": date(2025, 1, 6), "referrals_12m": 0},
        {"child": "C", "referral": date(2025, 1, 6), "referrals_12m": 1},
    ]
    with history({"list_3": referrals}, tmp_path / "history") as opened:
        above, below, _share = value(opened, "rereferrals_12m_pct")
        assert (above, below) == (1, 3)


def test_a_rereferral_is_told_by_an_earlier_one_in_the_list_within_twelve_months(tmp_path):
    referrals = [
        {"child": "A", "referral": date(2024, 2, 29)},
        {"child": "A", "referral": date(2025, 2, 28)},  # twelve months after, to the day
        {"child": "B", "referral": date(2024, 1, 10)},
        {"child": "B", "referral": date(2025, 1, 11)},  # a year and a day after
        {"child": "C", "referral": date(2025, 1, 11)},
        {
            "child": "C",
            "referral": date(2025, 1, 11),
            "source": "b) Schools",
        },  # the same day: not an earlier one
    ]
    with history({"list_3": referrals}, tmp_path / "history") as opened:
        behind = children_behind(opened, "rereferrals_12m_pct", DAY).to_pylist()
        assert [(row["child"], row["in_numerator"]) for row in behind] == [
            ("A", True),
            ("B", False),
            ("C", False),
            ("C", False),
        ]


def test_an_assessment_is_in_time_on_the_45th_working_day(tmp_path):
    # Monday 2 December 2024; 25 and 26 December and 1 January are bank holidays, so day 45 is Thursday 6 February 2025.
    begun = date(2024, 12, 2)
    assessments = [
        {"child": "A", "started": begun, "completed": date(2025, 2, 6)},
        {"child": "B", "started": begun, "completed": date(2025, 2, 7)},
        {"child": "C", "started": begun, "completed": begun},
        {"child": "D", "started": begun, "completed": date(2024, 11, 29)},  # the wrong way round
        {"child": "E", "started": begun},  # not done
        {"child": "F", "completed": date(2025, 2, 6)},  # nobody knows when it began
    ]
    with history({"list_4": assessments}, tmp_path / "history") as opened:
        assert value(opened, "assessments_completed") == (5, None, 5)
        assert value(opened, "assessments_45wd_pct") == (2, 5, 40.0)
        assert value(opened, "assessment_days_avg") == (66 + 67 + 0, 3, pytest.approx(133 / 3))


def test_a_conference_is_in_time_on_the_15th_working_day(tmp_path):
    # Monday 14 April 2025 is beyond the day; Thursday 10 October 2024 + 15 working days is Thursday 31 October.
    enquiries = [
        {"child": "A", "strategy": date(2024, 10, 10), "conference": date(2024, 10, 31), "plan_made": "Yes"},
        {
            "child": "B",
            "strategy": date(2024, 10, 10),
            "conference": date(2024, 11, 1),
            "plan_made": "Unknown",
        },
        {"child": "C", "strategy": date(2024, 10, 10), "conference_unnecessary": "Yes"},
        {"child": "D", "strategy": date(2024, 10, 10), "conference": date(2024, 10, 9), "plan_made": "Yes"},
    ]
    with history({"list_5": enquiries}, tmp_path / "history") as opened:
        assert value(opened, "annex_section_47_enquiries") == (4, None, 4)
        assert value(opened, "annex_conferences") == (3, None, 3)
        assert value(opened, "annex_conferences_15wd_pct")[:2] == (1, 3)
        assert value(opened, "annex_conference_plans_pct")[:2] == (2, 3)


def test_age_is_that_of_the_day_of_the_event_and_unborn_counts_as_under_1(tmp_path):
    contacts = [
        {
            "child": "A",
            "contact": date(2024, 6, 1),
            "dob": date(2019, 6, 2),
        },  # the day before the 5th birthday
        {"child": "B", "contact": date(2024, 6, 2), "dob": date(2019, 6, 2)},
        {"child": "C", "contact": date(2024, 6, 2), "dob": None, "age": 16},
        {"child": "D", "contact": date(2024, 6, 2), "dob": date(2024, 9, 1)},  # expected
        {"child": "E", "contact": date(2024, 6, 2), "dob": None},
    ]
    with history({"list_1": contacts}, tmp_path / "history") as opened:
        by_age = value(opened, "contacts_total", "age_band")
        assert {group: found[0] for group, found in by_age.items() if found[0]} == {
            "": 5,
            "0": 1,
            "1-4": 1,
            "5-9": 1,
            "16+": 1,
            "unknown": 1,
        }


def test_somebody_expected_is_of_age_0_and_not_below(tmp_path):
    contacts = [
        {"child": "A", "contact": date(2024, 6, 2), "dob": date(2024, 6, 3)},
        {"child": "B", "contact": date(2024, 6, 2), "dob": date(2025, 2, 1)},
    ]
    with history({"list_1": contacts}, tmp_path / "history") as opened:
        rows = columns_behind(opened, "contacts_total", DAY, None, None, frozenset({"child", "age"}))
        assert sorted(rows["age"].to_pylist()) == [0, 0]


WORKBOOK = [measure for measure in MEASURES.values() if measure.is_of_workbook]
WORDS = {"twelve months to the day": 12, "six months to the day": 6, "months of the six months": 6}


@pytest.mark.parametrize("measure", WORKBOOK, ids=lambda measure: measure.id)
def test_a_figure_is_over_the_months_its_words_say(measure):
    told = {months for words, months in WORDS.items() if words in measure.how_counted[0]}
    assert told == ({measure.over} if measure.over else set())
