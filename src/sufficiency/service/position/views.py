"""The first page, a measure's page, all measures, search, downloads and targets."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from sufficiency.measures import BREAKDOWNS, Measure
from sufficiency.measures import change as changes
from sufficiency.measures import targets as standings
from sufficiency.measures.monthly import Kind, kind_of
from sufficiency.service.access.rules import (
    check_can_see_children,
    check_can_see_figures,
    check_can_see_small_numbers,
    check_can_set_targets,
    may,
    rule,
    why_not,
)
from sufficiency.service.audit.actions import record_look
from sufficiency.service.committee.queries import published_with
from sufficiency.service.data import wording
from sufficiency.service.data.asked import (
    breakdown_asked,
    choice_asked,
    day_asked,
    edition_asked,
    figures_for,
    measure_asked,
)
from sufficiency.service.data.downloads import csv_file, figures_to_take_away, xlsx_file
from sufficiency.service.data.opened import opened
from sufficiency.service.position import targets
from sufficiency.service.position.actions import set_target
from sufficiency.service.position.disproportionality_page import is_of_groups
from sufficiency.service.position.forms import TargetForm
from sufficiency.service.position.measure_page import EACH_MONTH, EVERY, measure_page
from sufficiency.service.position.moving import in_a_sentence, moving_list, outliers_of
from sufficiency.service.position.overview import every_measure, overview
from sufficiency.service.position.search import search_for
from sufficiency.service.records.need_to_know import Sight
from sufficiency.service.strategy.queries import who_is_moving
from sufficiency.service.ui.words import day as in_words

NO_AVERAGE = "This is no average of days over at least two children, so no child moves it more than another."


@require_GET
@rule(check_can_see_figures)
def home(request: HttpRequest) -> HttpResponse:
    """Are we all right, what changed, what needs me?"""
    edition = edition_asked(request)
    if edition is None:
        return render(request, "position/nothing_loaded.html")
    figures = figures_for(request.user, edition)
    day = day_asked(request, figures)
    context = {
        "page": overview(request.user, edition, day, lambda measure: _address(request, "position:measure", measure)),
        "day": day,
        "days": days_to_choose(figures.days, day),
        "keys": [standings.WORDS, changes.WORDS],
        "edition": edition,
    }  # fmt: skip
    return render(request, "position/home.html", context)


@require_GET
@rule(check_can_see_figures)
def measures(request: HttpRequest) -> HttpResponse:
    """Every measure by theme, with its figure on the day."""
    edition = edition_asked(request)
    if edition is None:
        return render(request, "position/nothing_loaded.html")
    figures = figures_for(request.user, edition)
    day = day_asked(request, figures)
    context = {
        "themes": every_measure(request.user, edition, day, lambda one: _address(request, "position:measure", one)),
        "day": day,
        "days": days_to_choose(figures.days, day),
        "breadcrumbs": [("Position", _address(request, "position:home")), ("All measures", None)],
    }  # fmt: skip
    return render(request, "position/measures.html", context)


@require_GET
@rule(check_can_see_figures)
def measure(request: HttpRequest, measure: str) -> HttpResponse:
    """One measure: the answer, the line over time, its groups, the table, how it is counted."""
    chosen = measure_asked(measure)
    edition = edition_asked(request)
    if edition is None:
        return render(request, "position/nothing_loaded.html")
    figures = figures_for(request.user, edition)
    day, by = day_asked(request, figures), breakdown_asked(request, chosen)
    if by or request.GET.get("every") == EACH_MONTH:
        check_can_see_small_numbers(request.user)
    every = "year" if chosen.only_on_31_march else choice_asked(request, "every", EVERY)
    page = measure_page(request.user, edition, chosen, day, by, every, _children_of(request, chosen))
    context = {
        "measure": chosen,
        "edition": edition,
        "page": page,
        "asked_day": day,
        "days": days_to_choose(figures.days_of(chosen), page.day),
        "by": by,
        "every": every,
        "breakdowns": _breakdowns(request, chosen, by),
        "why_no_groups": why_not(request.user, check_can_see_small_numbers),
        "why_no_children": why_not(request.user, check_can_see_children),
        "children": _address(request, "records:behind", chosen.id),
        "has_months": kind_of(chosen)[0] is not Kind.NONE and may(request.user, check_can_see_small_numbers),
        "moving": _address(request, "position:moving", chosen.id),
        "moving_it": who_is_moving(chosen.id),
        "published_in": published_with(chosen.id, edition.manifest.authority or ""),
        "may_set_target": may(request.user, check_can_set_targets),
        "has_shares": is_of_groups(chosen),
        "test_in_words": changes.WORDS,
        "breadcrumbs": [("Position", _address(request, "position:home")), (chosen.title, None)],
    }
    return render(request, "position/measure.html", context)


@require_GET
@rule(check_can_see_children)
def moving(request: HttpRequest, measure: str) -> HttpResponse:
    """The children who move an average most, and what it is without each of them."""
    chosen = measure_asked(measure)
    edition = edition_asked(request)
    if edition is None:
        return render(request, "position/nothing_loaded.html")
    figures, held = figures_for(request.user, edition), opened(edition)
    figure = figures.figure(chosen, day_asked(request, figures))
    found = outliers_of(chosen, figure, held)
    listed = moving_list(Sight(request.user), found, request.GET.get("edition", "")) if found else None
    if listed is not None:
        record_look(request.user, listed.children, f"children who move {chosen.id} on {figure.as_at}")
    context = {
        "measure": chosen,
        "answer": wording.answer(chosen, figure),
        "sentence": in_a_sentence(request.user, chosen, figure, held),
        "list": listed,
        "why": NO_AVERAGE,
        "breadcrumbs": [
            ("Position", _address(request, "position:home")),
            (chosen.title, _address(request, "position:measure", chosen.id)),
            ("Children who move it", None),
        ],
    }
    return render(request, "position/moving.html", context)


@require_GET
@rule(check_can_see_figures)
def download(request: HttpRequest, measure: str, kind: str) -> HttpResponse:
    """All days of a measure, its total and the breakdown asked for, in the eight columns of the command line.

    For people who may not see small numbers the total alone, with a c where it is hidden.
    """
    chosen = measure_asked(measure)
    edition = edition_asked(request)
    if edition is None:
        return render(request, "position/nothing_loaded.html", status=404)
    by = breakdown_asked(request, chosen)
    if by:
        check_can_see_small_numbers(request.user)
    table = figures_for(request.user, edition).table(chosen, by)
    columns, rows = figures_to_take_away(table)
    name = "-".join(filter(None, (chosen.id, by, edition.id)))
    if kind == "csv":
        return csv_file(name, columns, rows)
    about = [
        ("Measure", chosen.title),
        *(("How it is counted", sentence) for sentence in (*chosen.how_counted, *chosen.decided)),
        ("Source", chosen.source),
        ("Edition", f"{edition.id}, {edition.manifest.status}, made {in_words(edition.manifest.made_at)}"),
    ]
    return xlsx_file(name, columns, rows, about)


@require_http_methods(["GET", "POST"])
@rule(check_can_see_figures)
def search(request: HttpRequest) -> HttpResponse:
    """Measures whose words are asked for, and for those who may the child of that id.

    Children are looked for only where the text is posted: an id of a child belongs in no address.
    """
    posted = request.method == "POST"
    text = " ".join((request.POST if posted else request.GET).get("q", "")[:200].replace("\x00", " ").split())
    found = search_for(request.user, text, among_children=posted)
    if found.only:
        return redirect(found.only)
    return render(request, "position/search.html", {"search_text": text, "found": found})


@require_http_methods(["GET", "POST"])
@rule(check_can_set_targets)
def target(request: HttpRequest, measure: str) -> HttpResponse:
    """Set what a measure aims at, and see what it aimed at before."""
    chosen = measure_asked(measure)
    edition = edition_asked(request)
    authority = edition.manifest.authority if edition else None
    form = TargetForm(request.POST or None, measure=chosen)
    if request.method == "POST" and form.is_valid():
        kept = form.cleaned_data
        best = kept["kind"] if kept["kind"] != "none" else "high"
        set_target(measure=chosen, authority=authority, value=kept["value"], best=best, since=kept["since"], source=kept["source"], by=request.user)  # fmt: skip
        messages.success(request, "The target is set.")
        return redirect("position:measure", chosen.id)
    context = {
        "form": form,
        "measure": chosen,
        "table": targets.as_table(targets.Targets(authority).history(chosen.id)),
        "breadcrumbs": [
            ("Position", reverse("position:home")),
            (chosen.title, reverse("position:measure", args=[chosen.id])),
            ("Target", None),
        ],
    }
    return render(request, "position/target.html", context, status=400 if form.errors else 200)


def days_to_choose(days: tuple[date, ...], chosen: date) -> list[tuple[str, str, bool]]:
    """(value, words, chosen) for a list to choose from, latest first."""
    return [(day.isoformat(), in_words(day), day == chosen) for day in reversed(days)]


def _address(request: HttpRequest, name: str, *args: str, **query: str) -> str:
    """An address that keeps the day and the edition that were asked for."""
    kept = {key: request.GET[key] for key in ("as_at", "edition") if request.GET.get(key)}
    asked = kept | {key: value for key, value in query.items() if value}
    return reverse(name, args=args) + (f"?{urlencode(asked)}" if asked else "")


def _breakdowns(request: HttpRequest, chosen: Measure, by: str) -> list[tuple[str, str, bool]]:
    """The breakdowns of a measure as pages beside each other; none for people who see totals only."""
    if not chosen.breakdowns or not may(request.user, check_can_see_small_numbers):
        return []
    every = request.GET.get("every", "")
    items = [("Everyone", _address(request, "position:measure", chosen.id, every=every), not by)]
    return items + [
        (BREAKDOWNS[one].title, _address(request, "position:measure", chosen.id, every=every, by=one), one == by)
        for one in chosen.breakdowns
    ]  # fmt: skip


def _children_of(request: HttpRequest, chosen: Measure):
    """The address of the children behind a group, or nothing for people who may not see them."""
    if not may(request.user, check_can_see_children):
        return lambda by, group: ""
    return lambda by, group: _address(request, "records:behind", chosen.id, by=by, group=group)
