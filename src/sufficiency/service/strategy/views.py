"""A plan on a page, an action, and the plan by lead, by measure, by I statement, by what is late and over time."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from sufficiency.service.access.rules import (
    check_can_keep_plan,
    check_can_report_on_action,
    check_can_see_plan,
    rule,
    why_not,
)
from sufficiency.service.strategy import pages, queries
from sufficiency.service.strategy.action_page import action_page
from sufficiency.service.strategy.asked import action_of, around, strategy_asked
from sufficiency.service.strategy.standing import sum_in_a_sentence
from sufficiency.service.strategy.strategy_page import strategy_page


@require_GET
@rule(check_can_see_plan)
def home(request: HttpRequest) -> HttpResponse:
    """The plan on a page: key areas down, actions across."""
    return _view(request, "strategy:home", "Plan on a page", "strategy/home.html", _on_a_page)


@require_GET
@rule(check_can_see_plan)
def by_lead(request: HttpRequest) -> HttpResponse:
    """Who leads what, and how it stands."""
    return _view(request, "strategy:by_lead", "By lead officer", "strategy/by_lead.html", _by_lead)


@require_GET
@rule(check_can_see_plan)
def by_measure(request: HttpRequest) -> HttpResponse:
    """Which actions are to move which measure."""
    return _view(request, "strategy:by_measure", "By measure", "strategy/by_measure.html", _by_measure)


@require_GET
@rule(check_can_see_plan)
def by_statement(request: HttpRequest) -> HttpResponse:
    """The I statements, each with the actions that are to serve it."""
    return _view(
        request, "strategy:by_statement", "By I statement", "strategy/by_statement.html", _by_statement
    )


@require_GET
@rule(check_can_see_plan)
def overdue(request: HttpRequest) -> HttpResponse:
    """What is late."""
    return _view(request, "strategy:overdue", "Late", "strategy/overdue.html", _overdue)


@require_GET
@rule(check_can_see_plan)
def timeline(request: HttpRequest) -> HttpResponse:
    """The milestones by the quarter they are due in."""
    return _view(request, "strategy:timeline", "Timeline", "strategy/timeline.html", _timeline)


@require_GET
@rule(check_can_see_plan)
def strategy(request: HttpRequest) -> HttpResponse:
    """Vision, duty, priorities with their measures, levers, what success looks like, and the other strategies."""
    asked = strategy_asked(request)
    context = around(request, asked, "strategy:strategy", "The strategy")
    if asked.strategy is None:
        return render(request, "strategy/none.html", context)
    context["page"] = strategy_page(request.user, asked.strategy, asked.on)
    return render(request, "strategy/strategy.html", context)


@require_GET
@rule(check_can_see_plan)
def action(request: HttpRequest, action: int) -> HttpResponse:
    """One action: its milestones, its measures, whom it serves, money, notes, evidence and every rating with its reason."""
    kept = action_of(request, action)
    context = {
        "page": action_page(request.user, kept, queries.day_of_the_plan()),
        "why_not_keep": why_not(request.user, check_can_keep_plan),
        "why_not_report": why_not(request.user, check_can_report_on_action, kept),
        "breadcrumbs": [("Plan", f"{reverse('strategy:home')}?strategy={kept.strategy_id}"), (f"Action {kept.number}", None)],
    }  # fmt: skip
    return render(request, "strategy/action.html", context)


def _view(request: HttpRequest, address: str, title: str, page: str, shown) -> HttpResponse:
    asked = strategy_asked(request)
    context = around(request, asked, address, title)
    if asked.strategy is None:
        return render(request, "strategy/none.html", context)
    standings = queries.standings(asked.strategy, request.user, asked.on)
    return render(request, page, context | {"standings": standings} | shown(asked, standings))


def _on_a_page(asked, standings) -> dict:
    return {"answer": sum_in_a_sentence(standings), "areas": pages.by_key_area(standings)}


def _by_lead(asked, standings) -> dict:
    groups = pages.by_lead(standings)
    return {"groups": groups, "answer": pages.leads_in_a_sentence(groups)}


def _by_measure(asked, standings) -> dict:
    return {"answer": pages.moved_in_a_sentence(standings), "table": pages.moved_table(standings)}


def _by_statement(asked, standings) -> dict:
    return {"groups": pages.by_statement(asked.strategy, standings, asked.on)}


def _overdue(asked, standings) -> dict:
    late = [one for one in standings if one.overdue]
    return {"late": late, "table": pages.overdue_table(late)}


def _timeline(asked, standings) -> dict:
    quarters, rest = pages.timeline(standings, asked.on)
    return {"quarters": quarters, "rest": rest}
