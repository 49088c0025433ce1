"""Every measure, on every day asked, for everyone and for every group, in one pass over each table."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, reduce
from operator import or_

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sufficiency.history import History
from sufficiency.history.stages import kept
from sufficiency.measures.asked import Asked, breakdowns_asked, measures_asked, only_asked
from sufficiency.measures.crossed import (
    Only,
    applies,
    can_be_of,
    columns_needed,
    groups_of,
    is_rare,
    parts_of,
)
from sufficiency.measures.definitions import FIRST_MEASURES, MEASURES
from sufficiency.measures.language import MONTHS, Counted, Measure, Unit
from sufficiency.measures.rows import Source, events_counted, rows_counted
from sufficiency.vocabulary.authorities import find, population
from sufficiency.vocabulary.groups import BREAKDOWNS
from sufficiency.vocabulary.months import first_day_of_year_ending, years_before

FIGURES = pa.schema(
    [
        ("measure", pa.string()),
        ("as_at", pa.date32()),
        ("period_start", pa.date32()),
        ("breakdown", pa.string()),
        ("group", pa.string()),
        ("numerator", pa.float64()),
        ("denominator", pa.float64()),
        ("value", pa.float64()),
    ]
)
TOTAL = ("", "")
FACTORS = {Unit.PERCENT: 100.0, Unit.PERCENT_CHANGE: 100.0, Unit.PER_10K: 10_000.0}


def calculate(
    history: History,
    as_at: Sequence[date],
    measures: Sequence[str] | None = None,
    by: Sequence[str] | None = None,
    authority: str | None = None,
    only: Only | None = None,
) -> pa.Table:
    """Figures for each measure and as-at day, in the order of the definitions.

    `measures`: ids, all when None. `by`: breakdown ids; None gives every breakdown that applies to a
    measure, an empty list only totals; two at a time as "age_band:sex". `only`: groups of breakdowns that
    figures are to be of; a measure that does not know them, or is over the population, gives no rows. `authority`: code or name, for measures of the population; without
    it they give no rows. A measure not defined on a day gives no row for it, nor does one that an edition
    made by older rules cannot give.

    Columns as FIGURES: `numerator` children (or the sum of days, or how many more), `denominator` children
    (or the population; null for counts), `value` unrounded, null when the denominator is 0. `breakdown` and `group`
    are empty for the total. Raises UnknownMeasure or UnknownBreakdown with a sentence.
    """
    given = tuple(one for one in measures_asked(measures) if history.is_whole or one.id in FIRST_MEASURES)
    if not history.has_returns:  # a workbook alone says nothing of what the yearly return tells
        given = tuple(one for one in given if one.is_of_workbook)
    some = only_asked(only)
    given = tuple(measure for measure in given if can_be_of(measure, some))
    asked = Asked(given, breakdowns_asked(by), sorted(set(as_at)), history.lists, some)
    figures: dict[str, pa.Table] = {}
    source = Source(history.schemas, history.ask(asked.days), history.engine.dialect) if asked.days else None
    for counted in Counted:
        wanted = tuple(m for m in asked.measures if m.counted is counted and not m.is_change)
        days = asked.days_of(counted)
        if wanted and days:
            breakdowns = tuple(b for b in asked.breakdowns if any(applies(m, b, some) for m in wanted))
            cube = _cube(counted, wanted, columns_needed(breakdowns, some), source)
            sums = Sums(history.engine.query(cube.sql), days, breakdowns, some)
            for measure in wanted:
                figures[measure.id] = _figures(
                    measure, asked, days, sums, cube.columns[measure.id], authority
                )
    figures |= _changes(history, asked)
    tables = [figures[m.id] for m in asked.measures if m.id in figures]
    return pa.concat_tables(tables) if tables else FIGURES.empty_table()


class Sums:
    """Numerators and denominators as matrices: a row for each day, a column for each (breakdown, group).

    Made from a cube: one row for each combination of groups and day (`as_at`), or range of days (numbered from
    `first_day` up to, not including, `end_day`), with the sums of every measure. The cube is small whatever the
    number of children, so each breakdown is summed from it in memory.
    """

    def __init__(self, cube: pa.Table, days: Sequence[date], breakdowns: Sequence[str], only: Only) -> None:
        for breakdown, groups in only.items():
            cube = cube.filter(pc.is_in(cube[breakdown], pa.array(groups)))
        slots = slots_of(breakdowns)
        self._slot_at = {slot: index for index, slot in enumerate(slots)}
        self._shape = (len(days) + 1, len(slots))  # a range may end after the last day
        self._cube = cube
        self._in = [np.full(cube.num_rows, self._slot_at[TOTAL])]
        self._in += [self._slots(cube, breakdown) for breakdown in breakdowns]
        self._is_of_ranges = "first_day" in cube.column_names
        if self._is_of_ranges:
            self._first, self._end = cube["first_day"].to_numpy(), cube["end_day"].to_numpy()
        else:
            self._first = _places(cube["as_at"], pa.array(days, pa.date32()))

    def _slots(self, cube: pa.Table, by: str) -> np.ndarray:
        """The slot of each row in one breakdown, or a pair. Only an event that is not an end has no group: it has no
        reason for leaving, counts in no end, and may stand anywhere."""
        place = np.zeros(cube.num_rows, dtype=np.int64)
        for breakdown in parts_of(by):
            known = list(BREAKDOWNS[breakdown].groups)
            place = place * len(known) + _places(pc.fill_null(cube[breakdown], known[-1]), pa.array(known))
        return place + self._slot_at[(by, groups_of(by)[0])]

    def matrix(self, column: str, slots: Sequence[tuple[str, str]]) -> np.ndarray:
        weights = self._cube[column].to_numpy()
        total = self._added(self._first, weights)
        if self._is_of_ranges:
            # What begins to count on a day and what stops: summed up to a day, all that counts on it.
            total = np.cumsum(total - self._added(self._end, weights), axis=0)
        return total[:-1, [self._slot_at[slot] for slot in slots]]

    def _added(self, days: np.ndarray, weights: np.ndarray) -> np.ndarray:
        """The weights added up by day and slot, each row once in every breakdown."""
        some = np.flatnonzero(weights)  # most combinations of groups have none of what is counted
        size = self._shape[0] * self._shape[1]
        total = np.zeros(size)
        for slots in self._in:
            cells = days[some] * self._shape[1] + slots[some]
            total += np.bincount(cells, weights=weights[some], minlength=size)
        return total.reshape(self._shape)


def _places(values: pa.ChunkedArray, known: pa.Array) -> np.ndarray:
    """Where each value stands among the known ones; one that is not known is a fault in the rows."""
    places = pc.index_in(values, value_set=known)
    if places.null_count:
        raise ValueError(f"Rows have a value that is not among {known.to_pylist()}.")
    return places.to_numpy()


def slots_of(breakdowns: Sequence[str]) -> list[tuple[str, str]]:
    """The total, then every group of each breakdown in the order they are shown."""
    return [TOTAL, *((b, group) for b in breakdowns for group in groups_of(b))]


@dataclass(frozen=True)
class Cube:
    """One query over the rows, and in which of its columns a measure's numerator and denominator are."""

    sql: str
    columns: dict[str, tuple[str, str | None]]

    def to_json(self) -> str:
        return json.dumps({"sql": self.sql, "columns": self.columns}, indent=1)

    @classmethod
    def from_json(cls, text: str) -> Cube:
        written = json.loads(text)
        return cls(written["sql"], {name: tuple(pair) for name, pair in written["columns"].items()})


