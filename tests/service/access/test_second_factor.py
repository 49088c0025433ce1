"""A second factor, once set up, is asked for at every sign-in."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from auditlog.models import LogEntry

from sufficiency.service.access.roles import Role
from tests.service.conftest import PASSWORD


def _code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


@pytest.fixture
def secret(client, person) -> str:
    """The key of a person who has just set up the second factor, and is signed out again."""
    person(Role.DIRECTOR, username="dee")
    client.post("/account/sign-in/", {"login": "dee", "password": PASSWORD})
    client.post("/account/confirm-it-is-you/", {"password": PASSWORD})
    page = client.get("/account/second-factor/app/add/").content.decode()
    key = re.search(r'<code class="suff-secret">(\w+)</code>', page)[1]
    answer = client.post("/account/second-factor/app/add/", {"code": _code(key)})
    assert answer.status_code == 302
    client.post("/account/sign-out/")
    return key


def test_the_password_alone_no_longer_opens_anything(client, secret):
    answer = client.post("/account/sign-in/", {"login": "dee", "password": PASSWORD})
    assert answer.headers["Location"].startswith("/account/second-factor/code/")
    assert client.get("/account/").status_code == 302


def test_a_recovery_code_opens_the_account_once(client, secret):
    client.post("/account/sign-in/", {"login": "dee", "password": PASSWORD})
    from allauth.mfa.models import Authenticator

    codes = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()
    page = client.post("/account/second-factor/code/", {"code": codes[0]})
    assert page.status_code == 302
    assert client.get("/account/").status_code == 200


def test_a_wrong_code_is_refused(client, secret):
    client.post("/account/sign-in/", {"login": "dee", "password": PASSWORD})
    answer = client.post("/account/second-factor/code/", {"code": "000000"})
    assert "There is a problem" in answer.content.decode()
    assert client.get("/account/").status_code == 302


def test_the_pages_of_the_second_factor_are_ours(client, secret):
    client.post("/account/sign-in/", {"login": "dee", "password": PASSWORD})
    assert "Confirm it is you" in client.get("/account/second-factor/code/").content.decode()


def test_the_key_is_in_no_audit(client, secret):
    assert not any(secret in str(entry.changes) for entry in LogEntry.objects.all())
