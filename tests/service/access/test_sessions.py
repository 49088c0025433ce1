import time

import pytest
from django.conf import settings
from django.core.signing import TimestampSigner

from sufficiency.service.access import middleware
from sufficiency.service.access.roles import Role


@pytest.fixture
def later(monkeypatch):
    """Let minutes pass for both clocks of idleness."""

    start = time.time()

    def pass_by(minutes: float) -> None:
        now = start + minutes * 60
        monkeypatch.setattr(middleware.time, "time", lambda: now)

    return pass_by


def test_a_person_who_opens_pages_stays_signed_in(signed_in, later):
    client = signed_in(Role.DIRECTOR)
    for minutes in (20, 40, 60):
        later(minutes)
        assert client.get("/account/").status_code == 200


def test_a_person_who_opens_no_page_is_signed_out_and_told(signed_in, later):
    client = signed_in(Role.DIRECTOR)
    client.get("/account/")
    later(settings.IDLE_MINUTES + 1)
    answer = client.get("/account/", follow=True)
    assert answer.redirect_chain[0][0].startswith("/account/sign-in/")
    assert "You were signed out because no page was opened for a while." in answer.content.decode()


@pytest.mark.parametrize("cookie", ["", "seen", "seen:x:y", "of another session"])
def test_a_cookie_that_is_altered_or_of_another_session_keeps_nobody_signed_in(signed_in, later, cookie):
    client = signed_in(Role.DIRECTOR)
    later(settings.IDLE_MINUTES + 1)
    other = TimestampSigner(salt="last-page:other").sign("seen")
    client.cookies[settings.LAST_PAGE_COOKIE_NAME] = other if cookie == "of another session" else cookie
    assert client.get("/account/").status_code == 302


def test_reading_a_page_writes_no_session(signed_in, django_assert_max_num_queries):
    client = signed_in(Role.FINANCE)
    with django_assert_max_num_queries(3) as asked:
        client.get("/account/")
    assert not any(one["sql"].startswith(("UPDATE", "INSERT")) for one in asked)


def test_signing_out_ends_the_session(signed_in):
    client = signed_in(Role.DIRECTOR)
    client.post("/account/sign-out/")
    assert client.get("/account/").status_code == 302


def test_the_session_gets_a_new_key_on_signing_in(client, person):
    from tests.service.conftest import PASSWORD

    person(Role.DIRECTOR, username="dee")
    client.get("/account/sign-in/")
    session = client.session
    session["x"] = 1
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    client.post("/account/sign-in/", {"login": "dee", "password": PASSWORD})
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != session.session_key


def test_changing_one_s_own_password_ends_the_sessions_elsewhere_and_not_here(person):
    from django.test import Client

    from tests.service.conftest import PASSWORD

    somebody = person(Role.FINANCE)
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        client.force_login(somebody)
    new = "otter-plaster-window-ninety"
    here.post("/account/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert [here.get("/account/").status_code, elsewhere.get("/account/").status_code] == [200, 302]


def test_a_session_planted_before_the_second_factor_is_another_one_after(client, person):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    from tests.service.access.test_second_factor import code_of
    from tests.service.conftest import PASSWORD

    secret = generate_totp_secret()
    TOTP.activate(person(Role.DIRECTOR, username="dee"), secret)
    client.post("/account/sign-in/", {"login": "dee", "password": PASSWORD})
    half_way = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post("/account/second-factor/code/", {"code": code_of(secret)})
    assert client.get("/measures/").status_code == 200
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != half_way


def test_signing_out_makes_the_browser_forget_what_it_kept(signed_in):
    client = signed_in(Role.DIRECTOR)
    assert "Clear-Site-Data" not in client.get("/account/").headers
    answer = client.post("/account/sign-out/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_who_is_signed_out_for_opening_no_page_leaves_nothing_in_the_browser_and_is_told_why(
    signed_in, later
):
    client = signed_in(Role.DIRECTOR)
    later(settings.IDLE_MINUTES + 1)
    answer = client.get("/account/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "You were signed out" in client.get(answer.headers["Location"]).content.decode()
