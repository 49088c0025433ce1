"""Legal statuses through one period of care, and the changes from one to the next."""

from random import Random

from sufficiency.demo import chance, days
from sufficiency.demo.chance import Mix
from sufficiency.demo.lives import Life, Period
from sufficiency.demo.shape import SHAPE

Changes = list[tuple[int, str]]  # (day, LS code) from the start of the period on

# How care begins, by whether it lasts: police protection lasts 72 hours at most, an emergency protection order 21 days.
BRIEF = Mix("V2 62, L1 V2 14, L1 C1 6, L2 C1 3, C1 15")
LASTING = Mix("V2 C1 38, C1 44, L1 V2 C1 6, L2 C1 6, L1 C1 6")
TEENAGER = Mix("V2 70, L1 V2 6, V2 C1 14, C1 10")
STAYS_VOLUNTARY = {"0": 0.05, "1-4": 0.10, "5-9": 0.22, "10-15": 0.50, "16-17": 1.0}


def statuses(rng: Random, life: Life, period: Period) -> Changes:
    """The legal statuses of the period, first day first; each begins before the period ends."""
    if life.uasc:
        return [(period.start, "V2")]
    if period.outcome == "remand":
        return [(period.start, "J1")]
    plan = period.adoption
    if plan and plan.way == "with consent":
        return [(period.start, "V2")]
    changes = _court(rng, period, _path(rng, life, period))
    if plan and plan.placement_order:
        changes = [change for change in changes if change[0] < plan.placement_order]
        changes.append((plan.placement_order, "E1"))
        if plan.given_up:
            changes.append((plan.given_up, "C2"))
    return [change for change in changes if change[0] < period.end]


def care_order_day(changes: Changes) -> int | None:
    """The first day under an interim or full care order: from then on a child may be placed with parents."""
    return next((day for day, status in changes if status in ("C1", "C2")), None)


def _path(rng: Random, life: Life, period: Period) -> list[str]:
    """LS codes in order, as far as an interim order."""
    if period.adoption:
        return chance.one_of(rng, (["C1"], ["C1"], ["V2", "C1"], ["L2", "C1"]))
    group = "16-17" if days.age_on(life.born, period.start) >= 16 else life.group
    if group == "16-17":
        return TEENAGER.draw(rng).split()
    if period.end - period.start < 200:
        return BRIEF.draw(rng).split()
    if rng.random() < STAYS_VOLUNTARY[group] * SHAPE["section_20"].at(period.start):
        return ["V2"]
    return LASTING.draw(rng).split()


def _court(rng: Random, period: Period, path: list[str]) -> Changes:
    changes = []
    day = period.start
    for status in path:
        changes.append((day, status))
        if status == "L1":
            day += chance.between(rng, 1, 3)
        elif status == "L2":
            day += chance.between(rng, 4, 8)
        elif status == "V2":
            day += chance.about(rng, 60, 0.9) + 1
        else:
            day += chance.about(rng, SHAPE["proceedings"].at(day), 0.35) + 30
            changes.append((day, "C2"))
    return changes
