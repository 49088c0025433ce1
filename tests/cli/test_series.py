"""`sufficiency series` and `sufficiency measures --catalogue`, in processes of their own as people run them."""

import csv
import io
import json
import os
import subprocess
import sys

import pytest

from sufficiency.measures.catalogue import catalogue, recorded_series
from sufficiency.service.recorded.reading import COLUMNS
from tests.cli.conftest import run

OF_THE_SUITE = ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "SUFFICIENCY_HOME")
HEADING = ",".join(COLUMNS) + "\n"
ROWS = (
    "spend_residential,2024-03-31,2023-04-01,,,,,15500000,Outturn,final,\n"
    "spend_residential,2025-03-31,2024-04-01,,,,,16200000.5,Outturn,provisional,\n"
    "permanent_exclusions,2025-03-31,2024-09-01,,,,,2,School,final,\n"
    'fgc_referrals,2025-03-31,2024-04-01,stage,"proceedings, before",,,12,Log,final,\n'
)


def sufficiency(folder, *arguments):
    """The command in a process of its own: a store is opened once in a process, for one home."""
    command = [sys.executable, "-c", "from sufficiency.cli import main; main()", *map(str, arguments)]
    environment = {name: text for name, text in os.environ.items() if name not in OF_THE_SUITE}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="module")
def recorded(tmp_path_factory):
    """A working folder whose home has recorded series, and no return."""
    there = tmp_path_factory.mktemp("series")
    (there / "values.csv").write_text(HEADING + ROWS)
    done = sufficiency(there, "--home", "home", "series", "load", "values.csv")
    assert (done.returncode, done.stdout, done.stderr) == (0, "Recorded: 4 new values.\n", "")
    return there


def rows_of(done) -> list[dict[str, str]]:
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_the_catalogue_needs_no_home_and_makes_none(nowhere):
    for arguments in (("--home", "none"), ()):
        done = run(*arguments, "measures", "--catalogue", "--format", "csv")
        rows = list(csv.DictReader(io.StringIO(done.stdout)))
        assert done.exit_code == 0 and done.stdout.startswith(
            "id,name,area,unit,good_direction,fed_by,state,"
        )
        assert [row["id"] for row in rows] == list(catalogue())
        assert {row["state"] for row in rows} == {"not loaded"} and all(row["reason"] for row in rows)
    assert list(nowhere.iterdir()) == []


def test_the_catalogue_is_a_table_json_or_of_some_measures(nowhere):
    assert "cla_number" in run("measures", "--catalogue").stdout
    (one,) = json.loads(run("measures", "--catalogue", "--measure", "pep_pct", "--format", "json").stdout)
    assert one["id"] == "pep_pct" and one["fed_by"] == "recorded series" and one["unit"] == "percent"


@pytest.mark.parametrize("arguments", [("--as-at", "2025-03-31"), ("--totals",), ("--style", "public")])
def test_the_catalogue_has_no_day_and_no_style(nowhere, arguments):
    done = run("measures", "--catalogue", *arguments)
    assert done.exit_code == 2 and "lists measures, not figures" in done.stderr


def test_the_template_is_written_for_one_series_or_all(nowhere):
    lines = run("series", "template").stdout.lstrip("\ufeff").splitlines()
    assert lines[0] == ",".join(COLUMNS) and len(lines) == len(recorded_series()) + 1
    done = run("series", "template", "--measure", "pep_pct", "--output", "one.xlsx")
    assert done.exit_code == 0 and (nowhere / "one.xlsx").read_bytes().startswith(b"PK")


def test_a_counted_measure_has_no_template(nowhere):
    done = run("series", "template", "--measure", "cla_number")
    assert done.exit_code == 2 and "counted from the children's own records" in done.stderr
    done = run("series", "template", "--measure", "pep_pc")
    assert done.exit_code == 2 and "Did you mean pep_pct" in done.stderr


def test_what_is_recorded_is_listed_with_where_it_is_from(recorded):
    rows = rows_of(sufficiency(recorded, "series", "list", "--format", "csv", "--home", "home"))
    assert [row["value"] for row in rows if row["measure"] == "spend_residential"] == ["15500000", "16200000.5"]  # fmt: skip
    assert {row["recorded_by"] for row in rows} == {"the machine itself"}
    assert {row["file"] for row in rows} == {"values.csv"}
    assert "£15,500,000" in sufficiency(recorded, "series", "list", "--home", "home").stdout


