"""The same child twice in a table that holds one row per child and year."""

import duckdb

from sufficiency.returns.checks import measures_changed as changes
from sufficiency.returns.checks.declaration import ERROR, NOTE, Check

# Table, prefix of the code, the fields that make a figure, the measures they make, the return's own rule.
ONE_ROW_PER_CHILD = (
    ("header", "CHI-HEADER", ("sex", "dob", "ethnic"), changes.AGE, "INT32"),
    ("uasc", "UASC", ("sex", "dob", "duc"), changes.DISTANCE, "INT36"),
    (
        "oc2",
        "OC2",
        (
            "sdq_score",
            "immunisations",
            "teeth_check",
            "health_assessment",
            "substance_misuse",
            "intervention_received",
        ),
        changes.HEALTH,
        "INT33",
    ),
    ("oc3", "OC3", ("dob", "in_touch", "activ", "accom"), changes.CARE_LEAVERS, "INT34"),
    ("ad1", "ADOPT-AD1", ("date_int", "date_match", "foster_care"), changes.JOURNEY, "INT31"),
)
NO_REPEATS = """SELECT '' AS source, 0 AS year, '' AS file, 0 AS row, '' AS child, TRUE AS same WHERE FALSE"""


def prepare(duck: duckdb.DuckDBPyConnection) -> None:
    """Makes `repeats`: source, year, file, row, child of every child twice in such a table in one return, and whether
    the rows are the `same`."""
    twice = duck.execute("SELECT DISTINCT source FROM appearances WHERE rows > 1").fetchall()
    fields = {table: fields for table, _, fields, _, _ in ONE_ROW_PER_CHILD}
    found = [_repeats(table, fields[table]) for (table,) in sorted(twice) if table in fields]
    duck.execute(f"CREATE TEMP TABLE repeats AS {' UNION ALL '.join([NO_REPEATS, *found])}")


def _repeats(table: str, fields: tuple[str, ...]) -> str:
    values = f"hash({', '.join(fields)})"
    return (
        f"SELECT '{table}' AS source, year, arg_max(file, row) AS file, max(row) AS row, child, "  # noqa: S608
        f"min({values}) = max({values}) AS same "
        f"FROM {table} WHERE child IS NOT NULL GROUP BY child, year HAVING count(*) > 1"
    )


def _find(table: str, wanted: str) -> str:
    return f"SELECT * FROM repeats WHERE source = '{table}' AND {wanted}"  # noqa: S608


def _same(table: str, prefix: str, _: tuple[str, ...], measures: tuple[str, ...], see: str) -> Check:
    return Check(
        code=f"{prefix}-TWICE-SAME",
        severity=NOTE,
        title=f"Child twice in {table} with the same values",
        why="It is counted once, but a repeated row points to a faulty extract.",
        table=table,
        field="CHILD",
        measures=measures,
        see=(see,),
        find=_find(table, "same"),
        says=f"This child is in {table} of "
        + "{year} more than once with the same values. Remove the repeated row.",
    )


def _different(
    table: str, prefix: str, fields: tuple[str, ...], measures: tuple[str, ...], see: str
) -> Check:
    return Check(
        code=f"{prefix}-TWICE-DIFFERENT",
        severity=ERROR,
        title=f"Child twice in {table} with different values",
        why="Only one of the rows can be right, and the last is counted.",
        table=table,
        field="CHILD",
        measures=measures,
        see=(see,),
        find=_find(table, "NOT same"),
        says=f"This child is in {table} of "
        + "{year} more than once with different values; the last row is counted. Keep the one that is right.",
    )


CHECKS = tuple(make(*row) for row in ONE_ROW_PER_CHILD for make in (_same, _different))
