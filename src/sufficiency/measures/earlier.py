"""Earlier publications of the same figures: a correction must not tell of the few children it was about.

Who keeps both papers sees the difference between them: one child more in a group is one child found, and a group that
was hidden beside another and no longer is gives the other away. So what was published is a table too, and so is the
difference:

- What was hidden once stays hidden, for the same measure, day and group.
- Where a count, or the rest between two, differs by 1 to 5 from what was published of it or follows from what was
  published (`measures.reckoned`), the figures that tell it are given **as they were published**, and those of them
  that were not yet are hidden; so is as much beside them as it takes that it follows from nothing that is given
  (`measures.holding`): of totals that add up, of groups, of those who started and ceased. They tell nothing new, and
  the correction shows once it is larger.
- Counts are known by what they count (`measures.linked`), so a correction is kept back from every measure that tells
  it, under whatever name; a change since the year before tells of both numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from types import MappingProxyType

import pyarrow as pa

from sufficiency.measures.crossed import BETWEEN, in_order, parts_of
from sufficiency.measures.definitions import MEASURES
from sufficiency.measures.hiding import Figure, Pair
from sufficiency.measures.holding import Held, counts_of, held_among, held_of_pair, is_moved
from sufficiency.measures.language import Unit
from sufficiency.measures.linked import Name, counts_told
from sufficiency.measures.reckoned import none_among, reckoned
from sufficiency.vocabulary.groups import SHOWN_ONLY_WHEN_USED
from sufficiency.vocabulary.months import years_before

Key = tuple[str, date, str, str]  # measure, day, breakdown, group
Numbers = tuple[float | None, float | None, float | None]  # numerator, denominator, value
KEY = ("measure", "as_at", "breakdown", "group")
NUMBERS = ("numerator", "denominator", "value")
ToldOn = Callable[[date], Mapping[Figure, Pair]]


@dataclass(frozen=True, eq=False)
class Publication:
    """What was given to the public at one time: each figure's numbers as printed, None where it was hidden. `held`:
    those that were themselves given as they had been published before."""

    name: str
    figures: Mapping[Key, Numbers | None]
    held: frozenset[Key] = frozenset()


def printed(name: str, figures: pa.Table) -> Publication:
    """What figures give to the public once they leave as they are: a table of `disclosed` or `published`, to be kept and
    given as `earlier` the next time."""
    columns = (*KEY, "hidden", *NUMBERS)
    rows = zip(*(figures[column].to_pylist() for column in columns), strict=True)
    given = {
        (measure, day, breakdown, group): None if hidden else tuple(numbers)
        for measure, day, breakdown, group, hidden, *numbers in rows
    }
    held = figures["as_published"].to_pylist() if "as_published" in figures.column_names else []
    return Publication(
        name, given, frozenset(key for key, is_held in zip(given, held, strict=False) if is_held)
    )


def kept_back(
    figures: pa.Table,
    hides: Sequence[bool],
    earlier: Sequence[Publication],
    besides: Mapping[Key, tuple] = MappingProxyType({}),
) -> tuple[list[bool], dict[int, Numbers]]:
    """(what is hidden, by place; the numbers to give as they were published, by place), after earlier publications in
    the order they came out. `figures`: the true ones, with all groups of a breakdown that has any. `besides`: the true
    (numerator, denominator) of all that could be asked for, of these days and of the same days of years before, so that
    it does not matter how much is asked at once."""
    before = before_now(tuple(earlier))
    keys: list[Key] = [ordered(key) for key in zip(*(figures[name].to_pylist() for name in KEY), strict=True)]
    numerators, denominators = (figures[name].to_pylist() for name in NUMBERS[:2])
    told: dict[date, dict[Figure, Pair]] = {}
    for (measure, day, *where), pair in {
        **besides,
        **dict(zip(keys, zip(numerators, denominators, strict=True), strict=True)),
    }.items():
        told.setdefault(day, {})[measure, *where] = pair
    days = HeldDays(before, lambda day: told.get(day, {}))
    hidden, as_published = [], {}
    for place, key in enumerate(keys):
        if days.holds(key):
            numbers = before.then.get(key)
            hidden.append(numbers is None)
            if numbers is not None:
                as_published[place] = numbers
        else:
            hidden.append(hides[place] or before.hid(key))
    return hidden, as_published


def ordered(key: Key) -> Key:
    """The key of a figure by two breakdowns, with the one first that stands first among all."""
    measure, day, breakdown, group = key
    if BETWEEN not in breakdown:
        return key
    groups = dict(zip(parts_of(breakdown), group.split(BETWEEN), strict=True))
    pair = in_order(breakdown)
    return measure, day, pair, BETWEEN.join(groups[part] for part in parts_of(pair))


class Before:
    """What earlier publications, in the order they came out, left in people's hands: for each figure the numbers last
    printed, None where it was hidden once; and of each publication the counts that it told anew."""

    def __init__(self, earlier: Iterable[Publication]) -> None:
        self.then: dict[Key, Numbers | None] = {}
        self.counts: list[dict[date, dict[Name, float]]] = []
        self._hid: dict[date, set[Figure]] = {}
        for publication in earlier:
            figures = {ordered(key): told for key, told in publication.figures.items() if key[0] in MEASURES}
            for key, told in figures.items():
                # Hidden once is hidden for good, and the latest numbers printed are those in people's hands.
                if key not in self.then or self.then[key] is not None:
                    self.then[key] = told
            # Those it gave as they had been published do not fit the others.
            told_anew = _told_anew(figures, {ordered(key) for key in publication.held})
            self.counts.append({day: {**none_among(counts), **counts} for day, counts in told_anew.items()})
        for (measure, day, *where), numbers in self.then.items():
            if numbers is None:
                self._hid.setdefault(day, set()).add((measure, *where))
        self.days = {key[1] for key in self.then}.union(*self.counts)

    def concerns(self, day: date) -> bool:
        """Whether anything was published that figures of the day could be set against: of it, or of the same day of
        other years, from which those who started and ceased lead to it."""
        return any(one in self.days for one in (day, *self.other_years(day)))

    def other_years(self, day: date) -> Iterator[date]:
        """The same day of the years before it, back to that which the first one published leads to, and of later ones
        published."""
        if not self.days:
            return
        first, back = years_before(min(self.days), 1), 1
        while (one := years_before(day, back)) >= first:
            yield one
            back += 1
        for one in sorted(later for later in self.days if later > day):
            if years_before(one, one.year - day.year) == day:
                yield one

    def hid(self, key: Key) -> bool:
        return key in self.then and self.then[key] is None

    def hid_on(self, day: date) -> Collection[Figure]:
        return self._hid.get(day, ())


def _told_anew(figures: Mapping[Key, Numbers | None], held: Collection[Key]) -> dict[date, dict[Name, float]]:
    """By day, each count that figures told, but for those held; of a breakdown that was printed, nobody is in a group
    that has no row, since that is so only where nobody is."""
    counts: dict[date, dict[Name, float]] = {}
    for measure, day, breakdown in {key[:3] for key in figures}:
        for by, group in SHOWN_ONLY_WHEN_USED:
            if by == breakdown and (measure, day, by, group) not in figures:
                for name in counts_told(MEASURES[measure], by, group).values():
                    counts.setdefault(day, {})[name] = 0.0
    for key, numbers in figures.items():
        if numbers is not None and key not in held:
            for (day, name), count in _counts(key, numbers).items():
                counts.setdefault(day, {})[name] = count
    return counts


@lru_cache(maxsize=8)
def before_now(earlier: tuple[Publication, ...]) -> Before:
    """What publications left in people's hands, worked out once for the same ones."""
    return Before(earlier)


