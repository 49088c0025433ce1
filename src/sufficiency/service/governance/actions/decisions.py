"""What a meeting decided, and what it asked somebody to do."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from sufficiency.service.access.models import Person
from sufficiency.service.governance.actions.saving import (
    Refused,
    changed,
    given,
    keeping,
    locked,
    save,
    save_told,
)
from sufficiency.service.governance.models import ActionArising, CarriedOver, Decision, Meeting
from sufficiency.service.governance.queries import quoracy_of
from sufficiency.service.governance.states import MeetingState
from sufficiency.service.ui.words import day as said

VOTES = ("votes_for", "votes_against", "abstained")


def decide(*, meeting: Meeting, words: str, votes: Mapping[str, int | None], by: Person | None) -> Decision:
    """Record what a quorate meeting decided; several people at once each get their own number.

    Raises Refused, or NotAllowed.
    """
    with keeping(by, meeting.board):
        meeting = locked(meeting)
        _check_decides(meeting)
        return _new(meeting, words, votes, by)


def reword(
    *, decision: Decision, words: str, votes: Mapping[str, int | None], seen: str = "", by: Person | None
) -> Decision:
    """Put a decision into other words while the minutes are not agreed.

    ``seen`` is the decision's mark as the page showed it: what somebody else wrote meanwhile stands. Raises Refused, or
    NotAllowed.
    """
    with keeping(by, decision.meeting.board):
        meeting = locked(decision.meeting)
        if meeting.state == MeetingState.AGREED:
            raise Refused("The minutes are agreed, so this decision stands. Correct it by a new one.")
        _check_decides(meeting)
        decision = Decision.objects.get(pk=decision.pk)
        if seen and seen != decision.mark:
            raise Refused(
                "Somebody else changed this decision after you opened the page. Nothing of yours was kept: open it again, "
                "and change what stands now."
            )
        decision.meeting = meeting
        _say(decision, words, votes, by)
        changed(meeting)
    return decision


def correct(
    *, decision: Decision, words: str, votes: Mapping[str, int | None], reason: str, by: Person | None
) -> Decision:
    """Correct a decision of agreed minutes by a new one; the old one stays to be seen. Raises Refused, or NotAllowed."""
    with keeping(by, decision.meeting.board):
        meeting = locked(decision.meeting)
        if meeting.state != MeetingState.AGREED:
            raise Refused("The minutes are not agreed yet, so the decision itself can be changed.")
        if Decision.objects.filter(corrects=decision).exists():
            raise Refused("This decision was corrected already. Correct the one that took its place.")
        why = given(reason, "Say why the decision is corrected.", "reason")
        return _new(meeting, words, votes, by, corrects=decision, reason=why)


def arise(*, meeting: Meeting, fields: Mapping[str, Any], by: Person | None) -> ActionArising:
    """Record what a meeting asked somebody to do (words, person or name, due). Raises Refused, or NotAllowed."""
    with keeping(by, meeting.board):
        meeting = locked(meeting)
        if meeting.state not in (MeetingState.HELD, MeetingState.AGREED):
            raise Refused("Actions arise from a meeting that was held. Say first that it was.")
        if fields["due"] < meeting.day:
            raise Refused(f"An action cannot be due before the meeting ({said(meeting.day)}).", "due")
        action = ActionArising(meeting=meeting, **fields)
        save(action)
        changed(meeting)
    return action


def finish(
    *, action: ActionArising, outcome: str, on: date | None = None, by: Person | None
) -> ActionArising:
    """Say that an action is done, when, and what came of it. Raises Refused, or NotAllowed."""
    with keeping(by, action.meeting.board):
        action = _open(action)
        on = on or timezone.localdate()
        if not action.meeting.day <= on <= timezone.localdate():
            raise Refused("It was done between the meeting and today.", "on")
        action.done_on, action.outcome = on, given(outcome, "Say what came of it.", "outcome")
        save(action)
    return action


def carry_over(*, action: ActionArising, until: date, reason: str, by: Person | None) -> ActionArising:
    """Give an action more time, with the reason; every day it had before stays to be seen. Raises Refused."""
    with keeping(by, action.meeting.board):
        action = _open(action)
        if until <= action.due:
            raise Refused(f"It is due on {said(action.due)} already. Choose a later day.", "until")
        why = given(reason, "Say why it is carried over.", "reason")
        save(CarriedOver(action=action, was=action.due, until=until, reason=why, recorded_by=by))
        action.due = until
        save(action)
    return action


def _open(action: ActionArising) -> ActionArising:
    locked(action.meeting)
    action = ActionArising.objects.select_related("meeting__board").get(pk=action.pk)
    if action.done_on is not None:
        raise Refused(f"This action was done on {said(action.done_on)}.")
    return action


def _check_decides(meeting: Meeting) -> None:
    if meeting.state == MeetingState.AGREED:
        raise Refused(
            "The minutes are agreed, so nothing is added to them. A decision is corrected by a new one."
        )
    if meeting.state != MeetingState.HELD:
        raise Refused("Decisions are taken by a meeting that was held. Say first that it was, and who came.")
    found = quoracy_of(meeting)
    if not found.quorate:
        raise Refused(
            f"{found.words[0].upper()}{found.words[1:]}. A meeting that is not quorate takes no decisions."
        )


def _new(
    meeting: Meeting,
    words: str,
    votes: Mapping[str, int | None],
    by: Person | None,
    corrects: Decision | None = None,
    reason: str = "",
) -> Decision:
    last = meeting.decisions.order_by("number").last()
    decision = Decision(
        meeting=meeting,
        number=last.number + 1 if last else 1,
        corrects=corrects,
        reason=reason,
        recorded_by=by,
    )
    _say(decision, words, votes, by)
    changed(meeting)
    return decision


def _say(decision: Decision, words: str, votes: Mapping[str, int | None], by: Person | None) -> None:
    counted = [votes.get(name) for name in VOTES]
    if any(one is not None for one in counted):
        counted = [one or 0 for one in counted]
        there = quoracy_of(decision.meeting).there
        if sum(counted) > there:
            raise Refused(
                f"That makes {sum(counted)} votes, and {there} members with a vote were there.", "votes_for"
            )
    decision.words = words.strip()
    for name, number in zip(VOTES, counted, strict=True):
        setattr(decision, name, number)
    save_told(decision, by, decision.reason)
