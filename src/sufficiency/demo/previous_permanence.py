"""What order a child had left before care began, asked of every child who starts."""

from random import Random

from sufficiency.demo import chance, days
from sufficiency.demo.chance import Mix

ORDERS = Mix("Z1 93.5, P1 1.0, P2 3.2, P3 1.4, P4 0.9")
ARRANGED_BY = ("330", "373", "815", "830", "855", "891", "892", "925")


def row(rng: Random, born: int, start: int) -> dict[str, str]:
    """PREV_PERM with, for a child who had an order, the authority and the day as far as they are known."""
    order = ORDERS.draw(rng)
    if order == "Z1" or start - born < 500:
        return {"PREV_PERM": "Z1"}
    day = days.written(chance.between(rng, born + 200, start - 100))
    roll = rng.random()
    known = (
        "ZZ/ZZ/ZZZZ"
        if order == "P4"
        else day
        if roll < 0.7
        else f"ZZ{day[2:]}"
        if roll < 0.85
        else f"ZZ/ZZ{day[5:]}"
    )
    return {"PREV_PERM": order, "LA_PERM": chance.one_of(rng, ARRANGED_BY), "DATE_PERM": known}
