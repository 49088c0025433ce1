"""Records that are closed: why, opening one with a reason, where a child's homes are, and answering for it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sufficiency.service.access.rules import (
    check_can_answer,
    check_can_break_glass,
    check_can_open_address,
    check_can_open_sealed,
    check_can_seal,
    check_can_see_child,
    check_can_see_children,
    check_can_see_openings,
    rule,
    why_not,
)
from sufficiency.service.audit.actions import record_look
from sufficiency.service.records import actions, openings
from sufficiency.service.records.addresses import child_address
from sufficiency.service.records.asked import child_asked
from sufficiency.service.records.closed import closed
from sufficiency.service.records.models import Opening
from sufficiency.service.records.need_to_know import Sight
from sufficiency.service.records.reasons import AnswerForm, ReasonForm


@require_POST
@rule(check_can_see_children)
def open_record(request: HttpRequest, child: str) -> HttpResponse:
    """Open a closed record for an hour: a sealed one, or another's child in an emergency."""
    _edition, child = child_asked(request, child)
    sight = Sight(request.user)
    action = actions.open_sealed if sight.is_sealed(child) else actions.break_glass
    check = check_can_open_sealed if sight.is_sealed(child) else check_can_break_glass
    check(request.user, child, sight)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        refusal = why_not(request.user, check_can_see_child, child, sight=sight)
        return closed(request, child, refusal or "This record is open to you.", form)
    action(child=child, reason=form.cleaned_data["reason"], by=request.user)
    return redirect(child_address(child, request.GET.get("edition", "")))


@require_POST
@rule(check_can_see_children)
def close_record(request: HttpRequest, child: str) -> HttpResponse:
    """Close the record one opened, before its time is over."""
    _edition, child = child_asked(request, child)
    check_can_see_child(request.user, child)
    actions.close_record(child=child, by=request.user)
    messages.success(request, "The record is closed again.")
    return redirect("records:home")


@require_http_methods(["GET", "POST"])
@rule(check_can_open_address)
def address(request: HttpRequest, child: str) -> HttpResponse:
    """Where a child's homes are: asked for with a reason, shown once on the answer, kept nowhere."""
    edition, child = child_asked(request, child)
    check_can_open_address(request.user, child)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    context = {
        "form": form,
        "child": child,
        "back": child_address(child, request.GET.get("edition", "")),
        "breadcrumbs": [
            ("Children", reverse("records:home")),
            (f"Child {child}", child_address(child, request.GET.get("edition", ""))),
            ("Where the homes are", None),
        ],
    }
    if form.is_valid():
        rows = actions.open_address(edition=edition, child=child, reason=form.cleaned_data["reason"], by=request.user)  # fmt: skip
        return render(request, "records/address.html", context | {"table": openings.addresses(rows)})
    return render(request, "records/address.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@rule(check_can_seal)
def seal(request: HttpRequest, child: str) -> HttpResponse:
    """Seal a record by hand."""
    _edition, child = child_asked(request, child)
    check_can_seal(request.user, child)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.seal(child=child, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, "The record is sealed.")
        return redirect("records:home")
    context = {
        "form": form,
        "child": child,
        "back": child_address(child, request.GET.get("edition", "")),
        "breadcrumbs": [
            ("Children", reverse("records:home")),
            (f"Child {child}", child_address(child, request.GET.get("edition", ""))),
            ("Seal the record", None),
        ],
    }
    return render(request, "records/seal.html", context, status=400 if form.errors else 200)


@require_GET
@rule(check_can_see_openings)
def all_openings(request: HttpRequest) -> HttpResponse:
    """Records opened in an emergency that wait for an answer, and all opened lately."""
    waiting, others = openings.waiting(), openings.lately()
    context = {
        "waiting": openings.as_table(waiting, "Waiting for an answer"),
        "number": len(waiting),
        "others": openings.as_table(others, "Opened lately"),
        "breadcrumbs": [("Children", reverse("records:home")), ("Records opened", None)],
    }
    return render(request, "records/openings.html", context)


@require_http_methods(["GET", "POST"])
@rule(check_can_see_openings)
def opening(request: HttpRequest, opening: int) -> HttpResponse:
    """One record that was opened: who, when, why; and whether it was right."""
    chosen = get_object_or_404(Opening.objects.select_related("person", "answered_by"), pk=opening)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        check_can_answer(request.user, chosen)
        if form.is_valid():
            actions.answer_opening(opening=chosen, by=request.user, **form.cleaned_data)
            messages.success(request, "Your answer is kept.")
            return redirect("records:openings")
    sight = Sight(request.user)
    if sight.lists(chosen.child):
        record_look(request.user, chosen.child, "record opened in an emergency")
    context = {
        "opening": chosen,
        "facts": openings.facts(chosen, sight),
        "page": openings.page_of(chosen, sight),
        "form": form,
        "why_not_answer": why_not(request.user, check_can_answer, chosen),
        "breadcrumbs": [
            ("Children", reverse("records:home")),
            ("Records opened", reverse("records:openings")),
            ("One opening", None),
        ],
    }
    return render(request, "records/opening.html", context, status=400 if form.errors else 200)
