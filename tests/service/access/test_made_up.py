"""Sign-ins of the made-up authority: made for it alone, and shut when real records come."""

import stat

import pytest

from sufficiency.service.access import made_up
from sufficiency.service.access.models import Person


@pytest.fixture
def loaded(monkeypatch):
    """Say whether what was loaded is made up."""

    def say(answer: bool) -> None:
        monkeypatch.setattr(made_up, "is_made_up", lambda _home: answer)

    return say


def test_a_home_where_nothing_was_loaded_is_not_made_up(tmp_path):
    assert not made_up.is_made_up(tmp_path)


def test_a_real_home_gets_no_sign_ins(tmp_path, db, loaded):
    loaded(False)
    assert made_up.keep_sign_ins(tmp_path) == ""
    assert not Person.objects.exists()
    assert not (tmp_path / "sign-in.txt").exists()


def test_the_made_up_authority_gets_one_sign_in_for_each_role_that_can_be_tried(tmp_path, db, loaded, client):
    loaded(True)
    told = made_up.keep_sign_ins(tmp_path)
    assert (tmp_path / "sign-in.txt").read_text() == told
    assert stat.S_IMODE((tmp_path / "sign-in.txt").stat().st_mode) == 0o600
    for line in told.splitlines()[1:]:
        username, password, _ = line.split(maxsplit=2)
        answer = client.post("/account/sign-in/", {"login": username, "password": password})
        assert answer.status_code == 302
        client.post("/account/sign-out/")
    assert Person.objects.count() == len(made_up.SIGN_INS)


def test_passwords_differ_between_installations_and_stay_between_starts(tmp_path, db, loaded):
    loaded(True)
    first = made_up.keep_sign_ins(tmp_path)
    assert made_up.keep_sign_ins(tmp_path) == first
    (tmp_path / "sign-in.txt").unlink()
    assert made_up.keep_sign_ins(tmp_path) != first
    assert Person.objects.count() == len(made_up.SIGN_INS)


def test_the_made_up_people_are_shut_out_when_real_records_come(tmp_path, db, loaded, client):
    loaded(True)
    username, password, _ = made_up.keep_sign_ins(tmp_path).splitlines()[1].split(maxsplit=2)
    loaded(False)
    made_up.keep_sign_ins(tmp_path)
    assert (
        client.post("/account/sign-in/", {"login": username, "password": password}).headers.get("Location")
        != "/"
    )
    assert client.get("/account/").status_code == 302
