"""Reminders of papers whose next step is nearly due: recorded once for each deadline by the worker, as it tidies.

They are shown on the pages. The system sends no message: it has no settings for e-mail, and none is made up here.
"""

from datetime import date, timedelta

from django.db import transaction

from sufficiency.service.audit.actions import record
from sufficiency.service.audit.models import What
from sufficiency.service.governance.models import DuePaper, Reminder
from sufficiency.service.governance.queries import papers_due
from sufficiency.service.governance.states import NEXT_DEADLINE, NEXT_IN_WORDS, PaperState

REMINDS_BEFORE = timedelta(days=7)


@transaction.atomic
def remind(today: date) -> int:
    """Record what is due within a week and was not recorded yet; how many reminders were new.

    Asked for as often as one likes: a deadline is recorded once, also where several workers look at the same moment.
    """
    wanted = [one for one in map(_reminder, papers_due(today)) if one.deadline <= today + REMINDS_BEFORE]
    new = []
    for one in wanted:
        _kept, made = Reminder.objects.get_or_create(paper=one.paper, step=one.step, deadline=one.deadline)
        if made:
            new.append(one)
    if new:
        record(
            by=None,
            what=What.CHANGED,
            thing=f"reminders of papers: {len(new)}",
            details={"papers": [[one.paper_id, one.step, one.deadline.isoformat()] for one in new]},
        )
    return len(new)


def _reminder(paper: DuePaper) -> Reminder:
    state = PaperState(paper.state)
    return Reminder(
        paper=paper, step=NEXT_IN_WORDS[state], deadline=getattr(paper.deadlines, NEXT_DEADLINE[state])
    )
