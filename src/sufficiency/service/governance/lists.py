"""The lists of the room: the year, the forward plan, decisions, actions arising; and those to take away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from sufficiency.service.access.rules import check_can_keep_meetings, check_can_see_meetings, rule, why_not
from sufficiency.service.data.downloads import csv_file, xlsx_file
from sufficiency.service.governance import pages, queries, wording
from sufficiency.service.governance.asked import keeps, pages_beside, period_asked
from sufficiency.service.governance.cadence import first_and_last, year_in_words
from sufficiency.service.governance.plan_columns import COLUMNS as PLAN_COLUMNS
from sufficiency.service.governance.waiting import in_words


@require_GET
@rule(check_can_see_meetings)
def home(request: HttpRequest) -> HttpResponse:
    """A municipal year as a list, what comes next, and what waits."""
    form, year, board = period_asked(request)
    page = pages.year_page(request.user, year, board)
    context = {
        "form": form,
        "page": page,
        "needs": in_words(page.papers, page.arising),
        "year": year_in_words(year),
        "board": board,
        "beside": pages_beside(request),
        "why_not_keep": why_not(request.user, check_can_keep_meetings),
    }
    return render(request, "governance/home.html", context)


@require_GET
@rule(check_can_see_meetings)
def forward_plan(request: HttpRequest) -> HttpResponse:
    """Every paper of a municipal year with its deadlines."""
    form, year, board = period_asked(request)
    today = timezone.localdate()
    papers = queries.forward_plan(*first_and_last(year), by=request.user, board=board)
    overdue = [one for one in papers if wording.is_overdue(one, today)]
    context = {
        "form": form,
        "answer": _plan_answer(len(papers), len(overdue), year),
        "table": pages.papers_table(papers, caption="Forward plan", empty="No paper is on the plan of this year. Open a meeting and put one on, or make a board's year."),
        "year": year_in_words(year),
        "beside": pages_beside(request),
    }  # fmt: skip
    return render(request, "governance/forward_plan.html", context)


@require_GET
@rule(check_can_see_meetings)
def forward_plan_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The same to take away."""
    _form, year, board = period_asked(request)
    papers = queries.forward_plan(*first_and_last(year), by=request.user, board=board)
    name = f"forward-plan-{year}"
    return _file(kind, name, PLAN_COLUMNS, pages.plan_rows(papers), f"Forward plan {year_in_words(year)}")  # fmt: skip


@require_GET
@rule(check_can_see_meetings)
def decisions(request: HttpRequest) -> HttpResponse:
    """What was decided in a municipal year, the last first."""
    form, year, board = period_asked(request)
    found = _decisions(request, year, board)
    context = {
        "form": form,
        "answer": wording.first_up(
            f"{wording.several(len(found), 'decision')} recorded in {year_in_words(year)}"
        ),
        "table": pages.decisions_table(found, keeps(request)),
        "year": year_in_words(year),
        "beside": pages_beside(request),
    }
    return render(request, "governance/decisions.html", context)


@require_GET
@rule(check_can_see_meetings)
def decisions_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The same to take away."""
    _form, year, board = period_asked(request)
    rows = pages.decision_rows(_decisions(request, year, board))
    return _file(kind, f"decisions-{year}", pages.DECISION_COLUMNS, rows, f"Decisions {year_in_words(year)}")


@require_GET
@rule(check_can_see_meetings)
def actions_open(request: HttpRequest) -> HttpResponse:
    """Actions arising that are not done, the longest overdue first."""
    today = timezone.localdate()
    found = queries.actions_open(by=request.user)
    overdue = [one for one in found if one.is_overdue(today)]
    context = {
        "answer": wording.first_up(
            f"{wording.several(len(overdue), 'action')} arising overdue, of {len(found)} open"
        ),
        "table": pages.actions_table(found, keeps(request)),
        "beside": pages_beside(request),
        "breadcrumbs": [("Meetings", reverse("governance:home")), ("Actions arising", None)],
    }
    return render(request, "governance/actions.html", context)


def _decisions(request: HttpRequest, year: int, board) -> list:
    found = queries.decisions(*first_and_last(year), by=request.user)
    return [one for one in found if board is None or one.meeting.board_id == board.pk]


def _plan_answer(papers: int, overdue: int, year: int) -> str:
    told = f"{wording.several(papers, 'paper')} on the plan of {year_in_words(year)}"
    told = f"{told}, {overdue} of them past a deadline" if overdue else told
    return wording.first_up(told)


def _file(kind: str, name: str, columns, rows, what: str) -> HttpResponse:
    if kind == "csv":
        return csv_file(name, columns, rows)
    about = [("What it is", what), ("Days", "Deadlines are working days; clear days count neither the day of despatch nor that of the meeting")]  # fmt: skip
    return xlsx_file(name, columns, rows, about)
