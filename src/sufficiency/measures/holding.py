"""Which figures of one day are given as they were published, because a few children more or fewer are counted since.

A reader has what was published, with what follows from it (`measures.reckoned`), and everything that is given now. A
count that differs by 1 to 5 must follow from the figures now given no more than a small one may: so the figures that
tell it keep the numbers they were published with, and as many others beside them as it takes
(`measures.hiding`, which looks for what else would give a count away).

**What is held together.** A total is held with all its groups, since they add up to it. Groups are held by whole
breakdowns: to hold one alone would say in which group the few children are, and what stays open of a breakdown must not
differ by 1 to 5 together either. So a child whose age band was corrected holds the ages, and nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sufficiency.measures.crossed import BETWEEN, group_by_breakdown
from sufficiency.measures.definitions import MEASURES
from sufficiency.measures.disclosure import SMALL
from sufficiency.measures.hiding import Figure, Pair, Search
from sufficiency.measures.linked import CEASED, STARTED, STOCK, THEN, Links, Name, counts_told, links
from sufficiency.measures.reckoning import MOST

Moves = Mapping[
    Name, Collection[float]
]  # by how much each count differs from what was published of it, each time


@dataclass(frozen=True)
class Held:
    """Of one day: the figures given as they were published, and the counts that thereby are not known as they are now."""

    figures: frozenset[Figure] = frozenset()
    secret: frozenset[Name] = frozenset()


def held_among(
    told: Mapping[Figure, Pair],
    moves: Moves,
    hid: Collection[Figure] = (),
    secret_then: Collection[Name] = (),
) -> Held:
    """What is held of a day. `told`: its true figures, of changes too; `moves` has the counts of a year before under
    ("then", name); `hid`: figures hidden in a publication, which stay so; `secret_then`: counts of a year before that
    are held or hidden on their own day."""
    if not secret_then and not any(any(each) for each in moves.values()):
        return Held()
    fitting = {**told, **dict(_then_that_fits(told))}
    search = _Holding(links(*asked_of(told)), fitting, moves, frozenset(hid))
    search.protect_then(secret_then)
    return search.done()


def _then_that_fits(told: Mapping[Figure, Pair]) -> Iterator[tuple[Figure, Pair]]:
    """The numbers of a year before as those in care now, who started and who ceased make them. An edition may be out by
    some, of whom an end was presumed; a paper of all four says by how many, so what matters is how they move."""
    for figure in told:
        if figure[0] == THEN:
            flow = [told.get((one, *figure[1:]), (None, None))[0] for one in (STOCK, CEASED, STARTED)]
            if None not in flow:
                now, ceased, started = flow
                yield figure, (told[figure][0], now + ceased - started)


def held_of_pair(told: Mapping[Figure, Pair], pair: str, moves: Moves, hid: Collection[Figure]) -> Held:
    """What is held of a two-way table where no total or single breakdown of the day is; where one is, all tables are.
    `told`: the true figures of totals, of both breakdowns and of the table."""
    measures = {figure[0] for figure in told if figure[1] == pair}
    of_both = {figure: two for figure, two in told.items() if figure[0] in measures}
    decided = [figure for figure in of_both if figure[1] != pair]
    search = _Holding(links(*asked_of(of_both)), of_both, moves, frozenset(hid), decided)
    return search.done()


def asked_of(told: Mapping[Figure, Pair]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The measures and the breakdowns of figures."""
    measures = {figure[0] for figure in told}
    breakdowns = tuple(sorted({figure[1] for figure in told if figure[1]}))
    return tuple(one for one in MEASURES if one in measures), breakdowns


def counts_of(told: Mapping[Figure, Pair], names: Iterable[Name]) -> Iterator[tuple[Name, float]]:
    """The true value of those of the counts that figures of a day tell."""
    tells = _tells(*asked_of(told))

    def count_of(name: Name) -> float | None:
        if name[0] == "rest":
            counts = [count_of(one) for one in (name[1], *name[2])]
            return None if None in counts else counts[0] - sum(counts[1:])
        pairs = [(told[figure], part) for figure, part in tells.get(name, ()) if figure in told]
        return (pairs[-1][0][pairs[-1][1] == "denominator"] or 0.0) if pairs else None

    for name in names:
        if (count := count_of(name)) is not None:
            yield name, count


@lru_cache(maxsize=32)
def _tells(measures: tuple[str, ...], breakdowns: tuple[str, ...]) -> dict[Name, list[tuple[Figure, str]]]:
    """By count the figures that tell it, and where in them."""
    linked = links(measures, breakdowns)
    names, found = list(linked.names), {}
    for figure, counts in zip(linked.figures, linked.told, strict=True):
        for part, place in counts:
            found.setdefault(names[place], []).append((figure, part))
    return found


def _rows(linked: Links, there: Collection[tuple[str, str]]) -> list[tuple[int, tuple[int, ...]]]:
    """(whole, its groups) of the breakdowns of measures that are there, each once."""
    wholes: dict[tuple, int] = {}
    rows: dict[tuple, list[int]] = {}
    for figure, told in zip(linked.figures, linked.told, strict=True):
        if figure[0] == THEN or figure[:2] not in there:
            continue
        for part, place in told:
            wholes[*figure, part] = place
            for whole in _wholes_of(figure):
                rows.setdefault((*whole, part, figure[1]), []).append(place)
    found = {(wholes[key[:-1]], tuple(places)) for key, places in rows.items() if key[:-1] in wholes}
    return sorted((whole, groups) for whole, groups in found if whole not in groups)


