"""Every change to strategies and plans: all or nothing, and audited in the same transaction."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from sufficiency.documents.plan import Rating as Word
from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import check_can_keep_plan, check_can_report_on_action
from sufficiency.service.audit.actions import record
from sufficiency.service.audit.models import What
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
from sufficiency.service.strategy.proposing import Proposal

Kept = TypeVar("Kept", bound=models.Model)


class Refused(ValueError):
    """Nothing was changed; ``sentences`` say why."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = list(sentences)


@transaction.atomic
def save_strategy(
    *, strategy: Strategy | None, authority: str, fields: Mapping[str, Any], by: Person
) -> Strategy:
    """Add a strategy, or change one. ``fields`` also has ``levers``, ``success`` and ``statements``, lines of text.

    Raises Refused for a title or first day that another has, or for an I statement that is taken away while an action
    serves it; NotAllowed.
    """
    check_can_keep_plan(by)
    own = {name: value for name, value in fields.items() if name not in ("levers", "success", "statements")}
    held = strategy or Strategy(authority=authority)
    saved, changes = _set(held, own)
    for name, model in (("levers", Lever), ("success", Success)):
        if name in fields:
            changes |= _lines(model, saved, name, fields[name])
    if "statements" in fields:
        changes |= _statements(saved, fields["statements"])
    _told(by, "strategy", saved, changes, added=strategy is None)
    return saved


@transaction.atomic
def save_priority(
    *, strategy: Strategy, priority: Priority | None, fields: Mapping[str, Any], by: Person
) -> Priority:
    """Add a priority with the measures reported under it (``measures``, ids), or change one. Raises Refused, NotAllowed."""
    check_can_keep_plan(by)
    own = {name: value for name, value in fields.items() if name != "measures"}
    saved, changes = _set(priority or Priority(strategy=strategy), own)
    before = [one.measure for one in saved.measures.all()]
    after = list(dict.fromkeys(fields["measures"]))
    if before != after:
        saved.measures.all().delete()
        PriorityMeasure.objects.bulk_create(
            PriorityMeasure(priority=saved, place=place, measure=measure)
            for place, measure in enumerate(after, start=1)
        )
        changes["measures"] = [before, after]
    _told(by, strategy.priorities_called, saved, changes, added=priority is None)
    return saved


@transaction.atomic
def save_action(
    *, strategy: Strategy, action: Action | None, fields: Mapping[str, Any], by: Person
) -> Action:
    """Add an action, or change one. ``statements`` are the I statements it serves. Raises Refused, NotAllowed."""
    check_can_keep_plan(by)
    own = {name: value for name, value in fields.items() if name != "statements"}
    held = action or Action(strategy=strategy, place=_next_place(strategy.actions))
    saved, changes = _set(held, own)
    before = sorted(one.number for one in saved.statements.all())
    after = sorted(one.number for one in fields["statements"])
    if before != after:
        saved.statements.set(fields["statements"])
        changes["statements"] = [before, after]
    _told(by, "action", saved, changes, added=action is None)
    return saved


@transaction.atomic
def save_milestone(
    *, action: Action, milestone: Milestone | None, fields: Mapping[str, Any], by: Person
) -> Milestone:
    """Add a milestone, or change one, such as that it is done. Raises Refused, NotAllowed."""
    check_can_keep_plan(by)
    held = milestone or Milestone(action=action, place=_next_place(action.milestones))
    saved, changes = _set(held, fields)
    _told(by, f"milestone of action {action.number}", saved, changes, added=milestone is None)
    return saved


@transaction.atomic
def save_indicator(
    *, action: Action, indicator: Indicator | None, fields: Mapping[str, Any], by: Person
) -> Indicator:
    """Add an indicator, or change one. Raises Refused, NotAllowed."""
    check_can_keep_plan(by)
    held = indicator or Indicator(action=action, place=_next_place(action.indicators))
    saved, changes = _set(held, fields)
    _told(by, f"indicator of action {action.number}", saved, changes, added=indicator is None)
    return saved


@transaction.atomic
def take_out(*, thing: Milestone | Indicator | Priority, by: Person) -> None:
    """Take a milestone, an indicator or a priority out of the plan; the audit keeps what it said. Raises NotAllowed."""
    check_can_keep_plan(by)
    fields = {field.name: [_plain(field.value_from_object(thing)), None] for field in _fields(thing)}
    record(by=by, what=What.CHANGED, thing=f"{thing._meta.verbose_name} taken out: {thing}", details={"fields": fields})  # fmt: skip
    thing.delete()


@transaction.atomic
def add_note(*, action: Action, on: date, words: str, by: Person) -> Note:
    """Say how an action comes along. Raises NotAllowed."""
    check_can_report_on_action(by, action)
    note = Note(action=action, on=on, words=words, by=str(by), person=by)
    return _add(note, f"note on action {action.number}", by)


