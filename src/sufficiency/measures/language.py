"""The words a definition may use.

A measure says which rows count (`of`), which of those are the ones in question (`those`, always among
the rows that count) or how much each weighs (`amount`), and over which table: positions (one row per
child per day), events of the year ending on the day, adoptions of the three years, or care leavers.
A performance analyst can read and check a definition; nothing in it is code for one engine.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from ibis import _ as row
from ibis.common.deferred import Deferred

from sufficiency.vocabulary.groups import BREAKDOWNS

__all__ = [
    "ALL_OF_A_CHILD",
    "Counted",
    "Measure",
    "Unit",
    "average",
    "by_all_but",
    "count",
    "percent",
    "rate",
    "row",
]


class Unit(StrEnum):
    CHILDREN = "children"
    INCIDENTS = "incidents"
    PERCENT = "percent"
    DAYS = "days"
    PER_10K = "per 10,000"


class Counted(StrEnum):
    """The rows a measure counts, and the stretch of time it covers."""

    POSITIONS = "positions"  # children looked after on the day
    YEAR = "year"  # every event of the year ending on the day
    FIRST_OF_YEAR = "first-of-year"  # each child's first event of a kind in that year
    LAST_OF_YEAR = "last-of-year"  # each child's last
    LAST_OF_THREE_YEARS = "last-of-three-years"  # each child's last in the three years ending on the day
    CARE_LEAVERS = "care-leavers"  # OC3 rows of the collection year, 31 March only


MONTHS = {
    Counted.YEAR: 12,
    Counted.FIRST_OF_YEAR: 12,
    Counted.LAST_OF_YEAR: 12,
    Counted.LAST_OF_THREE_YEARS: 36,
}


# The seven breakdowns that hold for a child on any day in care.
ALL_OF_A_CHILD = (
    "age_band",
    "sex",
    "ethnic_group",
    "legal_status_group",
    "placement_type",
    "provider_group",
    "uasc",
)


def by_all_but(*left_out: str) -> tuple[str, ...]:
    unknown = set(left_out) - set(ALL_OF_A_CHILD)
    if unknown:
        raise ValueError(f"No breakdown is called {sorted(unknown)}; there are {sorted(BREAKDOWNS)}.")
    return tuple(b for b in ALL_OF_A_CHILD if b not in left_out)


@dataclass(frozen=True, kw_only=True, eq=False)  # told apart by being the same declaration
class Measure:
    """One measure: what it asks, what it counts, and what was decided about it.

    `good`: "high", "low" or "neither". `only_on_31_march`: the return gives it for that day alone; on
    other days there is no row. `how_counted` and `decided` are sentences for the page and the reference.
    """

    id: str
    title: str
    question: str
    why: str
    theme: str
    unit: Unit
    counted: Counted
    of: Deferred | None = None
    those: Deferred | None = None
    amount: Deferred | None = None
    good: str = "neither"
    source: str
    how_counted: tuple[str, ...]
    decided: tuple[str, ...] = ()
    breakdowns: tuple[str, ...] = ALL_OF_A_CHILD
    only_on_31_march: bool = False
    headline: bool = False
    tables: tuple[str, ...] = field(default=("episodes", "header"))

    def __post_init__(self) -> None:
        for breakdown in self.breakdowns:
            if breakdown not in BREAKDOWNS:
                raise ValueError(f"{self.id}: no breakdown is called {breakdown!r}.")
        if self.good not in ("high", "low", "neither"):
            raise ValueError(f"{self.id}: good is high, low or neither, not {self.good!r}.")

    @property
    def is_snapshot(self) -> bool:
        return self.counted not in MONTHS

    @property
    def months(self) -> int | None:
        """How many months up to the day it covers; None for a snapshot."""
        return MONTHS.get(self.counted)

    @property
    def has_denominator(self) -> bool:
        return self.unit in (Unit.PERCENT, Unit.DAYS, Unit.PER_10K)

    @property
    def has_parts(self) -> bool:
        """Its denominator is counted from the same rows as its numerator."""
        return self.those is not None or self.amount is not None


def count(*, unit: Unit = Unit.CHILDREN, **rest: object) -> Measure:
    """A number of children (or incidents): the rows that count."""
    return Measure(unit=unit, **rest)


def percent(*, those: Deferred, **rest: object) -> Measure:
    """100 x those / of: `those` is only looked for among the rows that count."""
    return Measure(unit=Unit.PERCENT, those=those, **rest)


def average(*, amount: Deferred, **rest: object) -> Measure:
    """The mean of `amount` in days over the children who have one."""
    return Measure(unit=Unit.DAYS, amount=amount, **rest)


def rate(**rest: object) -> Measure:
    """Children for each 10,000 aged 0 to 17 in the authority's population."""
    return Measure(unit=Unit.PER_10K, breakdowns=(), **rest)