@lru_cache(maxsize=256)
def _cube(
    counted: Counted, measures: tuple[Measure, ...], breakdowns: tuple[str, ...], source: Source
) -> Cube:
    """The cube of these measures: compiling it takes longer than running it over one authority, so it is kept
    in memory, and as a file for the product's own measures."""
    if any(MEASURES.get(measure.id) is not measure for measure in measures):
        return _compile_cube(counted, measures, breakdowns, source)
    asked = [counted, *sorted(source.positions_in), *breakdowns, *(measure.id for measure in measures)]
    asked += [column for _name, schema in source.schemas for column in schema]  # an older edition has fewer
    name = hashlib.sha256("|".join(asked).encode()).hexdigest()[:16]
    return kept(
        f"cube-{name}-{source.dialect}", lambda: _compile_cube(counted, measures, breakdowns, source), Cube
    )


def _compile_cube(
    counted: Counted, measures: tuple[Measure, ...], breakdowns: tuple[str, ...], source: Source
) -> Cube:
    """The sums of every measure for each day and combination of groups; what several measures have in common
    is summed once."""
    over_days = counted not in MONTHS
    rows = rows_counted(counted, source) if over_days else events_counted(counted, source.tables)
    sums: dict[object, tuple[str, ir.Value]] = {}

    def column(total: ir.Value) -> str:
        return sums.setdefault(total.op(), (f"sum_{len(sums)}", total))[0]

    # An event no measure counts, or that counts on none of the days, need not be grouped.
    if not over_days:
        counted_by_any = reduce(or_, (counts_in(measure, rows) for measure in measures))
        rows = rows.filter(counted_by_any & (rows.first_day < rows.end_day))
    columns = {}
    for measure in measures:
        counts = counts_in(measure, rows)
        under = counts if measure.per is None else in_denominator(measure, rows)
        bottom = column(rows.count(where=under)) if measure.has_parts else None
        if measure.amount is not None:
            amount = measure.amount.resolve(rows).cast("float64")  # DuckDB sums whole numbers into 128 bits
            columns[measure.id] = column(amount.sum(where=counts).fill_null(0.0)), bottom
        else:
            columns[measure.id] = column(rows.count(where=in_numerator(measure, rows))), bottom
    when = ("as_at",) if over_days else ("first_day", "end_day")
    cube = rows.group_by(*when, *breakdowns).agg(**dict(sums.values()))
    return Cube(str(ibis.to_sql(cube, dialect=source.dialect)), columns)


