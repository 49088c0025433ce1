"""What a measure aims at, and how a figure stands against it: national thresholds, and the test of red, amber, green.

National thresholds are data with their dates and sources (`data/thresholds.csv`); where sources disagree both figures
are kept and told. An authority's own targets are settings of the service, which gives them as `Target`.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from sufficiency.measures import said
from sufficiency.measures.language import Unit
from sufficiency.measures.recorded import is_plain, value_in_words
from sufficiency.vocabulary.months import first_day_of_collection_year

THRESHOLDS = Path(__file__).parent / "data" / "thresholds.csv"
LAST_SURE = date(2017, 3, 31)  # the last day for which a paper prints a threshold

NEAR_POINTS = 5  # percentage points short of the target
NEAR_SHARE = 0.1  # of the target, for numbers, rates and days
WORDS = (
    f"On target: the figure meets it. Near target: it is short by no more than {NEAR_POINTS} percentage points, or by a "
    "tenth of the target for numbers, rates and days. Off target: it is short by more."
)


class Standing(StrEnum):
    """How a figure stands against a target; the words, which never stand behind a colour alone."""

    MET = "On target"
    NEAR = "Near target"
    MISSED = "Off target"

    @property
    def colour(self) -> str:
        """Of its tag: green, amber or red."""
        return {Standing.MET: "green", Standing.NEAR: "yellow", Standing.MISSED: "red"}[self]


@dataclass(frozen=True)
class Target:
    """From `since` on the measure should be at least (`best` high) or at most (low) `value` in its unit.

    `source` is where it comes from and why, `set_by` who set it and when, in words; `national` marks a threshold of
    the government's. `note` tells where sources disagree.
    """

    value: float
    best: str
    since: date
    source: str
    set_by: str = ""
    national: bool = False
    note: str = ""

    def in_words(self, unit: str) -> str:
        """ "at most 10%", "at least 90%", "100%"."""
        if unit in ("grade", "rank"):
            return f"{value_in_words(self.value, unit)} or {'higher' if self.best == 'high' else 'better'}"
        told = (
            said.value_with_unit(self.value, unit, said.ONE_DECIMAL_FROM if self.value % 1 else None)
            if is_plain(unit)
            else value_in_words(self.value, unit)
        )
        if unit == Unit.PERCENT and self.value in (0, 100):
            return told
        return f"{'at least' if self.best == 'high' else 'at most'} {told}"

    def standing(self, value: float, unit: str) -> Standing:
        short = self.value - value if self.best == "high" else value - self.value
        if short <= 1e-9:
            return Standing.MET
        near = NEAR_POINTS if unit in (Unit.PERCENT, "percent of places") else NEAR_SHARE * abs(self.value)
        return Standing.NEAR if short <= near else Standing.MISSED


def national_threshold(measure: str, day: date) -> Target | None:
    """The threshold that holds for the three years ending on the day or within its collection year; None where none
    was ever set, or not yet."""
    return next((one for one in reversed(thresholds().get(measure, ())) if one.since <= day), None)


@cache
def thresholds() -> dict[str, tuple[Target, ...]]:
    """Every national threshold used, by measure, the earliest first."""
    with THRESHOLDS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    found: dict[str, tuple[Target, ...]] = {}
    for row in (row for row in rows if row["used"] == "yes"):
        others = [
            one
            for one in rows
            if one["used"] == "no"
            and (one["measure"], one["three_years_to"]) == (row["measure"], row["three_years_to"])
        ]
        threshold = Target(
            value=float(row["value"]),
            best="low",
            since=first_day_of_collection_year(int(row["three_years_to"])),
            source=row["source"],
            national=True,
            note=_disagreement(others),
        )
        found[row["measure"]] = (*found.get(row["measure"], ()), threshold)
    return found


def _disagreement(others: list[dict[str, str]]) -> str:
    told = [f"{one['source']} prints {one['value']} days instead" for one in others]
    return f"{'; '.join(told)}." if told else ""


def threshold_in_words(threshold: Target, day: date) -> str:
    """Where a threshold comes from, and how sure it is for a day."""
    told = [f"{threshold.source}.", threshold.note]
    if day > LAST_SURE:
        told.append(f"Whether it still held after {said.day(LAST_SURE)} is not confirmed.")
    return " ".join(one for one in told if one)
