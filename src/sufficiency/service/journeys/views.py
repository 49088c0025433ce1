"""Moves between two days, the children of a step, and entry cohorts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from sufficiency.measures.whereabouts import in_words
from sufficiency.service.access.errors import NotHere
from sufficiency.service.access.rules import (
    check_can_see_children,
    check_can_see_small_numbers,
    may,
    rule,
)
from sufficiency.service.audit.actions import record_look
from sufficiency.service.data.asked import edition_asked
from sufficiency.service.data.downloads import csv_file
from sufficiency.service.journeys import telling
from sufficiency.service.journeys.asked import (
    TwoDays,
    cohort_of,
    days_asked,
    flow_of,
    state_asked,
    year_asked,
)
from sufficiency.service.records.lists import ChildList
from sufficiency.service.records.need_to_know import Sight

MOVES, COHORT = "Moves between two days", "Since they came in"
COLUMNS = ("before", "before_group", "after", "after_group", "children")


@require_GET
@rule(check_can_see_small_numbers)
def moves(request: HttpRequest) -> HttpResponse:
    """From which kind of home to which, who came in, and how others left."""
    edition = edition_asked(request)
    if edition is None:
        return render(request, "position/nothing_loaded.html")
    days = days_asked(request, edition)
    steps = telling.steps_of(flow_of(edition, days))
    opens = may(request.user, check_can_see_children)
    context = {
        "days": days,
        "sentence": telling.moves_in_a_sentence(steps, days.first, days.last),
        "drawing": telling.moves_drawing(steps, days),
        "table": telling.moves_table(steps, days, lambda step: _children(request, days, step) if opens else ""),
        "csv": _address(request, "journeys:moves_csv", **_both(days)),
        "pages": _pages(request, MOVES),
    }  # fmt: skip
    return render(request, "journeys/moves.html", context)


@require_GET
@rule(check_can_see_small_numbers)
def moves_as_csv(request: HttpRequest) -> HttpResponse:
    """The numbers of the page, to take away, in the columns of the command line."""
    edition = edition_asked(request)
    if edition is None:
        raise NotHere("Nothing is loaded yet.")
    days = days_asked(request, edition)
    steps = telling.steps_of(flow_of(edition, days))
    rows = [(*one, *other, count) for (one, other), count in steps.items()]
    return csv_file(f"moves-{days.first}-{days.last}-{edition.id}", COLUMNS, rows)


@require_GET
@rule(check_can_see_children)
def children(request: HttpRequest) -> HttpResponse:
    """The children of one step, as far as the person may see them; each shown is recorded as looked at."""
    edition = edition_asked(request)
    if edition is None:
        return render(request, "records/nothing_loaded.html")
    days, before, after = days_asked(request, edition), state_asked(request, "before"), state_asked(request, "after")  # fmt: skip
    found = [
        row
        for row in flow_of(edition, days)
        if (row["before"], row["before_group"]) == before and (row["after"], row["after_group"]) == after
    ]
    sight = Sight(request.user)
    step = f"{in_words(*before)} to {in_words(*after)}"
    listed = ChildList(sight, found, (), step, request.GET, "No child made this step, or none on your caseload.")  # fmt: skip
    record_look(request.user, listed.children, f"children who went from {step}, {days.first} to {days.last}")
    context = {
        "before": in_words(*before),
        "after": in_words(*after),
        "days": days,
        "list": listed,
        "others": listed.shown.others_in_words(),
        "breadcrumbs": [("Journeys", _address(request, "journeys:moves", **_both(days))), ("Children", None)],
    }
    return render(request, "journeys/children.html", context)


@require_GET
@rule(check_can_see_small_numbers)
def cohort(request: HttpRequest) -> HttpResponse:
    """Where those who came in in a year are, 6, 12 and 24 months after their own start."""
    edition = edition_asked(request)
    if edition is None:
        return render(request, "position/nothing_loaded.html")
    year, years = year_asked(request, edition)
    rows = cohort_of(edition, year)
    context = {
        "year": year,
        "years": reversed(years),
        "sentence": telling.cohort_in_a_sentence(rows, year),
        "table": telling.cohort_table(rows),
        "pages": _pages(request, COHORT),
    }
    return render(request, "journeys/cohort.html", context)


def _both(days: TwoDays) -> dict[str, str]:
    return {"from": str(days.first), "to": str(days.last)}


def _children(request: HttpRequest, days: TwoDays, step: telling.Step) -> str:
    names = ("before", "before_group", "after", "after_group")
    states = dict(zip(names, (*step[0], *step[1]), strict=True))
    return _address(request, "journeys:children", **_both(days), **states)


def _pages(request: HttpRequest, here: str) -> list[tuple[str, str, bool]]:
    pages = ((MOVES, "journeys:moves"), (COHORT, "journeys:cohort"))
    return [(title, _address(request, name), title == here) for title, name in pages]


def _address(request: HttpRequest, name: str, **query: str) -> str:
    """The address, of the edition the page shows."""
    if edition := request.GET.get("edition"):
        query["edition"] = edition
    return reverse(name) + (f"?{urlencode(query)}" if query else "")
