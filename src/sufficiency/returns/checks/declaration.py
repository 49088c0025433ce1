"""What a check is: a name, a reason, one query that finds the rows, and the sentence said about each of them."""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter

ERROR, WARNING, NOTE = "error", "warning", "note"
SEVERITIES = (ERROR, WARNING, NOTE)

# Stands for a table or field that differs from finding to finding: the query then gives it in a column
# `source` (table) or `field`.
EACH = "each"

# How a value is written in a sentence: {decom:date} is "31 March 2025", {many:count} is "1,204", and a
# bare {rec} is the value itself, cut short where somebody typed a novel, or "blank". {changed:text} is text of the
# query's own making, left as it is.
_WRITTEN = {
    "": "shown({})",
    "text": "{}",
    "date": "in_words({})",
    "count": "format('{{:,}}', {})",
}


@dataclass(frozen=True)
class Check:
    """One thing that can be wrong with a return.

    `find` is a DuckDB query over the typed return tables and the shared tables (`shared_tables`). Each row it gives is
    a finding: `year`, `file`, `row`, `child`, and the values that the sentence names. `says` is that sentence:
    what is wrong, what the system did where methodology D decides, and what to do. `measures` are the ids
    that can change, `see` the numbers of the return's own validation rules that look for much the same.
    """

    code: str
    severity: str
    title: str
    why: str
    table: str
    field: str | None
    measures: tuple[str, ...]
    see: tuple[str, ...]
    find: str
    says: str


def rows_query(check: Check) -> str:
    """SELECT giving, for each finding, only the columns of the check's query that the finding is made of."""
    columns = ["year", "file", "row", "child"]
    columns += ["source"] if check.table == EACH else []
    columns += ["field"] if check.field == EACH else []
    columns += [name for _, name, _, _ in Formatter().parse(check.says) if name]
    return f"SELECT {', '.join(dict.fromkeys(columns))} FROM ({check.find})"  # noqa: S608


def findings_query(check: Check, rows: str) -> str:
    """SELECT giving code, table, year, file, row, child, field and message for each of the `rows` (a table's name)."""
    table = "source" if check.table == EACH else quoted(check.table)
    field = "field" if check.field == EACH else quoted(check.field)
    return (
        f"SELECT {quoted(check.code)}, {table}, year, file, row, child, {field}, {sentence(check.says)} "  # noqa: S608
        f"FROM {rows}"
    )


def sentence(template: str) -> str:
    """The SQL expression that writes a sentence template for each row of a query."""
    parts = []
    for text, name, style, _ in Formatter().parse(template):
        if text:
            parts.append(quoted(text))
        if name is not None:
            parts.append(_WRITTEN[style or ""].format(name))
    return " || ".join(parts)


def quoted(text: str | None) -> str:
    """A text as an SQL literal; None as NULL."""
    return "NULL" if text is None else "'" + text.replace("'", "''") + "'"
