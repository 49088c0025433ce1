"""Files somebody sent, waiting in a folder of their own to be recognised and loaded, and how far that is.

<home>/uploads/<token>/upload/   the files, under the names they were sent with
<home>/uploads/<token>/state.json  what is known of them; written by one process at a time
<home>/uploads/<token>/working     held by the process that works on them

The folder is removed once its edition is made or it is thrown away, and after a day in any case.
"""

import fcntl
import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from sufficiency.editions.durable import write_whole

TOKEN = re.compile(r"[0-9a-f]{32}", re.ASCII)
LONGEST_END = 5  # seconds that a process may take to end after it told its result
KEPT_SECONDS = 24 * 60 * 60
MOST_FILES = 100
MOST_BYTES = 300 * 1024 * 1024
ENDINGS = (".csv", ".xml", ".zip")
NOT_ALLOWED = re.compile(r"[^\w .()\-&+']", re.UNICODE)
LONGEST_NAME = 120

# What files of other kinds begin with, whatever they are called.
DISGUISED = {
    b"PK\x03\x04": "a zip or an Excel workbook",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word file",
    b"%PDF": "a PDF",
    b"MZ": "a program",
    b"\x7fELF": "a program",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"{\\rtf": "a text document",
}


class Unusable(ValueError):
    """A file that was sent cannot be taken; the text is a sentence with its name."""


class Busy(RuntimeError):
    """Another process is working on these files already."""


class Upload:
    """One folder of sent files."""

    def __init__(self, home: Path, token: str) -> None:
        self.home, self.token = Path(home), token
        self.folder = self.home / "uploads" / token
        self.files_folder = self.folder / "upload"

    @property
    def files(self) -> list[Path]:
        """The files that were sent, by name; none once their edition is made."""
        return sorted(self.files_folder.iterdir()) if self.files_folder.is_dir() else []

    @property
    def state(self) -> dict[str, Any]:
        """What is known: ``stage``, and what the jobs found. A job that was killed is told as stopped."""
        state = self._stored()
        if state["doing"] and not self._is_held():
            state = self._stored()  # the job may have ended between the two looks
            if state["doing"]:
                stopped = "The work was stopped before it was finished. Nothing was changed: start it again."
                return state | {"doing": "", "problem": stopped}
        return state

    def tell(self, **changes: Any) -> None:
        """Change what is known, all at once."""
        write_whole(self.folder / "state.json", json.dumps(self._stored() | changes).encode(), mode=0o600)

    def hold(self) -> int:
        """Take the right to work on the files; returns the open file to hand to the process that does. Raises Busy.

        A process that has told its result may need a moment to end: it is waited for.
        """
        until = time.monotonic() + LONGEST_END
        while (descriptor := self._take(fcntl.LOCK_EX)) is None:
            if self._stored()["doing"] or time.monotonic() > until:
                raise Busy("These files are being worked on already. Wait for that to finish.")
            time.sleep(0.05)
        return descriptor

    def _take(self, kind: int) -> int | None:
        descriptor = os.open(self.folder / "working", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        return descriptor

    def _is_held(self) -> bool:
        descriptor = self._take(fcntl.LOCK_SH)  # a look, which does not keep others from looking
        if descriptor is None:
            return True
        os.close(descriptor)
        return False

    def _stored(self) -> dict[str, Any]:
        return json.loads((self.folder / "state.json").read_bytes())

    def remove_files(self) -> None:
        """Take the files away; what is known of them stays for a day."""
        shutil.rmtree(self.files_folder, ignore_errors=True)

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def find(home: Path, token: str) -> Upload | None:
    """The upload of a token, or None for anything that is none (any more)."""
    if not TOKEN.fullmatch(token):
        return None
    upload = Upload(home, token)
    return upload if (upload.folder / "state.json").is_file() else None


def take(home: Path, files: Iterable[Any], about: Mapping[str, Any]) -> Upload:
    """Keep the files that were sent (Django's uploaded files) in a folder of their own.

    Raises Unusable, and then nothing is kept, or OSError.
    """
    sent = list(files)
    names = [_name_of(file.name) for file in sent]
    _check(names, sent)
    (Path(home) / "uploads").mkdir(mode=0o700, exist_ok=True)
    upload = Upload(home, secrets.token_hex(16))
    upload.folder.mkdir(mode=0o700)
    try:
        upload.files_folder.mkdir(mode=0o700)
        for file, name in zip(sent, names, strict=True):
            _keep(file, upload.files_folder / name, name)
        start = dict(about) | {"names": names, "doing": "", "stage": "", "problem": "", "at": time.time()}
        write_whole(upload.folder / "state.json", json.dumps(start).encode(), mode=0o600)
    except BaseException:
        upload.remove()
        raise
    return upload


def remove_old(home: Path, now: float | None = None) -> int:
    """Remove what was sent more than a day ago and is not being worked on; returns how many."""
    moment, removed = now or time.time(), 0
    folder = Path(home) / "uploads"
    for path in list(folder.iterdir()) if folder.is_dir() else []:
        upload = Upload(home, path.name)
        with suppress(FileNotFoundError):
            if moment - path.stat().st_mtime > KEPT_SECONDS and not upload._is_held():
                upload.remove()
                removed += 1
    return removed


def _name_of(sent: str) -> str:
    """The file's own name with nothing in it that a file system or page could stumble over."""
    own = re.split(r"[\\/]", sent)[-1]
    plain = NOT_ALLOWED.sub("_", own).strip(" .") or "file"
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[:LONGEST_NAME]}{dot}{ending.lower()[:5]}" if dot else plain[:LONGEST_NAME]


def _check(names: list[str], sent: list[Any]) -> None:
    if not names:
        raise Unusable("Choose the files of the return.")
    if len(names) > MOST_FILES:
        raise Unusable(f"{len(names)} files were sent; send {MOST_FILES} at most, or pack them into a zip.")
    if sum(file.size for file in sent) > MOST_BYTES:
        raise Unusable(
            f"The files are larger than {MOST_BYTES >> 20} MB together. Load the years one by one."
        )
    for name, file in zip(names, sent, strict=True):
        if not name.lower().endswith(ENDINGS):
            raise Unusable(
                f"{name} is not a CSV, XML or zip file. Save the tables of the return as one of these."
            )
        if not file.size:
            raise Unusable(f"{name} is empty. Check that it is the right file.")
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise Unusable(
            f"Two files are called {twice[0]}. Name them by their year, such as 2024-{twice[0]}, or pack the "
            "folders of the years into a zip."
        )


def _keep(file: Any, path: Path, name: str) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as kept:
        for place, part in enumerate(file.chunks()):
            if place == 0:
                _check_beginning(part, name)
            kept.write(part)


def _check_beginning(part: bytes, name: str) -> None:
    """A file is what its name says: a zip begins as one, and nothing else does. Raises Unusable."""
    if name.endswith(".zip"):
        if not part.startswith(b"PK\x03\x04"):
            raise Unusable(f"{name} is not a zip, or a damaged one. Pack it again.")
        return
    for beginning, kind in DISGUISED.items():
        if part.startswith(beginning):
            raise Unusable(f"{name} is {kind}, not a {name[-3:].upper()} file. Save the table as CSV.")
