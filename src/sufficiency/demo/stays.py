"""What happens within a stay: a match for the long term, carers who move house, and short absences (T0 to T4)."""

from dataclasses import replace
from random import Random

from sufficiency.demo import chance
from sufficiency.demo.chance import Mix
from sufficiency.demo.homes import Home, Homes
from sufficiency.demo.legal import Changes
from sufficiency.demo.placements import Stay

LONG_TERM = {"U6": "U4", "U3": "U1"}  # the same carers, matched for the long term
MATCHED = 0.6  # share of settled foster stays of over a year matched so
HOUSE_MOVES_A_YEAR = 0.015
ABSENCES_A_YEAR = 0.10
ABSENCES = Mix("T1 25, T2 25, T3 25, T4 20, T0 5")
LONGEST = {
    "T0": 10,
    "T1": 25,
    "T2": 16,
    "T3": 18,
    "T4": 7,
}  # days; the return's limits are 42 for T1, 21 for T3, 7 for T4
CLEAR = 12  # days kept clear around a change of legal status or of home, so that each episode has one reason


def with_changes(rng: Random, homes: Homes, stays: list[Stay], end: int, statuses: Changes) -> list[Stay]:
    """The stays with what happens inside them. Legal changes keep clear of absences; the order of days stays."""
    result = []
    legal = [day for day, _ in statuses]
    for stay, until in zip(stays, [*(each.start for each in stays[1:]), end], strict=True):
        for part, part_end in _parts(rng, homes, stay, until, end):
            result += _with_absence(rng, homes, part, part_end, legal)
    return result


def _parts(rng: Random, homes: Homes, stay: Stay, until: int, end: int) -> list[tuple[Stay, int]]:
    """The stay cut where its status or the carers' address changes."""
    parts = [stay]
    days = until - stay.start
    if stay.place in LONG_TERM and days > 450 and rng.random() < MATCHED:
        day = stay.start + chance.between(rng, 200, days - 30 if days < 900 else 800)
        parts.append(replace(stay, start=day, place=LONG_TERM[stay.place], change="T", reason="PLACE"))
    if stay.place[0] == "U" and days > 500 and rng.random() < HOUSE_MOVES_A_YEAR * days / 365:
        last = parts[-1]
        if until - last.start > 200:
            day = chance.between(rng, last.start + 60, until - 60)
            moved = replace(last.home, postcode=homes.postcode(rng, far=False))
            parts.append(replace(last, start=day, home=moved, change="T", reason="CREQO"))
    return list(zip(parts, [*(part.start for part in parts[1:]), until], strict=True))


def _with_absence(rng: Random, homes: Homes, stay: Stay, until: int, legal: list[int]) -> list[Stay]:
    """The stay, and at most one absence in it with the return to the same home."""
    days = until - stay.start
    if stay.place[0] not in "UK" or days < 120 or rng.random() >= min(0.6, ABSENCES_A_YEAR * days / 365):
        return [stay]
    place = ABSENCES.draw(rng)
    leaves = chance.between(rng, stay.start + 40, until - 60)
    returns = leaves + chance.between(rng, 1, LONGEST[place])
    if any(leaves - CLEAR <= day <= returns + CLEAR for day in legal):
        return [stay]
    away = Home(place, "", homes.postcode(rng, far=place == "T2"), "")
    return [
        stay,
        Stay(leaves, "away", place, away, "P", ""),
        replace(stay, start=returns, change="P", reason=""),
    ]
