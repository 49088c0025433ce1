"""A worked example of every measure: a few made-up rows, the figure they give, and the children it counts.

`data/examples.toml` holds them: each example has rows that many measures are worked out from by hand. The suite runs
all of them through both countings, and the reference page shows them; so what is shown is what is counted.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "examples.toml"
Row = Mapping[str, str | None]


@dataclass(frozen=True)
class Worked:
    """What an example's rows give for one measure. `of` is None where the figure has no denominator.

    `counted` are the children (families, of a list of adopters) behind it: in the numerator, or of an average all.
    `groups`: group to (numerator, denominator) of the breakdown `by`, where the measure is one that is told by group.
    """

    top: float
    of: float | None
    counted: tuple[str, ...]
    by: str
    groups: Mapping[str, tuple[float, float | None]]


@dataclass(frozen=True)
class Example:
    """Rows of a return or a workbook, and what each measure makes of them on the day.

    `texts`: table, or "2016 episodes" for one of an earlier return, to its rows as written: a line of columns, then a
    line for each row, a dash for a blank, an underscore for a space. `authority` lends its population to rates.
    """

    id: str
    title: str
    day: date
    authority: str
    texts: Mapping[str, str]
    figures: Mapping[str, Worked]

    @property
    def is_of_annex_a(self) -> bool:
        return any(name.startswith("list_") for name in self.texts)

    def rows(self, name: str) -> list[Row]:
        """The rows of a table, each column to its text or None."""
        heading, *lines = (line.split() for line in self.texts[name].strip().splitlines())
        return [
            {
                column: None if word == "-" else word.replace("_", " ")
                for column, word in zip(heading, line, strict=True)
            }
            for line in lines
        ]

    def years(self) -> Mapping[int, Mapping[str, list[Row]]]:
        """The returns by collection year: table to rows."""
        found: dict[int, dict[str, list[Row]]] = {}
        for name in self.texts:
            year, _, table = name.rpartition(" ")
            found.setdefault(int(year or self.day.year), {})[table] = self.rows(name)
        return found


@cache
def examples() -> tuple[Example, ...]:
    """All of them, in the order of the file."""
    with DATA.open("rb") as file:
        return tuple(_example(one) for one in tomllib.load(file)["example"])


@cache
def example_of() -> Mapping[str, Example]:
    """Each measure's example. Raises ValueError where a measure has two."""
    found: dict[str, Example] = {}
    for example in examples():
        for measure in example.figures:
            if measure in found:
                raise ValueError(f"{measure} has two examples: {found[measure].id} and {example.id}.")
            found[measure] = example
    return found


def _example(one: Mapping) -> Example:
    return Example(
        one["id"],
        one["title"],
        one["day"],
        one.get("authority", ""),
        one["rows"],
        {measure: _worked(told) for measure, told in one["figures"].items()},
    )


def _worked(told: Mapping) -> Worked:
    groups = {
        group: (pair[0], pair[1] if len(pair) > 1 else None) for group, pair in told.get("groups", {}).items()
    }
    return Worked(told["top"], told.get("of"), tuple(told["counted"].split()), told.get("by", ""), groups)
