"""Findings on Annex A: one planted mistake for each check, found where it is and said in a sentence."""

import re
from datetime import date, timedelta

import pytest

from sufficiency.measures import MEASURES
from sufficiency.returns.annex_a import LISTS, read
from sufficiency.returns.checks import CHECKS, FINDINGS
from sufficiency.returns.checks.annex_a import LIST_CHECKS, check_lists
from sufficiency.returns.checks.declaration import EACH, ERROR, SEVERITIES
from tests.annex_a import tables, workbook, write

EARLY, LATE = date(2024, 6, 1), date(2025, 1, 10)
CARE = date(2022, 5, 1)
IN_CARE = {
    "child": "P",
    "started": CARE,
    "visit": LATE,
    "review": LATE,
    "placement_started": CARE,
    "placement_type": "a) Foster placement",
}
LEAVER = {"child": "P", "pathway_review": LATE, "eligibility": "b) Former relevant"}
ADOPTER = {"adopter": "P", "family": "F", "stage_1_started": EARLY}

# The code, the lists with the mistake, and who it is said of ("P" the one, None for nobody).
EXAMPLES = [
    ("ANX-LIST-ABSENT", {"list_1": []}, None),
    ("ANX-NO-ID", {"list_1": [{"contact": LATE}]}, None),
    ("ANX-ROW-REPEATED", {"list_1": [{"child": "P", "contact": LATE}] * 2}, "P"),
    ("ANX-AFTER-THE-DAY", {"list_1": [{"child": "P", "contact": date(2025, 4, 1)}]}, "P"),
    ("ANX-LIST-SHORT", {"list_1": [{"child": "P", "contact": LATE}]}, None),
    ("ANX-NO-AGE", {"list_1": [{"child": "P", "contact": LATE, "dob": None}]}, "P"),
    ("ANX-AGE-DIFFERS", {"list_1": [{"child": "P", "contact": LATE, "age": 3}]}, "P"),
    (
        "ANX-DOB-DIFFERS",
        {"list_1": [{"child": "P", "contact": LATE}], "list_6": [{"child": "P", "dob": date(2014, 1, 1)}]},
        "P",
    ),
    ("ANX-SEX-UNKNOWN", {"list_1": [{"child": "P", "contact": LATE, "sex": "d) Neither"}]}, "P"),
    (
        "ANX-SEX-DIFFERS",
        {"list_1": [{"child": "P", "contact": LATE}], "list_6": [{"child": "P", "sex": "b) Female"}]},
        "P",
    ),
    ("ANX-REFERRAL-COUNT", {"list_3": [{"child": "P", "referral": LATE}]}, None),
    ("ANX-REFERRAL-COUNT-BLANK", {"list_3": [{"child": "P", "referral": LATE, "referrals_12m": None}]}, "P"),
    ("ANX-ASSESSMENT-ORDER", {"list_4": [{"child": "P", "started": LATE, "completed": EARLY}]}, "P"),
    ("ANX-ASSESSMENT-NO-START", {"list_4": [{"child": "P", "completed": LATE}]}, "P"),
    ("ANX-CONFERENCE-ORDER", {"list_5": [{"child": "P", "strategy": LATE, "conference": EARLY}]}, "P"),
    (
        "ANX-CONFERENCE-UNNECESSARY",
        {"list_5": [{"child": "P", "strategy": EARLY, "conference": LATE, "conference_unnecessary": "Yes"}]},
        "P",
    ),
    ("ANX-PLAN-NO-CONFERENCE", {"list_5": [{"child": "P", "strategy": EARLY, "plan_made": "Yes"}]}, "P"),
    ("ANX-EARLY-HELP-ORDER", {"list_2": [{"child": "P", "started": LATE, "completed": EARLY}]}, "P"),
    ("ANX-CIN-STATUS", {"list_6": [{"child": "P", "started": EARLY, "status": "e) Closed episode"}]}, "P"),
    ("ANX-CIN-ORDER", {"list_6": [{"child": "P", "started": LATE, "ended": EARLY}]}, "P"),
    ("ANX-CPP-ORDER", {"list_7": [{"child": "P", "started": LATE, "ended": EARLY}]}, "P"),
    ("ANX-CPP-TWICE", {"list_7": [{"child": "P", "started": EARLY}, {"child": "P", "started": LATE}]}, "P"),
    ("ANX-CPP-EARLIER-BLANK", {"list_7": [{"child": "P", "started": LATE, "earlier_plans": None}]}, "P"),
    ("ANX-CPP-NOT-IN-NEED", {"list_7": [{"child": "P", "started": LATE}], "list_6": [{"child": "Q"}]}, "P"),
    ("ANX-CLA-ORDER", {"list_8": [IN_CARE | {"ended": CARE - timedelta(1), "reason": "b) Died"}]}, "P"),
    ("ANX-CLA-TWICE", {"list_8": [IN_CARE, IN_CARE | {"started": EARLY, "placement_started": EARLY}]}, "P"),
    ("ANX-CLA-NO-START", {"list_8": [IN_CARE | {"started": None}]}, "P"),
    ("ANX-CLA-REASON", {"list_8": [IN_CARE | {"ended": LATE}]}, "P"),
    ("ANX-CLA-ADULT", {"list_8": [IN_CARE | {"dob": date(2007, 3, 31)}]}, "P"),
    ("ANX-CLA-PLACEMENT-BEFORE", {"list_8": [IN_CARE | {"placement_started": CARE - timedelta(1)}]}, "P"),
    ("ANX-CLA-PLACEMENTS", {"list_8": [IN_CARE | {"placements_12m": 0}]}, "P"),
    ("ANX-CLA-NO-VISIT", {"list_8": [IN_CARE | {"visit": None}]}, "P"),
    ("ANX-CLA-NO-REVIEW", {"list_8": [IN_CARE | {"review": None}]}, "P"),
    ("ANX-MISSING-BLANK", {"list_8": [IN_CARE | {"missing_12m": None}]}, "P"),
    ("ANX-INTERVIEW-NOT-MISSING", {"list_8": [IN_CARE | {"interview_offered": "Yes"}]}, "P"),
    ("ANX-INTERVIEW-ACCEPTED", {"list_8": [IN_CARE | {"missing_12m": 1, "interview_accepted": "Yes"}]}, "P"),
    ("ANX-LEAVER-AGE", {"list_9": [LEAVER | {"dob": date(1999, 1, 1)}]}, "P"),
    ("ANX-LEAVER-IN-CARE", {"list_9": [LEAVER], "list_8": [IN_CARE | {"dob": date(2007, 6, 1)}]}, "P"),
    ("ANX-LEAVER-TWICE", {"list_9": [LEAVER, LEAVER | {"contact": LATE}]}, "P"),
    ("ANX-LEAVER-NO-PLAN", {"list_9": [LEAVER | {"pathway_review": None}]}, "P"),
    ("ANX-ADOPTION-ORDER", {"list_10": [{"child": "P", "decision": LATE, "placed": EARLY}]}, "P"),
    (
        "ANX-ADOPTION-REVERSED",
        {"list_10": [{"child": "P", "decision": CARE, "reversed": EARLY, "adopted": LATE}]},
        "P",
    ),
    ("ANX-ADOPTER-ORDER", {"list_11": [ADOPTER | {"approved": date(2024, 1, 1)}]}, "P"),
    ("ANX-ADOPTER-NO-STAGE-1", {"list_11": [ADOPTER | {"stage_1_started": None, "approved": LATE}]}, "P"),
    ("ANX-ADOPTER-NO-FAMILY", {"list_11": [ADOPTER | {"family": None}]}, "P"),
]
NEED_A_WORKBOOK = {"ANX-UNREADABLE", "ANX-COLUMN-ABSENT"}


