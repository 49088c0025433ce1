"""Which list a sheet is, by its headings: they may stand below other lines, in any order and in any case."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sufficiency.returns.annex_a.cells import plain
from sufficiency.returns.annex_a.codes import tidy
from sufficiency.returns.annex_a.declaration import LISTS, Column, List
from sufficiency.returns.ssda903.refused import Refused, shown

LOOKED_THROUGH = 30  # rows in which the headings may stand
ENOUGH = 0.6  # of a list's columns make a heading row
FEWEST = 4
_NUMBERED = re.compile(r"(?:annex a\W*)?list\W*0*(\d{1,2})\b")


@dataclass(frozen=True)
class Headings:
    """A heading row: its list, and the column that stands at each place."""

    of: List
    places: Mapping[int, Column]

    @property
    def absent(self) -> tuple[Column, ...]:
        there = {column.field for column in self.places.values()}
        return tuple(column for column in self.of.columns if column.field not in there)


def headings_in(cells: Sequence[object], sheet: str, file: str) -> Headings | None:
    """The list whose headings this row holds; None for another row. Raises Refused for a heading that stands twice."""
    there = {place: name for place, cell in enumerate(cells) if (name := tidy(plain(cell)))}
    if len(there) < FEWEST:
        return None
    found = [(_matched(one, there), one) for one in LISTS.values()]
    matched, of = max(found, key=lambda pair: (len(pair[0]) / len(pair[1].columns), pair[1].sheet == sheet))
    if len(matched) < max(FEWEST, ENOUGH * len(of.columns)):
        return None
    places: dict[int, Column] = {}
    for place in there:
        column = matched.get(there[place])
        if column is None:
            continue
        if column in places.values():
            raise Refused(
                f"The column '{shown(column.name)}' is there more than once. Take out what is repeated.",
                file=f"{file}, sheet '{shown(sheet)}'",
            )
        places[place] = column
    return Headings(of, places)


def named(sheet: str) -> List | None:
    """The list that the sheet's name says it is: "List 8", "8", "List8 - Looked after", or its title."""
    name = tidy(sheet)
    match = _NUMBERED.match(name)
    number = match[1] if match else name
    for one in LISTS.values():
        if number == str(one.number) or name == tidy(one.title):
            return one
    return None


def needed(of: List) -> tuple[Column, ...]:
    """The columns without which nothing in the list can be counted: who it is about, and the day it turns on."""
    first_day = next((column for column in of.columns if column.kind == "date" and column.required), None)
    return tuple(column for column in (of.columns[0], first_day) if column is not None)


def _matched(one: List, there: Mapping[int, str]) -> dict[str, Column]:
    names = {tidy(name): column for column in one.columns for name in (column.name, *column.also)}
    return {name: names[name] for name in there.values() if name in names}
