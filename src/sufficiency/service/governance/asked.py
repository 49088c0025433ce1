"""What an address of the room asks for, found and checked; and the page of one form, for all its forms."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from sufficiency.service.access.errors import AskedWrongly, NotHere
from sufficiency.service.access.rules import check_can_keep_meetings, may
from sufficiency.service.governance.actions import Refused
from sufficiency.service.governance.cadence import municipal_year_of
from sufficiency.service.governance.forms import PeriodForm
from sufficiency.service.governance.models import (
    ActionArising,
    AgendaItem,
    Board,
    Decision,
    DuePaper,
    Meeting,
    ReportingCycle,
    Seat,
)
from sufficiency.service.governance.pages import years_to_choose

T = TypeVar("T", bound=Model)


def _one(found: QuerySet[T], number: int, what: str) -> T:
    thing = found.filter(pk=number).first() if number < 2**63 else None
    if thing is None:
        raise NotHere(f"There is no such {what}. The pages of the boards lead to those there are.")
    return thing


def board_asked(number: int) -> Board:
    return _one(Board.objects.all(), number, "board")


def meeting_asked(number: int) -> Meeting:
    return _one(Meeting.objects.select_related("board"), number, "meeting")


def paper_asked(number: int) -> DuePaper:
    return _one(
        DuePaper.objects.select_related("meeting__board", "person", "cycle").prefetch_related("reminders"),
        number,
        "paper",
    )


def seat_asked(number: int) -> Seat:
    return _one(Seat.objects.select_related("board", "person"), number, "membership")


def cycle_asked(number: int) -> ReportingCycle:
    return _one(ReportingCycle.objects.select_related("board", "person"), number, "report")


def item_asked(number: int) -> AgendaItem:
    return _one(AgendaItem.objects.select_related("meeting__board"), number, "item of an agenda")


def decision_asked(number: int) -> Decision:
    return _one(Decision.objects.select_related("meeting__board", "corrects"), number, "decision")


def action_asked(number: int) -> ActionArising:
    found = ActionArising.objects.select_related("meeting__board", "person")
    return _one(found.prefetch_related("carried__recorded_by"), number, "action arising")


def period_asked(request: HttpRequest) -> tuple[PeriodForm, int, Board | None]:
    """The municipal year and board of an address; this year and every board unless asked. Raises AskedWrongly."""
    today = timezone.localdate()
    this = municipal_year_of(today)
    given = request.GET.copy()
    if not given.get("year"):
        given["year"] = str(this)
    form = PeriodForm(given, years=years_to_choose(today, this))
    if not form.is_valid():
        raise AskedWrongly(
            f"This address asks for a municipal year or a board that is not there. Years go from {this - 10} to "
            f"{this + 2}, each named by the year it begins in."
        )
    return form, form.cleaned_data["year"], form.cleaned_data["board"]


def pages_beside(request: HttpRequest) -> list[tuple[str, str, bool]]:
    """The lists of the room, beside each other."""
    named = (("The year", "home"), ("Boards", "boards"), ("Forward plan", "forward_plan"), ("Decisions", "decisions"), ("Actions arising", "actions"))  # fmt: skip
    here = request.resolver_match.url_name if request.resolver_match else ""
    return [(title, reverse(f"governance:{name}"), name == here) for title, name in named]


def keeps(request: HttpRequest, board: Board | None = None) -> bool:
    """Whether the person may keep this board's meetings, or any at all."""
    return may(request.user, check_can_keep_meetings, board)


def form_page(
    request: HttpRequest,
    form: forms.Form,
    do: Callable[[dict], Model],
    *,
    title: str,
    caption: str,
    done: str,
    button: str,
    back: str,
    to: Callable[[Model], str] | None = None,
    **context,
) -> HttpResponse:
    """A page with one form: shown, or sent and done. What is refused stands beside its field; the status is 400, or 409
    where what stands now refused what was sent."""
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                made = do(form.cleaned_data)
            except Refused as refused:
                form.add_error(refused.field if refused.field in form.fields else None, str(refused))
                status = 409
            else:
                messages.success(request, done)
                return redirect(to(made) if to else back)
    page = {"form": form, "title": title, "caption": caption, "button": button, "back": back}
    page["breadcrumbs"] = [("Meetings", reverse("governance:home")), (caption, back), (title, None)]
    return render(request, context.pop("template", "governance/form.html"), page | context, status=status)
