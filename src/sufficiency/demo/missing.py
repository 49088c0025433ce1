"""Times when a child was missing or away from their home without permission."""

from random import Random

from sufficiency.demo import chance, days
from sufficiency.demo.chance import Mix
from sufficiency.demo.episodes import Episode
from sufficiency.demo.lives import Life, Period
from sufficiency.demo.shape import SHAPE

KINDS = Mix("M 85, A 15")
LENGTHS = Mix("1 66, 2 18, 3 7, 5 5, 9 3, 21 1")  # days
FIRST_AGE = 12

Incident = tuple[int, int, str]  # first day, last day, M or A


def incidents(rng: Random, life: Life, period: Period, episodes: list[Episode]) -> list[Incident]:
    """Every incident of the period in order of day: none overlaps another, outlasts the episode it began in, or is
    going on when care ends, but for a child who absconds."""
    found = []
    if life.runs:
        ends = iter(episode.dec for episode in episodes)
        end = next(ends)
        day = max(period.start, days.birthday(life.born, FIRST_AGE))
        while True:
            day += round(rng.expovariate(life.runs / days.YEAR) / SHAPE["missing"].at(day)) + 1
            if day >= period.end:
                break
            while end <= day:
                end = next(ends)
            back = min(day + int(LENGTHS.draw(rng)), end - (end == period.end))
            if back <= day:
                break
            found.append((day, back, KINDS.draw(rng)))
            day = back
    if period.outcome == "absconds":
        gone = max(episodes[-1].decom, period.end - chance.between(rng, 5, 28))
        found = [incident for incident in found if incident[1] < gone]
        found.append((gone, period.end, "M"))
    return found


def row(incident: Incident, year: int) -> dict[str, str] | None:
    """The incident as the return of the year has it: end blank while it lasts; None when it was in another year."""
    first, last, kind = incident
    if first > days.last_of(year) or last < days.first_of(year):
        return None
    known = days.written(last) if last <= days.last_of(year) else ""
    return {"MISSING": kind, "MIS_START": days.written(first), "MIS_END": known}
