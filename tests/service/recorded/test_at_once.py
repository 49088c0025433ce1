"""Several people who record the same value at the same moment: one is kept, the others are told.

Only PostgreSQL lets several writers in at the same time: this runs in `make test-postgresql` (see conftest).
"""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections

from sufficiency.service.access.roles import Role
from sufficiency.service.audit import verifying
from sufficiency.service.audit.models import Line
from sufficiency.service.recorded import actions
from sufficiency.service.recorded.models import RecordedValue, SentFile
from tests.service.at_once import meanwhile
from tests.service.recorded.test_values import COUNT, MONEY, figures, record, sheet, typed

AT_ONCE = 6


def test_of_those_who_record_a_value_at_once_one_is_kept(transactional_db, person):
    people = [person(Role.PERFORMANCE_ANALYST, username=f"analyst{n}") for n in range(AT_ONCE)]
    barrier = Barrier(AT_ONCE)

    def press(number: int):
        try:
            barrier.wait(20)
            return actions.record_value(checked=typed(1000 + number), authority="E1", by=people[number])
        except actions.Refused as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        results = list(pool.map(press, range(AT_ONCE)))
    refused = [one for one in results if isinstance(one, actions.Refused)]
    assert len(refused) == AT_ONCE - 1
    assert all("at the same moment" in str(one) or "recorded for this already" in str(one) for one in refused)
    (kept,) = RecordedValue.objects.all()
    assert kept.person in people and kept.version == 1
    assert Line.objects.filter(thing__startswith="recorded value added").count() == 1
    assert verifying.verify()


def test_files_that_say_the_same_in_another_order_do_not_wait_for_each_other_for_ever(transactional_db):
    late = meanwhile(
        lambda: record(MONEY.format(1000)),
        lambda: record(COUNT.format(84), MONEY.format(2000)),
        then=lambda: record(COUNT.format(85)),
    )
    assert isinstance(late, actions.AtOnce) and "at the same moment" in str(late)
    assert figures() == [1000] and figures("complaints") == [85]


def test_a_file_is_recorded_or_thrown_away_and_not_both(transactional_db, person):
    analyst = person(Role.PERFORMANCE_ANALYST)
    sent = actions.send_file(sheet=sheet(MONEY.format(1000)), by=analyst)
    again = SentFile.objects.get(pk=sent.pk)
    late = meanwhile(
        lambda: actions.discard(sent=sent, by=analyst),
        lambda: actions.record_sent(sent=again, authority="E1", reason="", by=analyst),
    )
    assert isinstance(late, actions.AtOnce) and "recorded or thrown away a moment ago" in str(late)
    assert not RecordedValue.objects.exists() and not SentFile.objects.exists()
