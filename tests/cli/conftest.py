"""A home loaded once by the real rooms, from returns with names and ids that somebody made to do harm."""

import shutil

import pytest
from typer.testing import CliRunner

from sufficiency.cli import app
from tests.loading.small_returns import write_return

CHILDREN = ("=1+2", "<B>X</B>", "C3", "C4", "C5")


@pytest.fixture(scope="session")
def loaded_once(tmp_path_factory):
    there = tmp_path_factory.mktemp("cli")
    for year in (2023, 2024):
        write_return(there / "returns", year, children=CHILDREN, missing=year == 2024)
    done = run_in(there, "--home", "home", "load", "returns", "--authority", "Southwark")
    assert done.exit_code == 0, done.output
    return there


@pytest.fixture
def home(loaded_once, tmp_path, monkeypatch):
    """A copy of the loaded home, as ./sufficiency-home of the working folder."""
    shutil.copytree(loaded_once / "home", tmp_path / "sufficiency-home")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "sufficiency-home"


@pytest.fixture
def nowhere(tmp_path, monkeypatch):
    """A working folder without a home."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def no_home_in_the_environment(monkeypatch):
    monkeypatch.delenv("SUFFICIENCY_HOME", raising=False)


def run(*arguments):
    """Run a command in this process. `stdout`, `stderr`, `output` and `exit_code` say how it went."""
    return CliRunner().invoke(app, [str(one) for one in arguments], catch_exceptions=False)


def run_in(folder, *arguments):
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return run(*arguments)


def refused(result, *words):
    """Check that a command ended in a sentence or two on stderr, exit code 2 and nothing on stdout."""
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert result.stderr.count("\n") == 1 and result.stderr.endswith((".\n", "?\n"))
    for word in words:
        assert word in result.stderr
    return True
