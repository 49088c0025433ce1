"""`sufficiency flow` and `sufficiency cohort`, as somebody types them."""

import csv
import io
import json

import pytest

from tests.cli.conftest import refused, run
from tests.loading.small_returns import EPISODES, HEADER


def read(result) -> list[dict]:
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_a_flow_adds_up_to_the_figures_of_both_days(home):
    days = ("2023-03-31", "2024-03-31")
    found = read(run("flow", "--from", days[0], "--to", days[1], "--format", "csv"))
    for state, day in zip(("before", "after"), days, strict=True):
        on_day = read(
            run("measures", "--as-at", day, "--measure", "cla_number", "--totals", "--format", "csv")
        )
        assert sum(int(row["children"]) for row in found if row[state] == "in-care") == float(
            on_day[0]["value"]
        )


STAYS = {
    "A": "A,01/06/2022,S,C2,N1,U6,PR1,,,,SE15 2AA,SE15 3AA,\n",
    "B": "B,01/07/2022,S,V2,N1,U6,PR1,01/09/2022,E4A,,SE15 2AA,SE15 3AA,\n",
    "C": "C,01/03/2024,S,C2,N1,K2,PR4,,,,SE15 2AA,SE15 3AA,\n",
}


def test_a_cohort_tells_of_each_child_for_each_number_of_months(nowhere):
    for year, starts in ((2023, "AB"), (2024, "AC")):
        folder = nowhere / "returns" / str(year)
        folder.mkdir(parents=True)
        (folder / "episodes.csv").write_text(EPISODES + "".join(STAYS[child] for child in starts))
        (folder / "header.csv").write_text(
            HEADER + "".join(f"{child},1,01/05/2010,WBRI,UN2,,\n" for child in starts)
        )
    assert run("load", "returns").exit_code == 0
    asked = ("cohort", "--from", "2022-04-01", "--to", "2024-03-31", "--months", "12", "--months", "1")
    found = {(row["months"], row["where"], row["group"]): row["children"] for row in json.loads(run(*asked, "--format", "json").stdout)}  # fmt: skip
    assert found == {
        (1, "in-care", "foster"): 2,
        (1, "too-early", ""): 1,
        (12, "in-care", "foster"): 1,
        (12, "left", "returned-home"): 1,
        (12, "too-early", ""): 1,
    }
    table = run(*asked).stdout
    assert "Months after" in table and "Returned home to parents" in table


def test_a_file_chooses_its_format(home, tmp_path):
    assert run("flow", "--from", "2023-03-31", "--to", "2024-03-31", "--output", "moves.csv").exit_code == 0
    assert (
        (home.parent / "moves.csv").read_text().startswith("before,before_group,after,after_group,children\n")
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("flow", "--from", "2024-03-31", "--to", "2023-03-31"), "is not before the last"),
        (("flow", "--from", "1999-03-31", "--to", "2023-03-31"), "Returns are loaded from 2022-04-01"),
        (("flow", "--from", "31/03/2023", "--to", "2024-03-31"), "for example 2023-03-31"),
        (("cohort", "--from", "2023-03-31", "--to", "2024-03-31", "--months", "0"), "from 1 to 240"),
        (("cohort", "--from", "2023-03-31", "--to", "2024-03-31", "--months", "99999999"), "from 1 to 240"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_sentence(home, arguments, words):
    assert refused(run(*arguments), words)
