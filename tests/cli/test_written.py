import json
import os
import stat
from datetime import date

import pytest

from sufficiency.cli.problems import NotPossible
from sufficiency.cli.words import printable, several, years_in_words
from sufficiency.cli.written import as_csv, as_json, as_table, deliver, format_for, safe_cell
from sufficiency.editions import Home
from tests.cli.conftest import refused, run


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=cmd|' /C calc'!A0", "＝1+1"]
)
def test_a_cell_that_a_spreadsheet_would_run_becomes_text(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["A1", "", "1-2", "'=1", -3, -2.5, None, "a=b"])
def test_every_other_cell_is_left_alone(value):
    assert safe_cell(value) == value


def test_csv_quotes_what_needs_it_and_ends_lines_plainly():
    assert as_csv(("a", "b"), [('x,"y"', None), ("two\nlines", 3)]) == 'a,b\n"x,""y""",\n"two\nlines",3\n'


def test_json_is_a_list_with_a_record_on_each_line():
    assert as_json([]) == "[]\n"
    text = as_json([{"day": date(2025, 3, 31), "n": 1}, {"day": None, "n": 2}])
    assert json.loads(text) == [{"day": "2025-03-31", "n": 1}, {"day": None, "n": 2}]
    assert text.count("\n") == 4


def test_a_table_takes_no_orders_from_its_cells():
    text = as_table(("A", "B"), [("[bold]x[/bold]", "\x1b[31mred"), ("a\nb", "\u202eevil")])
    assert "[bold]x[/bold]" in text and "[31mred" in text and "a b" in text
    assert "\x1b" not in text and "\u202e" not in text


@pytest.mark.parametrize(
    "chosen, output, form",
    [
        (None, None, "table"),
        ("csv", None, "csv"),
        (None, "x.CSV", "csv"),
        (None, "x.json", "json"),
        (None, "x.html", "table"),
        ("json", "x.csv", "json"),
        (None, "csv", "table"),
    ],
)
def test_the_format_is_the_one_chosen_or_the_files_ending(chosen, output, form):
    from pathlib import Path

    assert format_for(chosen, Path(output) if output else None, ("table", "csv", "json")) == form


def test_a_file_is_replaced_whole_and_a_link_followed(home, tmp_path):
    (tmp_path / "old.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to("old.csv")
    os.umask(0o022)
    result = run("measures", "--measure", "cla_number", "--output", "link.csv")
    assert result.exit_code == 0 and result.stdout == ""
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "old.csv").read_text().startswith("measure,as_at")
    assert stat.S_IMODE((tmp_path / "old.csv").stat().st_mode) == 0o644
    assert not [name for name in os.listdir(tmp_path) if name.startswith(".")]


@pytest.mark.parametrize(
    "output, words",
    [
        (".", ["is a folder"]),
        ("nowhere/figures.csv", ["There is no folder", "Make it first"]),
        ("sufficiency-home/editions/figures.csv", ["installation's own folder"]),
        ("sufficiency-home/current.json", ["installation's own folder"]),
    ],
)
def test_a_place_that_cannot_be_written_is_refused(home, output, words):
    before = (home / "current.json").read_text()
    assert refused(run("measures", "--measure", "cla_number", "--output", output), *words)
    assert (home / "current.json").read_text() == before


def test_a_file_under_a_file_is_refused(home, tmp_path):
    (tmp_path / "file").write_text("")
    assert refused(run("measures", "--output", "file/figures.csv"), "There is no folder")


def test_a_device_takes_what_it_is_given(home):
    assert run("measures", "--measure", "cla_number", "--output", "/dev/null").exit_code == 0
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


def test_a_file_that_cannot_be_finished_leaves_the_old_one(tmp_path, monkeypatch):
    target = tmp_path / "figures.csv"
    target.write_text("old")

    def fail(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        deliver("new", target, Home(tmp_path / "home"))
    assert target.read_text() == "old" and os.listdir(tmp_path) == ["figures.csv"]


def test_a_folder_is_never_written_over(tmp_path):
    with pytest.raises(NotPossible):
        deliver("x", tmp_path, Home(tmp_path / "home"))


@pytest.mark.parametrize(
    "years, words",
    [
        ((2024,), "2024"),
        ((2016, 2017, 2018), "2016 to 2018"),
        ((2016, 2018), "2016 and 2018"),
        ((2012, 2014, 2015, 2017), "2012, 2014 to 2015 and 2017"),
        ((), "none"),
    ],
)
def test_years_read_as_people_say_them(years, words):
    assert years_in_words(years) == words


def test_counts_read_as_people_say_them():
    assert [several(n, "child", "children") for n in (0, 1, 2345)] == [
        "0 children",
        "1 child",
        "2,345 children",
    ]


def test_text_is_made_one_harmless_line():
    assert printable(" a\x00b\n\tc\u2028d \udcff") == "a b c d"