@transaction.atomic
def add_evidence(*, action: Action, on: date, words: str, link: str, by: Person) -> Evidence:
    """Add what shows that an action was done or helped. Raises NotAllowed."""
    check_can_report_on_action(by, action)
    evidence = Evidence(action=action, on=on, words=words, link=link, by=str(by), person=by)
    return _add(evidence, f"evidence for action {action.number}", by)


@transaction.atomic
def rate(*, action: Action, on: date, rating: Word, reason: str, proposal: Proposal, by: Person) -> Rating:
    """Rate an action, beside what the rule proposes. Ratings before it stay as they are.

    Raises Refused without a reason, or where it would come before the latest rating; NotAllowed.
    """
    check_can_report_on_action(by, action)
    if not reason.strip():
        differs = f" The rule proposes {proposal.rating}." if rating != proposal.rating else ""
        raise Refused(f"Say why the action is {rating}.{differs}")
    latest = Rating.objects.select_for_update().filter(action=action).order_by("-on", "-id").first()
    if latest is not None and latest.on > on:
        raise Refused(f"It was rated on {latest.on:%d %B %Y} already; a rating cannot come before that one.")
    given = Rating(
        action=action,
        on=on,
        rating=rating.value,
        reason=reason.strip(),
        proposed=proposal.rating.value,
        because=". ".join(proposal.because),
        by=str(by),
        person=by,
    )
    return _add(given, f"rating of action {action.number}", by, given.reason)


def _add(kept: Kept, noun: str, by: Person, reason: str = "") -> Kept:
    _check(kept)
    kept.save()
    told = {field.name: _plain(field.value_from_object(kept)) for field in _fields(kept)}
    record(by=by, what=What.CHANGED, thing=f"{noun} added: {kept}", reason=reason, details={"added": told})
    return kept


def _set(kept: Kept, fields: Mapping[str, Any]) -> tuple[Kept, dict[str, list]]:
    """Set fields, check and save; with what was and what is of those that changed."""
    before = {name: getattr(kept, name) for name in fields}
    for name, value in fields.items():
        setattr(kept, name, value)
    changes = {
        name: [_plain(before[name]), _plain(value)] for name, value in fields.items() if before[name] != value
    }
    if changes or kept.pk is None:
        _check(kept)
        try:
            with transaction.atomic():
                kept.save()
        except IntegrityError as twice:
            raise Refused(
                "Somebody else changed the same at the same moment. Look at it and try again."
            ) from twice
    return kept, changes


def _check(kept: models.Model) -> None:
    try:
        kept.full_clean()
    except ValidationError as problem:
        raise Refused(*dict.fromkeys(problem.messages)) from problem


def _told(by: Person, noun: str, kept: models.Model, changes: dict[str, list], *, added: bool) -> None:
    if changes:
        did = "added" if added else "changed"
        details = {"did": did, "table": kept._meta.label_lower, "id": kept.pk, "fields": changes}
        record(by=by, what=What.CHANGED, thing=f"{noun} {did}: {kept}", details=details)


def _lines(model: type[Lever | Success], strategy: Strategy, name: str, lines: list[str]) -> dict[str, list]:
    """Levers or success statements, line by line, in their order."""
    held = model.objects.filter(strategy=strategy)
    before = [one.words for one in held]
    if before == lines:
        return {}
    held.delete()
    model.objects.bulk_create(
        model(strategy=strategy, place=place, words=words) for place, words in enumerate(lines, start=1)
    )
    return {name: [before, lines]}


def _statements(strategy: Strategy, lines: list[str]) -> dict[str, list]:
    """The I statements by number. Those that are left keep their row, since actions serve them."""
    held = {one.number: one for one in strategy.statements.all()}
    before = [one.words for one in held.values()]
    if before == lines:
        return {}
    for number, words in enumerate(lines, start=1):
        if number not in held:
            Statement.objects.create(strategy=strategy, number=number, words=words)
        elif held[number].words != words:
            held[number].words = words
            held[number].save()
    for number, one in held.items():
        if number > len(lines):
            served = [action.number for action in one.actions.all()]
            if served:
                raise Refused(
                    f"I statement {number} is served by action {', '.join(served)}. Take it out of there first."
                )
            one.delete()
    return {"statements": [before, lines]}


def _next_place(things: models.Manager) -> int:
    return (things.aggregate(last=models.Max("place"))["last"] or 0) + 1


def _fields(kept: models.Model) -> list[models.Field]:
    return [field for field in kept._meta.concrete_fields if not field.primary_key and field.name != "at"]


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return str(value)
    return value if isinstance(value, str | int | float | bool | None) else str(value)
