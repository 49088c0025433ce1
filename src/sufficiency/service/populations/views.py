"""What is recorded of the children who live here, recording it by hand or from a file, and taking it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from sufficiency.measures.disproportionality import COLUMNS
from sufficiency.service.access.errors import NotHere
from sufficiency.service.access.rules import (
    check_can_record_population,
    check_can_see_figures,
    rule,
    why_not,
)
from sufficiency.service.data.downloads import csv_file, xlsx_file
from sufficiency.service.populations import actions, pages, queries, reading
from sufficiency.service.populations.forms import FileForm, PopulationForm, ReasonForm
from sufficiency.service.populations.models import Population
from sufficiency.service.recorded.queries import authority_in_use
from sufficiency.service.recorded.reading import MOST_BYTES, Unusable


@require_GET
@rule(check_can_see_figures)
def home(request: HttpRequest) -> HttpResponse:
    """The numbers of each day, and every version of them."""
    authority = authority_in_use()
    versions = queries.versions(authority)
    known = queries.in_force(versions)
    why = why_not(request.user, check_can_record_population)
    context = {
        "known": known,
        "table": pages.in_force_table(known, authority, may_change=why is None),
        "versions": pages.versions_table(versions),
        "why_not_record": why,
        "breadcrumbs": [("Position", reverse("position:home")), ("Children who live here", None)],
    }
    return render(request, "populations/home.html", context)


@require_GET
@rule(check_can_see_figures)
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """The file to fill in."""
    if kind == "csv":
        return csv_file("population-template", COLUMNS, reading.template())
    about = [("How", "A row for each group; the same source, and the day as 2021-03-21, on every row.")]
    return xlsx_file("population-template", COLUMNS, reading.template(), about)


@require_http_methods(["GET", "POST"])
@rule(check_can_record_population)
def record(request: HttpRequest) -> HttpResponse:
    """Type the numbers of a day, or look through those of a file, and record them."""
    form = PopulationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kept = form.cleaned_data
        try:
            actions.record_population(
                authority=authority_in_use(),
                children=form.children,
                by=request.user,
                **{name: kept[name] for name in ("day", "source", "basis", "reason")},
            )
        except actions.Refused as refused:
            form.add_error("reason", str(refused))
        else:
            messages.success(request, "The numbers are recorded.")
            return redirect("populations:home")
    return _form_page(request, "Record how many children live here", form)


@require_http_methods(["GET", "POST"])
@rule(check_can_record_population)
def upload(request: HttpRequest) -> HttpResponse:
    """Send a file of the numbers; they stand in the form then, to be looked through and recorded."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            found = reading.read(file.name, file.read(MOST_BYTES + 1))
        except Unusable as problem:
            form.add_error("file", str(problem))
        else:
            typed = PopulationForm(initial={**found.children, "source": found.source, "day": found.day})
            return _form_page(request, "Look through the numbers of the file", typed, read=True)
    return _form_page(request, "Send a file", form)


@require_http_methods(["GET", "POST"])
@rule(check_can_record_population)
def take_back(request: HttpRequest, population: int) -> HttpResponse:
    """Say that there are no such numbers, with the reason."""
    one = _asked(population)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_back(population=one, reason=form.cleaned_data["reason"], by=request.user)
        except actions.Refused as refused:
            form.add_error("reason", str(refused))
        else:
            messages.success(request, "The numbers are taken back. What they said stays to be seen.")
            return redirect("populations:home")
    return _form_page(request, "Take the numbers back", form, one=one)


def _form_page(request: HttpRequest, title: str, form, **more) -> HttpResponse:
    crumbs = [
        ("Position", reverse("position:home")),
        ("Children who live here", reverse("populations:home")),
        (title, None),
    ]
    context = {"title": title, "form": form, "breadcrumbs": crumbs, **more}
    wrong = bool(form.errors)
    return render(request, "populations/form.html", context, status=400 if wrong else 200)


def _asked(population: int) -> Population:
    """Numbers that hold, of the authority in use. Raises NotHere."""
    known = queries.in_force(queries.versions(authority_in_use()))
    found = next((one for one in known if one.pk == population), None)
    if found is None:
        raise NotHere(
            "There are no such numbers, or a later version holds now. The list has those there are."
        )
    return found
