"""Boards, who sits on them, and the reports that come to them again and again."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Max, Min

from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import check_can_keep_meetings
from sufficiency.service.governance.actions.saving import Refused, held_board, keeping, save
from sufficiency.service.governance.models import Board, ReportingCycle, Seat
from sufficiency.service.governance.states import MeetingState
from sufficiency.service.ui.words import day as said


def keep_board(*, board: Board | None = None, fields: Mapping[str, Any], by: Person | None) -> Board:
    """Add a board, or change what is said of one. Raises Refused, or NotAllowed."""
    with keeping(by, board):
        kept = _with(held_board(board) if board else Board(), fields)
        if by is not None and kept.confidential and board is not None and not board.confidential:
            check_can_keep_meetings(by, kept)
        save(kept)
    return kept


def keep_seat(
    *, board: Board, seat: Seat | None = None, fields: Mapping[str, Any], by: Person | None
) -> Seat:
    """Give somebody a seat on a board, or change what is said of it. Raises Refused, or NotAllowed.

    Nobody gives themselves a seat on a board whose business is confidential.
    """
    with keeping(by, board):
        # with its meetings, so that none is counted or agreed meanwhile with other members than it turns out to have
        board = held_board(board, with_meetings=True)
        kept = _with(Seat.objects.get(pk=seat.pk) if seat else Seat(board=board), fields)
        _check_past(kept)
        if by is not None and board.confidential and kept.person_id == by.pk:
            raise Refused(
                "A seat on this board opens confidential business, so somebody else gives it to you.",
                "person",
            )
        save(kept)
    return kept


def end_seat(*, seat: Seat, on: date, by: Person | None) -> Seat:
    """Say the last day of a membership. Raises Refused, or NotAllowed."""
    return keep_seat(board=seat.board, seat=seat, fields={"until": on}, by=by)


def keep_cycle(
    *, board: Board, cycle: ReportingCycle | None = None, fields: Mapping[str, Any], by: Person | None
) -> ReportingCycle:
    """Say that a report comes to a board again and again, or change that. Raises Refused, or NotAllowed."""
    with keeping(by, board):
        board = held_board(board)
        held = ReportingCycle.objects.get(pk=cycle.pk) if cycle else ReportingCycle(board=board)
        kept = _with(held, fields)
        save(kept)
    return kept


def end_cycle(*, cycle: ReportingCycle, on: date, by: Person | None) -> ReportingCycle:
    """The report comes no more; what it was due for stays. Raises Refused, or NotAllowed."""
    return keep_cycle(board=cycle.board, cycle=cycle, fields={"ended_on": on}, by=by)


def _check_past(seat: Seat) -> None:
    """A seat changes nothing of what was counted: neither votes and chairs that came, nor who could vote at a meeting
    whose minutes are agreed."""
    before = Seat.objects.filter(pk=seat.pk).first()
    counted = seat.attendance.aggregate(first=Min("meeting__day"), last=Max("meeting__day")) if before else {}
    if counted.get("first") is not None:
        if (seat.votes, seat.place) != (before.votes, before.place):
            raise Refused(
                "This seat was counted at meetings as it is. End the membership, and add a new one.", "place"
            )
        if seat.since > counted["first"] or (seat.until is not None and seat.until < counted["last"]):
            raise Refused(
                f"This seat was filled at meetings from {said(counted['first'])} to {said(counted['last'])}; the "
                "membership cannot leave one of them out.",
                "until",
            )
    agreed = seat.board.meetings.filter(state=MeetingState.AGREED)
    sat = {one.pk for one in agreed if before is not None and before.holds_on(one.day)}
    sits = {one.pk for one in agreed if seat.holds_on(one.day)}
    if seat.votes and sat != sits:
        raise Refused(
            "That would change who could vote at a meeting whose minutes are agreed. Choose a day after it.",
            "since",
        )


def _with(thing, fields: Mapping[str, Any]):
    for name, value in fields.items():
        setattr(thing, name, value)
    return thing
