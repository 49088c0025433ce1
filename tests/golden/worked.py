"""The worked examples of the product as the typed rows that the two countings take."""

from __future__ import annotations

from datetime import date

from sufficiency.measures.examples import Example
from sufficiency.returns.annex_a import LISTS
from tests.countings import FIELDS, Returns


def returns_of(example: Example) -> Returns:
    """The returns of an example, its texts read as the types of their columns."""
    return {
        year: {
            table: [_typed(row, {name: str(kind) for name, kind in FIELDS[table].items()}) for row in rows]
            for table, rows in tables.items()
        }
        for year, tables in example.years().items()
    }


def lists_of(example: Example) -> dict[str, list[dict]]:
    """The lists of an example of Annex A."""
    lists = {}
    for name in example.texts:
        kinds = {field.name: str(field.type) for field in LISTS[name].schema}
        lists[name] = [_typed(row, kinds) for row in example.rows(name)]
    return lists


def _typed(row: dict, kinds: dict[str, str]) -> dict:
    return {column: _value(text, kinds[column]) for column, text in row.items()}


def _value(text: str | None, kind: str) -> object:
    if text is None or kind == "string":
        return text
    if kind.startswith("date"):
        return date.fromisoformat(text)
    return float(text) if kind in ("double", "float") else int(text)
