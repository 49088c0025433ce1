"""Several people at the same button: one answer to a broken glass, one seal, one link on a caseload.

Only PostgreSQL lets several writers in at the same time: these run in `make test-postgresql` (see conftest).
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connections
from django.utils import timezone

from sufficiency.service.access.models import Person
from sufficiency.service.access.roles import Role
from sufficiency.service.access.rules import NotAllowed
from sufficiency.service.audit import verifying
from sufficiency.service.audit.models import Line
from sufficiency.service.records.actions import answer_opening, give_child, seal
from sufficiency.service.records.models import Caseload, Opening, Part, Seal

AT_ONCE = 6


def at_once(works: list[Callable[[], object]]) -> list[object]:
    """What each came to, all begun at the same moment with a connection each; a refusal is its exception."""
    barrier = Barrier(len(works))

    def begin(work: Callable[[], object]) -> object:
        try:
            barrier.wait(20)
            return work()
        except (NotAllowed, ValidationError, IntegrityError) as refusal:
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
