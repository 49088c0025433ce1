"""Guessing is slowed for all processes of the service together: tries are counted in the database."""

import pytest
from django.core.cache import cache, caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sufficiency.service.access.models import Counted
from sufficiency.service.access.roles import Role
from tests.service.conftest import PASSWORD

TOO_MANY = "Too many tries. Wait five minutes, then try again."


def try_to_sign_in(password: str, username: str = "dee", address: str = "203.0.113.1") -> str:
    sent = {"login": username, "password": password}
    return Client(REMOTE_ADDR=address).post("/account/sign-in/", sent).content.decode()


@pytest.fixture
def guessed(person):
    """Somebody for whom five wrong passwords were tried, from five places."""
    person(Role.DIRECTOR, username="dee")
    for number in range(5):
        assert TOO_MANY not in try_to_sign_in("wrong", address=f"203.0.113.{number}")


def test_after_five_wrong_passwords_not_even_the_right_one_opens(guessed):
    assert TOO_MANY in try_to_sign_in(PASSWORD, address="203.0.113.9")


def test_the_count_is_of_the_account_whatever_the_case_of_the_name(guessed):
    assert TOO_MANY in try_to_sign_in(PASSWORD, username="DEE", address="203.0.113.9")


def test_another_person_is_not_locked_out_with_them(guessed, person):
    person(Role.DIRECTOR, username="eve")
    assert TOO_MANY not in try_to_sign_in(PASSWORD, username="eve", address="203.0.113.9")


def test_another_process_counts_on_from_the_same_place(guessed):
    of_another = caches.create_connection("default")  # what another process begins with: nothing of its own
    [key] = [one.cache_key for one in Counted.objects.filter(cache_key__contains="/key:")] or [""]
    assert len(of_another.get(key.removeprefix(":1:"))) == 5


def test_the_lock_opens_when_the_count_is_past(guessed):
    Counted.objects.all().delete()
    assert TOO_MANY not in try_to_sign_in(PASSWORD, address="203.0.113.9")


def test_many_names_tried_from_one_place_are_slowed_too(db):
    answers = [try_to_sign_in("wrong", username=f"name{number}") for number in range(21)]
    assert TOO_MANY not in answers[19] and TOO_MANY in answers[20]


def test_no_password_and_no_name_is_kept_with_the_counts(guessed):
    kept = " ".join(f"{one.cache_key} {one.value}" for one in Counted.objects.all())
    assert "wrong" not in kept and "dee" not in kept.lower().replace("indeed", "")


def test_codes_of_the_second_factor_are_counted_too(person):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    dee = person(Role.DIRECTOR, username="dee")
    TOTP.activate(dee, generate_totp_secret())
    client = Client()
    client.post("/account/sign-in/", {"login": "dee", "password": PASSWORD})
    pages = [
        client.post("/account/second-factor/code/", {"code": "abcdef"}).content.decode() for _ in range(6)
    ]
    assert TOO_MANY not in pages[4] and TOO_MANY in pages[5]


def test_counts_are_not_thrown_out_to_make_room(db):
    assert cache._max_entries >= 100_000


@pytest.mark.parametrize("path", ["/account/sign-in/", "/account/", "/people/"])
def test_reading_a_page_counts_nothing(signed_in, path):
    client = signed_in(Role.SYSTEM_ADMINISTRATOR)
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    assert not any("access_counted" in one["sql"] for one in asked)


def test_a_stranger_who_reads_the_sign_in_page_makes_the_database_write_nothing(client, db):
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/account/sign-in/?next=/measures/").status_code == 200
    assert not any(one["sql"].startswith(("INSERT", "UPDATE", "DELETE")) for one in asked)
