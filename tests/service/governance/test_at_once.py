"""People who record attendance or decisions at the same moment.

Only PostgreSQL lets several writers in at the same time: this runs in `make test-postgresql` (see conftest).
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

from django.db import connections

from sufficiency.service.access.roles import Role
from sufficiency.service.audit import verifying
from sufficiency.service.governance import actions
from sufficiency.service.governance.models import Attendance, DuePaper, Meeting
from tests.service.governance.conftest import a_board, a_meeting, they_came

AT_ONCE = 6


def at_once(people, do) -> list:
    """What came of it when each does the same at the same moment: what was made, or the refusal."""
    barrier = Barrier(len(people))

    def press(number: int):
        try:
            barrier.wait(20)
            return do(number, people[number])
        except actions.Refused as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(press, range(len(people))))


def analysts(person) -> list:
    return [person(Role.PERFORMANCE_ANALYST, username=f"analyst{n}") for n in range(AT_ONCE)]


def test_of_those_who_record_attendance_at_once_one_is_kept_and_the_others_are_told(transactional_db, person):  # fmt: skip
    meeting, people = a_meeting(a_board(), -1, "held"), analysts(person)
    seat = meeting.board.seats.order_by("pk").first()
    results = at_once(
        people,
        lambda _number, by: actions.record_attendance(
            meeting=meeting, came={seat.pk: ("present", "")}, seen=meeting.changes, by=by
        ),
    )
    refused = [one for one in results if isinstance(one, actions.Refused)]
    assert len(refused) == AT_ONCE - 1 and all("since you opened the page" in str(one) for one in refused)
    assert Attendance.objects.count() == 1 and verifying.verify()


def test_decisions_recorded_at_once_each_get_their_own_number(transactional_db, person):
    meeting, people = they_came(a_meeting(a_board(), -1, "held")), analysts(person)
    results = at_once(people, lambda number, by: actions.decide(meeting=meeting, words=f"Decision {number}", votes={}, by=by))  # fmt: skip
    assert not [one for one in results if isinstance(one, actions.Refused)]
    assert sorted(meeting.decisions.values_list("number", flat=True)) == list(range(1, AT_ONCE + 1))
    assert verifying.verify()


def test_no_decision_slips_in_as_the_minutes_are_agreed(transactional_db, person):
    meeting, people = they_came(a_meeting(a_board(), -1, "held")), analysts(person)

    def do(number, by):
        if number == 0:
            return actions.set_meeting_state(meeting=meeting, state="agreed", by=by)
        return actions.decide(meeting=meeting, words="Agreed", votes={}, by=by)

    results = at_once(people, do)
    kept = [one for one in results[1:] if not isinstance(one, actions.Refused)]
    assert meeting.decisions.count() == len(kept)
    assert all("minutes are agreed" in str(one) for one in results if isinstance(one, actions.Refused))


def test_a_year_made_by_several_at_once_is_made_once(transactional_db, person):
    board, people = a_board(), analysts(person)
    actions.keep_cycle(board=board, fields={"title": "Update", "kind": "other", "cadence": "quarterly", "first_month": 6, "name": "Lead"}, by=None)  # fmt: skip
    at_once(people, lambda _number, by: actions.make_year(board=board, year=2027, first=date(2027, 5, 12), by=by))  # fmt: skip
    assert (Meeting.objects.count(), DuePaper.objects.count()) == (12, 4)