def found(lists, **more):
    return check_lists(tables(lists, **more)).to_pylist()


def test_every_check_has_an_example():
    assert {code for code, _lists, _who in EXAMPLES} | NEED_A_WORKBOOK == set(LIST_CHECKS)
    assert len(EXAMPLES) + len(NEED_A_WORKBOOK) == len(LIST_CHECKS)


@pytest.mark.parametrize(("code", "lists", "who"), EXAMPLES, ids=[code for code, *_rest in EXAMPLES])
def test_a_planted_mistake_is_found_and_said(code, lists, who):
    findings = [one for one in found(lists) if one["code"] == code]
    assert findings
    assert {one["child"] for one in findings} == {who}
    for one in findings:
        assert one["severity"] == CHECKS[code].severity
        assert one["measures"] == list(CHECKS[code].measures)
        assert one["year"] == 2025
        assert one["table"] in LISTS
        assert re.fullmatch(r"[A-Z'].*\.", one["message"], re.DOTALL), one["message"]
        assert "None" not in one["message"]


def test_lists_without_mistakes_have_notes_only():
    lists = {
        "list_1": [{"child": "P", "contact": LATE}],
        "list_3": [{"child": "P", "referral": LATE}],
        "list_4": [{"child": "P", "started": EARLY, "completed": LATE}],
        "list_6": [{"child": "P", "started": EARLY}],
        "list_7": [{"child": "P", "started": EARLY}],
        "list_8": [IN_CARE],
        "list_9": [LEAVER | {"child": "Q"}],
        "list_11": [ADOPTER],
    }
    assert {one["severity"] for one in found(lists)} == {"note"}


