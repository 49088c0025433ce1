"""The words a definition may use.

A measure says which rows count (`of`), which of those are the ones in question (`those`, always among
the rows that count) or how much each weighs (`amount`), and over which table: positions (one row per
child per day), events of the year ending on the day, adoptions of the three years, children in care at
some time of the year, or care leavers.
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
    "change",
    "count",
    "percent",
    "percent_of_population",
    "rate",
    "row",
    "shares",
]


class Unit(StrEnum):
    CHILDREN = "children"
    INCIDENTS = "incidents"
    STARTS = "starts"
    ENDINGS = "endings"
    PLACEMENTS = "placements"
    YOUNG_PEOPLE = "young people"
    CONTACTS = "contacts"
    REFERRALS = "referrals"
    ASSESSMENTS = "assessments"
    ENQUIRIES = "enquiries"
    CONFERENCES = "conferences"
    FAMILIES = "families"
    CONTACTS_A_WEEK = "contacts a week"
    PERCENT = "percent"
    PERCENT_CHANGE = "percent change"  # below nought where the number fell
    DAYS = "days"
    PER_10K = "per 10,000"


class Counted(StrEnum):
    """The rows a measure counts, and the stretch of time it covers."""

    POSITIONS = "positions"  # children looked after on the day
    YEAR = "year"  # every event of the year ending on the day
    FIRST_OF_YEAR = "first-of-year"  # each child's first event of a kind in that year
    LAST_OF_YEAR = "last-of-year"  # each child's last
    LAST_OF_THREE_YEARS = "last-of-three-years"  # each child's last in the three years ending on the day
    EVERY_OF_YEAR = "every-of-year"  # each child once, at the last; `flag`: whether it holds of every one
    IN_CARE_IN_YEAR = "in-care-in-year"  # children looked after on any day of the year ending on the day
    CARE_LEAVERS = "care-leavers"  # OC3 rows of the collection year, 31 March only
    ANNEX_A = "annex-a"  # what a workbook of Annex A lists, on its own day only


MONTHS = {
    Counted.YEAR: 12,
    Counted.FIRST_OF_YEAR: 12,
    Counted.LAST_OF_YEAR: 12,
    Counted.EVERY_OF_YEAR: 12,
    Counted.IN_CARE_IN_YEAR: 12,
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
    `of_population`: the denominator is the residents aged 0 to 17. `of_whole`: each group is a share of
    everybody, not of itself. `per`: rows of another kind, which the denominator counts instead of those of `of`.
    `needs`: the columns of Annex A ("list_8.visit") without which there is no figure; `over`: how many months
    before its day the lists must cover. `rise_is`: 1 or -1 for a change against twelve months before, whose
    denominator is the number then; with -1 a fall is the positive figure.
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
    of_population: bool = False
    of_whole: bool = False
    rise_is: int = 0
    per: Deferred | None = None
    needs: tuple[str, ...] = ()
    over: int | None = None
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
        return self.months is None

    @property
    def months(self) -> int | None:
        """How many months up to the day it covers; None for a snapshot."""
        return MONTHS.get(self.counted, self.over)

    @property
    def has_denominator(self) -> bool:
        return self.unit in (
            Unit.PERCENT,
            Unit.PERCENT_CHANGE,
            Unit.DAYS,
            Unit.PER_10K,
            Unit.CONTACTS_A_WEEK,
        )

    @property
    def is_change(self) -> bool:
        """It compares a number with the number twelve months before."""
        return self.rise_is != 0

    @property
    def has_parts(self) -> bool:
        """Its denominator is counted from the same rows as its numerator."""
        return self.those is not None or self.amount is not None or self.per is not None

    @property
    def is_of_workbook(self) -> bool:
        """It is counted from a workbook of Annex A, on the day of one only."""
        return self.counted is Counted.ANNEX_A


def count(*, unit: Unit = Unit.CHILDREN, **rest: object) -> Measure:
    """A number of children (or incidents): the rows that count."""
    return Measure(unit=unit, **rest)


def percent(*, those: Deferred, **rest: object) -> Measure:
    """100 x those / of: `those` is only looked for among the rows that count."""
    return Measure(unit=Unit.PERCENT, those=those, **rest)


def average(*, amount: Deferred, **rest: object) -> Measure:
    """The mean of `amount` in days over the children who have one."""
    return Measure(unit=Unit.DAYS, amount=amount, **rest)


def shares(*, by: str, **rest: object) -> Measure:
    """How the rows that count are divided: 100 x those in each group of one breakdown / all of them."""
    return Measure(unit=Unit.PERCENT, of_whole=True, breakdowns=(by,), **rest)


def change(*, rise_is: int = 1, **rest: object) -> Measure:
    """100 x (the rows that count on the day - those twelve months before) / those twelve months before.

    With `rise_is=-1` a fall is the positive figure, for what is named a reduction.
    """
    if rest["counted"] is not Counted.POSITIONS or abs(rise_is) != 1:
        raise ValueError(
            f"{rest['id']}: a change is of children looked after on a day, and a rise is 1 or -1."
        )
    return Measure(unit=Unit.PERCENT_CHANGE, rise_is=rise_is, **rest)


def rate(**rest: object) -> Measure:
    """Children for each 10,000 aged 0 to 17 in the authority's population."""
    return Measure(unit=Unit.PER_10K, breakdowns=(), of_population=True, **rest)


def percent_of_population(**rest: object) -> Measure:
    """100 x the rows that count / the authority's population aged 0 to 17."""
    return Measure(unit=Unit.PERCENT, breakdowns=(), of_population=True, **rest)
