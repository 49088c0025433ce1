"""`sufficiency audit`: in processes of its own, as somebody at the machine runs it."""

import shutil
import sqlite3
from functools import partial

import pytest

from tests.cli.conftest import refused, run
from tests.cli.test_processes import finish, start

SETTINGS = "sufficiency.service.config.settings"
ADD = ("people", "add", "ann", "--name", "Ann Other", "--role", "director")


@pytest.fixture(scope="module")
def with_ann(tmp_path_factory):
    """A folder with a home with one person in it, to be copied: making its tables takes longer than a test."""
    there = tmp_path_factory.mktemp("audit")
    assert asked_in(there, *ADD)[0] == 0
    return there


@pytest.fixture
def installation(with_ann, tmp_path):
    """A home with one person in it, and how to run a command there: (exit code, stdout, stderr)."""
    shutil.copytree(with_ann / "home", tmp_path / "home")
    return partial(asked_in, tmp_path)


def asked_in(folder, *arguments, **environment):
    surroundings = {"DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": SETTINGS, "SUFFICIENCY_AUDIT_KEY": ""}
    return finish(start("--home", "home", *arguments, folder=folder, environment=surroundings | environment))


def changed(tmp_path, *statements):
    """Change the database with the triggers taken off."""
    with sqlite3.connect(tmp_path / "home" / "service.sqlite3") as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {name}")
        for sql in statements:
            database.execute(sql)
    database.close()


def test_a_whole_chain_is_told_with_its_head_and_a_changed_one_with_its_first_line(installation, tmp_path):
    code, head, told = installation("audit", "verify")
    count = int(head.split(":")[0])
    assert code == 0 and count > 0
    assert told == f"All {count:,} lines are as they were written.\n"
    assert installation("audit", "head")[1] == head
    assert installation("audit", "verify", "--expect", head.strip())[0] == 0

    code, shown, _ = installation("audit", "show", "--person", "ANN")
    assert code == 0 and "\tThe machine itself\tChanged\t\tperson added: Ann Other\t" in shown
    count += 1  # that somebody asked is a line too

    changed(tmp_path)
    code, out, told = installation("audit", "verify")
    assert (code, out) == (
        1,
        "",
    ) and f"All {count} lines are whole, but the database no longer refuses" in told
    assert installation("audit", "guard")[0] == 0
    assert installation("audit", "verify")[0] == 0

    changed(tmp_path, "UPDATE audit_line SET reason = 'another' WHERE number = 2")
    code, out, told = installation("audit", "verify")
    assert (code, out) == (1, "")
    assert told == "Line 2 is not as it was written: it was altered, moved or put in.\n"


def test_who_looked_at_a_child_is_told_and_that_it_was_asked(installation):
    assert installation("audit", "show", "--child", "=1\x1b[0m")[0] == 0
    code, shown, _ = installation("audit", "show", "--child", "=1\x1b[0m")
    assert code == 0 and shown.count("\n") == 2 and "\x1b" not in shown
    assert all("\tThe machine itself\tLooked\t" in line for line in shown.splitlines())
    assert "sufficiency audit show" in shown


def test_nothing_is_added_or_called_whole_with_another_key(installation):
    code, out, told = installation("audit", "verify", SUFFICIENCY_AUDIT_KEY="another")
    assert (code, out) == (1, "") and "sealed with another key" in told
    code, out, told = installation("audit", "show", "--child", "1", SUFFICIENCY_AUDIT_KEY="another")
    assert (code, out) == (2, "") and told.startswith("The audit was written with another key.")


def test_what_is_asked_wrongly_is_answered_with_a_sentence(installation):
    assert installation("audit", "verify", "--expect", "12")[0] == 2
    code, _, told = installation("audit", "show", "--person", "nobody")
    assert code == 2 and "Nobody has the username 'nobody'" in told


def test_one_child_or_one_person_is_asked_for(nowhere):
    assert refused(run("audit", "show"), "Give either --child with an id or --person")
    assert refused(run("audit", "show", "--child", "1", "--person", "ann"), "Give either")
