"""Where the expressions run: DuckDB in this process.

Only this module knows the engine. The rest of `history` and `measures` writes Ibis expressions, asks
the engine to keep a stage of the work, and to store or open Parquet files.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from itertools import count
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa

MEMORY_LIMIT = "1200MB"  # leaves the process under 2 GiB; larger work spills to the temporary folder


class DuckDBEngine:
    """One in-memory DuckDB: tables are named stages of one derivation or calculation."""

    def __init__(self, memory_limit: str = MEMORY_LIMIT) -> None:
        self._spill = tempfile.TemporaryDirectory(prefix="sufficiency-")
        self.connection = ibis.duckdb.connect(
            threads=os.cpu_count() or 1,
            memory_limit=memory_limit,
            temp_directory=self._spill.name,
            preserve_insertion_order=False,
        )
        self._names = count()

    def close(self) -> None:
        self.connection.disconnect()
        self._spill.cleanup()

    def __enter__(self) -> DuckDBEngine:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def read(self, table: pa.Table) -> ir.Table:
        """An Arrow table as a table of the engine, without copying it."""
        name = self._new_name("given")
        self.connection.con.register(name, table)
        return self.connection.table(name)

    def read_all(self, tables: Mapping[str, pa.Table]) -> dict[str, ir.Table]:
        return {name: self.read(table) for name, table in tables.items()}

    def open(self, path: Path) -> ir.Table:
        """A stored Parquet file."""
        return self.connection.read_parquet(str(path), table_name=self._new_name("stored"))

    def keep(self, expression: ir.Table, stage: str) -> ir.Table:
        """Work a stage out once, so that what follows does not work it out again."""
        name = self._new_name(stage)
        sql = self.connection.compile(expression)
        self.connection.con.execute(f'CREATE TEMP TABLE "{name}" AS {sql}')
        return self.connection.table(name)

    def store(self, expression: ir.Table, path: Path) -> None:
        """Write a table as one Parquet file."""
        sql = self.connection.compile(expression)
        target = str(path).replace("'", "''")
        self.connection.con.execute(f"COPY ({sql}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")

    def result(self, expression: ir.Table) -> pa.Table:
        # The relation is asked for its Arrow table directly: Ibis would import pandas to cast it.
        return self.connection.con.execute(self.connection.compile(expression)).to_arrow_table()

    def _new_name(self, stage: str) -> str:
        return f"{stage}_{next(self._names)}"
