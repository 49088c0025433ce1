"""`sufficiency compare`: the comparison table on the terminal and in files."""

import csv
import io
import json

import pytest

from sufficiency.measures import MEASURES
from sufficiency.measures.comparison_rows import COLUMNS
from tests.cli.conftest import refused, run


def test_each_measure_is_told_now_a_year_before_and_beside_england(home):
    done = run("compare", "--as-at", "2024-03-31", "--measure", "cla_number", "--measure", "foster_pct")
    assert done.exit_code == 0, done.output
    assert "31 March 2024 beside 31 March 2023, edition" in done.stdout
    assert "cla_number\n  5; 5 a year before: no clear change; the same\n" in done.stdout
    assert "England 67%" in done.stdout
    assert "Source of published figures: Department for Education" in done.stdout


def test_without_a_day_and_a_measure_it_is_the_newest_return_and_the_headline_measures(home):
    records = json.loads(run("compare", "--format", "json").stdout)
    assert {one["measure"] for one in records} <= {m.id for m in MEASURES.values() if m.headline}
    assert {"cla_number", "cla_rate_10k", "foster_pct"} <= {one["measure"] for one in records}
    assert {one["as_at"] for one in records} == {"2024-03-31"}
    assert all(tuple(one) == tuple(COLUMNS) for one in records)


def test_a_file_has_every_number_in_a_column_of_its_own(home, tmp_path):
    done = run(
        "compare", "--measure", "foster_pct", "--baseline", "2023-03-31", "--output", tmp_path / "c.csv"
    )
    assert done.exit_code == 0, done.output
    [row] = csv.DictReader(io.StringIO((tmp_path / "c.csv").read_text()))
    assert tuple(row) == tuple(COLUMNS)
    assert row["numerator"] == row["denominator"] == "5" and row["value"] == "100"
    assert row["call"] == "too few to say" and row["baseline_as_at"] == "2023-03-31"
    assert row["england"] == "67" and row["rank"] and row["neighbours_given"] == "10"


def test_in_the_public_style_a_hidden_number_and_its_change_are_a_c(home):
    done = run("compare", "--measure", "cla_number", "--style", "public", "--format", "json")
    [record] = json.loads(done.stdout)
    hidden = ("numerator", "value", "before_value", "change", "change_low", "call", "verdict")
    assert {record[name] for name in hidden} == {"c"}
    assert "c: hidden" in run("compare", "--measure", "cla_number", "--style", "public").stdout


NUMBER = ("compare", "--measure", "cla_number", "--style", "public", "--format", "csv")


def records(*asked):
    done = run(*asked)
    assert done.exit_code == 0, done.output
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_what_measures_published_before_stands_in_a_comparison_and_a_comparison_in_the_next(home, tmp_path):
    """Nine were published of 31 March 2024, and are five now."""
    measures = ("measures", "--as-at", "2024-03-31", "--measure", "cla_number", "--totals", "--style", "public")  # fmt: skip
    run(*measures, "--format", "csv", "--output", "paper.csv")
    printed = (tmp_path / "paper.csv").read_text(encoding="utf-8")
    (tmp_path / "paper.csv").write_text(printed.replace("c,c,c", "9,,9", 1), encoding="utf-8")
    [told] = records(*NUMBER, "--earlier", "paper.csv")
    assert (told["value"], told["before_value"], told["given_as_published"]) == ("9", "c", "now")
    assert told["note"].startswith("Given as it was published before")
    run(*NUMBER, "--earlier", "paper.csv", "--output", "compared.csv")
    assert records(*NUMBER, "--earlier", "paper.csv", "--earlier", "compared.csv") == [told]
    assert records(*NUMBER, "--earlier", "compared.csv")[0]["before_value"] == "c", (
        "hidden then, so hidden now"
    )


def test_a_comparison_alone_is_an_earlier_publication(home, tmp_path):
    run(*NUMBER, "--output", "compared.csv")
    rows = (tmp_path / "compared.csv").read_text(encoding="utf-8").splitlines()
    assert rows[1].count("c,c,c") >= 2
    (tmp_path / "compared.csv").write_text(
        f"{rows[0]}\n{rows[1].replace('c,c,c', '9,,9', 1)}\n", encoding="utf-8"
    )
    [told] = records(*NUMBER, "--earlier", "compared.csv")
    assert (told["value"], told["given_as_published"]) == ("9", "now")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (lambda cells: cells[:8], ("Line 2", "a cell for each column")),
        (lambda cells: [*cells[:4], "soon", *cells[5:]], ("Line 2", "a day as 2025-03-31")),
        (lambda cells: [*cells[:5], "many", "", "9", *cells[8:]], ("Line 2", "numbers, c, or nothing")),
    ],
    ids=["cut short", "no day", "no number"],
)
def test_a_comparison_that_was_changed_since_is_refused_with_its_line(home, tmp_path, changed, words):
    run(*NUMBER, "--output", "compared.csv")
    head, row = csv.reader(io.StringIO((tmp_path / "compared.csv").read_text(encoding="utf-8")))
    with (tmp_path / "compared.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, changed(row)])
    assert refused(run(*NUMBER, "--earlier", "compared.csv"), *words)


def test_an_earlier_publication_is_for_what_goes_out(home, tmp_path):
    (tmp_path / "odd.csv").write_text("measure,value\n", encoding="utf-8")
    assert refused(run("compare", "--earlier", "odd.csv"), "for figures that go out")
    assert refused(run(*NUMBER, "--earlier", "odd.csv"), "has not the columns", "sufficiency compare")
    assert refused(run(*NUMBER, "--earlier", "none.csv"), "There is no file")


def test_the_targets_of_the_pages_are_read_and_no_database_is_made_for_it(home):
    before = sorted(path.name for path in home.iterdir())
    assert run("compare", "--measure", "dental_pct").exit_code == 0
    assert "service.sqlite3" not in before
    assert [name for name in before if name.endswith("sqlite3")] == [
        path.name for path in home.iterdir() if path.name.endswith("sqlite3")
    ]


def test_recorded_series_stand_below_counted_measures_and_reading_them_makes_no_database(home):
    done = run("compare", "--measure", "pep_pct", "--measure", "cla_number", "--format", "csv")
    records = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [record["measure"] for record in records] == ["cla_number", "pep_pct"]
    assert records[1]["value"] == "" and not (home / "service.sqlite3").exists()
    assert "nothing recorded" in run("compare", "--measure", "pep_pct").stdout


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (("--as-at", "31/03/2024"), ("is not a day", "2024-03-31")),
        (("--baseline", "2024-03-31"), ("is not before",)),
        (("--baseline", "2025-03-31", "--as-at", "2024-03-31"), ("is not before", "an earlier day")),
        (("--measure", "foster"), ("no measure called 'foster'",)),
        (("--authority", "Atlantis"), ("Atlantis",)),
    ],
)
def test_what_cannot_be_compared_is_refused_in_a_sentence(home, typed, words):
    assert refused(run("compare", *typed), *words)
