"""What holds for every answer: headers, cookies, forms with tokens, hosts, and pages that apologise without telling."""

import os
import re
import subprocess
import sys

import pytest
from django.test import Client

from sufficiency.service.access.roles import Role
from sufficiency.service.access.rules import anyone
from tests.security.conftest import STAFF, addresses
from tests.service.addresses import all_addresses
from tests.service.conftest import PASSWORD, give_second_factor

HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = {
    "default-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    "form-action 'self'",
}
NOT_FOUND = [
    "/nothing-here",
    "/children/../data/",
    "/.git/config",
    "/static/../settings.py",
    "/.env",
    "/admin/",
]


def every_path() -> list[str]:
    return [address.path for address in all_addresses()] + NOT_FOUND


def test_every_answer_has_every_header_signed_in_or_not(everybody, client):
    for path in every_path():
        for somebody in (everybody, client):
            answer = somebody.get(path)
            if path.startswith("/account/sign-out"):
                continue
            for name, value in HEADERS.items():
                assert answer.headers.get(name) == value, f"{path}: {name} is {answer.headers.get(name)}"
            policy = answer.headers["Content-Security-Policy"]
            assert {part.strip() for part in policy.split(";")} >= POLICY, path
            assert "unsafe" not in policy and "*" not in policy, path
            assert "camera=()" in answer.headers["Permissions-Policy"], path
            assert "Server" not in answer.headers and "X-Powered-By" not in answer.headers, path
            assert "Access-Control-Allow-Origin" not in answer.headers, path


def test_nothing_of_the_service_is_kept_by_browsers_or_proxies(everybody, client):
    for path in every_path():
        for somebody in (everybody, client):
            kept = somebody.get(path).headers["Cache-Control"]
            assert "no-store" in kept and "public" not in kept, f"{path}: {kept}"


def test_every_answer_with_a_body_says_what_it_is(everybody):
    for path in every_path():
        answer = everybody.get(path)
        if not answer.streaming and answer.content:
            kind = answer.headers["Content-Type"]
            text = kind.startswith("text/")
            assert not text or "charset=utf-8" in kind, f"{path}: {kind}"


def test_no_form_is_taken_without_its_token(signed_in, made_up):
    """Signed in by cookie, from another site's form: every address that takes a POST refuses it."""
    somebody = signed_in(*STAFF).person
    for address in all_addresses():
        client = Client(enforce_csrf_checks=True)
        client.force_login(somebody)
        client.person = somebody
        give_second_factor(client)
        answer = client.post(address.path, {"reason": "forged"}, headers={"origin": "https://evil.example"})
        assert answer.status_code in (401, 403, 404, 405), (
            f"{address.name} takes a forged form: {answer.status_code}"
        )


def test_a_form_of_another_origin_is_refused_even_with_a_token(signed_in, made_up):
    from sufficiency.service.position.models import Target

    client = Client(enforce_csrf_checks=True)
    client.person = signed_in(Role.PERFORMANCE_ANALYST).person
    client.force_login(client.person)
    give_second_factor(client)
    token = re.search(
        rb'csrfmiddlewaretoken" value="([^"]+)"', client.get("/measures/cla_number/target").content
    )[1]
    sent = {"csrfmiddlewaretoken": token.decode(), "kind": "none", "since_day": 1, "since_month": 4, "since_year": 2025, "source": "x"}  # fmt: skip
    before = Target.objects.count()
    answer = client.post("/measures/cla_number/target", sent, headers={"origin": "https://evil.example"})
    assert answer.status_code == 403 and Target.objects.count() == before


def test_a_stranger_gets_nothing_but_the_way_to_sign_in(client, made_up, db):
    for address in all_addresses():
        if address.view.rule is anyone:
            continue
        for answer in (client.get(address.path), client.post(address.path)):
            assert answer.status_code in (302, 401, 405), f"{address.name}: {answer.status_code}"
            if answer.status_code == 302:
                assert answer.headers["Location"].startswith("/account/sign-in/"), address.name


