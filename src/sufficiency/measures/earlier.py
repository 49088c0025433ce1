"""Earlier publications of the same figures: a correction must not tell of the few children it was about.

Who keeps both papers sees the difference between them: one child more in a group is one child found, and a group that
was hidden beside another and no longer is gives the other away. So what was published is a table too, and so is the
difference:

- What was hidden once stays hidden, for the same measure, day and group.
- Where a count, or the rest between two, differs by 1 to 5 from what was published, the figures of that measure and
  day are given **as they were published**; those of them that were not yet are hidden. So they tell nothing new, and
  the correction shows once it is larger. The same holds where what is hidden together differs by 1 to 5.
- Counts are known by what they count (`measures.linked`), so a correction is kept back from every measure that tells
  it, under whatever name; a change since the year before tells of both numbers.

**Not covered.** Counts that add up to one that was published without being published themselves (those who started and
ceased, to those in care).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from types import MappingProxyType

import pyarrow as pa

from sufficiency.measures.definitions import MEASURES
from sufficiency.measures.disclosure import is_small
from sufficiency.measures.language import Unit
from sufficiency.measures.linked import counts_told
from sufficiency.vocabulary.months import years_before

Key = tuple[str, date, str, str]  # measure, day, breakdown, group
Numbers = tuple[float | None, float | None, float | None]  # numerator, denominator, value
KEY = ("measure", "as_at", "breakdown", "group")
NUMBERS = ("numerator", "denominator", "value")


@dataclass(frozen=True)
class Publication:
    """What was given to the public at one time: each figure's numbers as printed, None where it was hidden."""

    name: str
    figures: Mapping[Key, Numbers | None]


def printed(name: str, figures: pa.Table) -> Publication:
    """What figures give to the public once they leave as they are: a table of `disclosed` or `published`, to be kept and
    given as `earlier` the next time."""
    columns = (*KEY, "hidden", *NUMBERS)
    rows = zip(*(figures[column].to_pylist() for column in columns), strict=True)
    return Publication(
        name,
        {
            (measure, day, breakdown, group): None if hidden else tuple(numbers)
            for measure, day, breakdown, group, hidden, *numbers in rows
        },
    )


def kept_back(
    figures: pa.Table,
    hides: Sequence[bool],
    earlier: Sequence[Publication],
    besides: Mapping[Key, tuple] = MappingProxyType({}),
) -> tuple[list[bool], dict[int, Numbers]]:
    """(what is hidden, by place; the numbers to give as they were published, by place), after earlier publications in
    the order they came out. `figures`: the true ones, with all groups of a breakdown that has any. `besides`: the true
    (numerator, denominator) of all that could be asked for, so that it does not matter how much is asked at once."""
    before = Before(earlier)
    keys: list[Key] = list(zip(*(figures[name].to_pylist() for name in KEY), strict=True))
    own = zip(*(figures[name].to_pylist() for name in NUMBERS), strict=True)
    held = before.held({**besides, **dict(zip(keys, own, strict=True))})
    hidden, as_published = [], {}
    for place, key in enumerate(keys):
        if key[:2] in held:
            told = before.then.get(key)
            hidden.append(told is None)
            if told is not None:
                as_published[place] = told
        else:
            hidden.append(hides[place] or before.hid(key))
    return hidden, as_published


class Before:
    """What earlier publications, in the order they came out, left in people's hands: for each figure the numbers last
    printed, None where it was hidden once; and what that keeps back of the true figures of today."""

    def __init__(self, earlier: Iterable[Publication]) -> None:
        self.then: dict[Key, Numbers | None] = {}
        for publication in earlier:
            for key, told in publication.figures.items():
                # Hidden once is hidden for good, and the latest numbers printed are those in people's hands.
                if key not in self.then or self.then[key] is not None:
                    self.then[key] = told
        self._printed: dict[tuple, float] = {}
        for key, numbers in self.then.items():
            if numbers is not None and key[0] in MEASURES:
                self._printed |= _counts(key, numbers)
        self._days = {key[1] for key in self.then} | {name[0] for name in self._printed}

    def concerns(self, day: date) -> bool:
        """Whether anything was published that figures of the day could be set against: of it, or of a year before."""
        return day in self._days or years_before(day, 1) in self._days

    def hid(self, key: Key) -> bool:
        return key in self.then and self.then[key] is None

    def held(self, now: Mapping[Key, tuple]) -> frozenset[tuple[str, date]]:
        """The measures and days that are given as they were published. `now`: the true numbers of all that could be
        asked for of these days, at least numerator and denominator."""
        moved = {
            name
            for key, numbers in now.items()
            for name, count in _counts(key, numbers).items()
            if name in self._printed and is_small(abs(count - self._printed[name]))
        }
        held = {key[:2] for key, numbers in now.items() if not moved.isdisjoint(_counts(key, numbers))}
        return frozenset(held | set(self._moved_together(now)))

    def _moved_together(self, now: Mapping[Key, tuple]) -> Iterable[tuple[str, date]]:
        """Where what was hidden together of a breakdown differs by 1 to 5."""
        days = {key[1] for key in now}
        rows: dict[tuple, list[Key]] = {}
        for key in self.then:
            if key[2] and key[1] in days and key in now:
                rows.setdefault(key[:3], []).append(key)
        for (measure, day, _breakdown), keys in rows.items():
            total = (measure, day, "", "")
            if total not in now or not self.then.get(total):
                continue
            for part in (0, 1):
                then = _together(self.then[total], [self.then[key] for key in keys], part)
                still = _together(now[total], [now[key] if self.then[key] else None for key in keys], part)
                if then is not None and still is not None and is_small(abs(still - then)):
                    yield measure, day


def _together(total: Numbers, groups: Sequence[Numbers | None], part: int) -> float | None:
    """What the hidden groups come to: the total less the others; None where no group is hidden or there is no such part."""
    if total[part] is None or all(group is not None for group in groups):
        return None
    return total[part] - sum(group[part] or 0 for group in groups if group is not None)


def _counts(key: Key, numbers: Numbers) -> dict[tuple, float]:
    """The counts a figure tells, the rest between them included, each under a name that other measures share."""
    measure, day, breakdown, group = key
    definition = MEASURES[measure]
    pair = {"numerator": numbers[0], "denominator": numbers[1]}
    if definition.is_change:
        return _counts_of_change(key, pair)
    names = counts_told(definition, breakdown, group)
    told = {(day, name): pair[part] for part, name in names.items() if pair[part] is not None}
    if definition.unit is Unit.PERCENT and len(names) == 2 and None not in pair.values():
        told[day, "rest", names["denominator"], names["numerator"]] = numbers[1] - numbers[0]
    return told


def _counts_of_change(key: Key, pair: Mapping[str, float | None]) -> dict[tuple, float]:
    """A change tells the number a year before and, with it, the number now: both under the names that number has."""
    measure, day, breakdown, group = key
    if None in pair.values():
        return {}
    number, then = _number_changed(measure, breakdown, group), pair["denominator"]
    now = then + MEASURES[measure].rise_is * pair["numerator"]
    return {(years_before(day, 1), number): then, (day, number): now}


@cache
def _number_changed(measure: str, breakdown: str, group: str) -> tuple:
    """The name of the count that a change is of."""
    [number] = counts_told(replace(MEASURES[measure], rise_is=0), breakdown, group).values()
    return number
