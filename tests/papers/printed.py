"""Every figure that five committee papers print, as data: what, of whom, of when, and where it stands.

`data/printed.csv` has a line for each. Facts and figures only, in our own words: the papers' sentences and the names of
people are not here. A figure stands as it is printed, wrong or not; which of them contradict each other is worked out
in `contradictions.py`. Councils do not need other councils' figures, so none of this is shipped.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from sufficiency.measures.catalogue import Entry, catalogue

DATA = Path(__file__).parent / "data"
OWN = "own"
WHOM = {
    OWN: "",
    "england": "England",
    "london": "London",
    "neighbours": "statistical neighbours",
    "others": "other authorities",
    "population": "all children",
    "threshold": "national threshold",
    "target": "target",
}


@dataclass(frozen=True)
class Paper:
    """One committee paper: whose, of which day, and what it is about, in our words."""

    id: str
    authority: str
    day: date
    title: str
    file: str


@dataclass(frozen=True)
class Figure:
    """One printed figure. ``table`` and ``heading`` are empty for one in the text, ``line`` counts lines of the paper's
    published text. ``measure`` is empty where no measure of ours is meant; ``note`` then says what it is, and else how
    it differs from the measure, so that it cannot stand in its series."""

    id: str
    paper: str
    table: str
    line: int
    heading: str
    whom: str
    measure: str
    as_at: date
    period_start: date | None
    breakdown: str
    group: str
    value: Decimal
    printed: str
    basis: str
    note: str

    @property
    def entry(self) -> Entry | None:
        return catalogue()[self.measure] if self.measure else None

    @property
    def fits(self) -> bool:
        """Whether it is a figure of its measure, in the measure's unit and groups."""
        return bool(self.measure) and not self.note

    @property
    def place(self) -> str:
        """ "table 16, line 543", "line 533"."""
        table = f"table {int(self.table.rsplit('_', 1)[1])}, " if self.table else ""
        return f"{table}line {self.line}"

    @property
    def source(self) -> str:
        return f"{papers()[self.paper].title}, {self.place}"

    @property
    def what(self) -> str:
        """What it is a figure of, in words, with its group and of whom."""
        told = catalogue()[self.measure].name if self.measure else self.note.rstrip(".")
        group = f", {self.group}" if self.group else ""
        whom = f" ({WHOM[self.whom]})" if WHOM[self.whom] else ""
        return f"{told}{group}{whom}"

    @property
    def cells(self) -> dict[str, str]:
        """The figure as a row of the template of recorded series."""
        return {
            "measure": self.measure,
            "as_at": self.as_at.isoformat(),
            "period_start": self.period_start.isoformat() if self.period_start else "",
            "breakdown": self.breakdown,
            "group": self.group,
            "numerator": "",
            "denominator": "",
            "value": str(self.value),
            "source": self.source,
            "basis": self.basis,
            "note": self.note,
        }


@cache
def papers() -> Mapping[str, Paper]:
    return {
        row["id"]: Paper(
            row["id"], row["authority"], date.fromisoformat(row["day"]), row["title"], row["file"]
        )
        for row in rows("papers")
    }


@cache
def figures() -> Mapping[str, Figure]:
    """Every printed figure by its id, tables first, in the order of the papers."""
    return {row["id"]: _figure(row) for row in rows("printed")}


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _figure(row: Mapping[str, str]) -> Figure:
    own = dict(row)
    start = own.pop("period_start")
    return Figure(
        line=int(own.pop("line")),
        as_at=date.fromisoformat(own.pop("as_at")),
        period_start=date.fromisoformat(start) if start else None,
        value=Decimal(own.pop("value")),
        **own,
    )
