"""Bringing an installation back from a backup, into an empty place: all of it, or nothing."""

import os
import secrets
import shutil
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sufficiency.editions.durable import flush
from sufficiency.service.operations.backup.archive import BadBackup, read_sealed
from sufficiency.service.operations.backup.manifest import NAME, Counting, Manifest, Part

MOST_MANIFEST = 50_000_000


@dataclass(frozen=True)
class Restored:
    """What was brought back, and where to."""

    manifest: Manifest
    home: Path
    audit: str  # the head of the audit's chain, or what is not whole in it


def unpack(file: Path, into: Path, passphrase: str, say: Callable[[str], None] = print) -> "Unpacked":
    """Open a backup beside ``into`` and hold every file against the manifest. Raises BadBackup or OSError.

    Needs no database, so that a wrong passphrase or file is found out before anything else is touched.
    """
    _check_free(into)
    if not file.is_file():
        raise BadBackup(f"There is no file {file}.")
    folder = into.with_name(f".{into.name}.restoring-{secrets.token_hex(4)}")
    into.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700)
    try:
        say("Opening the backup ...")
        found: dict[str, Part] = {}
        read_sealed(file, passphrase, lambda tar: _take_out(tar, folder, found))
        return Unpacked(folder, into, _checked(folder, found))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


@dataclass(frozen=True)
class Unpacked:
    """A backup opened in a folder of its own, beside the place it is for."""

    folder: Path
    into: Path
    manifest: Manifest

    @property
    def home(self) -> Path:
        return self.folder / "home"


@contextmanager
def gone_if_it_fails(unpacked: Unpacked) -> Iterator[None]:
    try:
        yield
    finally:
        shutil.rmtree(unpacked.folder, ignore_errors=True)


def restore(unpacked: Unpacked, say: Callable[[str], None] = print) -> Restored:
    """Fill the empty database that the settings name, and put the files in their place. Raises BadBackup.

    Django's settings are those of ``unpacked.home``. Where anything fails, the database is empty again.
    """
    from sufficiency.service.operations.backup import database

    about = unpacked.manifest.database
    with gone_if_it_fails(unpacked):
        database.check_known(about)
        database.check_empty()
        say("Filling the database ...")
        try:
            database.read_in(unpacked.folder, about)
            audit = _audit()
            _check_free(unpacked.into)
            _put_in_place(unpacked.home, unpacked.into)
        except BaseException:
            database.empty_again()
            raise
    return Restored(unpacked.manifest, unpacked.into, audit)


def _audit() -> str:
    from django.db import connections

    from sufficiency.service.audit import verifying
    from sufficiency.service.audit.heads import Tampered

    try:
        return f"All {verifying.verify().count:,} lines of the audit are as they were written."
    except Tampered as problem:
        return str(problem)
    finally:
        connections.close_all()


def _check_free(into: Path) -> None:
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise BadBackup(f"{into} is not empty. Give a new or an empty folder: nothing is ever written over.")


def _take_out(tar: tarfile.TarFile, folder: Path, found: dict[str, Part]) -> None:
    for member in tar:
        parts = PurePosixPath(member.name)
        if not member.isfile() or parts.is_absolute() or ".." in parts.parts or member.name in found:
            raise BadBackup("The backup holds something that no backup holds. Nothing was changed.")
        path = folder / member.name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        counted = Counting(tar.extractfile(member))
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            shutil.copyfileobj(counted, out, 1 << 20)
            out.flush()
            os.fsync(out.fileno())
        found[member.name] = counted.part


def _checked(folder: Path, found: dict[str, Part]) -> Manifest:
    if NAME not in found or found[NAME].size > MOST_MANIFEST:
        raise BadBackup("The backup has no list of its files. Use another backup.")
    manifest = Manifest.from_json((folder / NAME).read_bytes())
    there = {name: part for name, part in found.items() if name != NAME}
    if there != manifest.files:
        wrong = min(name for name, _ in set(there.items()) ^ set(manifest.files.items()))
        raise BadBackup(
            f"{wrong} in the backup is not as it was when the backup was made. Use another backup."
        )
    return manifest


def _put_in_place(home: Path, into: Path) -> None:
    (home / "editions").mkdir(exist_ok=True)
    if into.exists():
        into.rmdir()
    home.chmod(0o700)
    os.rename(home, into)
    flush(into.parent)