def counts_in(measure: Measure, rows: ir.Table) -> ir.BooleanValue:
    """Whether a row is among those the measure is of; a condition not known is not met."""
    if measure.of is None:
        return rows.child.notnull()  # every row: a column rather than a constant, so that it can be summed
    return measure.of.resolve(rows).fill_null(False)


def in_denominator(measure: Measure, rows: ir.Table) -> ir.BooleanValue:
    """Whether a row is among those the figure is over: those it is of, or those of another kind it is `per`."""
    return counts_in(measure, rows) if measure.per is None else measure.per.resolve(rows).fill_null(False)


def in_numerator(measure: Measure, rows: ir.Table) -> ir.BooleanValue:
    counts = counts_in(measure, rows)
    if measure.those is None:
        return counts
    return counts & measure.those.resolve(rows).fill_null(False)


def _figures(
    measure: Measure,
    asked: Asked,
    days: Sequence[date],
    sums: Sums,
    columns: tuple[str, str | None],
    authority: str | None,
) -> pa.Table:
    slots = slots_of([b for b in asked.breakdowns if applies(measure, b, asked.only)])
    keep = [index for index, day in enumerate(days) if asked.is_defined(measure, day)]
    on = [days[index] for index in keep]
    numerator = sums.matrix(columns[0], slots)[keep]
    denominator = None
    if measure.of_population:
        on, numerator, denominator = _population(on, numerator, authority)
    elif measure.of_whole:
        denominator = np.repeat(numerator[:, :1], len(slots), axis=1)  # the total is the first slot
    elif measure.unit is Unit.CONTACTS_A_WEEK:
        denominator = np.outer([weeks_of(measure, day) for day in on], np.ones(len(slots)))
    elif columns[1] is not None:
        denominator = sums.matrix(columns[1], slots)[keep]
    return _long(measure, on, slots, numerator, denominator)


