"""Two people pressing a button at once, on connections of their own: where one must win, both never do.

Only PostgreSQL lets two writers in at the same time, so these run in `make test-postgresql` (see conftest).
"""

import threading
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import connections
from django.test import Client

from sufficiency.service.access import actions
from sufficiency.service.access.models import Person
from sufficiency.service.access.roles import Role
from sufficiency.service.access.rules import NotAllowed
from sufficiency.service.audit.actions import record
from sufficiency.service.audit.models import Line, What
from tests.service.at_once import before_the_audit, meanwhile
from tests.service.conftest import PASSWORD, give_second_factor
from tests.service.reading import text_of

ADMINISTRATOR = Role.SYSTEM_ADMINISTRATOR
ROUNDS = 8

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*presses: Callable[[], object]) -> list[str]:
    """Press all buttons at the same moment, each in a thread with a connection of its own; "done" or the refusal."""
    ready = threading.Barrier(len(presses))
    answers = [""] * len(presses)

    def press(place: int, button: Callable[[], object]) -> None:
        try:
            ready.wait(timeout=10)
            button()
            answers[place] = "done"
        except NotAllowed as refusal:
            answers[place] = str(refusal)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press, args=pair) for pair in enumerate(presses)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert all(answers), "A button was never answered."
    return answers


def administrator(username: str) -> Person:
    return actions.create_person(
        username=username, name=username, password="a-long-made-up-password", roles=[ADMINISTRATOR]
    )


def reader() -> Person:
    return actions.create_person(username="ann", name="Ann", password="a-long-made-up-password", roles=[])


def administrators() -> int:
    return Person.objects.filter(is_active=True, held_roles__role=ADMINISTRATOR).count()


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_two_administrators_who_close_each_other_never_both_succeed(round_):
    one, two = administrator("one"), administrator("two")
    answers = at_once(
        lambda: actions.close_account(person=two, by=one), lambda: actions.close_account(person=one, by=two)
    )
    assert answers.count("done") == 1
    assert administrators() == 1


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_the_last_two_administrators_are_never_both_closed_from_the_machine(round_):
    one, two = administrator("one"), administrator("two")
    answers = at_once(
        lambda: actions.close_account(person=one, by=None),
        lambda: actions.take_role(person=two, role=ADMINISTRATOR, by=None),
    )
    assert answers.count("done") == 1
    assert any("last system administrator" in answer for answer in answers)
    assert administrators() == 1


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_two_administrators_who_change_the_same_person_never_both_succeed(round_):
    one, two = administrator("one"), administrator("two")
    ann = actions.create_person(username="ann", name="Ann", password="a-long-made-up-password", roles=[])
    seen = ann.changes
    answers = at_once(
        lambda: actions.set_roles(
            person=Person.objects.get(pk=ann.pk), roles=[Role.FINANCE], by=one, seen=seen
        ),
        lambda: actions.set_roles(
            person=Person.objects.get(pk=ann.pk), roles=[Role.DIRECTOR], by=two, seen=seen
        ),
    )
    assert answers.count("done") == 1
    assert any("Somebody else changed this person" in answer for answer in answers)
    kept = Person.objects.get(pk=ann.pk)
    assert kept.changes == seen + 1 and len(kept.roles) == 1
    assert Line.objects.filter(about=ann, thing="roles").count() == 1


def test_many_changes_at_once_wait_for_each_other_and_none_is_lost():
    administrators_ = [administrator(f"admin{number}") for number in range(4)]
    others = [
        actions.create_person(username=f"p{number}", name="P", password="a-long-made-up-password", roles=[])
        for number in range(4)
    ]
    answers = at_once(
        *(
            lambda by=by, person=person: actions.give_role(person=person, role=Role.FINANCE, by=by)
            for by, person in zip(administrators_, others, strict=True)
        )
    )
    assert answers == ["done"] * 4
    assert Person.objects.filter(held_roles__role=Role.FINANCE).count() == 4


def test_two_roles_given_to_one_person_at_once_are_both_kept():
    by = [administrator("one"), administrator("two")]
    ann = actions.create_person(username="ann", name="Ann", password="a-long-made-up-password", roles=[])
    given = [Role.FINANCE, Role.COMMISSIONER]
    answers = at_once(
        *(
            lambda one=one, role=role: actions.give_role(
                person=Person.objects.get(pk=ann.pk), role=role, by=one
            )
            for one, role in zip(by, given, strict=True)
        )
    )
    assert answers == ["done", "done"]
    assert Person.objects.get(pk=ann.pk).roles == set(given)


