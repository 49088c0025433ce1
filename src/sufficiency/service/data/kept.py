"""Figures kept on disk, so that a started server need not count them again. The folder may be deleted at any time."""

import hashlib
from contextlib import suppress
from functools import cache
from importlib.resources import files
from pathlib import Path

import pyarrow as pa
import pyarrow.feather as feather

from sufficiency.editions import Edition
from sufficiency.editions.durable import write_whole
from sufficiency.vocabulary.authorities import find


def read(edition: Edition) -> pa.Table | None:
    """The figures kept of this edition, or None; a file that is damaged counts as none."""
    try:
        return feather.read_table(_path(edition), memory_map=False)
    except (OSError, pa.ArrowException):
        return None


def keep(edition: Edition, table: pa.Table) -> None:
    """Keep the figures, in place of those kept of this edition by other definitions.

    Where the disk refuses they are counted again next time, which is no more than slow.
    """
    path = _path(edition)
    sink = pa.BufferOutputStream()
    feather.write_feather(table, sink, compression="lz4")
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, exist_ok=True)
        write_whole(path, sink.getvalue().to_pybytes(), mode=0o600)
        for old in path.parent.glob(f"{edition.id}-*.figures"):
            if old != path:
                old.unlink(missing_ok=True)


def forget(home: Path, edition_id: str) -> None:
    """Remove the figures kept of an edition that was taken away. Raises OSError."""
    for path in (home / "cache").glob(f"{edition_id}-*.figures"):
        path.unlink(missing_ok=True)


def _path(edition: Edition) -> Path:
    return edition.folder.parent.parent / "cache" / f"{edition.id}-{_key(edition)}.figures"


def _key(edition: Edition) -> str:
    """Changes with the edition's history, the definitions and rules that count it, and the population."""
    manifest = edition.manifest
    parts = [_code(), manifest.id, manifest.authority or "", manifest.rules_version]
    parts += [f"{name} {table.sha256}" for name, table in sorted(manifest.tables.items())]
    if manifest.authority:
        parts.append(repr(sorted(find(manifest.authority).populations.items())))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]


@cache
def _code() -> str:
    """A hash of everything that counts: the rooms history, measures and vocabulary."""
    digest = hashlib.sha256()
    for room in ("vocabulary", "history", "measures"):
        folder = Path(str(files("sufficiency") / room))
        for path in sorted(folder.rglob("*.py")):
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
