"""Holding a meeting: who came, quorum, decisions that stand, actions arising; and what is refused, in a sentence."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from sufficiency.service.access.roles import Role
from sufficiency.service.access.rules import NotAllowed
from sufficiency.service.governance import actions, queries
from sufficiency.service.governance.actions import Refused
from sufficiency.service.governance.models import (
    ActionArising,
    AgendaItem,
    Attendance,
    Board,
    Decision,
    Meeting,
    Seat,
)
from sufficiency.service.governance.states import MEETING_STEPS, MeetingState
from tests.service.governance.conftest import a_board, a_meeting, a_seat, they_came
from tests.service.lines import changes_of, the_audit_is_full


def today(days: int = 0) -> date:
    return timezone.localdate() + timedelta(days=days)


def decide(meeting: Meeting, words: str = "Agreed", by=None, **votes) -> Decision:
    return actions.decide(meeting=meeting, words=words, votes=votes, by=by)


def agreed(meeting: Meeting) -> Meeting:
    return actions.set_meeting_state(meeting=meeting, state=MeetingState.AGREED, by=None)


def test_a_meeting_goes_only_where_the_table_of_steps_leads(committee):
    """Every step from every state, those of the table and all others."""
    for state, steps in MEETING_STEPS.items():
        for following in MeetingState:
            with transaction.atomic():
                meeting = _in_state(committee, state)
                if following in steps:
                    made = actions.set_meeting_state(meeting=meeting, state=following, reason="Why", by=None)
                    assert made.state == following
                else:
                    with pytest.raises(Refused, match="What can follow is"):
                        actions.set_meeting_state(meeting=meeting, state=following, reason="Why", by=None)
                transaction.set_rollback(True)


def _in_state(board: Board, state: MeetingState) -> Meeting:
    far = state if state in (MeetingState.PLANNED, MeetingState.PUBLISHED) else MeetingState.HELD
    if state is MeetingState.CANCELLED:
        return actions.set_meeting_state(meeting=a_meeting(board), state=state, reason="Snow", by=None)
    meeting = a_meeting(board, -3, far)
    if state is MeetingState.PUBLISHED:
        return meeting
    if state is MeetingState.PLANNED:
        actions.add_item(meeting=meeting, title="One", by=None)
        return meeting
    they_came(meeting)
    return agreed(meeting) if state is MeetingState.AGREED else meeting


def test_what_a_meeting_cannot_be_is_said(committee, held):
    coming = a_meeting(committee, 3, MeetingState.PUBLISHED)
    for meeting, state, sentence in (
        (a_meeting(committee, 9), MeetingState.PUBLISHED, "nothing on the agenda"),
        (coming, MeetingState.HELD, "cannot have been held yet"),
        (coming, MeetingState.CANCELLED, "Say why"),
        (
            a_meeting(committee, -2, MeetingState.HELD),
            MeetingState.AGREED,
            "of 4 members nothing is recorded",
        ),
    ):
        with pytest.raises(Refused, match=sentence):
            actions.set_meeting_state(meeting=meeting, state=state, by=None)
    with pytest.raises(Refused, match="between the meeting"):
        actions.set_meeting_state(meeting=held, state=MeetingState.AGREED, on=today(1), by=None)
    with pytest.raises(Refused, match="meets on this day already"):
        actions.plan_meeting(board=committee, day=held.day, by=None)


def test_quorum_counts_members_with_a_vote_and_their_substitutes(committee):
    meeting = a_meeting(committee, -1, MeetingState.HELD)
    chair, first, second, adviser = committee.seats.order_by("pk")
    actions.record_attendance(
        meeting=meeting,
        came={chair.pk: ("apologies", ""), first.pk: ("substitute", "Third member"), second.pk: ("absent", ""), adviser.pk: ("present", "")},
        by=None,
    )  # fmt: skip
    assert queries.quoracy_of(meeting).words == "1 of 3, quorum 2: not quorate"
    with pytest.raises(
        Refused, match="1 of 3, quorum 2: not quorate. A meeting that is not quorate takes no decisions"
    ):
        decide(meeting)  # fmt: skip
    actions.record_attendance(meeting=meeting, came={second.pk: ("present", "")}, by=None)
    assert decide(meeting).number == 1
    with pytest.raises(Refused, match="cannot have decided anything"):
        actions.record_attendance(meeting=meeting, came={second.pk: ("absent", "")}, by=None)


def test_only_members_of_the_day_count(committee):
    gone = committee.seats.order_by("pk")[1]
    actions.end_seat(seat=gone, on=today(-30), by=None)
    meeting = a_meeting(committee, -1, MeetingState.HELD)
    assert queries.quoracy_of(meeting).voting == 2
    with pytest.raises(Refused, match="not a member on the day"):
        actions.record_attendance(meeting=meeting, came={gone.pk: ("present", "")}, by=None)


def test_what_a_board_changes_later_judges_no_meeting_anew(held):
    decide(held)
    agreed(held)
    board, first = held.board, held.board.seats.order_by("pk")[1]
    actions.keep_board(board=board, fields={"quorum": 4}, by=None)
    found = Meeting.objects.select_related("board").get(pk=held.pk)
    assert queries.quoracy_of(found).words == "3 of 3, quorum 2: quorate"
    for fields, sentence in (
        ({"votes": False}, "counted at meetings as it is"),
        ({"until": held.day - timedelta(days=1)}, "cannot leave one of them out"),
    ):
        with pytest.raises(Refused, match=sentence):
            actions.keep_seat(board=board, seat=first, fields=fields, by=None)
    with pytest.raises(Refused, match="minutes are agreed"):
        a_seat(board, name="Somebody new")
    a_seat(board, name="Somebody new", since=today())
    actions.end_seat(seat=first, on=today(), by=None)
    assert queries.quoracy_of(found).voting == 3


@pytest.mark.parametrize(
    ("how", "sentence"),
    [(("substitute", " "), "Say who came in place of"), (("late", ""), "present, substitute came, apologies or absent")],
)  # fmt: skip
def test_attendance_that_cannot_be_is_refused(committee, how, sentence):
    meeting = a_meeting(committee, -1, MeetingState.HELD)
    with pytest.raises(Refused, match=sentence):
        actions.record_attendance(meeting=meeting, came={committee.seats.first().pk: how}, by=None)
    assert not Attendance.objects.exists()


def test_before_the_day_only_apologies_are_recorded_and_nobody_records_their_own(committee, analyst):
    own = a_seat(committee, person=analyst)
    coming = a_meeting(committee, 3, MeetingState.PUBLISHED)
    other = committee.seats.order_by("pk").first()
    with pytest.raises(Refused, match="only apologies"):
        actions.record_attendance(meeting=coming, came={other.pk: ("present", "")}, by=analyst)
    with pytest.raises(Refused, match="Somebody else records your own apologies"):
        actions.record_attendance(meeting=coming, came={own.pk: ("apologies", "")}, by=analyst)
    actions.record_attendance(meeting=coming, came={other.pk: ("apologies", "")}, by=analyst)
    assert coming.attendance.get().came == "apologies"


def test_attendance_somebody_else_recorded_meanwhile_is_not_overwritten(held):
    seen = held.changes
    seat = held.board.seats.order_by("pk").first()
    actions.record_attendance(meeting=held, came={seat.pk: ("absent", "")}, seen=seen, by=None)
    with pytest.raises(Refused, match="Somebody else recorded something"):
        actions.record_attendance(meeting=held, came={seat.pk: ("present", "")}, seen=seen, by=None)
    assert held.attendance.get(seat=seat).came == "absent"


def test_a_decision_somebody_else_put_into_other_words_meanwhile_is_not_overwritten(held):
    made = decide(held, "Agreed in pat")
    seen = made.mark
    actions.reword(decision=made, words="Agreed in part", votes={}, seen=seen, by=None)
    with pytest.raises(Refused, match="Somebody else changed this decision"):
        actions.reword(decision=made, words="Agreed", votes={}, seen=seen, by=None)
    assert held.decisions.get().words == "Agreed in part"


def test_a_decision_changes_until_the_minutes_are_agreed_and_is_then_corrected_by_a_new_one(held):
    first = decide(held, "Agreed in pat", votes_for=2)
    actions.reword(decision=first, words="Agreed in part", votes={"votes_for": 3, "votes_against": 0, "abstained": 0}, by=None)  # fmt: skip
    agreed(held)
    for wrong in (
        lambda: actions.reword(decision=first, words="No", votes={}, by=None),
        lambda: decide(held),
    ):
        with pytest.raises(Refused, match="minutes are agreed"):
            wrong()
    with pytest.raises(Refused, match="Say why"):
        actions.correct(decision=first, words="Agreed", votes={}, reason=" ", by=None)
    second = actions.correct(decision=first, words="Agreed", votes={}, reason="Left out", by=None)
    with pytest.raises(Refused, match="corrected already"):
        actions.correct(decision=first, words="Again", votes={}, reason="Why not", by=None)
    first.refresh_from_db()
    assert (first.words, first.votes_for, second.number, second.corrects) == ("Agreed in part", 3, 2, first)


def test_more_votes_than_members_are_refused(held):
    with pytest.raises(Refused, match="5 votes, and 3 members with a vote were there"):
        decide(held, votes_for=4, votes_against=1)


def test_an_action_is_done_or_carried_over_with_all_its_days_kept(held):
    action = actions.arise(meeting=held, fields={"words": "Ask the schools", "name": "Virtual head", "due": today(-1)}, by=None)  # fmt: skip
    assert action.is_overdue(today())
    with pytest.raises(Refused, match="later day"):
        actions.carry_over(action=action, until=today(-1), reason="Ill", by=None)
    action = actions.carry_over(action=action, until=today(10), reason="Waits for term", by=None)
    assert not action.is_overdue(today()) and [one.was for one in action.carried.all()] == [today(-1)]
    action = actions.finish(action=action, outcome="Asked", by=None)
    assert action.done_on == today()
    with pytest.raises(Refused, match="was done on"):
        actions.finish(action=action, outcome="Twice", by=None)
    with pytest.raises(Refused, match="before the meeting"):
        actions.arise(meeting=held, fields={"words": "X", "name": "Y", "due": held.day - timedelta(days=1)}, by=None)  # fmt: skip


def test_the_agenda_keeps_its_order_and_ends_with_the_meeting(committee):
    meeting = a_meeting(committee, 5)
    items = [actions.add_item(meeting=meeting, title=title, by=None) for title in ("One", "Two", "Three")]
    actions.move_up(item=items[2], by=None)
    actions.move_up(item=items[0], by=None)
    actions.remove_item(item=items[1], by=None)
    assert list(meeting.agenda.values_list("title", flat=True)) == ["One", "Three"]
    over = a_meeting(committee, -4, MeetingState.HELD)
    with pytest.raises(Refused, match="changes no more"):
        actions.add_item(meeting=over, title="Late", by=None)


def test_who_may_keep_which_board(committee, panel, person):
    member, officer = person(Role.ELECTED_MEMBER), person(Role.PLACEMENT_OFFICER)
    commissioner, director = person(Role.COMMISSIONER), person(Role.DIRECTOR)
    for somebody in (member, officer):
        with pytest.raises(NotAllowed, match="Only a performance analyst"):
            actions.plan_meeting(board=committee, day=today(4), by=somebody)
    actions.plan_meeting(board=committee, day=today(4), by=commissioner)
    with pytest.raises(NotAllowed, match="names children"):
        actions.plan_meeting(board=panel, day=today(4), by=commissioner)
    actions.plan_meeting(board=panel, day=today(4), by=director)
    with pytest.raises(Refused, match="somebody else gives it to you"):
        actions.keep_seat(board=panel, fields={"person": director, "since": today()}, by=director)
    a_seat(panel, person=commissioner)
    actions.plan_meeting(board=panel, day=today(5), by=commissioner)


def test_every_change_is_audited_with_it_or_not_made(transactional_db, person):
    board, analyst = a_board(), person(Role.PERFORMANCE_ANALYST)
    meeting = they_came(a_meeting(board, -1, MeetingState.HELD))
    made = decide(meeting, "Agreed", by=analyst)
    assert [line.person for line in changes_of(made)] == [analyst]
    with the_audit_is_full(), pytest.raises(Exception, match="the audit is full"):
        decide(meeting, "Agreed too", by=analyst)
    assert Decision.objects.count() == 1


def test_the_database_itself_refuses_what_cannot_be(held):
    seat = held.board.seats.order_by("pk").first()
    person_and_name = Seat(board=held.board, since=today(), name="", place="member")
    for wrong in (
        person_and_name,
        Attendance(meeting=a_meeting(held.board, 2), seat=seat, came="substitute"),
        Meeting(board=held.board, day=held.day),
        Meeting(board=held.board, day=today(8), state="cancelled"),
        Meeting(board=held.board, day=today(8), state="somewhere"),
        Meeting(board=held.board, day=today(-8), state="held"),
        Decision(meeting=held, number=1, words=""),
        Decision(meeting=held, number=1, words="Yes", votes_for=1),
        ActionArising(meeting=held, words="Do", name="Somebody", due=today(), outcome="Done"),
        AgendaItem(meeting=held, number=1, title="Twice the first"),
        Board(name="B", kind="board", purpose="", cadence="monthly", draft_days=1),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong.save()
