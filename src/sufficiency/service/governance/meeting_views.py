"""One meeting: its page, moving and holding it, who came, its agenda, decisions and actions arising."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sufficiency.service.access.rules import (
    check_can_keep_meetings,
    check_can_see_business,
    check_can_see_meetings,
    rule,
    why_not,
)
from sufficiency.service.governance import actions, pages, queries, wording
from sufficiency.service.governance.asked import (
    action_asked,
    board_asked,
    decision_asked,
    form_page,
    item_asked,
    keeps,
    meeting_asked,
)
from sufficiency.service.governance.forms import (
    ArisingForm,
    AttendanceForm,
    CarryForm,
    DecisionForm,
    DoneForm,
    ItemForm,
    MeetingForm,
    MeetingStateForm,
)
from sufficiency.service.governance.models import AgendaItem, Meeting
from sufficiency.service.governance.states import MEETING_NEXT, MEETING_STEPS, MEETING_TAGS, MeetingState

READ_OR_SEND = require_http_methods(["GET", "POST"])
BUSINESS = ("papers", "decisions", "arising")


@require_GET
@rule(check_can_see_meetings)
def meeting(request: HttpRequest, meeting: int) -> HttpResponse:
    """One meeting; what it talks about only for those who see the board's business."""
    found = meeting_asked(meeting)
    closed = why_not(request.user, check_can_see_business, found.board)
    may_keep = keeps(request, found.board)
    seats, came = (
        queries.seats_of(found.board, found.day),
        list(found.attendance.select_related("seat__person")),
    )
    context = {
        "meeting": found,
        "when": wording.weekday(found.day),
        "state": (wording.meeting_state(found), MEETING_TAGS[MeetingState(found.state)]),
        "quorum": queries.quoracy_among(found, seats, came),
        "came": pages.came_table(seats, came),
        "was_held": found.state in (MeetingState.HELD, MeetingState.AGREED),
        "closed": closed,
        "may_keep": may_keep,
        "next_step": MEETING_NEXT[MeetingState(found.state)],
        "breadcrumbs": [("Meetings", reverse("governance:home")), (found.board.name, reverse("governance:board", args=[found.board_id])), (wording.weekday(found.day), None)],
    }  # fmt: skip
    if not closed:
        context |= pages.business(found, may_keep)
    return render(request, "governance/meeting.html", context)


@READ_OR_SEND
@rule(check_can_keep_meetings)
def plan(request: HttpRequest, board: int) -> HttpResponse:
    """Plan one meeting."""
    found = board_asked(board)
    check_can_keep_meetings(request.user, found)
    return form_page(
        request,
        MeetingForm(request.POST or None),
        lambda said: actions.plan_meeting(board=found, day=said["day"], place=said["place"], by=request.user),
        title="Plan a meeting",
        caption=found.name,
        done="The meeting is planned.",
        button="Plan the meeting",
        back=reverse("governance:board", args=[found.pk]),
        to=lambda made: reverse("governance:meeting", args=[made.pk]),
    )


@READ_OR_SEND
@rule(check_can_keep_meetings)
def change(request: HttpRequest, meeting: int) -> HttpResponse:
    """Move a meeting to another day or place."""
    found = _kept(request, meeting)
    return form_page(
        request,
        MeetingForm(request.POST or None, initial={"day": found.day, "place": found.place}),
        lambda said: actions.change_meeting(
            meeting=found, day=said["day"], place=said["place"], by=request.user
        ),  # fmt: skip
        title="Move the meeting",
        done="The meeting is moved, and the deadlines of its papers with it.",
        button="Save",
        **_of(found),
    )


@READ_OR_SEND
@rule(check_can_keep_meetings)
def state(request: HttpRequest, meeting: int) -> HttpResponse:
    """Say that the agenda is published, that it was held, that minutes are agreed, or that it is cancelled."""
    found = _kept(request, meeting)
    return form_page(
        request,
        MeetingStateForm(request.POST or None, steps=MEETING_STEPS[MeetingState(found.state)]),
        lambda said: actions.set_meeting_state(
            meeting=found,
            state=said["state"],
            reason=said.get("reason", ""),
            on=said.get("on"),
            by=request.user,
        ),
        title="What becomes of the meeting",
        done="That is recorded.",
        button="Save",
        **_of(found),
    )


@READ_OR_SEND
@rule(check_can_keep_meetings)
def attendance(request: HttpRequest, meeting: int) -> HttpResponse:
    """Say who came."""
    found = _kept(request, meeting)
    seats = queries.seats_of(found.board, found.day)
    said = AttendanceForm.said(found, seats, found.attendance.all())
    form = AttendanceForm(request.POST or None, seats=seats, initial=said)
    return form_page(
        request,
        form,
        lambda said: actions.record_attendance(
            meeting=found, came=form.came, seen=said["seen"], by=request.user
        ),  # fmt: skip
        title="Who came",
        done="Attendance is recorded.",
        button="Record attendance",
        template="governance/attendance.html",
        **_of(found),
    )


