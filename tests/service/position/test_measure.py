"""The page of a measure: its answer, its groups, its tables to take away."""

import csv
import io
import re
from datetime import date

import pytest
from openpyxl import load_workbook

from sufficiency.measures import BREAKDOWNS, MEASURES
from sufficiency.measures.intervals import wilson_interval
from sufficiency.measures.loaded import LOOKS_BACK
from sufficiency.service.access.roles import Role
from tests.service.reading import text_of

LAST = date(2025, 3, 31)
BEFORE = date(2024, 3, 31)


def printed(measure, row) -> str:
    """The value as a page should print it, worked out here from the row of `calculate`."""
    value, of = row["value"], row["denominator"]
    if value is None:
        return "Nobody was in the group that counts"
    if measure.unit == "percent":
        return f"{value:.1f}%" if of >= 100 else f"{int(value + 0.5)}%"
    if measure.unit == "days":
        return f"{int(value + 0.5):,} days on average"
    if measure.unit == "per 10,000":
        return f"{int(value + 0.5)} in every 10,000"
    return f"{value:,.0f} "


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES.keys())
def test_the_figure_a_page_prints_is_the_one_calculate_gives(signed_in, made_up, all_figures, measure):
    page = text_of(signed_in(Role.PERFORMANCE_ANALYST).get(f"/measures/{measure.id}"))
    row = all_figures[measure.id, LAST, "", ""]
    assert measure.question in page
    assert printed(measure, row) in page
    if measure.unit == "percent" and row["value"] is not None:
        assert f"{row['numerator']:,.0f} of {row['denominator']:,.0f}" in page
    for sentence in (*measure.how_counted, *measure.decided, measure.source):
        assert " ".join(sentence.split()).replace(" .", ".") in page
    assert made_up.id in page


@pytest.mark.parametrize("measure", ["three_plus_placements_pct", "cla_ceased", "a2_days_3yr", "dental_pct"])
def test_every_group_is_printed_as_calculate_gives_it(signed_in, made_up, all_figures, measure):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    for breakdown in MEASURES[measure].breakdowns:
        page = text_of(client.get(f"/measures/{measure}?by={breakdown}"))
        for group, label in BREAKDOWNS[breakdown].groups.items():
            row = all_figures.get((measure, LAST, breakdown, group))
            if row is None:
                assert group == "unknown"
                continue
            assert label in page
            if row["denominator"]:
                shown = f"{row['numerator']:,.0f} of {row['denominator']:,.0f}"
                assert MEASURES[measure].unit == "days" or shown in page
            elif row["denominator"] == 0:
                assert "none in the group" in page


def test_the_change_is_told_in_points_and_children_or_as_no_clear_change(signed_in, made_up, all_figures):
    page = text_of(signed_in(Role.DIRECTOR).get("/measures/three_plus_placements_pct"))
    now = all_figures["three_plus_placements_pct", LAST, "", ""]
    before = all_figures["three_plus_placements_pct", BEFORE, "", ""]
    moved = round(round(now["value"], 1) - round(before["value"], 1), 1)
    assert f"{abs(moved):.1f} point" in page
    assert f"{abs(now['numerator'] - before['numerator']):.0f} {'more' if moved > 0 else 'fewer'}" in page
    assert "No clear change" in page or "more than chance would bring" in page


@pytest.mark.parametrize("measure", LOOKS_BACK)
def test_a_day_that_looks_back_before_the_first_return_says_that_part_is_missing(signed_in, made_up, measure):
    answer = signed_in(Role.DIRECTOR).get(f"/measures/{measure}?as_at=2020-04-30&every=year")
    page = text_of(answer)
    assert "part of the period" in page
    assert re.search(r"Not loaded: Episodes of (2018 to )?2020", page)


def test_a_measure_of_31_march_is_shown_as_on_the_last_one_with_a_remark(signed_in, made_up):
    page = text_of(signed_in(Role.DIRECTOR).get("/measures/dental_pct?as_at=2024-12-31"))
    assert "on 31 March 2024:" in page
    assert "counted on 31 March only" in page


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("by=ethnicity", "is not broken down by “ethnicity”. It is broken down by age, sex"),
        ("by=ceased_reason", "is not broken down by “ceased_reason”"),
        ("every=week", "“week” is no choice for every; it is one of month, year, each-month."),
        ("as_at=yesterday", "“yesterday” is not a day"),
        ("by=" + "x" * 3000, "is not broken down by"),
        ("by=%00", "is not broken down by"),
    ],
)
def test_what_an_address_asks_wrongly_is_answered_with_a_sentence(signed_in, made_up, query, sentence):
    answer = signed_in(Role.DIRECTOR).get(f"/measures/cla_number?{query}")
    assert answer.status_code == 400
    assert sentence in text_of(answer)


