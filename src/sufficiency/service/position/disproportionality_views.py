"""Shares of ethnic groups beside their shares of local children: on the page, and to take away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from sufficiency.measures import Measure
from sufficiency.service.access.errors import AskedWrongly, NotHere
from sufficiency.service.access.rules import (
    check_can_record_population,
    check_can_see_children,
    check_can_see_figures,
    check_can_see_small_numbers,
    may,
    rule,
    why_not,
)
from sufficiency.service.data.asked import day_asked, edition_asked, figures_for, measure_asked
from sufficiency.service.data.downloads import csv_file, xlsx_file
from sufficiency.service.position import disproportionality_page as shown
from sufficiency.service.position.views import days_to_choose
from sufficiency.service.ui.words import day as in_words


@require_GET
@rule(check_can_see_figures)
def page(request: HttpRequest, measure: str) -> HttpResponse:
    """Which groups are there more, and which less, than their share of the children who live here."""
    chosen = measure_asked(measure)
    shown.check_is_of_groups(chosen)
    edition = edition_asked(request)
    if edition is None:
        return render(request, "position/nothing_loaded.html")
    asked = _shares(request, edition, chosen)
    opens = asked.found is not None and may(request.user, check_can_see_children)
    table = shown.as_table(asked, lambda by, group: _children(request, chosen, by, group) if opens else "") if asked.found else None  # fmt: skip
    days = figures_for(request.user, edition).days_of(chosen)
    if not may(request.user, check_can_see_small_numbers):
        days = [one for one in days if (one.month, one.day) == (3, 31)]
    context = {
        "measure": chosen,
        "asked": asked,
        "day": asked.day,
        "days": days_to_choose(days, asked.day),
        "table": table,
        "chart": shown.chart(asked, table) if table else None,
        "notes": shown.notes(asked, edition.manifest.authority) if asked.found else [],
        "why_not_record": why_not(request.user, check_can_record_population),
        "breadcrumbs": [
            ("Position", reverse("position:home")),
            (chosen.title, reverse("position:measure", args=[chosen.id])),
            ("Shares of local children", None),
        ],
    }
    return render(request, "position/disproportionality.html", context)


@require_GET
@rule(check_can_see_figures)
def download(request: HttpRequest, measure: str, kind: str) -> HttpResponse:
    """A row for each group; a hidden number is a c."""
    chosen = measure_asked(measure)
    shown.check_is_of_groups(chosen)
    edition = edition_asked(request)
    if edition is None:
        return render(request, "position/nothing_loaded.html", status=404)
    asked = _shares(request, edition, chosen)
    if asked.found is None:
        raise NotHere(
            asked.why
            or "No population is recorded for this authority. Record how many children of each group live here."
        )
    name, rows = f"{chosen.id}-shares-{asked.day}-{edition.id}", shown.as_rows(asked)
    if kind == "csv":
        return csv_file(name, list(shown.COLUMNS), rows)
    about = [
        ("Measure", chosen.title),
        ("Edition", f"{edition.id}, {edition.manifest.status}, made {in_words(edition.manifest.made_at)}"),
        *(("Note", note) for note in shown.notes(asked, edition.manifest.authority)),
        *shown.COLUMNS.items(),
    ]
    return xlsx_file(name, list(shown.COLUMNS), rows, about)


def _shares(request: HttpRequest, edition, chosen: Measure) -> shown.Shares:
    asked = day_asked(request, figures_for(request.user, edition))
    day = shown.day_for(request.user, edition, chosen, asked)
    if day is None:
        raise AskedWrongly("No such day is loaded up to the one asked for. Choose a later one.")
    return shown.shares(request.user, edition, chosen, day)


def _children(request: HttpRequest, measure: Measure, by: str, group: str) -> str:
    kept = {name: request.GET[name] for name in ("as_at", "edition") if request.GET.get(name)}
    return reverse("records:behind", args=[measure.id]) + f"?{urlencode(kept | {'by': by, 'group': group})}"
