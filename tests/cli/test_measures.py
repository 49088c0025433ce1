import csv
import io
import json
from datetime import date

import pytest

from sufficiency.vocabulary.authorities import population
from tests.cli.conftest import refused, run

HEADING = "measure,as_at,period_start,breakdown,group,numerator,denominator,value"
DAY = ("--as-at", "2024-03-31")


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_the_csv_has_exactly_the_columns_promised(home):
    result = run("measures", *DAY, "--format", "csv")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == HEADING
    assert "\r" not in result.stdout and result.stderr == ""


def test_whole_numbers_have_no_point_and_others_are_not_rounded(home):
    result = run(
        "measures",
        *DAY,
        "--format",
        "csv",
        "--measure",
        "cla_number",
        "--measure",
        "cla_rate_10k",
        "--totals",
    )
    residents = population("Southwark", date(2024, 3, 31))[1]
    assert result.stdout.splitlines()[1:] == [
        "cla_number,2024-03-31,,,,5,,5",
        f"cla_rate_10k,2024-03-31,,,,5,{residents},{10_000 * 5 / residents!r}",
    ]


def test_a_share_of_nobody_has_no_value_and_a_period_its_first_day(home):
    options = (
        "--measure",
        "started_16plus_pct",
        "--measure",
        "a1_days_3yr",
        "--measure",
        "foster_pct",
        "--totals",
    )
    result = run("measures", *DAY, "--format", "csv", *options)
    assert result.stdout.splitlines()[1:] == [
        "started_16plus_pct,2024-03-31,2023-04-01,,,0,0,",
        "foster_pct,2024-03-31,,,,5,5,100",
        "a1_days_3yr,2024-03-31,2021-04-01,,,0,0,",
    ]


def test_csv_gives_every_breakdown_that_applies_unless_some_are_chosen(home):
    everything = rows_of(run("measures", *DAY, "--format", "csv", "--measure", "cla_number").stdout)
    assert {row["breakdown"] for row in everything} >= {
        "",
        "age_band",
        "sex",
        "ethnic_group",
        "uasc",
        "placement_type",
    }
    chosen = run(
        "measures", *DAY, "--format", "csv", "--measure", "cla_number", "--by", "sex", "--by", "uasc"
    )
    assert [(row["breakdown"], row["group"], row["value"]) for row in rows_of(chosen.stdout)] == [
        ("", "", "5"),
        ("sex", "female", "0"),
        ("sex", "male", "5"),
        ("sex", "unknown", "0"),
        ("uasc", "uasc", "0"),
        ("uasc", "not-uasc", "5"),
    ]


def test_days_from_a_month_end_step_along_month_ends(home):
    result = run(
        "measures", "--from", "2023-02-28", "--to", "2023-05-31", "--measure", "cla_number", "--format", "csv"
    )
    days = dict.fromkeys(row["as_at"] for row in rows_of(result.stdout))
    assert list(days) == ["2023-02-28", "2023-03-31", "2023-04-30", "2023-05-31"]


@pytest.mark.parametrize(
    "first, last, every, days",
    [
        ("2022-04-30", "2022-07-31", None, ["2022-04-30", "2022-05-31", "2022-06-30", "2022-07-31"]),
        ("2022-04-30", "2022-07-30", "month", ["2022-04-30", "2022-05-31", "2022-06-30"]),
        ("2022-06-30", "2023-03-31", "quarter", ["2022-06-30", "2022-09-30", "2022-12-31", "2023-03-31"]),
        ("2022-03-31", "2024-03-31", "year", ["2022-03-31", "2023-03-31", "2024-03-31"]),
        ("2023-01-30", "2023-03-30", "month", ["2023-01-30", "2023-02-28", "2023-03-30"]),
        ("2024-02-29", "2024-02-29", "year", ["2024-02-29"]),
    ],
)
def test_the_days_from_one_to_another_are_both_included(home, first, last, every, days):
    step = ("--every", every) if every else ()
    result = run(
        "measures",
        "--from",
        first,
        "--to",
        last,
        *step,
        "--measure",
        "cla_number",
        "--totals",
        "--format",
        "csv",
    )
    assert [row["as_at"] for row in rows_of(result.stdout)] == days


