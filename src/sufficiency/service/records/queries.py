"""Reading the children of an edition: those behind a figure, and all rows of one child."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pyarrow.compute as pc

from sufficiency.editions import Edition
from sufficiency.measures import Measure
from sufficiency.measures.behind import rows_behind
from sufficiency.service.data.opened import opened
from sufficiency.service.records.columns import facts_for

Rows = list[dict[str, Any]]


def behind(
    edition: Edition, measure: Measure, day: date, by: str = "", group: str = "", also: Sequence[str] = ()
) -> tuple[Rows, Rows]:
    """The rows a figure counted: those in its numerator, and those in its denominator only, each by child and day.

    They have the columns of the measure's question, and those named in ``also``.
    """
    wanted = {"child", "in_numerator", "amount", "date", *also, *(fact.key for fact in facts_for(measure))}
    with opened(edition).history() as history:
        rows = rows_behind(history, measure.id, day, by or None, group or None)
        if rows is None:
            return [], []
        found = history.engine.result(
            rows.select(*(name for name in rows.columns if name in wanted))
        ).to_pylist()
    found.sort(key=lambda row: (row["child"], row.get("date") or date.min))
    return [row for row in found if row["in_numerator"]], [row for row in found if not row["in_numerator"]]


def rows_of(edition: Edition, table: str, child: str) -> Rows:
    """All rows of a child in a stored table, in its order; none where the table cannot be had."""
    if table not in edition.manifest.tables:
        return []
    stored = edition.table(table)
    return stored.filter(pc.equal(stored["child"], child)).to_pylist()
