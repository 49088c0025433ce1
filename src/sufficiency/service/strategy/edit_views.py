"""Writing the plan, and reporting on an action: each page a form, each form one action."""

from collections.abc import Callable

from django import forms as django_forms
from django.contrib import messages
from django.db import models as django_models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from sufficiency.documents.plan import Rating
from sufficiency.service.access.rules import (
    check_can_keep_plan,
    check_can_report_on_action,
    check_can_see_plan,
    rule,
)
from sufficiency.service.recorded.queries import authority_in_use
from sufficiency.service.strategy import actions, forms, models, queries
from sufficiency.service.strategy.action_page import action_page
from sufficiency.service.strategy.asked import action_of, part_of, strategy_of

BOTH = ["GET", "POST"]


@require_http_methods(BOTH)
@rule(check_can_keep_plan)
def add_strategy(request: HttpRequest) -> HttpResponse:
    """Write a strategy."""
    return _strategy(request, None)


@require_http_methods(BOTH)
@rule(check_can_keep_plan)
def change_strategy(request: HttpRequest, strategy: int) -> HttpResponse:
    """Change a strategy, or put it in force by taking away that it is a draft."""
    return _strategy(request, strategy_of(strategy))


def _strategy(request: HttpRequest, held: models.Strategy | None) -> HttpResponse:
    form = forms.StrategyForm(request.POST or None, initial=_of_strategy(held) if held else None)

    def save() -> str:
        saved = actions.save_strategy(
            strategy=held, authority=authority_in_use(), by=request.user, **_sent(form)
        )
        return f"{reverse('strategy:strategy')}?strategy={saved.pk}"

    back = f"{reverse('strategy:strategy')}?strategy={held.pk}" if held else reverse("strategy:home")
    return _page(request, form, save, "Change the strategy" if held else "Write a strategy", back)


def _of_strategy(held: models.Strategy) -> dict[str, object]:
    names = ("title", "starts", "ends", "vision", "duty", "priorities_called", "draft")
    lines = {
        part: [one.words for one in getattr(held, part).all()] for part in ("levers", "success", "statements")
    }
    return {name: getattr(held, name) for name in names} | lines | {"seen": actions.mark_of(held)}


@require_http_methods(BOTH)
@rule(check_can_keep_plan)
def add_priority(request: HttpRequest, strategy: int) -> HttpResponse:
    """Add a priority or challenge."""
    return _priority(request, strategy_of(strategy), None)


@require_http_methods(BOTH)
@rule(check_can_keep_plan)
def change_priority(request: HttpRequest, priority: int) -> HttpResponse:
    """Change a priority or challenge, and the measures reported under it."""
    held = part_of(models.Priority, priority, "strategy")
    return _priority(request, held.strategy, held)


def _priority(request: HttpRequest, strategy: models.Strategy, held: models.Priority | None) -> HttpResponse:
    initial = {"number": strategy.priorities.count() + 1}
    if held:
        measures = [one.measure for one in held.measures.all()]
        initial = _initial(held, "number", "title", "words") | {"measures": measures}
    form = forms.PriorityForm(request.POST or None, initial=initial)
    back = f"{reverse('strategy:strategy')}?strategy={strategy.pk}"

    def save() -> str:
        actions.save_priority(strategy=strategy, priority=held, by=request.user, **_sent(form))
        return back

    called = strategy.priorities_called
    take_out = reverse("strategy:take_out_priority", args=[held.pk]) if held else ""
    title = f"Change {called} {held.number}" if held else f"Add a {called}"
    return _page(request, form, save, title, back, strategy.title, take_out=take_out)


@require_http_methods(BOTH)
@rule(check_can_keep_plan)
def add_action(request: HttpRequest, strategy: int) -> HttpResponse:
    """Add an action."""
    return _action(request, strategy_of(strategy), None)


@require_http_methods(BOTH)
@rule(check_can_keep_plan)
def change_action(request: HttpRequest, action: int) -> HttpResponse:
    """Change an action."""
    held = part_of(models.Action, action, "strategy", also=("lead_person",))
    return _action(request, held.strategy, held)


