"""The children behind a figure: those in the numerator, and those in the denominator only."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, reduce
from operator import and_

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from ibis import _

from sufficiency.history import History
from sufficiency.history.stages import kept
from sufficiency.measures.asked import Asked, group_asked, measure_asked
from sufficiency.measures.calculate import counts_in, in_denominator, in_numerator
from sufficiency.measures.crossed import group_by_breakdown
from sufficiency.measures.definitions import MEASURES
from sufficiency.measures.language import Measure
from sufficiency.measures.rows import Source, rows_counted

CHILDREN = pa.schema([("child", pa.string()), ("in_numerator", pa.bool_()), ("amount", pa.float64())])


def children_behind(
    history: History, measure: str, as_at: date, by: str | None = None, group: str | None = None
) -> pa.Table:
    """One row for each row the figure counted, sorted by child: child, in_numerator, amount.

    A count's rows are all in the numerator. A share of everybody has everybody in it, and a change those of the
    day. `amount` is the days an average is made of, else 1: a child
    with several reviews or incidents has a row for each. Empty where the measure is not defined on the
    day. Raises UnknownMeasure or UnknownBreakdown with a sentence.
    """
    behind = rows_behind(history, measure, as_at, by, group)
    if behind is None:
        return CHILDREN.empty_table()
    in_order = behind.select(*CHILDREN.names).order_by("child", ~_.in_numerator, "amount")
    return history.engine.result(in_order).cast(CHILDREN)


def columns_behind(
    history: History, measure: str, as_at: date, by: str | None, group: str | None, columns: frozenset[str]
) -> pa.Table | None:
    """Those of the `columns` that `rows_behind` has, worked out by the query that `query_behind` writes."""
    query = query_behind(history, measure, as_at, by, group, columns)
    return None if query is None else history.engine.query(query)


def query_behind(
    history: History, measure: str, as_at: date, by: str | None, group: str | None, columns: frozenset[str]
) -> str | None:
    """The query of `columns_behind`, None where the measure is not defined on the day. It is written once for all
    days and kept with the rules it is of: writing it takes several times as long as running it over one authority."""
    if (source := _source_asked(history, measure, as_at, by, group)) is None:
        return None
    return _query(measure_asked(measure), source, by, group, columns).sql


@dataclass(frozen=True)
class Query:
    """A query that was written, as it is kept in a file."""

    sql: str

    def to_json(self) -> str:
        return json.dumps({"sql": self.sql})

    @classmethod
    def from_json(cls, text: str) -> Query:
        return cls(json.loads(text)["sql"])


@lru_cache(maxsize=512)
def _query(
    measure: Measure, source: Source, by: str | None, group: str | None, columns: frozenset[str]
) -> Query:
    """From memory; for the product's own measures from its file; else written now."""
    if MEASURES.get(measure.id) is not measure:
        return _written(measure, source, by, group, columns)
    return kept(
        f"list-{_name(measure, source, by, group, columns)}",
        lambda: _written(measure, source, by, group, columns),
        Query,
    )


def _name(
    measure: Measure, source: Source, by: str | None, group: str | None, columns: frozenset[str]
) -> str:
    asked = [
        measure.id,
        by or "",
        group or "",
        source.dialect,
        *sorted(source.positions_in),
        *sorted(columns),
    ]
    asked += [column for _name, schema in source.schemas for column in schema]  # an older edition has fewer
    return hashlib.sha256("|".join(asked).encode()).hexdigest()[:16]


def _written(
    measure: Measure, source: Source, by: str | None, group: str | None, columns: frozenset[str]
) -> Query:
    rows = _rows(measure, source, by, group)
    wanted = rows.select(*(name for name in rows.columns if name in columns))
    return Query(str(ibis.to_sql(wanted, dialect=source.dialect)))


def rows_behind(
    history: History, measure: str, as_at: date, by: str | None = None, group: str | None = None
) -> ir.Table | None:
    """The rows of `children_behind` with every plain column they have, in no order, for a room above that shows
    what made a child count. None where the measure is not defined on the day."""
    source = _source_asked(history, measure, as_at, by, group)
    return None if source is None else _rows(measure_asked(measure), source, by, group)


def _source_asked(
    history: History, measure: str, as_at: date, by: str | None, group: str | None
) -> Source | None:
    """Where the rows are, once the day is asked for; None where the measure is not defined on it."""
    chosen = measure_asked(measure)
    group_asked(chosen, by, group)
    if not Asked((chosen,), (), [as_at], history.lists).is_defined(chosen, as_at):
        return None
    return Source(history.schemas, history.ask([as_at]), history.engine.dialect)


def _rows(measure: Measure, source: Source, by: str | None, group: str | None) -> ir.Table:
    rows = rows_counted(measure.counted, source)
    if by is not None and not measure.of_whole:
        rows = rows.filter(_in_group(rows, by, group))
    counted = rows.filter(counts_in(measure, rows) | in_denominator(measure, rows))
    inside = in_numerator(measure, counted)
    if by is not None and measure.of_whole:  # a share of everybody
        inside = inside & _in_group(counted, by, group)
    amount = measure.amount.resolve(counted) if measure.amount is not None else ibis.literal(1)
    return counted.mutate(in_numerator=inside, amount=amount.cast("float64"))


def _in_group(rows: ir.Table, by: str, group: str) -> ir.BooleanValue:
    """Whether a row is in a group, or in both groups of a pair."""
    return reduce(and_, (rows[one] == of_it for one, of_it in group_by_breakdown(by, group).items()))
