"""Two people pressing a button at once, on connections of their own: one wins, and a thing is deleted once."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connections
from django.utils import timezone

from sufficiency.service.access.actions import close_account, create_person, reopen_account
from sufficiency.service.access.errors import AskedWrongly
from sufficiency.service.access.models import Person
from sufficiency.service.access.roles import Role
from sufficiency.service.access.rules import NotAllowed
from sufficiency.service.audit.models import Line, What
from sufficiency.service.protection import actions
from sufficiency.service.protection.models import Answer, Decision, Hold
from tests.editions.examples import make_edition
from tests.service.at_once import meanwhile
from tests.service.protection.test_retention import LONG_AGO

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("round_", range(6))
def test_two_people_who_approve_and_refuse_at_once_never_both_succeed(fresh_home, monkeypatch, round_):
    old = make_edition(fresh_home).id
    make_edition(fresh_home)
    long_ago = timezone.localdate() - LONG_AGO
    monkeypatch.setattr("sufficiency.service.protection.due._replaced_on", lambda one, _next: long_ago)
    asker, first, second = (
        create_person(username=name, name=name, password="a-long-made-up-password", roles=[Role.DIRECTOR])
        for name in ("asker", "first", "second")
    )
    asked = actions.ask_for(kind="edition", thing=old, choice="delete", reason="Past its time.", by=asker)
    ready, answers = threading.Barrier(2), {}

    def press(person, approve: bool) -> None:
        try:
            ready.wait(timeout=10)
            actions.answer(decision=asked.pk, approve=approve, by=person)
            answers[person.username] = "done"
        except AskedWrongly as refusal:
            answers[person.username] = str(refusal)
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=press, args=pair) for pair in ((first, True), (second, round_ % 2 == 0))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(one == "done" for one in answers.values()) == [False, True], answers
    decided = Decision.objects.get(pk=asked.pk)
    gone = decided.answer == Answer.APPROVED
    assert (fresh_home.folder / old).exists() != gone
    assert Line.objects.filter(what=What.DELETED).count() == gone


def somebody(username: str, role: Role = Role.DIRECTOR) -> Person:
    return create_person(
        username=username, name=username.title(), password="a-long-made-up-password", roles=[role]
    )


@pytest.fixture
def old(fresh_home, monkeypatch) -> str:
    """An edition past its time."""
    one = make_edition(fresh_home).id
    make_edition(fresh_home)
    long_ago = timezone.localdate() - LONG_AGO
    monkeypatch.setattr("sufficiency.service.protection.due._replaced_on", lambda one, _next: long_ago)
    return one


def ask(thing: str, by: Person, kind: str = "edition") -> Decision:
    return actions.ask_for(kind=kind, thing=thing, choice="delete", reason="Past its time.", by=by)


def test_of_two_who_ask_the_same_at_once_the_second_is_told(old):
    one, two = somebody("one"), somebody("two")
    late = meanwhile(lambda: ask(old, one), lambda: ask(old, two))
    assert isinstance(late, ValidationError) and "waiting for a second person already" in late.messages[0]


def test_of_two_who_hold_the_same_at_once_the_second_is_told(old):
    one, two = somebody("one"), somebody("two")
    late = meanwhile(
        *[
            lambda by=by: actions.place_hold(kind="edition", thing=old, reason="A claim.", by=by)
            for by in (one, two)
        ]
    )
    assert isinstance(late, ValidationError) and "held already" in late.messages[0]


def test_what_is_held_while_it_is_being_deleted_stays(fresh_home, old):
    one, two = somebody("one"), somebody("two")
    asked = ask(old, one)
    late = meanwhile(
        lambda: actions.place_hold(kind="edition", thing=old, reason="A claim.", by=one),
        lambda: actions.answer(decision=asked.pk, approve=True, by=two),
    )
    assert isinstance(late, NotAllowed) and "held since it was approved (A claim.)" in str(late)
    assert (fresh_home.folder / old).exists() and Hold.objects.count() == 1


def test_an_account_that_is_opened_again_while_it_is_being_deleted_stays(fresh_home, monkeypatch):
    one, two, admin = somebody("one"), somebody("two"), somebody("admin", Role.SYSTEM_ADMINISTRATOR)
    left = somebody("left", Role.FINANCE)
    close_account(person=left, by=admin)
    Person.objects.get(pk=left.pk)
    monkeypatch.setattr("sufficiency.service.protection.due.Kept.is_due", lambda self, day: True)
    asked = ask(str(left.pk), one, kind="account")
    late = meanwhile(
        lambda: reopen_account(person=left, by=admin),
        lambda: actions.answer(decision=asked.pk, approve=True, by=two),
    )
    assert isinstance(late, AskedWrongly) and "was opened again after this was approved" in str(late)
    assert Person.objects.get(pk=left.pk).username == "left"
