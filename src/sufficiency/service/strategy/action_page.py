"""The page of one action: what it is for, how far it is, what the rule proposes, and what people said of it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects

from sufficiency.documents.plan import Milestone, PlannedAction
from sufficiency.service.strategy import models
from sufficiency.service.strategy import proposing as rule
from sufficiency.service.strategy.queries import ALL_PARTS, as_planned, standing_of
from sufficiency.service.strategy.readings import Readings
from sufficiency.service.strategy.standing import Moved, Standing, tag_of
from sufficiency.service.ui import components as ui
from sufficiency.service.ui.words import day as in_words
from sufficiency.service.voice.heard import heard_by_statement, newest_in_words


@dataclass(frozen=True)
class Step:
    """A milestone with its key, when it is due in words, and how it stands as (word, colour)."""

    id: int
    milestone: Milestone
    due: str
    standing: tuple[str, str]


@dataclass(frozen=True)
class Given:
    """A rating a person gave, with its tag, and the proposal's where it differed."""

    tag: tuple[str, str]
    on: date
    reason: str
    by: str
    proposed: tuple[str, str] | None
    because: str


@dataclass(frozen=True)
class ActionPage:
    """All that the page of an action tells."""

    action: models.Action
    planned: PlannedAction
    standing: Standing
    on: date
    steps: list[Step]
    moved: list[tuple[int, Moved]]
    statements: list[tuple[models.Statement, str]]
    ratings: list[Given]
    proposed: tuple[str, str]
    differs: bool
    facts: ui.SummaryList
    rule_in_words: str

    @property
    def because(self) -> tuple[str, ...]:
        return self.standing.proposal.because


def action_page(person: object, action: models.Action, on: date) -> ActionPage:
    prefetch_related_objects([action], *ALL_PARTS)
    planned = as_planned(action, on, ALL_PARTS)
    indicators = list(action.indicators.all())
    readings = Readings(
        person, on, {one.measure for one in indicators if one.measure}, action.strategy.authority
    )
    standing = standing_of(action.pk, planned, readings, on)
    proposal = standing.proposal
    heard = heard_by_statement(action.strategy.authority, on)
    return ActionPage(
        action=action,
        planned=planned,
        standing=standing,
        on=on,
        steps=[
            _step(row.pk, one, on)
            for row, one in zip(action.milestones.all(), planned.milestones, strict=True)
        ],
        moved=list(zip((one.pk for one in indicators), standing.moved, strict=True)),
        statements=[(one, newest_in_words(heard.get(one.number, ()))) for one in action.statements.all()],
        ratings=[_given(one, readings.sees_small) for one in planned.ratings],
        proposed=tag_of(proposal.rating),
        differs=standing.rated is not None and standing.rating != proposal.rating,
        facts=_facts(action),
        rule_in_words=rule.__doc__ or "",
    )


def _step(id: int, milestone: Milestone, on: date) -> Step:
    due = in_words(milestone.due) if milestone.due else milestone.due_words or "no day set"
    days = rule.days_overdue(milestone, on)
    if rule.is_done(milestone, on):
        late = milestone.due is not None and milestone.done > milestone.due
        return Step(
            id, milestone, due, (f"Done {in_words(milestone.done)}{', late' if late else ''}", "green")
        )
    if days:
        return Step(id, milestone, due, (f"{days:,} day{'' if days == 1 else 's'} late", "red"))
    return Step(id, milestone, due, ("To come", "grey") if milestone.due else ("Goes on", "grey"))


def _given(one, sees_small: bool) -> Given:
    """A rating as a person may see it; why the rule proposed otherwise may tell of numbers that some do not see."""
    differs = one.proposed != one.rating
    return Given(
        tag_of(one.rating),
        one.on,
        one.reason,
        one.by,
        tag_of(one.proposed) if differs else None,
        one.because if differs and sees_small else "",
    )


def _facts(action: models.Action) -> ui.SummaryList:
    lead = action.lead or "Nobody is named"
    rows = [
        ("Lead officer", f"{lead} ({action.lead_person})" if action.lead_person else lead),
        ("Key area", action.key_area),
        ("Money", action.financial_implication or "Nothing is said of money"),
        ("Resources", action.resources or "Nothing is said of resources"),
        ("Risks", action.risks or "No risk is named"),
    ]
    return ui.SummaryList(rows)