def _changes(history: History, asked: Asked) -> dict[str, pa.Table]:
    """The measures that compare a day with the day a year before (of a month's last day, that month's last day): both are
    asked for together.

    A day whose earlier day lies before the loaded returns has no row: those who had left by then are not known.
    """
    wanted = tuple(measure for measure in asked.measures if measure.is_change)
    pairs = {day: years_before(day, 1) for day in asked.days} if wanted else {}
    pairs = {day: earlier for day, earlier in pairs.items() if history.knows(earlier)}
    if not pairs:
        return {}
    days = sorted({*pairs, *pairs.values()})
    breakdowns = tuple(b for b in asked.breakdowns if any(applies(m, b, asked.only) for m in wanted))
    cube = _cube(
        Counted.POSITIONS,
        wanted,
        columns_needed(breakdowns, asked.only),
        Source(history.schemas, history.ask(days), history.engine.dialect),
    )
    sums = Sums(history.engine.query(cube.sql), days, breakdowns, asked.only)
    at = {day: place for place, day in enumerate(days)}
    figures = {}
    for measure in wanted:
        slots = slots_of([b for b in asked.breakdowns if applies(measure, b, asked.only)])
        numbers = sums.matrix(cube.columns[measure.id][0], slots)
        now, then = (numbers[[at[day] for day in some]] for some in (pairs.keys(), pairs.values()))
        figures[measure.id] = _long(measure, list(pairs), slots, measure.rise_is * (now - then), then)
    return figures


def weeks_of(measure: Measure, day: date) -> float:
    """How many weeks the measure covers, up to the day: 52 and a seventh in a year."""
    return ((day - first_day_of_year_ending(day, measure.months)).days + 1) / 7


def _population(
    days: Sequence[date], numerator: np.ndarray, authority: str | None
) -> tuple[list[date], np.ndarray, np.ndarray]:
    """The rate's denominator; days without a population (or no authority) drop out."""
    known = {}
    if authority is not None:
        found = find(authority)
        known = {
            index: estimate[1]
            for index, day in enumerate(days)
            if (estimate := population(found, day)) is not None
        }
    kept = sorted(known)
    counts = np.array([known[index] for index in kept], dtype=float).reshape(-1, 1)
    return [days[index] for index in kept], numerator[kept], counts


def _long(
    measure: Measure,
    days: Sequence[date],
    slots: Sequence[tuple[str, str]],
    numerator: np.ndarray,
    denominator: np.ndarray | None,
) -> pa.Table:
    starts = [first_day_of_year_ending(d, measure.months) if measure.months else None for d in days]
    top = numerator.ravel()
    used = top != 0
    if denominator is None:
        bottom, value = pa.nulls(len(top), pa.float64()), pa.array(top)
    else:
        below = denominator.ravel()
        if not measure.of_whole:
            used |= below != 0
        factor = FACTORS.get(measure.unit, 1.0)
        quotient = np.divide(factor * top, below, out=np.zeros_like(top), where=below != 0)
        bottom, value = pa.array(below), pa.array(quotient, mask=below == 0)
    rare = np.tile([slot != TOTAL and is_rare(*slot) for slot in slots], len(days))
    day = np.repeat(np.arange(len(days)), len(slots))
    slot = np.tile(np.arange(len(slots)), len(days))
    table = pa.table(
        [
            pa.repeat(pa.scalar(measure.id), len(top)),
            pa.array(days, pa.date32()).take(day),
            pa.array(starts, pa.date32()).take(day),
            pa.array([breakdown for breakdown, _group in slots], pa.string()).take(slot),
            pa.array([group for _breakdown, group in slots], pa.string()).take(slot),
            pa.array(top),
            bottom,
            value,
        ],
        schema=FIGURES,
    )
    shown = used | ~rare
    return table if shown.all() else table.filter(pa.array(shown))
