"""The history of an edition without a return: every table, and no row in any of them."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from sufficiency.history.derive import derive
from sufficiency.returns.ssda903 import TABLES
from sufficiency.returns.ssda903.declaration import UNREADABLE


def derive_nothing(folder: Path) -> None:
    """Write the tables of a history to `folder`, empty: where only a workbook of Annex A was loaded.

    They are made from a child who was only ever named, by the rules that make every history, and emptied.
    """
    tables = {name: table.schema.empty_table() for name, table in TABLES.items()}
    named = {"year": [2025], "file": [""], "row": [2], "child": ["0"]}
    header = TABLES["header"].schema
    tables["header"] = header.empty_table().from_pydict(
        {name: named.get(name, [None]) for name in header.names}, schema=header
    )
    derive(tables | {"unreadable": UNREADABLE.empty_table()}, folder)
    for path in folder.glob("*.parquet"):
        pq.write_table(pq.read_table(path).slice(0, 0), path, compression="snappy")