def test_of_many_guesses_at_once_five_are_looked_at_and_no_more():
    actions.create_person(username="dee", name="Dee", password="a-long-made-up-password", roles=[])
    answers: list[str] = []

    def guess(number: int) -> None:
        sent = {"login": "dee", "password": f"guess {number}"}
        client = Client(REMOTE_ADDR=f"203.0.113.{number}")
        answers.append(client.post("/account/sign-in/", sent).content.decode())

    at_once(*(lambda number=number: guess(number) for number in range(12)))
    looked_at = [page for page in answers if "The username or the password is not right." in page]
    assert 1 <= len(looked_at) <= 5
    assert len(answers) - len(looked_at) == sum("Too many tries." in page for page in answers)


def test_two_sign_ins_of_somebody_new_at_once_make_one_account(settings):
    from allauth.socialaccount.models import SocialAccount, SocialLogin

    from sufficiency.service.access.sign_on_actions import come_in
    from sufficiency.service.config.sign_on import SignOn

    council = SignOn("https://i.example", "c", "s", "n", "groups", {"g": frozenset({Role.FINANCE})}, "said")

    def press() -> None:
        login = SocialLogin(account=SocialAccount(provider=council.key, uid="subject"))
        login.claims = {"sub": "subject", "groups": ["g"], "preferred_username": "new"}
        come_in(login, council)

    assert at_once(press, press) == ["done", "done"]
    assert Person.objects.count() == 1 == SocialAccount.objects.count()


def test_a_look_at_a_record_never_stands_in_the_way_of_a_change_to_its_reader():
    admin, ann = administrator("one"), reader()
    _, look = before_the_audit(
        lambda: actions.give_role(person=ann, role=Role.FINANCE, by=admin),
        lambda: record(by=ann, what=What.LOOKED, child="1"),
    )
    assert not isinstance(look, Exception), look
    assert Person.objects.get(pk=ann.pk).roles == {Role.FINANCE}


def test_a_look_at_a_record_never_stands_in_the_way_of_its_reader_s_new_password():
    ann = reader()
    ann.set_password("another-made-up-password")
    _, look = before_the_audit(ann.save, lambda: record(by=ann, what=What.LOOKED, child="1"))
    assert not isinstance(look, Exception), look


def test_of_two_who_add_one_username_at_once_the_second_is_told():
    by = [administrator("one"), administrator("two")]
    add = [
        lambda one=one: actions.create_person(
            username="ann", name="Ann", password="a-long-made-up-password", roles=[], by=one
        )
        for one in by
    ]
    second = meanwhile(*add)
    assert isinstance(second, ValidationError) and "added at the same moment" in second.messages[0]
    assert Person.objects.filter(username="ann").count() == 1


def at_the_page(person: Person) -> Client:
    client = Client()
    client.person = person
    client.force_login(person)
    give_second_factor(client)
    client.post("/account/confirm-it-is-you/", {"password": PASSWORD})
    return client


def test_an_account_closed_while_its_owner_changes_the_password_stays_closed():
    admin, ann = administrator("one"), reader()
    client, new = at_the_page(ann), "another-made-up-password"
    answer = meanwhile(
        lambda: actions.close_account(person=Person.objects.get(pk=ann.pk), by=admin),
        lambda: client.post(
            "/account/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new}
        ),
    )
    assert answer.status_code == 403 and "Your account was changed at the same moment" in text_of(answer)
    kept = Person.objects.get(pk=ann.pk)
    assert not kept.is_active and kept.check_password(PASSWORD)


def test_of_two_factors_removed_at_once_one_stays_where_the_role_needs_it():
    dee = actions.create_person(username="dee", name="Dee", password=PASSWORD, roles=[Role.DIRECTOR])
    first, second = at_the_page(dee), at_the_page(dee)
    Authenticator.objects.create(user=dee, type="totp", data={"secret": "made up"})
    passkey = Authenticator.objects.create(
        user=dee, type="webauthn", data={"name": "Phone", "credential": {}}
    )
    answer = meanwhile(
        lambda: first.post("/account/second-factor/app/remove/"),
        lambda: second.post(f"/account/second-factor/passkeys/{passkey.pk}/remove/"),
    )
    assert answer.status_code == 403 and "Your role needs a second factor" in text_of(answer)
    assert list(Authenticator.objects.filter(user=dee)) == [passkey]


def test_recovery_codes_made_anew_while_their_owner_reads_stand_in_nobodys_way():
    dee = actions.create_person(username="dee", name="Dee", password=PASSWORD, roles=[Role.DIRECTOR])
    client = at_the_page(dee)
    Authenticator.objects.create(user=dee, type="webauthn", data={"name": "Phone", "credential": {}})
    answer, look = before_the_audit(
        lambda: client.post("/account/second-factor/recovery/new/"),
        lambda: record(by=dee, what=What.LOOKED, child="1"),
    )
    assert answer.status_code == 302 and not isinstance(look, Exception), look
