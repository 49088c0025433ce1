"""Two editions held against each other: the figures that move, and the rows that came or went."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sufficiency.editions import Edition
from sufficiency.measures import MEASURES, Measure
from sufficiency.service.data.figures import Figure
from sufficiency.service.data.opened import opened


@dataclass(frozen=True)
class Moved:
    """A figure that is not the same in two editions."""

    measure: Measure
    old: Figure
    new: Figure


def figures_that_move(before: Edition, after: Edition, days: Sequence[date] | None = None) -> list[Moved]:
    """Totals that differ, by measure and then day, latest day first.

    ``days``: those asked for, else the 31 Marches that both editions have and the newest day of both. A measure is
    compared on days on which either edition counts it.
    """
    old, new = opened(before).figures, opened(after).figures
    if days is None:
        common = set(old.days) & set(new.days)
        ends = {day for day in common if day in old.year_ends}
        days = sorted(ends | {max(common)} if common else (), reverse=True)
    moved = []
    for measure in MEASURES.values():
        for day in days:
            pair = old.figure(measure, day), new.figure(measure, day)
            if _differ(*pair):
                moved.append(Moved(measure, *pair))
    return moved


def _differ(old: Figure, new: Figure) -> bool:
    """Whether a reader would see another number, or another reason for none."""
    if old.shown or new.shown:
        return (old.numerator, old.denominator, old.shown) != (new.numerator, new.denominator, new.shown)
    return False


@dataclass(frozen=True)
class RowsMoved:
    """How many rows of a table and year two editions have."""

    table: str
    year: int
    old: int
    new: int


def rows_that_move(before: Edition, after: Edition) -> list[RowsMoved]:
    """Tables and years whose number of rows differs, by year and table."""
    old, new = rows_by_table_and_year(before), rows_by_table_and_year(after)
    return [
        RowsMoved(table, year, old.get((table, year), 0), new.get((table, year), 0))
        for year, table in sorted({(year, table) for table, year in old.keys() | new.keys()})
        if old.get((table, year), 0) != new.get((table, year), 0)
    ]


def rows_by_table_and_year(edition: Edition) -> dict[tuple[str, int], int]:
    """(table, year) to rows, as the files gave them; 0 for a file that had none, absent where no file was given."""
    rows: dict[tuple[str, int], int] = {}
    for file in edition.manifest.files:
        key = (file.table, file.year)
        rows[key] = rows.get(key, 0) + file.rows
    return rows
