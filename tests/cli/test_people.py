"""`sufficiency people`: what the commands ask of the service, and what they say."""

import sys
import types
from pathlib import Path

import pytest

from tests.cli.conftest import refused, run

OURS = Path("ours")


class CannotStart(RuntimeError):
    """Stands in for the service's own."""


@pytest.fixture
def service(monkeypatch):
    """Stands in for the keeping of people: notes what it was asked, and knows ana alone."""
    asked = []

    def known(what, answer=None):
        def do(home, username, *more):
            if username != "ana":
                raise CannotStart("There is nobody with this username.")
            asked.append((what, home, *more))
            return answer

        return do

    people, start = (
        types.ModuleType("sufficiency.service.people"),
        types.ModuleType("sufficiency.service.start"),
    )
    start.CannotStart = CannotStart
    people.list_people = lambda home: [
        types.SimpleNamespace(
            username="ana",
            name="Ana\tLyst\x1b[31m",
            roles=("finance", "director"),
            account="May sign in",
            second_factor="Yes",
            last="",
        )
    ]
    people.set_roles, people.close_account = known("roles"), known("close")
    people.reopen_account, people.reset_second_factor = known("open"), known("reset")
    people.new_password = known("password", "three-words-long")
    monkeypatch.setitem(sys.modules, "sufficiency.service.people", people)
    monkeypatch.setitem(sys.modules, "sufficiency.service.start", start)
    return asked


def test_everybody_is_listed_one_in_a_line_whatever_the_name_holds(nowhere, service):
    told = run("people", "list", "--home", "ours").stdout
    assert told == "ana\tAna Lyst [31m\tfinance director\tMay sign in\tYes\tnever\n"


@pytest.mark.parametrize(
    ("words", "asked", "said"),
    [
        (
            ["roles", "ana", "--role", "finance", "--role", "director"],
            ("roles", OURS, ["finance", "director"]),
            "ana has the roles finance, director",
        ),
        (["close", "ana"], ("close", OURS), "The account of ana is closed"),
        (["open", "ana"], ("open", OURS), "ana may sign in again"),
        (["password", "ana"], ("password", OURS), "ana can sign in with the password three-words-long"),
        (["reset-second-factor", "ana"], ("reset", OURS), "The second factor of ana is taken away"),
    ],
)
def test_a_command_asks_the_service_and_says_what_was_done(nowhere, service, words, asked, said):
    assert run("--home", "ours", "people", *words).stdout == f"{said}\n"
    assert service == [asked]


@pytest.mark.parametrize("command", ["close", "open", "password", "reset-second-factor"])
def test_somebody_who_is_not_there_is_told_in_a_sentence(nowhere, service, command):
    assert refused(run("people", command, "bob"), "There is nobody with this username.")
    assert service == []