@pytest.mark.parametrize("measure", ["cla_numbr", "../../etc/passwd", "<b>", "'; DROP TABLE", "x" * 3000])
def test_a_measure_that_is_none_is_answered_with_a_sentence(signed_in, made_up, measure):
    from urllib.parse import quote

    answer = signed_in(Role.DIRECTOR).get(f"/measures/{quote(measure, safe='')}")
    assert answer.status_code == 404
    if "/" not in measure:
        assert "There is no measure called" in text_of(answer)
    assert b"<b>" not in answer.content


def test_the_nearest_measure_is_offered(signed_in, made_up):
    page = text_of(signed_in(Role.DIRECTOR).get("/measures/cla_numbr"))
    assert "Did you mean cla_number" in page


def test_the_csv_has_the_rows_of_calculate_and_the_columns_of_the_command_line(
    signed_in, made_up, all_figures
):
    answer = signed_in(Role.COMMISSIONER).get("/measures/foster_pct/figures.csv?by=sex")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert list(rows[0]) == [
        "measure", "as_at", "period_start", "breakdown", "group", "numerator", "denominator", "value",
    ]  # fmt: skip
    expected = {
        key: row for key, row in all_figures.items() if key[0] == "foster_pct" and key[2] in ("", "sex")
    }
    assert len(rows) == len(expected)
    for row in rows:
        key = ("foster_pct", date.fromisoformat(row["as_at"]), row["breakdown"], row["group"])
        assert float(row["numerator"]) == expected[key]["numerator"]
        assert (float(row["value"]) if row["value"] else None) == expected[key]["value"]
    assert answer.headers["Content-Disposition"] == f'attachment; filename="foster_pct-sex-{made_up.id}.csv"'


def test_the_workbook_has_the_same_rows_with_groups_as_text_and_what_they_mean(signed_in, made_up):
    answer = signed_in(Role.COMMISSIONER).get("/measures/cla_number/figures.xlsx?by=age_band")
    book = load_workbook(io.BytesIO(answer.content))
    rows = list(book["Figures"].values)
    assert rows[0][0] == "measure" and {row[4] for row in rows[1:]} >= {"1-4", "5-9", "16+"}
    assert all(isinstance(row[4], str | None) for row in rows)
    about = {row[0]: row[1] for row in book["About"].values}
    assert about["Measure"] == "Children looked after" and made_up.id in about["Edition"]


def test_who_may_not_see_children_reads_why_in_place_of_the_button(signed_in, made_up):
    page = text_of(signed_in(Role.COMMISSIONER).get("/measures/cla_number"))
    assert "Your role does not see the children behind the figures." in page
    assert "Show the children" not in page
    assert "Show the children" in text_of(signed_in(Role.DIRECTOR).get("/measures/cla_number"))


def test_an_earlier_edition_is_shown_when_asked_for_and_named_in_the_frame(signed_in, own_home):
    first = own_home.current()
    with own_home.draft() as draft:
        for name in first.manifest.tables:
            draft.write(name, first.table(name))
        draft.commit(
            by="again", status="final", authority="X99", years=first.manifest.years, files=first.manifest.files,
            children=1, episodes=1, findings={}, rules_version=first.manifest.rules_version, based_on=first.id,
        )  # fmt: skip
    answer = signed_in(Role.DIRECTOR).get(f"/measures/cla_number?edition={first.id}")
    assert f"Edition {first.id}, provisional" in text_of(answer)
    assert ", provisional</a>" in answer.content.decode()


def test_a_share_has_its_range_beside_it_in_every_table(signed_in, made_up, all_figures):
    row = all_figures["three_plus_placements_pct", LAST, "", ""]
    low, high = wilson_interval(row["numerator"], row["denominator"])
    client = signed_in(Role.DIRECTOR)
    page = text_of(client.get("/measures/three_plus_placements_pct?every=year"))
    assert f"{low:.1f} to {high:.1f}" in page and "Range (%) by chance alone" in page
    groups = text_of(client.get("/measures/three_plus_placements_pct?by=sex"))
    assert "Range (%)" in groups
    assert "Range (%)" not in text_of(client.get("/measures/cla_number"))


def test_the_national_threshold_stands_beside_the_own_target_with_where_it_is_from(signed_in, made_up):
    page = text_of(signed_in(Role.DIRECTOR).get("/measures/a1_days_3yr"))
    assert "National threshold at most 426 days" in page and "is not confirmed" in page
    assert (
        "National: at most 426 days" in signed_in(Role.FINANCE).get("/measures/a1_days_3yr").content.decode()
    )
    assert "National threshold" not in text_of(signed_in(Role.COMMISSIONER).get("/measures/cla_number"))
