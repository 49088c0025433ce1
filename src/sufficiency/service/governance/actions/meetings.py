"""Planning, moving, holding and cancelling meetings; who came; the agenda."""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone

from sufficiency.service.access.models import Person
from sufficiency.service.governance.actions.saving import (
    Refused,
    changed,
    given,
    held_board,
    keeping,
    locked,
    save,
    save_told,
    tell,
    told,
)
from sufficiency.service.governance.models import AgendaItem, Attendance, Board, DuePaper, Meeting, Seat
from sufficiency.service.governance.queries import quoracy_of, seats_of
from sufficiency.service.governance.states import MEETING_STEPS, MeetingState, in_words
from sufficiency.service.ui.words import day as said

LEAST_DAY, MOST_DAY = date(2000, 1, 1), date(2099, 12, 31)


def plan_meeting(*, board: Board, day: date, place: str = "", by: Person | None) -> Meeting:
    """Plan a meeting of a board. Raises Refused, or NotAllowed."""
    with keeping(by, board):
        board = held_board(board)
        _check_day(board, day)
        meeting = Meeting(board=board, day=day, place=place.strip())
        save(meeting)
    return meeting


def change_meeting(*, meeting: Meeting, day: date, place: str, by: Person | None) -> Meeting:
    """Move a meeting that was not held yet to another day or place; deadlines move with it. Raises Refused."""
    with keeping(by, meeting.board):
        held_board(meeting.board)  # where a year is being made, it may take the day
        meeting = locked(meeting)
        if meeting.state not in (MeetingState.PLANNED, MeetingState.PUBLISHED):
            raise Refused(f"This meeting is {_state(meeting)}, so it cannot be moved any more.")
        _check_day(meeting.board, day)
        meeting.day, meeting.place = day, place.strip()
        save(meeting)
    return meeting


def set_meeting_state(
    *, meeting: Meeting, state: MeetingState, reason: str = "", on: date | None = None, by: Person | None
) -> Meeting:
    """Take a meeting to its next state: ``reason`` for a cancelled one, ``on`` the day its minutes were agreed.

    Raises Refused, or NotAllowed.
    """
    with keeping(by, meeting.board):
        meeting, state = locked(meeting), MeetingState(state)
        steps = MEETING_STEPS[MeetingState(meeting.state)]
        if state not in steps:
            raise Refused(f"This meeting is {_state(meeting)}. What can follow is {in_words(steps)}.")
        _check_step(meeting, state)
        if state is MeetingState.CANCELLED:
            meeting.reason = given(reason, "Say why the meeting is cancelled.", "reason")
        if state is MeetingState.HELD:
            meeting.keep_rule()
        if state is MeetingState.AGREED:
            meeting.agreed_on = _agreed_on(meeting, on)
        meeting.state = state
        meeting.changes += 1
        save(meeting)
    return meeting


def record_attendance(
    *, meeting: Meeting, came: Mapping[int, tuple[str, str]], seen: int | None = None, by: Person | None
) -> Meeting:
    """Say of each seat (by its id) how it was filled, and by which substitute.

    ``seen`` is how many changes of the meeting the person had before them: where there are more by now, somebody else
    recorded meanwhile, and theirs stands. Raises Refused, or NotAllowed.
    """
    with keeping(by, meeting.board):
        meeting = locked(meeting)
        _check_attendance(meeting, seen)
        seats = {seat.pk: seat for seat in seats_of(meeting.board, meeting.day)}
        held = {one.seat_id: one for one in meeting.attendance.select_related("seat__person")}
        before = [str(one) for one in held.values()]
        for number, (how, stood_in) in came.items():
            if number not in seats:
                raise Refused("Somebody in this list is not a member on the day of the meeting.")
            _record_one(meeting, seats[number], held.get(number), how, stood_in.strip(), by)
        _check_still_quorate(meeting)
        changed(meeting)
        after = [str(one) for one in meeting.attendance.select_related("seat__person")]
        tell(f"attendance recorded: {meeting}", by, meeting, before=before, after=after)
    return meeting


def add_item(*, meeting: Meeting, title: str, paper: DuePaper | None = None, by: Person | None) -> AgendaItem:
    """Put an item last on the agenda of a meeting that was not held yet. Raises Refused, or NotAllowed."""
    with keeping(by, meeting.board):
        meeting = _open_agenda(meeting)
        if paper is not None:
            # It may have been moved to another meeting while this waited.
            paper = DuePaper.objects.get(pk=paper.pk)
        last = meeting.agenda.order_by("number").last()
        item = AgendaItem(
            meeting=meeting,
            number=last.number + 1 if last else 1,
            title=title.strip() or (paper.title if paper else ""),
            paper=paper,
        )
        if paper is not None and paper.meeting_id != meeting.pk:
            raise Refused("This paper is due for another meeting.", "paper")
        save_told(item, by)
    return item


