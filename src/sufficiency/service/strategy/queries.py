"""Strategies and plans, read: which is in force, its actions as they stand, who moves a measure, what is overdue."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from sufficiency.demo.plan import PRESENT, day
from sufficiency.documents.plan import (
    Evidence,
    Indicator,
    Milestone,
    Note,
    Plan,
    PlannedAction,
    Priority,
    Rated,
    Rating,
    Statement,
)
from sufficiency.editions import DamagedEdition, Home
from sufficiency.service.recorded.queries import authority_in_use
from sufficiency.service.strategy import models
from sufficiency.service.strategy.proposing import days_overdue
from sufficiency.service.strategy.readings import Readings
from sufficiency.service.strategy.standing import Standing, moved_of, tag_of
from sufficiency.service.voice.heard import heard_by_statement
from sufficiency.vocabulary.authorities import FAIRMERE

MOST_WORDS = 10  # of a search
PARTS = ("milestones", "indicators", "ratings", "statements")
ALL_PARTS = (*PARTS, "notes", "evidence")


def strategies_of(authority: str) -> QuerySet[models.Strategy]:
    """Every strategy of the authority, the latest first. What was written before an authority was named is its too."""
    return models.Strategy.objects.filter(authority__in={authority, ""})


def in_force(authority: str, on: date) -> models.Strategy | None:
    """Of the strategies that are no drafts and whose period holds the day, the one that began last."""
    return _in_force(authority, on).first()


def day_of_the_plan() -> date:
    """The day plans are looked at: today; of the made-up authority its made-up present, since its children, its
    figures and its plan stand still."""
    today = timezone.localdate()
    try:
        current = Home(settings.HOME).current()
    except DamagedEdition:  # the data page tells of it
        return today
    if current is None or current.manifest.authority != FAIRMERE.code:
        return today
    return min(today, day(PRESENT, max(current.manifest.years)))


def actions_of(strategy: models.Strategy, parts: Iterable[str] = PARTS) -> QuerySet[models.Action]:
    """Its actions with what belongs to them: one query for each part, however many actions there are."""
    return strategy.actions.select_related("lead_person").prefetch_related(*parts)


def as_planned(action: models.Action, on: date, parts: Iterable[str] = PARTS) -> PlannedAction:
    """An action as a plain record; of what was said of it, what was said up to the day."""
    told = {part: list(getattr(action, part).all()) for part in parts}
    milestones = tuple(
        Milestone(one.words, one.due, one.due_words, one.done) for one in told.get("milestones", ())
    )
    return PlannedAction(
        number=action.number,
        key_area=action.key_area,
        focus=action.focus,
        milestones=milestones,
        indicators=tuple(map(as_indicator, told.get("indicators", ()))),
        lead=action.lead,
        statements=tuple(sorted(one.number for one in told.get("statements", ()))),
        financial_implication=action.financial_implication,
        resources=action.resources,
        risks=action.risks,
        ratings=tuple(
            Rated(Rating(one.rating), one.on, one.reason, one.by, Rating(one.proposed), one.because)
            for one in told.get("ratings", ())
            if one.on <= on
        ),
        notes=tuple(Note(one.on, one.words, one.by) for one in told.get("notes", ()) if one.on <= on),
        overdue=any(days_overdue(one, on) for one in milestones),
        evidence=tuple(
            Evidence(one.on, one.words, one.by, one.link) for one in told.get("evidence", ()) if one.on <= on
        ),
        lead_account=action.lead_person.username if action.lead_person else "",
    )


def as_indicator(one: models.Indicator) -> Indicator:
    return Indicator(one.words, one.measure, one.baseline, one.baseline_on, one.target, one.target_on)


def standings(strategy: models.Strategy, person: object | None, on: date) -> list[Standing]:
    """Every action of a strategy as it stands on a day, with its measures as the person may see them; for
    None, the machine itself, nothing is hidden."""
    found = [(one.pk, as_planned(one, on)) for one in actions_of(strategy)]
    measures = {one.measure for _id, planned in found for one in planned.indicators if one.measure}
    readings = Readings(person, on, measures, strategy.authority)
    return [standing_of(id, planned, readings, on) for id, planned in found]


def standing_of(id: int, planned: PlannedAction, readings: Readings, on: date) -> Standing:
    return Standing(id, planned, on, tuple(moved_of(one, readings) for one in planned.indicators))


def plan_of(strategy: models.Strategy, on: date) -> Plan:
    """A strategy whole, as plain records: everything of it that was said up to the day, by children too."""
    heard = heard_by_statement(strategy.authority, on)
    return Plan(
        title=strategy.title,
        on=on,
        starts=strategy.starts,
        ends=strategy.ends,
        vision=strategy.vision,
        duty=strategy.duty,
        priorities=tuple(
            Priority(one.number, one.title, one.words, tuple(held.measure for held in one.measures.all()))
            for one in strategy.priorities.prefetch_related("measures")
        ),
        levers=tuple(one.words for one in strategy.levers.all()),
        success=tuple(one.words for one in strategy.success.all()),
        actions=tuple(as_planned(one, on, ALL_PARTS) for one in actions_of(strategy, ALL_PARTS)),
        statements=tuple(
            Statement(one.number, one.words, heard.get(one.number, ())) for one in strategy.statements.all()
        ),
        priorities_called=strategy.priorities_called,
        draft=strategy.draft,
    )


def plan_for_papers(authority: str, on: date, strategy: int | None = None) -> Plan | None:
    """The plan as papers tell of it on a day: the strategy in force, or the one named by its key; None where there is
    none. Usernames stay out of papers."""
    held = strategies_of(authority)
    found = in_force(authority, on) if strategy is None else held.filter(pk=strategy).first()
    if found is None:
        return None
    plan = plan_of(found, on)
    return replace(plan, actions=tuple(replace(one, lead_account="") for one in plan.actions))


@dataclass(frozen=True)
class Moving:
    """An action that is to move a measure: its key, number, focus, lead and latest rating."""

    id: int
    number: str
    focus: str
    lead: str
    rating: Rating

    @property
    def tag(self) -> tuple[str, str]:
        """(word, colour of its tag)."""
        return tag_of(self.rating)


def who_is_moving(measure: str) -> list[Moving]:
    """The actions of the strategy in force that are to move a measure, in the plan's order. One query."""
    on = day_of_the_plan()
    found = _actions_in_force(on).filter(indicators__measure=measure).distinct()
    ratings = models.Rating.objects.filter(action=OuterRef("pk"), on__lte=on).order_by("-on", "-id")
    rows = found.annotate(latest=Subquery(ratings.values("rating")[:1])).order_by("place", "id")
    return [
        Moving(pk, number, focus, lead, Rating(latest) if latest else Rating.NOT_RATED)
        for pk, number, focus, lead, latest in rows.values_list("pk", "number", "focus", "lead", "latest")
    ]


def actions_named(text: str) -> list[models.Action]:
    """The actions of the strategy in force with all the words in their number, focus or key area. One query."""
    found = _actions_in_force(day_of_the_plan())
    for word in text.split()[:MOST_WORDS]:
        found = found.filter(Q(number=word) | Q(focus__icontains=word) | Q(key_area__icontains=word))
    return list(found.order_by("place", "id"))


def number_overdue() -> int:
    """How many actions of the strategy in force have a milestone overdue. One query."""
    on = day_of_the_plan()
    late = Q(milestones__due__lt=on) & (Q(milestones__done__isnull=True) | Q(milestones__done__gt=on))
    return _actions_in_force(on).filter(late).distinct().count()


def _actions_in_force(on: date) -> QuerySet[models.Action]:
    strategy = _in_force(authority_in_use(), on).values("pk")[:1]
    return models.Action.objects.filter(strategy=Subquery(strategy))


def _in_force(authority: str, on: date) -> QuerySet[models.Strategy]:
    return (
        strategies_of(authority).filter(draft=False, starts__lte=on, ends__gte=on).order_by("-starts", "-id")
    )
