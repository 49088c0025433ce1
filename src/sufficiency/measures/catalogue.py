"""Every measure there is: those counted from child-level data, and those that somebody records.

`data/catalogue.csv` names the measures of the papers the product follows, and a few of our own, in our own words.
Which of them are counted is not written there: a measure that has a definition is counted from the return its tables
come from, and any other is a recorded series. A definition that is written tomorrow moves its measure by itself.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from sufficiency.editions import Manifest
from sufficiency.measures import said
from sufficiency.measures.asked import UnknownMeasure
from sufficiency.measures.definitions import MEASURES
from sufficiency.measures.language import Measure
from sufficiency.returns.ssda903 import TABLES

DATA = Path(__file__).parent / "data" / "catalogue.csv"
SSDA903, ANNEX_A, RECORDED = "SSDA903", "Annex A", "recorded series"
FEEDS = (SSDA903, ANNEX_A, f"{SSDA903} and {ANNEX_A}", RECORDED)
GOOD = {"higher": "high", "lower": "low", "none": "neither"}
GOOD_IN_WORDS = {good: word for word, good in GOOD.items()}
COLUMNS = (
    "id",
    "name",
    "area",
    "unit",
    "good_direction",
    "fed_by",
    "state",
    "reason",
    "breakdowns",
    "comparators",
    "sources",
    "definition",
)
NOT_COUNTED = frozenset({"header"})  # stands behind no figure alone


@dataclass(frozen=True)
class Entry:
    """One measure of the catalogue. `measure` is its definition where it is counted, None where it is recorded.

    `unit` is what its values are in; `of` what a share is of, where it is recorded. `good` is high, low or neither.
    `sources` says in words where its figures come from, or would.
    """

    id: str
    name: str
    area: str
    unit: str
    of: str
    good: str
    breakdowns: tuple[str, ...]
    comparators: tuple[str, ...]
    sources: str
    definition: str
    measure: Measure | None

    @property
    def is_recorded(self) -> bool:
        """Whether its figures are recorded, and not counted from children's records."""
        return self.measure is None

    @property
    def could_be_counted(self) -> bool:
        """Whether the return would give it, by what its sources say."""
        return self.sources.startswith(("SSDA903", "Annex A"))

    @property
    def fed_by(self) -> str:
        """One of `FEEDS`."""
        if self.measure is None:
            return RECORDED
        tables = set(self.measure.tables)
        feeds = [SSDA903] * bool(tables & set(TABLES)) + [ANNEX_A] * bool(tables - set(TABLES))
        return " and ".join(feeds) or SSDA903


@dataclass(frozen=True)
class Held:
    """What is recorded of a measure: how many values, and the day of the latest."""

    values: int
    newest: date


@dataclass(frozen=True)
class State:
    """Whether a measure has figures, and why or why not in a sentence without its full stop."""

    loaded: bool
    reason: str

    @property
    def word(self) -> str:
        return "loaded" if self.loaded else "not loaded"


@cache
def catalogue() -> Mapping[str, Entry]:
    """Every measure by its id: in the order of the papers, then our own, then what only a definition names."""
    named = {row["id"]: _entry(row) for row in _rows()}
    return named | {one: _only_defined(measure) for one, measure in MEASURES.items() if one not in named}


def entry_asked(measure: str) -> Entry:
    """The entry of an id. Raises UnknownMeasure, with the nearest."""
    found = catalogue().get(measure)
    if found is None:
        close = get_close_matches(measure[:80], catalogue(), n=3, cutoff=0.5)
        meant = (
            f" Did you mean {' or '.join(close)}?"
            if close
            else " `sufficiency measures --catalogue` lists all."
        )
        raise UnknownMeasure(f"There is no measure called '{measure[:80]}'.{meant}")
    return found


def recorded_series() -> list[Entry]:
    """The measures whose figures are recorded."""
    return [entry for entry in catalogue().values() if entry.is_recorded]


def areas() -> tuple[str, ...]:
    """The areas, in the order of the catalogue."""
    return tuple(dict.fromkeys(entry.area for entry in catalogue().values()))


