"""One edition: the returns as they were read, the findings, and the history derived from them. Never changed."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sufficiency.editions.durable import sha256_of
from sufficiency.editions.manifest import FILE_NAME, Manifest
from sufficiency.editions.problems import DamagedEdition, UnknownEdition

if TYPE_CHECKING:
    import pyarrow as pa

_TABLE_NAME = re.compile(r"(returns/|history/|annex_a/)?[a-z][a-z0-9_]*", re.ASCII)


class Edition:
    """A committed edition. `folder` holds its files, `manifest` describes it, `table(name)` reads one table."""

    def __init__(self, folder: Path, manifest: Manifest):
        self.folder = folder
        self.manifest = manifest

    @classmethod
    def open(cls, folder: Path) -> "Edition":
        """Raises DamagedEdition where the folder has no manifest that can be used."""
        return cls(folder, read_manifest(folder))

    @property
    def id(self) -> str:
        return self.manifest.id

    def __repr__(self) -> str:
        return f"<Edition {self.id}>"

    def table(self, name: str, columns: Sequence[str] | None = None) -> "pa.Table":
        """A stored table: "findings", "returns/episodes", "history/positions"... (shared shapes A, B and D).

        Raises UnknownEdition for a name this edition has no table under, DamagedEdition for a file that cannot be read.
        """
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile

        if not _TABLE_NAME.fullmatch(name) or name not in self.manifest.tables:
            raise UnknownEdition(
                f"Edition {self.id} has no table {name[:60]!r}. It has: {', '.join(sorted(self.manifest.tables))}."
            )
        try:
            with ParquetFile(self.folder / f"{name}.parquet") as file:
                return file.read(columns=columns)
        except (ArrowException, OSError) as cause:
            raise DamagedEdition(
                f"Table {name} of edition {self.id} cannot be read. "
                f"Run `sufficiency editions verify {self.id}`, or load the returns again."
            ) from cause


def read_manifest(folder: Path) -> Manifest:
    """The manifest of an edition's folder. Raises DamagedEdition where there is none, or one of another edition."""
    try:
        text = (folder / FILE_NAME).read_bytes()
    except OSError as cause:
        raise DamagedEdition(
            f"The edition at {folder} has no {FILE_NAME} that can be read. "
            "Put the folder back from a backup, or move it out of the home."
        ) from cause
    manifest = Manifest.from_json(text, where=str(folder))
    if manifest.id != folder.name:
        raise DamagedEdition(
            f"The folder {folder} holds edition {manifest.id}. Give the folder that name, or move it out of the home."
        )
    return manifest


def verify(edition: Edition) -> list[str]:
    """What is no longer as it was written: one sentence for each file missing, changed or added. Empty when whole."""
    problems = []
    for name, stored in sorted(edition.manifest.tables.items()):
        path = edition.folder / f"{name}.parquet"
        try:
            if path.stat().st_size != stored.size or sha256_of(path) != stored.sha256:
                problems.append(f"{name}.parquet was changed after the edition was written.")
        except FileNotFoundError:
            problems.append(f"{name}.parquet is missing.")
        except OSError as cause:
            problems.append(f"{name}.parquet cannot be read: {cause.strerror}.")
    known = {f"{name}.parquet" for name in edition.manifest.tables} | {FILE_NAME}
    there = {
        path.relative_to(edition.folder).as_posix() for path in edition.folder.rglob("*") if path.is_file()
    }
    return problems + [f"{name} was added after the edition was written." for name in sorted(there - known)]