class HeldDays:
    """What is given as it was published, worked out day by day, when a day is asked for. ``told_on`` gives the true
    (numerator, denominator) of every figure of a day that is known, of the same day in other years too."""

    def __init__(self, before: Before, told_on: ToldOn) -> None:
        self.before, self._told_on = before, told_on
        self._on: dict[date, Held] = {}
        self._pairs: dict[tuple[date, str], Held] = {}
        self._told: dict[date, Mapping[Figure, Pair]] = {}
        self._moves: dict[date, dict[Name, list[float]]] = {}

    def holds(self, key: Key) -> bool:
        """Whether a figure is given as it was published, or hidden where it was not."""
        measure, day, *where = key
        if not self.before.concerns(day):
            return False
        if MEASURES[measure].is_change:
            return self._holds_change(key)
        if BETWEEN in where[0]:
            return (measure, *where) in self._on_pair(day, where[0]).figures
        return (measure, *where) in self.on(day).figures

    def holds_groups(self, measure: str, day: date, breakdown: str) -> bool:
        """Whether the groups of a breakdown are."""
        if not self.before.concerns(day):
            return False
        return any(figure[:2] == (measure, breakdown) for figure in self.on(day).figures)

    def on(self, day: date) -> Held:
        """What is held of a day, groups of single breakdowns among it."""
        if day not in self._on:
            self._on[day] = self._work_out(day) if self.before.concerns(day) else Held()
        return self._on[day]

    def _work_out(self, day: date) -> Held:
        told = {figure: pair for figure, pair in self._told_of(day).items() if BETWEEN not in figure[1]}
        if not told:
            return Held()
        secret_then = self.on(years_before(day, 1)).secret
        return held_among(told, self._moves_on(day), self.before.hid_on(day), secret_then)

    def _on_pair(self, day: date, pair: str) -> Held:
        if (day, pair) not in self._pairs:
            some = ("", *parts_of(pair), pair)
            told = {figure: two for figure, two in self._told_of(day).items() if figure[1] in some}
            if self.on(day).figures:  # sums of cells lead to more than any single breakdown does
                self._pairs[day, pair] = Held(frozenset(figure for figure in told if figure[1] == pair))
            else:
                moves, hid = self._moves_on(day), self.before.hid_on(day)
                self._pairs[day, pair] = held_of_pair(told, pair, moves, hid)
        return self._pairs[day, pair]

    def _holds_change(self, key: Key) -> bool:
        """A change tells of the number now and a year before, and is kept back with either."""
        measure, day, *where = key
        number, both = _number_changed(measure, *where), (day, years_before(day, 1))
        if any(number in self.on(one).secret for one in both):
            return True
        if any(self.before.hid((plain, one, *where)) for plain in _told_plainly(measure) for one in both):
            return True
        return any(is_moved(self._moves_on(one).get(number, ())) for one in both)

    def _told_of(self, day: date) -> Mapping[Figure, Pair]:
        if day not in self._told:
            self._told[day] = self._told_on(day)
        return self._told[day]

    def _moves_on(self, day: date) -> dict[Name, list[float]]:
        """By how much each count of the day differs from what each publication told of it, the newest last; those of a
        year before under ("then", name)."""
        if day not in self._moves:
            days = (day, *self.before.other_years(day))
            for one in days:
                self._moves[one] = {}
            for counts in self.before.counts:
                moves = {
                    (one, name): now - counts[one][name]
                    for one in days
                    for name, now in counts_of(self._told_of(one), counts.get(one, ()))
                }
                for (one, name), move in (reckoned(moves) if any(moves.values()) else moves).items():
                    self._moves.setdefault(one, {}).setdefault(name, []).append(move)
        then = self._moves.get(years_before(day, 1), {})
        return {**{("then", name): moves for name, moves in then.items()}, **self._moves[day]}


