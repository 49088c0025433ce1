import sys
import types
from pathlib import Path

import pytest

from tests.cli.conftest import refused, run


class CannotStart(RuntimeError):
    """Stands in for the service's own."""


@pytest.fixture
def service(monkeypatch):
    """Stands in for the pages: notes what it was asked."""
    asked = []

    def serve(home, host, port, say, with_worker, processes):
        if port == 81:
            raise CannotStart("Port 81 cannot be used. Use --port.")
        say(f"The pages are at http://{host}:{port}/")
        asked.append((home, host, port, with_worker, processes))

    def add_person(home, **person):
        asked.append((home, person))
        return "three-words-long"

    start = types.ModuleType("sufficiency.service.start")
    start.serve, start.add_person, start.CannotStart = serve, add_person, CannotStart
    monkeypatch.setitem(sys.modules, "sufficiency.service.start", start)
    return asked


def test_serving_starts_the_pages_of_the_home(nowhere, service):
    assert run("--home", "ours", "serve").stdout == "The pages are at http://127.0.0.1:8000/\n"
    assert run("serve", "--host", "0.0.0.0", "--port", "8123").exit_code == 0  # noqa: S104
    assert run("serve", "--no-worker", "--processes", "4").exit_code == 0
    assert service == [
        (Path("ours"), "127.0.0.1", 8000, True, 2),
        (Path("sufficiency-home"), "0.0.0.0", 8123, True, 2),  # noqa: S104
        (Path("sufficiency-home"), "127.0.0.1", 8000, False, 4),
    ]


def test_a_port_that_is_taken_is_said(nowhere, service):
    assert refused(run("serve", "--port", "81"), "Port 81 cannot be used.")


@pytest.mark.parametrize("port", ["0", "65536", "eighty"])
def test_a_port_that_is_none_is_refused(nowhere, service, port):
    assert run("serve", "--port", port).exit_code == 2
    assert service == []


def test_a_person_is_added_and_the_password_told_once(nowhere, service):
    result = run(
        "people", "add", "ana", "--name", "Ana Lyst", "--role", "performance_analyst", "--home", "ours"
    )
    assert result.stdout == "ana can sign in with the password three-words-long\n"
    person = {"username": "ana", "name": "Ana Lyst", "roles": ["performance_analyst"], "email": ""}
    assert service == [(Path("ours"), person)]
