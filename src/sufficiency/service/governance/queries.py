"""What stands: boards a person sees inside of, seats on a day, quoracy, meetings of a year, papers and actions due."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import SEE_CONFIDENTIAL_BOARDS
from sufficiency.service.governance import quorum
from sufficiency.service.governance.cadence import first_and_last
from sufficiency.service.governance.models import (
    ActionArising,
    Attendance,
    Board,
    Decision,
    DuePaper,
    Meeting,
    Seat,
)
from sufficiency.service.governance.states import UNSENT, MeetingState

DUE_SOON = timedelta(days=30)
THERE = (Attendance.Came.PRESENT, Attendance.Came.SUBSTITUTE)
LONGEST_STEPS = timedelta(days=60)  # more than any despatch lies before its meeting: 30 clear days at most


def on(day: date) -> Q:
    """Seats held on a day."""
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))


def seats_of(board: Board, day: date) -> list[Seat]:
    """Who sits on a board on a day, chairs first."""
    found = list(board.seats.filter(on(day)).select_related("person"))
    order = list(Seat.Place.values)
    return sorted(found, key=lambda seat: (order.index(seat.place), seat.pk))


def sits_on(person: Person, board: Board, day: date | None = None) -> bool:
    return Seat.objects.filter(on(day or timezone.localdate()), board=board, person=person).exists()


def opens(person: Person | None, prefix: str = "") -> Q:
    """Which boards' business a person sees: all that are not confidential, and those the person sits on; a director
    all. ``prefix`` leads to the board ("meeting__board__"); nobody (None) is the machine itself, which sees all."""
    if person is None or person.roles & SEE_CONFIDENTIAL_BOARDS:
        return Q()
    own = Seat.objects.filter(on(timezone.localdate()), person=person).values("board")
    return Q(**{f"{prefix}confidential": False}) | Q(**{f"{prefix or ''}pk__in": own})


def boards() -> QuerySet[Board]:
    """Every board, with how many members it has today."""
    today = timezone.localdate()
    sitting = Q(seats__since__lte=today) & (Q(seats__until__isnull=True) | Q(seats__until__gte=today))
    return Board.objects.annotate(members=Count("seats", filter=sitting))


def quoracy_of(meeting: Meeting) -> quorum.Quoracy:
    """Whether enough voting members came, themselves or by a substitute."""
    return quoracy_among(meeting, seats_of(meeting.board, meeting.day), meeting.attendance.all())


def quoracy_among(
    meeting: Meeting, seats: Iterable[Seat], attendance: Iterable[Attendance]
) -> quorum.Quoracy:
    """The same, from seats and attendance that are at hand."""
    came = {one.seat_id: one.came for one in attendance}
    voting = [seat for seat in seats if seat.votes and seat.holds_on(meeting.day)]
    there = [seat for seat in voting if came.get(seat.pk) in THERE]
    chairs = [
        seat for seat in there if seat.place in Seat.IN_THE_CHAIR and came[seat.pk] == Attendance.Came.PRESENT
    ]
    return quorum.quoracy(meeting.rule, len(voting), len(there), len(chairs))


def meetings(first: date, last: date, board: Board | None = None) -> list[Meeting]:
    """Meetings between two days, first day first, with attendance, the board and its seats: three queries however many."""
    found = Meeting.objects.filter(day__range=(first, last)).select_related("board")
    found = found.filter(board=board) if board else found
    return list(found.prefetch_related("attendance", "board__seats"))


def meetings_of_year(year: int, board: Board | None = None) -> list[Meeting]:
    return meetings(*first_and_last(year), board)


def meeting(number: int) -> Meeting | None:
    """One meeting with its board; None where there is none."""
    return Meeting.objects.select_related("board").filter(pk=number).first() if number < 2**63 else None


def papers_of(one: Meeting) -> list[DuePaper]:
    found = one.papers.select_related("person").prefetch_related("reminders")
    for paper in found:
        paper.meeting = one
    return list(found)


def papers_due(
    day: date,
    until: date | None = None,
    *,
    by: Person | None = None,
    board: Board | None = None,
    lead: Person | None = None,
) -> list[DuePaper]:
    """Papers that have still to go out, with despatch by ``until`` (None: however late), overdue ones among them.

    As ``by`` may see them (None: all). First despatch first. One query.
    """
    found = DuePaper.objects.filter(
        opens(by, "meeting__board__"),
        state__in=UNSENT,
        meeting__state__in=(MeetingState.PLANNED, MeetingState.PUBLISHED),
        meeting__day__gte=day,
    ).select_related("meeting__board", "person")
    found = found.filter(meeting__day__lte=until + LONGEST_STEPS) if until else found
    found = found.filter(meeting__board=board) if board else found
    found = found.filter(person=lead) if lead else found
    due = [one for one in found if until is None or one.deadlines.despatch <= until]
    return sorted(due, key=lambda one: (one.deadlines.despatch, one.title))


def forward_plan(
    first: date, last: date, *, by: Person | None = None, board: Board | None = None
) -> list[DuePaper]:
    """Every paper of the meetings between two days, sent or not, as ``by`` may see them; those taken off the plan, and
    those whose meeting was cancelled, among them."""
    found = DuePaper.objects.filter(opens(by, "meeting__board__"), meeting__day__range=(first, last))
    found = found.filter(meeting__board=board) if board else found
    found = found.select_related("meeting__board", "person").prefetch_related("reminders")
    return list(found.order_by("meeting__day", "meeting__board__name", "title", "pk"))


def decisions(first: date, last: date, *, by: Person | None = None) -> list[Decision]:
    """What was decided between two days, as ``by`` may see it, last day first."""
    found = Decision.objects.filter(opens(by, "meeting__board__"), meeting__day__range=(first, last))
    found = found.select_related("meeting__board", "recorded_by", "corrects", "corrected_by")
    return list(found.order_by("-meeting__day", "meeting__board__name", "number"))


def actions_open(*, by: Person | None = None, owner: Person | None = None) -> list[ActionArising]:
    """Actions arising that are not done, as ``by`` may see them, first due first, with how often each was carried over."""
    found = ActionArising.objects.filter(opens(by, "meeting__board__"), done_on__isnull=True)
    found = found.filter(person=owner) if owner else found
    return list(
        found.select_related("meeting__board", "person")
        .prefetch_related(Prefetch("carried"))
        .order_by("due", "pk")
    )


def actions_due_by(day: date, *, by: Person | None = None) -> list[ActionArising]:
    """Actions that were due before a day and are not done, as ``by`` may see them. One query."""
    found = ActionArising.objects.filter(opens(by, "meeting__board__"), done_on__isnull=True, due__lt=day)
    return list(found.order_by("due", "pk"))


def every_seat(board: Board) -> list[Seat]:
    """Every membership there was or is, chairs first."""
    order = list(Seat.Place.values)
    return sorted(board.seats.select_related("person"), key=lambda seat: (order.index(seat.place), seat.pk))


def papers_by_meeting(found: Iterable[Meeting]) -> dict[int, int]:
    """How many papers each meeting waits for or had."""
    counted = DuePaper.objects.filter(meeting__in=[one.pk for one in found])
    return dict(counted.values_list("meeting").annotate(Count("pk")).order_by())
