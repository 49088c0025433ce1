"""Figures: which rows a question gets, and what each column holds."""

from datetime import date

import pytest

from sufficiency.measures import (
    BREAKDOWNS,
    FIGURES,
    MEASURES,
    UnknownBreakdown,
    UnknownMeasure,
    calculate,
    children_behind,
)
from tests.countings import derived
from tests.golden.rows import episodes, header, missing, oc2, oc3, reviews

MARCH, JUNE = date(2017, 3, 31), date(2017, 6, 30)
RETURNS = {
    2017: {
        "header": header("""
            A 2006-05-05 F WBRI
            B 2010-02-28 M BCRB
            C 1997-06-01 F OOTH
        """),
        "episodes": episodes("""
            A 2015-06-01 S C2 U6 PR1
            B 2016-05-01 S V2 K2 PR4 2017-03-01 E4A
            D 2016-05-01 S V2 U4 PR1
        """),
        "reviews": reviews("A 2016-06-01 PN1\nA 2016-12-01 PN7"),
        "missing": missing("A M 2016-07-01\nA M 2016-08-01\nB A 2016-08-01"),
        "oc2": oc2("A 1 0 1 0 0 12"),
        "oc3": oc3("C 1997-06-01 YES F1 U1"),
    }
}


@pytest.fixture(scope="module")
def history(tmp_path_factory):
    with derived(RETURNS, tmp_path_factory.mktemp("calculate") / "history") as opened:
        yield opened


def figure(history, measure: str, day=MARCH, **asked) -> dict:
    (row,) = calculate(history, [day], [measure], [], **asked).to_pylist()
    return row


def test_the_columns_are_those_of_a_figure(history):
    assert calculate(history, [MARCH]).schema == FIGURES


def test_a_count_has_its_value_as_numerator_and_no_denominator(history):
    row = figure(history, "cla_number")
    assert (row["numerator"], row["denominator"], row["value"]) == (2, None, 2)


def test_a_percentage_is_not_rounded(history):
    row = figure(history, "friends_family_pct")
    assert (row["numerator"], row["denominator"], row["value"]) == (0, 2, 0.0)


def test_a_percentage_of_nobody_has_no_value(history):
    row = figure(history, "long_term_stability_pct")
    assert (row["denominator"], row["value"]) == (0, None)


def test_a_snapshot_has_no_period_and_a_year_begins_twelve_months_before(history):
    assert figure(history, "cla_number")["period_start"] is None
    assert figure(history, "cla_started")["period_start"] == date(2016, 4, 1)
    assert figure(history, "a1_days_3yr")["period_start"] == date(2014, 4, 1)


def test_measures_of_31_march_give_no_row_on_another_day(history):
    only_march = {measure.id for measure in MEASURES.values() if measure.only_on_31_march}
    of_population = {measure.id for measure in MEASURES.values() if measure.of_population}
    of_workbooks = {measure.id for measure in MEASURES.values() if measure.is_of_workbook}
    given = set(calculate(history, [JUNE], by=[]).column("measure").to_pylist())
    assert given == set(MEASURES) - only_march - of_population - of_workbooks
    assert {"cl_eet_pct", "dental_pct"} <= only_march


def test_the_rate_needs_an_authority_and_uses_the_mid_year_before_the_day(history):
    assert calculate(history, [MARCH], ["cla_rate_10k"]).num_rows == 0
    row = figure(history, "cla_rate_10k", authority="Southwark")
    assert row["value"] == 10_000 * row["numerator"] / row["denominator"]
    before = figure(history, "cla_rate_10k", date(2017, 6, 30), authority="Southwark")
    after = figure(history, "cla_rate_10k", date(2017, 7, 1), authority="Southwark")
    assert before["denominator"] == row["denominator"] != after["denominator"]


def test_a_rate_before_the_first_known_population_gives_no_row(history):
    assert calculate(history, [date(2012, 6, 30)], ["cla_rate_10k"], authority="Southwark").num_rows == 0


def test_every_group_of_a_breakdown_has_a_row_and_they_add_up_to_the_total(history):
    rows = calculate(history, [MARCH], ["cla_number"]).to_pylist()
    for breakdown in MEASURES["cla_number"].breakdowns:
        groups = {row["group"]: row["numerator"] for row in rows if row["breakdown"] == breakdown}
        rare = {"unknown"} if breakdown == "age_band" else set()
        assert set(groups) | rare == set(BREAKDOWNS[breakdown].groups)
        assert sum(groups.values()) == 2


