"""Starting the service in a folder of its own, as a process of its own."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from django.db import ProgrammingError
from django.db.migrations.executor import MigrationExecutor

from sufficiency.service import start
from sufficiency.service.start import CannotStart, serve

SERVE = "import sys; from sufficiency.service.start import serve; serve(sys.argv[1], port=int(sys.argv[2]))"
ADD = (
    "import sys; from sufficiency.service.start import add_person; "
    "print(add_person(sys.argv[1], username='ann', name='Ann', roles=[sys.argv[2]]))"
)


@pytest.fixture
def own_environment(monkeypatch):
    for name in ("DJANGO_SETTINGS_MODULE", "SUFFICIENCY_HOME", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    return dict(os.environ)


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def _answer(port: int) -> str:
    for _ in range(150):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/account/sign-in/", timeout=5) as page:
                return page.read().decode()
        except OSError:
            time.sleep(0.1)
    raise AssertionError("The service did not answer.")


def test_a_new_folder_is_prepared_and_served(tmp_path, own_environment):
    port = _free_port()
    command = [sys.executable, "-c", SERVE, str(tmp_path / "home"), str(port)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=own_environment)
    try:
        page = _answer(port)
    finally:
        server.terminate()
        told = server.communicate(timeout=30)[0]
    assert "Username or email address" in page
    assert re.search(r'href="/static/built/page\.[0-9a-f]{12}\.css"', page)
    assert f"http://127.0.0.1:{port}/" in told
    assert "Nobody can sign in yet" in told
    assert (tmp_path / "home" / "service.sqlite3").stat().st_mode & 0o077 == 0


def test_a_person_is_added_from_the_machine_itself(tmp_path, own_environment):
    command = [sys.executable, "-c", ADD, str(tmp_path), "director"]
    done = subprocess.run(command, capture_output=True, text=True, env=own_environment, check=True)
    assert len(done.stdout.splitlines()[-1]) >= 16
    again = subprocess.run(command, capture_output=True, text=True, env=own_environment, check=False)
    assert "This username is taken." in again.stderr


def test_a_port_that_is_taken_is_refused_with_a_sentence(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(CannotStart, match=r"Port \d+ of 127.0.0.1 cannot be used"):
            serve(tmp_path, port=taken.getsockname()[1])


@pytest.mark.django_db
def test_a_database_that_this_user_may_not_bring_up_to_date_is_told_of_in_a_sentence(tmp_path, monkeypatch):
    def refused(*_arguments, **_options):
        raise ProgrammingError("must be owner of table access_person")

    monkeypatch.setattr(start, "set_up", lambda home: None)
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_: ["one"])
    monkeypatch.setattr("django.core.management.call_command", refused)
    with pytest.raises(CannotStart, match="as the owner of the tables"):
        start.prepare(tmp_path)
