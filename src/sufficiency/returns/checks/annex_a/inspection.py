"""Running the checks over the lists of every workbook: one in-memory DuckDB, the shared tables made once."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence

import duckdb
import pyarrow as pa

from sufficiency.returns.annex_a.declaration import LISTS, UNREADABLE
from sufficiency.returns.checks.declaration import SEVERITIES, Check, findings_query, quoted, rows_query
from sufficiency.returns.checks.inspection import FINDINGS
from sufficiency.returns.checks.sql_words import words

MEMORY = "400MB"

# The event by which a list shows how far back it goes.
GOES_BACK_BY = {
    "list_1": "contact",
    "list_2": "started",
    "list_3": "referral",
    "list_4": "completed",
    "list_5": "strategy",
    "list_7": "ended",
}
OF_PEOPLE = [name for name in LISTS if name != "list_11"]


def inspect_lists(tables: Mapping[str, pa.Table], checks: Sequence[Check]) -> pa.Table:
    """Every finding of the checks on the typed lists, `unreadable` and `given`; none where nothing was given."""
    if not tables["given"].num_rows:
        return FINDINGS.empty_table()
    with (
        tempfile.TemporaryDirectory(prefix="sufficiency-checks-") as spill,
        duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": spill}) as duck,
    ):
        for word in words(2013, 2099):
            duck.execute(word)
        for statement in _shared(duck, tables):
            duck.execute(statement)
        return _found(duck, checks)


def _shared(duck: duckdb.DuckDBPyConnection, tables: Mapping[str, pa.Table]) -> list[str]:
    """The lists with their collection year, and what many checks read.

    - `titles`: list, sheet, title; `headings`: list, column (its field) and heading;
    - `given`: which lists and columns each day has;
    - `every_row`: source (list), who it is about, and all it says; `persons`: who the rows of lists 1 to 10 are about;
    - `dates`: every date of every row; `going_back`: those by which a list shows how far back it goes.
    """
    for name, one in LISTS.items():
        duck.register(f"given_{name}", tables[name].cast(one.schema))
    duck.register("given_unreadable", tables["unreadable"].cast(UNREADABLE))
    duck.register("given_columns", tables["given"])
    rows = [(one.name, one.sheet, one.title) for one in LISTS.values()]
    headings = [(one.name, column.field, column.name) for one in LISTS.values() for column in one.columns]
    duck.execute("CREATE TEMP TABLE titles (list VARCHAR, sheet VARCHAR, title VARCHAR)")
    duck.executemany("INSERT INTO titles VALUES (?, ?, ?)", rows)
    duck.execute('CREATE TEMP TABLE headings (list VARCHAR, "column" VARCHAR, heading VARCHAR)')
    duck.executemany("INSERT INTO headings VALUES (?, ?, ?)", headings)
    statements = [
        f"CREATE TEMP TABLE {name} AS SELECT *, collection_year(as_at) AS year FROM given_{name}"  # noqa: S608
        for name in LISTS
    ]
    statements.append("CREATE TEMP TABLE unreadable AS FROM given_unreadable")
    statements.append("CREATE TEMP TABLE given AS FROM given_columns")
    statements.append(f"CREATE TEMP TABLE every_row AS {_union(map(_whole_row, LISTS))}")
    statements.append(
        "CREATE TEMP TABLE persons AS "  # noqa: S608
        + _union(
            f"SELECT {quoted(name)} AS source, year, as_at, file, row, child, dob, age, sex FROM {name} "  # noqa: S608
            "WHERE child IS NOT NULL"
            for name in OF_PEOPLE
        )
    )
    statements.append(
        "CREATE TEMP TABLE dates AS "
        + _union(
            _dates(name, column.field)
            for name, one in LISTS.items()
            for column in one.columns
            if column.kind == "date" and column.field != "dob"  # a birth may be expected
        )
    )
    statements.append(
        "CREATE TEMP TABLE going_back AS "
        + _union(_dates(name, field) for name, field in GOES_BACK_BY.items())
    )
    return statements


def _union(parts) -> str:
    return " UNION ALL ".join(parts)


def _whole_row(name: str) -> str:
    fields = ", ".join(f'"{column.field}" := "{column.field}"' for column in LISTS[name].columns)
    who = LISTS[name].columns[0].field
    return (
        f"SELECT {quoted(name)} AS source, year, as_at, file, row, {who} AS child, "  # noqa: S608
        f"CAST(struct_pack({fields}) AS VARCHAR) AS said FROM {name}"
    )


def _dates(name: str, field: str) -> str:
    who = LISTS[name].columns[0].field
    return (
        f'SELECT {quoted(name)} AS source, year, as_at, file, row, {who} AS child, {quoted(field)} AS "field", '  # noqa: S608
        f'"{field}" AS "day" FROM {name} WHERE "{field}" IS NOT NULL'
    )


def _found(duck: duckdb.DuckDBPyConnection, checks: Sequence[Check]) -> pa.Table:
    parts = [FINDINGS.empty_table()]
    for check in checks:
        duck.register("rows_found", duck.execute(rows_query(check)).to_arrow_table())
        rows = duck.execute(
            'SELECT code, $severity AS severity, source AS "table", year, file, row, child, field, message FROM '  # noqa: S608
            f"({findings_query(check, 'rows_found')}) AS found(code, source, year, file, row, child, field, message)",
            {"severity": check.severity},
        ).to_arrow_table()
        measures = pa.array([list(check.measures)] * rows.num_rows, pa.list_(pa.string()))
        parts.append(rows.append_column("measures", measures).select(FINDINGS.names).cast(FINDINGS))
    return pa.concat_tables(sorted(parts, key=lambda part: _rank(part)))


def _rank(part: pa.Table) -> int:
    return SEVERITIES.index(part["severity"][0].as_py()) if part.num_rows else 0
