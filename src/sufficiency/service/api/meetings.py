"""Boards and meetings as the API tells them: of a confidential board's business nothing but to those who see it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from django.utils import timezone

from sufficiency.service.access.errors import AskedWrongly, NotHere
from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import check_can_see_business, why_not
from sufficiency.service.api import meeting_shapes as shapes
from sufficiency.service.governance import queries, wording
from sufficiency.service.governance.cadence import first_and_last, municipal_year_of
from sufficiency.service.governance.models import (
    ActionArising,
    Attendance,
    Board,
    Decision,
    DuePaper,
    Meeting,
    Seat,
)
from sufficiency.service.governance.states import MeetingState, PaperState

HELD = (MeetingState.HELD, MeetingState.AGREED)


def year_asked(year: int | None) -> int:
    """The municipal year asked for, else this one."""
    return municipal_year_of(timezone.localdate()) if year is None else year


def board_asked(number: int | None) -> Board | None:
    """The board asked for; None for all. Raises AskedWrongly."""
    if number is None:
        return None
    found = Board.objects.filter(pk=number).first()
    if found is None:
        raise AskedWrongly(f"There is no board {number}. /meetings/boards lists those there are.")
    return found


def boards_told(person: Person, boards: Sequence[Board]) -> list[shapes.BoardTold]:
    opens = set(Board.objects.filter(queries.opens(person)).values_list("pk", flat=True))
    return [_board_told(one, one.pk in opens) for one in boards]


def _board_told(one: Board, is_open: bool) -> shapes.BoardTold:
    return shapes.BoardTold(
        id=one.pk,
        name=one.name,
        kind=one.kind,
        purpose=one.purpose,
        cadence=one.cadence,
        members=one.members,
        quorum=one.quorum,
        quorum_percent=one.quorum_percent,
        chair_needed=one.chair_needed,
        clear_days=one.clear_days,
        confidential=one.confidential,
        open_to_you=is_open,
        closed_on=one.closed_on,
    )


def forward_plan(person: Person, year: int, board: Board | None) -> list[DuePaper]:
    """The papers of a municipal year that the person sees, in order of their meetings."""
    return queries.forward_plan(*first_and_last(year), by=person, board=board)


def meetings_told(person: Person, found: Sequence[Meeting], year: int) -> list[shapes.MeetingTold]:
    papers = Counter(one.meeting_id for one in forward_plan(person, year, None))
    return [
        shapes.MeetingTold(**_plain(one, one.board.seats.all(), one.attendance.all(), papers[one.pk]))
        for one in found
    ]


def _plain(
    one: Meeting, seats: Iterable[Seat], attendance: Iterable[Attendance], papers: int
) -> dict[str, object]:
    quorum, held = queries.quoracy_among(one, seats, attendance), one.state in HELD
    return {
        "id": one.pk,
        "board": one.board_id,
        "board_name": one.board.name,
        "day": one.day,
        "place": one.place,
        "state": one.state,
        "cancelled_because": one.reason,
        "agreed_on": one.agreed_on,
        "voting": quorum.voting,
        "needed": quorum.needed,
        "there": quorum.there if held else None,
        "quorate": quorum.quorate if held else None,
        "papers": papers,
    }


def meeting_whole(person: Person, number: int) -> shapes.MeetingWhole:
    """One meeting; its business where the person sees the board's. Raises NotHere."""
    found = queries.meeting(number)
    if found is None:
        raise NotHere(f"There is no meeting {number}. /meetings lists those of a year.")
    closed = why_not(person, check_can_see_business, found.board) or ""
    papers = [] if closed else queries.papers_of(found)
    plain = _plain(found, queries.seats_of(found.board, found.day), found.attendance.all(), len(papers))
    return shapes.MeetingWhole(**plain, closed=closed, **_business(found, papers, bool(closed)))


def _business(meeting: Meeting, papers: Sequence[DuePaper], closed: bool) -> dict[str, list]:
    if closed:
        return {"agenda": [], "papers_due": [], "decisions": [], "arising": []}
    decisions = list(meeting.decisions.select_related("corrects", "corrected_by"))
    for one in decisions:
        one.meeting = meeting
    arising = meeting.arising.select_related("person").prefetch_related("carried")
    today = timezone.localdate()
    return {
        "agenda": [shapes.ItemTold(number=one.number, title=one.title) for one in meeting.agenda.all()],
        "papers_due": [paper_told(one, today) for one in papers],
        "decisions": [decision_told(one) for one in decisions],
        "arising": [_arising_told(one, today) for one in arising],
    }


def paper_told(one: DuePaper, today: date) -> shapes.DuePaperTold:
    """With its id in the archive once it is published: a draft is not in the API."""
    by = one.deadlines
    return shapes.DuePaperTold(
        meeting=one.meeting_id,
        meeting_day=one.meeting.day,
        board_name=one.meeting.board.name,
        title=one.title,
        kind=one.kind,
        lead=one.who,
        state=one.state,
        draft_by=by.draft,
        director_by=by.director,
        finance_legal_by=by.finance_legal,
        despatch_by=by.despatch,
        despatched_on=one.despatched_on,
        overdue=wording.is_overdue(one, today),
        stands=wording.late_or_not(one, today),
        late_reason=one.late_reason,
        urgent_reason=one.urgent_reason,
        withdrawn_reason=one.withdrawn_reason,
        paper=one.written if one.state == PaperState.PUBLISHED else None,
    )


def decision_told(one: Decision) -> shapes.DecisionTold:
    later = getattr(one, "corrected_by", None)
    return shapes.DecisionTold(
        meeting=one.meeting_id,
        meeting_day=one.meeting.day,
        board_name=one.meeting.board.name,
        number=one.number,
        words=one.words,
        votes_for=one.votes_for,
        votes_against=one.votes_against,
        abstained=one.abstained,
        corrects=one.corrects.number if one.corrects else None,
        reason=one.reason,
        corrected_by=later.number if later else None,
    )


def _arising_told(one: ActionArising, today: date) -> shapes.ArisingTold:
    return shapes.ArisingTold(
        words=one.words,
        owner=one.who,
        due=one.due,
        carried_over=len(one.carried.all()),
        overdue=one.is_overdue(today),
        done_on=one.done_on,
        outcome=one.outcome,
    )
