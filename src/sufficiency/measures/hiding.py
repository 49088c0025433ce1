"""Which figures of one day are hidden so that none of the small counts among them can be reckoned from the others.

First the figures that tell a small count themselves, then, as long as a reader could reckon one (`measures.reckoning`),
another figure that the reckoning needs. Which one does not depend on how large it is: somebody who knows the rule
learns nothing from the choice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

import numpy as np

from sufficiency.measures.definitions import MEASURES
from sufficiency.measures.disclosure import SMALL, hidden_groups, points_to_children
from sufficiency.measures.language import Unit
from sufficiency.measures.linked import THEN, Links, filled
from sufficiency.measures.reckoning import MOST, Equations

Figure = tuple[str, str, str]  # measure, breakdown, group
Pair = tuple[float | None, float | None]  # numerator, denominator
FIRST_OF_ALL = "cla_number"  # the number a paper cannot do without
NEAR = 8  # equations between a count and the figures that may be hidden for it


def hidden_among(
    linked: Links,
    told: Mapping[Figure, Pair],
    hidden: Iterable[Figure],
    settled: Collection[Figure] = (),
) -> set[Figure]:
    """The figures to hide: `hidden` and others beside them.

    `told`: the true (numerator, denominator) of each figure there is. `settled`: figures decided already, which stay
    as they are (hidden where they are among `hidden`).
    """
    search = Search(linked, told, set(hidden), frozenset(settled))
    search.hide_what_tells_small_counts()
    search.leave_what_is_settled()
    while given_away := search.given_away():
        if not search.hide_beside_each(given_away):
            search.hide_all()
            break
    search.show_what_is_known_anyway()
    return search.hidden - search.not_told


class Search:
    """What is hidden so far, and the equations of a reader: grows until no small count follows."""

    def __init__(
        self, linked: Links, told: Mapping[Figure, Pair], hidden: set[Figure], settled: frozenset[Figure]
    ) -> None:
        self.linked = linked
        self.told_of = dict(zip(linked.figures, linked.told, strict=True))
        # The change of a group is hidden by its own rules; here its place tells whether the number then is.
        hidden = {figure for figure in hidden if figure[0] != THEN} | self._hidden_then(told)
        asked = {figure[:2] for figure in told}
        self.not_told = {figure for figure in linked.figures if figure[:2] not in asked}
        self.hidden = hidden | self.not_told
        self.tried: Counter[int] = Counter()
        self.settled = settled.union(figure for figure in linked.figures if MEASURES[figure[0]].is_change)
        self.values = filled(linked, told)
        self.small = (self.values > 0) & (self.values <= SMALL)
        self.small[[place for name, place in linked.names.items() if name[0] == "then"]] = (
            False  # taken as known
        )
        self.own = {
            figure for figure, pair in told.items() if points_to_children(MEASURES[figure[0]].unit, *pair)
        }
        equal = [((one, other), (1, -1)) for one, other in linked.same if one != other]
        equations = [
            (places, signs) for places, signs in linked.equations if all(self.values[list(places)] >= 0)
        ]
        self.equations = Equations([*equations, *equal], len(linked)).holding(self.values)
        self.of_count: list[list[int]] = [[] for _ in range(len(linked))]
        for row, (places, _signs) in enumerate(self.equations.rows):
            for place in places:
                self.of_count[place].append(row)
        self.tells: list[list[int]] = [[] for _ in range(len(linked))]
        for at, counts in enumerate(linked.told):
            for _part, place in counts:
                self.tells[place].append(at)

    def known(self, of_then: bool = True) -> np.ndarray:
        """The counts that a shown figure tells. A group without a row, where others have one, has nobody in it."""
        return self._told_by(figure for figure in self.linked.figures if of_then or figure[0] != THEN)

    def _told_by(self, figures: Iterable[Figure]) -> np.ndarray:
        """The counts that those of some figures tell that are shown."""
        told = np.zeros(len(self.linked), dtype=bool)
        for figure in figures:
            if figure not in self.hidden:
                told[[place for _part, place in self.told_of[figure]]] = True
        return told

    def _hidden_then(self, told: Mapping[Figure, Pair]) -> set[Figure]:
        """The numbers of a year before that their own day hides for certain: what it hides besides is taken as known."""
        rows: dict[str, list[Figure]] = {}
        for figure in self.linked.figures:
            if figure[0] == THEN:
                rows.setdefault(figure[1], []).append(figure)
        found = set()
        for row in rows.values():
            numbers = [told.get(figure, (None, None))[1] for figure in row]
            places = hidden_groups([number or 0 for number in numbers])
            found.update(row[place] for place in places)
        return found

    def hide_what_tells_small_counts(self) -> None:
        for at, figure in enumerate(self.linked.figures):
            if figure not in self.settled and any(self.small[place] for _part, place in self.linked.told[at]):
                self.hidden.add(figure)

    def leave_what_is_settled(self) -> None:
        """Nothing decided here can keep back what the settled figures give away, were all others hidden."""
        if all(MEASURES[figure[0]].is_change for figure in self.settled):
            return
        known = self._told_by(
            figure for figure in self.linked.figures if figure in self.settled and figure[0] != THEN
        )
        low, high = self.equations.narrowed(
            np.where(known, self.values, 0.0), np.where(known, self.values, MOST)
        )
        self.small &= ~self.equations.solved(known | (high - low < 0.5))

    def given_away(self) -> list[int]:
        """The small counts that follow from what is shown; of those that do so at a glance first."""
        known = self.known()
        low, high = self.equations.narrowed(*self.bounds(known))
        sure = self.small & (high - low < 0.5)
        if not sure.any():
            sure = self.small & self.equations.solved(known | (high - low < 0.5))
        return np.flatnonzero(sure).tolist()

    def bounds(self, known: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The least and the most that a reader takes each count for, before reckoning."""
        low = np.where(known, self.values, np.minimum(self.values, self._hidden_is_not_none()))
        return low, np.where(known, self.values, MOST)

    def _hidden_is_not_none(self) -> np.ndarray:
        """1 for the counts of hidden plain numbers: a 0 would be shown. Not in a row of which a 0 is hidden too."""
        least = np.zeros(len(self.linked))
        of_rows: dict[tuple[str, str], list[int]] = {}
        for at, figure in enumerate(self.linked.figures):
            if figure in self.hidden and len(self.linked.told[at]) == 1:
                of_rows.setdefault(figure[:2], []).append(self.linked.told[at][0][1])
        for counts in of_rows.values():
            if all(self.values[counts]):
                least[counts] = 1
        return least

    def hide_beside_each(self, given_away: list[int]) -> bool:
        """Hide something beside each; not beside two that one equation has, since one hidden figure may serve both."""
        done, found = set(), False
        for count in given_away:
            beside = {one for row in self.of_count[count] for one in self.equations.rows[row][0]}
            if not beside & done and self.hide_beside(count):
                done.add(count)
                found = True
        return found

    def hide_beside(self, count: int) -> bool:
        """Hide a figure that reckoning the count needs; False where there is none to hide."""
        known = self.known()
        own = [
            at
            for place in (count, *self.linked.rests.get(count, ((), ()))[1])
            for at in self.tells[place]
        ]  # fmt: skip
        self.tried[count] += 1
        ways = self._ways(count, known) or self._ways(count, known, least=0)
        if ways:
            best = min(ways, key=lambda way: self._cost(way, ways[way], own))
            self.hidden.update(self.linked.figures[at] for at in self.tells[best])
            return True
        if self._may_be_hidden(count) and known[count]:
            self.hidden.update(self.linked.figures[at] for at in self.tells[count])
            return True
        return False

    def _ways(self, count: int, known: np.ndarray, least: int = 1) -> dict[int, int]:
        """Shown counts that may be hidden, nearest first, with how many equations away each is. Where all of the nearest
        are dear, those one further count too. With `least` 0 also that there are none: where all others are settled, a
        0 would tell."""
        seen, frontier, ways = {count}, [count], {}
        looked_into: set[int] = set()  # an equation is gone through once: then all its counts are seen
        for depth in range(NEAR):
            further = []
            for place in frontier:
                rows = [row for row in self.of_count[place] if row not in looked_into]
                looked_into.update(rows)
                for other in (one for row in rows for one in self.equations.rows[row][0]):
                    if other in seen:
                        continue
                    seen.add(other)
                    if not known[other]:
                        further.append(other)
                    elif self.values[other] >= least and self._may_be_hidden(other):
                        ways[other] = depth
            is_dear = all(self._dear(way) for way in ways)
            if ways and (not is_dear or self.tried[count] > 2 or depth > min(ways.values())):
                break
            frontier = further
        return ways

    def _may_be_hidden(self, count: int) -> bool:
        """Whether all figures that show a count can still be hidden, and there are any."""
        showing = [self.linked.figures[at] for at in self.tells[count]]
        showing = [figure for figure in showing if figure not in self.hidden]
        return bool(showing) and not any(figure in self.settled for figure in showing)

    def _dear(self, count: int) -> int:
        """How much a paper would miss the figures that tell a count."""
        shown = [self.linked.figures[at] for at in self.tells[count]]
        return max(
            (
                (figure[0] == FIRST_OF_ALL) + MEASURES[figure[0]].headline
                for figure in shown
                if figure not in self.hidden
            ),
            default=0,
        )

    def _cost(self, count: int, depth: int, own: list[int]) -> tuple:
        """What is hidden first: what a paper needs least, then what stands nearest. Never what is smallest."""
        figures = self.linked.figures
        shown = [at for at in self.tells[count] if figures[at] not in self.hidden]
        rows = {figures[at][:2] for at in own}
        away = min((abs(at - one) for at in shown for one in own), default=0)
        return (self._dear(count), depth, not any(figures[at][:2] in rows for at in shown), away, -max(shown))

    def show_what_is_known_anyway(self) -> None:
        """A figure hidden beside another tells nothing new where all its counts follow from what is shown. One that says
        a small count itself stays hidden all the same."""
        stays = self.own | self.settled
        if self.hidden <= stays:
            return
        known = self.known(of_then=False)  # of which more may be hidden than is known here
        low, high = self.equations.narrowed(
            np.where(known, self.values, 0.0), np.where(known, self.values, MOST)
        )
        sure = self.equations.solved(known | (high - low < 0.5))
        for at, figure in enumerate(self.linked.figures):
            counts = [place for _part, place in self.linked.told[at]]
            is_average = MEASURES[figure[0]].unit is Unit.DAYS  # the sum of days follows from nothing
            may_be_shown = figure in self.hidden and figure not in stays and not is_average
            if may_be_shown and all(sure[place] and not self.small[place] for place in counts):
                self.hidden.discard(figure)

    def hide_all(self) -> None:
        """The last way: nothing that may still be hidden is shown, except that nobody is in a group."""
        for at, figure in enumerate(self.linked.figures):
            if figure not in self.settled and any(
                self.values[place] for _part, place in self.linked.told[at]
            ):
                self.hidden.add(figure)
