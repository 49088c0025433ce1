"""The OC2 row of a child looked after for the whole year: health, strengths and difficulties, offending, substances."""

from random import Random

from sufficiency.demo import days
from sufficiency.demo.chance import Mix
from sufficiency.demo.lives import Life
from sufficiency.demo.shape import SHAPE

NO_SCORE = Mix("SDQ2 35, SDQ3 6, SDQ4 47, SDQ5 12")
CONVICTED = 0.03  # of those aged 10 and over (England)
SUBSTANCES = 0.085  # of those aged 13 and over, about 3% of the cohort (England)
TOO_OLD = 0.6  # of those who turned 17 in the year: the last form fell after the birthday
OFFERED = 0.80  # of those identified who did not receive help


def in_cohort(starts: int, ends: int, year: int) -> bool:
    """Whether a period of care covers the twelve months to 31 March and goes on after it (methodology D13)."""
    return starts <= days.first_of(year) and ends > days.last_of(year)


def row(rng: Random, life: Life, year: int) -> dict[str, str]:
    """The row's own columns: those that do not apply at the child's age are blank."""
    last = days.last_of(year)
    age = days.age_on(life.born, last)
    filled = {
        "IMMUNISATIONS": _flag(rng, SHAPE["immunisations"].at(last)),
        "TEETH_CHECK": _flag(rng, SHAPE["dental"].at(last) * (0.6 if age < 2 else 1.0)),
        "HEALTH_ASSESSMENT": _flag(rng, SHAPE["health_assessment"].at(last)),
    }
    if age < 5:
        filled["HEALTH_CHECK"] = _flag(rng, 0.88)
    if age >= 10:
        filled["CONVICTED"] = _flag(rng, CONVICTED)
    return filled | _difficulties(rng, life, age, last) | _substances(rng, age, last)


def _flag(rng: Random, share: float) -> str:
    return "1" if rng.random() < share else "0"


def _difficulties(rng: Random, life: Life, age: int, last: int) -> dict[str, str]:
    """A score, or why there is none, from 4 to 16 and in the year of the 17th birthday."""
    if not 4 <= age <= 17:
        return {}
    if age == 17 and rng.random() < TOO_OLD:
        return {"SDQ_REASON": "SDQ1"}
    if rng.random() >= SHAPE["sdq"].at(last):
        return {"SDQ_REASON": NO_SCORE.draw(rng)}
    middle = 18 if life.unsettled else 13
    return {"SDQ_SCORE": str(min(40, max(0, round(rng.gauss(middle, 6.5)))))}


def _substances(rng: Random, age: int, last: int) -> dict[str, str]:
    identified = _flag(rng, SUBSTANCES if age >= 13 else 0.0)
    if identified == "0":
        return {"SUBSTANCE_MISUSE": "0"}
    received = _flag(rng, SHAPE["substance_help"].at(last))
    filled = {"SUBSTANCE_MISUSE": "1", "INTERVENTION_RECEIVED": received}
    if received == "0":
        filled["INTERVENTION_OFFERED"] = _flag(rng, OFFERED)
    return filled
