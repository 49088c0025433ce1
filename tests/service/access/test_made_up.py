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
        monkeypatch.setattr(made_up, "holds_real_records", lambda _home: not answer)

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


def test_a_made_up_person_who_is_signed_in_is_shut_out_as_soon_as_real_records_come(
    tmp_path, db, loaded, client
):
    loaded(True)
    username, password, _ = made_up.keep_sign_ins(tmp_path).splitlines()[1].split(maxsplit=2)
    client.post("/account/sign-in/", {"login": username, "password": password})
    assert client.get("/account/").status_code == 200
    loaded(False)
    answer = client.get("/account/", follow=True)
    assert answer.redirect_chain[0][0].startswith("/account/sign-in/")
    assert "Real records were loaded, so the made-up sign-ins are closed." in answer.content.decode()


def test_whose_records_a_home_holds_is_told_by_its_editions(tmp_path):
    from sufficiency.demo import write_returns
    from sufficiency.editions import Home
    from sufficiency.loading import load
    from sufficiency.vocabulary.authorities import FAIRMERE

    write_returns(tmp_path / "returns", children_looked_after=20, years=range(2025, 2026))
    home = tmp_path / "home"
    assert not made_up.holds_real_records(home) and not made_up.is_made_up(home)
    load(Home(home), [tmp_path / "returns"], status="final", authority=FAIRMERE.code, by="A. Nalyst")
    assert not made_up.holds_real_records(home) and made_up.is_made_up(home)


def test_records_of_nobody_knows_whom_count_as_real(tmp_path):
    (tmp_path / "editions" / "2025-04-05-001").mkdir(parents=True)
    assert made_up.holds_real_records(tmp_path) and not made_up.is_made_up(tmp_path)
