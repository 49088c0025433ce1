"""A workbook of a strategy that is kept already: which one it is of, what it would change, and changing it.

It is of the strategy of its title. Where there is none of that title, and neither is a draft, it is of the one with the
same first and last day: that is how a strategy gets another title.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import IntegrityError, models, transaction

from sufficiency.documents.plan import Plan, PlannedAction
from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import check_can_keep_plan
from sufficiency.service.audit.actions import record
from sufficiency.service.audit.models import What
from sufficiency.service.strategy.actions import Refused
from sufficiency.service.strategy.changes import (
    Change,
    as_it_would_be,
    as_written,
    by_words,
    changes_between,
    makes_any,
    more_of,
    paired,
)
from sufficiency.service.strategy.keeping import (
    evidence_of,
    indicators_of,
    milestones_of,
    notes_of,
    people_of,
    ratings_of,
    why_not_kept,
)
from sufficiency.service.strategy.models import (
    Action,
    Evidence,
    Indicator,
    Lever,
    Milestone,
    Note,
    Priority,
    PriorityMeasure,
    Rating,
    Statement,
    Strategy,
    Success,
)
from sufficiency.service.strategy.queries import plan_of, strategies_of

CHANGED_MEANWHILE = (
    "The strategy was changed after its changes were shown to you. Nothing was loaded: load the workbook again, and "
    "look at what it would change now."
)
NOTHING_TO_CHANGE = "The workbook says what is kept already, so there is nothing to change."


@dataclass(frozen=True)
class Proposed:
    """What a workbook would make of a strategy. ``mark`` is of what the strategy is and would be: whoever confirms
    shows by it what they saw."""

    strategy: Strategy
    held: Plan
    would_be: Plan
    changes: Sequence[Change]

    @property
    def mark(self) -> str:
        seen = repr((self.strategy.pk, as_written(self.held), self.would_be, self.changes))
        return hashlib.sha256(seen.encode()).hexdigest()


def strategy_of(plan: Plan, authority: str) -> Strategy | None:
    """The strategy that a workbook is of; None for a new one."""
    held = strategies_of(authority)
    named = held.filter(title=plan.title).first()
    if named is not None or plan.draft:
        return named
    return held.filter(starts=plan.starts, ends=plan.ends, draft=False).first()


def proposed(strategy: Strategy, plan: Plan) -> Proposed:
    """What loading the plan would change, all that was ever said of the actions looked at."""
    held = plan_of(strategy, date.max)
    return Proposed(strategy, held, as_it_would_be(held, plan), changes_between(held, plan))


@transaction.atomic
def update_plan(
    *, strategy: Strategy, plan: Plan, mark: str, by: Person | None, details: Mapping[str, Any]
) -> Proposed:
    """Change a strategy as was shown (``mark``), whole or not at all; what was. ``by`` None: the machine itself.

    Raises Refused where it is another by now, where there is nothing to change, or where it cannot be kept beside other
    strategies; NotAllowed.
    """
    if by is not None:
        check_can_keep_plan(by)
    held = _locked(strategy)
    found = proposed(held, plan) if held is not None else None
    if found is None or found.mark != mark:
        raise Refused(CHANGED_MEANWHILE)
    if not makes_any(found.changes):
        raise Refused(NOTHING_TO_CHANGE)
    if wrong := why_not_kept(plan, held.authority, instead_of=held):
        raise Refused(*wrong)
    try:
        with transaction.atomic():
            _write(found)
    except IntegrityError as twice:
        raise Refused(CHANGED_MEANWHILE) from twice
    told = {"strategy": held.pk, "changes": [one.sentence for one in found.changes]} | dict(details)
    record(by=by, what=What.CHANGED, thing=f"strategy changed from a workbook: {held}", details=told)
    return found


def _locked(strategy: Strategy) -> Strategy | None:
    """The strategy, of which nobody else changes anything until this is done: all who do hold its row
    (``actions._held``). None where it is there no more."""
    return Strategy.objects.select_for_update(no_key=True).filter(pk=strategy.pk).first()


def _write(found: Proposed) -> None:
    strategy, held, now = found.strategy, as_written(found.held), found.would_be
    names = ("title", "starts", "ends", "vision", "duty", "priorities_called", "draft")
    _set(strategy, {name: getattr(now, name) for name in names})
    for model, was, lines in ((Lever, held.levers, now.levers), (Success, held.success, now.success)):
        if was != lines:
            model.objects.filter(strategy=strategy).delete()
            model.objects.bulk_create(
                model(strategy=strategy, place=place, words=words) for place, words in enumerate(lines, 1)
            )
    _priorities(strategy, now)
    statements = _statements(strategy, now)
    _actions(strategy, held, now, statements)
    strategy.statements.exclude(number__in=list(statements)).delete()


def _set(kept: models.Model, fields: Mapping[str, Any]) -> None:
    """Set fields, and save where one is another or the thing is new."""
    new = kept.pk is None
    changed = [name for name, value in fields.items() if getattr(kept, name) != value]
    for name in changed:
        setattr(kept, name, fields[name])
    if new or changed:
        kept.save()


def _priorities(strategy: Strategy, now: Plan) -> None:
    held = {one.number: one for one in strategy.priorities.prefetch_related("measures")}
    strategy.priorities.exclude(number__in=[one.number for one in now.priorities]).delete()
    for one in now.priorities:
        kept = held.get(one.number) or Priority(strategy=strategy, number=one.number)
        before = tuple(row.measure for row in kept.measures.all()) if kept.pk else ()
        _set(kept, {"title": one.title, "words": one.words})
        if before != one.measures:
            kept.measures.all().delete()
            PriorityMeasure.objects.bulk_create(
                PriorityMeasure(priority=kept, place=place, measure=measure)
                for place, measure in enumerate(one.measures, start=1)
            )


def _statements(strategy: Strategy, now: Plan) -> dict[int, Statement]:
    """The I statements by number. They keep their rows, since actions serve them."""
    held = {one.number: one for one in strategy.statements.all()}
    found = {}
    for one in now.statements:
        found[one.number] = held.get(one.number) or Statement(strategy=strategy, number=one.number)
        _set(found[one.number], {"words": one.words})
    return found


def _actions(strategy: Strategy, held: Plan, now: Plan, statements: Mapping[int, Statement]) -> None:
    kept = {one.number: one for one in strategy.actions.select_related("lead_person")}
    was = {one.number: one for one in held.actions}
    people = people_of(one.lead_account for one in now.actions)
    for place, one in enumerate(now.actions, start=1):
        action = kept.get(one.number) or Action(strategy=strategy, number=one.number)
        before = was.get(one.number) or replace(one, statements=(), milestones=(), indicators=(), ratings=(), notes=(), evidence=())  # fmt: skip
        _set(
            action,
            {
                "place": place,
                "key_area": one.key_area,
                "focus": one.focus,
                "lead": one.lead,
                "lead_person": people.get(one.lead_account),
                "financial_implication": one.financial_implication,
                "resources": one.resources,
                "risks": one.risks,
            },
        )
        if before.statements != one.statements:
            action.statements.set([statements[number] for number in one.statements])
        _parts(action, before, one)
        _history(action, before, one)


def _parts(action: Action, was: PlannedAction, now: PlannedAction) -> None:
    """Milestones and indicators: each that was there keeps its row."""
    for model, name, make in (
        (Milestone, "milestones", milestones_of),
        (Indicator, "indicators", indicators_of),
    ):
        before, after = getattr(was, name), getattr(now, name)
        if before == after:
            continue
        rows = list(model.objects.filter(action=action))
        pairs, gone = paired(before, after, by_words)
        for made, at in zip(make(action, now), pairs, strict=True):
            made.pk = None if at is None else rows[at].pk
            made.save()
        model.objects.filter(pk__in=[rows[at].pk for at in gone]).delete()


def _history(action: Action, was: PlannedAction, now: PlannedAction) -> None:
    """What was said more; what was said before is not touched."""
    for model, name, make in ((Rating, "ratings", ratings_of), (Note, "notes", notes_of), (Evidence, "evidence", evidence_of)):  # fmt: skip
        more = tuple(more_of(getattr(was, name), getattr(now, name)))
        model.objects.bulk_create(make(action, replace(now, **{name: more})))
