"""Running every check over the returns: one in-memory DuckDB, the shared tables made once, one query per check."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from sufficiency.returns.checks import codes, postcodes, repeated, shared_tables, unreadable
from sufficiency.returns.checks.declaration import SEVERITIES, Check, findings_query, quoted, rows_query
from sufficiency.returns.checks.sql_words import words
from sufficiency.returns.ssda903.declaration import TABLES, UNREADABLE

FINDINGS = pa.schema(
    [
        pa.field("code", pa.string()),
        pa.field("severity", pa.string()),
        pa.field("table", pa.string()),
        pa.field("year", pa.int32()),
        pa.field("file", pa.string()),
        pa.field("row", pa.int32()),
        pa.field("child", pa.string()),
        pa.field("field", pa.string()),
        pa.field("message", pa.string()),
        pa.field("measures", pa.list_(pa.string())),
    ]
)

# A national return (100,000 children, ten years) stays under 1 GiB; what does not fit goes to a private temporary folder.
MEMORY = "400MB"
MOST_ROWS_COPIED = 200_000
ASKED_AT_ONCE = 50


def inspect(
    tables: Mapping[str, pa.Table], checks: Sequence[Check], directory: Path | None = None
) -> pa.Table:
    """Every finding of the checks, sorted by severity (errors first), code, year and row.

    `tables` are the typed return tables of all years together; one that is absent counts as empty, an optional column
    that is absent as blank. `directory` is the Parquet file of postcodes (the shipped directory by default).
    """
    complete = {name: _complete(tables.get(name), table.schema) for name, table in TABLES.items()}
    complete["unreadable"] = _complete(tables.get("unreadable"), UNREADABLE)
    years = _years(complete)
    if not years:
        return FINDINGS.empty_table()
    with (
        tempfile.TemporaryDirectory(prefix="sufficiency-checks-") as spill,
        _connection(spill, complete) as duck,
    ):
        for name, table in complete.items():
            _give(duck, name, table)
        for word in words(min(years), max(years)):
            duck.execute(word)
        for statement in shared_tables.statements(TABLES):
            duck.execute(statement)
        repeated.prepare(duck)
        codes.prepare(duck)
        unreadable.prepare(duck)
        postcodes.prepare(duck, directory)
        return _found(duck, checks, {name for name, table in complete.items() if not table.num_rows})


def _connection(spill: str, tables: Mapping[str, pa.Table]) -> duckdb.DuckDBPyConnection:
    """An in-memory DuckDB with bounded memory. A small return is quicker on one thread than handed between several."""
    duck = duckdb.connect(
        config={"memory_limit": MEMORY, "temp_directory": spill, "preserve_insertion_order": "false"}
    )
    if all(table.num_rows <= MOST_ROWS_COPIED for table in tables.values()):
        duck.execute("SET threads = 1")
    return duck


def _give(duck: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> None:
    """Makes a table known by its name; a small one is copied, which the many queries read faster."""
    if table.num_rows > MOST_ROWS_COPIED:
        duck.register(name, table)
        return
    duck.register("given", table)
    duck.execute(f"CREATE TEMP TABLE {name} AS FROM given")
    duck.unregister("given")


def _found(duck: duckdb.DuckDBPyConnection, checks: Sequence[Check], empty: set[str]) -> pa.Table:
    """Runs the checks and gathers their findings; `empty` names the tables without rows, which can have none."""
    duck.execute(
        'CREATE TEMP TABLE found (code VARCHAR, "table" VARCHAR, year INTEGER, file VARCHAR, row INTEGER, '
        "child VARCHAR, field VARCHAR, message VARCHAR)"
    )
    possible = [check for check in checks if check.table not in empty]
    for check in _with_findings(duck, possible):
        rows = duck.execute(rows_query(check)).to_arrow_table()
        duck.register("rows_found", rows)
        duck.execute(f"INSERT INTO found {findings_query(check, 'rows_found')}")  # noqa: S608
    declared = pa.table(
        {
            "code": [check.code for check in checks],
            "severity": [check.severity for check in checks],
            "rank": [SEVERITIES.index(check.severity) for check in checks],
            "measures": pa.array([list(check.measures) for check in checks], pa.list_(pa.string())),
        }
    )
    duck.register("declared", declared)
    found = duck.execute(
        'SELECT code, severity, "table", year, file, row, child, field, message, measures '
        "FROM found JOIN declared USING (code) "
        'ORDER BY rank, code, year, file, row, child, "table", field, message'
    )
    return found.to_arrow_table().cast(FINDINGS)


def in_order(findings: pa.Table) -> pa.Table:
    """Findings of several sorts of files together: errors first, then by code, year, file and row."""
    ranks = [SEVERITIES.index(severity) for severity in findings["severity"].to_pylist()]
    ranked = findings.append_column("rank", pa.array(ranks, pa.int8()))
    keys = ("rank", "code", "year", "file", "row", "child", "table", "field", "message")
    return ranked.sort_by([(key, "ascending") for key in keys]).drop_columns("rank")


def _with_findings(duck: duckdb.DuckDBPyConnection, checks: Sequence[Check]) -> list[Check]:
    """The checks that find anything. Most find nothing, and asking for many at once is twice as fast as one by one."""
    found: set[str] = set()
    for start in range(0, len(checks), ASKED_AT_ONCE):
        asked = " UNION ALL ".join(
            f"SELECT {quoted(check.code)} WHERE EXISTS ({check.find})"  # noqa: S608
            for check in checks[start : start + ASKED_AT_ONCE]
        )
        found.update(code for (code,) in duck.execute(asked).fetchall())
    return [check for check in checks if check.code in found]


def _complete(table: pa.Table | None, schema: pa.Schema) -> pa.Table:
    """The table with every declared column, in the declared types."""
    if table is None:
        return schema.empty_table()
    missing = [field for field in schema if field.name not in table.column_names]
    for field in missing:
        table = table.append_column(field, pa.nulls(table.num_rows, field.type))
    return table.select(schema.names).cast(schema)


def _years(tables: Mapping[str, pa.Table]) -> set[int]:
    years: set[int] = set()
    for name, table in tables.items():
        if name != "unreadable":
            years.update(pc.unique(table.column("year")).to_pylist())
    return years - {None}
