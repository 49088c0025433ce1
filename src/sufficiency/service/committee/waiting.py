"""The paper that a meeting waits for goes on with the paper that is written for it."""

from django.utils import timezone

from sufficiency.service.access.models import Person
from sufficiency.service.committee.models import Paper
from sufficiency.service.committee.refused import Refused
from sufficiency.service.committee.states import State
from sufficiency.service.governance import actions as meetings
from sufficiency.service.governance.models import DuePaper
from sufficiency.service.governance.states import PaperState

# What each state of a written paper is to the meeting that waits for it. One that is published goes out with it.
TOLD = {
    State.DRAFTING: (PaperState.DRAFTING,),
    State.DIRECTOR: (PaperState.DIRECTOR,),
    State.CONSULTATION: (PaperState.CONSULTATION,),
    State.CLEARED: (PaperState.CLEARED,),
    State.PUBLISHED: (PaperState.DESPATCHED, PaperState.PUBLISHED),
}


def tie(due: DuePaper, paper: Paper, by: Person) -> bool:
    """Tie a paper to the one a meeting waits for, where no other is; whether it was. Raises Refused where the meeting
    does not wait for it any more."""
    try:
        # With its meeting, which is locked first by all who change one of its papers.
        held = meetings.held_paper(due)
    except meetings.Refused as refused:
        raise Refused(str(refused)) from refused
    if held.written is not None:
        return False
    if not held.is_waited_for:
        raise Refused(
            "The meeting does not wait for that paper any more: it was sent out or taken off the plan, or the meeting "
            "was held or cancelled. Begin the paper for another meeting, or for none."
        )
    held.written = paper.pk
    held.save()
    if held.state == PaperState.PLANNED:
        _set(held, PaperState.DRAFTING, by)
    return True


def waiting_for(paper: Paper) -> DuePaper | None:
    """The paper a meeting waits for that this one is."""
    return DuePaper.objects.filter(written=paper.pk).select_related("meeting__board").first()


def tell_the_meeting(paper: Paper, state: State, reason: str, by: Person) -> None:
    """Take the meeting's paper to the state. Raises Refused where the meeting does not take it so: one that is late
    says why first."""
    due = waiting_for(paper)
    for wanted in TOLD[state] if due else ():
        if due.state != wanted:
            due = _set(due, wanted, by, reason)


def _set(due: DuePaper, state: PaperState, by: Person, reason: str = "") -> DuePaper:
    on = timezone.localdate() if state is PaperState.DESPATCHED else None
    try:
        return meetings.set_paper_state(paper=due, state=state, on=on, reason=reason, by=by)
    except meetings.Refused as refused:
        raise Refused(f"The meeting does not take it so: {refused}") from refused
