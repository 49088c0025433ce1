"""A paper that is due: its page and next step, putting it on the plan, and why it is late."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sufficiency.service.access.rules import (
    check_can_keep_meetings,
    check_can_see_business,
    check_can_see_meetings,
    rule,
)
from sufficiency.service.governance import actions, pages, wording
from sufficiency.service.governance.asked import form_page, keeps, meeting_asked, paper_asked
from sufficiency.service.governance.forms import LateForm, PaperForm, PaperStateForm
from sufficiency.service.governance.models import DuePaper
from sufficiency.service.governance.states import PAPER_STEPS, PAPER_TAGS, PaperState

READ_OR_SEND = require_http_methods(["GET", "POST"])


@READ_OR_SEND
@rule(check_can_see_meetings)
def paper(request: HttpRequest, paper: int) -> HttpResponse:
    """One paper: where it stands against its deadlines; for those who keep meetings its next step."""
    found = paper_asked(paper)
    check_can_see_business(request.user, found.meeting.board)
    if request.method == "POST":
        check_can_keep_meetings(request.user, found.meeting.board)
    steps = PAPER_STEPS[PaperState(found.state)]
    return form_page(
        request,
        PaperStateForm(request.POST or None, steps=steps, initial={"late": found.late_reason, "urgent": found.urgent_reason}),
        lambda said: actions.set_paper_state(paper=found, by=request.user, **said),
        title=found.title,
        done="That is recorded.",
        button="Save",
        template="governance/paper.html",
        to=lambda made: reverse("governance:paper", args=[made.pk]),
        paper=found,
        facts=pages.paper_facts(found),
        stands=wording.late_or_not(found, timezone.localdate()),
        tag=(wording.paper_state(found), PAPER_TAGS[PaperState(found.state)]),
        reminders=found.reminders.all(),
        may_keep=keeps(request, found.meeting.board) and bool(steps),
        **_of(found.meeting),
    )  # fmt: skip


@READ_OR_SEND
@rule(check_can_keep_meetings)
def add(request: HttpRequest, meeting: int) -> HttpResponse:
    """Put a paper on the plan."""
    found = meeting_asked(meeting)
    check_can_keep_meetings(request.user, found.board)
    return _kept(request, None, found, title="Put a paper on the plan", done="The paper is on the plan.", button="Put it on the plan")  # fmt: skip


@READ_OR_SEND
@rule(check_can_keep_meetings)
def change(request: HttpRequest, paper: int) -> HttpResponse:
    """Change a paper, or move it to another meeting of the board."""
    found = paper_asked(paper)
    check_can_keep_meetings(request.user, found.meeting.board)
    return _kept(request, found, found.meeting, title="Change the paper", done="The paper is changed.", button="Save")  # fmt: skip


@READ_OR_SEND
@rule(check_can_keep_meetings)
def late(request: HttpRequest, paper: int) -> HttpResponse:
    """Say why a paper is late and why it cannot wait."""
    found = paper_asked(paper)
    check_can_keep_meetings(request.user, found.meeting.board)
    return form_page(
        request,
        LateForm(request.POST or None, initial={"late": found.late_reason, "urgent": found.urgent_reason}),
        lambda said: actions.say_why_late(paper=found, by=request.user, **said),
        title="Why the paper is late",
        caption=found.title,
        done="The reasons are recorded.",
        button="Record the reasons",
        back=reverse("governance:paper", args=[found.pk]),
    )


def _kept(request: HttpRequest, paper: DuePaper | None, meeting, **words: str) -> HttpResponse:
    meetings = pages.open_meetings(meeting.board, timezone.localdate())
    meetings = meetings if meeting in meetings else [meeting, *meetings]

    def do(said: dict) -> DuePaper:
        to = said.pop("meeting")
        return actions.keep_paper(meeting=to, paper=paper, fields=said, by=request.user)

    return form_page(
        request,
        PaperForm(request.POST or None, initial=PaperForm.said(paper, meeting), meetings=meetings),
        do,
        to=lambda made: reverse("governance:paper", args=[made.pk]),
        **words,
        **_of(meeting),
    )


def _of(meeting) -> dict[str, str]:
    return {
        "caption": f"{meeting.board.name}, {wording.weekday(meeting.day)}",
        "back": reverse("governance:meeting", args=[meeting.pk]),
    }
