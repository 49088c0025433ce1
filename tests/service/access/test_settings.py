"""Where an installation keeps its database and its key."""

import stat

import pytest

from sufficiency.service.config.database import BadDatabaseUrl, database
from sufficiency.service.config.home import home_folder, secret_key, write_private


def test_without_an_address_the_database_is_a_file_in_the_home(tmp_path):
    settings = database(tmp_path, None)
    assert settings["ENGINE"].endswith("sqlite3")
    assert settings["NAME"] == tmp_path / "service.sqlite3"
    assert "WAL" in settings["OPTIONS"]["init_command"]


def test_an_address_of_postgresql_is_taken_apart(tmp_path):
    settings = database(tmp_path, "postgresql://ann:p%40ss%2Fword@db.council:5433/suff?sslmode=verify-full")
    told = {name: settings[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    assert told == {
        "NAME": "suff",
        "USER": "ann",
        "PASSWORD": "p@ss/word",
        "HOST": "db.council",
        "PORT": "5433",
    }
    assert settings["OPTIONS"] == {"sslmode": "verify-full"}


def test_postgresql_can_be_reached_by_a_socket(tmp_path):
    assert database(tmp_path, "postgresql://postgres:@/postgres?host=/run/pg")["HOST"] == "/run/pg"


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("mysql://x/y", "begins with 'mysql'"),
        ("postgresql://host", "names no database"),
        ("postgresql://host:abc/name", "a port that is no number"),
        ("postgresql://host/name?options=-c", "asks for options"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_with_a_sentence(tmp_path, url, sentence):
    with pytest.raises(BadDatabaseUrl, match=sentence):
        database(tmp_path, url)


def test_a_refusal_never_repeats_the_password(tmp_path):
    with pytest.raises(BadDatabaseUrl) as refusal:
        database(tmp_path, "postgresql://ann:hunter2@host:abc/name")
    assert "hunter2" not in str(refusal.value)


def test_the_key_is_made_once_and_read_by_its_owner_alone(tmp_path):
    key = secret_key(tmp_path, {})
    assert len(key) > 50
    assert secret_key(tmp_path, {}) == key
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_a_key_in_the_environment_is_used_and_not_written(tmp_path):
    assert secret_key(tmp_path, {"SUFFICIENCY_SECRET_KEY": "given"}) == "given"
    assert list(tmp_path.iterdir()) == []


def test_the_first_of_two_starts_at_once_decides_the_key(tmp_path):
    write_private(tmp_path / "secret-key", "first")
    write_private(tmp_path / "secret-key", "second")
    assert secret_key(tmp_path, {}) == "first"


def test_a_home_made_here_is_for_its_owner_alone(tmp_path):
    home = home_folder({"SUFFICIENCY_HOME": str(tmp_path / "new")})
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
