"""The comparison table: on the page, and to take away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from sufficiency.measures import change as changes
from sufficiency.measures import comparison_words
from sufficiency.measures import targets as standings
from sufficiency.measures.comparison_rows import COLUMNS, as_records
from sufficiency.measures.recorded_comparison import Recorded
from sufficiency.service.access.rules import check_can_see_figures, rule
from sufficiency.service.data.asked import day_asked, edition_asked, figures_for
from sufficiency.service.data.downloads import csv_file, xlsx_file
from sufficiency.service.position.compare_page import (
    NO_BASELINE,
    RECORDED,
    baseline_asked,
    baselines,
    compare_page,
    compared,
    measures_of,
    series_named,
)
from sufficiency.service.position.themes import by_theme
from sufficiency.service.position.views import days_to_choose
from sufficiency.service.recorded.beside import series_with_values
from sufficiency.service.ui.words import day as in_words


@require_GET
@rule(check_can_see_figures)
def page(request: HttpRequest) -> HttpResponse:
    """Any measures now, a year before, in a baseline year, beside England and the neighbours, and against targets."""
    edition = edition_asked(request)
    if edition is None:
        return render(request, "position/nothing_loaded.html")
    figures = figures_for(request.user, edition)
    day = day_asked(request, figures)
    chosen = measures_of(request, figures, day)
    baseline = baseline_asked(request, figures, day)
    series = series_named(request.GET.getlist("measure"))
    table = compared(request.user, edition, chosen, day, baseline, series)
    context = {
        "page": compare_page(table, lambda measure: _address(request, "position:measure", measure)),
        "day": day,
        "days": days_to_choose(figures.days, day),
        "baselines": _baselines(baselines(figures, day), baseline),
        "themes": _to_choose(chosen, series, edition.manifest.authority),
        "nothing": comparison_words.NOTHING,
        "keys": [changes.WORDS, standings.WORDS],
        "breadcrumbs": [("Position", _address(request, "position:home")), ("Compare", None)],
    }
    return render(request, "position/compare.html", context)


@require_GET
@rule(check_can_see_figures)
def download(request: HttpRequest, kind: str) -> HttpResponse:
    """The same table with every number in a column of its own; a hidden number is a c."""
    edition = edition_asked(request)
    if edition is None:
        return render(request, "position/nothing_loaded.html", status=404)
    figures = figures_for(request.user, edition)
    day = day_asked(request, figures)
    chosen, baseline = measures_of(request, figures, day), baseline_asked(request, figures, day)
    table = compared(
        request.user, edition, chosen, day, baseline, series_named(request.GET.getlist("measure"))
    )
    rows, name = [list(record.values()) for record in as_records(table)], f"compare-{day}-{edition.id}"
    if kind == "csv":
        return csv_file(name, list(COLUMNS), rows)
    about = [
        ("Edition", f"{edition.id}, {edition.manifest.status}"),
        *(("Note", note) for note in (*table.notes, changes.WORDS, standings.WORDS)),
        *COLUMNS.items(),
    ]
    return xlsx_file(name, list(COLUMNS), rows, about)


def _baselines(days, chosen) -> list[tuple[str, str, bool]]:
    """(value, words, chosen), the latest first, and none."""
    offered = sorted({*days, *([chosen] if chosen else [])}, reverse=True)
    listed = [(day.isoformat(), in_words(day), day == chosen) for day in offered]
    return [*listed, (NO_BASELINE, "None", chosen is None)]


def _to_choose(chosen, series, authority) -> list[tuple[str, list]]:
    """Every measure by theme as (measure, whether it is in the table), and the series of which anything is recorded."""
    ids = {one.id for one in (*chosen, *series)}
    themes = [(title, [(one, one.id in ids) for one in measures]) for title, measures in by_theme()]
    recorded = [(Recorded(one), one.id in ids) for one in series_with_values(authority, series)]
    return [*themes, (RECORDED, recorded)] if recorded else themes


def _address(request: HttpRequest, name: str, *args: str) -> str:
    """An address that keeps the day and the edition that were asked for."""
    kept = {key: request.GET[key] for key in ("as_at", "edition") if request.GET.get(key)}
    return reverse(name, args=args) + (f"?{urlencode(kept)}" if kept else "")
