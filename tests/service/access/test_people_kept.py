"""People kept from the machine itself, in an installation of its own, as processes of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = Path(sys.executable).with_name("sufficiency")


@pytest.fixture
def people(tmp_path):
    """``people("list")``: run `sufficiency people list` in a new home; returns (exit code, stdout, stderr)."""
    own = ("DJANGO_SETTINGS_MODULE", "SUFFICIENCY_HOME", "DATABASE_URL")

    def run(*words: str) -> tuple[int, str, str]:
        environment = {name: text for name, text in os.environ.items() if name not in own}
        command = [COMMAND, "--home", str(tmp_path / "home"), "people", *words]
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        return done.returncode, done.stdout, done.stderr

    return run


def test_a_person_is_added_listed_changed_closed_and_opened(people):
    assert people("add", "ann", "--name", "Ann", "--role", "system_administrator")[0] == 0
    assert people("add", "bob", "--name", "Bob", "--role", "director")[0] == 0
    assert people("roles", "bob", "--role", "finance", "--role", "panel member")[0] == 0
    assert people("close", "BOB")[0] == 0
    told = people("list")[1]
    assert "bob\tBob\tpanel_member finance\tClosed\tNo\tnever\n" in told
    assert "ann\tAnn\tsystem_administrator\tOne-time password, not yet changed\tNo, asked for" in told
    assert people("open", "bob")[1] == "bob may sign in again\n"
    password = people("password", "bob")[1].split()[-1]
    assert len(password) >= 16 and password not in people("list")[1]
    assert people("reset-second-factor", "bob")[0] == 0

    code, _, said = people("close", "ann")
    assert code == 2 and "This is the last system administrator who may sign in." in said
    code, _, said = people("roles", "bob", "--role", "emperor")
    assert code == 2 and "'emperor' is no role." in said
    code, _, said = people("close", "carol")
    assert code == 2 and "There is nobody with this username." in said


SIGN_ON = {
    "SUFFICIENCY_OIDC_ISSUER": "https://login.example/tenant/v2.0",
    "SUFFICIENCY_OIDC_CLIENT_ID": "sufficiency",
    "SUFFICIENCY_OIDC_CLIENT_SECRET": "a-secret-of-the-client",
    "SUFFICIENCY_OIDC_ROLES": "SG-Finance=finance",
}


def test_settings_of_single_sign_on_that_cannot_be_used_stop_the_start_with_a_sentence(people, monkeypatch):
    for name, value in (SIGN_ON | {"SUFFICIENCY_OIDC_ROLES": "SG-Finance=emperor"}).items():
        monkeypatch.setenv(name, value)
    code, told, said = people("list")
    assert (code, told) == (2, "")
    assert "SUFFICIENCY_OIDC_ROLES names the role 'emperor'." in said and "Traceback" not in said
    assert "a-secret-of-the-client" not in said


def test_the_browser_may_be_led_to_the_provider_by_the_button_and_to_nobody_else(tmp_path):
    program = (
        "from sufficiency.service.config import settings; "
        "print(settings.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'])"
    )
    told = []
    for more in ({}, SIGN_ON):
        environment = {"PATH": os.environ["PATH"], "SUFFICIENCY_HOME": str(tmp_path), **more}
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=True
        )
        told.append(done.stdout.strip())
    assert told == ["[\"'self'\"]", "[\"'self'\", 'https://login.example']"]