def move_up(*, item: AgendaItem, by: Person | None) -> None:
    """Let an item change places with the one before it; the first stays. Raises Refused, or NotAllowed."""
    with keeping(by, item.meeting.board):
        meeting = _open_agenda(item.meeting)
        items = list(meeting.agenda.order_by("number"))
        place = next((number for number, one in enumerate(items) if one.pk == item.pk), 0)
        if place == 0:
            return
        before, moved = items[place - 1], items[place]
        numbers = before.number, moved.number
        for one, number in ((moved, 0), (before, numbers[1]), (moved, numbers[0])):
            one.number = number  # by way of 0, as no two have the same number at any moment
            one.save()
        order = list(meeting.agenda.order_by("number").values_list("title", flat=True))
        tell(f"agenda put in order: {meeting}", by, meeting, agenda=order)


def remove_item(*, item: AgendaItem, by: Person | None) -> None:
    """Take an item off the agenda; its paper stays due. Raises Refused, or NotAllowed."""
    with keeping(by, item.meeting.board):
        meeting = _open_agenda(item.meeting)
        item = meeting.agenda.filter(pk=item.pk).first()
        if item is None:
            raise Refused("Somebody else took this item off the agenda a moment ago.")
        tell(f"agenda item removed: {item}", by, item, before=told(item))
        item.delete()


def _open_agenda(meeting: Meeting) -> Meeting:
    meeting = locked(meeting)
    if meeting.state not in (MeetingState.PLANNED, MeetingState.PUBLISHED):
        raise Refused(f"This meeting is {_state(meeting)}, so its agenda changes no more.")
    return meeting


def _check_day(board: Board, day: date) -> None:
    if not LEAST_DAY <= day <= MOST_DAY:
        raise Refused("Choose a day between 2000 and 2099.", "day")
    if board.closed_on is not None and day > board.closed_on:
        raise Refused(f"This board met for the last time on {said(board.closed_on)}.", "day")


def _check_step(meeting: Meeting, state: MeetingState) -> None:
    if state is MeetingState.PUBLISHED and not meeting.agenda.exists():
        raise Refused("There is nothing on the agenda yet. Put an item on it, then publish it.")
    if state is MeetingState.HELD and meeting.day > timezone.localdate():
        raise Refused(f"This meeting is on {said(meeting.day)}; it cannot have been held yet.")
    if state is MeetingState.AGREED:
        missing = len(seats_of(meeting.board, meeting.day)) - meeting.attendance.count()
        if missing > 0:
            raise Refused(
                f"Say first who came: of {missing} member{'s' * (missing > 1)} nothing is recorded."
            )


def _agreed_on(meeting: Meeting, on: date | None) -> date:
    today = timezone.localdate()
    on = on or today
    if not meeting.day <= on <= today:
        raise Refused(f"Minutes are agreed between the meeting ({said(meeting.day)}) and today.", "on")
    return on


def _check_attendance(meeting: Meeting, seen: int | None) -> None:
    if meeting.state not in (MeetingState.PUBLISHED, MeetingState.HELD):
        raise Refused(
            f"This meeting is {_state(meeting)}. Who comes is recorded once its agenda is published, and until its "
            "minutes are agreed."
        )
    if seen is not None and seen != meeting.changes:
        raise Refused(
            "Somebody else recorded something of this meeting since you opened the page. What stands now is shown: "
            "look at it, and change it if need be."
        )


def _record_one(
    meeting: Meeting, seat: Seat, held: Attendance | None, how: str, stood_in: str, by: Person | None
) -> None:
    if how not in Attendance.Came.values:
        raise Refused("Say of each member: present, substitute came, apologies or absent.")
    if meeting.day > timezone.localdate() and how != Attendance.Came.APOLOGIES:
        raise Refused("Before the day of the meeting only apologies can be recorded.")
    if how == Attendance.Came.SUBSTITUTE and not stood_in:
        raise Refused(f"Say who came in place of {seat.who}.")
    stood_in = stood_in if how == Attendance.Came.SUBSTITUTE else ""
    if held is not None and (held.came, held.stood_in) == (how, stood_in):
        return
    if by is not None and seat.person_id == by.pk and how == Attendance.Came.APOLOGIES:
        raise Refused("Somebody else records your own apologies.")
    one = held or Attendance(meeting=meeting, seat=seat)
    one.came, one.stood_in = how, stood_in
    save(one)


def _check_still_quorate(meeting: Meeting) -> None:
    found = quoracy_of(meeting)
    if not found.quorate and meeting.decisions.exists():
        raise Refused(
            f"That would be {found.words}, and a meeting that is not quorate cannot have decided anything."
        )


def _state(meeting: Meeting) -> str:
    return MeetingState(meeting.state).label.lower()