def test_without_a_day_the_last_of_the_newest_return_is_taken(home):
    result = run("measures", "--measure", "cla_number", "--totals", "--format", "csv")
    assert rows_of(result.stdout)[0]["as_at"] == "2024-03-31"


def test_several_days_may_be_named(home):
    result = run(
        "measures",
        "--as-at",
        "2024-03-31",
        "--as-at",
        "2023-03-31",
        "--measure",
        "cla_number",
        "--totals",
        "--format",
        "csv",
    )
    assert [row["as_at"] for row in rows_of(result.stdout)] == ["2023-03-31", "2024-03-31"]


def test_json_gives_the_same_figures_with_nothing_as_null(home):
    options = ("measures", *DAY, "--measure", "started_16plus_pct", "--measure", "cla_number", "--totals")
    assert json.loads(run(*options, "--format", "json").stdout) == [
        {
            "measure": "cla_number",
            "as_at": "2024-03-31",
            "period_start": None,
            "breakdown": "",
            "group": "",
            "numerator": 5,
            "denominator": None,
            "value": 5,
        },
        {
            "measure": "started_16plus_pct",
            "as_at": "2024-03-31",
            "period_start": "2023-04-01",
            "breakdown": "",
            "group": "",
            "numerator": 0,
            "denominator": 0,
            "value": None,
        },
    ]


def test_the_table_gives_totals_and_groups_when_asked_and_fits_80_columns(home):
    totals = run("measures", *DAY).stdout
    assert "cla_number" in totals and "100%" in totals and "5 of 5" in totals and "no one to count" in totals
    grouped = run("measures", *DAY, "--by", "ethnic_group", "--measure", "foster_pct").stdout
    assert "Refused or not known" in grouped and "All" in grouped
    both = run("measures", "--from", "2023-03-31", "--to", "2024-03-31", "--by", "placement_type").stdout
    assert all(len(line) <= 80 for text in (totals, grouped, both) for line in text.splitlines())


def test_the_authority_can_be_named_for_one_question(home):
    result = run("measures", *DAY, "--measure", "cla_rate_10k", "--authority", "Kent", "--format", "csv")
    assert rows_of(result.stdout)[0]["denominator"] == str(population("Kent", date(2024, 3, 31))[1])


def test_a_measure_not_defined_on_the_day_has_no_row_and_a_note(home):
    result = run("measures", "--as-at", "2024-02-29", "--measure", "dental_pct", "--format", "csv")
    assert result.stdout == HEADING + "\n"
    assert result.stderr == "dental_pct is not defined on that day.\n"


def test_a_breakdown_that_applies_to_nothing_asked_is_noted(home):
    result = run("measures", *DAY, "--measure", "cla_number", "--by", "ceased_reason", "--format", "csv")
    assert len(rows_of(result.stdout)) == 1
    assert result.stderr == "No measure given here is broken down by ceased_reason.\n"


@pytest.mark.parametrize(
    "day, said", [("2025-03-31", "31 March 2025 is outside"), ("2021-03-31", "31 March 2021 is")]
)
def test_a_day_outside_the_returns_loaded_is_noted_beside_the_csv(home, day, said):
    result = run("measures", "--as-at", day, "--measure", "cla_number", "--totals", "--format", "csv")
    assert result.exit_code == 0
    assert result.stdout.startswith(HEADING)
    assert said in result.stderr and "2023 to 2024 (1 April 2022 to 31 March 2024)" in result.stderr


def test_an_edition_can_be_named(home):
    edition = run("editions", "--format", "json")
    edition_id = json.loads(edition.stdout)[0]["id"]
    result = run(
        "measures", *DAY, "--edition", edition_id, "--measure", "cla_number", "--totals", "--format", "csv"
    )
    assert rows_of(result.stdout)[0]["value"] == "5"


