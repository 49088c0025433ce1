"""Editions and what was found in them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from sufficiency.editions import DamagedEdition, Edition, EditionProblem
from sufficiency.service.access.errors import AskedWrongly
from sufficiency.service.access.rules import (
    check_can_load,
    check_can_make_current,
    check_can_see_editions,
    check_can_see_findings,
    check_can_see_small_numbers,
    may,
    rule,
    why_not,
)
from sufficiency.service.audit.actions import record_export, record_look
from sufficiency.service.data import findings as of_findings
from sufficiency.service.data import pages
from sufficiency.service.data.actions import choose_edition
from sufficiency.service.data.asked import edition_named, home
from sufficiency.service.data.differences import figures_that_move, rows_that_move
from sufficiency.service.data.downloads import csv_file
from sufficiency.service.data.models import Choice
from sufficiency.service.data.opened import opened
from sufficiency.service.records.addresses import child_address, child_token
from sufficiency.service.records.confidential import finding_for
from sufficiency.service.records.need_to_know import Sight
from sufficiency.service.ui import components as ui

ON_A_PAGE = 50


@require_GET
@rule(check_can_see_editions)
def home_page(request: HttpRequest) -> HttpResponse:
    """Every edition, newest first."""
    damaged = home().damaged()
    try:
        current = home().current()
    except DamagedEdition as problem:
        current = None
        damaged = [*damaged, *([] if str(problem) in damaged else [str(problem)])]
    manifests = home().editions()
    context = {
        "editions": pages.list_of_editions(manifests, current.id if current else None),
        "number": len(manifests),
        "current": current,
        "damaged": damaged,
        "why_no_load": why_not(request.user, check_can_load),
        "may_see_findings": may(request.user, check_can_see_findings),
    }
    return render(request, "data/editions.html", context)


@require_GET
@rule(check_can_see_editions)
def edition(request: HttpRequest, edition: str) -> HttpResponse:
    """One edition: who, when, from which files, what it holds, what was found."""
    chosen = request.edition = edition_named(edition)
    manifests = home().editions()
    see_findings = may(request.user, check_can_see_findings)
    see_numbers = may(request.user, check_can_see_small_numbers)
    context = {
        "edition": chosen,
        "in_use": _is_in_use(chosen),
        "description": pages.description(chosen.manifest),
        "grid": pages.grid(chosen, with_numbers=see_numbers) if chosen.manifest.years else "",
        "workbooks": pages.workbooks(chosen, with_numbers=see_numbers),
        "files": pages.list_of_files(chosen.manifest, with_numbers=see_numbers),
        "findings": pages.findings_by_check(chosen, link=see_findings) if see_numbers else None,
        "may_see_findings": see_findings,
        "choices": pages.list_of_choices(list(Choice.objects.filter(edition=chosen.id).select_related("person"))),
        "others": [one for one in manifests if one.id != chosen.id],
        "why_not_use": why_not(request.user, check_can_make_current),
        "may_compare": see_numbers,
        "breadcrumbs": [("Data", reverse("data:home")), (f"Edition {chosen.id}", None)],
    }  # fmt: skip
    return render(request, "data/edition.html", context)


@require_GET
@rule(check_can_see_small_numbers)
def differences(request: HttpRequest, edition: str) -> HttpResponse:
    """What moves between two editions: figures and rows."""
    after = request.edition = edition_named(edition)
    others = [one for one in home().editions() if one.id != after.id]
    based_on = after.manifest.based_on
    known = [one.id for one in others]  # the one it is based on may have been deleted
    asked = request.GET.get("with") or (based_on if based_on in known else next(iter(known), ""))
    if not asked:
        raise AskedWrongly("There is only one edition, so there is none to compare it with.")
    before = edition_named(asked)
    moved = figures_that_move(before, after)
    rows = rows_that_move(before, after)
    context = {
        "before": before,
        "after": after,
        "others": others,
        "moved": moved,
        "figures": pages.moved_figures(moved, f"?edition={after.id}"),
        "rows_moved": rows,
        "rows": pages.moved_rows(rows),
        "breadcrumbs": [
            ("Data", reverse("data:home")),
            (f"Edition {after.id}", reverse("data:edition", args=[after.id])),
            ("Differences", None),
        ],
    }
    return render(request, "data/differences.html", context)


@require_POST
@rule(check_can_make_current)
def use(request: HttpRequest, edition: str) -> HttpResponse:
    """Make it the edition in use."""
    try:
        chosen = choose_edition(edition_id=edition, by=request.user)
    except EditionProblem as problem:
        messages.error(request, str(problem))
        return redirect("data:edition", edition)
    messages.success(request, f"Edition {chosen.id} is now in use: all figures come from it.")
    return redirect("data:edition", chosen.id)


@require_GET
@rule(check_can_see_findings)
def findings(request: HttpRequest, edition: str) -> HttpResponse:
    """Findings one by one, narrowed by severity, check, year and child."""
    chosen = request.edition = edition_named(edition)
    sight = Sight(request.user)
    form, found = _findings(request, chosen, sight)
    page = Paginator(range(found.num_rows), ON_A_PAGE).get_page(request.GET.get("page"))
    shown = found.slice(max(page.start_index() - 1, 0), ON_A_PAGE).to_pylist()
    shown = [finding_for(sight, one) for one in shown]
    record_look(request.user, of_findings.children_named(shown), f"findings of edition {chosen.id}")
    context = {
        "edition": chosen,
        "form": form,
        "child_form": of_findings.FindingsOfChild(),
        "of_child": bool(form.cleaned_data["child"]),
        "number": found.num_rows,
        "table": of_findings.as_table(shown, lambda child: child_address(child, chosen.id)),
        "pages": ui.Pages(page, request.GET, "findings"),
        "breadcrumbs": [
            ("Data", reverse("data:home")),
            (f"Edition {chosen.id}", reverse("data:edition", args=[chosen.id])),
            ("Findings", None),
        ],
    }  # fmt: skip
    return render(request, "data/findings.html", context)


@require_GET
@rule(check_can_see_findings)
def findings_download(request: HttpRequest, edition: str, kind: str) -> HttpResponse:
    """The findings asked for, to take away to the case system."""
    chosen = edition_named(edition)
    sight = Sight(request.user)
    _form, found = _findings(request, chosen, sight)
    rows = [of_findings.plain(finding_for(sight, one)) for one in found.to_pylist()]
    record_export(request.user, of_findings.children_named(rows), f"findings of edition {chosen.id}, {kind}")  # fmt: skip
    if kind == "json":
        answer = JsonResponse(rows, safe=False)
        answer["Content-Disposition"] = f'attachment; filename="findings-{chosen.id}.json"'
        return answer
    cells = ([" ".join(v or ()) if k == "measures" else v for k, v in row.items()] for row in rows)
    return csv_file(f"findings-{chosen.id}", of_findings.COLUMNS, cells)


@require_POST
@rule(check_can_see_findings)
def findings_of_child(request: HttpRequest, edition: str) -> HttpResponse:
    """From the id of a child, which is posted, to the address of the child's findings, which holds a token."""
    chosen = edition_named(edition)
    form = of_findings.FindingsOfChild(request.POST)
    if not form.is_valid() or form.cleaned_data["child"] not in opened(chosen).children:
        messages.error(request, "No return of this edition tells of a child of that id.")
        return redirect("data:findings", chosen.id)
    query = urlencode({"child": child_token(form.cleaned_data["child"])})
    return redirect(f"{reverse('data:findings', args=[chosen.id])}?{query}")


def _findings(request: HttpRequest, chosen: Edition, sight: Sight):
    """The filter form, and the findings it leaves. Raises AskedWrongly for a value that is none of the choices."""
    every = chosen.table("findings")
    form = of_findings.FindingsFilter(request.GET, edition=chosen, findings=every)
    if not form.is_valid():
        raise AskedWrongly(". ".join(error for errors in form.errors.values() for error in errors) + ".")
    return form, of_findings.narrowed(every, form.cleaned_data, chosen, sight)


def _is_in_use(chosen: Edition) -> bool:
    try:
        current = home().current()
    except DamagedEdition:  # the list of editions says what is wrong
        return False
    return current is not None and current.id == chosen.id
