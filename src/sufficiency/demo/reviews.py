"""Statutory reviews: the first within 20 working days, the next within three months, then every six (regulation 33)."""

from random import Random

from sufficiency.demo import chance, days
from sufficiency.demo.chance import Mix
from sufficiency.demo.lives import Life, Period
from sufficiency.demo.shape import SHAPE

# Twenty working days are 26 calendar days at the least and 34 at the most (Christmas and Easter).
FIRST_IN_TIME = (13, 26)
FIRST_LATE = (37, 75)
ATTENDED = Mix("PN1 80, PN2 10, PN3 4, PN4 6")
ABSENT = Mix("PN5 35, PN6 65")


def reviews(rng: Random, life: Life, period: Period, first: int, last: int) -> list[tuple[int, str]]:
    """(day, participation code) of the reviews held in the period of care from about `first` to `last`.

    A child long in care by then joins the six-monthly round within half a year before `first`.
    """
    held: list[tuple[int, str]] = []
    joined = first - period.start > 365
    day = days.weekday_before(first - chance.between(rng, 0, 182)) if joined else _first(rng, period.start)
    while day < min(period.end, last + 1):
        held.append((day, _took_part(rng, life, day)))
        due = days.months_later(day, 6 if held[1:] or joined else 3)
        day = _held(rng, due)
    return held


def _in_time(rng: Random, due: int) -> bool:
    return rng.random() < SHAPE["review_in_time"].at(due)


def _first(rng: Random, start: int) -> int:
    if _in_time(rng, start):
        return days.weekday_before(start + chance.between(rng, *FIRST_IN_TIME))
    return days.weekday_after(start + chance.between(rng, *FIRST_LATE))


def _held(rng: Random, due: int) -> int:
    """Most reviews are held in the three weeks before they are due; the late ones up to two months after."""
    if _in_time(rng, due):
        return days.weekday_before(due - chance.between(rng, 0, 20))
    return days.weekday_after(due + 1 + min(chance.about(rng, 14, 0.8), 70))


def _took_part(rng: Random, life: Life, day: int) -> str:
    if days.birthday(life.born, 4) > day:
        return "PN0"
    if rng.random() >= SHAPE["participation"].at(day):
        return "PN7"
    return (ATTENDED if rng.random() < SHAPE["attendance"].at(day) else ABSENT).draw(rng)
