"""Recorded series kept from the machine itself, by whoever owns the installation: for `sufficiency series`.

The rules are those of the pages, but that nobody stands behind a command: the audit says the machine itself did it.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sufficiency.editions import Home
from sufficiency.measures.catalogue import Held, catalogue
from sufficiency.measures.comparison import Row
from sufficiency.measures.recorded import Number
from sufficiency.measures.recorded_comparison import recorded_row
from sufficiency.measures.targets import Target
from sufficiency.service.recorded.reading import Unusable, read
from sufficiency.service.start import prepare, set_up

if TYPE_CHECKING:
    from sufficiency.service.recorded.actions import Looked


class NotRecorded(ValueError):
    """Nothing was recorded; ``sentences`` say why, one for each row."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True)
class Listed:
    """What is recorded of one value, for a list: its figure, where it is from, by whom, and its version."""

    number: Number
    source: str
    basis: str
    by: str
    at: str
    version: int
    file: str


def is_there(home: Home) -> bool:
    """Whether the installation has, or has reason to have, a database: something was loaded, or pages were served."""
    return home.path.is_dir() and bool(
        os.environ.get("DATABASE_URL") or (home.path / "service.sqlite3").exists() or home.ids()
    )


def held(home: Home) -> dict[str, Held]:
    """How much is recorded of each measure; nothing, without making a database, where nothing was ever kept here."""
    if not is_there(home):
        return {}
    _open(home)
    from sufficiency.service.recorded import queries

    return queries.held(queries.authority_in_use())


def numbers(home: Home, measures: list[str]) -> list[Number]:
    """The figures in force of some measures, in order of measure and day."""
    if not is_there(home):
        return []
    _open(home)
    from sufficiency.service.recorded import queries

    authority = queries.authority_in_use()
    found = queries.in_force(queries.values_of(authority).filter(measure__in=measures))
    return [queries.as_number(one) for one in found]


def listed(home: Home, measures: list[str]) -> list[Listed]:
    """Every value in force, of the measures named or of all."""
    if not is_there(home):
        return []
    _open(home)
    from sufficiency.service.recorded import queries

    rows = queries.values_of(queries.authority_in_use()).select_related("person", "file")
    rows = rows.filter(measure__in=measures) if measures else rows
    return [
        Listed(
            queries.as_number(one),
            one.source,
            one.basis,
            str(one.person) if one.person else "the machine itself",
            one.at.date().isoformat(),
            one.version,
            one.file.name if one.file else "",
        )
        for one in queries.in_force(rows)
    ]


def rows_kept(
    home: Path,
    series: Sequence[str],
    authority: str | None,
    day: date,
    baseline: date | None,
    target_of: Callable[[Any, date], Target | None],
    *,
    hides: bool,
) -> list[Row]:
    """Rows of the comparison table for some recorded series; with `hides` small numbers are hidden in them.

    Where the pages were never served nothing is recorded: reading makes no database. Raises CannotStart.
    """
    if not series:
        return []
    set_up(home)
    from sufficiency.service.recorded import beside

    entries = [catalogue()[one] for one in series]
    if not _has_values():
        return [
            recorded_row(entry, [], as_at=day, baseline=baseline, authority=authority, target_of=target_of)
            for entry in entries
        ]
    return beside.rows_for_anybody(entries, authority, day, baseline, target_of, hides=hides)


def _has_values() -> bool:
    from django.db import connection

    from sufficiency.service.recorded.models import RecordedValue

    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).is_file():
        return False  # asking it would make an empty one
    return RecordedValue._meta.db_table in connection.introspection.table_names()


def load(home: Home, name: str, content: bytes, reason: str = "") -> "Looked":
    """Record the values of a file, all or none. Raises NotRecorded with the sentences."""
    try:
        sheet = read(name, content)
    except Unusable as problem:
        raise NotRecorded([str(problem)]) from problem
    home.path.mkdir(parents=True, exist_ok=True)
    _open(home)
    from sufficiency.service.recorded import actions, queries

    try:
        return actions.record_file(sheet=sheet, authority=queries.authority_in_use(), reason=reason, by=None)
    except actions.Refused as refused:
        raise NotRecorded(refused.sentences) from refused


def _open(home: Home) -> None:
    prepare(home.path, say=lambda sentence: None)
    from sufficiency.service.recorded.made_up import keep_made_up_series

    keep_made_up_series(home.path)
