"""People who record attendance or decisions at the same moment.

Only PostgreSQL lets several writers in at the same time: this runs in `make test-postgresql` (see conftest).
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

from django.db import connections
from django.utils import timezone

from sufficiency.service.access.roles import Role
from sufficiency.service.audit import verifying
from sufficiency.service.audit.models import Line
from sufficiency.service.governance import actions
from sufficiency.service.governance.actions.saving import locked
from sufficiency.service.governance.models import AgendaItem, Attendance, DuePaper, Meeting
from sufficiency.service.governance.reminding import remind
from tests.service.at_once import before_the_audit, meanwhile
from tests.service.governance.conftest import a_board, a_meeting, a_seat, they_came

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


def test_nobody_gets_a_seat_at_a_meeting_whose_minutes_are_being_agreed(transactional_db):
    meeting = they_came(a_meeting(a_board(), -1, "held"), number=4)
    late = meanwhile(
        lambda: actions.set_meeting_state(meeting=meeting, state="agreed", by=None),
        lambda: a_seat(meeting.board, name="Another member"),
    )
    assert isinstance(late, actions.Refused) and "whose minutes are agreed" in str(late)
    assert meeting.board.seats.count() == 4


def test_minutes_are_not_agreed_without_who_is_being_given_a_seat(transactional_db):
    meeting = they_came(a_meeting(a_board(), -1, "held"), number=4)
    late = meanwhile(
        lambda: a_seat(meeting.board, name="Another member"),
        lambda: actions.set_meeting_state(meeting=meeting, state="agreed", by=None),
    )
    assert isinstance(late, actions.Refused) and "of 1 member nothing is recorded" in str(late)


def test_whoever_takes_a_meeting_on_does_not_wait_for_who_gives_a_seat_and_is_waited_for(transactional_db):
    meeting = they_came(a_meeting(a_board(), -1, "held"), number=4)
    late = meanwhile(
        lambda: locked(meeting),
        lambda: a_seat(meeting.board, name="Another member"),
        then=lambda: actions.set_meeting_state(meeting=meeting, state="agreed", by=None),
    )
    assert isinstance(late, actions.Refused) and "whose minutes are agreed" in str(late)


def a_paper(meeting: Meeting) -> DuePaper:
    return actions.keep_paper(
        meeting=meeting, fields={"title": "Update", "kind": "other", "name": "Lead"}, by=None
    )


def test_a_paper_that_is_being_moved_is_not_put_on_the_agenda_it_leaves(transactional_db):
    board = a_board()
    first, second = a_meeting(board, 30), a_meeting(board, 60)
    paper = a_paper(first)
    late = meanwhile(
        lambda: actions.keep_paper(meeting=second, paper=paper, fields={}, by=None),
        lambda: actions.add_item(meeting=first, title="", paper=DuePaper.objects.get(pk=paper.pk), by=None),
    )
    assert isinstance(late, actions.Refused) and "due for another meeting" in str(late)
    assert not AgendaItem.objects.exists()


def test_an_item_that_two_take_off_at_once_is_taken_off_once(transactional_db):
    meeting = a_meeting(a_board(), 30)
    item = actions.add_item(meeting=meeting, title="Any other business", by=None)
    late = meanwhile(
        lambda: actions.remove_item(item=AgendaItem.objects.get(pk=item.pk), by=None),
        lambda: actions.remove_item(item=item, by=None),
    )
    assert isinstance(late, actions.Refused) and "took this item off the agenda" in str(late)
    assert Line.objects.filter(thing__startswith="agenda item removed").count() == 1


def test_a_meeting_planned_while_its_year_is_being_made_waits_and_is_not_waited_for(transactional_db):
    board = a_board()
    planned, late = before_the_audit(
        lambda: actions.make_year(board=board, year=2027, first=date(2027, 5, 12), by=None),
        lambda: actions.plan_meeting(board=board, day=date(2027, 6, 9), by=None),
    )
    assert date(2027, 6, 9) in planned.new_days
    assert isinstance(late, actions.Refused) and "meets on this day already" in str(late)


def test_reminders_are_written_while_a_paper_is_being_taken_on(transactional_db):
    paper = a_paper(a_meeting(a_board(), 30))
    taken, made = before_the_audit(
        lambda: actions.set_paper_state(paper=paper, state="drafting", by=None),
        lambda: remind(timezone.localdate() + timedelta(days=20)),
    )
    assert taken.state == "drafting" and made == 1
