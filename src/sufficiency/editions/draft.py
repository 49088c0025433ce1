"""An edition being written: a folder beside the others, renamed in when it is whole.

The rename is the one moment at which an edition begins to exist. Before it, readers see the edition before; a process
killed at any point leaves at most a folder whose name begins with a dot, which the next start removes.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sufficiency.editions.durable import flush, sha256_of, write_whole
from sufficiency.editions.edition import Edition
from sufficiency.editions.manifest import FILE_NAME, LoadedFile, Manifest, StoredTable

if TYPE_CHECKING:
    import pyarrow as pa

READ_ONLY = 0o444


class Draft:
    """A folder to write an edition's tables in, and the commit that makes an edition of it.

    Made by `Home.draft()`, which holds the home's write lock for as long as the draft lives and removes what was not
    committed. `folder` is where tables are written as Parquet files: findings.parquet, returns/, history/.
    """

    def __init__(self, folder: Path, edition_id: str, before_rename: Callable[[str], None]):
        self.folder = folder
        self.id = edition_id
        self._before_rename = before_rename
        self.committed = False

    def write(self, name: str, table: "pa.Table") -> None:
        """Store a table under its name ("returns/episodes"). Raises OSError where the disk refuses."""
        from pyarrow.parquet import write_table

        path = self.folder / f"{name}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        write_table(table, path, compression="zstd")

    def commit(
        self,
        *,
        by: str,
        status: str,
        authority: str | None,
        years: Sequence[int],
        files: Sequence[LoadedFile],
        children: int,
        episodes: int,
        findings: Mapping[str, int],
        rules_version: str,
        carried_years: Sequence[int] = (),
        based_on: str | None = None,
        rebuilt_from: str | None = None,
    ) -> Edition:
        """Make the draft the home's current edition, all at once. Raises OSError, and then nothing has changed."""
        manifest = Manifest(
            id=self.id,
            made_at=datetime.now(UTC).replace(microsecond=0),
            by=by,
            status=status,
            authority=authority,
            years=tuple(sorted(years)),
            carried_years=tuple(sorted(carried_years)),
            based_on=based_on,
            rebuilt_from=rebuilt_from,
            children=children,
            episodes=episodes,
            findings=dict(findings),
            rules_version=rules_version,
            software_version=_software_version(),
            files=tuple(files),
            tables=self._settle_tables(),
        )
        write_whole(self.folder / FILE_NAME, manifest.to_json().encode(), mode=READ_ONLY)
        self._before_rename(self.id)
        final = self.folder.with_name(self.id)
        os.rename(self.folder, final)
        self.committed = True
        flush(final.parent)
        return Edition(final, manifest)

    def _settle_tables(self) -> dict[str, StoredTable]:
        """Make every table read-only and durable, and take its measure for the manifest."""
        from pyarrow.parquet import read_metadata

        tables = {}
        for path in sorted(path for path in self.folder.rglob("*") if not path.is_dir()):
            if path.suffix != ".parquet":
                raise ValueError(f"An edition holds Parquet tables only, and the draft has {path.name}.")
            path.chmod(path.stat().st_mode & READ_ONLY)
            flush(path)
            name = path.relative_to(self.folder).with_suffix("").as_posix()
            tables[name] = StoredTable(read_metadata(path).num_rows, path.stat().st_size, sha256_of(path))
        for folder in {path.parent for path in self.folder.rglob("*")}:
            flush(folder)
        return tables


def remove(folder: Path) -> None:
    """Remove a draft folder and what is in it; a link is unlinked, never followed. Raises OSError."""
    from shutil import rmtree

    if folder.is_symlink() or not folder.is_dir():
        with suppress(FileNotFoundError):
            folder.unlink()
    else:
        rmtree(folder)


def _software_version() -> str:
    from importlib.metadata import version

    return version("sufficiency")
