"""A whole plan, as plain records, kept in the database: from a workbook, or the made-up authority's own."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction

from sufficiency.documents.plan import Plan, PlannedAction
from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import check_can_keep_plan
from sufficiency.service.audit.actions import record
from sufficiency.service.audit.models import What
from sufficiency.service.strategy.actions import Refused
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
from sufficiency.service.ui.words import day as in_words


def why_not_kept(plan: Plan, authority: str, instead_of: Strategy | None = None) -> list[str]:
    """Why a plan cannot be kept beside what the authority has already (``instead_of``: but for the strategy that it
    changes); empty where it can."""
    wrong = []
    others = Strategy.objects.filter(authority=authority).exclude(pk=instead_of.pk if instead_of else None)
    if others.filter(title=plan.title).exists():
        wrong.append(
            f"There is a strategy called “{plan.title}” already. Give the workbook's another title, or change that one on its pages."
        )
    begins = others.filter(starts=plan.starts, draft=False).first()
    if begins is not None and not plan.draft:
        wrong.append(
            f"“{begins}” begins on {in_words(plan.starts)} too, and only one strategy may. Change the first day, or make one of them a draft."
        )
    accounts = {action.lead_account for action in plan.actions if action.lead_account}
    unknown = sorted(accounts - set(people_of(accounts)))
    if unknown:
        wrong.append(
            f"Nobody here has the account “{unknown[0]}”. Leave the lead's account empty, or give one that there is."
        )
    return wrong


@transaction.atomic
def keep_plan(
    *, plan: Plan, authority: str, by: Person | None, source: str, details: dict | None = None
) -> Strategy:
    """Keep a plan whole, or nothing of it. ``by`` None: the machine itself; ``source`` says where it is from.

    Raises Refused where it cannot be kept beside what there is, or NotAllowed.
    """
    if by is not None:
        check_can_keep_plan(by)
    if wrong := why_not_kept(plan, authority):
        raise Refused(*wrong)
    try:
        with transaction.atomic():
            strategy = _strategy(plan, authority)
            _actions(plan, strategy)
    except IntegrityError as twice:
        raise Refused(
            "Somebody else changed the same at the same moment. Look at it and try again."
        ) from twice
    told = {"strategy": strategy.pk, "authority": authority, "actions": len(plan.actions)} | (details or {})
    record(by=by, what=What.LOADED, thing=f"strategy with {len(plan.actions)} actions {source}: {strategy}", details=told)  # fmt: skip
    return strategy


def _strategy(plan: Plan, authority: str) -> Strategy:
    strategy = Strategy.objects.create(
        authority=authority,
        title=plan.title,
        starts=plan.starts,
        ends=plan.ends,
        vision=plan.vision,
        duty=plan.duty,
        priorities_called=plan.priorities_called,
        draft=plan.draft,
    )
    for model, lines in ((Lever, plan.levers), (Success, plan.success)):
        model.objects.bulk_create(
            model(strategy=strategy, place=place, words=words) for place, words in enumerate(lines, start=1)
        )
    priorities = Priority.objects.bulk_create(
        Priority(strategy=strategy, number=one.number, title=one.title, words=one.words)
        for one in plan.priorities
    )
    PriorityMeasure.objects.bulk_create(
        PriorityMeasure(priority=kept, place=place, measure=measure)
        for kept, one in zip(priorities, plan.priorities, strict=True)
        for place, measure in enumerate(one.measures, start=1)
    )
    Statement.objects.bulk_create(
        Statement(strategy=strategy, number=one.number, words=one.words) for one in plan.statements
    )
    return strategy


def _actions(plan: Plan, strategy: Strategy) -> None:
    people = people_of(one.lead_account for one in plan.actions)
    kept = Action.objects.bulk_create(
        Action(
            strategy=strategy,
            number=one.number,
            place=place,
            key_area=one.key_area,
            focus=one.focus,
            lead=one.lead,
            lead_person=people.get(one.lead_account),
            financial_implication=one.financial_implication,
            resources=one.resources,
            risks=one.risks,
        )
        for place, one in enumerate(plan.actions, start=1)
    )
    pairs = list(zip(kept, plan.actions, strict=True))
    statements = {one.number: one for one in strategy.statements.all()}
    serves = Action.statements.through
    serves.objects.bulk_create(
        serves(action=action, statement=statements[number])
        for action, planned in pairs
        for number in planned.statements
    )
    for make, model in ((milestones_of, Milestone), (indicators_of, Indicator), (ratings_of, Rating), (notes_of, Note), (evidence_of, Evidence)):  # fmt: skip
        model.objects.bulk_create(one for action, planned in pairs for one in make(action, planned))


def milestones_of(action: Action, planned: PlannedAction) -> Iterable[Milestone]:
    for place, one in enumerate(planned.milestones, start=1):
        yield Milestone(action=action, place=place, words=one.words, due=one.due, due_words=one.due_words, done=one.done)  # fmt: skip


def indicators_of(action: Action, planned: PlannedAction) -> Iterable[Indicator]:
    for place, one in enumerate(planned.indicators, start=1):
        yield Indicator(
            action=action,
            place=place,
            words=one.words,
            measure=one.measure,
            baseline=one.baseline,
            baseline_on=one.baseline_on,
            target=one.target,
            target_on=one.target_on,
        )


# What is told newest first is kept oldest first, so that of two of one day the newer has the higher number.


def ratings_of(action: Action, planned: PlannedAction) -> Iterable[Rating]:
    for one in reversed(planned.ratings):
        yield Rating(
            action=action,
            on=one.on,
            rating=one.rating.value,
            reason=one.reason,
            proposed=one.proposed.value,
            because=one.because,
            by=one.by,
        )


def notes_of(action: Action, planned: PlannedAction) -> Iterable[Note]:
    for one in reversed(planned.notes):
        yield Note(action=action, on=one.on, words=one.words, by=one.by)


def evidence_of(action: Action, planned: PlannedAction) -> Iterable[Evidence]:
    for one in reversed(planned.evidence):
        yield Evidence(action=action, on=one.on, words=one.words, link=one.link, by=one.by)


def people_of(usernames: Iterable[str]) -> dict[str, Person]:
    """The people of accounts, by username."""
    return {
        one.username: one for one in Person.objects.filter(username__in={name for name in usernames if name})
    }
