"""`sufficiency placed` and `sufficiency disproportionality`, as somebody types them."""

import csv
import io
import json

import pytest

from tests.cli.conftest import refused, run

POPULATION = "group,children,source,day\n" + "".join(
    f"{group},1000,A census,2021-03-21\n" for group in ("white", "mixed", "asian", "black", "other")
)


def read(result) -> list[dict]:
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


def looked_after(day) -> float:
    rows = read(run("measures", "--as-at", day, "--measure", "cla_number", "--totals", "--format", "csv"))
    return float(rows[0]["value"])


def test_areas_and_distances_each_add_up_to_the_children_looked_after(home):
    found = read(run("placed", "--as-at", "2024-03-31", "--format", "csv"))
    for by in ("area", "distance"):
        assert sum(int(row["children"]) for row in found if row["by"] == by) == looked_after("2024-03-31")
    assert "Per cent" in run("placed").stdout


def test_for_the_public_small_numbers_are_hidden_and_never_0(home):
    found = json.loads(run("placed", "--public", "--format", "json").stdout)
    assert any(row["hidden"] for row in found), "five children: every number is small"
    assert all(row["children"] is None or row["children"] > 5 or row["children"] == 0 for row in found)
    assert all(row["share"] is None for row in found if row["hidden"])


def test_indices_come_with_their_population_and_the_children_not_known(home, tmp_path):
    (tmp_path / "population.csv").write_text(POPULATION)
    done = run("disproportionality", "--population", "population.csv", "--format", "csv")
    found = {row["group"]: row for row in read(done)}
    assert "A census, 2021-03-21" in done.stderr and "in no share" in done.stderr
    assert sum(int(row["in_care"]) for row in found.values()) == looked_after("2024-03-31")
    assert found["unknown"]["index"] == ""
    assert "Index" in run("disproportionality", "--population", "population.csv").stdout


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("nothing", "should be group"),
        ("x" * 200_000, "larger than"),
        (None, "cannot be read"),
        (b"\xff\xfe", "UTF-8"),
    ],
)
def test_a_population_that_cannot_be_used_is_refused(home, tmp_path, content, words):
    file = tmp_path / "population.csv"
    if content is not None:
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    refused(run("disproportionality", "--population", file), words)


def test_without_a_file_the_recorded_population_is_taken_or_asked_for_and_no_database_is_made(home):
    done = run("disproportionality")
    assert done.exit_code != 0 and "is not recorded" in done.output and "--population" in done.output
    assert not (home / "service.sqlite3").exists()


def test_for_the_public_small_groups_and_their_indices_are_hidden(home, tmp_path):
    (tmp_path / "population.csv").write_text(POPULATION)
    done = run("disproportionality", "--population", "population.csv", "--public", "--format", "json")
    found = json.loads(done.stdout)
    assert any(row["hidden"] for row in found), "five children: every number is small"
    assert all(row["in_care"] is None and row["index"] is None for row in found if row["hidden"])
    assert all(row["in_care"] is None or row["in_care"] > 5 or row["in_care"] == 0 for row in found)
