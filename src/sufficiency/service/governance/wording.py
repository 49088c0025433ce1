"""Meetings, papers and actions in words."""

from datetime import date

from sufficiency.service.governance.models import ActionArising, Decision, DuePaper, Meeting
from sufficiency.service.governance.states import NEXT_DEADLINE, NEXT_IN_WORDS, MeetingState, PaperState
from sufficiency.service.ui.words import count
from sufficiency.service.ui.words import day as said


def weekday(day: date) -> str:
    """ "Tuesday 3 March 2026"."""
    return f"{day:%A} {said(day)}"


def first_up(text: str) -> str:
    """The text with a capital at its beginning, and the rest as it is."""
    return f"{text[:1].upper()}{text[1:]}"


def several(number: int, one: str, many: str = "") -> str:
    """ "1 paper", "3 papers", "no papers"."""
    return f"{count(number) if number else 'no'} {one if number == 1 else many or f'{one}s'}"


def meeting_state(meeting: Meeting) -> str:
    return MeetingState(meeting.state).label


def paper_state(paper: DuePaper) -> str:
    return PaperState(paper.state).label


def late_or_not(paper: DuePaper, on: date) -> str:
    """Where a paper stands against its deadlines: "despatched 2 days late", "with the director by 3 March 2026"."""
    if paper.state == PaperState.WITHDRAWN:
        return ""
    if paper.meeting.state == MeetingState.CANCELLED:
        return "" if paper.despatched_on else "the meeting was cancelled: move it to another"
    if paper.despatched_on:
        over = (paper.despatched_on - paper.despatch_deadline).days
        return f"despatched {said(paper.despatched_on)}, {several(over, 'day')} late" if over > 0 else f"despatched {said(paper.despatched_on)}, in time"  # fmt: skip
    if paper.meeting.state not in (MeetingState.PLANNED, MeetingState.PUBLISHED):
        return "did not go out before the meeting"
    state = PaperState(paper.state)
    by = getattr(paper.deadlines, NEXT_DEADLINE[state])
    over = (on - by).days
    what = NEXT_IN_WORDS[state]
    return f"{what}: {several(over, 'day')} overdue" if over > 0 else f"{what} by {said(by)}"


def is_overdue(paper: DuePaper, on: date) -> bool:
    """Whether a paper that has not gone out is past its next deadline."""
    waits = paper.meeting.state in (MeetingState.PLANNED, MeetingState.PUBLISHED)
    return paper.is_unsent and waits and getattr(paper.deadlines, NEXT_DEADLINE[PaperState(paper.state)]) < on


def reasons(paper: DuePaper) -> str:
    """Why a paper is late and why it cannot wait, for its line; nothing where no reason is recorded."""
    if not paper.late_reason:
        return paper.withdrawn_reason
    return f"Late because: {paper.late_reason} Urgent because: {paper.urgent_reason}"


def votes(decision: Decision) -> str:
    if decision.votes_for is None:
        return ""
    return f"{decision.votes_for} for, {decision.votes_against} against, {decision.abstained} abstained"


def overdue(action: ActionArising, on: date) -> str:
    """ "12 days overdue"."""
    return f"{several((on - action.due).days, 'day')} overdue"