def test_recorded_figures_have_the_eight_columns_of_all_measures(recorded):
    done = sufficiency(recorded, "measures", "--home", "home", "--measure", "spend_residential", "--measure", "fgc_referrals", "--format", "csv")  # fmt: skip
    assert done.stdout == (
        "measure,as_at,period_start,breakdown,group,numerator,denominator,value\n"
        'fgc_referrals,2025-03-31,2024-04-01,stage,"proceedings, before",12,,12\n'
        "spend_residential,2024-03-31,2023-04-01,,,15500000,,15500000\n"
        "spend_residential,2025-03-31,2024-04-01,,,16200000.5,,16200000.5\n"
    )


def test_recorded_figures_are_of_the_days_asked_for(recorded):
    def days(*arguments):
        done = sufficiency(recorded, "measures", "--home", "home", "--measure", "spend_residential", "--format", "csv", *arguments)  # fmt: skip
        return [row["as_at"] for row in rows_of(done)]

    assert days("--as-at", "2024-03-31") == ["2024-03-31"]
    assert days("--from", "2024-04-01", "--to", "2025-03-31") == ["2025-03-31"]
    assert days("--as-at", "2023-03-31") == []


def test_small_numbers_of_children_are_hidden_in_public(recorded):
    arguments = ("measures", "--home", "home", "--measure", "permanent_exclusions", "--format")
    public = sufficiency(recorded, *arguments, "csv", "--style", "public")
    assert public.stdout.endswith(",,,c,c,c\n") and "c: hidden" in public.stderr
    (row,) = json.loads(sufficiency(recorded, *arguments, "json").stdout)
    assert row["value"] == 2 and row["denominator"] is None and row["period_start"] == "2024-09-01"


def test_the_catalogue_says_what_is_recorded(recorded):
    rows = rows_of(sufficiency(recorded, "measures", "--catalogue", "--format", "csv", "--home", "home"))
    state = {row["id"]: (row["state"], row["reason"]) for row in rows}
    assert state["spend_residential"] == ("loaded", "2 values recorded, the latest for 31 March 2025")
    assert state["pep_pct"][0] == "not loaded" and state["cla_number"][0] == "not loaded"


def test_a_wrong_row_refuses_the_file_in_sentences_and_a_correction_needs_its_reason(recorded):
    (recorded / "wrong.csv").write_text(HEADING + "nope,2025-03-31,,,,,,1,x,final,\n" + ROWS)
    done = sufficiency(recorded, "series", "load", "wrong.csv", "--home", "home")
    assert done.returncode == 2 and done.stdout == "" and "Traceback" not in done.stderr
    assert "Row 2: there is no measure" in done.stderr and done.stderr.endswith("Nothing was recorded.\n")
    changed = "spend_residential,2024-03-31,2023-04-01,,,,,15600000,Audited,final,\n"
    (recorded / "changed.csv").write_text(HEADING + changed)
    done = sufficiency(recorded, "series", "load", "changed.csv", "--home", "home")
    assert done.returncode == 2 and "give a reason" in done.stderr
    (recorded / "values.csv").write_text(HEADING + ROWS)
    done = sufficiency(recorded, "series", "load", "values.csv", "--home", "home")
    assert done.stdout == "Every value of the file is recorded already. Nothing was changed.\n"


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [("none.csv", None, "No such file"), ("empty.csv", b"", "empty"), ("a.txt", b"x", "no CSV or XLSX")],
)
def test_a_file_that_is_no_file_of_values_is_told(nowhere, name, content, word):
    if content is not None:
        (nowhere / name).write_bytes(content)
    done = run("series", "load", name)
    assert done.exit_code == 2 and word in done.stderr and "Traceback" not in done.stderr


def test_an_empty_home_has_nothing_recorded_and_none_is_made(nowhere):
    done = run("series", "list", "--home", "none")
    assert done.exit_code == 0 and "Nothing is recorded" in done.stderr
    assert not (nowhere / "none").exists()