@pytest.mark.parametrize(
    "arguments, words",
    [
        (("--measure", "cla_numbr"), ["cla_numbr", "Did you mean", "cla_number"]),
        (("--by", "age"), ["breakdown", "age_band"]),
        (("--edition", "2025-01-01-001"), ["There is no edition", "editions"]),
        (("--edition", "../../etc"), ["There is no edition"]),
        (("--as-at", "31/03/2025"), ["31/03/2025", "for example 2025-03-31"]),
        (("--as-at", "1/4/2024"), ["for example 2024-04-01"]),
        (("--as-at", "2025-02-30"), ["is not a day of the calendar"]),
        (("--as-at", "20250331"), ["is not a day"]),
        (("--as-at", "٢٠٢٥-٠٣-٣١"), ["is not a day"]),
        (("--as-at", ""), ["is not a day"]),
        (("--as-at", "0001-01-01"), ["1990-01-01 to 2100-12-31"]),
        (("--as-at", "9999-12-31"), ["1990-01-01 to 2100-12-31"]),
        (("--from", "2024-03-31"), ["Give both"]),
        (("--every", "year"), ["Give both"]),
        (("--from", "2024-03-31", "--to", "2023-03-31"), ["is after", "exchange them"]),
        (("--from", "1990-01-31", "--to", "2100-12-31"), ["days", "1,200"]),
        (("--as-at", "2024-03-31", "--to", "2024-03-31"), ["Give either"]),
        (("--totals", "--by", "sex"), ["Give either"]),
        (("--authority", "Sothwark"), ["Did you mean Southwark"]),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(home, arguments, words):
    assert refused(run("measures", "--format", "csv", *arguments), *words)


def test_a_format_that_does_not_exist_is_refused(home):
    result = run("measures", "--format", "xml")
    assert result.exit_code == 2 and "'table', 'csv', 'json'" in result.stderr


def test_a_damaged_history_is_said_and_not_traced(home):
    positions = next(home.glob("editions/*/history/positions.parquet"))
    positions.chmod(0o644)
    positions.write_bytes(b"PAR1 no longer")
    assert refused(run("measures", *DAY), "is damaged: history/positions.parquet was changed", "rebuild")


def test_figures_of_earlier_rules_are_noted(home, monkeypatch):
    monkeypatch.setattr("sufficiency.history.RULES_VERSION", "next")
    result = run("measures", *DAY, "--measure", "cla_number", "--format", "csv", "--totals")
    assert "`sufficiency rebuild`" in result.stderr and result.stdout.count("\n") == 2


def test_two_breakdowns_at_a_time_and_some_children_only(home):
    asked = ("measures", "--as-at", "2024-03-31", "--measure", "foster_pct")
    crossed = rows_of(run(*asked, "--by", "age_band:sex", "--format", "csv").stdout)
    whole = next(row for row in crossed if not row["breakdown"])
    pairs = [row for row in crossed if row["breakdown"] == "age_band:sex"]
    assert sum(float(row["denominator"]) for row in pairs) == float(whole["denominator"])
    some = rows_of(run(*asked, "--totals", "--only", "sex=male", "--format", "csv").stdout)
    assert float(some[0]["denominator"]) == sum(
        float(row["denominator"]) for row in pairs if row["group"].endswith(":male")
    )
    assert "10 to 15, Male" in run(*asked, "--by", "age_band:sex").stdout


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--only", "uasc"), "uasc=not-uasc"),
        (("--only", "uasc=uasc", "--only", "uasc=not-uasc"), "uasc=not-uasc"),
        (("--only", "uasc=nobody"), "uasc has no group called 'nobody'"),
        (("--only", "colour=red"), "no breakdown called 'colour'"),
        (("--only", "uasc=uasc", "--by", "age_band:sex", "--style", "public"), "leave too few children"),
        (("--only", "uasc=uasc", "--style", "public", "--earlier", "x.csv"), "without `--only`"),
        (("--earlier", "x.csv"), "with `--style public`"),
        (("--style", "public", "--earlier", "no such.csv"), "no file"),
        (("--by", "age_band:age_band"), "two different ones"),
    ],
)
def test_what_cannot_be_crossed_or_narrowed_is_refused_with_a_sentence(home, options, words):
    assert refused(run("measures", "--as-at", "2024-03-31", *options), words)
