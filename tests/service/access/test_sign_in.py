from sufficiency.service.access.roles import Role
from tests.service.conftest import PASSWORD


def test_every_page_asks_a_stranger_to_sign_in(client, db):
    answer = client.get("/account/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/account/sign-in/?next=/account/"


def test_a_person_signs_in_with_username_and_password(client, person):
    person(Role.DIRECTOR, username="dee")
    answer = client.post(
        "/account/sign-in/?next=/account/", {"login": "Dee", "password": PASSWORD, "next": "/account/"}
    )
    assert answer.headers["Location"] == "/account/"
    assert client.get("/account/").status_code == 200


def test_a_wrong_password_gives_the_same_sentence_as_an_unknown_name(client, person):
    person(Role.DIRECTOR, username="dee")
    wrong = client.post("/account/sign-in/", {"login": "dee", "password": "no"}).content.decode()
    unknown = client.post("/account/sign-in/", {"login": "who", "password": "no"}).content.decode()
    sentence = "The username or the password is not right."
    assert sentence in wrong and sentence in unknown


def test_nobody_signs_up(client, db):
    assert client.get("/account/sign-up/").status_code == 404
