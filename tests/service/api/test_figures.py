"""Figures of the API are those of the command line, each with what stands behind it."""

import json
from datetime import date

import pytest
from typer.testing import CliRunner

from sufficiency.cli import app
from sufficiency.measures import BREAKDOWNS, MEASURES
from sufficiency.measures.comparators import measures_published, published
from sufficiency.service.access.roles import Role
from sufficiency.vocabulary.authorities import FAIRMERE, authorities
from tests.service.made_up import made_up_home

COLUMNS = ("measure", "as_at", "period_start", "breakdown", "group", "numerator", "denominator", "value")
NUMBERS = {"numerator", "denominator", "value"}


def said_by_the_command(*options: str) -> list[dict]:
    asked = ["--home", str(made_up_home()), "measures", "--format", "json", *options]
    answer = CliRunner().invoke(app, asked)
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout)


def same(ours: list[dict], theirs: list[dict]) -> None:
    """Equal row by row; where tables were not loaded the API gives no number, and the command what it counted: none."""
    assert [[row[name] for name in COLUMNS[:5]] for row in ours] == [
        [row[name] for name in COLUMNS[:5]] for row in theirs
    ]
    for our, their in zip(ours, theirs, strict=True):
        if our["state"] == "not loaded":
            assert [our[name] for name in NUMBERS] == [None] * 3
        else:
            assert [our[name] for name in NUMBERS] == [their[name] for name in NUMBERS], our


@pytest.mark.parametrize(
    ("query", "options"),
    [
        ({"by": "all", "as_at": "2025-03-31"}, ["--as-at", "2025-03-31"]),
        ({"as_at": ["2025-03-31", "2024-03-31"]}, ["--totals", "--as-at", "2025-03-31", "--as-at", "2024-03-31"]),
        (
            {"from": "2024-04-30", "to": "2025-03-31", "measure": ["foster_pct", "cla_number"], "by": "age_band"},
            ["--from", "2024-04-30", "--to", "2025-03-31", "--measure", "foster_pct", "--measure", "cla_number", "--by", "age_band"],
        ),
        (
            {"from": "2021-03-31", "to": "2025-03-31", "every": "year"},
            ["--from", "2021-03-31", "--to", "2025-03-31", "--every", "year", "--totals"],
        ),
        ({"as_at": "2024-10-17", "by": ["sex", "provider_group"]}, ["--as-at", "2024-10-17", "--by", "sex", "--by", "provider_group"]),
        ({}, ["--totals"]),
    ],
    ids=["every group", "two days", "a year of months", "years", "a day not kept", "nothing asked"],
)  # fmt: skip
def test_figures_are_those_of_the_command_line(caller, made_up, query, options):
    program = caller(Role.COMMISSIONER)
    same(program.every("figures", "figures", limit=700, **query), said_by_the_command(*options))


def test_a_part_gives_the_address_of_the_next_which_stays_with_the_edition_and_day(caller, made_up):
    answer = caller(Role.COMMISSIONER).get("figures", limit=3).json()
    assert len(answer["figures"]) == 3
    assert f"edition={made_up.id}" in answer["next"] and "as_at=2025-03-31" in answer["next"]


def test_every_figure_says_what_stands_behind_it(caller, made_up):
    answer = caller(Role.COMMISSIONER).every("figures", "figures", by="all")
    assert {row["state"] for row in answer} >= {"known", "none in the group"}
    assert all(
        (row["value"] is not None) == (row["state"] in ("known", "part of the period loaded"))
        for row in answer
    )


def test_a_measure_without_a_figure_on_the_day_is_told_with_the_reason(caller, made_up):
    answer = caller(Role.COMMISSIONER).get("figures", measure="cl_eet_pct", as_at="2024-10-31").json()
    assert answer["figures"] == []
    assert answer["not_counted"] == [
        {"measure": "cl_eet_pct", "as_at": "2024-10-31", "state": "not counted on this day"}
    ]


def test_elected_members_have_totals_without_small_numbers(caller, made_up):
    program = caller(Role.ELECTED_MEMBER)
    everyone = {
        (row["measure"], row["as_at"]): row for row in caller(Role.FINANCE).every("figures", "figures")
    }
    rows = program.every("figures", "figures")
    hidden = [row for row in rows if row["state"] == "suppressed"]
    assert hidden and all(row[name] is None for row in hidden for name in NUMBERS)
    for row in rows:
        if row["state"] != "suppressed":
            assert row == everyone[row["measure"], row["as_at"]]
        of_children = MEASURES[row["measure"]].unit not in ("days", "percent change")
        assert row["numerator"] not in (1, 2, 3, 4, 5) or not of_children
    refused = program.get("figures", by="sex")
    assert refused.status_code == 403 and "small" in refused.json()["detail"]


