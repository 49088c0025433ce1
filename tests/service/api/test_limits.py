"""Calls are counted for all processes together, and refused with how long to wait."""

import threading

import pytest
from django.db import connection

from sufficiency.service.access.roles import Role
from sufficiency.service.api import limits
from sufficiency.service.api.models import Calls
from tests.service.api.calling import Caller, a_token


def test_a_token_that_calls_too_often_is_told_when_to_call_again(caller, made_up, monkeypatch):
    monkeypatch.setattr(limits, "PER_TOKEN", 3)
    monkeypatch.setattr(limits.time, "time", lambda: 1_000_000_005.0)
    program = caller(Role.FINANCE)
    answers = [program.get("measures/cla_number").status_code for _ in range(4)]
    assert answers == [200, 200, 200, 429]
    refused = program.get("measures/cla_number")
    assert refused.headers["Retry-After"] == str(60 - 1_000_000_005 % 60)
    assert refused.headers["Content-Type"] == "application/problem+json"
    other = Caller(a_token(program.person))
    assert other.get("measures/cla_number").status_code == 200


def test_the_next_minute_begins_anew(caller, made_up, monkeypatch):
    monkeypatch.setattr(limits, "PER_TOKEN", 1)
    monkeypatch.setattr(limits.time, "time", lambda: 1_000_000_000.0)
    program = caller(Role.FINANCE)
    assert [program.get("measures/cla_number").status_code for _ in range(2)] == [200, 429]
    monkeypatch.setattr(limits.time, "time", lambda: 1_000_000_060.0)
    assert program.get("measures/cla_number").status_code == 200


def test_tokens_cannot_be_guessed_faster_than_an_address_may_call(made_up, db, monkeypatch):
    monkeypatch.setattr(limits, "PER_ADDRESS", 2)
    monkeypatch.setattr(limits.time, "time", lambda: 1_000_000_000.0)
    guess = Caller("suff_aaaaaaaa_guess")
    assert [guess.get("measures").status_code for _ in range(3)] == [401, 401, 429]


def test_the_table_of_counts_tells_of_no_token_and_no_address_and_is_swept(caller, made_up, monkeypatch):
    program = caller(Role.FINANCE)
    monkeypatch.setattr(limits.time, "time", lambda: 1_000_000_000.0)
    program.get("measures/cla_number")
    callers = list(Calls.objects.values_list("caller", flat=True))
    assert len(callers) == 2
    assert not [one for one in callers if program.token.prefix in one or "127.0.0.1" in one]
    monkeypatch.setattr(limits.time, "time", lambda: 1_000_009_000.0)
    limits.count_call("token", "another", 10)
    assert Calls.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_calls_at_the_same_moment_are_all_counted():
    def call():
        for _ in range(20):
            limits.count_call("token", "one", 10_000)
        if together:
            connection.close()

    together = connection.vendor == "postgresql"  # the suite's SQLite is in memory, of one connection
    threads = [threading.Thread(target=call) for _ in range(5)]
    for thread in threads:
        thread.start() if together else call()
    for thread in threads if together else ():
        thread.join()
    assert sum(Calls.objects.values_list("number", flat=True)) == 100
