"""The comparison page: any measures beside a year before, a baseline, everybody else and a target."""

import csv
import io
from datetime import date

import pytest
from openpyxl import load_workbook

from sufficiency.measures import MEASURES, comparators
from sufficiency.measures.comparison_rows import COLUMNS
from sufficiency.measures.disclosure import points_to_children
from sufficiency.service.access.roles import Role
from sufficiency.service.data.opened import opened
from sufficiency.service.position.actions import set_target
from sufficiency.service.position.compare_page import compared
from tests.service.reading import text_of

LAST, BEFORE = date(2025, 3, 31), date(2024, 3, 31)


def taken_away(client, query=""):
    text = client.get(f"/compare/figures.csv{query}").content.decode()
    return list(csv.DictReader(io.StringIO(text)))


def test_the_page_compares_the_headline_measures_of_the_newest_day_with_a_year_before(signed_in, made_up):
    page = text_of(signed_in(Role.DIRECTOR).get("/compare/"))
    assert "Compared on 31 March 2025" in page
    figures = opened(made_up).figures
    for measure in MEASURES.values():
        known = figures.figure(measure, LAST).shown
        assert (measure.title in page.split("A year before")[1]) == (measure.headline and known), measure.id
    assert "Source of published figures: Department for Education" in page


def test_every_figure_of_the_file_is_the_one_calculate_gives(signed_in, made_up, all_figures):
    query = "?" + "&".join(f"measure={measure}" for measure in MEASURES)
    rows = taken_away(signed_in(Role.PERFORMANCE_ANALYST), query)
    assert {row["measure"] for row in rows} == set(MEASURES)
    for row in rows:
        assert tuple(row) == tuple(COLUMNS)
        for which, day in (("", row["as_at"]), ("before_", row["before_as_at"])):
            known = all_figures.get((row["measure"], date.fromisoformat(day), "", ""))
            if row[f"{which}value"]:
                assert float(row[f"{which}value"]) == pytest.approx(known["value"])
                assert float(row[f"{which}numerator"]) == known["numerator"]
        if row["england"]:
            year = date.fromisoformat(row["published_on"]).year
            assert float(row["england"]) == comparators.published(row["measure"], year, "970")


def test_measures_day_and_baseline_are_chosen_in_the_address(signed_in, made_up):
    client = signed_in(Role.COMMISSIONER)
    query = "?measure=foster_pct&measure=cla_number&as_at=2024-09-30&baseline=2022-03-31"
    rows = taken_away(client, query)
    assert [row["measure"] for row in rows] == ["cla_number", "foster_pct"]
    assert {(row["as_at"], row["before_as_at"], row["baseline_as_at"]) for row in rows} == {
        ("2024-09-30", "2023-09-30", "2022-03-31")
    }
    assert {row["published_on"] for row in rows} == {"2024-03-31"}
    page = text_of(client.get(f"/compare/{query}"))
    assert "Published figures are of 31 March 2024." in page and "31 March 2022" in page


def test_without_a_baseline_there_is_no_column_of_it(signed_in, made_up):
    client = signed_in(Role.DIRECTOR)
    with_one = client.get("/compare/?measure=foster_pct").content.decode()
    without = client.get("/compare/?measure=foster_pct&baseline=none").content.decode()
    assert 'columnheader" class="suff-compare__number">31 March 2021' in with_one
    assert 'columnheader" class="suff-compare__number">31 March 2021' not in without
    assert taken_away(client, "?measure=foster_pct&baseline=none")[0]["baseline_as_at"] == ""


def test_the_own_target_and_its_standing_are_in_the_row_in_words(signed_in, made_up):
    client = signed_in(Role.DIRECTOR)
    set_target(measure=MEASURES["cla_number"], authority="X99", value=1000, best="low", since=date(2024, 4, 1), source="=Plan", by=client.person)  # fmt: skip
    [row] = taken_away(client, "?measure=cla_number")
    assert (row["target"], row["target_best"], row["standing"]) == ("1000", "low", "On target")
    assert row["target_source"] == "'=Plan", "a spreadsheet must not run it"
    page = text_of(client.get("/compare/?measure=cla_number"))
    assert "On target" in page and "at most 1,000" in page


