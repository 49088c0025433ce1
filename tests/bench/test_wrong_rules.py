"""A rule made wrong is noticed: by a case worked by hand, within the suite itself (`make mutation` tries many more)."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from types import FunctionType, ModuleType

import pytest
from bench.mutation import noticed_by
from bench.mutation.left_out import LEFT_OUT_FILES
from bench.mutation.same import SAME

from sufficiency.measures import MEASURES
from sufficiency.measures.language import Measure
from tests.golden import test_periods_of_care as periods
from tests.golden import test_placements as placements
from tests.golden import test_reviews as reviews
from tests.golden import test_stability as stability
from tests.golden.conftest import Counting
from tests.golden.pool import Pool

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src/sufficiency"

USERS = ("history.derive", "measures.calculate")
PLANS = {"history.chains": ("care",), "history.positions": ("positions",), "history.reviews": ("events",)}
WRONG = (
    (
        "history.chains",
        "walked.previous_until == walked.decom",
        "walked.previous_until <= walked.decom",
        periods.test_a_gap_of_one_day_ends_the_period,
    ),
    (
        "history.positions",
        "_.age < UNDER_16",
        "_.age <= UNDER_16",
        stability.test_a_child_is_under_16_until_the_birthday,
    ),
    (
        "history.reviews",
        "_.date + ibis.interval(months=3)",
        "_.date + ibis.interval(months=2)",
        reviews.test_case_10_holds_six_of_eight_reviews_in_time,
    ),
    (
        "measures.definitions.stability",
        "row.placements_in_year >= 3",
        "row.placements_in_year > 3",
        placements.test_case_3_counts_children_with_three_or_more_placements,
    ),
    (
        "measures.definitions.stability",
        "those=row.stable",
        "those=~row.stable",
        stability.test_case_4_counts_the_three_of_four_who_stayed,
    ),
    (
        "measures.calculate",
        "factor * top",
        "top",
        stability.test_case_4_counts_the_three_of_four_who_stayed,
    ),
)


def compiled_anew(_name: str, compile: Callable[[], object], _kind: type) -> object:
    """In place of what reads compiled rules from files, and keeps them there."""
    return compile()


@pytest.fixture
def wrong(monkeypatch, tmp_path) -> Callable[[str, str, str], None]:
    """Makes one text of a module another, wherever the product uses what the module defines."""
    anew: set[str] = set()

    def make(name: str, was: str, is_now: str) -> None:
        anew.update(PLANS.get(name, ()))
        module = importlib.import_module(f"sufficiency.{name}")
        text = Path(module.__file__).read_text("utf-8")
        assert text.count(was) == 1, f"'{was}' stands {text.count(was)} times in {name}"
        changed = ModuleType(module.__name__)
        changed.__dict__.update(__file__=module.__file__, __package__=module.__package__)
        exec(compile(text.replace(was, is_now), module.__file__, "exec"), changed.__dict__)  # noqa: S102
        if "kept" in vars(changed):
            changed.kept = compiled_anew
        for one, other in vars(changed).items():
            if isinstance(other, Measure):
                monkeypatch.setitem(MEASURES, other.id, other)
            elif isinstance(other, FunctionType | type) and other.__module__ == module.__name__:
                _put_in_place(one, getattr(module, one), other)

    def _put_in_place(name: str, was: object, is_now: object) -> None:
        for user in [one for key, one in sys.modules.items() if key.startswith(("sufficiency", "tests."))]:
            if vars(user).get(name) is was:
                monkeypatch.setattr(user, name, is_now)

    # A plan or cube that the wrong rule is in is compiled anew; it is neither read from a file nor kept in one.
    derive, calculate = (importlib.import_module(f"sufficiency.{name}") for name in USERS)
    keeps = derive.compiled
    monkeypatch.setattr(
        derive,
        "compiled",
        lambda name, write, dialect: (
            write().compile(dialect) if name in anew else keeps(name, write, dialect)
        ),
    )
    monkeypatch.setattr(calculate, "kept", compiled_anew)
    calculate._cube.cache_clear()
    yield make
    calculate._cube.cache_clear()


@pytest.mark.parametrize(
    ("name", "was", "is_now", "case"), WRONG, ids=[f"{name}-{is_now}" for name, _was, is_now, _case in WRONG]
)
def test_a_rule_made_wrong_is_noticed_by_a_case_worked_by_hand(wrong, tmp_path, name, was, is_now, case):
    wrong(name, was, is_now)
    (tmp_path / "golden").mkdir()
    with pytest.raises(AssertionError):
        case(Counting("calculate", Pool(tmp_path / "golden")))


def test_a_rule_that_only_reads_otherwise_is_not_taken_for_wrong(wrong, tmp_path):
    wrong("history.positions", "_.age < UNDER_16", "_.age <= UNDER_16 - 1")
    (tmp_path / "golden").mkdir()
    stability.test_a_child_is_under_16_until_the_birthday(Counting("calculate", Pool(tmp_path / "golden")))


def test_every_file_of_the_rules_has_tests_that_should_notice_a_change_of_it():
    files = [
        path.relative_to(PACKAGE).as_posix()
        for package in ("history", "measures")
        for path in sorted((PACKAGE / package).rglob("*.py"))
    ]
    assert set(LEFT_OUT_FILES) <= set(files)
    for file in files:
        for test in noticed_by.tests_for(file):
            path, _, one = test.partition("::")
            assert (ROOT / path).exists(), f"{file} is to be noticed by {path}, which is not there"
            assert not one or f"def {one}(" in (ROOT / path).read_text("utf-8"), test
    assert all(any((PACKAGE).glob(pattern)) for pattern, _tests in noticed_by.NOTICED_BY)


def test_a_change_that_is_none_is_of_a_line_that_is_there():
    for same in SAME:
        assert same.code in (PACKAGE / same.file).read_text("utf-8"), same
        assert same.code != same.is_now and same.why.endswith("."), same
