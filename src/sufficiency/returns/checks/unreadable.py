"""Cells that could not be read as the date or number they should be."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from sufficiency.returns.checks import measures_changed as changes
from sufficiency.returns.checks.declaration import EACH, ERROR, WARNING, Check
from sufficiency.returns.ssda903.declaration import TABLES

# What a cell of each kind should look like, in words.
WANTED = {
    "date": "a date such as 31/03/2025",
    "partial_date": "a date such as 31/03/2025, with ZZ for what is not known",
    "integer": "a whole number",
    "decimal": "a number",
}


def prepare(duck: duckdb.DuckDBPyConnection) -> None:
    """Makes `garbled`: source, year, file, row, child, field and value of every cell that could not be read, and `wanted`,
    words for what it should look like."""
    columns = [(table.name, column) for table in TABLES.values() for column in table.columns]
    duck.register(
        "wanted",
        pa.table(
            {
                "table": [name for name, _ in columns],
                "field": [column.name for _, column in columns],
                "wanted": [WANTED.get(column.kind, "another value") for _, column in columns],
            }
        ),
    )
    duck.execute(
        'CREATE TEMP TABLE garbled AS SELECT cells."table" AS source, year, file, row, child, upper(cells.field) AS field, value, '
        "coalesce(wanted, 'another value') AS wanted FROM unreadable AS cells LEFT JOIN wanted "
        'ON wanted."table" = cells."table" AND wanted.field = upper(cells.field)'
    )


def _unreadable(
    code: str, severity: str, title: str, measures: tuple[str, ...], where: str, *see: str
) -> Check:
    return Check(
        code=code,
        severity=severity,
        title=title,
        why="A value that cannot be read counts as blank.",
        table=EACH,
        field=EACH,
        measures=measures,
        see=see,
        find=f"SELECT * FROM garbled WHERE {where}",  # noqa: S608
        says="{field} is '{value}', which cannot be read as {wanted:text}, and is counted as blank. Correct it.",
    )


CHECKS = (
    _unreadable(
        "READ-EPISODE",
        ERROR,
        "Unreadable value in an episode",
        changes.EVERYTHING_IN_CARE,
        "source = 'episodes'",
        "141",
        "147",
    ),
    _unreadable(
        "READ-BIRTH",
        ERROR,
        "Unreadable date of birth",
        changes.AGE,
        "source = 'header' AND field = 'DOB'",
        "102",
    ),
    _unreadable(
        "READ-REVIEW",
        ERROR,
        "Unreadable date of a review",
        changes.REVIEWS,
        "source = 'reviews' AND field = 'REVIEW'",
        "166",
    ),
    _unreadable(
        "READ-MISSING",
        ERROR,
        "Unreadable date of a missing incident",
        changes.MISSING,
        "source = 'missing' AND field <> 'DOB'",
        "1004",
        "1005",
    ),
    _unreadable(
        "READ-SCORE",
        ERROR,
        "Unreadable SDQ score",
        changes.SDQ,
        "source = 'oc2' AND field <> 'DOB'",
        "180",
    ),
    _unreadable(
        "READ-ADOPTION",
        ERROR,
        "Unreadable date of an adoption",
        changes.JOURNEY,
        "source = 'ad1' AND field <> 'DOB'",
        "112",
        "113",
    ),
    _unreadable(
        "READ-UASC",
        ERROR,
        "Unreadable day on which a child stopped being UASC",
        changes.DISTANCE,
        "source = 'uasc' AND field = 'DUC'",
        "104",
    ),
    _unreadable(
        "READ-OTHER",
        WARNING,
        "Unreadable value elsewhere",
        changes.AGE,
        """source IN ('placed_for_adoption', 'previous_permanence', 'sw_episodes', 'dolo')
            OR (source = 'header' AND field <> 'DOB')
            OR (source IN ('reviews', 'missing', 'oc2', 'oc3', 'ad1', 'uasc') AND field = 'DOB')""",
        "115",
        "116",
        "171",
    ),
)
