"""Health, metrics and logs: what whoever keeps the system sees, and that no child is in it."""

import json
import logging
import re

import pytest
from django.test import Client

from sufficiency.editions import Home
from sufficiency.service.access.roles import Role
from sufficiency.service.operations.living import living
from sufficiency.service.operations.logs import JsonLines
from sufficiency.service.position import views as position

CANARY = "CANARY7391"


@pytest.fixture
def lines(settings):
    """Every line the logs hold, as JSON, while a test runs."""
    kept: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            kept.append(self.format(record))

    handler = Keep()
    handler.setFormatter(JsonLines())
    loggers = [logging.getLogger(name) for name in (None, "django", "sufficiency.requests")]
    levels = [one.level for one in loggers]
    for one in loggers[:2]:
        one.addHandler(handler)
    for one in loggers:
        one.setLevel(logging.INFO)
    yield kept
    for one, level in zip(loggers, levels, strict=True):
        one.removeHandler(handler)
        one.setLevel(level)


def answered(lines: list[str]) -> list[dict]:
    return [one for one in map(json.loads, lines) if one["logger"] == "sufficiency.requests"]


def test_each_call_is_a_line_with_who_by_number_and_the_name_of_the_route(signed_in, made_up, lines):
    client = signed_in(Role.DIRECTOR)
    answer = client.get("/measures/cla_number?by=sex")
    told = answered(lines)[-1]
    assert told["route"] == "position:measure" and told["status"] == 200 and told["method"] == "GET"
    assert told["person"] == client.person.pk and told["ms"] >= 0
    assert (
        re.fullmatch(r"[0-9a-f]{16}", told["request"]) and answer.headers["X-Request-ID"] == told["request"]
    )
    assert set(told) == {
        "time", "level", "logger", "message", "request", "person", "route", "method", "status", "ms",
    }  # fmt: skip


def test_no_child_is_in_the_logs_or_metrics_whatever_becomes_of_the_call(
    signed_in, made_up, lines, monkeypatch
):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    client.raise_request_exception = False
    child = sorted(Home(made_up.folder.parents[1]).current().table("history/children")["child"].to_pylist())[
        0
    ]
    for found in (CANARY, child):
        client.get("/search", {"q": found})
        client.get("/children/", {"q": found})
        client.get(f"/measures/{found}")
        client.get(f"/children/{found}")
        client.get("/measures/cla_number", {"as_at": found, "by": found})
        client.get(f"/{found}", headers={"Referer": f"http://testserver/{found}", "User-Agent": found})
        client.post("/data/load", {"files": found})
        client.post(f"/data/load/{found}/start")
        client.generic(found, "/")
        Client().post("/account/sign-in/", {"login": found, "password": found})
        Client(enforce_csrf_checks=True).post("/account/sign-in/", {"login": found})
        client.get("/", headers={"Host": f"{found}.example"})

    def fail(*_, **__):
        raise ZeroDivisionError(f"child {CANARY}")

    monkeypatch.setattr(position, "render", fail)
    assert client.get("/measures/", {"q": CANARY}).status_code == 500
    statuses = {one["status"] for one in answered(lines)}
    assert {200, 400, 403, 404, 405, 500} <= statuses, statuses
    assert any(json.loads(one).get("fault") == "builtins.ZeroDivisionError" for one in lines)
    metrics = client.get("/metrics").content.decode()
    for found in (CANARY, child):
        assert not any(found in one for one in lines), [one for one in lines if found in one]
        assert found not in metrics


def test_ready_says_what_is_missing_in_a_word(client, db, own_home):
    told = client.get("/health/ready")
    assert told.status_code == 503 and told.json()["worker"] == "none lives"
    with living(own_home.path, "a-worker"):
        assert client.get("/health/ready").json() == {
            "status": "ready", "database": "ok", "edition": "ok", "worker": "ok",
        }  # fmt: skip
        (own_home.current().folder / "manifest.json").write_text("{}")
        told = client.get("/health/ready")
    assert told.status_code == 503 and told.json()["edition"] == "cannot be read"
    assert client.get("/health").status_code == 200, "the pages themselves live"


def test_metrics_count_calls_by_route_and_tell_of_work_and_editions(signed_in, made_up):
    client = signed_in(Role.DIRECTOR)
    client.get("/measures/cla_number")
    text = client.get("/metrics").content.decode()
    assert 'sufficiency_requests_total{method="GET",route="position:measure",status="200"}' in text
    assert 'sufficiency_request_seconds_bucket{le="0.3",route="position:measure"}' in text
    for name in ("workers", "edition_age_seconds", "disk_free_bytes", "longest_wait_seconds"):
        assert re.search(rf"^sufficiency_{name} [0-9.e+]+$", text, re.MULTILINE), name


@pytest.mark.parametrize(
    "passed_on",
    [
        {"REMOTE_ADDR": "10.1.1.1"},
        {"REMOTE_ADDR": ""},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_X_REAL_IP": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
    ],
)
def test_metrics_are_read_on_the_machine_or_with_the_token(client, db, made_up, settings, passed_on):
    assert client.get("/metrics").status_code == 200
    assert client.get("/metrics", **passed_on).status_code == 403
    settings.METRICS_TOKEN = "a-long-token"
    assert client.get("/metrics", headers={"Authorization": "Bearer other"}, **passed_on).status_code == 403
    assert client.get("/metrics", headers={"Authorization": "Bearer"}, **passed_on).status_code == 403
    given = client.get("/metrics", headers={"Authorization": "Bearer a-long-token"}, **passed_on)
    assert given.status_code == 200


def test_a_log_of_others_loses_what_was_put_into_it():
    record = logging.LogRecord(
        "gunicorn.error", logging.ERROR, "", 1, "Error handling request %s", ("/x",), None
    )
    told = json.loads(JsonLines().format(record))
    assert told["message"] == "Error handling request %s" and "/x" not in str(told)
