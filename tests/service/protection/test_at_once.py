"""Two people pressing a button at once, on connections of their own: one wins, and a thing is deleted once."""

import threading

import pytest
from django.db import connections
from django.utils import timezone

from sufficiency.service.access.actions import create_person
from sufficiency.service.access.errors import AskedWrongly
from sufficiency.service.access.roles import Role
from sufficiency.service.audit.models import Line, What
from sufficiency.service.protection import actions
from sufficiency.service.protection.models import Answer, Decision
from tests.editions.examples import make_edition
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