def test_a_cell_that_cannot_be_read_is_told_with_what_stands_in_it(tmp_path):
    data = workbook({"list_1": [{"child": "P", "contact": "soon"}]})
    (finding,) = [
        one
        for one in check_lists(read([write(tmp_path, data)]).tables).to_pylist()
        if one["code"] == "ANX-UNREADABLE"
    ]
    assert (finding["table"], finding["field"], finding["row"], finding["child"]) == (
        "list_1",
        "contact",
        2,
        "P",
    )
    assert finding["message"].startswith("List 1, 'Date of Contact' has soon, which is not one of its dates")


def test_a_column_that_is_not_there_is_told():
    findings = found({"list_8": [IN_CARE | {"visit": None}]}, without=["list_8.visit"])
    (absent,) = [one for one in findings if one["code"] == "ANX-COLUMN-ABSENT"]
    assert "'Date of Last Social Work Visit'" in absent["message"]
    assert "ANX-CLA-NO-VISIT" not in {one["code"] for one in findings}


def test_no_finding_says_where_a_child_lives():
    secret = {"placement_postcode": "SE5 8XX", "placement_urn": "SC123456", "placement_la": "Elsewhere"}
    lists = {"list_8": [IN_CARE | secret, IN_CARE | secret | {"ended": EARLY}, IN_CARE | secret]}
    told = " ".join(one["message"] for one in found(lists))
    assert told
    assert not any(value in told for value in secret.values())


def test_there_are_no_findings_where_there_is_no_workbook():
    assert check_lists(tables({})).equals(FINDINGS.empty_table())


@pytest.mark.parametrize("check", LIST_CHECKS.values(), ids=lambda check: check.code)
def test_a_check_speaks_of_lists_columns_and_measures_there_are(check):
    assert check.severity in SEVERITIES
    assert check.why.endswith(".")
    assert check.says.endswith(".")
    assert check.table == EACH or check.table in LISTS
    if check.table in LISTS and check.field not in (None, EACH):
        LISTS[check.table].column(check.field)
    assert check.measures
    assert all(MEASURES[measure].is_of_workbook for measure in check.measures)


def test_every_measure_of_annex_a_is_guarded_by_a_check_that_finds_errors():
    guarded = {
        measure for check in LIST_CHECKS.values() if check.severity == ERROR for measure in check.measures
    }
    assert guarded == {measure.id for measure in MEASURES.values() if measure.is_of_workbook}
