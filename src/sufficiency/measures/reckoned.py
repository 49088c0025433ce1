"""What follows from the counts that one publication printed, though it did not print it.

Whoever keeps a paper adds up: the groups to the whole, the whole less the others, and who was in care a year before
from who is now, who started and who ceased. What can be worked out so was published too.

It is worked out of the differences between what was printed and what is true now, not of the numbers: what adds up in
numbers adds up in differences, and where an edition does not agree with itself (an end that was presumed) it is no
difference that both do so alike. Only that nobody is in any part of nothing (`none_among`) is seen in the numbers alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from sufficiency.measures.definitions import MEASURES
from sufficiency.measures.linked import Links, Name, links
from sufficiency.vocabulary.groups import BREAKDOWNS
from sufficiency.vocabulary.months import years_before

Moves = Mapping[tuple[date, Name], float]  # by how much each count of a day differs from what was printed


def reckoned(moves: Moves) -> dict[tuple[date, Name], float]:
    """How printed counts have moved, and those that follow from them one by one: an equation of which all counts but one
    are known gives that one. A count that was printed is never replaced."""
    found = dict(moves)
    days = {day for day, _name in moves}
    while days:
        before = len(found)
        reached = set()
        for day in sorted(days):
            for (of, name), count in _of_a_day(day, found).items():
                if (of, name) not in found:
                    found[of, name] = count
                    reached.add(of)
        days = reached | {_year_after(day, found) for day in reached} - {None}
        if len(found) == before:
            break
    return found


def none_among(printed: Mapping[Name, float]) -> dict[Name, float]:
    """The counts of a day that are nobody, as follows from those printed of it: every part of a whole of nobody, and
    every other part of a whole that some parts make up already (all six children live in homes, so of the girls in care
    none lives elsewhere)."""
    linked, rows, of_count = _all_links()
    known = {linked.names[name]: count for name, count in printed.items() if name in linked.names}
    given = set(known)
    waiting = [row for place in known for row in of_count[place]]
    while waiting:
        places, signs = rows[waiting.pop()]
        if any(
            sign < 0 for sign in signs[1:]
        ):  # of those in care a year before, which data need not agree with
            continue
        found = _completed(places, known)
        known |= found
        waiting += [row for place in found for row in of_count[place]]
    names = list(linked.names)
    return {
        names[place]: 0.0 for place in known.keys() - given if not known[place] and names[place][0] != "then"
    }


def _completed(places: Sequence[int], known: Mapping[int, float]) -> dict[int, float]:
    """The counts of an equation, the whole first and then its parts, that follow from those known of them."""
    whole, *parts = places
    unknown = [part for part in parts if part not in known]
    made_up = sum(known[part] for part in parts if part in known)
    if whole not in known:
        return {} if unknown else {whole: made_up}
    left = known[whole] - made_up
    if len(unknown) == 1 and left >= 0:
        return {unknown[0]: left}
    return dict.fromkeys(unknown, 0.0) if left == 0 else {}


def _year_after(day: date, found: Moves) -> date | None:
    return next((one for one, _name in found if years_before(one, 1) == day), None)


def _of_a_day(day: date, found: Moves) -> dict[tuple[date, Name], float]:
    """What follows on a day from its moves and those of a year before."""
    linked, rows, of_count = _all_links()
    then = years_before(day, 1)
    known: dict[int, float] = {}
    for (of, name), count in found.items():
        name = name if of == day else ("then", name) if of == then else None
        if name in linked.names:
            known[linked.names[name]] = count
    given = set(known)
    waiting = [row for place in known for row in of_count[place]]
    while waiting:
        places, signs = rows[waiting.pop()]
        unknown = [at for at, place in enumerate(places) if place not in known]
        if len(unknown) != 1:
            continue
        (at,) = unknown
        others = sum(sign * known[place] for place, sign in zip(places, signs, strict=True) if place in known)
        known[places[at]] = -others / signs[at]
        waiting += of_count[places[at]]
    names = list(linked.names)
    reached = {}
    for place in known.keys() - given:
        name = names[place]
        reached[(then, name[1]) if name[0] == "then" else (day, name)] = known[place]
    return reached


@cache
def _all_links() -> tuple[Links, Sequence[tuple], list[list[int]]]:
    """What holds between all counts there are, its equations, and for each count those it stands in."""
    linked = links(tuple(MEASURES), tuple(BREAKDOWNS))
    of_count: list[list[int]] = [[] for _ in range(len(linked))]
    for row, (places, _signs) in enumerate(linked.equations):
        for place in places:
            of_count[place].append(row)
    return linked, linked.equations, of_count
