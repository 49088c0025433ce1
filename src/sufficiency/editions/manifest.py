"""What is written about an edition: who made it, when, from which files, and what it holds."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime
from typing import Any

from sufficiency.editions.problems import DamagedEdition

FORMAT = 1
FILE_NAME = "manifest.json"
STATUSES = ("provisional", "final")
EDITION_ID = re.compile(r"\d{4}-\d{2}-\d{2}-\d{3,6}", re.ASCII)


@dataclass(frozen=True)
class LoadedFile:
    """A file of a return as it was given: its name, content hash, table, collection year and number of rows.

    A list of Annex A has the day it describes as well, as 2025-03-31; its year is the collection year of that day.
    """

    name: str
    sha256: str
    table: str
    year: int
    rows: int
    as_at: str | None = None


@dataclass(frozen=True)
class StoredTable:
    """A Parquet file of the edition, by which its integrity is checked."""

    rows: int
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """An edition described.

    `years` are collection years (named by the year they end), of which `carried_years` came unchanged from the edition
    `based_on` (None where nothing was carried). `children` and `episodes` count the derived history; `findings` counts
    by severity. `authority` is a code of `vocabulary.authorities`, None where nobody has said. `rebuilt_from` names
    the edition whose returns were used again with newer rules. `tables` is keyed as `Edition.table` takes names
    ("returns/episodes").
    """

    id: str
    made_at: datetime
    by: str
    status: str
    authority: str | None
    years: tuple[int, ...]
    carried_years: tuple[int, ...]
    based_on: str | None
    rebuilt_from: str | None
    children: int
    episodes: int
    findings: dict[str, int]
    rules_version: str
    software_version: str
    files: tuple[LoadedFile, ...]
    tables: dict[str, StoredTable]

    @property
    def final(self) -> bool:
        return self.status == "final"

    @property
    def workbook_days(self) -> tuple[date, ...]:
        """The days that workbooks of Annex A describe, earliest first; none where only returns were loaded."""
        return tuple(sorted({date.fromisoformat(file.as_at) for file in self.files if file.as_at}))

    def to_json(self) -> str:
        """The manifest as stored: readable JSON, with a checksum over everything else in it."""
        stored = asdict(self) | {"format": FORMAT, "made_at": self.made_at.isoformat(timespec="seconds")}
        return json.dumps(stored | {"checksum": _checksum(stored)}, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str | bytes, where: str) -> "Manifest":
        """Read a stored manifest. Raises DamagedEdition, naming `where`, for anything that is not one."""
        try:
            stored = json.loads(text)
            if not isinstance(stored, dict) or "format" not in stored:
                raise ValueError("it is not a manifest of Sufficiency")
            if stored["format"] != FORMAT:
                raise ValueError("it was written by another version of Sufficiency")
            if stored.pop("checksum", None) != _checksum(stored):
                raise ValueError("it was changed after it was written")
            return cls(**_typed(stored))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as cause:
            why = str(cause) if type(cause) is ValueError else "it is not a manifest of Sufficiency"
            raise DamagedEdition(
                f"The description of the edition at {where} cannot be used: {why}. "
                "Put the folder back from a backup, or move it out of the home."
            ) from cause


def _checksum(stored: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(stored, sort_keys=True).encode()).hexdigest()


def _typed(stored: dict[str, Any]) -> dict[str, Any]:
    values = {field.name: stored[field.name] for field in fields(Manifest)}
    if not EDITION_ID.fullmatch(values["id"]) or values["status"] not in STATUSES:
        raise ValueError("it is not a manifest of Sufficiency")
    return values | {
        "made_at": datetime.fromisoformat(values["made_at"]).astimezone(UTC),
        "years": tuple(values["years"]),
        "carried_years": tuple(values["carried_years"]),
        "files": tuple(LoadedFile(**one) for one in values["files"]),
        "tables": {name: StoredTable(**one) for name, one in values["tables"].items()},
    }
