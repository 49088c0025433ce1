"""The outline of one made-up child's life: who they are, when they are in care and how care ends."""

from dataclasses import dataclass, field
from random import Random

from sufficiency.demo import adoption, chance, days
from sufficiency.demo.adoption import Adoption
from sufficiency.demo.chance import Mix
from sufficiency.demo.shape import (
    BOYS,
    BOYS_UASC,
    ETHNIC,
    ETHNIC_UASC,
    LENGTHS_OF_CARE,
    NEED,
    OUTCOMES,
    SHAPE,
)

_FIRST_BIRTHDAYS = {"0": (0, 0), "1-4": (1, 4), "5-9": (5, 9), "10-15": (10, 15), "16-17": (16, 17)}
_UASC_AGES = Mix("14 5, 15 17, 16 40, 17 38")
LATEST_START = 25  # days before the 18th birthday: nobody starts on the eve of it
REVERSED = 0.12  # share of children under 5 who grow up in care after a plan of adoption was given up
BACK_IN_CARE = 0.13  # share of those who went home who start again


@dataclass(slots=True)
class Period:
    """One period of care in outline. `outcome` is a key of OUTCOMES, or "grows up" for those who stay until 18."""

    start: int
    end: int
    outcome: str
    need: str
    adoption: Adoption | None = None


@dataclass(slots=True)
class Life:
    """A made-up child. `number` is their id in the returns; `unsettled` and `runs` colour what happens to them."""

    serial: int
    number: int
    group: str
    born: int
    boy: bool
    ethnic: str
    upn: str
    unsettled: bool
    runs: float
    child_born: int | None
    periods: list[Period] = field(default_factory=list)

    @property
    def uasc(self) -> bool:
        return self.group == "uasc"

    @property
    def short_breaks(self) -> bool:
        return self.group == "short breaks"

    @property
    def eighteen(self) -> int:
        return days.birthday(self.born, 18)


def begin(rng: Random, serial: int, start: int, group: str) -> Life:
    """The child who comes into care on the day `start`, with every period of care in outline."""
    born = _born(rng, start, group)
    uasc = group == "uasc"
    age = days.age_on(born, start)
    life = Life(
        serial=serial,
        number=1_000_000 + serial * 611_953 % 8_999_993,
        group=group,
        born=born,
        boy=rng.random() < (BOYS_UASC if uasc else BOYS),
        ethnic=(ETHNIC_UASC if uasc else ETHNIC).draw(rng),
        upn=_upn(serial),
        unsettled=rng.random() < (0.10 if uasc else 0.06 + 0.02 * age if age < 15 else 0.28),
        runs=0.0,
        child_born=None,
    )
    life.runs = _runs(rng, life)
    _live(rng, life, start, group)
    life.child_born = _becomes_a_mother(rng, life)
    return life


def _born(rng: Random, start: int, group: str) -> int:
    if group == "short breaks":
        return start - chance.between(rng, 5 * 365, 13 * 365)
    if group == "0" and rng.random() < 0.5:
        return start - chance.between(rng, 0, 10)  # from hospital, soon after birth
    if group == "uasc":
        first = last = int(_UASC_AGES.draw(rng))
    else:
        first, last = _FIRST_BIRTHDAYS[group]
    oldest = min(round((last + 1) * days.YEAR) - 1, round(18 * days.YEAR) - LATEST_START)
    return start - chance.between(rng, round(first * days.YEAR) + 1, oldest - 1)


def _live(rng: Random, life: Life, start: int, group: str) -> None:
    """Fill in the periods of care: the first, and those after going home."""
    while True:
        period = _period(rng, life, start, group)
        life.periods.append(period)
        if period.outcome != "home" or rng.random() >= BACK_IN_CARE:
            return
        start = period.end + chance.about(rng, 200, 1.0) + 1
        age = days.age_on(life.born, start)
        if start > life.eighteen - 400:
            return
        group = next(band for band, (_, last) in _FIRST_BIRTHDAYS.items() if age <= last)


def _period(rng: Random, life: Life, start: int, group: str) -> Period:
    need = "N8" if life.uasc else "N2" if life.short_breaks else NEED.draw(rng)
    if life.short_breaks:
        end = min(start + chance.about(rng, 900, 0.5), life.eighteen)
        return Period(start, end, "home", need)
    outcome = _outcome(rng, start, group)
    if outcome == "adopted":
        plan = adoption.journey(rng, life.born, start, adopted=True)
        return Period(start, plan.order, outcome, need, plan)
    if outcome == "grows up":
        plan = None
        if group in ("0", "1-4") and rng.random() < REVERSED:
            plan = adoption.journey(rng, life.born, start, adopted=False)
        return Period(start, life.eighteen, outcome, need, plan)
    end = start + 1 + chance.about(rng, *LENGTHS_OF_CARE[outcome])
    if outcome == "independent":
        end = max(end, days.birthday(life.born, 16) + 30)
    if end > life.eighteen - 20:
        return Period(start, life.eighteen, "grows up", need)
    return Period(start, end, outcome, need)


def _outcome(rng: Random, start: int, group: str) -> str:
    """How care will end. A plan of adoption not made, as they became fewer, is a child who grows up or has guardians."""
    outcome = OUTCOMES[group].draw(rng)
    if outcome == "adopted" and rng.random() >= SHAPE["adopted"].at(start):
        return "grows up" if rng.random() < 0.25 else "guardian" if rng.random() < 0.6 else "home"
    return outcome


def _upn(serial: int) -> str:
    """A unique pupil number of no school: authority 999, with its check letter."""
    digits = f"9994{serial:08d}"
    total = sum(int(digit) * place for place, digit in enumerate(digits, start=2))
    return "ABCDEFGHJKLMNPQRTUVWXYZ"[total % 23] + digits


def _runs(rng: Random, life: Life) -> float:
    """How many times a year the child goes missing as a teenager: most never."""
    if rng.random() >= (0.05 if life.uasc else 0.45 if life.unsettled else 0.16):
        return 0.0
    return rng.expovariate(1 / (1.5 if life.uasc else 6.0))


def _becomes_a_mother(rng: Random, life: Life) -> int | None:
    """The day a girl's first child is born, for the few who become mothers while looked after."""
    if life.boy or life.uasc or life.short_breaks or rng.random() >= 0.025:
        return None
    last = life.periods[-1]
    earliest = max(last.start, days.birthday(life.born, 15) + 100)
    return chance.between(rng, earliest, last.end - 30) if last.end - 30 > earliest else None