@pytest.mark.parametrize(
    "host", ["evil.example", "testserver.evil.example", "testserver@evil.example", "testserver:99999x", ""]
)
def test_a_request_for_another_host_is_refused_and_names_no_other_host(client, db, host):
    answer = client.get("/account/sign-in/", headers={"host": host})
    assert answer.status_code == 400 and b"evil" not in answer.content


def test_headers_of_a_proxy_name_no_other_host(everybody):
    for address in addresses():
        answer = everybody.get(
            address.path, headers={"x-forwarded-host": "evil.example", "x-original-url": "/evil", "forwarded": "host=evil.example"}
        )  # fmt: skip
        body = b"" if answer.streaming else answer.content
        assert b"evil.example" not in body and "evil" not in str(answer.headers), address.name


# Sessions


def test_a_session_made_before_signing_in_is_not_the_one_after(client, person):
    person(Role.FINANCE, username="fin")
    client.get("/account/sign-in/")
    client.session["planted"] = "yes"
    client.session.save()
    before = client.session.session_key
    client.post("/account/sign-in/", {"login": "fin", "password": PASSWORD})
    assert client.session.session_key and client.session.session_key != before
    assert not type(client.session)(before).exists(before), "the session before is gone"


def test_a_session_key_chosen_by_somebody_else_is_not_used(client, person):
    person(Role.FINANCE, username="fin")
    client.cookies["sessionid"] = "a" * 32
    client.post("/account/sign-in/", {"login": "fin", "password": PASSWORD})
    assert client.session.session_key != "a" * 32


def test_a_session_key_is_long_and_never_the_same(person):
    somebody, keys = person(Role.FINANCE), set()
    for _ in range(20):
        client = Client()
        client.force_login(somebody)
        keys.add(client.session.session_key)
    assert len(keys) == 20 and all(len(key) >= 32 for key in keys), "26 letters of 36 are 128 bits"


def test_changing_how_one_signs_in_asks_again(person):
    client = Client()
    client.person = person(Role.PERFORMANCE_ANALYST)
    client.force_login(client.person)  # no password was given in this session
    give_second_factor(client)
    for path in (
        "/account/second-factor/app/add/",
        "/account/second-factor/passkeys/add/",
        "/account/second-factor/recovery/new/",
    ):
        answer = client.get(path)
        assert answer.status_code in (302, 403, 404), path
        if answer.status_code == 302:
            assert "next=" in answer.headers["Location"] or answer.headers["Location"].startswith(
                "/account/"
            ), path


def test_a_password_is_changed_only_by_who_knows_the_old_one(signed_in):
    client, new = signed_in(Role.FINANCE), "purple-kettle-orbit-91"
    sent = {"oldpassword": "not the old one", "password1": new, "password2": new}
    answer = client.post("/account/password/", sent)
    client.person.refresh_from_db()
    assert answer.status_code in (200, 400) and not client.person.check_password(new)
    client.post("/account/password/", {"password1": new, "password2": new})
    client.person.refresh_from_db()
    assert client.person.check_password(PASSWORD)


def test_a_password_is_not_shown_while_typed_and_may_be_pasted(signed_in, client, db):
    for page in (client.get("/account/sign-in/").content.decode(), signed_in(Role.FINANCE).get("/account/password/").content.decode()):  # fmt: skip
        boxes = re.findall(r"<input[^>]*password[^>]*>", page)
        assert boxes and all('type="password"' in box for box in boxes)
        assert all('autocomplete="off"' not in box and "onpaste" not in box for box in boxes)
        assert all(re.search(r'autocomplete="(current|new)-password"', box) for box in boxes)


def test_a_password_counts_as_it_was_typed_however_long(client, person):
    long = "  Kettle-" + "ö" * 60 + " orbit  "
    somebody = person(Role.FINANCE, username="fin")
    somebody.set_password(long)
    somebody.save()
    for other in (long.strip(), long.lower(), long[:64], long[:72]):
        client.post("/account/sign-in/", {"login": "fin", "password": other})
        assert client.get("/account/").status_code == 302, "not the password, but like it"
    client.post("/account/sign-in/", {"login": "fin", "password": long})
    assert client.get("/account/").status_code == 200


