"""A small made-up authority, loaded once for each process of the suite, for tests of the pages.

Import the fixtures into a folder's conftest: ``from tests.service.made_up import *``.
"""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

import pytest

from sufficiency.demo import write_returns
from sufficiency.editions import Edition, Home
from sufficiency.history import History
from sufficiency.loading import load
from sufficiency.measures import calculate
from sufficiency.vocabulary.authorities import FAIRMERE

__all__ = ["all_figures", "fresh_home", "made_up", "own_home"]

YEARS = range(2021, 2026)


@cache
def made_up_home() -> Path:
    """The installation's folder; nobody writes to it."""
    folder = Path(tempfile.mkdtemp(prefix="sufficiency-made-up-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    returns, home = folder / "returns", folder / "home"
    write_returns(returns, children_looked_after=150, years=YEARS, errors=True, workbook=True)
    load(Home(home), [returns], status="provisional", authority=FAIRMERE.code, by="A. Nalyst")
    return home


def made_up_returns() -> Path:
    """The folder of the returns it was loaded from, one folder for each year."""
    return made_up_home().parent / "returns"


@cache
def figures_counted() -> dict[tuple, dict]:
    """What `calculate` says of the made-up authority: (measure, day, breakdown, group) to the row."""
    edition = Home(made_up_home()).current()
    with History(edition.folder / "history") as history:
        table = calculate(history, sorted(history.days_stored), authority=FAIRMERE.code)
    return {(row["measure"], row["as_at"], row["breakdown"], row["group"]): row for row in table.to_pylist()}


@pytest.fixture
def made_up(settings) -> Edition:
    """The edition of the made-up authority, in use."""
    settings.HOME = made_up_home()
    return Home(settings.HOME).current()


@pytest.fixture
def all_figures(made_up) -> dict[tuple, dict]:
    return figures_counted()


@pytest.fixture
def own_home(settings, tmp_path) -> Home:
    """A copy of the made-up authority's installation, to write to."""
    shutil.copytree(made_up_home(), tmp_path / "home", ignore=shutil.ignore_patterns("cache"))
    settings.HOME = tmp_path / "home"
    return Home(settings.HOME)


@pytest.fixture
def fresh_home(settings, tmp_path) -> Home:
    """An installation into which nothing was loaded."""
    settings.HOME = tmp_path / "empty"
    settings.HOME.mkdir()
    return Home(settings.HOME)
