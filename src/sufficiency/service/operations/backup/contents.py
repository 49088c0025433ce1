"""What goes into a backup, at one moment, while loads and pages go on.

First the database is copied, then the pointer to the edition in use, then all editions are linked beside: an edition
never changes, so a link holds it still even when it is taken away meanwhile. Whatever the database or the pointer
names is there; an edition made since may be there too, and is simply not in use.
"""

import io
import os
import shutil
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from sufficiency.editions import Home
from sufficiency.editions.durable import write_whole
from sufficiency.service.audit.actions import record
from sufficiency.service.audit.models import What
from sufficiency.service.operations.backup import database
from sufficiency.service.operations.backup.archive import check_passphrase, write_sealed
from sufficiency.service.operations.backup.manifest import NAME, Counting, Manifest

LAST = "last-backup"
PREFIX = ".backup-"
KEYS = {"secret-key": "SUFFICIENCY_SECRET_KEY", "audit-key": "SUFFICIENCY_AUDIT_KEY"}

# What can be made again, or lasts for a day at most.
LEFT_OUT = ("uploads", "workers", "cache", "metrics", LAST)


@dataclass(frozen=True)
class Kept:
    """A backup that was made: what is in it, where, and how large."""

    manifest: Manifest
    path: Path
    size: int


def back_up(path: Path, passphrase: str, say: Callable[[str], None] = print) -> Kept:
    """Write everything of this installation into one sealed file. Raises BadBackup or OSError.

    It becomes a line of the audit first: a backup holds every child's record.
    """
    check_passphrase(passphrase)
    record(by=None, what=What.EXPORTED, thing="everything, as an encrypted backup", page="command line")
    with _still(settings.HOME) as folder:
        say("Copying the database ...")
        about = database.write_out(folder)
        _hold_still(settings.HOME, folder)
        manifest = _manifest(folder, about)
        say("Sealing ...")
        write_sealed(path, passphrase, lambda tar: _add_all(tar, folder, manifest))
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    write_whole(settings.HOME / LAST, f"{moment}\n".encode(), mode=0o600)
    return Kept(manifest, path, path.stat().st_size)


@contextmanager
def _still(home: Path) -> Iterator[Path]:
    """A folder beside the installation's files, gone at the end; those that a killed backup left go too."""
    for left in home.glob(f"{PREFIX}*"):
        if left.is_dir() and datetime.now(UTC).timestamp() - left.stat().st_mtime > 24 * 60 * 60:
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=PREFIX, dir=home) as folder:
        yield Path(folder)


def _hold_still(home: Path, folder: Path) -> None:
    """Put the installation's files into the folder: the small ones copied, those of editions linked."""
    into = folder / "home"
    into.mkdir(mode=0o700)
    for one in sorted(home.iterdir()):  # current.json is among these, and comes before the editions
        if one.is_file() and not _is_left_out(one.name):
            shutil.copyfile(one, into / one.name)
    others = (one for one in home.iterdir() if one.is_dir() and one.name != "editions")
    for one in others:
        if not _is_left_out(one.name):
            shutil.copytree(one, into / one.name)
    (into / "editions").mkdir(mode=0o700)
    for edition_id in Home(home).ids():
        _link(home / "editions" / edition_id, into / "editions" / edition_id)


def _link(edition: Path, into: Path) -> None:
    try:
        shutil.copytree(edition, into, copy_function=os.link)
    except (FileNotFoundError, shutil.Error):
        if edition.is_dir():
            raise
        shutil.rmtree(into, ignore_errors=True)  # taken away just now


def _is_left_out(name: str) -> bool:
    return name.startswith((".", "service.sqlite3")) or name in LEFT_OUT or name.endswith(".log")


def _manifest(folder: Path, about: dict) -> Manifest:
    home = folder / "home"
    held = [name for name in KEYS if (home / name).is_file() and not os.environ.get(KEYS[name])]
    return Manifest(
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        software=version("sufficiency"),
        database=about,
        editions=Home(home).ids(),
        keys_in=held,
        keys_not_in=[variable for name, variable in KEYS.items() if name not in held],
        left_out=list(LEFT_OUT),
    )


def _add_all(tar: tarfile.TarFile, folder: Path, manifest: Manifest) -> None:
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        name = path.relative_to(folder).as_posix()
        about = tarfile.TarInfo(name)
        about.size, about.mode = path.stat().st_size, 0o600
        with path.open("rb") as file:
            counted = Counting(file)
            tar.addfile(about, counted)
        manifest.files[name] = counted.part
    text = manifest.to_json()
    about = tarfile.TarInfo(NAME)
    about.size, about.mode = len(text), 0o600
    tar.addfile(about, io.BytesIO(text))
