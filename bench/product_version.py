"""The product itself, called the ways that are timed: from the returns, and from a stored history on either engine.

python -m bench.product_version FOLDER HISTORY [REGION]     stores the history of the returns in a folder

`authorities` are those of a region, empty where the returns are one council's (see `authorities`).
"""

import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from bench import authorities as region
from sufficiency.history import History, derive
from sufficiency.history.engine import MEMORY_LIMIT, DuckDBEngine, Engine
from sufficiency.measures import calculate
from sufficiency.measures.definitions import FIRST_MEASURES
from sufficiency.returns.ssda903 import read
from sufficiency.vocabulary.groups import BREAKDOWNS

LARGE = 50_000_000  # bytes of returns; one authority's ten years are some three million


def figures(
    folder: Path,
    as_at: Sequence[date],
    authority: str | None = None,
    authorities: Sequence[str] = (),
    memory_limit: str = MEMORY_LIMIT,
) -> pa.Table:
    """Every first measure with all its breakdowns on each day, straight from the yearly returns."""
    with tempfile.TemporaryDirectory() as place:
        history = store_history(folder, Path(place) / "history", bool(authorities), memory_limit)
        return stored_figures(history, as_at, authority, authorities, DuckDBEngine(memory_limit))


def store_history(
    folder: Path, history: Path, with_authorities: bool = False, memory_limit: str = MEMORY_LIMIT
) -> Path:
    """Derive the history of the returns, stored as a load stores it with its edition; return its folder."""
    with tempfile.TemporaryDirectory() as place:
        is_large = sum(path.stat().st_size for path in folder.glob("*/*.csv")) > LARGE
        tables = read_year_by_year(folder, Path(place)) if is_large else read([folder]).tables
        derive(tables, history, engine=DuckDBEngine(memory_limit))
    if with_authorities:
        region.store_column(history)
    return history


def read_year_by_year(folder: Path, place: Path) -> dict[str, Path]:
    """The typed tables as files of `place`, so that no more than one year is ever held in memory."""
    files = {}
    for year in sorted(folder.iterdir()):
        for name, rows in read([year], year=int(year.name)).tables.items():
            if name not in files:
                files[name] = pq.ParquetWriter(place / f"{name}.parquet", rows.schema)
            files[name].write_table(rows)
    for file in files.values():
        file.close()
    return {name: place / f"{name}.parquet" for name in files}


def stored_figures(
    folder: Path,
    as_at: Sequence[date],
    authority: str | None = None,
    authorities: Sequence[str] = (),
    engine: Engine | None = None,
) -> pa.Table:
    """The same from a history derived before, as a page or a second command has it."""
    with History(folder, engine) as history:
        if not authorities:
            return calculate(history, list(as_at), FIRST_MEASURES, authority=authority)
        region.tell_product(authorities)
        others = [breakdown for breakdown in BREAKDOWNS if breakdown != region.AUTHORITY]
        whole = calculate(history, list(as_at), FIRST_MEASURES, others, authority)
        of_each = calculate(history, list(as_at), FIRST_MEASURES, [region.AUTHORITY])
        return pa.concat_tables([whole, region.of_authorities_only(of_each)])


if __name__ == "__main__":
    store_history(Path(sys.argv[1]), Path(sys.argv[2]), with_authorities="REGION" in sys.argv[3:])