def is_moved(moves: Collection[float]) -> bool:
    """Whether a count differs by 1 to 5 from what was published of it at any time, and is none of what was published."""
    return 0 not in moves and any(0 < abs(move) <= SMALL for move in moves)


class _Holding(Search):
    """A search for what must be hidden, where small is what has moved by a few, and hidden is held."""

    def __init__(
        self,
        linked: Links,
        told: Mapping[Figure, Pair],
        moves: Moves,
        hid: frozenset[Figure],
        decided: Collection[Figure] = (),
    ) -> None:
        hid = frozenset(figure for figure in hid if not MEASURES[figure[0]].is_change)
        super().__init__(linked, told, set(hid), frozenset(decided))
        self.hid, self.moves, self.there = hid, moves, {figure[:2] for figure in told}
        self.low, self.high = np.zeros(len(linked)), np.full(len(linked), MOST)
        self.hidden |= {figure for figure in linked.figures if figure[:2] not in self.there}
        counted = self._counted()
        for name, place in linked.names.items():
            self.small[place] = counted[place] and is_moved(moves.get(name, ()))
            if self.small[place]:
                near = [self.values[place] - move for move in moves[name] if abs(move) <= SMALL]
                self.low[place], self.high[place] = max(0, max(near) - SMALL), min(near) + SMALL

    def _counted(self) -> np.ndarray:
        """The counts whose true number is known here: of a breakdown that is not among what is told it is not."""
        counted = np.zeros(len(self.linked), dtype=bool)
        for figure, told in zip(self.linked.figures, self.linked.told, strict=True):
            if figure[:2] in self.there:
                counted[[place for _part, place in told]] = True
        for rest, (whole, parts) in self.linked.rests.items():
            counted[rest] = counted[[whole, *parts]].all()
        return counted

    def protect_then(self, secret: Collection[Name]) -> None:
        """Of the numbers of a year before, those must not follow that are held on their own day, or moved by a few; what
        follows from the others of them nothing of today keeps back."""
        then = {
            place: figure
            for figure, told in zip(self.linked.figures, self.linked.told, strict=True)
            for _part, place in told
            if figure[0] == THEN
        }
        for place, figure in then.items():
            self.small[place] |= counts_told(MEASURES[STOCK], *figure[1:])["numerator"] in secret
        if self.small[list(then)].any():
            known = np.zeros(len(self.linked), dtype=bool)
            known[[place for place in then if not self.small[place]]] = True
            self.small &= ~self.equations.solved(known)
        self.hidden |= {figure for place, figure in then.items() if self.small[place]}

    def done(self) -> Held:
        if not self.small.any() and not any(True for _figure in self.differing_together()):
            return Held()
        not_given = set(self.hidden)
        while True:
            self.hide_what_tells_small_counts()
            self.hold_together()
            while given_away := self.given_away():
                if not self.hide_beside_each(given_away):
                    self.hide_all()
                    self.hold_together()
                    break
                self.hold_together()
            beside = set(self.differing_together()) - self.hidden - self.settled
            if not beside:
                break
            self.hidden |= beside
            self.hold_together()
        held = self.hidden - not_given
        known = self.known()
        sure = self.equations.solved(known) if held else known
        names = {
            name
            for figure in held
            for name in counts_told(MEASURES[figure[0]], *figure[1:]).values()
            if not sure[self.linked.names[name]]
        }
        return Held(frozenset(held), frozenset(names))

    def hold_together(self) -> None:
        """A total with all its groups, groups by whole breakdowns, a two-way table whole."""
        held = {figure for figure in self.hidden - self.hid if figure[:2] in self.there}
        totals = {figure[0] for figure in held if not figure[1]}
        rows = {figure[:2] for figure in held}
        self.hidden |= {
            figure
            for figure in self.linked.figures
            if figure[0] != THEN and (figure[0] in totals or figure[:2] in rows)
        }

    def bounds(self, known: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """What moved by a few is within a few of what was printed."""
        low = np.where(known, self.values, self.low)
        return low, np.where(known, self.values, self.high)

    def _dear(self, count: int) -> int:
        """Groups are held before totals, which elected members have."""
        shown = [self.linked.figures[at] for at in self.tells[count]]
        return super()._dear(count) + any(not figure[1] for figure in shown if figure not in self.hidden)

    def differing_together(self) -> Iterator[Figure]:
        """Where the groups that do not follow from what was published, or from what is given now, differ by 1 to 5
        together: the figures that tell of the others. The whole less those others would tell it."""
        known, names = self.known(), list(self.linked.names)
        sure = None
        for whole, groups in _rows(self.linked, self.there):
            total = self._move(names[whole])
            if total is None:
                continue
            if sure is None:
                sure = known | self.equations.solved(known) if self.hidden else known
            if not sure[whole]:
                continue
            moves = {place: self._move(names[place]) for place in groups if sure[place]}
            moves = {place: move for place, move in moves.items() if move is not None}
            if len(moves) == len(groups):
                continue
            if 0 < abs(total - sum(moves.values())) <= SMALL and moves:
                for place in moves:
                    yield from (self.linked.figures[at] for at in self.tells[place])

    def _move(self, name: Name) -> float | None:
        """By how much a count differs from what was last published of it."""
        moves = list(self.moves.get(name, ()))
        return moves[-1] if moves else None


def _wholes_of(figure: Figure) -> list[Figure]:
    """The figures that a figure is a part of: of a group the total, of a cell the groups in whose lines it stands."""
    measure, breakdown, group = figure
    if BETWEEN in breakdown:
        return [(measure, *edge) for edge in group_by_breakdown(breakdown, group).items()]
    return [(measure, "", "")] if breakdown else []
