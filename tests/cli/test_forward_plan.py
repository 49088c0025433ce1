"""`sufficiency forward-plan`: papers with their deadlines, as a table, CSV and JSON; what cannot be asked is said."""

import csv
import io
import json

import pytest

from tests.cli.conftest import refused, run
from tests.cli.test_series import sufficiency
from tests.loading.small_returns import write_return


@pytest.fixture(scope="module")
def made_up_home(tmp_path_factory):
    """A working folder whose home holds a return of the made-up authority."""
    there = tmp_path_factory.mktemp("plan")
    write_return(there / "returns", 2024, children=("1", "2"))
    done = sufficiency(there, "--home", "home", "load", "returns", "--authority", "Fairmere")
    assert done.returncode == 0, done.stderr
    return there


def test_the_forward_plan_says_by_when_each_paper_goes_out(made_up_home):
    done = sufficiency(made_up_home, "--home", "home", "forward-plan", "--format", "json")
    papers = json.loads(done.stdout)
    assert {one["kind"] for one in papers} >= {
        "sufficiency-update",
        "journey-of-the-child",
        "self-evaluation",
    }
    assert all(one["draft_by"] < one["director_by"] < one["finance_legal_by"] < one["despatch_by"] < one["meeting_day"] for one in papers)  # fmt: skip
    assert {one["confidential"] for one in papers} == {"yes", "no"}
    done = sufficiency(made_up_home, "--home", "home", "forward-plan", "--format", "csv", "--board", "corporate parenting committee")  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert rows and {row["board"] for row in rows} == {"Corporate Parenting Committee"}


def test_a_board_that_is_not_there_is_said_with_those_that_are(made_up_home):
    done = sufficiency(made_up_home, "--home", "home", "forward-plan", "--board", "Nobody")
    assert done.returncode == 2 and "There is no board “Nobody”" in done.stderr
    assert "Corporate Parenting Committee" in done.stderr and not done.stdout


def test_a_home_that_is_not_there_has_no_plan_and_is_not_made(nowhere):
    done = run("forward-plan", "--format", "csv")
    assert done.exit_code == 0 and "No paper is on the plan" in done.stderr
    assert done.stdout.startswith("meeting_day,board") and not list(nowhere.iterdir())
    refused(run("forward-plan", "--year", "1850"))
