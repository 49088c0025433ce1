"""Several people at the same button: one answer to a broken glass, one seal, one link on a caseload.

Only PostgreSQL lets several writers in at the same time: these run in `make test-postgresql` (see conftest).
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from django.core.exceptions import ValidationError
from django.db import connections
from django.utils import timezone

from sufficiency.service.access.models import Person
from sufficiency.service.access.roles import Role
from sufficiency.service.access.rules import NotAllowed
from sufficiency.service.audit import verifying
from sufficiency.service.audit.models import Line
from sufficiency.service.records.actions import (
    answer_opening,
    break_glass,
    give_child,
    give_children,
    keep_seals_of,
    seal,
)
from sufficiency.service.records.models import Caseload, Opening, Part, Seal
from tests.service.at_once import before_the_audit, meanwhile

AT_ONCE = 6


def at_once(works: list[Callable[[], object]]) -> list[object]:
    """What each came to, all begun at the same moment with a connection each; a refusal is its exception."""
    barrier = Barrier(len(works))

    def begin(work: Callable[[], object]) -> object:
        try:
            barrier.wait(20)
            return work()
        except (NotAllowed, ValidationError) as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(begin, works))


def refusals(results: list[object]) -> list[Exception]:
    return [one for one in results if isinstance(one, Exception)]


def glass(worker: Person) -> Opening:
    now = timezone.now()
    return Opening.objects.create(kind=Opening.Kind.GLASS, person=worker, child="1", reason="The police ask", at=now, until=now + timedelta(hours=1))  # fmt: skip


def test_of_directors_who_answer_at_once_one_is_heard(transactional_db, person):
    opening = glass(person(Role.SOCIAL_WORKER))
    directors = [person(Role.DIRECTOR, username=f"director{n}") for n in range(AT_ONCE)]
    results = at_once(
        [
            lambda who=who, right=bool(n % 2): answer_opening(opening=opening, was_right=right, note=who.username, by=who)
            for n, who in enumerate(directors)
        ]
    )  # fmt: skip
    assert len(refusals(results)) == AT_ONCE - 1
    assert all("has answered already" in str(one) for one in refusals(results))
    opening.refresh_from_db()
    (heard,) = [one for one in results if isinstance(one, Opening)]
    assert (opening.answered_by, opening.was_right, opening.note) == (
        heard.answered_by,
        heard.was_right,
        heard.note,
    )
    assert Line.objects.filter(thing__startswith="opening").count() == 1
    assert verifying.verify()


def test_a_child_is_put_on_a_caseload_once_however_many_press(transactional_db, person):
    worker = person(Role.SOCIAL_WORKER)
    keepers = [person(Role.PLACEMENT_MANAGER, username=f"keeper{n}") for n in range(AT_ONCE)]
    results = at_once(
        [
            lambda who=who: give_child(person=worker, child="1", part=Part.SOCIAL_WORKER, since=timezone.localdate(), by=who)
            for who in keepers
        ]
    )  # fmt: skip
    assert len(refusals(results)) == AT_ONCE - 1
    assert Caseload.objects.count() == Line.objects.filter(child="1").count() == 1


def test_a_record_sealed_by_two_at_once_has_one_seal(transactional_db, person):
    managers = [person(Role.PERMANENCE_MANAGER, username=f"manager{n}") for n in range(AT_ONCE)]
    at_once([lambda who=who: seal(child="1", reason="The same child", by=who) for who in managers])
    assert Seal.objects.count() == 1
    assert verifying.verify()


def link_of(worker: Person, child: str) -> dict:
    return {"person": worker, "child": child, "part": Part.SOCIAL_WORKER, "since": timezone.localdate(), "until": None}  # fmt: skip


def test_a_child_given_while_a_file_of_caseloads_is_brought_is_there_once(transactional_db, person):
    worker, one, two = person(Role.SOCIAL_WORKER), person(Role.PLACEMENT_MANAGER), person(Role.PERMANENCE_MANAGER)  # fmt: skip
    late = meanwhile(
        lambda: give_children(links=[link_of(worker, "1")], by=one),
        lambda: give_child(**link_of(worker, "2"), by=two),
        then=lambda: give_children(links=[link_of(worker, "2")], by=one),
    )
    assert isinstance(late, ValidationError) and "on the person's caseload already" in late.messages[0]
    assert Caseload.objects.count() == 2


def test_a_glass_is_broken_once_however_often_the_button_is_pressed(transactional_db, person):
    worker = person(Role.SOCIAL_WORKER)

    def press():
        return break_glass(child="1", reason="The police ask", by=worker)

    late = meanwhile(press, press)
    assert isinstance(late, NotAllowed) and "open to you already" in str(late)
    assert Opening.objects.count() == 1


def test_a_child_sealed_by_hand_while_an_edition_goes_stands_in_nobodys_way(
    transactional_db, person, monkeypatch
):
    monkeypatch.setattr(
        "sufficiency.service.records.actions.adopted_children",
        lambda without="": frozenset() if without else frozenset("1"),
    )
    director, manager = person(Role.DIRECTOR), person(Role.PERMANENCE_MANAGER)
    _, kept = before_the_audit(
        lambda: seal(child="1", reason="The same child", by=manager),
        lambda: keep_seals_of(edition_id="2026-01-01-001", by=director),
    )
    assert not isinstance(kept, Exception), kept
    assert Seal.objects.count() == 1
