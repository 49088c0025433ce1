"""What is kept for how long, what is past its time, and deciding on it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sufficiency.editions import DamagedEdition, EditionProblem
from sufficiency.service.access.errors import NotHere
from sufficiency.service.access.rules import (
    check_can_answer_decision,
    check_can_answer_subject_access,
    check_can_lift_hold,
    check_can_review_retention,
    check_can_take_extract,
    rule,
    why_not,
)
from sufficiency.service.data.asked import home
from sufficiency.service.protection import actions, pages, schedule
from sufficiency.service.protection.due import children_due, everything_kept, find_kept
from sufficiency.service.protection.forms import AnswerForm, DecisionForm, HoldForm
from sufficiency.service.protection.models import Answer, Decision, Hold, Kind

LAST_DECISIONS = 50


@require_GET
@rule(check_can_review_retention)
def home_page(request: HttpRequest) -> HttpResponse:
    """The schedule, and the way to what a council must be able to do with records."""
    today = timezone.localdate()
    context = {
        "due": sum(one.is_due(today) for one in everything_kept(home())),
        "schedule": pages.schedule_table(schedule.in_force(today)),
        "why_no_access": why_not(request.user, check_can_answer_subject_access),
        "why_no_extract": why_not(request.user, check_can_take_extract),
    }
    return render(request, "protection/home.html", context)


@require_GET
@rule(check_can_review_retention)
def retention(request: HttpRequest) -> HttpResponse:
    """What is past its time, what waits for a second person, what is held, what was decided."""
    today = timezone.localdate()
    found = everything_kept(home())
    due = [one for one in found if one.is_due(today) or one.waits]
    decisions = Decision.objects.select_related("asked_by", "answered_by")[:LAST_DECISIONS]
    holds = Hold.objects.filter(lifted_at=None).select_related("person")
    context = {
        "due": due,
        "list": pages.review_list("To decide on", due, today, "Nothing is past its time today."),
        "later": pages.review_list(
            "Not due yet",
            [one for one in found if one not in due],
            today,
            "There is no edition but the one in use, and no account that is shut.",
        ),
        "children_due": _children_due(today),
        "holds": pages.holds_table(holds),
        "decisions": pages.decisions_table(decisions),
        "all_of_a_kind": [(kind, pages.hold_in_words(Hold(kind=kind, thing=Hold.ALL))) for kind in Kind],
        "breadcrumbs": [("Data protection", reverse("protection:home")), ("Review list", None)],
    }
    return render(request, "protection/retention.html", context)


@require_http_methods(["GET", "POST"])
@rule(check_can_review_retention)
def kept(request: HttpRequest, kind: str, thing: str) -> HttpResponse:
    """One thing that is kept: ask that it stays or goes."""
    one = find_kept(home(), kind, thing)
    if one is None:
        raise NotHere("There is nothing of that name to review.")
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            asked = actions.ask_for(kind=kind, thing=thing, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, "A second person now decides.")
            return redirect("protection:decision", asked.pk)
    context = {
        "kept": one,
        "form": form,
        "state": pages.state_of(one, timezone.localdate()),
        "is_due": one.is_due(timezone.localdate()),
        "breadcrumbs": [*_above(), (one.what, None)],
    }
    return render(request, "protection/kept.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@rule(check_can_review_retention)
def decision(request: HttpRequest, decision: int) -> HttpResponse:
    """One decision: approve or refuse it, or see what became of it."""
    asked = Decision.objects.select_related("asked_by", "answered_by").filter(pk=decision).first()
    if asked is None:
        raise NotHere("There is no such decision.")
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        approve = form.cleaned_data["answer"] == "approve"
        try:
            actions.answer(
                decision=decision, approve=approve, note=form.cleaned_data["note"], by=request.user
            )
        except EditionProblem as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, "Your answer is written down.")
        return redirect("protection:decision", decision)
    context = {
        "asked": asked,
        "since_then": pages.since_then(asked),
        "form": form,
        "waits": asked.answer == Answer.WAITING,
        "why_not": why_not(request.user, check_can_answer_decision, asked),
        "breadcrumbs": [*_above(), (str(asked), None)],
    }
    return render(request, "protection/decision.html", context, status=400 if form.errors else 200)


@require_POST
@rule(check_can_review_retention)
def carry_out(request: HttpRequest, decision: int) -> HttpResponse:
    """Go on deleting where that was broken off."""
    try:
        actions.carry_out(decision=decision, by=request.user)
    except EditionProblem as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "It is deleted.")
    return redirect("protection:decision", decision)


@require_http_methods(["GET", "POST"])
@rule(check_can_review_retention)
def place_hold(request: HttpRequest, kind: str, thing: str) -> HttpResponse:
    """Hold something, or all of a kind."""
    one = None if thing == Hold.ALL else find_kept(home(), kind, thing)
    if kind not in Kind.values or (one is None and thing != Hold.ALL):
        raise NotHere("There is nothing of that name to hold.")
    form = HoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.place_hold(kind=kind, thing=thing, reason=form.cleaned_data["reason"], by=request.user)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(
                request, "It is held: it cannot be deleted until a second person lifts the hold."
            )
            return redirect("protection:retention")
    what = one.what if one else pages.hold_in_words(Hold(kind=kind, thing=thing))
    context = {"what": what, "form": form, "breadcrumbs": [*_above(), (f"Hold: {what}", None)]}
    return render(request, "protection/place_hold.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@rule(check_can_review_retention)
def hold(request: HttpRequest, hold: int) -> HttpResponse:
    """One hold: who placed it and why, and lifting it."""
    found = Hold.objects.select_related("person", "lifted_by").filter(pk=hold).first()
    if found is None:
        raise NotHere("There is no such hold.")
    form = HoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.lift_hold(hold=hold, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, "The hold is lifted.")
        return redirect("protection:retention")
    context = {
        "hold": found,
        "what": pages.hold_in_words(found),
        "form": form,
        "why_not": why_not(request.user, check_can_lift_hold, found),
        "breadcrumbs": [*_above(), (pages.hold_in_words(found), None)],
    }
    return render(request, "protection/hold.html", context, status=400 if form.errors else 200)


def _above() -> list[tuple[str, str]]:
    return [
        ("Data protection", reverse("protection:home")),
        ("Review list", reverse("protection:retention")),
    ]


def _children_due(today) -> int:
    try:
        edition = home().current()
    except DamagedEdition:
        return 0
    return children_due(edition, today) if edition else 0
