"""A plan taken out as a workbook, the empty workbook, and a plan loaded from one."""

import hashlib

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from sufficiency.service.access.errors import NotHere
from sufficiency.service.access.rules import check_can_keep_plan, check_can_see_plan, may, rule
from sufficiency.service.data.downloads import XLSX
from sufficiency.service.recorded.queries import authority_in_use
from sufficiency.service.recorded.reading import Unusable, plain_name
from sufficiency.service.strategy import forms, queries
from sufficiency.service.strategy.actions import Refused
from sufficiency.service.strategy.asked import strategy_asked
from sufficiency.service.strategy.building import WrongCells, plan_from
from sufficiency.service.strategy.keeping import keep_plan
from sufficiency.service.strategy.public import in_public
from sufficiency.service.strategy.reading import MOST_BYTES
from sufficiency.service.strategy.writing import as_workbook

MOST_SAID = 100


@require_GET
@rule(check_can_see_plan)
def as_workbook_file(request: HttpRequest) -> HttpResponse:
    """The plan as a workbook that can be loaded again; without what may not leave for those who do not keep it."""
    asked = strategy_asked(request)
    if asked.strategy is None:
        raise NotHere("No strategy is in force, so there is none to take away.")
    plan = queries.plan_of(asked.strategy, asked.on)
    if not may(request.user, check_can_keep_plan):
        plan = in_public(plan, request.user)
    return _workbook(as_workbook(plan), f"plan-{asked.strategy.starts.year}.xlsx")


@require_GET
@rule(check_can_keep_plan)
def template(request: HttpRequest) -> HttpResponse:
    """The empty workbook."""
    return _workbook(as_workbook(None), "plan-template.xlsx")


@require_http_methods(["GET", "POST"])
@rule(check_can_keep_plan)
def load(request: HttpRequest) -> HttpResponse:
    """Load a whole plan, or nothing of it; every cell that cannot be is told of."""
    form = (
        forms.WorkbookForm(request.POST, request.FILES) if request.method == "POST" else forms.WorkbookForm()
    )
    wrong: list[str] = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read(MOST_BYTES + 1)
        try:
            plan = plan_from(file.name, content, queries.day_of_the_plan())
            details = {"file": plain_name(file.name), "sha256": hashlib.sha256(content).hexdigest()}
            made = keep_plan(plan=plan, authority=authority_in_use(), by=request.user, source="from a workbook", details=details)  # fmt: skip
        except Unusable as problem:
            form.add_error("file", str(problem))
        except (WrongCells, Refused) as refused:
            wrong = refused.sentences
            form.add_error(
                "file", f"{len(wrong):,} thing{'' if len(wrong) == 1 else 's'} to put right in the workbook"
            )
        else:
            messages.success(request, f"“{made}” is kept, with {len(plan.actions):,} actions.")
            return redirect(f"{reverse('strategy:home')}?strategy={made.pk}")
    crumbs = [("Plan", reverse("strategy:home")), ("Load a workbook", None)]
    context = {
        "form": form,
        "wrong": wrong[:MOST_SAID],
        "more": len(wrong) - MOST_SAID,
        "breadcrumbs": crumbs,
    }
    return render(request, "strategy/load.html", context, status=400 if form.errors else 200)


def _workbook(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
