"""What docs/how-to/api.md says works: its calls are made, and what it tells of limits and scopes is so."""

import re
import shlex
import subprocess
import sys
from datetime import date

import pytest

from sufficiency.service.access.roles import Role
from sufficiency.service.api import limits
from sufficiency.service.api.scopes import Scope
from sufficiency.service.governance.models import DuePaper
from sufficiency.service.strategy.models import Milestone
from tests.docs.pages import fenced, text_of
from tests.service.api.rooms import a_closed_round, a_figure, a_meeting, a_published_paper, an_action

PAGE = text_of("docs/how-to/api.md")
ADDRESS = "http://127.0.0.1:8000/api/v1"


def calls_with_curl() -> list[list[str]]:
    return [
        shlex.split(line)
        for language, block in fenced(PAGE)
        if language == "sh"
        for line in block.splitlines()
        if line.startswith("curl ")
    ]


@pytest.mark.parametrize("words", calls_with_curl(), ids=lambda words: words[-1].split("?")[0])
def test_a_call_with_curl_is_answered(caller, made_up, words):
    a_published_paper(made_up, (a_figure(made_up),))
    a_closed_round()
    late = Milestone(action=an_action(), place=1, words="Agree the contract", due=date(2024, 9, 30))
    late.save()
    DuePaper.objects.create(meeting=a_meeting(date(2025, 7, 9)), title="Update", name="Lead")
    command, flag, header, address = words
    assert (command, flag, header) == ("curl", "-H", "Authorization: Bearer $TOKEN")
    answer = caller(Role.PERFORMANCE_ANALYST).get(address.replace("$SUFFICIENCY", "/api/v1"))
    assert answer.status_code == 200 and answer.json()["number"] > 0


@pytest.mark.django_db(transaction=True)
def test_the_example_in_python_prints_a_figure_for_each_month(caller, made_up, live_server):
    (block,) = [text for language, text in fenced(PAGE) if language == "python"]
    program = caller(Role.COMMISSIONER)
    said = {"SUFFICIENCY": f"{live_server.url}/api/v1", "TOKEN": program.secret, "PATH": ""}
    done = subprocess.run([sys.executable, "-c", block], env=said, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) == 12 and lines[-1].startswith("2025-03-31 ") and lines[-1].endswith(" known")


def test_the_page_tells_every_scope_status_and_the_limit():
    assert set(re.findall(r"`(\w+:read)`", PAGE)) == {scope.value for scope in Scope}
    from sufficiency.service.api.document import PROBLEMS

    assert {int(status) for status in re.findall(r"^\| (\d{3}) \|", PAGE, re.MULTILINE)} == set(PROBLEMS)
    assert f"{limits.PER_TOKEN} times in a minute" in PAGE