def test_a_child_whose_age_is_not_known_is_in_a_group_that_is_otherwise_not_shown(history):
    on_31_march = calculate(history, [MARCH], ["cla_number"], ["age_band"]).to_pylist()
    assert {row["group"]: row["numerator"] for row in on_31_march}["unknown"] == 1  # D has no header
    before = calculate(history, [date(2016, 4, 30)], ["cla_number"], ["age_band"]).to_pylist()
    assert "unknown" not in {row["group"] for row in before}


def test_only_the_breakdowns_asked_for_are_given(history):
    rows = calculate(history, [MARCH], ["cla_number"], ["sex"]).to_pylist()
    assert {row["breakdown"] for row in rows} == {"", "sex"}


def test_a_breakdown_that_does_not_apply_leaves_the_total(history):
    rows = calculate(history, [MARCH], ["cla_number"], ["ceased_reason"]).to_pylist()
    assert [row["breakdown"] for row in rows] == [""]


def test_measures_come_in_the_order_of_their_definitions_and_days_in_order(history):
    rows = calculate(history, [JUNE, MARCH, JUNE], ["missing_children", "cla_number"], []).to_pylist()
    assert [(row["measure"], row["as_at"]) for row in rows] == [
        ("cla_number", MARCH),
        ("cla_number", JUNE),
        ("missing_children", MARCH),
        ("missing_children", JUNE),
    ]


def test_no_days_give_no_figures(history):
    assert calculate(history, []).num_rows == 0


def test_an_unknown_measure_is_refused_with_the_nearest(history):
    with pytest.raises(UnknownMeasure, match=r"no measure called 'cla_numbr'.*cla_number"):
        calculate(history, [MARCH], ["cla_numbr"])


def test_an_unknown_breakdown_is_refused_with_the_nearest(history):
    with pytest.raises(UnknownBreakdown, match=r"no breakdown called 'age'.*age_band"):
        calculate(history, [MARCH], None, ["age"])


def test_incidents_are_counted_each_and_children_once(history):
    assert figure(history, "missing_episodes")["value"] == 2
    assert figure(history, "missing_children")["value"] == 1


def behind(history, *asked) -> list[tuple]:
    rows = children_behind(history, *asked).to_pylist()
    return [(row["child"], row["in_numerator"], row["amount"]) for row in rows]


def test_the_children_behind_a_percentage_are_those_in_it_and_those_only_in_the_total(history):
    assert behind(history, "inhouse_foster_pct", MARCH) == [("A", True, 1), ("D", True, 1)]
    assert behind(history, "over_20_miles_pct", MARCH) == [("A", False, 1), ("D", False, 1)]


def test_a_child_with_two_incidents_is_behind_the_figure_twice(history):
    assert behind(history, "missing_episodes", MARCH) == [("A", True, 1), ("A", True, 1)]


def test_the_children_of_a_group_are_those_of_its_figure(history):
    assert behind(history, "cla_number", MARCH, "sex", "female") == [("A", True, 1)]
    assert behind(history, "cla_number", MARCH, "sex", "unknown") == [("D", True, 1)]


def test_nobody_is_behind_a_measure_on_a_day_it_is_not_defined(history):
    assert behind(history, "dental_pct", JUNE) == []


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("cla_number", MARCH, "sex", None), "both a breakdown and a group"),
        (("cla_number", MARCH, None, "female"), "both a breakdown and a group"),
        (("cla_number", MARCH, "sex", "girl"), "no group called 'girl'"),
        (("cla_number", MARCH, "ceased_reason", "died"), "not broken down by ceased_reason"),
        (("cl_eet_pct", MARCH, "age_band", "16+"), "breakdowns that apply: sex, ethnic_group"),
        (("cla_rate_10k", MARCH, "sex", "female"), "apply: none"),
    ],
)
def test_a_group_that_cannot_be_asked_for_is_refused_with_a_sentence(history, asked, told):
    with pytest.raises(UnknownBreakdown, match=told):
        children_behind(history, *asked)
