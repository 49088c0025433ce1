"""Boards, who sits on them, and the reports that come to them again and again."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import check_can_keep_meetings
from sufficiency.service.governance.actions.saving import Refused, keeping, save
from sufficiency.service.governance.models import Board, ReportingCycle, Seat


def keep_board(*, board: Board | None = None, fields: Mapping[str, Any], by: Person | None) -> Board:
    """Add a board, or change what is said of one. Raises Refused, or NotAllowed."""
    with keeping(by, board):
        kept = _with(board or Board(), fields)
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
        kept = _with(seat or Seat(board=board), fields)
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
        kept = _with(cycle or ReportingCycle(board=board), fields)
        save(kept)
    return kept


def end_cycle(*, cycle: ReportingCycle, on: date, by: Person | None) -> ReportingCycle:
    """The report comes no more; what it was due for stays. Raises Refused, or NotAllowed."""
    return keep_cycle(board=cycle.board, cycle=cycle, fields={"ended_on": on}, by=by)


def _with(thing, fields: Mapping[str, Any]):
    for name, value in fields.items():
        setattr(thing, name, value)
    return thing