def test_elected_members_cannot_ask_for_days_close_to_each_other(caller, made_up):
    answer = caller(Role.ELECTED_MEMBER).get("figures", as_at=["2025-03-30", "2025-03-31"])
    assert answer.status_code == 422 and "30 March 2025" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"as_at": "31/03/2025"}, "year-month-day"),
        ({"as_at": "2025-02-30"}, "not a day of the calendar"),
        ({"as_at": "1066-10-14"}, "1990"),
        ({"measure": "fostr_pct"}, "Did you mean foster_pct"),
        ({"by": "agebnd"}, "Did you mean age_band"),
        ({"from": "2025-03-31"}, "both from and to"),
        ({"from": "2025-03-31", "to": "2024-03-31"}, "exchange"),
        ({"as_at": "2025-03-31", "every": "year"}, "either as_at"),
        ({"from": "1990-01-15", "to": "2100-01-15"}, "1,200 at most"),
        ({"from": "2010-01-15", "to": "2025-01-15"}, "120 at most"),
        ({"every": "week"}, "month"),
        ({"limit": "0"}, "limit"),
        ({"limit": "many"}, "limit"),
        ({"mesure": "cla_number"}, "No parameter has this name"),
        ({"limit": ["1", "2"]}, "once"),
    ],
)
def test_what_cannot_be_used_is_answered_422_with_what_was_found_and_what_is_allowed(
    caller, made_up, query, told
):
    answer = caller(Role.COMMISSIONER).get("figures", **query)
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert told in json.dumps(answer.json(), ensure_ascii=False)


def test_an_address_with_too_many_parameters_is_answered_422(caller, made_up):
    answer = caller(Role.COMMISSIONER).get("figures", measure=["cla_number"] * 1_001)
    assert answer.status_code == 422 and "1,000 at most" in answer.json()["detail"]


def test_the_catalogue_tells_every_measure_as_it_is_defined(caller, made_up):
    told = caller(Role.ELECTED_MEMBER).get("measures").json()
    assert [one["id"] for one in told["measures"]] == list(MEASURES)
    assert {one["id"] for one in told["breakdowns"]} <= set(BREAKDOWNS)
    foster = next(one for one in told["measures"] if one["id"] == "foster_pct")
    declared = MEASURES["foster_pct"]
    assert (foster["question"], foster["direction"], foster["source"]) == (declared.question, declared.good, declared.source)  # fmt: skip
    assert foster["how_counted"] == list(declared.how_counted) and foster["breakdowns"] == list(
        declared.breakdowns
    )


def test_one_measure_is_told_and_one_that_is_not_there_offers_the_nearest(caller, made_up):
    program = caller(Role.FINANCE)
    assert program.get("measures/foster_pct").json()["measures"][0]["id"] == "foster_pct"
    answer = program.get("measures/foster_pc")
    assert answer.status_code == 404 and "foster_pct" in answer.json()["detail"]


def test_nothing_loaded_is_a_404_with_a_sentence(caller, fresh_home):
    answer = caller(Role.FINANCE).get("figures")
    assert answer.status_code == 404 and answer.json()["detail"] == "Nothing is loaded yet."


def test_published_figures_are_those_the_pages_show(caller, made_up):
    rows = caller(Role.FINANCE).every("comparators", "comparators", authority="England", limit=1000)
    assert {row["measure"] for row in rows} == set(measures_published())
    assert all(row["value"] == published(row["measure"], row["year"], "970") for row in rows)
    assert {row["name"] for row in rows} == {"England"}


def test_a_measure_nobody_publishes_has_an_empty_list_with_a_sentence(caller, made_up):
    answer = caller(Role.FINANCE).get("comparators", measure="missing_children").json()
    assert answer["comparators"] == [] and answer["sentence"]


def test_an_authority_nobody_knows_is_answered_with_the_nearest(caller, made_up):
    for path in ("comparators", "populations"):
        answer = caller(Role.FINANCE).get(path, authority="Birmingam") if path == "comparators" else None
        if answer is not None:
            assert answer.status_code == 422 and "Birmingham" in answer.json()["detail"]


def test_populations_are_those_rates_are_of(caller, made_up):
    program = caller(Role.FINANCE)
    rows = program.every("populations", "populations", limit=1000)
    assert len(rows) == sum(len(one.populations) for one in authorities())
    used = program.get("populations", authority="Fairmere").json()["population_used"]
    rates = program.every("figures", "figures", measure="cla_rate_10k", **{"from": "2021-03-31", "to": "2025-03-31", "every": "year"})  # fmt: skip
    denominators = {row["as_at"]: row["denominator"] for row in rates if row["denominator"]}
    assert denominators and denominators.items() <= {row["as_at"]: row["residents"] for row in used}.items()
    assert FAIRMERE.populations[2024] == used[-1]["residents"]


def test_kept_and_counted_figures_of_a_day_are_the_same(caller, made_up, monkeypatch):
    program = caller(Role.FINANCE)
    kept = program.every("figures", "figures", by="all", as_at=["2025-03-31"], limit=5000)
    both = program.every("figures", "figures", by="all", as_at=["2025-03-31", "2025-03-30"], limit=5000)
    assert kept == [row for row in both if row["as_at"] == date(2025, 3, 31).isoformat()]


def test_a_style_gives_what_may_leave_the_same_as_on_the_command_line(caller, made_up):
    program = caller(Role.COMMISSIONER)
    asked = {"measure": ["cla_number", "secure_number"], "by": "sex", "as_at": "2025-03-31"}
    ours = program.every("figures", "figures", limit=700, style="dfe", **asked)
    theirs = said_by_the_command("--style", "dfe", "--measure", "cla_number", "--measure", "secure_number", "--by", "sex", "--as-at", "2025-03-31")  # fmt: skip
    assert [one["mark"] or one["value"] for one in ours] == [one["value"] for one in theirs]
    assert all((one["mark"] == "c") == (one["state"] == "suppressed") for one in ours)


def test_only_who_may_see_small_numbers_can_ask_for_the_style_that_hides_none(caller, made_up):
    program = caller(Role.ELECTED_MEMBER)
    assert program.get("figures", style="local").status_code == 403
    assert program.get("figures", style="dfe").status_code == 200
