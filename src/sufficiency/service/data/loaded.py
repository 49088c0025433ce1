"""Which tables of which years an edition was loaded from: a figure that lacks one says "not loaded", not 0."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sufficiency.editions import Manifest
from sufficiency.measures import Measure
from sufficiency.vocabulary.months import collection_year_of, first_day_of_collection_year

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

    def _cover(self, measure: Measure, first: date, last: date) -> Cover:
        years = range(collection_year_of(first), collection_year_of(last) + 1)
        tables = [table for table in measure.tables if table not in MAY_BE_ABSENT]
        absent = tuple((table, year) for table in tables for year in years if not self.has(table, year))
        nothing = any(not any(self.has(table, year) for year in years) for table in tables)
        return Cover(absent, nothing)

    @property
    def first_day(self) -> date:
        return first_day_of_collection_year(min(self.years))


def in_words(absent: Iterable[tuple[str, int]]) -> str:
    """ "oc2 of 2025, missing of 2024 and 2025"."""
    years: dict[str, list[str]] = {}
    for table, year in absent:
        years.setdefault(table, []).append(str(year))
    return ", ".join(f"{table} of {' and '.join(found)}" for table, found in years.items())