def state_of(entry: Entry, manifest: Manifest | None, held: Mapping[str, Held]) -> State:
    """Whether an entry has figures in an edition, or recorded ones. `held` is what is recorded, by measure."""
    if entry.measure is None:
        return _recorded(entry, held.get(entry.id))
    if manifest is None:
        return State(False, "no return is loaded: run `sufficiency load`")
    tables = [table for table in entry.measure.tables if table not in NOT_COUNTED]
    years = {table: _years_with(table, manifest) for table in tables}
    missing = [table for table, found in years.items() if not found]
    if missing:
        return State(False, f"not in what was loaded: {', '.join(_table_in_words(one) for one in missing)}")
    covered = sorted(set(manifest.years).intersection(*years.values())) or sorted(
        set().union(*years.values())
    )
    told = f"{covered[0]}" if len(covered) == 1 else f"{covered[0]} to {covered[-1]}"
    return State(True, f"from what was loaded for {told}")


def listed(manifest: Manifest | None, held: Mapping[str, Held]) -> list[dict[str, str]]:
    """Every entry as a record with `COLUMNS`, in words."""
    return [_listed(entry, state_of(entry, manifest, held)) for entry in catalogue().values()]


def _listed(entry: Entry, state: State) -> dict[str, str]:
    return {
        "id": entry.id,
        "name": entry.name,
        "area": entry.area,
        "unit": entry.unit,
        "good_direction": GOOD_IN_WORDS[entry.good],
        "fed_by": entry.fed_by,
        "state": state.word,
        "reason": state.reason,
        "breakdowns": "; ".join(entry.breakdowns),
        "comparators": "; ".join(entry.comparators),
        "sources": entry.sources,
        "definition": entry.definition,
    }


def _recorded(entry: Entry, held: Held | None) -> State:
    if held is None:
        counted = entry.could_be_counted
        yet = "it is not counted from a return yet, and " if counted else ""
        return State(
            False, f"{yet}nothing is recorded: record it on its page or by `sufficiency series load`"
        )
    number = f"{held.values:,} value{'' if held.values == 1 else 's'}"
    return State(True, f"{number} recorded, the latest for {said.day(held.newest)}")


def _years_with(table: str, manifest: Manifest) -> set[int]:
    """The years in which the table was given. A return in the XML form brings every table of its year."""
    return {
        file.year
        for file in manifest.files
        if file.table == table or (table in TABLES and file.name.lower().endswith(".xml"))
    }


def _table_in_words(table: str) -> str:
    if table in TABLES:
        return TABLES[table].title
    return f"{table.replace('list_', 'list ')} of Annex A"


def _entry(row: Mapping[str, str]) -> Entry:
    measure = MEASURES.get(row["id"])
    own = Entry(
        id=row["id"],
        name=row["name"],
        area=row["area"],
        unit=row["unit"],
        of=row["of"],
        good=GOOD[row["good"]],
        breakdowns=tuple(row["breakdowns"].split()),
        comparators=tuple(filter(None, row["comparators"].split("; "))),
        sources=row["sources"],
        definition=row["definition"],
        measure=measure,
    )
    return own if measure is None else _as_defined(own, measure)


def _as_defined(own: Entry, measure: Measure) -> Entry:
    """The name, unit and breakdowns of a counted measure are those of its definition."""
    return Entry(
        id=own.id,
        name=measure.title,
        area=own.area,
        unit=str(measure.unit),
        of="",
        good=measure.good,
        breakdowns=measure.breakdowns,
        comparators=own.comparators,
        sources=own.sources,
        definition=own.definition,
        measure=measure,
    )


def _only_defined(measure: Measure) -> Entry:
    return Entry(
        id=measure.id,
        name=measure.title,
        area=measure.theme.lower(),
        unit=str(measure.unit),
        of="",
        good=measure.good,
        breakdowns=measure.breakdowns,
        comparators=(),
        sources="SSDA903 return" if set(measure.tables) & set(TABLES) else "Annex A lists",
        definition=f"{measure.question} {measure.how_counted[0]}",
        measure=measure,
    )


def _rows() -> Iterable[dict[str, str]]:
    with DATA.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))
