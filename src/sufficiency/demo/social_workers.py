"""The social workers a child has had, one after another."""

from random import Random

from sufficiency.demo import chance, days
from sufficiency.demo.chance import Mix
from sufficiency.demo.lives import Period

A_CHANGE_EVERY = 420  # mean days
CHANGES = Mix("LEFTRL 38, MANAGE 18, TSPROC 24, ORGRST 8, ABSENC 8, CHCHAN 1, PCCHAN 1, OTHERS 2")
PER_500_CHILDREN = 70

Worker = tuple[str, int, int, str]  # SW_ID, first day, last day, reason


def workers(rng: Random, period: Period, children_looked_after: int) -> list[Worker]:
    """The social workers through the period of care: the first from its first day, the last until its last."""
    team = max(5, children_looked_after * PER_500_CHILDREN // 500)
    found: list[Worker] = []
    day, reason = period.start, "FCONTA"
    while True:
        number = f"SW{chance.between(rng, 1, team) + 9_900_000}"
        until = day + round(rng.expovariate(1 / A_CHANGE_EVERY)) + 20
        if until > period.end - 10:
            return [*found, (number, day, period.end, reason)]
        found.append((number, day, until, reason))
        day, reason = until, CHANGES.draw(rng)


def row(worker: Worker, year: int) -> dict[str, str] | None:
    """The social worker as the return of the year has them, end blank while it lasts; None when it was another year."""
    number, first, last, reason = worker
    if first > days.last_of(year) or last < days.first_of(year):
        return None
    known = days.written(last) if last <= days.last_of(year) else ""
    return {"SW_ID": number, "SW_DECOM": days.written(first), "SW_DEC": known, "SW_REASON": reason}
