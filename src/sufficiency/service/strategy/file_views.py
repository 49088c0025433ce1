"""A plan taken out as a workbook, the empty workbook, and a plan loaded from one."""

import base64
import hashlib
from dataclasses import dataclass

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from sufficiency.documents.plan import Plan
from sufficiency.service.access.errors import NotHere
from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import check_can_keep_plan, check_can_see_plan, may, rule
from sufficiency.service.data.downloads import XLSX
from sufficiency.service.recorded.queries import authority_in_use
from sufficiency.service.recorded.reading import Unusable, plain_name
from sufficiency.service.strategy import forms, queries, updating
from sufficiency.service.strategy.actions import Refused
from sufficiency.service.strategy.asked import strategy_asked
from sufficiency.service.strategy.building import WrongCells, plan_from
from sufficiency.service.strategy.changes import Did, makes_any
from sufficiency.service.strategy.keeping import keep_plan, why_not_kept
from sufficiency.service.strategy.public import in_public
from sufficiency.service.strategy.reading import MOST_BYTES
from sufficiency.service.strategy.writing import as_workbook

MOST_SAID = 100
MOST_CARRIED = 1024 * 1024  # bytes of a workbook that goes back and forth with the page of its changes
SALT, A_DAY = "a workbook of a plan that was looked at", 24 * 60 * 60


@dataclass(frozen=True)
class Sent:
    """A workbook as it was sent."""

    name: str
    content: bytes

    @property
    def details(self) -> dict[str, str]:
        """What the audit keeps of it."""
        return {"file": plain_name(self.name), "sha256": hashlib.sha256(self.content).hexdigest()}

    def signed(self, by: Person, found: updating.Proposed) -> str:
        """The workbook with what was shown of it and to whom, so that this and nothing else can be confirmed."""
        kept = [by.pk, found.strategy.pk, found.mark, self.name, base64.b64encode(self.content).decode()]
        return signing.dumps(kept, salt=SALT)

    @classmethod
    def seen(cls, by: Person, text: str) -> tuple["Sent", int, str]:
        """(the workbook, the strategy, the mark of what was shown). Raises BadSignature where it was not shown to this
        person within a day."""
        person, strategy, mark, name, content = signing.loads(text, salt=SALT, max_age=A_DAY)
        if person != by.pk:
            raise signing.BadSignature
        return cls(name, base64.b64decode(content)), strategy, mark


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
    """Load a whole plan, or nothing of it; every cell that cannot be is told of.

    Of a strategy that is kept already it is shown first what the workbook would change, and that is done when it is
    confirmed.
    """
    if "seen" in request.POST:
        return _confirmed(request)
    form = (
        forms.WorkbookForm(request.POST, request.FILES) if request.method == "POST" else forms.WorkbookForm()
    )
    wrong: list[str] = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        sent = Sent(file.name, file.read(MOST_BYTES + 1))
        try:
            plan = plan_from(sent.name, sent.content, queries.day_of_the_plan())
            held = updating.strategy_of(plan, authority_in_use())
            if held is not None:
                return _changes(request, sent, updating.proposed(held, plan), plan)
            made = keep_plan(plan=plan, authority=authority_in_use(), by=request.user, source="from a workbook", details=sent.details)  # fmt: skip
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


def _changes(request: HttpRequest, sent: Sent, found: updating.Proposed, plan: Plan) -> HttpResponse:
    """What the workbook would change of the strategy, to be confirmed. Raises Unusable, Refused."""
    if len(sent.content) > MOST_CARRIED:
        raise Unusable(
            f"{plain_name(sent.name)} has {len(sent.content) / 1024 / 1024:.1f} MB; a strategy that is kept already "
            f"is changed from a workbook of up to {MOST_CARRIED >> 20} MB. A plan is words: take pictures out."
        )
    if wrong := why_not_kept(plan, found.strategy.authority, instead_of=found.strategy):
        raise Refused(*wrong)
    context = {
        "strategy": found.strategy,
        "any": makes_any(found.changes),
        "groups": [
            (did.value, [one for one in found.changes if one.did is did])
            for did in Did
            if any(one.did is did for one in found.changes)
        ],
        "seen": sent.signed(request.user, found),
        "breadcrumbs": [
            ("Plan", reverse("strategy:home")),
            ("Load a workbook", reverse("strategy:load")),
            ("What it would change", None),
        ],
    }
    return render(request, "strategy/changes.html", context)


def _confirmed(request: HttpRequest) -> HttpResponse:
    """The workbook that was shown is loaded, if the strategy is still what it was."""
    try:
        sent, strategy, mark = Sent.seen(request.user, request.POST["seen"])
    except signing.BadSignature:
        messages.error(
            request, "This page was open for more than a day, or was changed. Load the workbook again."
        )
        return redirect("strategy:load")
    held = get_object_or_404(queries.strategies_of(authority_in_use()), pk=strategy)
    try:
        plan = plan_from(sent.name, sent.content, queries.day_of_the_plan())
        done = updating.update_plan(
            strategy=held, plan=plan, mark=mark, by=request.user, details=sent.details
        )
    except (Unusable, WrongCells, Refused) as refused:
        messages.error(request, str(refused))
        return redirect("strategy:load")
    number = sum(one.did is not Did.LEFT for one in done.changes)
    messages.success(
        request, f"“{done.would_be.title}” is changed: {number:,} change{'' if number == 1 else 's'}."
    )
    return redirect(f"{reverse('strategy:home')}?strategy={held.pk}")


def _workbook(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
