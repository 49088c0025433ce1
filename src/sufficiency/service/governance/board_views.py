"""Boards: the list, one board, who sits on it, the reports that come to it, and making its year."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from sufficiency.service.access.rules import (
    check_can_keep_meetings,
    check_can_see_business,
    check_can_see_meetings,
    may,
    rule,
    why_not,
)
from sufficiency.service.governance import actions, pages, queries
from sufficiency.service.governance.asked import (
    board_asked,
    cycle_asked,
    form_page,
    keeps,
    pages_beside,
    period_asked,
    seat_asked,
)
from sufficiency.service.governance.cadence import first_and_last, year_in_words
from sufficiency.service.governance.forms import BoardForm, CycleForm, SeatForm, YearForm
from sufficiency.service.governance.models import Board
from sufficiency.service.governance.years import plan_year

READ_OR_SEND = require_http_methods(["GET", "POST"])


@require_GET
@rule(check_can_see_meetings)
def boards(request: HttpRequest) -> HttpResponse:
    """Every board, panel and committee."""
    context = {
        "table": pages.boards_table(queries.boards()),
        "beside": pages_beside(request),
        "why_not_keep": why_not(request.user, check_can_keep_meetings),
    }
    return render(request, "governance/boards.html", context)


@require_GET
@rule(check_can_see_meetings)
def board(request: HttpRequest, board: int) -> HttpResponse:
    """One board: what it is for, who sits on it, who came in the year, its meetings and reports."""
    found = board_asked(board)
    form, year, _board = period_asked(request)
    first, last = first_and_last(year)
    meetings = queries.meetings(first, last, found)
    seats = [one for one in queries.every_seat(found) if one.since <= last and (one.until is None or one.until >= first)]  # fmt: skip
    may_keep = keeps(request, found)
    open_here = may(request.user, check_can_see_business, found)
    context = {
        "board": found,
        "facts": pages.board_facts(found),
        "members": pages.members_table(found, seats, may_keep),
        "attendance": pages.attendance_table(found, seats, meetings),
        "meetings": pages.meetings_table(meetings, queries.papers_by_meeting(meetings) if open_here else {}, caption="Meetings", with_board=False),
        "cycles": pages.cycles_table(found, found.cycles.select_related("person"), may_keep) if open_here else None,
        "may_keep": may_keep,
        "why_not_keep": why_not(request.user, check_can_keep_meetings, found),
        "year": year_in_words(year),
        "years": form["year"],
        "breadcrumbs": [("Meetings", reverse("governance:home")), ("Boards", reverse("governance:boards")), (found.name, None)],
    }  # fmt: skip
    return render(request, "governance/board.html", context)


@READ_OR_SEND
@rule(check_can_keep_meetings)
def add(request: HttpRequest) -> HttpResponse:
    """Add a board."""
    return form_page(
        request,
        BoardForm(request.POST or None, initial=BoardForm.said(None)),
        lambda said: actions.keep_board(fields=said, by=request.user),
        title="Add a board, panel or committee",
        caption="Boards",
        done="The board is added. Say who sits on it.",
        button="Add the board",
        back=reverse("governance:boards"),
        to=lambda made: reverse("governance:board", args=[made.pk]),
    )


@READ_OR_SEND
@rule(check_can_keep_meetings)
def change(request: HttpRequest, board: int) -> HttpResponse:
    """Change what is said of a board."""
    found = board_asked(board)
    check_can_keep_meetings(request.user, found)
    return form_page(
        request,
        BoardForm(request.POST or None, initial=BoardForm.said(found)),
        lambda said: actions.keep_board(board=found, fields=said, by=request.user),
        title="Change the board",
        done="The board is changed.",
        button="Save",
        **_of(found),
    )


@READ_OR_SEND
@rule(check_can_keep_meetings)
def seat_add(request: HttpRequest, board: int) -> HttpResponse:
    """Give somebody a seat."""
    found = board_asked(board)
    check_can_keep_meetings(request.user, found)
    return form_page(
        request,
        SeatForm(request.POST or None, initial=SeatForm.said(None) | {"since": timezone.localdate()}),
        lambda said: actions.keep_seat(board=found, fields=said, by=request.user),
        title="Add a member",
        done="The member is added.",
        button="Add the member",
        **_of(found),
    )


@READ_OR_SEND
@rule(check_can_keep_meetings)
def seat(request: HttpRequest, seat: int) -> HttpResponse:
    """Change a membership, or say its last day."""
    found = seat_asked(seat)
    check_can_keep_meetings(request.user, found.board)
    return form_page(
        request,
        SeatForm(request.POST or None, initial=SeatForm.said(found)),
        lambda said: actions.keep_seat(board=found.board, seat=found, fields=said, by=request.user),
        title=f"Membership of {found.who}",
        done="The membership is changed.",
        button="Save",
        **_of(found.board),
    )


@READ_OR_SEND
@rule(check_can_keep_meetings)
def cycle_add(request: HttpRequest, board: int) -> HttpResponse:
    """Say that a report comes to the board again and again."""
    found = board_asked(board)
    check_can_keep_meetings(request.user, found)
    return form_page(
        request,
        CycleForm(request.POST or None, initial=CycleForm.said(None)),
        lambda said: actions.keep_cycle(board=found, fields=said, by=request.user),
        title="Add a report",
        done="The report is added. Making the year puts it on the plan.",
        button="Add the report",
        **_of(found),
    )


@READ_OR_SEND
@rule(check_can_keep_meetings)
def cycle(request: HttpRequest, cycle: int) -> HttpResponse:
    """Change a report that comes again and again, or say its last day."""
    found = cycle_asked(cycle)
    check_can_keep_meetings(request.user, found.board)
    return form_page(
        request,
        CycleForm(request.POST or None, initial=CycleForm.said(found)),
        lambda said: actions.keep_cycle(board=found.board, cycle=found, fields=said, by=request.user),
        title=found.title,
        done="The report is changed. Papers that are due already stay as they are.",
        button="Save",
        **_of(found.board),
    )


@READ_OR_SEND
@rule(check_can_keep_meetings)
def year(request: HttpRequest, board: int) -> HttpResponse:
    """What a municipal year of the board would hold; then make it."""
    found = board_asked(board)
    check_can_keep_meetings(request.user, found)
    period, year, _board = period_asked(request)
    asked = request.POST if request.method == "POST" else request.GET if "first_year" in request.GET else None
    form = YearForm(asked)
    said = form.cleaned_data if form.is_bound and form.is_valid() else {}
    plan = plan_year(found, year, said.get("first"))
    if request.method == "POST" and form.is_valid():
        made = actions.make_year(board=found, year=year, first=said["first"], place=said["place"], by=request.user)  # fmt: skip
        messages.success(request, f"Made: {len(made.new_days)} meetings and {len(made.new_papers)} papers.")
        return redirect(f"{reverse('governance:board', args=[found.pk])}?year={year}")
    days, papers = pages.plan_tables(plan)
    context = {
        "board": found, "form": form, "plan": plan, "days": days, "papers": papers, "year": year,
        "years": period["year"], "year_in_words": year_in_words(year), "said": said,
        "has_meetings": bool(plan.days) and not plan.new_days,
        "breadcrumbs": [("Meetings", reverse("governance:home")), (found.name, reverse("governance:board", args=[found.pk])), ("Make a year", None)],
    }  # fmt: skip
    return render(request, "governance/year.html", context, status=400 if form.is_bound and form.errors else 200)  # fmt: skip


def _of(board: Board) -> dict[str, str]:
    return {"caption": board.name, "back": reverse("governance:board", args=[board.pk])}