def test_a_national_threshold_stands_in_where_no_target_is_set(signed_in, made_up):
    [row] = taken_away(signed_in(Role.DIRECTOR), "?measure=a1_days_3yr")
    assert row["target"] == "426" and row["standing"] in ("On target", "Near target", "Off target")
    page = text_of(signed_in(Role.COMMISSIONER).get("/compare/?measure=a1_days_3yr"))
    assert "national, at most 426 days" in page and "is not confirmed" in page


def test_the_workbook_has_the_same_rows_and_says_what_each_column_is(signed_in, made_up):
    client = signed_in(Role.DIRECTOR)
    answer = client.get("/compare/figures.xlsx?measure=foster_pct")
    book = load_workbook(io.BytesIO(answer.content))
    rows = list(book["Figures"].iter_rows(values_only=True))
    assert rows[0] == tuple(COLUMNS) and rows[1][0] == "foster_pct" and len(rows) == 2
    about = {row[0] for row in book["About"].iter_rows(values_only=True)}
    assert set(COLUMNS) <= about


def test_an_elected_member_sees_no_small_number_nor_a_change_that_would_tell_of_one(
    signed_in, made_up, all_figures
):
    query = "?baseline=2022-03-31&" + "&".join(f"measure={measure}" for measure in MEASURES)
    client, hidden = signed_in(Role.ELECTED_MEMBER), 0
    for row in taken_away(client, query):
        unit = MEASURES[row["measure"]].unit
        small = {}
        for which in ("", "before_", "baseline_"):
            known = all_figures.get((row["measure"], date.fromisoformat(row[f"{which}as_at"]), "", ""))
            few = bool(known) and points_to_children(unit, known["numerator"], known["denominator"])
            small[which] = row[f"{which}value"] == "c"  # some are hidden because they would tell of another
            assert small[which] or not few, row["measure"]
        changed = {row[name] for name in ("change", "change_low", "change_high", "call", "verdict")}
        if small[""] or small["before_"]:
            hidden += 1
            assert changed == {"c"}
        if small[""] or small["baseline_"]:
            assert row["baseline_call"] == "c"
        if small[""]:
            assert row["low"] == "c" and row["standing"] in ("c", "")
    assert hidden, "the made-up authority is small enough to have such figures"
    page = text_of(client.get(f"/compare/{query}"))
    assert "c: hidden, because the number is small enough to point to a child." in page


def test_what_the_page_hides_of_a_change_is_hidden_in_the_object_too(signed_in, made_up):
    member = signed_in(Role.ELECTED_MEMBER).person
    table = compared(member, made_up, list(MEASURES.values()), LAST, BEFORE)
    assert any(row.now.hidden or row.before.hidden for row in table.rows)
    for row in table.rows:
        if row.now.hidden or row.before.hidden:
            assert row.change is None and row.sentence == ""


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("measure=stability", "There is no measure called “stability”"),
        ("measure=%3Cscript%3E", "There is no measure called “<script>”"),
        ("as_at=2024-09-31", "is not a day of the calendar"),
        ("baseline=yesterday", "“yesterday” is not a day"),
        ("baseline=2025-03-31", "is not before 31 March 2025"),
        ("as_at=2023-03-31&baseline=2024-03-31", "is not before 31 March 2023"),
        ("baseline=1999-03-31", "There are no figures for 31 March 1999"),
    ],
)
def test_what_an_address_asks_wrongly_is_answered_with_a_sentence(signed_in, made_up, query, sentence):
    client = signed_in(Role.DIRECTOR)
    for address in ("/compare/", "/compare/figures.csv"):
        answer = client.get(f"{address}?{query}")
        assert answer.status_code == 400 and sentence in text_of(answer)


def test_before_the_first_load_the_page_says_so(signed_in, fresh_home):
    client = signed_in(Role.DIRECTOR)
    assert "Nothing is loaded yet" in text_of(client.get("/compare/"))
    assert client.get("/compare/figures.csv").status_code == 404
