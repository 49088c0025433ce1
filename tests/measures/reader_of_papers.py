"""Somebody who keeps an earlier paper beside what is given now, of two days a year apart, and solves both.

Written apart from what it tests: the equations of a day are `Attacker`'s, and beside them who was in care a year before,
who started and who ceased make who is in care now. A figure given as it was published is known to be that, and left out.
"""

from datetime import date

from sufficiency.measures import BREAKDOWNS
from tests.measures.attacker import Attacker

THEN, DAY = date(2024, 3, 31), date(2025, 3, 31)
CHANGE, STOCK = "cla_number_change_pct", "cla_number"
STARTED, CEASED = "cla_started_events", "cla_ceased_events"


class Reader(Attacker):
    """`told`: day to the true (numerator, denominator) of its figures; `given`: those (day, figure) that are given as
    they are."""

    def __init__(self, told, given):
        self.values, self.known, self.rows, self.left = {}, set(), [], {}
        for day, figures in told.items():
            counted = {figure: pair for figure, pair in figures.items() if figure[0] != CHANGE}
            one = Attacker(counted, {figure for at, figure in given if at == day and figure[0] != CHANGE})
            self.values |= {(day, count): value for count, value in one.values.items()}
            self.known |= {(day, count) for count in one.known}
            self.rows += [{(day, count): sign for count, sign in row.items()} for row in one.rows]
        wheres = [("", ""), *(("sex", group) for group in BREAKDOWNS["sex"].groups)]
        for where in wheres:
            now, then = (((day, ((STOCK, *where), "top"))) for day in (DAY, THEN))
            came, left = (((DAY, ((flow, *where), "top"))) for flow in (STARTED, CEASED))
            if all(one in self.values for one in (now, then, came, left)):
                self.rows.append({now: -1, then: 1, came: 1, left: -1})
            if (DAY, (CHANGE, *where)) in given:
                self.known |= {now, then}

    def leave(self, given):
        """The whole less the groups that are given, of every breakdown: what is left is a count too. `left` has its
        groups."""
        for day, (measure, by, group) in {(day, figure) for (day, (figure, _part)) in self._counts()}:
            if by:
                continue
            for one in BREAKDOWNS.values():
                groups = [(measure, one.id, of) for of in one.groups]
                shown = [figure for figure in groups if (day, figure) in given]
                if shown and len(shown) < len(groups):
                    for part in ("top", "bottom"):
                        whole = (day, ((measure, by, group), part))
                        parts = [(day, (figure, part)) for figure in shown]
                        self._with_rest(whole, parts)
                        self.left["rest of", whole, *parts] = [
                            (day, (figure, part)) for figure in groups if figure not in shown
                        ]

    def _counts(self):
        return [one for one in self.values if one[0] != "rest of" and one[1][0] != "rest of"]

    def sure(self):
        return self._solved() | self._narrowed()


def found_out(first, second):
    """The counts that both tell and that differ by 1 to 5: (count, before, now). Each of `first` and `second` is (told,
    given)."""
    readers = [Reader(*one) for one in (first, second)]
    for reader in readers:
        for _told, given in (first, second):
            reader.leave(given)
        assert reader.holds(), "the reader's equations are true"
    sure = readers[0].sure() & readers[1].sure()
    pairs = [(one, readers[0].values[one], readers[1].values[one]) for one in sure]
    return [
        (one, before, now)
        for one, before, now in pairs
        if _is_few(now - before) and (one not in readers[0].left or _tells_of_few(one, *readers))
    ]


def _is_few(move):
    return 1 <= abs(move) <= 5


def _tells_of_few(rest, first, second):
    """Whether groups that come to a small difference moved by a few: not where each moved by more, one up and one down,
    and what the first paper left open is taken as one."""
    groups, sure = first.left[rest], first.sure()
    move = {one: second.values.get(one, 0) - first.values.get(one, 0) for one in groups}
    open_then = sum(move[one] for one in groups if one not in sure)
    return _is_few(open_then) or any(_is_few(move[one]) for one in groups if one in sure)
