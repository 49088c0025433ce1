"""The product itself, called the two ways that are timed: from the returns, and from a stored history.

python -m bench.product_version FOLDER HISTORY     stores the history of the returns in a folder
"""

import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa

from sufficiency.history import History, derive
from sufficiency.measures import calculate
from sufficiency.measures.definitions import FIRST_MEASURES
from sufficiency.returns.ssda903 import read


def figures(folder: Path, as_at: Sequence[date], authority: str | None = None) -> pa.Table:
    """Every first measure with all its breakdowns on each day, straight from the yearly returns."""
    with tempfile.TemporaryDirectory() as place:
        return stored_figures(store_history(folder, Path(place)), as_at, authority)


def store_history(folder: Path, history: Path) -> Path:
    """Derive the history of the returns, stored as a load stores it with its edition; return its folder."""
    derive(read([folder]).tables, history)
    return history


def stored_figures(history: Path, as_at: Sequence[date], authority: str | None = None) -> pa.Table:
    """The same from a history derived before, as a page or a second command has it."""
    return calculate(History(history), list(as_at), FIRST_MEASURES, authority=authority)


if __name__ == "__main__":
    store_history(Path(sys.argv[1]), Path(sys.argv[2]))