def _action(request: HttpRequest, strategy: models.Strategy, held: models.Action | None) -> HttpResponse:
    areas = list(dict.fromkeys(strategy.actions.values_list("key_area", flat=True)))
    initial = _of_action(held) if held else None
    form = forms.ActionForm(request.POST or None, initial=initial, strategy=strategy, areas=areas)

    def save() -> str:
        sent = _sent(form)
        fields = sent["fields"]
        fields["lead_person"] = fields.pop("lead_account")
        if fields["place"] is None:
            del fields["place"]
        saved = actions.save_action(strategy=strategy, action=held, by=request.user, **sent)
        return reverse("strategy:action", args=[saved.pk])

    back = _address_of(held) if held else f"{reverse('strategy:home')}?strategy={strategy.pk}"
    return _page(
        request, form, save, f"Change action {held.number}" if held else "Add an action", back, strategy.title
    )


def _of_action(held: models.Action) -> dict[str, object]:
    names = ("number", "place", "key_area", "focus", "lead", "financial_implication", "resources", "risks")
    account = held.lead_person.username if held.lead_person else ""
    return _initial(held, *names) | {
        "lead_account": account,
        "statements": held.statements.all(),
    }


@require_http_methods(BOTH)
@rule(check_can_keep_plan)
def add_milestone(request: HttpRequest, action: int) -> HttpResponse:
    """Add a milestone."""
    return _milestone(request, action_of(request, action), None)


@require_http_methods(BOTH)
@rule(check_can_keep_plan)
def change_milestone(request: HttpRequest, milestone: int) -> HttpResponse:
    """Change a milestone, such as that it is done."""
    held = part_of(models.Milestone, milestone, "action__strategy")
    return _milestone(request, held.action, held)


def _milestone(request: HttpRequest, action: models.Action, held: models.Milestone | None) -> HttpResponse:
    form = forms.MilestoneForm(
        request.POST or None, initial=_initial(held, "words", "due", "due_words", "done")
    )

    def save() -> str:
        actions.save_milestone(action=action, milestone=held, by=request.user, **_sent(form))
        return _address_of(action)

    take_out = reverse("strategy:take_out_milestone", args=[held.pk]) if held else ""
    title = "Change a milestone" if held else "Add a milestone"
    return _page(request, form, save, title, _address_of(action), _named(action), take_out=take_out)


@require_http_methods(BOTH)
@rule(check_can_keep_plan)
def add_indicator(request: HttpRequest, action: int) -> HttpResponse:
    """Add an indicator."""
    return _indicator(request, action_of(request, action), None)


@require_http_methods(BOTH)
@rule(check_can_keep_plan)
def change_indicator(request: HttpRequest, indicator: int) -> HttpResponse:
    """Change an indicator."""
    held = part_of(models.Indicator, indicator, "action__strategy")
    return _indicator(request, held.action, held)


def _indicator(request: HttpRequest, action: models.Action, held: models.Indicator | None) -> HttpResponse:
    names = ("words", "measure", "baseline", "baseline_on", "target", "target_on")
    form = forms.IndicatorForm(request.POST or None, initial=_initial(held, *names))

    def save() -> str:
        actions.save_indicator(action=action, indicator=held, by=request.user, **_sent(form))
        return _address_of(action)

    take_out = reverse("strategy:take_out_indicator", args=[held.pk]) if held else ""
    title = "Change an indicator" if held else "Add an indicator"
    return _page(request, form, save, title, _address_of(action), _named(action), take_out=take_out)


@require_POST
@rule(check_can_keep_plan)
def take_out_priority(request: HttpRequest, priority: int) -> HttpResponse:
    """Take a priority out of the strategy."""
    held = part_of(models.Priority, priority, "strategy")
    return _taken_out(request, held, f"{reverse('strategy:strategy')}?strategy={held.strategy_id}")


@require_POST
@rule(check_can_keep_plan)
def take_out_milestone(request: HttpRequest, milestone: int) -> HttpResponse:
    """Take a milestone out of an action."""
    held = part_of(models.Milestone, milestone, "action__strategy")
    return _taken_out(request, held, _address_of(held.action))


