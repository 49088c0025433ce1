"""The page of a strategy: what it is for, its priorities with the measures reported under each, what success looks like."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from sufficiency.documents.plan import Indicator
from sufficiency.measures.catalogue import catalogue
from sufficiency.service.position.targets import Targets
from sufficiency.service.strategy import models
from sufficiency.service.strategy.proposing import track
from sufficiency.service.strategy.readings import Measured, Readings
from sufficiency.service.strategy.standing import as_tracked


@dataclass(frozen=True)
class Reported:
    """A measure reported under a priority: its figure, and how it stands against the trajectory of the first action
    that gives it a target, or else against the authority's own target."""

    title: str
    href: str
    measured: Measured | None
    target: str = ""
    standing: tuple[str, str] | None = None


@dataclass(frozen=True)
class Priority:
    id: int
    number: int
    title: str
    words: str
    reported: list[Reported]


@dataclass(frozen=True)
class StrategyPage:
    """All that the page of a strategy tells."""

    priorities: list[Priority]
    levers: list[models.Lever]
    success: list[models.Success]
    statements: list[models.Statement]


def strategy_page(person: object, strategy: models.Strategy, on: date) -> StrategyPage:
    priorities = list(strategy.priorities.prefetch_related("measures"))
    targets = _targets(strategy)
    measures = {held.measure for one in priorities for held in one.measures.all()}
    readings = Readings(person, on, measures, strategy.authority)
    aims = Targets(strategy.authority)
    return StrategyPage(
        priorities=[
            Priority(
                one.pk,
                one.number,
                one.title,
                one.words,
                [
                    _reported(held.measure, targets.get(held.measure), readings, aims)
                    for held in one.measures.all()
                ],
            )
            for one in priorities
        ],
        levers=list(strategy.levers.all()),
        success=list(strategy.success.all()),
        statements=list(strategy.statements.all()),
    )


def _targets(strategy: models.Strategy) -> dict[str, Indicator]:
    """Of each measure the first indicator of the plan that has a target for it."""
    found: dict[str, Indicator] = {}
    rows = models.Indicator.objects.filter(action__strategy=strategy, target__isnull=False).exclude(
        measure=""
    )
    for one in rows.order_by("action__place", "place", "id"):
        own = Indicator(one.words, one.measure, one.baseline, one.baseline_on, one.target, one.target_on)
        found.setdefault(one.measure, own)
    return found


def _reported(measure: str, target: Indicator | None, readings: Readings, aims: Targets) -> Reported:
    entry = catalogue().get(measure)
    measured = readings.of(measure)
    if entry is None or measured is None:  # a measure that a later release no longer has
        return Reported(measure, "", None)
    href = reverse("position:measure", args=[measure])
    if target is not None:
        found = track(as_tracked(target, measured))
        standing = (found.word, found.colour) if found.expected is not None else None
        return Reported(entry.name, href, measured, readings.shown(measure, target.target), standing)
    aim = aims.aim(measure, measured.on) if measured.on else None
    if aim is None:
        return Reported(entry.name, href, measured)
    standing = None
    if measured.reading is not None:
        found = aim.target.standing(measured.reading.value, entry.unit)
        standing = (found.value, found.colour)
    return Reported(entry.name, href, measured, aim.words, standing)
