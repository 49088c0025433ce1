"""The children behind a figure, in two lists, and the look that is recorded before they are shown."""

import csv
import io
import re
from datetime import date

import pytest

from sufficiency.history import History
from sufficiency.measures import MEASURES, children_behind
from sufficiency.measures import behind as measures_behind
from sufficiency.service.access.roles import Role
from sufficiency.service.data.opened import opened
from sufficiency.service.records.addresses import child_token
from sufficiency.service.records.queries import behind, write_ahead
from tests.service.lines import seen
from tests.service.reading import text_of

LAST = date(2025, 3, 31)


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES.keys())
def test_the_two_lists_are_those_of_the_library(made_up, measure):
    inside, outside = behind(made_up, measure, LAST)
    with History(made_up.folder / "history") as history:
        rows = children_behind(history, measure.id, LAST).to_pylist()
    assert sorted(row["child"] for row in inside) == [row["child"] for row in rows if row["in_numerator"]]
    assert sorted(row["child"] for row in outside) == [
        row["child"] for row in rows if not row["in_numerator"]
    ]


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_has_a_page_of_its_children(signed_in, made_up, measure):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    for part in ("numerator", "rest"):
        answer = client.get(f"/measures/{measure}/children?list={part}")
        assert answer.status_code == 200, text_of(answer)


def test_the_lists_say_how_many_they_are_and_each_child_opens(signed_in, made_up, all_figures):
    answer = signed_in(Role.DIRECTOR).get("/measures/three_plus_placements_pct/children")
    row = all_figures["three_plus_placements_pct", LAST, "", ""]
    page = text_of(answer)
    assert f"In the numerator ({row['numerator']:.0f})" in page
    assert f"In the denominator only ({row['denominator'] - row['numerator']:.0f})" in page
    children = re.findall(r'href="/children/([^"?]+)"', answer.content.decode())
    assert len(children) + page.count("Sealed record") == row["numerator"]
    assert "Placements in the year" in page and "In this home since" in page


def test_a_group_narrows_the_lists_to_it(signed_in, made_up, all_figures):
    row = all_figures["cla_number", LAST, "age_band", "10-15"]
    page = text_of(signed_in(Role.DIRECTOR).get("/measures/cla_number/children?by=age_band&group=10-15"))
    assert "Age, 10 to 15" in page
    assert f"1 to {row['value']:.0f} of {row['value']:.0f} rows" in page


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("by=age_band", "Give both a breakdown (by) and one of its groups (group), or neither."),
        ("group=0", "Give both a breakdown"),
        ("by=age_band&group=7", "Age has no group “7”. Its groups are 0, 1-4, 5-9"),
        ("list=everyone", "“everyone” is no choice for list"),
        ("as_at=2020-03-31", "There are no figures for 31 March 2020"),
    ],
)
def test_what_is_asked_wrongly_is_answered_with_a_sentence_and_no_look(signed_in, made_up, query, sentence):
    answer = signed_in(Role.DIRECTOR).get(f"/measures/cla_number/children?{query}")
    assert answer.status_code == 400
    assert sentence in text_of(answer)
    assert not seen().exists()


def test_everyone_shown_is_recorded_and_nobody_else(signed_in, made_up):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    answer = client.get("/measures/cla_number/children?page=2")
    shown = re.findall(r'href="/children/([^"?]+)"', answer.content.decode())
    assert sorted(child_token(child) for child in seen().values_list("child", flat=True)) == sorted(shown)
    assert set(seen().values_list("page", flat=True)) == {"children behind cla_number on 2025-03-31"}
    assert set(seen().values_list("person", flat=True)) == {client.person.pk}


def test_a_look_that_cannot_be_recorded_is_not_given(signed_in, made_up, monkeypatch):
    def refuse(*_args, **_more):
        raise RuntimeError("the audit is down")

    monkeypatch.setattr("sufficiency.service.records.views.record_look", refuse)
    client = signed_in(Role.PERFORMANCE_ANALYST)
    client.raise_request_exception = False
    answer = client.get("/measures/cla_number/children")
    assert answer.status_code == 500 and b"/children/" not in answer.content


def test_the_csv_has_both_lists_and_is_recorded(signed_in, made_up, all_figures):
    answer = signed_in(Role.DIRECTOR).get("/measures/foster_pct/children.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    row = all_figures["foster_pct", LAST, "", ""]
    assert sum(one["part"] == "numerator" for one in rows) == row["numerator"]
    assert len(rows) == row["denominator"]
    assert {one["child"] for one in rows} - {"Sealed record"} == set(seen().values_list("child", flat=True))


def test_sorting_by_a_column_puts_what_is_not_known_last(signed_in, made_up):
    client = signed_in(Role.DIRECTOR)
    for order in ("asc", "desc"):
        answer = client.get(
            f"/measures/over_20_miles_pct/children?list=rest&sort=distance_miles&order={order}"
        )
        page = text_of(answer)
        if "not known" in page:
            assert re.search(r"\d+\.\d \d", page[: page.index("not known")])
    assert client.get("/measures/cla_number/children?sort=nonsense&order=sideways").status_code == 200


@pytest.mark.parametrize("role", [Role.COMMISSIONER, Role.ELECTED_MEMBER, Role.SYSTEM_ADMINISTRATOR])
@pytest.mark.parametrize(
    "path",
    [
        "/children/",
        "/measures/cla_number/children",
        "/measures/cla_number/children.csv",
        f"/children/{'A' * 20}",
    ],
)
def test_who_does_not_need_to_know_is_refused_and_no_look_is_recorded(signed_in, made_up, role, path):
    assert signed_in(role).get(path).status_code == 403
    assert not seen().exists()


def test_the_children_looked_after_can_be_narrowed_by_groups(signed_in, made_up, all_figures):
    client = signed_in(Role.PLACEMENT_OFFICER)
    row = all_figures["cla_number", LAST, "placement_type", "childrens-home"]
    page = text_of(client.get("/children/?placement_type=childrens-home"))
    assert f"{row['value']:.0f} children looked after in the groups chosen" in page
    assert client.get("/children/?placement_type=castle").status_code == 400
    assert "No child is in all of these groups" in text_of(
        client.get("/children/?placement_type=with-parents&provider_group=private&age_band=0&sex=unknown")
    )


def test_before_the_first_load_there_are_no_children(signed_in, fresh_home):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    assert "Nothing is loaded yet" in text_of(client.get("/children/"))
    assert "Nothing is loaded yet" in text_of(client.get("/measures/cla_number/children"))
    assert client.get("/measures/cla_number/children.csv").status_code == 404
    assert client.get(f"/children/{'A' * 20}").status_code == 404


def test_queries_of_lists_written_ahead_are_those_the_lists_ask(made_up):
    known, rests = opened(made_up), []
    counted = {one: known.figures.latest_day(one, LAST) for one in MEASURES.values()}
    counted = {measure: day for measure, day in counted.items() if day}
    measures_behind._query.cache_clear()
    assert write_ahead(made_up, pause=rests.append) == len(counted) == len(rests) > 100
    written = measures_behind._query.cache_info().misses
    known._lately.clear()
    for measure, day in counted.items():
        behind(made_up, measure, day)
    assert measures_behind._query.cache_info().misses == written, "no list had to have its query written"