@READ_OR_SEND
@rule(check_can_keep_meetings)
def agenda(request: HttpRequest, meeting: int) -> HttpResponse:
    """The agenda in order, and a new item."""
    found = _kept(request, meeting)
    return form_page(
        request,
        ItemForm(request.POST or None, meeting=found),
        lambda said: actions.add_item(
            meeting=found, title=said["title"], paper=said["paper"], by=request.user
        ),  # fmt: skip
        title="Agenda",
        done="The item is on the agenda.",
        button="Put it on the agenda",
        to=lambda made: reverse("governance:agenda", args=[found.pk]),
        template="governance/agenda.html",
        items=found.agenda.select_related("paper"),
        **_of(found),
    )


@require_POST
@rule(check_can_keep_meetings)
def item_up(request: HttpRequest, item: int) -> HttpResponse:
    """Let an item change places with the one before it."""
    found = item_asked(item)
    return _moved(request, found, lambda: actions.move_up(item=found, by=request.user))


@require_POST
@rule(check_can_keep_meetings)
def item_remove(request: HttpRequest, item: int) -> HttpResponse:
    """Take an item off the agenda."""
    found = item_asked(item)
    return _moved(request, found, lambda: actions.remove_item(item=found, by=request.user))


@READ_OR_SEND
@rule(check_can_keep_meetings)
def decide(request: HttpRequest, meeting: int) -> HttpResponse:
    """Record a decision."""
    found = _kept(request, meeting)
    return form_page(
        request,
        DecisionForm(request.POST or None),
        lambda said: actions.decide(meeting=found, words=said["words"], votes=said, by=request.user),
        title="Record a decision",
        done="The decision is recorded.",
        button="Record the decision",
        **_of(found),
    )


@READ_OR_SEND
@rule(check_can_keep_meetings)
def decision(request: HttpRequest, decision: int) -> HttpResponse:
    """Put a decision into other words; once the minutes are agreed, correct it by a new one."""
    found = decision_asked(decision)
    check_can_keep_meetings(request.user, found.meeting.board)
    agreed = found.meeting.state == MeetingState.AGREED

    def do(said: dict):
        if agreed:
            return actions.correct(decision=found, words=said["words"], votes=said, reason=said["reason"], by=request.user)  # fmt: skip
        return actions.reword(decision=found, words=said["words"], votes=said, seen=said["seen"], by=request.user)  # fmt: skip

    return form_page(
        request,
        DecisionForm(request.POST or None, initial=DecisionForm.said(found), correcting=agreed),
        do,
        title=f"{'Correct' if agreed else 'Change'} decision {found.number}",
        done="The decision is corrected. The one before stays to be seen." if agreed else "The decision is changed.",
        button="Record the correction" if agreed else "Save",
        **_of(found.meeting),
    )  # fmt: skip


@READ_OR_SEND
@rule(check_can_keep_meetings)
def arise(request: HttpRequest, meeting: int) -> HttpResponse:
    """Record an action that arose."""
    found = _kept(request, meeting)
    return form_page(
        request,
        ArisingForm(request.POST or None),
        lambda said: actions.arise(meeting=found, fields=said, by=request.user),
        title="Record an action",
        done="The action is recorded.",
        button="Record the action",
        **_of(found),
    )


@READ_OR_SEND
@rule(check_can_keep_meetings)
def action(request: HttpRequest, arising: int) -> HttpResponse:
    """An action arising: done, or carried over."""
    found = action_asked(arising)
    check_can_keep_meetings(request.user, found.meeting.board)
    carries = request.POST.get("what") == "carry"
    done = DoneForm(request.POST if request.POST and not carries else None)
    carry = CarryForm(request.POST if carries else None)

    def do(said: dict):
        if carries:
            return actions.carry_over(action=found, until=said["until"], reason=said["reason"], by=request.user)  # fmt: skip
        return actions.finish(action=found, outcome=said["outcome"], on=said["on"], by=request.user)

    return form_page(
        request,
        carry if carries else done,
        do,
        title="An action arising",
        done="The action is carried over." if carries else "The action is done.",
        button="",
        template="governance/action.html",
        action=found,
        facts=pages.action_facts(found),
        done_form=done,
        carry_form=carry,
        **_of(found.meeting),
    )


def _kept(request: HttpRequest, meeting: int) -> Meeting:
    """The meeting of an address, where the person may keep its board's. Raises NotHere or NotAllowed."""
    found = meeting_asked(meeting)
    check_can_keep_meetings(request.user, found.board)
    return found


def _moved(request: HttpRequest, item: AgendaItem, do) -> HttpResponse:
    try:
        do()
    except actions.Refused as refused:
        messages.error(request, str(refused))
    return redirect("governance:agenda", item.meeting_id)


def _of(meeting: Meeting) -> dict[str, str]:
    return {
        "caption": f"{meeting.board.name}, {wording.weekday(meeting.day)}",
        "back": reverse("governance:meeting", args=[meeting.pk]),
    }
