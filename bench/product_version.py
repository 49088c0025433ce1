"""The product itself, called the two ways that are timed: from the returns, and from a stored history."""

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa

from sufficiency.history import History, derive
from sufficiency.measures import calculate
from sufficiency.returns.ssda903 import read


def figures(folder: Path, as_at: Sequence[date], authority: str | None = None) -> pa.Table:
    """Every first measure with all its breakdowns on each day, straight from the yearly returns."""
    with tempfile.TemporaryDirectory() as place:
        derive(read([folder]).tables, Path(place))
        return stored_figures(Path(place), as_at, authority)


def stored_figures(history: Path, as_at: Sequence[date], authority: str | None = None) -> pa.Table:
    """The same from a history derived before, as a page or a second command has it."""
    return calculate(History(history), list(as_at), authority=authority)
