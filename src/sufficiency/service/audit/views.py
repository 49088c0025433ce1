"""Who looked at a child, when and why; and what one person did. Each page and file of these is a line itself."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from sufficiency.service.access.errors import AskedWrongly, NotHere
from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import check_can_see_lines, check_can_see_who_looked, may, rule
from sufficiency.service.audit import queries
from sufficiency.service.audit.actions import record
from sufficiency.service.audit.forms import Narrow, OneChild
from sufficiency.service.audit.models import Line, What
from sufficiency.service.audit.shown import COLUMNS, Reader, as_rows, as_table
from sufficiency.service.data.downloads import csv_file
from sufficiency.service.records.addresses import child_token
from sufficiency.service.ui import components as ui

ON_A_PAGE = 50
MOST_IN_A_FILE = 50_000


@dataclass(frozen=True)
class Asked:
    """What the page is of: all lines, those of a child, or those of a person."""

    lines: QuerySet[Line]
    title: str
    page: str
    file: str
    csv: str
    child: str | None = None
    person: Person | None = None


@require_GET
@rule(check_can_see_lines)
def home(request: HttpRequest) -> HttpResponse:
    """Everything that was done, latest first."""
    return _page(request, _everything())


@require_GET
@rule(check_can_see_lines)
def home_csv(request: HttpRequest) -> HttpResponse:
    """The same to take away."""
    return _file(request, _everything())


@require_GET
@rule(check_can_see_lines)
def person(request: HttpRequest, person: int) -> HttpResponse:
    """What one person did, and what was done to their account."""
    return _page(request, _of_person(person))


@require_GET
@rule(check_can_see_lines)
def person_csv(request: HttpRequest, person: int) -> HttpResponse:
    """The same to take away."""
    return _file(request, _of_person(person))


@require_GET
@rule(check_can_see_who_looked)
def child(request: HttpRequest, child: str) -> HttpResponse:
    """Who looked at one child's record, when and why."""
    return _page(request, _of_child(request, child))


@require_GET
@rule(check_can_see_who_looked)
def child_csv(request: HttpRequest, child: str) -> HttpResponse:
    """The same to take away."""
    return _file(request, _of_child(request, child))


@require_POST
@rule(check_can_see_who_looked)
def find_child(request: HttpRequest) -> HttpResponse:
    """From the id of a child, which is posted, to the address of who looked, which holds a token."""
    form = OneChild(request.POST)
    if not form.is_valid():
        raise AskedWrongly(" ".join(error for errors in form.errors.values() for error in errors) + ".")
    return redirect("audit:child", child_token(form.cleaned_data["child"]))


def _everything() -> Asked:
    return Asked(Line.objects.all(), "Who did what", "audit", "audit", reverse("audit:home_csv"))


def _of_person(pk: int) -> Asked:
    found = Person.objects.filter(pk=pk).first() if pk < 2**63 else None
    if found is None:
        raise NotHere("There is no such person.")
    address = reverse("audit:person_csv", args=[pk])
    return Asked(queries.lines_of_person(found), f"What {found} did", "audit of a person", f"audit-{found.username}", address, person=found)  # fmt: skip


def _of_child(request: HttpRequest, token: str) -> Asked:
    found = queries.child_of(token)
    if found is None:
        raise NotHere("Nobody has looked at a child with this address.")
    name = Reader(request.user).name_of(found)
    title = f"Who looked at {'a sealed record' if name != found else f'child {found}'}"
    address = reverse("audit:child_csv", args=[token])
    return Asked(queries.lines_of_child(found), title, "who looked at this child", f"audit-child-{token}", address, child=found)  # fmt: skip


def _page(request: HttpRequest, asked: Asked) -> HttpResponse:
    form, lines = _narrowed(request, asked)
    page = Paginator(lines, ON_A_PAGE).get_page(request.GET.get("page"))
    shown = list(page)
    record(by=request.user, what=What.LOOKED, child=asked.child, person=asked.person, page=asked.page)
    context = {
        "asked": asked,
        "filter": form,
        "number": page.paginator.count,
        "table": as_table(shown, Reader(request.user), of_child=asked.child is not None),
        "pages": ui.Pages(page, request.GET, "lines"),
        "child_form": OneChild() if asked.child is None and may(request.user, check_can_see_who_looked) else None,
        "breadcrumbs": [] if asked.page == "audit" else _way(request, asked),
    }  # fmt: skip
    return render(request, "audit/lines.html", context)


def _file(request: HttpRequest, asked: Asked) -> HttpResponse:
    _form, lines = _narrowed(request, asked)
    if lines.count() > MOST_IN_A_FILE:
        raise AskedWrongly(
            f"These are more than {MOST_IN_A_FILE:,} lines, too many for one file. Take fewer days."
        )
    found = list(lines)
    record(by=request.user, what=What.EXPORTED, child=asked.child, person=asked.person, page=f"{asked.page}, CSV", details={"lines": len(found)})  # fmt: skip
    return csv_file(asked.file, COLUMNS, as_rows(found, Reader(request.user)))


def _narrowed(request: HttpRequest, asked: Asked) -> tuple[Narrow, QuerySet[Line]]:
    form = Narrow(request.GET)
    if not form.is_valid():
        raise AskedWrongly(". ".join(error for errors in form.errors.values() for error in errors) + ".")
    return form, queries.narrowed(asked.lines, **form.cleaned_data).select_related("about")


def _way(request: HttpRequest, asked: Asked) -> list[tuple[str, str | None]]:
    """Above the page: all lines, for those who may see them; a permanence manager comes from the child."""
    start = [("Audit", reverse("audit:home"))] if may(request.user, check_can_see_lines) else [("Children", reverse("records:home"))]  # fmt: skip
    return [*start, (asked.title, None)]
