"""The returns without errors raise no error-level finding; the planted ones are all found."""

import csv

import pytest

from sufficiency.demo import write_returns
from sufficiency.returns.checks import check
from sufficiency.returns.ssda903 import read


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory):
    """The list of what was planted, and the findings of the returns as (child, code)."""
    folder = tmp_path_factory.mktemp("spoilt")
    write_returns(folder, errors=True)
    with (folder / "planted-errors.txt").open(encoding="utf-8", newline="") as file:
        planted = list(csv.DictReader(file))
    findings = check(read([folder]).tables).to_pylist()  # the list lies in the folder and is left out
    return planted, {(finding["child"], finding["code"]) for finding in findings}


def test_the_made_up_authority_raises_no_error(folder):
    findings = check(read([folder]).tables).to_pylist()
    assert [finding for finding in findings if finding["severity"] == "error"] == []


def test_dozens_of_kinds_of_error_are_planted_one_to_a_child(spoilt):
    planted, _ = spoilt
    assert len({row["finding"] for row in planted}) >= 60
    assert len({row["child"] for row in planted}) == len(planted)


def test_every_planted_error_is_found(spoilt):
    planted, found = spoilt
    assert [row for row in planted if (row["child"] or None, row["finding"]) not in found] == []


def test_the_same_seed_plants_the_same_errors(spoilt, tmp_path):
    write_returns(tmp_path, errors=True)
    with (tmp_path / "planted-errors.txt").open(encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file)) == spoilt[0]
