"""Two people pressing a button at once, on connections of their own: where one must win, both never do.

Only PostgreSQL lets two writers in at the same time, so these run in `make test-postgresql` (see conftest).
"""

import threading
from collections.abc import Callable

import pytest
from django.db import connections
from django.test import Client

from sufficiency.service.access import actions
from sufficiency.service.access.models import Person
from sufficiency.service.access.roles import Role
from sufficiency.service.access.rules import NotAllowed
from sufficiency.service.audit.models import Line

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
