"""The catalogue of all measures, the page of a recorded series, recording values, and the record of one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sufficiency.measures import change as changes
from sufficiency.measures import comparators
from sufficiency.measures.catalogue import COLUMNS, Entry, listed, recorded_series
from sufficiency.measures.catalogue import catalogue as every_measure
from sufficiency.measures.recorded_comparison import Recorded
from sufficiency.service.access.errors import AskedWrongly, NotHere
from sufficiency.service.access.rules import (
    check_can_record,
    check_can_see_figures,
    check_can_see_small_numbers,
    check_can_set_targets,
    may,
    rule,
    why_not,
)
from sufficiency.service.committee.queries import published_with
from sufficiency.service.data.asked import shown
from sufficiency.service.data.downloads import XLSX, csv_file, xlsx_file
from sufficiency.service.position import targets
from sufficiency.service.position.actions import set_target
from sufficiency.service.position.forms import TargetForm
from sufficiency.service.recorded import actions, pages, queries, reading
from sufficiency.service.recorded import template as templates
from sufficiency.service.recorded.forms import CatalogueForm, FileForm, ReasonForm, ValueForm
from sufficiency.service.recorded.measure_page import bases_in_words, series_page, title_of
from sufficiency.service.recorded.models import RecordedValue, SentFile
from sufficiency.service.recorded.seen import in_public, seen_by
from sufficiency.service.recorded.wording import KEY_TO_HIDDEN
from sufficiency.service.strategy.queries import who_is_moving

EIGHT = ("measure", "as_at", "period_start", "breakdown", "group", "numerator", "denominator", "value")


@require_GET
@rule(check_can_see_figures)
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every measure there is: what feeds it, and whether it has figures."""
    form = CatalogueForm(request.GET or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    found = pages.catalogue_for(*(asked.get(name, "") for name in ("q", "area", "fed_by", "state")))
    context = {
        "form": form,
        "found": found,
        "table": pages.catalogue_table(found.entries, request.GET),
        "breadcrumbs": [("Position", reverse("position:home")), ("Catalogue of measures", None)],
    }
    return render(
        request, "recorded/catalogue.html", context, status=400 if form.is_bound and form.errors else 200
    )


@require_GET
@rule(check_can_see_figures)
def catalogue_csv(request: HttpRequest) -> HttpResponse:
    """The catalogue as `sufficiency measures --catalogue` gives it."""
    rows = listed(pages.manifest_in_use(), queries.held(queries.authority_in_use()))
    return csv_file("catalogue", COLUMNS, [list(row.values()) for row in rows])


@require_GET
@rule(check_can_see_figures)
def measure(request: HttpRequest, series: Entry) -> HttpResponse:
    """A recorded series: the answer, the line over time, its groups, every value, how it is recorded."""
    by = request.GET.get("by", "")
    if by:
        check_can_see_small_numbers(request.user)
        if by not in series.breakdowns:
            allowed = ", ".join(series.breakdowns) or "nothing"
            raise AskedWrongly(f"“{series.name}” is recorded by {allowed}, and not by “{shown(by)}”.")
    page = series_page(request.user, series, queries.authority_in_use(), by)
    context = {
        "entry": series,
        "page": page,
        "by": page.by,
        "breakdowns": _breakdowns(series, page.breakdowns, page.by, bool(page.latest)),
        "recorded_by": [title_of(one).lower() for one in series.breakdowns],
        "moving_it": who_is_moving(series.id),
        "published_in": published_with(series.id, queries.authority_in_use()),
        "why_not_record": why_not(request.user, check_can_record, series.id),
        "bases": bases_in_words(),
        "may_set_target": may(request.user, check_can_set_targets),
        "published_source": comparators.SOURCE,
        "test_in_words": changes.WORDS,
        "breadcrumbs": [
            ("Position", reverse("position:home")),
            ("Catalogue of measures", reverse("recorded:catalogue")),
            (series.name, None),
        ],
    }
    return render(request, "recorded/measure.html", context)


@require_GET
@rule(check_can_see_figures)
def download(request: HttpRequest, series: Entry, kind: str) -> HttpResponse:
    """Every value in force, in the eight columns of the command line and what stands behind each."""
    seen = seen_by(request.user, series, queries.series(series.id, queries.authority_in_use()))
    columns = [*EIGHT, "source", "basis", "note", "version"]
    rows = []
    for one in seen:
        figures = (
            ["c"] * 3 if one.hidden else [one.number.numerator, one.number.denominator, one.number.value]
        )
        note = KEY_TO_HIDDEN if one.hidden else one.row.note
        rows.append([*(getattr(one.row, name) for name in EIGHT[:5]), *figures, one.row.source, one.row.basis, note, one.row.version])  # fmt: skip
    if kind == "csv":
        return csv_file(series.id, columns, rows)
    about = [("Measure", series.name), ("What it is", series.definition), ("Unit", series.unit), ("Fed by", series.sources)]  # fmt: skip
    return xlsx_file(series.id, columns, rows, about)


@require_http_methods(["GET", "POST"])
@rule(check_can_record)
def value(request: HttpRequest, series: Entry) -> HttpResponse:
    """Type one value."""
    check_can_record(request.user, series.id)
    form = ValueForm(request.POST or None, entry=series)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.record_value(
                checked=form.value_checked,
                authority=queries.authority_in_use(),
                reason=form.cleaned_data["reason"],
                by=request.user,
            )
        except actions.Refused as refused:
            form.add_error("reason", str(refused))
        else:
            messages.success(request, "The value is recorded.")
            return redirect("recorded:record", made.pk)
    return _form_page(request, "recorded/value.html", form, series)


@require_http_methods(["GET", "POST"])
@rule(check_can_set_targets)
def target(request: HttpRequest, series: Entry) -> HttpResponse:
    """Set what a recorded series aims at, and see what it aimed at before."""
    authority, form = queries.authority_in_use(), TargetForm(request.POST or None, measure=series)
    if request.method == "POST" and form.is_valid():
        kept = form.cleaned_data
        best = kept["kind"] if kept["kind"] != "none" else "high"
        set_target(measure=series, authority=authority, value=kept["value"], best=best, since=kept["since"], source=kept["source"], by=request.user)  # fmt: skip
        messages.success(request, "The target is set.")
        return redirect("recorded:measure", series.id)
    context = {
        "form": form,
        "measure": Recorded(series),
        "table": targets.as_table(targets.Targets(authority).history(series.id)),
    }
    status = 400 if form.errors else 200
    return render(request, "position/target.html", context | _crumbs("Target", series), status=status)


@require_GET
@rule(check_can_see_figures)
def home(request: HttpRequest) -> HttpResponse:
    """What is recorded, and the ways to record more."""
    context = {
        "table": pages.recorded_table(),
        "series": recorded_series(),
        "why_not_record": why_not(request.user, check_can_record),
        "breadcrumbs": [
            ("Position", reverse("position:home")),
            ("Catalogue of measures", reverse("recorded:catalogue")),
            ("Recorded series", None),
        ],
    }
    return render(request, "recorded/home.html", context)


@require_GET
@rule(check_can_see_figures)
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """The template to fill in, of one measure (``?measure=``) or of all."""
    asked = request.GET.get("measure", "")
    entries = recorded_series()
    if asked:
        entries = [entry for entry in entries if entry.id == asked]
        if not entries:
            raise AskedWrongly(
                f"“{shown(asked)}” is no recorded series. The catalogue lists those there are."
            )
    name = f"template-{entries[0].id}" if asked else "template"
    if kind == "csv":
        return _file(templates.as_csv(entries), "text/csv; charset=utf-8", f"{name}.csv")
    return _file(templates.as_xlsx(entries), XLSX, f"{name}.xlsx")


@require_http_methods(["GET", "POST"])
@rule(check_can_record)
def upload(request: HttpRequest) -> HttpResponse:
    """Send a file of values, to be looked through first."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            sheet = reading.read(file.name, file.read(reading.MOST_BYTES + 1))
        except reading.Unusable as problem:
            form.add_error("file", str(problem))
        else:
            kept = actions.send_file(sheet=sheet, by=request.user)
            return redirect("recorded:sent", kept.token)
    return _form_page(request, "recorded/upload.html", form)


@require_http_methods(["GET", "POST"])
@rule(check_can_record)
def sent(request: HttpRequest, token: str) -> HttpResponse:
    """What a file would change; then record it, all of it."""
    file = _sent(request, token)
    authority = queries.authority_in_use()
    found = actions.look_through(actions.as_sheet(file).rows, authority=authority, by=request.user)
    form = ReasonForm(request.POST or None, label="Why the corrections are made") if found.corrected else None
    status = 200
    if request.method == "POST" and (form is None or form.is_valid()):
        reason = form.cleaned_data["reason"] if form else ""
        try:
            actions.record_sent(sent=file, authority=authority, reason=reason, by=request.user)
        except actions.AtOnce as at_once:
            messages.error(request, str(at_once))
            return redirect("recorded:home")
        except actions.Refused:
            status = 409  # what is refused stands on the page
        else:
            messages.success(request, f"{found.changes:,} values are recorded.")
            return redirect("recorded:home")
    elif request.method == "POST":
        status = 400
    context = {"sent": file, "found": found, "form": form, "table": pages.looked_table(found)}
    return render(request, "recorded/sent.html", context | _crumbs("The file"), status=status)


@require_POST
@rule(check_can_record)
def discard(request: HttpRequest, token: str) -> HttpResponse:
    """Throw the file away."""
    try:
        actions.discard(sent=_sent(request, token), by=request.user)
    except actions.AtOnce as at_once:
        messages.error(request, str(at_once))
        return redirect("recorded:home")
    messages.success(request, "The file was thrown away. Nothing was recorded.")
    return redirect("recorded:upload")


@require_GET
@rule(check_can_see_figures)
def record(request: HttpRequest, recorded: int) -> HttpResponse:
    """One value: what it says, where it is from, who recorded it and when, and every version of it."""
    one, entry = _recorded(recorded)
    if one.breakdown:
        check_can_see_small_numbers(request.user)
    versions = queries.versions(one)
    hides = not may(request.user, check_can_see_small_numbers)
    hidden = {held.pk for held in versions if hides and in_public(entry, held).hidden}
    context = {
        "entry": entry,
        "one": one,
        "latest": versions[0],
        "facts": pages.record_facts(entry, one, one.pk in hidden),
        "versions": pages.versions_table(entry, versions, hidden),
        "why_not_record": why_not(request.user, check_can_record, entry.id) if entry.is_recorded else "This measure is counted from the return now.",
        "key": KEY_TO_HIDDEN if hidden else "",
    }  # fmt: skip
    return render(request, "recorded/record.html", context | _crumbs("The record of a value", entry))


@require_http_methods(["GET", "POST"])
@rule(check_can_record)
def correct(request: HttpRequest, recorded: int) -> HttpResponse:
    """Record a new version of a value, with the reason."""
    one, entry = _recorded(recorded)
    check_can_record(request.user, entry.id)
    one = queries.versions(one)[0]
    form = ValueForm(request.POST or None, entry=entry, correcting=one)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.record_value(
                checked=form.value_checked,
                authority=one.authority,
                reason=form.cleaned_data["reason"],
                by=request.user,
            )
        except actions.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The value is corrected. The version before stays to be seen.")
            return redirect("recorded:record", made.pk)
    return _form_page(request, "recorded/correct.html", form, entry, one)


@require_http_methods(["GET", "POST"])
@rule(check_can_record)
def take_back(request: HttpRequest, recorded: int) -> HttpResponse:
    """Say that there is no such value, with the reason; what it said stays to be seen."""
    one, entry = _recorded(recorded)
    check_can_record(request.user, entry.id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.withdraw(value=one, reason=form.cleaned_data["reason"], by=request.user)
        except actions.Refused as refused:
            form.add_error("reason", str(refused))
        else:
            messages.success(request, "The value is taken back. What it said stays to be seen.")
            return redirect("recorded:record", made.pk)
    return _form_page(request, "recorded/take_back.html", form, entry, one)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _form_page(
    request: HttpRequest, page: str, form, entry: Entry | None = None, one: RecordedValue | None = None
) -> HttpResponse:
    titles = {"recorded/value.html": "Record a value", "recorded/upload.html": "Send a file", "recorded/correct.html": "Correct a value", "recorded/take_back.html": "Take a value back"}  # fmt: skip
    context = {"form": form, "entry": entry, "one": one} | _crumbs(titles[page], entry)
    return render(request, page, context, status=400 if form.errors else 200)


def _crumbs(last: str, entry: Entry | None = None) -> dict:
    middle = (
        (entry.name, reverse("position:measure", args=[entry.id]))
        if entry
        else ("Recorded series", reverse("recorded:home"))
    )
    return {"breadcrumbs": [("Catalogue of measures", reverse("recorded:catalogue")), middle, (last, None)]}


def _breakdowns(entry: Entry, used: tuple[str, ...], by: str, has_total: bool) -> list[tuple[str, str, bool]]:
    """The total, where there is one, and the breakdowns that have values, as pages beside each other."""
    if not used:
        return []
    address = reverse("recorded:measure", args=[entry.id])
    items = [("Everyone", address, not by)] if has_total else []
    return items + [(title_of(one), f"{address}?{urlencode({'by': one})}", one == by) for one in used]


def _recorded(recorded: int) -> tuple[RecordedValue, Entry]:
    """The value of an address, of the authority in use, with its measure. Raises NotHere."""
    found = None
    if recorded < 2**63:
        rows = queries.values_of(queries.authority_in_use()).select_related("person", "file")
        found = rows.filter(pk=recorded).first()
    if found is None or found.measure not in every_measure():
        raise NotHere("There is no such recorded value. The pages of the measures lead to those there are.")
    return found, every_measure()[found.measure]


def _sent(request: HttpRequest, token: str) -> SentFile:
    """A file the person sent. Raises NotHere, also for somebody else's."""
    found = SentFile.objects.filter(token=token.replace("\x00", ""), person=request.user).first()
    if found is None:
        raise NotHere("This file is not here any more: its values were recorded, it was thrown away, or sent more than a day ago.")  # fmt: skip
    return found
