"""Stages of a piece of work: named tables, each an expression over the ones before it.

Building and compiling the expressions takes far longer than running them over one authority, and gives
the same SQL every time. So a plan is compiled once for each version of the rules, and kept: in memory,
and as a file beside the package (or in the user's cache folder).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Protocol, Self, TypeVar

import ibis
import ibis.expr.types as ir

PACKAGE = Path(__file__).parents[1]
# The packages whose text decides what is compiled: a history knows nothing of the measures made from it.
OF_HISTORY = ("history", "vocabulary")
RULES = (*OF_HISTORY, "measures")


@dataclass(frozen=True)
class Step:
    name: str
    sql: str
    stored: bool  # written as a file rather than kept for the steps after it


@dataclass(frozen=True)
class Plan:
    steps: tuple[Step, ...]

    def to_json(self) -> str:
        return json.dumps([asdict(step) for step in self.steps], indent=1)

    @classmethod
    def from_json(cls, text: str) -> Plan:
        return cls(tuple(Step(**step) for step in json.loads(text)))


Coded = Mapping[str, tuple[str, ...]]


def in_codes(sql: str, coded: Coded, dialect: str) -> str:
    """The same rows with these columns as DuckDB's enumerations: words to every later stage, but copied, compared
    and written as the numbers they are kept as. A word that is not listed stops the query. Other engines have no
    such type, and keep the words."""
    if not coded or dialect != "duckdb":
        return sql
    columns = ", ".join(
        f'CAST("{column}" AS ENUM ({", ".join(map(_quoted, words))})) AS "{column}"'
        for column, words in coded.items()
    )
    return f"SELECT * REPLACE ({columns}) FROM ({sql})"  # noqa: S608 - the rules' own words, nothing from outside


def _quoted(word: str) -> str:
    return "'" + word.replace("'", "''") + "'"


class Stages:
    """The stages of one plan while it is being written."""

    def __init__(self, given: Mapping[str, ibis.Schema]) -> None:
        self._tables = {name: ibis.table(schema, name=name) for name, schema in given.items()}
        self._steps: list[tuple[str, ir.Table, bool, Coded]] = []

    def __getitem__(self, name: str) -> ir.Table:
        return self._tables[name]

    def keep(self, name: str, expression: ir.Table, coded: Coded | None = None) -> ir.Table:
        """Work a stage out once, so that what follows does not work it out again.

        `coded`: columns with few known words, and those words; they are held as numbers (see `in_codes`).
        """
        self._steps.append((name, expression, False, coded or {}))
        self._tables[name] = ibis.table(expression.schema(), name=name)
        return self._tables[name]

    def store(self, name: str, expression: ir.Table, coded: Coded | None = None) -> None:
        """Write a stage as a file."""
        self._steps.append((name, expression, True, coded or {}))

    def compile(self, dialect: str) -> Plan:
        return Plan(
            tuple(
                Step(name, in_codes(str(ibis.to_sql(expression, dialect=dialect)), coded, dialect), stored)
                for name, expression, stored, coded in self._steps
            )
        )


def compiled(name: str, write: Callable[[], Stages], dialect: str) -> Plan:
    """The plan of that name for these rules: from memory, from its file, or written and compiled now."""
    return _compiled(name, write, dialect)


@lru_cache(maxsize=64)
def _compiled(name: str, write: Callable[[], Stages], dialect: str) -> Plan:
    return kept(f"{name}-{dialect}", lambda: write().compile(dialect), Plan, OF_HISTORY)


class Writable(Protocol):
    """What can be kept as a file: it turns into JSON and back."""

    def to_json(self) -> str: ...

    @classmethod
    def from_json(cls, text: str) -> Self: ...


Compiled = TypeVar("Compiled", bound=Writable)


def kept(
    name: str, compile: Callable[[], Compiled], kind: type[Compiled], rules: tuple[str, ...] = RULES
) -> Compiled:
    """What was compiled under this name for these rules: from its file, or compiled now and kept."""
    file_name = f"{name}-{_fingerprint(rules)}.json"
    for folder in _folders():
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError):  # missing or damaged
            return kind.from_json((folder / file_name).read_text("utf-8"))
    result = compile()
    _save(result.to_json(), file_name)
    return result


@lru_cache(maxsize=2)
def _fingerprint(rules: tuple[str, ...]) -> str:
    """Changes whenever the rules, or what compiles them, change."""
    told = hashlib.sha256()
    for package in rules:
        for source in sorted((PACKAGE / package).rglob("*.py")):
            told.update(source.read_bytes())
    for library in ("ibis-framework", "sqlglot", "duckdb"):
        told.update(version(library).encode())
    return told.hexdigest()[:16]


def _folders() -> Iterator[Path]:
    yield Path(__file__).parent / "compiled"
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    yield cache / "sufficiency" / "compiled"


def _save(text: str, file_name: str) -> None:
    """Keep it in the first folder that can be written; where none can, it is compiled each time."""
    for folder in _folders():
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            handle, half_written = tempfile.mkstemp(dir=folder, suffix=".half")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            Path(half_written).replace(folder / file_name)
            return
