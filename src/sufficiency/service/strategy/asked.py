"""What an address of the plan asks for: which strategy, which action; and what stands around each page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db import models as django_models
from django.http import HttpRequest
from django.urls import reverse

from sufficiency.service.access.errors import AskedWrongly, NotHere
from sufficiency.service.access.rules import check_can_keep_plan, may, why_not
from sufficiency.service.data.asked import shown
from sufficiency.service.recorded.queries import authority_in_use
from sufficiency.service.strategy import models, queries

VIEWS = (
    ("On a page", "strategy:home"),
    ("The strategy", "strategy:strategy"),
    ("By lead", "strategy:by_lead"),
    ("By measure", "strategy:by_measure"),
    ("By I statement", "strategy:by_statement"),
    ("Late", "strategy:overdue"),
    ("Timeline", "strategy:timeline"),
)
Kept = TypeVar("Kept", bound=django_models.Model)


@dataclass(frozen=True)
class Asked:
    """The strategy a page is about, None where the authority has none that is in force, and the day it is looked at."""

    strategy: models.Strategy | None
    on: date
    in_force: bool
    strategies: tuple[models.Strategy, ...]


def strategy_asked(request: HttpRequest) -> Asked:
    """The strategy of ``?strategy=``, else the one in force. Raises AskedWrongly, or NotHere for one that is not there;
    of drafts none but those who keep the plan know."""
    authority, on = authority_in_use(), queries.day_of_the_plan()
    keeps = may(request.user, check_can_keep_plan)
    held = [one for one in queries.strategies_of(authority) if keeps or not one.draft]
    current = next((one for one in held if not one.draft and one.starts <= on <= one.ends), None)
    text = request.GET.get("strategy")
    if not text:
        return Asked(current, on, current is not None, tuple(held))
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise AskedWrongly(f"“{shown(text)}” is no strategy; its number is written in digits, as strategy=1.")
    found = next((one for one in held if one.pk == int(text)), None)
    if found is None:
        raise NotHere(f"There is no strategy {int(text)}. The page of the strategy lists those there are.")
    return Asked(found, on, found == current, tuple(held))


def strategy_of(strategy: int) -> models.Strategy:
    """A strategy of the authority in use by its key. Raises NotHere."""
    return _found(queries.strategies_of(authority_in_use()), strategy, "strategy")


def part_of(model: type[Kept], key: int, to_strategy: str, also: Sequence[str] = ()) -> Kept:
    """An action, milestone, indicator or priority by its key, of the authority in use; ``to_strategy`` is the way from
    it to its strategy. Raises NotHere."""
    rows = model.objects.filter(**{f"{to_strategy}__authority__in": {authority_in_use(), ""}})
    return _found(rows.select_related(to_strategy, *also), key, str(model._meta.verbose_name))


def action_of(request: HttpRequest, action: int) -> models.Action:
    """An action by its key; one of a draft for those alone who keep the plan. Raises NotHere."""
    found = part_of(models.Action, action, "strategy")
    if found.strategy.draft and not may(request.user, check_can_keep_plan):
        raise NotHere(f"There is no action {action}.")
    return found


def _found(rows: django_models.QuerySet[Kept], key: int, noun: str) -> Kept:
    found = rows.filter(pk=key).first() if key < 2**31 else None
    if found is None:
        raise NotHere(f"There is no {noun} {key}.")
    return found


def around(request: HttpRequest, asked: Asked, address: str, title: str) -> dict[str, object]:
    """What every page of the plan shows: the way to its other views, and the strategy it is of."""
    query = f"?strategy={asked.strategy.pk}" if asked.strategy and not asked.in_force else ""
    crumbs = [("Plan", reverse("strategy:home") + query), (title, None)] if address != "strategy:home" else []
    return {
        "asked": asked,
        "strategy": asked.strategy,
        "on": asked.on,
        "query": query,
        "views": [(name, reverse(one) + query, one == address) for name, one in VIEWS],
        "why_not_keep": why_not(request.user, check_can_keep_plan),
        "breadcrumbs": crumbs,
    }
