"""Rows of the lists of a workbook, and what every measure does with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from ..days import add_months

Row = Mapping[str, object]
Lists = Mapping[str, Sequence[Row]]
# What a row counts for: who (with groups), in the numerator or not, in the denominator or not, with which amount.
Counts = list[tuple[str, dict[str, str], bool, bool, float]]
# A measure: what sort of figure it is, the rows behind it, and its breakdowns.
Told = tuple[str, Counts, tuple[str, ...]]

COUNT, SHARE, MEAN, RATE, WEEKLY, PARTS = "count", "share", "mean", "rate", "weekly", "parts"
WHO = ("age_band", "sex", "ethnic_group")
ETHNIC = {"a": "white", "b": "mixed", "c": "asian", "d": "black", "e": "other"}


def first_of_stretch(day: date, months: int) -> date:
    return add_months(day, -months) + timedelta(days=1)


def without_copies(rows: Iterable[Row], who: str = "child") -> list[Row]:
    """Rows that say the same once, the first of them; rows of nobody not at all."""
    seen: list[dict[str, object]] = []
    kept = []
    for row in sorted(rows, key=lambda row: row["row"]):
        said = {name: value for name, value in row.items() if name not in ("row", "file")}
        if row[who] is not None and said not in seen:
            seen.append(said)
            kept.append(row)
    return kept


def last_of_each(rows: Iterable[Row], by: str) -> list[Row]:
    """For each child the row with the latest of these dates, a blank one before all; else the one lowest in the list."""
    chosen: dict[str, Row] = {}
    for row in rows:
        other = chosen.get(row["child"])
        rank = (row[by] is not None, row[by] or date.min, row["row"])
        if other is None or rank > (other[by] is not None, other[by] or date.min, other["row"]):
            chosen[row["child"]] = row
    return list(chosen.values())


def open_on(rows: Iterable[Row], day: date) -> list[Row]:
    return [
        row
        for row in rows
        if (row["started"] is None or row["started"] <= day) and (row["ended"] is None or row["ended"] > day)
    ]


def age_on(row: Row, day: date) -> int | None:
    born = row.get("dob")
    if born is None:
        age = row.get("age")
        return None if age is None else max(0, age)
    return max(0, day.year - born.year - ((day.month, day.day) < (born.month, born.day)))


def groups_of(row: Row, day: date) -> dict[str, str]:
    age = age_on(row, day)
    if age is None:
        band = "unknown"
    elif age < 1:
        band = "0"
    elif age <= 4:
        band = "1-4"
    elif age <= 9:
        band = "5-9"
    elif age <= 15:
        band = "10-15"
    else:
        band = "16+"
    sex = {"a) Male": "male", "b) Female": "female"}.get(row["sex"], "unknown")
    ethnic = ETHNIC.get((row["ethnicity"] or "?")[0], "unknown")
    return {"age_band": band, "sex": sex, "ethnic_group": ethnic}


def within(when: date | None, first: date, last: date) -> bool:
    return when is not None and first <= when <= last


class OfOneDay:
    """The lists of one workbook and its day, and what every measure of them does with rows."""

    def __init__(self, lists: Lists, day: date) -> None:
        self.lists, self.day = lists, day

    def events(self, name: str, when: str, months: int) -> list[Row]:
        first = first_of_stretch(self.day, months)
        return [row for row in without_copies(self.lists[name]) if within(row[when], first, self.day)]

    def counted(
        self, rows: Iterable[Row], when: str | None, inside: Callable[[Row], bool] | None = None
    ) -> Counts:
        return [
            (
                row["child"],
                groups_of(row, row[when] if when else self.day),
                inside is None or inside(row),
                True,
                1.0,
            )
            for row in rows
        ]

    def since(self, months: int = 0, weeks: int = 0) -> Callable[[Row], bool]:
        """Whether a child has been looked after for that long."""
        latest = add_months(self.day, -months) - timedelta(weeks=weeks)
        return lambda row: row["started"] is not None and row["started"] <= latest

    def lately(self, column: str, months: int = 0, weeks: int = 0) -> Callable[[Row], bool]:
        first = add_months(self.day, -months) - timedelta(weeks=weeks)
        return lambda row: within(row[column], first, self.day)
