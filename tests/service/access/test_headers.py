import logging

import pytest

from sufficiency.service.access.logs import WithoutRecords
from sufficiency.service.access.roles import Role


@pytest.mark.parametrize("path", ["/account/sign-in/", "/gallery", "/nothing-here", "/health"])
def test_every_answer_has_strict_headers(signed_in, path):
    answer = signed_in(Role.DIRECTOR).get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    "path", ["/account/sign-in/", "/gallery", "/gallery?send=1", "/account/", "/nothing-here"]
)
def test_no_page_has_script_or_style_of_its_own_in_it(signed_in, path):
    import re

    page = signed_in(Role.DIRECTOR).get(path).content.decode()
    scripts = re.findall(r"<script([^>]*)>([^<]*)", page)
    assert all(not text.strip() or 'type="application/json"' in attributes for attributes, text in scripts)
    assert "<style" not in page
    assert not re.search(r"""\s(style|on\w+)=["']""", page)


def test_a_page_that_is_not_there_does_not_repeat_what_was_asked(signed_in):
    answer = signed_in(Role.DIRECTOR).get("/nothing/SECRET<script>")
    assert answer.status_code == 404
    assert "SECRET" not in answer.content.decode()


def test_a_form_without_its_token_is_refused_in_words(person):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    answer = client.post("/account/sign-in/", {"login": "x", "password": "y"})
    assert answer.status_code == 403
    assert "The form was open too long" in answer.content.decode()


def test_signing_in_leads_nowhere_outside(client, person):
    from tests.service.conftest import PASSWORD

    person(Role.DIRECTOR, username="dee")
    sent = {"login": "dee", "password": PASSWORD, "next": "https://evil.example/"}
    assert client.post("/account/sign-in/", sent).headers["Location"] == "/"


def test_health_answers_a_stranger_with_nothing_but_ok(client, db):
    assert client.get("/health").json() == {"status": "ok"}


def test_a_fault_of_ours_is_answered_in_words_and_logged_without_the_record(client, db, monkeypatch, caplog):
    client.raise_request_exception = False

    def broken(*_):
        raise RuntimeError(f"child {1200 + 34}")

    monkeypatch.setattr("sufficiency.service.access.views.JsonResponse", broken)
    answer = client.get("/health")
    assert answer.status_code == 500
    assert "Something went wrong" in answer.content.decode()
    assert "1234" not in answer.content.decode()
    [record] = [one for one in caplog.records if one.levelname == "ERROR"]
    line = WithoutRecords("{message}", style="{").format(record)
    assert "views.py" in line and "builtins.RuntimeError" in line and "1234" not in line


def test_a_line_of_the_log_holds_no_child_s_id():
    record = logging.LogRecord(
        "django.request", 30, "", 1, "Not Found: %s", ("/children/1234/timeline",), None
    )
    assert WithoutRecords("{message}", style="{").format(record) == "Not Found: /children/..."
