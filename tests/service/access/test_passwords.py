"""Passwords that are refused, each with why."""

import hashlib

import pytest
from django.core.exceptions import ValidationError

from sufficiency.service.access.models import Person
from sufficiency.service.access.passwords import NotBreached, NotEasilyGuessed, is_listed


def digest(password: str) -> str:
    return hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()


def refusal(validator, password: str, person: Person | None = None) -> str:
    with pytest.raises(ValidationError) as refused:
        validator.validate(password, person)
    return refused.value.messages[0]


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("password12345", "common words or passwords"),
        ("aaaaaaaaaaaa", "it repeats itself"),
        ("placementplacement", "it repeats itself"),
        ("zxcvbnm,./zxc", "keyboard"),
        ("Liverpool2025!", "common words or passwords"),
    ],
)
def test_a_password_within_reach_of_guessing_is_refused_with_why(password, why):
    assert why in refusal(NotEasilyGuessed(), password)


def test_a_password_of_the_person_s_own_name_is_refused():
    person = Person(username="g.featherstonehaugh", name="Gwendolyn Featherstonehaugh")
    assert "your own name" in refusal(NotEasilyGuessed(), "featherstonehaugh", person)
    assert "your own name" in refusal(NotEasilyGuessed(), "gwendolyn12", person)


@pytest.mark.parametrize(
    "password", ["otter-plaster-window-ninety", "x9Kd_2lQ0aaZ", "kW" * 3 + "longer words than 72 " * 9]
)
def test_a_password_that_is_hard_to_guess_is_taken(password):
    assert NotEasilyGuessed().validate(password) is None


@pytest.fixture(params=[1, 2, 3, 10, 257])
def breached(request, tmp_path):
    """Breached passwords and the file that lists them, of several lengths, counts of several digits."""
    passwords = [f"breached number {number}" for number in range(request.param)]
    lines = sorted(f"{digest(one)}:{10 ** (place % 7)}" for place, one in enumerate(passwords))
    path = tmp_path / "pwned.txt"
    path.write_bytes("\r\n".join(lines).encode() + (b"\r\n" if request.param % 2 else b""))
    return passwords, path


def test_every_password_of_the_list_is_found_and_no_other(breached):
    passwords, path = breached
    assert all(is_listed(path, digest(one)) for one in passwords)
    assert not any(is_listed(path, digest(f"another {number}")) for number in range(300))
    assert not is_listed(path, "0" * 40) and not is_listed(path, "F" * 40)


def test_a_breached_password_is_refused_with_why(breached):
    passwords, path = breached
    assert "known from a breach" in refusal(NotBreached(str(path)), passwords[0])
    NotBreached(str(path)).validate("otter-plaster-window-ninety")


def test_an_empty_list_holds_nothing(tmp_path):
    (tmp_path / "empty").touch()
    assert not is_listed(tmp_path / "empty", digest("x"))


def test_a_list_that_is_named_but_cannot_be_read_lets_no_password_through(tmp_path):
    told = refusal(NotBreached(str(tmp_path / "gone.txt")), "otter-plaster-window-ninety")
    assert "cannot be read" in told and "gone.txt" not in told


def test_without_a_list_nothing_is_looked_up():
    assert NotBreached().validate("otter-plaster-window-ninety") is None


def test_the_page_of_one_s_own_password_tells_why(signed_in):
    from sufficiency.service.access.roles import Role
    from tests.service.conftest import PASSWORD

    client = signed_in(Role.DIRECTOR)
    sent = {"oldpassword": PASSWORD, "password1": "Liverpool2025!", "password2": "Liverpool2025!"}
    page = client.post("/account/password/", sent).content.decode()
    assert "This password is easily guessed" in page and "There is a problem" in page
