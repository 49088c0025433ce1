"""Which tables of which years an edition was loaded from: a figure that lacks one says "not loaded", not 0."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sufficiency.editions import Manifest
from sufficiency.measures.language import Measure
from sufficiency.returns.ssda903 import TABLES
from sufficiency.vocabulary.months import add_months, collection_year_of, first_day_of_collection_year

# How far back a snapshot looks for what it says of a child on the day: placements of the year, two years in
# one home. Before that much is loaded the figure rests on part of each child's history.
LOOKS_BACK = {"three_plus_placements_pct": 12, "long_term_stability_pct": 30}

# A figure stands without them: children without a header are in "not known" groups, with a finding.
MAY_BE_ABSENT = frozenset({"header"})


@dataclass(frozen=True)
class Cover:
    """How far the loaded tables cover a figure: ``absent`` (table, year) pairs, and whether anything was there."""

    absent: tuple[tuple[str, int], ...]
    nothing: bool

    @property
    def whole(self) -> bool:
        return not self.absent


ALL_THERE = Cover(absent=(), nothing=False)


class LoadedTables:
    """The (table, year) pairs that were given. A file in the XML form brings every table of its year."""

    def __init__(self, manifest: Manifest) -> None:
        self.years = manifest.years
        self._given = {(file.table, file.year) for file in manifest.files}
        self._whole_years = {file.year for file in manifest.files if file.name.lower().endswith(".xml")}
        self._covers: dict[tuple[str, date, date], Cover] = {}

    def has(self, table: str, year: int) -> bool:
        return (table, year) in self._given or year in self._whole_years

    def cover(self, measure: Measure, first: date, last: date) -> Cover:
        """What is there of the tables the measure needs, for the collection years from ``first`` to ``last``."""
        key = (measure.id, first, last)
        if key not in self._covers:
            self._covers[key] = self._cover(measure, first, last)
        return self._covers[key]

    def cover_of(self, measure: Measure, day: date, start: date | None) -> Cover:
        """What is there behind a figure of a day, whose stretch begins on ``start`` where it has one."""
        if measure.is_of_workbook:
            return ALL_THERE  # a row of it is only given where all it needs is there
        looks_back = LOOKS_BACK.get(measure.id)
        first = add_months(day, -looks_back) if looks_back else (start or day)
        return self.cover(measure, first, day)

    def _cover(self, measure: Measure, first: date, last: date) -> Cover:
        years = range(collection_year_of(first), collection_year_of(last) + 1)
        tables = [table for table in measure.tables if table not in MAY_BE_ABSENT]
        absent = tuple((table, year) for table in tables for year in years if not self.has(table, year))
        nothing = any(not any(self.has(table, year) for year in years) for table in tables)
        return Cover(absent, nothing)

    @property
    def first_day(self) -> date:
        return first_day_of_collection_year(min(self.years)) if self.years else date.min


def in_words(absent: Iterable[tuple[str, int]]) -> str:
    """ "Health and offending (OC2) of 2025, Missing of 2024 to 2025"."""
    years: dict[str, list[int]] = {}
    for table, year in absent:
        years.setdefault(table, []).append(year)
    titles = {table: TABLES[table].title if table in TABLES else table for table in years}
    return ", ".join(f"{titles[table]} of {years_in_words(found)}" for table, found in years.items())


def years_in_words(years: Iterable[int]) -> str:
    """ "2016 to 2025", "2016 to 2019 and 2021", "2024"."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    named = [str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs]
    return " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named) or "none"
