"""What an average is made of, child by child; and whose incidents a number counts."""

from __future__ import annotations

from datetime import date

from sufficiency.history import History
from sufficiency.measures.behind import columns_behind


def amounts(history: History, measure: str, day: date) -> list[tuple[str, float]]:
    """The (child, amount) pairs behind a figure, sorted: days for an average, 1 for each incident. None where the
    measure is not counted on the day. Raises UnknownMeasure."""
    rows = columns_behind(history, measure, day, None, None, frozenset({"child", "amount"}))
    if rows is None:
        return []
    return sorted(zip(rows["child"].to_pylist(), rows["amount"].to_pylist(), strict=True))
