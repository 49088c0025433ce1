"""Every change to strategies and plans: all or nothing, and audited in the same transaction."""

import hashlib
from collections.abc import Iterable, Mapping
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
CHANGED_AT_ONCE = "Somebody else changed the same at the same moment. Look at it and try again."
CHANGED_MEANWHILE = (
    "Somebody else changed this after you opened the page. Nothing of yours was kept: open the page again, and change "
    "what stands now."
)
# What else a form of these shows, beside the fields of its row.
_LISTS = {
    Strategy: (("levers", "words"), ("success", "words"), ("statements", "words")),
    Priority: (("measures", "measure"),),
    Action: (("statements", "number"),),
}


class Refused(ValueError):
    """Nothing was changed; ``sentences`` say why."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = list(sentences)


@transaction.atomic
def save_strategy(
    *, strategy: Strategy | None, authority: str, fields: Mapping[str, Any], seen: str = "", by: Person
) -> Strategy:
    """Add a strategy, or change one. ``fields`` also has ``levers``, ``success`` and ``statements``, lines of text.

    ``seen`` is the mark (``mark_of``) of what the page showed, here and of the parts of a strategy: what somebody else
    changed meanwhile is not written over. Raises Refused then, for a title or first day that another has, or for an I
    statement that is taken away while an action serves it; NotAllowed.
    """
    check_can_keep_plan(by)
    own = {name: value for name, value in fields.items() if name not in ("levers", "success", "statements")}
    held = _held(strategy, strategy, seen) or Strategy(authority=authority)
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
    *, strategy: Strategy, priority: Priority | None, fields: Mapping[str, Any], seen: str = "", by: Person
) -> Priority:
    """Add a priority with the measures reported under it (``measures``, ids), or change one. Raises Refused, NotAllowed."""
    check_can_keep_plan(by)
    own = {name: value for name, value in fields.items() if name != "measures"}
    held = _held(strategy, priority, seen) or Priority(strategy=strategy)
    saved, changes = _set(held, own)
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
    *, strategy: Strategy, action: Action | None, fields: Mapping[str, Any], seen: str = "", by: Person
) -> Action:
    """Add an action, or change one. ``statements`` are the I statements it serves. Raises Refused, NotAllowed."""
    check_can_keep_plan(by)
    own = {name: value for name, value in fields.items() if name != "statements"}
    held = _held(strategy, action, seen) or Action(strategy=strategy, place=_next_place(strategy.actions))
    served = _still_there(strategy, fields["statements"])
    saved, changes = _set(held, own)
    before = sorted(one.number for one in saved.statements.all())
    after = sorted(one.number for one in served)
    if before != after:
        saved.statements.set(served)
        changes["statements"] = [before, after]
    _told(by, "action", saved, changes, added=action is None)
    return saved


@transaction.atomic
def save_milestone(
    *, action: Action, milestone: Milestone | None, fields: Mapping[str, Any], seen: str = "", by: Person
) -> Milestone:
    """Add a milestone, or change one, such as that it is done. Raises Refused, NotAllowed."""
    check_can_keep_plan(by)
    held = _held(action.strategy, milestone, seen) or Milestone(
        action=action, place=_next_place(action.milestones)
    )
    saved, changes = _set(held, fields)
    _told(by, f"milestone of action {action.number}", saved, changes, added=milestone is None)
    return saved


@transaction.atomic
def save_indicator(
    *, action: Action, indicator: Indicator | None, fields: Mapping[str, Any], seen: str = "", by: Person
) -> Indicator:
    """Add an indicator, or change one. Raises Refused, NotAllowed."""
    check_can_keep_plan(by)
    held = _held(action.strategy, indicator, seen) or Indicator(
        action=action, place=_next_place(action.indicators)
    )
    saved, changes = _set(held, fields)
    _told(by, f"indicator of action {action.number}", saved, changes, added=indicator is None)
    return saved


@transaction.atomic
def take_out(*, thing: Milestone | Indicator | Priority, by: Person) -> None:
    """Take a milestone, an indicator or a priority out of the plan; the audit keeps what it said.

    Raises Refused where somebody else did so or changed it meanwhile, or NotAllowed.
    """
    check_can_keep_plan(by)
    held = _held(thing.strategy if isinstance(thing, Priority) else thing.action.strategy, thing)
    fields = {field.name: [_plain(field.value_from_object(held)), None] for field in _fields(held)}
    record(by=by, what=What.CHANGED, thing=f"{held._meta.verbose_name} taken out: {held}", details={"fields": fields})  # fmt: skip
    held.delete()


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
    _held(action.strategy, None)  # so that of two who rate at once the second sees the first's
    latest = Rating.objects.filter(action=action).order_by("-on", "-id").first()
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


def mark_of(thing: models.Model | None) -> str:
    """Of all that a strategy or a part of it says: whoever changes it shows by it what they saw. Empty for none."""
    if thing is None:
        return ""
    said = {field.name: _plain(field.value_from_object(thing)) for field in _fields(thing)}
    lists = [list(getattr(thing, name).values_list(field, flat=True)) for name, field in _LISTS.get(type(thing), ())]  # fmt: skip
    return hashlib.sha256(repr((thing._meta.label, thing.pk, said, lists)).encode()).hexdigest()


def _held(strategy: Strategy | None, thing: Kept | None, seen: str = "") -> Kept | None:
    """The thing as it is now, None for one that is added, once nobody else is changing its strategy or a part of it.

    A plan is one thing written by several people: all who change it wait for each other at the strategy's row, so that
    lines are not kept twice, and nothing is kept of what somebody else has just taken out. Raises Refused where the
    thing is not there any more, or says something else than was seen (its mark).
    """
    if strategy is not None:
        # no_key: a note that is added points to its action, and its writer need not wait here.
        Strategy.objects.select_for_update(no_key=True).filter(pk=strategy.pk).first()
    if thing is None:
        return None
    found = type(thing).objects.filter(pk=thing.pk).first()
    if found is None:
        raise Refused(
            f"Somebody else took this {thing._meta.verbose_name} out a moment ago. Nothing was changed."
        )
    if seen and mark_of(found) != seen:
        raise Refused(CHANGED_MEANWHILE)
    return found


def _still_there(strategy: Strategy, statements: Iterable[Statement]) -> list[Statement]:
    """The I statements, which were chosen before nobody else could take one out. Raises Refused where one is gone."""
    wanted = {one.pk for one in statements}
    found = list(strategy.statements.filter(pk__in=wanted))
    if len(found) < len(wanted):
        raise Refused(
            "Somebody else took an I statement out a moment ago. Choose again which the action serves."
        )
    return found


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
            raise Refused(CHANGED_AT_ONCE) from twice
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