@require_POST
@rule(check_can_keep_plan)
def take_out_indicator(request: HttpRequest, indicator: int) -> HttpResponse:
    """Take an indicator out of an action."""
    held = part_of(models.Indicator, indicator, "action__strategy")
    return _taken_out(request, held, _address_of(held.action))


def _taken_out(
    request: HttpRequest, held: models.Milestone | models.Indicator | models.Priority, back: str
) -> HttpResponse:
    try:
        actions.take_out(thing=held, by=request.user)
    except actions.Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "It is taken out.")
    return redirect(back)


@require_http_methods(BOTH)
@rule(check_can_see_plan)
def rate(request: HttpRequest, action: int) -> HttpResponse:
    """Rate an action, beside what the rule proposes; the reason is needed."""
    kept = _reported(request, action)
    page = action_page(request.user, kept, queries.day_of_the_plan())
    form = forms.RatingForm(request.POST or None)

    def save() -> str:
        given = form.cleaned_data
        actions.rate(action=kept, on=page.on, rating=Rating(given["rating"]), reason=given["reason"], proposal=page.standing.proposal, by=request.user)  # fmt: skip
        return _address_of(kept)

    return _page(request, form, save, "Rate this action", _address_of(kept), _named(kept), proposed=page)


@require_http_methods(BOTH)
@rule(check_can_see_plan)
def add_note(request: HttpRequest, action: int) -> HttpResponse:
    """Say how an action comes along."""
    kept = _reported(request, action)
    form = forms.NoteForm(request.POST or None)

    def save() -> str:
        actions.add_note(
            action=kept, on=queries.day_of_the_plan(), words=form.cleaned_data["words"], by=request.user
        )
        return f"{_address_of(kept)}#notes"

    return _page(request, form, save, "Add a note", _address_of(kept), _named(kept))


@require_http_methods(BOTH)
@rule(check_can_see_plan)
def add_evidence(request: HttpRequest, action: int) -> HttpResponse:
    """Add what shows that an action was done or helped."""
    kept = _reported(request, action)
    form = forms.EvidenceForm(request.POST or None)

    def save() -> str:
        actions.add_evidence(action=kept, on=queries.day_of_the_plan(), by=request.user, **form.cleaned_data)
        return f"{_address_of(kept)}#evidence"

    return _page(request, form, save, "Add evidence", _address_of(kept), _named(kept))


def _reported(request: HttpRequest, action: int) -> models.Action:
    """An action that the person may report on. Raises NotHere, NotAllowed."""
    kept = action_of(request, action)
    check_can_report_on_action(request.user, kept)
    return kept


def _page(
    request: HttpRequest,
    form: django_forms.Form,
    save: Callable[[], str],
    title: str,
    back: str,
    caption: str = "",
    **more: object,
) -> HttpResponse:
    """The form, or after it was sent the page it leads to; what an action refuses stands above the form."""
    if request.method == "POST" and form.is_valid():
        try:
            there = save()
        except actions.Refused as refused:
            for sentence in refused.sentences:
                form.add_error(None, sentence)
        else:
            messages.success(request, "Saved.")
            return redirect(there)
    crumbs = [("Plan", reverse("strategy:home")), (caption, back), (title, None)] if caption else [("Plan", reverse("strategy:home")), (title, None)]  # fmt: skip
    context = {"form": form, "title": title, "caption": caption, "back": back, "breadcrumbs": crumbs} | more
    return render(request, "strategy/form.html", context, status=400 if form.errors else 200)


def _initial(held: django_models.Model | None, *names: str) -> dict[str, object] | None:
    """What stands in the form, with the mark of all that the page shows."""
    if held is None:
        return None
    return {name: getattr(held, name) for name in names} | {"seen": actions.mark_of(held)}


def _sent(form: django_forms.Form) -> dict[str, object]:
    """What was sent of a part of the plan: its fields, and the mark of what the page showed."""
    fields = dict(form.cleaned_data)
    return {"seen": fields.pop("seen"), "fields": fields}


def _address_of(action: models.Action) -> str:
    return reverse("strategy:action", args=[action.pk])


def _named(action: models.Action) -> str:
    return f"Action {action.number}"
