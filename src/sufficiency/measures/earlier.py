"""Earlier publications of the same figures: a correction must not tell of the few children it was about.

Who keeps both papers sees the difference between them: one child more in a group is one child found, and a group that
was hidden beside another and no longer is gives the other away. So what was published is a table too, and so is the
difference:

- What was hidden once stays hidden, for the same measure, day and group.
- Where a count, or the rest between two, differs by 1 to 5 from what was published, the figures of that measure and
  day are given **as they were published**; those of them that were not yet are hidden. So they tell nothing new, and
  the correction shows once it is larger. The same holds where what is hidden together differs by 1 to 5.
- Counts are known by what they count (`measures.linked`), so a correction is kept back from every measure that tells
  it, under whatever name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import pyarrow as pa

from sufficiency.measures.definitions import MEASURES
from sufficiency.measures.disclosure import is_small
from sufficiency.measures.language import Unit
from sufficiency.measures.linked import counts_told

Key = tuple[str, date, str, str]  # measure, day, breakdown, group
Numbers = tuple[float | None, float | None, float | None]  # numerator, denominator, value


@dataclass(frozen=True)
class Publication:
    """What was given to the public at one time: each figure's numbers as printed, None where it was hidden."""

    name: str
    figures: Mapping[Key, Numbers | None]


def printed(name: str, figures: pa.Table) -> Publication:
    """What figures give to the public once they leave as they are: a table of `disclosed` or `published`, to be kept and
    given as `earlier` the next time."""
    columns = ("measure", "as_at", "breakdown", "group", "hidden", "numerator", "denominator", "value")
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
    return _Before(figures, hides, earlier, besides).decided()


class _Before:
    def __init__(
        self,
        figures: pa.Table,
        hides: Sequence[bool],
        earlier: Sequence[Publication],
        besides: Mapping[Key, tuple],
    ) -> None:
        columns = ("measure", "as_at", "breakdown", "group")
        self.keys: list[Key] = list(zip(*(figures[name].to_pylist() for name in columns), strict=True))
        numbers = ("numerator", "denominator", "value")
        own = zip(*(figures[name].to_pylist() for name in numbers), strict=True)
        self.now: dict[Key, tuple] = {**besides, **dict(zip(self.keys, own, strict=True))}
        self.hides = list(hides)
        self.then: dict[Key, Numbers | None] = {}
        for publication in earlier:
            for key, told in publication.figures.items():
                # Hidden once is hidden for good, and the latest numbers printed are those in people's hands.
                if key not in self.then or self.then[key] is not None:
                    self.then[key] = told

    def decided(self) -> tuple[list[bool], dict[int, Numbers]]:
        held = self._held()
        hidden, as_published = [], {}
        for place, key in enumerate(self.keys):
            printed = self.then.get(key)
            if key[:2] in held:
                hidden.append(printed is None)
                if printed is not None:
                    as_published[place] = printed
            else:
                hidden.append(self.hides[place] or (key in self.then and printed is None))
        return hidden, as_published

    def _held(self) -> set[tuple[str, date]]:
        """The measures and days that are given as they were published."""
        printed: dict[tuple, float] = {}
        for key, numbers in self.then.items():
            if numbers is not None and key[0] in MEASURES:
                printed |= _counts(key, numbers)
        moved = {
            name
            for key, numbers in self.now.items()
            for name, count in _counts(key, numbers).items()
            if name in printed and is_small(abs(count - printed[name]))
        }
        held = {key[:2] for key, numbers in self.now.items() if moved.intersection(_counts(key, numbers))}
        return held | set(self._moved_together())

    def _moved_together(self) -> Iterable[tuple[str, date]]:
        """Where what was hidden together of a breakdown differs by 1 to 5."""
        rows: dict[tuple, list[Key]] = {}
        for key in self.then:
            if key[2] and key in self.now:
                rows.setdefault(key[:3], []).append(key)
        for (measure, day, _breakdown), keys in rows.items():
            total = (measure, day, "", "")
            if total not in self.now or not self.then.get(total):
                continue
            for part in (0, 1):
                then = _together(self.then[total], [self.then[key] for key in keys], part)
                now = _together(
                    self.now[total], [self.now[key] if self.then[key] else None for key in keys], part
                )
                if then is not None and now is not None and is_small(abs(now - then)):
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
        return {(day, *key, part): count for part, count in pair.items() if count is not None}
    names = counts_told(definition, breakdown, group)
    told = {(day, name): pair[part] for part, name in names.items() if pair[part] is not None}
    if definition.unit is Unit.PERCENT and len(names) == 2 and None not in pair.values():
        told[day, "rest", names["denominator"], names["numerator"]] = numbers[1] - numbers[0]
    return told
