"""What `check-deploy` finds: each condition that does not hold is told with what to do, and no secret with it."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import OperationalError

from sufficiency.service.access.roles import Role
from sufficiency.service.operations.deploying import CONDITIONS, Condition, State, look, of_database
from sufficiency.service.operations.deploying.conditions import ok
from sufficiency.service.operations.living import living

# Fixed, since they are in the names of tests, and those must be the same in every process of the suite.
GOOD_KEY = "kT4vWq9ZxB2mN7pLr8sYc3dFg6hJ1aQeUoViXtRb5nMw0yKz"
OTHER_KEY = "Zp7RmX2cVb9NqW4tYu1LkJ8hGf5DsA3oPiEeTrQwMnBvCx06"


@pytest.fixture
def production(own_home, settings, monkeypatch, db):
    """Settings as a council has them; a test takes one of them away."""
    settings.HOME.chmod(0o700)
    for name, key in (("SUFFICIENCY_SECRET_KEY", GOOD_KEY), ("SUFFICIENCY_AUDIT_KEY", OTHER_KEY)):
        monkeypatch.setenv(name, key)
    settings.SECRET_KEY = GOOD_KEY
    settings.HTTPS = settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = True
    settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.ALLOWED_HOSTS = ["sufficiency.council.example"]
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.METRICS_TOKEN, settings.LOGS_AS_JSON = "a-token", True
    return settings


def told(name: str) -> tuple[State, str, str]:
    (found,) = (one for one in look() if one.name == name)
    return found.state, found.found, found.do


def test_with_all_in_place_nothing_is_not_ok(production, person):
    person(Role.SYSTEM_ADMINISTRATOR, username="first")
    person(Role.SYSTEM_ADMINISTRATOR, username="second")
    assert [one for one in look() if one.state in (State.NOT_OK, State.NOT_LOOKED_AT)] == []


@pytest.mark.parametrize(
    ("name", "setting", "value", "state", "words"),
    [
        ("Secret key", "SECRET_KEY", "short-but-random-9", State.NOT_OK, "has 18 characters"),
        ("Secret key", "SECRET_KEY", "ab" * 40, State.NOT_OK, "repeats"),
        ("Keys differ", "SECRET_KEY", OTHER_KEY, State.NOT_OK, "are the same"),
        ("HTTPS", "HTTPS", False, State.NOT_OK, "without HTTPS"),
        ("Name of the site", "ALLOWED_HOSTS", ["*"], State.NOT_OK, "Any name"),
        ("Name of the site", "ALLOWED_HOSTS", ["localhost", "127.0.0.1"], State.NOT_OK, "own name only"),
        ("Web servers before the pages", "ALLAUTH_TRUSTED_PROXY_COUNT", 0, State.WARNING, "locks out all"),
        ("Error pages", "DEBUG", True, State.NOT_OK, "show settings"),
        ("Metrics", "METRICS_TOKEN", "", State.WARNING, "Only this machine"),
        ("Logs", "LOGS_AS_JSON", False, State.WARNING, "lines of text"),
        ("Framework", "X_FRAME_OPTIONS", "SAMEORIGIN", State.WARNING, "security.W019"),
    ],
)
def test_a_setting_that_is_not_as_it_must_be_is_told(production, name, setting, value, state, words):
    if name == "Keys differ":
        production.AUDIT_KEY = value
    setattr(production, setting, value)
    found = told(name)
    assert found[0] is state and words in found[1] and found[2]


def test_a_key_that_was_made_here_is_not_ok(production, monkeypatch):
    monkeypatch.delenv("SUFFICIENCY_AUDIT_KEY")
    state, found, do = told("Audit key")
    assert state is State.NOT_OK and "installation's folder" in found and "SUFFICIENCY_AUDIT_KEY" in do


def test_a_folder_that_others_can_read_is_not_ok(production):
    production.HOME.chmod(0o750)
    assert told("Folder of the installation")[0] is State.NOT_OK


def test_the_made_up_authority_is_told_of(production):
    assert "made-up authority" in told("Edition in use")[1]


def test_without_system_administrators_nobody_keeps_the_people(production, person):
    assert told("System administrators")[0] is State.NOT_OK
    person(Role.SYSTEM_ADMINISTRATOR)
    assert told("System administrators")[0] is State.WARNING


def test_who_needs_a_second_factor_and_has_none_is_counted(production, person):
    person(Role.DIRECTOR)
    state, found, _ = told("Second factors")
    assert state is State.WARNING and found.startswith("1 of 1 people")


def test_changes_that_were_not_made_are_not_ok(production, monkeypatch):
    from django.db.migrations.executor import MigrationExecutor

    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_: ["one", "two"])
    state, found, do = told("Tables")
    assert state is State.NOT_OK and "2" in found and "migrate" in do


def test_an_audit_that_the_database_no_longer_guards_is_not_ok(production, monkeypatch):
    from sufficiency.service.audit import verifying

    monkeypatch.setattr(verifying, "missing", lambda: ["no_update"])
    state, found, _ = told("Audit")
    assert state is State.NOT_OK and "no longer refuses" in found


def test_an_old_backup_is_not_ok_and_one_of_today_is(production):
    kept = production.HOME / "last-backup"
    kept.write_text((datetime.now(UTC) - timedelta(hours=30)).isoformat())
    assert told("Backup")[0] is State.NOT_OK
    kept.write_text(datetime.now(UTC).isoformat())
    assert told("Backup")[0] is State.OK


def test_a_backup_without_a_zone_is_of_utc_and_one_of_tomorrow_is_not_ok(production):
    kept = production.HOME / "last-backup"
    kept.write_text(datetime.now(UTC).replace(tzinfo=None).isoformat())
    assert told("Backup")[0] is State.OK
    kept.write_text((datetime.now(UTC) + timedelta(days=2)).isoformat())
    assert told("Backup")[0] is State.NOT_OK


def test_https_with_a_cookie_that_travels_without_it_is_not_ok(production):
    production.SESSION_COOKIE_SECURE = False
    state, found, _ = told("HTTPS")
    assert state is State.NOT_OK and "SESSION_COOKIE_SECURE" in found


def test_a_worker_that_lives_is_counted(production):
    assert told("Worker")[0] is State.WARNING
    with living(production.HOME, "one"):
        assert told("Worker")[:2] == (State.OK, "1 at work.")


def test_what_cannot_be_looked_at_is_not_ok_and_keeps_nothing_else_from_being_looked_at():
    def fails():
        raise RuntimeError("postgresql://ann:hunter2@db")

    first, second = look([Condition("One", "", fails), Condition("Two", "", lambda: ok("fine"))])
    assert first.state is State.NOT_OK and "hunter2" not in first.found + first.do
    assert second.state is State.OK


def test_where_the_database_does_not_answer_what_is_in_it_is_not_looked_at(production, monkeypatch):
    def gone():
        raise OperationalError("connection to host db failed: password hunter2")

    monkeypatch.setattr(of_database, "connection", SimpleNamespace(ensure_connection=gone))
    states = {one.name: one.state for one in look()}
    assert states["Database"] is State.NOT_OK
    assert {states[one.name] for one in CONDITIONS if one.of_database} == {State.NOT_LOOKED_AT}
    assert states["Disk"] is not State.NOT_LOOKED_AT


def test_no_secret_is_told(production):
    words = " ".join(f"{one.found} {one.do}" for one in look())
    for secret in (GOOD_KEY, OTHER_KEY, production.AUDIT_KEY, production.METRICS_TOKEN):
        assert secret not in words


def test_every_condition_has_its_own_name_and_says_why():
    assert len({one.name for one in CONDITIONS}) == len(CONDITIONS)
    assert all(one.why.endswith(".") for one in CONDITIONS)


def command(home: Path, *options: str, **settings: str) -> subprocess.CompletedProcess:
    environment = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    asked = [
        str(Path(sys.executable).with_name("sufficiency")),
        "--home",
        str(home),
        "check-deploy",
        *options,
    ]
    return subprocess.run(asked, env=environment | settings, capture_output=True, text=True)


def test_the_command_ends_with_1_where_something_is_not_ok_and_migrates_nothing(tmp_path):
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    answer = command(home, "--format", "json")
    assert answer.returncode == 1, answer.stderr
    found = {row["condition"]: row for row in json.loads(answer.stdout)}
    assert found["HTTPS"]["state"] == "not ok" and found["HTTPS"]["do"]
    assert found["Tables"]["state"] == "not ok", "nothing was migrated on the way"
    assert "not ok" in answer.stderr
    typed_wrong = command(home, "--strct")
    assert typed_wrong.returncode == 2 and "Error" in typed_wrong.stderr


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("SUFFICIENCY_IDLE_MINUTES", "half an hour", "SUFFICIENCY_IDLE_MINUTES is “half an hour”"),
        ("SUFFICIENCY_PROXIES", "-1", "SUFFICIENCY_PROXIES is “-1”"),
        ("DATABASE_URL", "mysql://x/y", "begins with 'mysql'"),
    ],
)
def test_settings_that_cannot_be_read_are_refused_with_a_sentence(tmp_path, name, value, words):
    answer = command(tmp_path, **{name: value})
    assert answer.returncode == 2 and words in answer.stderr and "Traceback" not in answer.stderr
    assert answer.stdout == ""


def test_in_production_only_warnings_are_left_and_strict_does_not_let_them_pass(tmp_path):
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    settings = {
        "SUFFICIENCY_SECRET_KEY": GOOD_KEY,
        "SUFFICIENCY_AUDIT_KEY": OTHER_KEY,
        "SUFFICIENCY_HTTPS": "1",
        "SUFFICIENCY_HOSTS": "sufficiency.council.example",
        "SUFFICIENCY_PROXIES": "1",
    }
    environment = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    add = [str(Path(sys.executable).with_name("sufficiency")), "--home", str(home), "people", "add", "jo"]
    add += ["--name", "Jo", "--role", "system_administrator"]
    subprocess.run(add, env=environment | settings, check=True, capture_output=True)
    answer = command(home, **settings)
    assert answer.returncode == 0, answer.stdout
    assert answer.stdout.splitlines()[2].startswith("warning"), "what is to be known comes first"
    assert command(home, "--strict", **settings).returncode == 1
