"""A CSV of figures that was published before, read back: `--earlier FILE`."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sufficiency.cli.counted_figures import COLUMNS, GIVEN_AS_PUBLISHED, NUMBERS
from sufficiency.cli.problems import NotPossible

if TYPE_CHECKING:
    from sufficiency.measures.earlier import Publication

HIDDEN, NO_NUMBER = "c", ("", "z", "x", "low")
MOST_BYTES = 200_000_000
YEARS = range(1990, 2101)
WRITTEN_BY = "`sufficiency measures` or `sufficiency compare`"


def publication_of(path: Path) -> "Publication":
    """What a CSV of `sufficiency measures` or `compare` with `--style public` or `dfe` gave, or one of the pages' comparison.

    Raises NotPossible where it is none."""
    from sufficiency.measures.earlier import Publication

    try:
        if path.stat().st_size > MOST_BYTES:
            raise NotPossible(
                f"{path.name} is too large for a CSV of figures ({MOST_BYTES:,} bytes at most)."
            )
        with path.open(encoding="utf-8-sig", newline="") as lines:
            figures = list(_rows(path.name, csv.reader(lines)))
        held = frozenset(key for key, _numbers, is_held in figures if is_held)
        return Publication(path.name, {key: numbers for key, numbers, _held in figures}, held)
    except FileNotFoundError as problem:
        raise NotPossible(f"There is no file {path} for `--earlier`.") from problem
    except (UnicodeDecodeError, csv.Error) as problem:
        raise NotPossible(
            f"{path.name} is not a CSV in UTF-8: give one that {WRITTEN_BY} wrote."
        ) from problem


def _rows(name: str, lines: Iterable[list[str]]) -> Iterator[tuple]:
    from sufficiency.measures.comparison_rows import COLUMNS as COMPARED

    rows = iter(lines)
    head = tuple(next(rows, ()))
    if head[: len(COLUMNS)] != COLUMNS and head != tuple(COMPARED):
        raise NotPossible(
            f"{name} has not the columns {', '.join(COLUMNS)}: give a CSV that {WRITTEN_BY} wrote."
        )
    for number, row in enumerate(rows, start=2):
        if row and head == tuple(COMPARED):
            if len(row) < len(head):
                raise _no_figure(name, number)
            yield from _compared(name, number, dict(zip(head, row, strict=False)))
        elif row:
            yield _figure(name, number, row)


def _compared(name: str, number: int, told: dict[str, str]) -> Iterator[tuple]:
    """The figures of a row of a comparison: now, a year before, and of the baseline where there is one."""
    for which in ("", "before_", "baseline_"):
        numbers = [told[f"{which}{part}"] for part in NUMBERS]
        if any(numbers):
            held = (which.rstrip("_") or "now") in told["given_as_published"].split()
            figure = [told["measure"], told[f"{which}as_at"], "", "", "", *numbers]
            yield _figure(name, number, [*figure, *([GIVEN_AS_PUBLISHED] if held else [])])


def _figure(name: str, number: int, row: list[str]) -> tuple:
    told = dict(zip(COLUMNS, row, strict=False))
    try:
        if len(told) < len(COLUMNS):
            raise ValueError("a cell is missing")
        key = (told["measure"], date.fromisoformat(told["as_at"]), told["breakdown"], told["group"])
        if key[2] and not _is_group(*key):
            raise ValueError("there is no such group")
        if key[1].year not in YEARS:
            raise ValueError("the day is of another age")
        if HIDDEN in (told["numerator"], told["value"]):
            return key, None, False
        numbers = tuple(None if told[part] in NO_NUMBER else float(told[part]) for part in NUMBERS)
        if any(one is not None and not abs(one) < 1e15 for one in numbers):
            raise ValueError("a number is too large")
        return key, numbers, row[len(COLUMNS) :] == [GIVEN_AS_PUBLISHED]
    except ValueError as problem:
        raise _no_figure(name, number) from problem


def _no_figure(name: str, number: int) -> NotPossible:
    return NotPossible(
        f"Line {number} of {name} is no figure: it needs a cell for each column, a day as 2025-03-31 (1990 to 2100), a "
        "breakdown and group that there are, and numbers, c, or nothing."
    )


def _is_group(measure: str, _day: date, breakdown: str, group: str) -> bool:
    """Whether there is such a group of a breakdown, or of two; of a recorded series whatever it was recorded by."""
    from sufficiency.measures import BREAKDOWNS, MEASURES

    if measure not in MEASURES:
        return True
    parts, groups = breakdown.split(":"), group.split(":")
    if len(parts) != len(groups) or len(parts) > 2 or len(set(parts)) < len(parts):
        return False
    return all(
        one in BREAKDOWNS and of in BREAKDOWNS[one].groups for one, of in zip(parts, groups, strict=True)
    )