def test_every_page_has_a_way_to_sign_out(everybody):
    for address in addresses():
        answer = everybody.get(address.path)
        page = answer.content.decode(errors="replace") if not answer.streaming else ""
        if answer.status_code == 200 and "text/html" in answer.headers["Content-Type"] and "<main" in page:
            assert "/account/sign-out/" in page or "/account/" in page, address.name


def test_a_session_is_of_no_more_use_after_signing_out(client, person):
    person(Role.FINANCE, username="fin")
    client.post("/account/sign-in/", {"login": "fin", "password": PASSWORD})
    stolen = {name: morsel.value for name, morsel in client.cookies.items()}
    client.post("/account/sign-out/")
    thief = Client()
    for name, value in stolen.items():
        thief.cookies[name] = value
    assert thief.get("/").status_code == 302


def test_cookies_are_for_the_server_alone_and_this_site_alone(client, person):
    person(Role.FINANCE, username="fin")
    client.get("/account/sign-in/")
    answer = client.post("/account/sign-in/", {"login": "fin", "password": PASSWORD})
    client.get("/")
    assert answer.status_code == 302 and client.cookies
    for name, cookie in client.cookies.items():
        assert cookie["samesite"] in ("Lax", "Strict"), name
        assert cookie["httponly"] or name == "csrftoken", name
        assert not cookie["domain"], name


def test_over_https_cookies_are_secure_and_the_browser_is_told_to_stay(tmp_path):
    told = (
        "import django, json; django.setup(); from django.conf import settings as s; "
        "print(json.dumps([s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS, s.DEBUG]))"
    )
    environment = {
        "PATH": os.environ["PATH"], "SUFFICIENCY_HOME": str(tmp_path), "SUFFICIENCY_HTTPS": "1",
        "DJANGO_SETTINGS_MODULE": "sufficiency.service.config.settings",
    }  # fmt: skip
    said = subprocess.run(
        [sys.executable, "-c", told], env=environment, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "[true, true, true, 31536000, false]"


# Pages that apologise


def test_a_fault_tells_nothing_of_the_inside(everybody, monkeypatch):
    def broken(*_a, **_k):
        raise RuntimeError("secret-of-the-inside child 1234 SELECT * FROM access_person")

    monkeypatch.setattr("sufficiency.service.position.views.overview", broken)
    everybody.raise_request_exception = False
    answer = everybody.get("/")
    assert answer.status_code == 500
    for told in (b"secret-of-the-inside", b"1234", b"SELECT", b"RuntimeError", b"Traceback", b"django"):
        assert told not in answer.content


@pytest.mark.parametrize("path", NOT_FOUND)
def test_what_must_not_be_served_is_not_there(everybody, path):
    answer = everybody.get(path)
    assert answer.status_code in (302, 404) and b"SECRET" not in answer.content


def test_no_page_has_script_or_style_of_its_own_or_from_elsewhere(everybody):
    for address in addresses():
        answer = everybody.get(address.path)
        if answer.status_code != 200 or "text/html" not in answer.headers["Content-Type"]:
            continue
        page = answer.content.decode()
        for attributes, text in re.findall(r"<script([^>]*)>([^<]*)", page):
            assert not text.strip() or 'type="application/json"' in attributes, address.name
        assert "<style" not in page and not re.search(r"""\s(?:style|on[a-z]+)=["']""", page), address.name
        for where in re.findall(r"""<(?:script|link|img|iframe|form|object|embed)[^>]*\s(?:src|href|action|data)=["']([^"']+)""", page):  # fmt: skip
            assert where.startswith(("/", "?", "#", "data:image")) and not where.startswith("//"), f"{address.name}: {where}"  # fmt: skip
