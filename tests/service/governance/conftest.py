"""A committee and a confidential panel with members, meetings of today and around it; people at once, who belong to
PostgreSQL: SQLite lets one writer in at a time."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from sufficiency.service.access.roles import Role
from sufficiency.service.governance import actions
from sufficiency.service.governance.models import Board, Meeting
from sufficiency.service.governance.states import MeetingState
from tests.service.made_up import *  # noqa: F403 (fixtures)

collect_ignore = [] if "postgresql" in settings.DATABASES["default"]["ENGINE"] else ["test_at_once.py"]

FIELDS = {
    "kind": "committee",
    "purpose": "Watches over homes",
    "cadence": "monthly",
    "quorum": 2,
    "quorum_percent": 0,
    "clear_days": 5,
}
MEMBERS = (("Chair of the board", "chair", True), ("First member", "member", True), ("Second member", "member", True), ("Adviser", "adviser", False))  # fmt: skip


def a_board(name: str = "Committee", **fields) -> Board:
    board = actions.keep_board(fields=FIELDS | {"name": name} | fields, by=None)
    for who, place, votes in MEMBERS:
        a_seat(board, name=who, place=place, votes=votes)
    return board


def a_seat(board: Board, **fields):
    return actions.keep_seat(board=board, fields={"since": date(2020, 1, 1), **fields}, by=None)


def a_meeting(board: Board, days: int = 0, state: str = MeetingState.PLANNED) -> Meeting:
    """A meeting so many days from today, taken as far as ``state``."""
    meeting = actions.plan_meeting(board=board, day=timezone.localdate() + timedelta(days=days), by=None)
    if state != MeetingState.PLANNED:
        actions.add_item(meeting=meeting, title="Minutes of the last meeting", by=None)
        meeting = actions.set_meeting_state(meeting=meeting, state=MeetingState.PUBLISHED, by=None)
    if state == MeetingState.HELD:
        meeting = actions.set_meeting_state(meeting=meeting, state=MeetingState.HELD, by=None)
    return meeting


def they_came(meeting: Meeting, number: int = 3, how: str = "present", by=None) -> Meeting:
    """The first so many members came, the others sent apologies."""
    seats = list(meeting.board.seats.order_by("pk"))
    came = {seat.pk: (how if place < number else "apologies", "") for place, seat in enumerate(seats)}
    return actions.record_attendance(meeting=meeting, came=came, by=by)


@pytest.fixture
def committee(db) -> Board:
    return a_board()


@pytest.fixture
def panel(db) -> Board:
    return a_board("Panel", kind="panel", confidential=True)


@pytest.fixture
def held(committee) -> Meeting:
    """A meeting of last week that three members came to."""
    return they_came(a_meeting(committee, -7, MeetingState.HELD))


@pytest.fixture
def analyst(person):
    return person(Role.PERFORMANCE_ANALYST)
