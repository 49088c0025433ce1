"""Recorded series are treated as counted measures: targets with their standing, everybody's figures, the table."""

import csv
import io

import pytest

from sufficiency.service.access.roles import Role
from sufficiency.service.position.models import Target
from tests.service.lines import changes_of
from tests.service.reading import text_of

SENT = {
    "kind": "high", "value": "90", "since_day": "1", "since_month": "4", "since_year": "2021", "source": "Virtual school plan",
}  # fmt: skip


def table_of(client, query):
    return list(csv.DictReader(io.StringIO(client.get(f"/compare/figures.csv?{query}").content.decode())))


def test_a_target_is_set_on_the_page_of_a_series_and_judged_there(signed_in, series_of_made_up):
    client = signed_in(Role.COMMISSIONER)
    assert "Target none set" in text_of(client.get("/measures/pep_pct"))
    assert client.post("/measures/pep_pct/target", SENT).status_code == 302
    page = text_of(client.get("/measures/pep_pct"))
    assert "Target at least 90%" in page and "Virtual school plan" in page
    assert any(word in page for word in ("On target", "Near target", "Off target"))
    kept = Target.objects.get(measure="pep_pct")
    assert kept.authority == "X99" and changes_of(kept)[0].person == client.person
    assert "at least 90%" in text_of(client.get("/measures/pep_pct/target"))


@pytest.mark.parametrize(
    ("series", "value", "sentence"),
    [
        ("pep_pct", "101", "Enter a value from 0 to 100"),
        ("ofsted_rating", "0", "Enter a value from 1 to 4"),
        ("ofsted_rating", "1.5", "Enter a whole number"),
    ],
    ids=["over 100%", "no grade", "half a grade"],
)
def test_a_target_that_cannot_be_is_refused_with_a_sentence(
    signed_in, series_of_made_up, series, value, sentence
):
    answer = signed_in(Role.DIRECTOR).post(f"/measures/{series}/target", SENT | {"value": value})
    assert answer.status_code == 400 and sentence in text_of(answer)
    assert not Target.objects.filter(measure=series).exists()


def test_who_sets_no_targets_is_offered_none(signed_in, series_of_made_up):
    client = signed_in(Role.FINANCE)
    assert "set one" not in text_of(client.get("/measures/pep_pct"))
    assert client.post("/measures/pep_pct/target", SENT).status_code == 403


def test_a_page_says_how_sure_its_figure_is(signed_in, series_of_made_up):
    client = signed_in(Role.DIRECTOR)
    assert "By chance alone it could lie anywhere from" in text_of(client.get("/measures/pep_pct"))
    money = text_of(client.get("/measures/spend_residential"))
    assert "It is recorded as it is, and changes of it are not tested." in money


def test_a_page_shows_what_everybody_published(signed_in, series_of_made_up):
    page = text_of(signed_in(Role.DIRECTOR).get("/measures/social_worker_agency_pct"))
    assert "Compared with others" in page and "30 September 2024" in page and "16.2" in page
    assert "full-time equivalents on 30 September" in page and "Source: Department for Education" in page


def test_series_stand_in_the_comparison_table_beside_counted_measures(signed_in, series_of_made_up):
    client = signed_in(Role.COMMISSIONER)
    client.post("/measures/pep_pct/target", SENT)
    query = "measure=cla_number&measure=pep_pct&measure=spend_residential&as_at=2025-03-31"
    rows = {row["measure"]: row for row in table_of(client, query)}
    assert list(rows) == ["cla_number", "pep_pct", "spend_residential"]
    assert rows["pep_pct"]["target"] == "90.0" or float(rows["pep_pct"]["target"]) == 90
    assert rows["pep_pct"]["standing"] and rows["pep_pct"]["call"] and rows["pep_pct"]["low"]
    assert rows["spend_residential"]["call"] == "not tested" and rows["spend_residential"]["low"] == ""
    page = text_of(client.get(f"/compare/?{query}"))
    assert "Recorded series" in page and "Not tested" in page and "£" in page
    assert "Spend on residential care" in text_of(client.get("/compare/")), "it is offered to be chosen"


def test_series_alone_may_be_compared(signed_in, series_of_made_up):
    rows = table_of(signed_in(Role.DIRECTOR), "measure=pep_pct")
    assert [row["measure"] for row in rows] == ["pep_pct"]


def test_without_the_right_small_numbers_of_a_series_are_hidden_in_the_table(signed_in, series_of_made_up):
    query = "measure=permanent_exclusions&as_at=2023-03-31"
    seen = table_of(signed_in(Role.DIRECTOR), query)[0]
    hidden = table_of(signed_in(Role.ELECTED_MEMBER), query)[0]
    small = {name for name in ("value", "before_value") if 0 < float(seen[name] or 0) <= 5}
    assert small, seen
    assert all(hidden[name] == "c" for name in small) and hidden["change"] == "c"
