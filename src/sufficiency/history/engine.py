"""Where the compiled expressions run: DuckDB in this process, unless another engine is given (see `spark`).

Only an engine's own module knows it. The rest of `history` and `measures` writes Ibis expressions over named
tables (see `stages`); here the names are given their rows and the SQL is run.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Protocol, Self

import duckdb
import ibis
import ibis.expr.types as ir
import pyarrow as pa

from sufficiency.history.stages import Plan

DIALECT = "duckdb"
MEMORY_LIMIT = "900MB"  # leaves the whole process under 2 GiB; larger work spills to a temporary folder


class Engine(Protocol):
    """What runs plans and answers queries, written in its dialect. A context manager; `close` frees it."""

    dialect: str  # as Ibis names it

    def give(self, name: str, table: pa.Table | Path) -> None:
        """Let a name stand for an Arrow table or a stored Parquet file."""

    def run(self, plan: Plan, folder: Path | None = None) -> None:
        """Work the stages of a plan out in order; the stored ones become Parquet files of `folder`."""

    def query(self, sql: str) -> pa.Table: ...

    def result(self, expression: ir.Table) -> pa.Table: ...

    def close(self) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *error: object) -> None: ...


class DuckDBEngine:
    """One in-memory DuckDB. Not to be used by two threads at once."""

    dialect = DIALECT

    def __init__(self, memory_limit: str = MEMORY_LIMIT) -> None:
        self._spill = tempfile.TemporaryDirectory(prefix="sufficiency-")
        self.connection = duckdb.connect(
            config={
                "threads": os.cpu_count() or 1,
                "memory_limit": memory_limit,
                "temp_directory": self._spill.name,
                "preserve_insertion_order": False,
            }
        )
        # Every join is written with the small table on the right. DuckDB cannot guess how many days a span
        # is spread over, and would hold the large side in memory instead.
        self.connection.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")

    def close(self) -> None:
        self.connection.close()
        self._spill.cleanup()

    def __enter__(self) -> DuckDBEngine:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def give(self, name: str, table: pa.Table | Path) -> None:
        """Let a name stand for an Arrow table (not copied) or a stored Parquet file."""
        if isinstance(table, Path):
            self.connection.read_parquet(str(table)).create_view(name, replace=True)
        else:
            self.connection.register(name, table)

    def run(self, plan: Plan, folder: Path | None = None) -> None:
        """Work the stages of a plan out in order; the stored ones become files of `folder`."""
        for step in plan.steps:
            if step.stored:
                target = str(folder / f"{step.name}.parquet").replace("'", "''")
                self.connection.execute(
                    f"COPY ({step.sql}) TO '{target}' (FORMAT parquet, COMPRESSION snappy)"
                )
            else:
                self.connection.execute(f'CREATE OR REPLACE TEMP TABLE "{step.name}" AS {step.sql}')

    def result(self, expression: ir.Table) -> pa.Table:
        return self.query(ibis.to_sql(expression, dialect=DIALECT))

    def query(self, sql: str) -> pa.Table:
        return self.connection.execute(sql).to_arrow_table()
