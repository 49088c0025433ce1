"""Figures that go out: the styles, and a CSV that was published before given back with --earlier."""

import csv
import json

import pytest

from tests.cli.conftest import refused, run

ASKED = (
    "measures",
    "--as-at",
    "2024-03-31",
    "--measure",
    "cla_number",
    "--measure",
    "foster_pct",
    "--format",
    "csv",
)


def test_published_again_nothing_has_changed(home, tmp_path):
    first = run(*ASKED, "--style", "public", "--output", "first.csv")
    assert first.exit_code == 0, first.output
    again = run(*ASKED, "--style", "public", "--earlier", "first.csv")
    assert again.stdout.encode() == (tmp_path / "first.csv").read_bytes()


def test_after_a_correction_of_a_few_the_published_numbers_stand(home, tmp_path):
    run(*ASKED, "--totals", "--style", "public", "--output", "first.csv")
    text = (tmp_path / "first.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert [row["value"] for row in rows] == ["c", "c"], "five children are hidden"
    (tmp_path / "first.csv").write_text(text.replace("c,c,c", "9,,9", 1), encoding="utf-8")
    told = list(
        csv.DictReader(
            run(*ASKED, "--totals", "--style", "public", "--earlier", "first.csv").stdout.splitlines()
        )
    )
    assert [row["value"] for row in told] == ["9", "c"], "9 then and 5 now would tell of four children"
    assert [row["note"] for row in told] == ["given as it was published", ""]


def test_what_is_given_as_it_was_published_says_so_in_every_form(home, tmp_path):
    run(*ASKED, "--totals", "--style", "public", "--output", "first.csv")
    text = (tmp_path / "first.csv").read_text(encoding="utf-8")
    (tmp_path / "first.csv").write_text(text.replace("c,c,c", "9,,9", 1), encoding="utf-8")
    again = ("--totals", "--style", "public", "--earlier", "first.csv")
    told = json.loads(run(*ASKED[:-1], "json", *again).stdout)
    assert [row["note"] for row in told] == ["given as it was published", None]
    table = run(*ASKED[:-1], "table", *again).stdout
    assert [line for line in table.splitlines() if "cla_number" in line][0].endswith(
        "(given as it was published)"
    )


def test_the_departments_style_says_what_its_marks_mean(home):
    done = run("measures", "--as-at", "2024-03-31", "--measure", "adoptions", "--measure", "a10_days_3yr", "--style", "dfe", "--format", "csv")  # fmt: skip
    rows = {row["measure"]: row for row in csv.DictReader(done.stdout.splitlines()) if not row["breakdown"]}
    assert rows["adoptions"]["value"] == "0" and rows["a10_days_3yr"]["value"] == "z"


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"measure,value\n", "has not the columns"),
        (b"\xff\xfe\x00", "not a CSV in UTF-8"),
        (b"measure,as_at,period_start,breakdown,group,numerator,denominator,value\ncla_number,soon,,,,1,,1\n", "Line 2"),
        (b"measure,as_at,period_start,breakdown,group,numerator,denominator,value\ncla_number,2024-03-31,,,,1e99,,1\n", "Line 2"),
        (b"measure,as_at,period_start,breakdown,group,numerator,denominator,value\ncla_number,2024-03-31\n", "Line 2"),
        (b"measure,as_at,period_start,breakdown,group,numerator,denominator,value\ncla_number,0001-01-01,,,,9,,9\n", "1990 to 2100"),
        (b"measure,as_at,period_start,breakdown,group,numerator,denominator,value\ncla_number,2024-03-31,,sex,left,9,,9\n", "a breakdown and group"),
        (b"measure,as_at,period_start,breakdown,group,numerator,denominator,value\ncla_number,2024-03-31,,sex:sex,male:male,9,,9\n", "a breakdown and group"),
    ],
)  # fmt: skip
def test_a_file_that_was_not_published_is_refused_with_a_sentence(home, tmp_path, content, word):
    (tmp_path / "odd.csv").write_bytes(content)
    assert refused(run(*ASKED, "--style", "public", "--earlier", "odd.csv"), word)