def _counts(key: Key, numbers: Sequence[float | None]) -> dict[tuple[date, Name], float]:
    """The counts a figure tells, the rest between them included, each under a name that other measures share."""
    measure, day, breakdown, group = key
    definition = MEASURES[measure]
    pair = {"numerator": numbers[0], "denominator": numbers[1]}
    if definition.is_change:
        return _counts_of_change(key, pair)
    names = counts_told(definition, breakdown, group)
    told = {(day, name): pair[part] for part, name in names.items() if pair[part] is not None}
    if definition.unit is Unit.PERCENT and len(names) == 2 and None not in pair.values():
        rest = ("rest", names["denominator"], frozenset((names["numerator"],)))
        told[day, rest] = numbers[1] - numbers[0]
    return told


def _counts_of_change(key: Key, pair: Mapping[str, float | None]) -> dict[tuple[date, Name], float]:
    """A change tells the number a year before and, with it, the number now: both under the names that number has."""
    measure, day, breakdown, group = key
    if None in pair.values():
        return {}
    number, then = _number_changed(measure, breakdown, group), pair["denominator"]
    now = then + MEASURES[measure].rise_is * pair["numerator"]
    return {(years_before(day, 1), number): then, (day, number): now}


@cache
def _told_plainly(change: str) -> tuple[str, ...]:
    """The measures that give, as a plain number, what a change is of."""
    number = {"numerator": _number_changed(change, "", "")}
    return tuple(one.id for one in MEASURES.values() if not one.is_change and counts_told(one) == number)


@cache
def _number_changed(measure: str, breakdown: str, group: str) -> tuple:
    """The name of the count that a change is of."""
    [number] = counts_told(replace(MEASURES[measure], rise_is=0), breakdown, group).values()
    return number
