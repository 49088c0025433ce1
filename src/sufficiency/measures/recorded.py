"""Recorded series: figures that no child's record gives, such as money, surveys, results and staff.

What a value may be follows from its unit alone: which parts it has, whether it is whole, between what it lies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sufficiency.measures import said
from sufficiency.measures.disclosure import hidden_groups, is_small

GRADES = {1: "Outstanding", 2: "Good", 3: "Requires improvement", 4: "Inadequate"}
BASES = {
    "final": "Final: settled, audited or published",
    "provisional": "Provisional: may still change",
    "estimate": "Estimate: worked out from a part or another figure",
    "sample": "Sample: a survey, or files that were looked into",
    "budget": "Budget: planned, not spent",
}

# What is counted that points to no child: adults at work or approved, things, places and papers.
POINTS_TO_NO_CHILD = frozenset({
    "books", "calls", "carers", "compliments", "enquiries", "files", "foster carers", "homes", "children's homes",
    "households", "packages", "panels", "places", "posts", "programmes", "reports", "residents",
    "residents aged 0 to 18", "sessions", "staff",
})  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """What a value in a unit may be. `times` is what numerator / denominator is multiplied by; None: it has no parts
    (``is_count``: the value is its own numerator). `low` and `high` are the least and the most it may be."""

    times: float | None
    is_count: bool = False
    whole: bool = False
    low: float | None = 0
    high: float | None = None
    both_parts_whole: bool = False


_RULES = {
    "percent": Rule(100, high=100, both_parts_whole=True),
    "percent of places": Rule(100, high=1_000, both_parts_whole=True),
    "percent change": Rule(100, low=-100, high=10_000),
    "per 10,000": Rule(10_000, both_parts_whole=True),
    "days": Rule(1),
    "weeks": Rule(1),
    "score": Rule(1),
    "ratio": Rule(1),
    "points": Rule(1, low=-100, high=100),
    "£ per week": Rule(1),
    "£": Rule(None, low=None),
    "£ million": Rule(None, low=None),
    "rank": Rule(None, whole=True, low=1),
    "grade": Rule(None, whole=True, low=1, high=4),
}
_COUNT = Rule(None, is_count=True, whole=True)


def rule_of(unit: str) -> Rule:
    """The rule of a unit; a unit that is none of the known ones names what is counted."""
    return _RULES.get(unit, _COUNT)


def is_plain(unit: str) -> bool:
    """Whether `said` tells values of the unit as well: those of counted measures, which are no money, score or grade."""
    return unit not in _RULES or unit in ("percent", "percent change", "per 10,000", "days")


def is_count(unit: str) -> bool:
    return rule_of(unit).is_count


@dataclass(frozen=True)
class Number:
    """One recorded figure: of what day or stretch, for whom, and what it says. Empty `breakdown` and `group`: the total."""

    measure: str
    as_at: date
    period_start: date | None
    breakdown: str
    group: str
    numerator: float | None
    denominator: float | None
    value: float | None


def points_to_children(unit: str, of: str) -> bool:
    """Whether small numbers in this unit could point to a child. A share says what it is `of`."""
    counted = unit if is_count(unit) else of
    return bool(counted) and counted not in POINTS_TO_NO_CHILD


def counts_in(unit: str, of: str, number: Number) -> tuple[float | None, ...]:
    """The numbers of children a figure tells of: of a count itself, of a share its parts and the rest between them."""
    if not points_to_children(unit, of):
        return ()
    if is_count(unit):
        return (number.value,)
    if number.denominator is None:
        return ()
    if rule_of(unit).times == 100 and number.numerator is not None:
        return (number.numerator, number.denominator, number.denominator - number.numerator)
    return (number.denominator,)


def hidden(unit: str, of: str, together: Sequence[Number]) -> frozenset[int]:
    """The places to hide where figures leave in public, of all groups of one breakdown, or of one total alone.

    Groups that are recorded need not add up to a total (a survey's questions), so where one is small its neighbours
    are hidden by the same rule as counted groups.
    """
    counts = [counts_in(unit, of, number) for number in together]
    if len(together) == 1:
        return frozenset({0}) if any(is_small(count) for count in counts[0]) else frozenset()
    wide = max((len(found) for found in counts), default=0)
    columns = [[(found[at] if at < len(found) else 0) or 0 for found in counts] for at in range(wide)]
    return frozenset().union(*(hidden_groups(column) for column in columns))


def value_in_words(value: float | None, unit: str, of: float | None = None) -> str:
    """ "93%", "£3,809 a week", "89 complaints", "Good"; `of` is the denominator, where it is known."""
    if value is None:
        return "nobody to count"
    if unit in ("percent", "percent of places", "percent change"):
        whole = of is None and abs(value - round(value)) < 1e-9
        told = f"{said.half_up(value)}" if whole or (of is not None and of < 100) else f"{value:.1f}"
        return f"+{told}%" if unit == "percent change" and value > 0 else f"{told}%"
    if unit == "grade":
        return GRADES[round(value)]
    if unit == "rank":
        return f"rank {value:,.0f}"
    if unit.startswith("£"):
        amount = f"{'-' if value < 0 else ''}£{abs(value):,.{_places(value, unit)}f}"
        return {"£ million": f"{amount} million", "£ per week": f"{amount} a week"}.get(unit, amount)
    if unit in ("score", "ratio"):
        return f"{value:,.1f}" if unit == "score" else f"{value:,.2f}"
    if unit == "points":
        return f"{value:+,.2f}"
    told = said.count(value)
    return f"{told} {_one(unit) if told == '1' else unit}"


def value_in_table(value: float | None, unit: str, of: float | None = None) -> str:
    """The value without its unit, which stands in the heading."""
    if value is None or unit in ("grade",):
        return value_in_words(value, unit, of)
    if unit.startswith("£"):
        return f"{value:,.{_places(value, unit)}f}"
    if unit in ("percent", "percent of places", "percent change", "score", "ratio", "points"):
        return value_in_words(value, unit, of).rstrip("%")
    return said.count(value)


def unit_in_header(unit: str) -> str:
    """ "%", "£ million", "Complaints"."""
    return "%" if unit.startswith("percent") else said.unit_in_header(unit)


def _places(value: float, unit: str) -> int:
    if unit == "£ million":
        return 1 if abs(value * 10 - round(value * 10)) < 1e-6 else 2
    return 0 if abs(value - round(value)) < 0.005 else 2


def _one(unit: str) -> str:
    """One of what a unit counts: "children" to "child"."""
    known = {"children": "child", "people": "person", "staff": "member of staff", "families": "family", "enquiries": "enquiry"}  # fmt: skip
    if unit in known:
        return known[unit]
    return {"young people": "young person"}.get(unit, unit.removesuffix("s"))
