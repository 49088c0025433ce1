"""How long what is kept, from when, and on whose word: dated lines in ``schedule.csv``, which a council may change."""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files

from sufficiency.vocabulary.months import add_months

SHORT = ("days", "hours")


class Way(StrEnum):
    """How a line of the schedule ends: by a decision of two people, by loading the years again, by itself, or not here."""

    REVIEW = "review"
    TOLD = "told"
    ITSELF = "itself"
    KEPT = "kept"


WAYS = {
    Way.REVIEW: "Comes to the review list; two people decide",
    Way.TOLD: "Told on the review list; the years are loaded again without the child",
    Way.ITSELF: "Removed by itself",
    Way.KEPT: "Kept: its lines prove each other, so none is taken out",
}


@dataclass(frozen=True)
class Line:
    """One line: ``number`` of ``unit`` from a moment. In force from ``since`` up to ``until`` (None: still)."""

    id: str
    what: str
    number: int
    unit: str
    from_moment: str
    source: str
    confirmed: bool
    since: date
    until: date | None
    way: Way

    @property
    def how_long(self) -> str:
        """ "75 years from when the child was born"."""
        if not self.number:
            return f"not kept after {self.from_moment}"
        unit = self.unit[:-1] if self.number == 1 else self.unit
        moment = self.from_moment
        return f"{self.number} {unit} from {'when ' if ' was ' in moment or ' took ' in moment or ' died' in moment or ' were ' in moment else ''}{moment}"

    def due(self, moment: date) -> date:
        """The first day on which what began at a moment need not be kept any longer."""
        if self.unit in SHORT:
            return moment + timedelta(**{self.unit: self.number})
        return add_months(moment, 12 * self.number)


@cache
def schedule() -> tuple[Line, ...]:
    """Every line there ever was, in the order of the file."""
    with (files("sufficiency.service.protection") / "schedule.csv").open(
        encoding="utf-8", newline=""
    ) as table:
        return tuple(
            Line(
                id=row["id"],
                what=row["what"],
                number=int(row["number"]),
                unit=row["unit"],
                from_moment=row["from_moment"],
                source=row["source"],
                confirmed=row["confirmed"] == "yes",
                since=date.fromisoformat(row["since"]),
                until=date.fromisoformat(row["until"]) if row["until"] else None,
                way=Way(row["way"]),
            )
            for row in csv.DictReader(table)
        )


def in_force(day: date) -> tuple[Line, ...]:
    """The lines of the schedule on a day."""
    return tuple(one for one in schedule() if one.since <= day and (one.until is None or day < one.until))


def line(name: str, day: date) -> Line:
    """The line of that id in force on a day. Raises KeyError where there is none."""
    for one in in_force(day):
        if one.id == name:
            return one
    raise KeyError(f"The retention schedule has no line {name!r} in force on {day}.")
