"""Papers that are due: putting them on the plan, taking them on from step to step, and saying why one is late."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from sufficiency.service.access.models import Person
from sufficiency.service.governance.actions.saving import AT_ONCE, Refused, given, keeping, locked, save
from sufficiency.service.governance.deadlines import clear_days
from sufficiency.service.governance.models import DuePaper, Meeting
from sufficiency.service.governance.states import PAPER_STEPS, SENT, MeetingState, PaperState, in_words
from sufficiency.service.ui.words import day as said


def keep_paper(
    *, meeting: Meeting, paper: DuePaper | None = None, fields: Mapping[str, Any], by: Person | None
) -> DuePaper:
    """Put a paper on the plan for a meeting, or change it, also to another meeting. Raises Refused, or NotAllowed."""
    with keeping(by, meeting.board):
        if paper is None:
            kept, meeting = DuePaper(), locked(meeting)
        else:
            kept, meetings = _held(paper, meeting)
            meeting = meetings[meeting.pk]
        if paper is not None and kept.meeting_id != meeting.pk:
            _check_may_move(kept, meeting)
        comes_new = paper is None or kept.meeting_id != meeting.pk
        if comes_new and meeting.state not in (MeetingState.PLANNED, MeetingState.PUBLISHED):
            raise Refused(f"The meeting of {said(meeting.day)} takes no more papers.", "meeting")
        kept.meeting = meeting
        for name, value in fields.items():
            setattr(kept, name, value)
        save(kept)
    return kept


def say_why_late(*, paper: DuePaper, late: str, urgent: str, by: Person | None) -> DuePaper:
    """Record why a paper is late, and why the meeting cannot wait for the next; both. Raises Refused, or NotAllowed."""
    with keeping(by, paper.meeting.board):
        paper = held_paper(paper)
        _give_reasons(paper, late, urgent)
        save(paper)
    return paper


def set_paper_state(
    *,
    paper: DuePaper,
    state: PaperState,
    on: date | None = None,
    late: str = "",
    urgent: str = "",
    reason: str = "",
    by: Person | None,
) -> DuePaper:
    """Take a paper to its next state. One that goes out (``on``) after its deadline says why it is late and why the
    meeting cannot wait; one taken off the plan gives a ``reason``. Raises Refused, or NotAllowed."""
    with keeping(by, paper.meeting.board):
        paper, state = held_paper(paper), PaperState(state)
        steps = PAPER_STEPS[PaperState(paper.state)]
        if state not in steps:
            raise Refused(f"This paper is {_state(paper)}. What can follow is {in_words(steps)}.")
        if late.strip() or urgent.strip():
            _give_reasons(paper, late, urgent)
        if state is PaperState.DESPATCHED:
            _despatch(paper, on or timezone.localdate())
        if state is PaperState.PUBLISHED and paper.meeting.board.confidential:
            raise Refused("The business of this board names children, so its papers are not published.")
        paper.withdrawn_reason = (
            given(reason, "Say why the paper is taken off the plan.", "reason")
            if state is PaperState.WITHDRAWN
            else ""
        )
        paper.state = state
        save(paper)
    return paper


def _despatch(paper: DuePaper, on: date) -> None:
    meeting, deadline = paper.meeting, paper.deadlines.despatch
    if meeting.state == MeetingState.CANCELLED:
        raise Refused("The meeting was cancelled. Move the paper to another one first.")
    if on > timezone.localdate():
        raise Refused("Papers go out today or went out before.", "on")
    if on > meeting.day:
        raise Refused(f"The meeting was on {said(meeting.day)}; a paper cannot have gone out after it.", "on")
    if on > deadline and not (paper.late_reason and paper.urgent_reason):
        days = clear_days(on, meeting.day)
        raise Refused(
            f"This paper has {days} clear day{'' if days == 1 else 's'} before the meeting, and "
            f"{meeting.board.clear_days} are needed: it was to go out by {said(deadline)}. Say why it is late, and "
            "why the meeting cannot wait for it.",
            "late",
        )
    paper.despatched_on, paper.despatch_deadline = on, deadline


def _give_reasons(paper: DuePaper, late: str, urgent: str) -> None:
    paper.late_reason = given(late, "Say why the paper is late.", "late")
    paper.urgent_reason = given(urgent, "Say why the meeting cannot wait for it.", "urgent")


def _check_may_move(paper: DuePaper, to: Meeting) -> None:
    if paper.state in SENT:
        raise Refused("This paper is out; it stays with its meeting.", "meeting")
    if paper.meeting.board_id != to.board_id:
        raise Refused("A paper moves to another meeting of the same board.", "meeting")
    if paper.items.exists():
        raise Refused("This paper is on the agenda. Take it off the agenda first, then move it.", "meeting")


def held_paper(paper: DuePaper) -> DuePaper:
    """The paper as it is now, held with its meeting until the transaction ends."""
    return _held(paper, paper.meeting)[0]


def _held(paper: DuePaper, to: Meeting) -> tuple[DuePaper, dict[int, Meeting]]:
    """The paper as it is now, and its meeting and that it may go to by id; meetings are locked first, in one order."""
    numbers = {paper.meeting_id, to.pk}
    rows = Meeting.objects.select_for_update(of=("self",), no_key=True).select_related("board")
    meetings = {one.pk: one for one in rows.filter(pk__in=numbers).order_by("pk")}
    found = DuePaper.objects.select_for_update(of=("self",), no_key=True).get(pk=paper.pk)
    if found.meeting_id not in meetings:
        raise Refused(AT_ONCE)
    found.meeting = meetings[found.meeting_id]
    return found, meetings


def _state(paper: DuePaper) -> str:
    return PaperState(paper.state).label.lower()
