"""`sufficiency plan`, in processes of its own as people run it: taken out, loaded, and refused cell by cell."""

import json
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from sufficiency.demo.plan import plan
from sufficiency.service.strategy.building import plan_from
from sufficiency.service.strategy.writing import as_workbook
from tests.cli.conftest import refused, run
from tests.cli.test_series import sufficiency


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A working folder whose home has the plan of a workbook, and no return."""
    there = tmp_path_factory.mktemp("plan")
    one = plan(2025)
    actions = tuple(replace(action, lead_account="") for action in one.actions)
    (there / "plan.xlsx").write_bytes(as_workbook(replace(one, actions=actions)))
    done = sufficiency(there, "--home", "home", "plan", "--load", "plan.xlsx")
    assert (done.returncode, done.stderr) == (0, "")
    assert (
        done.stdout == f"“{one.title}” is kept: 22 actions, 58 milestones, 42 indicators, 10 I statements.\n"
    )
    return there


def test_a_plan_is_taken_out_as_it_was_loaded(kept):
    done = sufficiency(
        kept, "--home", "home", "plan", "--strategy", "a home that fits", "--output", "again.xlsx"
    )
    assert done.returncode == 0, done.stderr
    loaded, again = ((kept / name).read_bytes() for name in ("plan.xlsx", "again.xlsx"))
    on = plan(2025).on
    assert plan_from("again.xlsx", again, on) == plan_from("plan.xlsx", loaded, on)


def test_each_action_is_told_with_its_rating_and_what_the_rule_proposes(kept):
    table = sufficiency(kept, "--home", "home", "plan", "--strategy", "fits")
    assert table.returncode == 0 and "Lead officer" in table.stdout and "of 22 actions" in table.stderr
    told = sufficiency(kept, "--home", "home", "plan", "--strategy", "fits", "--format", "json")
    records = json.loads(told.stdout)
    assert [one["number"] for one in records] == [one.number for one in plan(2025).actions]
    assert records[0]["rating"] == "red" and "days overdue" in records[0]["because"]


def test_a_workbook_that_cannot_be_is_refused_whole_with_each_cell(kept):
    book = load_workbook(kept / "plan.xlsx")
    book["Strategy"]["B2"], book["Milestones"]["C2"], book["Actions"]["F2"] = "Another", "soon", "1, 99"
    book.save(kept / "wrong.xlsx")
    done = sufficiency(kept, "--home", "home", "plan", "--load", "wrong.xlsx")
    assert done.returncode == 2 and done.stdout == ""
    assert "Sheet Milestones, row 2, column C (due) holds “soon”; write a day as 2025-03-31." in done.stderr
    assert "column F (I statements) names 99" in done.stderr and done.stderr.endswith("Nothing was kept.\n")


def test_a_strategy_that_is_kept_is_changed_only_where_that_is_asked_for_and_each_change_is_told(kept):
    again = sufficiency(kept, "--home", "home", "plan", "--load", "plan.xlsx")
    assert again.returncode == 2 and "is kept already" in again.stderr and "`--update`" in again.stderr
    same = sufficiency(kept, "--home", "home", "plan", "--load", "plan.xlsx", "--update")
    assert same.returncode == 2 and "there is nothing to change" in same.stderr
    book = load_workbook(kept / "plan.xlsx")
    book["Actions"]["D2"] = "Head of placements"
    book.save(kept / "edited.xlsx")
    done = sufficiency(kept, "--home", "home", "plan", "--load", "edited.xlsx", "--update")
    assert (done.returncode, done.stderr) == (0, "")
    first, last = done.stdout.splitlines()
    assert first.startswith("Action 1.1, lead officer: “") and first.endswith("becomes “Head of placements”")
    assert "is changed: 22 actions" in last
    back = sufficiency(kept, "--home", "home", "plan", "--load", "plan.xlsx", "--update")
    assert back.returncode == 0 and "“Head of placements” becomes" in back.stdout
    book["Strategy"]["B2"], book["Strategy"]["B3"] = "Another", "2020-01-01"
    book.save(kept / "another.xlsx")
    none = sufficiency(kept, "--home", "home", "plan", "--load", "another.xlsx", "--update")
    assert none.returncode == 2 and "there is none to change" in none.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("plan",), "No strategy is in force here."),
        (("plan", "--strategy", "nothing"), "No strategy is in force here."),
        (("plan", "--template"), "A workbook is no text for the screen. Give --output plan.xlsx."),
        (("plan", "--load", "x.xlsx", "--format", "csv"), "--load takes a workbook in"),
        (("plan", "--update"), "--update changes a strategy from a workbook. Give the workbook with --load."),
        (("plan", "--load", "."), "is a folder. Give one XLSX workbook."),
        (("plan", "--load", "there-is-none.xlsx"), "there-is-none.xlsx"),
    ],
    ids=["nothing", "no title", "screen", "both", "update alone", "folder", "no file"],
)
def test_what_cannot_be_done_is_told_in_a_sentence(nowhere, arguments, told):
    refused(run("--home", "home", *arguments), told)
    assert list(nowhere.iterdir()) == []


def test_the_empty_workbook_needs_no_home_and_makes_none(nowhere):
    done = run("--home", "home", "plan", "--template", "--output", "empty.xlsx")
    assert done.exit_code == 0, done.output
    assert load_workbook(nowhere / "empty.xlsx").sheetnames[:2] == ["Strategy", "Priorities"]
    assert [one.name for one in nowhere.iterdir()] == ["empty.xlsx"]
