"""Every check finds the mistake that it is for, and a clean return raises nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from sufficiency.returns.checks import CHECKS, RETURN_CHECKS, check
from tests.returns.checks.clean_return import clean_return
from tests.returns.checks.planted import EXAMPLES, Example
from tests.returns.checks.small_return import SmallReturn, typed_tables, write_directory

CLEAN = "clean:"


def planted(example: Example) -> SmallReturn:
    small = clean_return(prefix=f"{example.code}:")
    example.plant(small)
    return small


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_directory(tmp_path_factory.mktemp("postcodes") / "postcodes.parquet")


@pytest.fixture(scope="module")
def together(directory: Path) -> list[dict]:
    """The findings of all examples that fit into one return: the children of each have ids of their own."""
    returns = [clean_return(CLEAN), *(planted(example) for example in EXAMPLES if not example.alone)]
    return check(typed_tables(returns), directory).to_pylist()


def errors(findings: list[dict]) -> set[str]:
    return {finding["code"] for finding in findings if finding["severity"] == "error"}


def test_every_check_has_a_planted_example():
    assert {example.code for example in EXAMPLES} == {check.code for check in RETURN_CHECKS}
    assert len(EXAMPLES) == len(RETURN_CHECKS)


def test_a_clean_return_raises_nothing(directory: Path):
    assert check(typed_tables([clean_return()]), directory).to_pylist() == []


def test_a_clean_return_raises_nothing_among_faulty_ones(together: list[dict]):
    assert [finding for finding in together if (finding["child"] or "").startswith(CLEAN)] == []


@pytest.mark.parametrize(
    "example", [example for example in EXAMPLES if not example.alone], ids=lambda example: example.code
)
def test_a_planted_mistake_is_found_and_makes_no_other_error(example: Example, together: list[dict]):
    found = [finding for finding in together if (finding["child"] or "").startswith(f"{example.code}:")]

    assert example.code in {finding["code"] for finding in found}
    assert errors(found) - {example.code} == example.also


@pytest.mark.parametrize(
    "example", [example for example in EXAMPLES if example.alone], ids=lambda example: example.code
)
def test_a_mistake_of_whole_files_is_found_and_makes_no_other_error(example: Example, directory: Path):
    found = check(typed_tables([planted(example)]), directory).to_pylist()

    assert example.code in {finding["code"] for finding in found}
    assert errors(found) - {example.code} == example.also


def test_every_finding_says_where_it_is_what_is_wrong_and_what_to_do(together: list[dict]):
    for finding in together:
        declared = CHECKS[finding["code"]]
        assert finding["severity"] == declared.severity
        assert finding["measures"] == list(declared.measures)
        if finding["child"]:
            assert finding["file"] == f"{finding['year']}/{finding['table']}.csv"
            assert finding["row"] >= 2
        assert finding["message"].count(". ") >= 1, finding["message"]
        assert finding["message"].endswith("."), finding["message"]
