"""The pages on which a system administrator keeps people."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from sufficiency.service.access.actions import close_account, give_role
from sufficiency.service.access.models import Person
from sufficiency.service.access.roles import Role
from sufficiency.service.audit.models import Line
from tests.service.conftest import PASSWORD
from tests.service.reading import text_of

ADMINISTRATOR = Role.SYSTEM_ADMINISTRATOR


@pytest.fixture
def administrator(signed_in) -> Client:
    return signed_in(ADMINISTRATOR)


@pytest.fixture
def ann(person) -> Person:
    return person(Role.COMMISSIONER, username="ann")


def told(person: Person) -> list[dict]:
    """What the audit tells that was done to this person, in order."""
    return [line.told for line in Line.objects.filter(about=person).order_by("number")]


def change(client: Client, person: Person, what: str, **sent):
    person.refresh_from_db()
    return client.post(f"/people/{person.pk}/{what}", {"seen": person.changes, **sent})


def test_the_list_tells_who_with_which_role_when_last_here_and_with_a_second_factor_or_not(
    administrator, ann, person
):
    TOTP.activate(person(Role.DIRECTOR, username="dee"), generate_totp_secret())
    page = text_of(administrator.get("/people/"))
    assert "3 people" in page
    assert "Ann ann Commissioner Never No May sign in" in page
    assert "Dee dee Director Never Yes May sign in" in page


@pytest.mark.parametrize(
    ("query", "number"),
    [("q=AN", 1), ("q=zzz", 0), ("role=commissioner", 1), ("state=closed", 1), ("state=open&role=director", 0),
     ("role=emperor", 3), ("page=9", 3), ("q=%00", 0)],
)  # fmt: skip
def test_the_list_is_narrowed(administrator, ann, person, query, number):
    close_account(person=person(Role.DIRECTOR, username="dee"), by=None)
    answer = administrator.get(f"/people/?{query}")
    assert answer.status_code == 200
    if "%00" not in query:
        assert f"{number} {'person' if number == 1 else 'people'}" in text_of(answer)


def test_the_list_asks_the_database_the_same_for_many_as_for_few(
    administrator, person, django_assert_max_num_queries
):
    for number in range(30):
        person(Role.FINANCE, username=f"finance{number}")
    with django_assert_max_num_queries(8):
        administrator.get("/people/")


def test_a_person_is_added_with_a_password_that_is_shown_once_and_must_be_changed(administrator, client):
    sent = {
        "name": "Bo",
        "username": "bo",
        "email": "bo@council.example",
        "roles": ["finance", "panel_member"],
    }
    page = administrator.post("/people/add", sent).content.decode()
    password = re.search(r'<code class="suff-secret">([^<]+)</code>', page)[1]
    bo = Person.objects.get(username="bo")
    assert bo.roles == {Role.FINANCE, Role.PANEL_MEMBER}
    assert password not in administrator.get(f"/people/{bo.pk}").content.decode()

    client.post("/account/sign-in/", {"login": "bo", "password": password})
    assert client.get("/measures/").headers["Location"] == "/account/password/"
    assert "Your password was made for you." in text_of(client.get("/account/password/"))
    same = {"oldpassword": password, "password1": password, "password2": password}
    assert "Choose a password other than" in client.post("/account/password/", same).content.decode()
    new = {"oldpassword": password, "password1": PASSWORD, "password2": PASSWORD}
    assert client.post("/account/password/", new).headers["Location"] == "/account/"
    assert client.get("/measures/").status_code == 200
    assert {"added with": ["panel_member", "finance"]} in told(bo) and {"password": "own"} in told(bo)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Enter a name"),
        ({"username": "a b"}, "A username has letters"),
        ({"username": "ANN"}, "This username is taken."),
        ({"email": "nobody"}, "Enter a whole email address"),
        ({"roles": []}, "Choose at least one role"),
        ({"roles": ["emperor"]}, "emperor is not one of the available choices"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_at_the_top(administrator, ann, sent, sentence):
    whole = {"name": "Bo", "username": "bo", "email": "", "roles": ["finance"]} if sent else {}
    page = administrator.post("/people/add", whole | sent).content.decode()
    assert page.count(sentence) >= 2 and "There is a problem" in page
    assert not Person.objects.filter(username="bo").exists()


def test_roles_are_changed_and_the_person_is_signed_out(administrator, ann):
    of_ann = Client()
    of_ann.force_login(ann)
    assert of_ann.get("/account/").status_code == 200
    assert change(administrator, ann, "roles", roles=["finance", "elected_member"]).status_code == 302
    assert Person.objects.get(pk=ann.pk).roles == {Role.FINANCE, Role.ELECTED_MEMBER}
    assert of_ann.get("/account/").status_code == 302
    assert {"before": ["commissioner"], "after": ["finance", "elected_member"]} in told(ann)


def test_somebody_is_left_without_a_role_only_by_closing_the_account(administrator, ann):
    page = text_of(change(administrator, ann, "roles", roles=[]))
    assert "Choose at least one role, or close the account" in page
    assert Person.objects.get(pk=ann.pk).roles == {Role.COMMISSIONER}


def test_every_role_is_offered_with_what_it_may_do(administrator, ann):
    page = text_of(administrator.get(f"/people/{ann.pk}/roles"))
    assert all(f"{role.label} {role.may}" in page for role in Role)


def test_an_account_is_closed_at_once_and_opened_again(administrator, ann):
    of_ann = Client()
    of_ann.force_login(ann)
    change(administrator, ann, "close")
    assert of_ann.get("/account/").status_code == 302
    assert "Closed" in text_of(administrator.get(f"/people/{ann.pk}"))
    change(administrator, ann, "open")
    assert of_ann.get("/account/").status_code == 302  # the old session stays ended
    sent = {"login": "ann", "password": PASSWORD}
    assert of_ann.post("/account/sign-in/", sent).headers["Location"] == "/"
    assert {"account": "closed"} in told(ann) and {"account": "opened again"} in told(ann)


def test_a_lost_second_factor_is_taken_away_and_the_person_is_signed_out(administrator, person):
    dee = person(Role.DIRECTOR, username="dee")
    TOTP.activate(dee, generate_totp_secret())
    change(administrator, dee, "second-factor")
    assert not dee.authenticator_set.exists()
    assert {"second factor": "reset"} in told(dee)
    client = Client()
    client.post("/account/sign-in/", {"login": "dee", "password": PASSWORD})
    assert client.get("/measures/").headers["Location"] == "/account/second-factor/"


def test_a_forgotten_password_is_replaced_by_one_to_be_changed(administrator, ann):
    page = change(administrator, ann, "password").content.decode()
    password = re.search(r'<code class="suff-secret">([^<]+)</code>', page)[1]
    client = Client()
    sent = {"login": "ann", "password": PASSWORD}
    assert "is not right" in client.post("/account/sign-in/", sent).content.decode()
    client.post("/account/sign-in/", {"login": "ann", "password": password})
    assert client.get("/measures/").headers["Location"] == "/account/password/"
    assert not any(password in line.details for line in Line.objects.all())


OWN = [
    ("roles", {"roles": ["director"]}, "Nobody changes their own roles"),
    ("close", {}, "Nobody closes their own account"),
    ("second-factor", {}, "Nobody resets their own second factor"),
    ("password", {}, "Change your own password on the page of your account."),
]


@pytest.mark.parametrize(("what", "sent", "sentence"), OWN, ids=[one[0] for one in OWN])
def test_nobody_changes_themselves_and_the_same_sentence_explains_it_before(
    administrator, what, sent, sentence
):
    me = administrator.person
    TOTP.activate(me, generate_totp_secret())
    answer = change(administrator, me, what, **sent)
    assert answer.status_code == 403 and sentence in text_of(answer)
    assert sentence in text_of(administrator.get(f"/people/{me.pk}"))
    me.refresh_from_db()
    assert me.is_active and Person.objects.get(pk=me.pk).roles == {ADMINISTRATOR}
    assert me.authenticator_set.exists()


def test_whoever_else_was_quicker_wins_and_the_other_is_told(administrator, ann):
    seen = ann.changes
    give_role(person=ann, role=Role.FINANCE, by=None)
    answer = administrator.post(f"/people/{ann.pk}/roles", {"seen": seen, "roles": ["director"]})
    assert answer.status_code == 403
    assert "Somebody else changed this person after you opened the page." in text_of(answer)
    assert Person.objects.get(pk=ann.pk).roles == {Role.COMMISSIONER, Role.FINANCE}


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 30])
def test_a_form_without_the_state_it_showed_changes_nothing(administrator, ann, seen):
    answer = administrator.post(f"/people/{ann.pk}/close", {"seen": seen})
    assert answer.status_code in (200, 403)
    assert Person.objects.get(pk=ann.pk).is_active


@pytest.mark.parametrize("what", ["", "/roles", "/close", "/open", "/password", "/second-factor"])
@pytest.mark.parametrize("number", [0, 987654321, 9**30])
def test_a_person_who_is_not_there_is_not_found(administrator, what, number):
    assert administrator.get(f"/people/{number}{what}").status_code == 404


def test_a_change_needs_a_post(administrator, ann):
    for what in ("roles", "close", "open", "password", "second-factor"):
        assert administrator.get(f"/people/{ann.pk}/{what}").status_code == 200
    assert Person.objects.get(pk=ann.pk).changes == 0


def test_a_name_is_text_and_nothing_else(administrator):
    sent = {"name": "<script>alert(1)</script>", "username": "bo", "roles": ["finance"]}
    administrator.post("/people/add", sent)
    for path in ("/people/", f"/people/{Person.objects.get(username='bo').pk}"):
        page = administrator.get(path).content.decode()
        assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("role", [role for role in Role if role is not ADMINISTRATOR])
def test_no_other_role_opens_any_of_it(signed_in, person, role):
    client, other = signed_in(role), person(username="other")
    for path in ("", "add", f"{other.pk}", *(f"{other.pk}/{what}" for what in ("roles", "close", "open"))):
        assert client.get(f"/people/{path}").status_code == 403 == client.post(f"/people/{path}").status_code
    assert "/people/" not in client.get("/account/").content.decode()


def test_each_begins_on_the_first_page_they_may_open(client, person):
    firsts = {Role.FINANCE: "/", ADMINISTRATOR: "/people/", Role.PROVIDER: "/provider/"}
    for role, first in firsts.items():
        person(role)
        answer = client.post("/account/sign-in/", {"login": role.value, "password": PASSWORD})
        assert answer.headers["Location"] == first
        client.post("/account/sign-out/")
    person(username="nobody")
    answer = client.post("/account/sign-in/", {"login": "nobody", "password": PASSWORD})
    assert answer.headers["Location"] == "/account/"


def test_a_provider_opens_nothing_but_the_page_that_says_its_rooms_are_not_open_yet(signed_in):
    client = signed_in(Role.PROVIDER)
    assert "These pages are not open yet" in text_of(client.get("/provider/"))
    for path in ("/", "/measures/", "/children/", "/data/", "/search?q=a", "/people/"):
        assert client.get(path).status_code == 403, path
