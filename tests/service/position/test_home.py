"""The first page: are we all right, what changed, what needs me."""

import re
from datetime import date

import pytest

from sufficiency.editions import Manifest
from sufficiency.measures import MEASURES
from sufficiency.service.access.roles import Role
from sufficiency.service.position.themes import by_theme
from tests.service.reading import text_of

LAST = date(2025, 3, 31)


def test_before_the_first_load_the_page_says_how_to_begin(signed_in, fresh_home):
    page = text_of(signed_in(Role.DIRECTOR).get("/"))
    assert "Nothing is loaded yet" in page
    assert "sufficiency load" in page


def test_the_first_line_answers_how_many_children_and_how_many_targets_are_met(
    signed_in, made_up, all_figures
):
    page = text_of(signed_in(Role.DIRECTOR).get("/"))
    number = all_figures["cla_number", LAST, "", ""]["value"]
    rate = all_figures["cla_rate_10k", LAST, "", ""]["value"]
    assert (
        f"Position on 31 March 2025 {number:.0f} children looked after, {rate:.0f} in every 10,000." in page
    )
    assert re.search(r"\d of 7 targets met", page)


def test_every_headline_measure_has_its_line_and_a_link(signed_in, made_up):
    answer = signed_in(Role.COMMISSIONER).get("/").content.decode()
    headlines = [measure for measure in MEASURES.values() if measure.headline]
    assert len([measure for measure in headlines if not measure.is_of_workbook]) == 18
    for measure in headlines:
        assert f'href="/measures/{measure.id}"' in answer, measure.id


def test_without_a_workbook_its_measures_are_not_missed_on_the_first_page(signed_in, made_up, monkeypatch):
    monkeypatch.setattr(Manifest, "workbook_days", ())
    answer = signed_in(Role.COMMISSIONER).get("/").content.decode()
    for measure in MEASURES.values():
        if measure.headline:
            assert (f'href="/measures/{measure.id}"' in answer) is not measure.is_of_workbook, measure.id


def test_every_measure_of_the_catalogue_is_on_the_page_of_all_measures(signed_in, made_up):
    answer = signed_in(Role.COMMISSIONER).get("/measures/").content.decode()
    assert [one for one in MEASURES if f'href="/measures/{one}"' not in answer] == []


def test_a_figure_whose_year_before_is_hidden_says_so_to_those_from_whom_it_is_hidden(signed_in, made_up):
    words = "the year before is hidden"
    assert words in text_of(signed_in(Role.ELECTED_MEMBER).get("/measures/"))
    assert words not in text_of(signed_in(Role.PERFORMANCE_ANALYST).get("/measures/"))


def test_themes_hold_every_measure_once():
    placed = [measure.id for _theme, measures in by_theme() for measure in measures]
    assert sorted(placed) == sorted(MEASURES)


def test_the_day_can_be_chosen_and_is_kept_in_every_link(signed_in, made_up, all_figures):
    day = date(2024, 9, 30)
    answer = signed_in(Role.DIRECTOR).get("/?as_at=2024-09-30")
    number = all_figures["cla_number", day, "", ""]["value"]
    assert f"Position on 30 September 2024 {number:.0f} children" in text_of(answer)
    assert "/measures/cla_number?as_at=2024-09-30" in answer.content.decode()
    assert "on 31 March 2024" in text_of(answer), "health is counted on 31 March only, and says so"


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("2025-02-30", "is not a day of the calendar"),
        ("31/03/2025", "is not a day, which is written as"),
        ("2025-03-30", "There are no figures for 30 March 2025"),
        ("1066-10-14", "There are no figures for 14 October 1066"),
        ("<script>alert(1)</script>", "is not a day, which is written as"),
        ("2025-03-31' OR 1=1 --", "is not a day, which is written as"),
        ("٢٠٢٥-٠٣-٣١", "is not a day, which is written as"),
        ("9" * 5000, "is not a day, which is written as"),
    ],
)
def test_a_day_that_cannot_be_shown_is_answered_with_a_sentence(signed_in, made_up, asked, sentence):
    answer = signed_in(Role.DIRECTOR).get("/", {"as_at": asked})
    assert answer.status_code == 400
    assert sentence in text_of(answer)
    assert "Choose a month's last day from 30 April 2020 to 31 March 2025." in text_of(answer)
    assert b"<script>alert" not in answer.content


def test_an_edition_that_is_not_there_is_answered_with_a_sentence(signed_in, made_up):
    answer = signed_in(Role.DIRECTOR).get("/?edition=1999-01-01-001")
    assert answer.status_code == 404
    assert "There is no edition" in text_of(answer)


def test_a_change_of_the_year_is_told_only_when_it_is_more_than_chance(signed_in, made_up, all_figures):
    page = text_of(signed_in(Role.DIRECTOR).get("/"))
    told = page[page.index("What changed in the year") : page.index("What needs you")]
    for measure in MEASURES.values():
        now, before = (all_figures.get((measure.id, date(year, 3, 31), "", "")) for year in (2025, 2024))
        if measure.unit != "percent" or not (now and before and now["denominator"] and before["denominator"]):
            continue
        whole, whole_before = now["denominator"], before["denominator"]
        pooled = (now["numerator"] + before["numerator"]) / (whole + whole_before)
        error = (pooled * (1 - pooled) * (1 / whole + 1 / whole_before)) ** 0.5
        if f"{measure.title}:" in told:
            # The two-proportion test, which for so many children says nearly what Newcombe's interval says.
            assert abs(now["value"] - before["value"]) / 100 > 1.9 * error, measure.id


def test_where_little_changed_in_the_year_slow_changes_are_told(signed_in, made_up, monkeypatch):
    client = signed_in(Role.DIRECTOR)
    assert "Over five years" not in text_of(client.get("/")), "there is no day five years before"
    monkeypatch.setattr("sufficiency.service.position.overview.LONG_YEARS", 3)
    answer = client.get("/")
    assert answer.content.count(b"suff-news__item") <= 5
    assert "Over five years" in text_of(answer)


def test_what_needs_you_names_errors_only_to_those_who_may_see_findings(signed_in, made_up):
    assert made_up.manifest.findings["error"] > 0
    assert "in the returns can change these figures" in text_of(signed_in(Role.PERFORMANCE_ANALYST).get("/"))
    assert "in the returns can change these figures" not in text_of(signed_in(Role.COMMISSIONER).get("/"))


def test_a_system_administrator_is_refused_with_the_sentence_of_the_rule(signed_in, made_up):
    answer = signed_in(Role.SYSTEM_ADMINISTRATOR).get("/")
    assert answer.status_code == 403
    assert "your role does not open them" in text_of(answer)


def test_the_page_asks_few_questions_of_the_database(signed_in, made_up, django_assert_max_num_queries):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    client.get("/")
    with django_assert_max_num_queries(
        7
    ):  # one of them for actions that are late, one for what meetings wait for
        client.get("/")
