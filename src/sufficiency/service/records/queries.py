"""Reading the children of an edition: those behind a figure, and all rows of one child."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from time import perf_counter, sleep
from typing import Any

import pyarrow as pa

from sufficiency.editions import Edition
from sufficiency.measures import MEASURES, Measure
from sufficiency.measures.behind import columns_behind, query_behind
from sufficiency.service.access.doors import FIELDS
from sufficiency.service.data.opened import opened
from sufficiency.service.records.columns import facts_for
from sufficiency.service.records.confidential import without_places

HAS_DIGIT = re.compile("[0-9]")

Rows = list[dict[str, Any]]


def behind(
    edition: Edition, measure: Measure, day: date, by: str = "", group: str = "", also: Sequence[str] = ()
) -> tuple[Rows, Rows]:
    """The rows a figure counted: those in its numerator, and those in its denominator only, each by child and day.

    They have the columns of the measure's question, and those named in ``also``.
    """
    asked = (measure.id, day, by or None, group or None, _columns(measure, also))
    found = opened(edition).lately(
        ("behind", *asked), lambda history: _found(columns_behind(history, *asked))
    )
    return [row for row in found if row["in_numerator"]], [row for row in found if not row["in_numerator"]]


def write_ahead(edition: Edition, pause: Callable[[float], None] = sleep) -> int:
    """Write the query of the list behind each measure while nobody waits for it; how many were written.

    The first to open a list would wait for its query to be written, several times as long as for all the rest of the
    page. Between two it rests as long as the last one took, so that pages go on.
    """
    known, written = opened(edition), 0
    for measure in MEASURES.values() if known.figures.days else ():
        if day := known.figures.latest_day(measure, known.figures.newest):
            began = perf_counter()
            with known.history() as history:
                written += query_behind(history, measure.id, day, None, None, _columns(measure)) is not None
            pause(perf_counter() - began)
    return written


def _columns(measure: Measure, also: Sequence[str] = ()) -> frozenset[str]:
    return frozenset(
        {"child", "in_numerator", "amount", "date", *also, *(fact.key for fact in facts_for(measure))}
    )


def _found(rows: pa.Table | None) -> Rows:
    found = [] if rows is None else [_plain(row) for row in rows.to_pylist()]
    return sorted(found, key=lambda row: (row["child"], row.get("date") or date.min))


def rows_of(edition: Edition, table: str, child: str) -> Rows:
    """All rows of a child in a stored table, in its order; none where the table cannot be had.

    Without the confidential fields. Somebody may have typed a postcode into any other cell, so what looks like a
    place is taken out of every text but the child's id.
    """
    if table not in edition.manifest.tables:
        return []
    stored = opened(edition).rows_of(table, child)
    rows = stored.drop_columns([name for name in FIELDS if name in stored.column_names]).to_pylist()
    return [_plain(row) for row in rows]


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """The row, with what looks like a place taken out of every text that has a digit and is no child's id."""
    return {
        name: without_places(value)
        if isinstance(value, str) and name != "child" and HAS_DIGIT.search(value)
        else value
        for name, value in row.items()
    }
