"""Orders that let a few children in children's homes be deprived of their liberty; returns ask for them from 2027."""

from random import Random

from sufficiency.demo import chance, days
from sufficiency.demo.episodes import Episode
from sufficiency.demo.lives import Life

SHARE = 0.05  # of stays in children's homes from 12 on
LONGEST = 84  # days an order lasts before it is looked at again

Order = tuple[int, int]  # first and last day


def orders(rng: Random, life: Life, episodes: list[Episode]) -> list[Order]:
    """The orders of one period of care, each within the stay it was made for."""
    found = []
    for episode in episodes:
        first = max(episode.decom, days.birthday(life.born, 12)) + chance.between(rng, 3, 40)
        if episode.place in ("K1", "K2") and rng.random() < SHARE and first < episode.dec - 7:
            found.append((first, min(first + LONGEST, episode.dec)))
    return found


def row(order: Order, year: int) -> dict[str, str] | None:
    """The order as the return of the year has it, end blank while it lasts; None when it was in another year."""
    first, last = order
    if first > days.last_of(year) or last < days.first_of(year):
        return None
    return {
        "DOLO_START": days.written(first),
        "DOLO_END": days.written(last) if last <= days.last_of(year) else "",
    }
