"""The comparison table of the API is the page's, for the same person, with every number in a field."""

from datetime import date

import pytest

from sufficiency.measures import MEASURES
from sufficiency.service.access.roles import Role
from sufficiency.service.position.actions import set_target
from sufficiency.service.recorded.made_up import give_made_up_series

LAST = "2025-03-31"


def test_the_headline_measures_are_told_with_their_figures_and_a_year_before(caller, made_up, all_figures):
    answer = caller(Role.COMMISSIONER).get("comparison").json()
    assert (answer["edition"], answer["as_at"], answer["baseline"]) == (made_up.id, LAST, None)
    assert answer["number"] == len(answer["measures"]) > 5
    for row in answer["measures"]:
        assert MEASURES[row["measure"]].headline and row["recorded"] is False
        for which in ("now", "before"):
            told = row[which]
            known = all_figures.get((row["measure"], date.fromisoformat(told["as_at"]), "", ""))
            if told["value"] is not None:
                assert told["value"] == pytest.approx(known["value"]) and not told["suppressed"]
    assert any(row["published"] and row["published"]["england"] for row in answer["measures"])


def test_measures_day_baseline_and_target_are_those_asked_for(caller, made_up, person):
    set_target(measure=MEASURES["foster_pct"], authority="X99", value=75, best="high", since=date(2020, 4, 1), source="Plan", by=person(Role.DIRECTOR))  # fmt: skip
    answer = caller(Role.FINANCE).get("comparison", measure="foster_pct", as_at="2024-09-30", baseline="2022-03-31")  # fmt: skip
    row = answer.json()["measures"][0]
    assert (row["now"]["as_at"], row["before"]["as_at"], row["baseline"]["as_at"]) == ("2024-09-30", "2023-09-30", "2022-03-31")  # fmt: skip
    assert (row["target"]["value"], row["target"]["best"], row["target"]["source"]) == (75, "high", "Plan")
    assert row["target"]["standing"] and row["now"]["low"] < row["now"]["value"] < row["now"]["high"]
    assert row["change"]["difference"] == pytest.approx(row["now"]["value"] - row["before"]["value"])


def test_recorded_series_stand_beside_counted_measures(caller, made_up):
    give_made_up_series(2025)
    answer = caller(Role.FINANCE).get("comparison", measure=["cla_number", "spend_residential", "pep_pct"])
    rows = {row["measure"]: row for row in answer.json()["measures"]}
    assert [row["recorded"] for row in rows.values()] == [False, True, True]
    assert rows["spend_residential"]["change"]["call"] == "not tested"
    assert rows["pep_pct"]["change"]["low"] is not None


def test_small_numbers_and_what_would_tell_of_them_are_hidden_as_on_the_page(caller, made_up, all_figures):
    every = {"measure": list(MEASURES)[:100], "limit": 1000}
    seen = {
        row["measure"]: row for row in caller(Role.DIRECTOR).get("comparison", **every).json()["measures"]
    }
    hidden = caller(Role.ELECTED_MEMBER).get("comparison", **every).json()["measures"]
    suppressed = [row for row in hidden if row["now"]["suppressed"] or row["before"]["suppressed"]]
    assert suppressed
    for row in suppressed:
        which = "now" if row["now"]["suppressed"] else "before"
        assert row["change"] is None and row[which]["value"] is None and row[which]["numerator"] is None
        assert seen[row["measure"]][which]["value"] is not None
        if which == "now":
            assert row["now"]["low"] is None and (row["target"] is None or row["target"]["standing"] is None)


def test_what_cannot_be_asked_gets_a_sentence(caller, made_up):
    program = caller(Role.FINANCE)
    for query, told in (
        ({"measure": "foster_pc"}, "foster_pct"),
        ({"as_at": "2024-09-29"}, "no figures for 29 September 2024"),
        ({"baseline": "2024-12-31", "as_at": "2024-09-30"}, "is not before 30 September 2024"),
        ({"style": "public"}, "No parameter has this name"),
    ):
        answer = program.get("comparison", **query)
        assert answer.status_code in (400, 422) and told in answer.content.decode(), answer.content


def test_a_long_table_comes_in_parts_of_one_edition_and_day(caller, made_up):
    program = caller(Role.FINANCE)
    rows = program.every("comparison", "measures", limit=4)
    assert [row["measure"] for row in rows] == [row["measure"] for row in program.get("comparison").json()["measures"]]  # fmt: skip


def test_published_figures_of_recorded_series_are_told(caller, made_up):
    answer = caller(Role.FINANCE).get("comparators", measure="social_worker_agency_pct", authority="England").json()  # fmt: skip
    assert answer["number"] >= 5 and "full-time equivalents" in answer["differs"]["social_worker_agency_pct"]
