"""Files somebody sent, waiting in a folder of their own to be recognised and loaded, and what was found in them.

<home>/uploads/<token>/upload/   the files, under the names they were sent with
<home>/uploads/<token>/state.json  what is known of them; written by one process at a time

The folder is removed once its edition is made or it is thrown away, and after a day in any case.
"""

import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from string import ascii_lowercase
from typing import Any

from sufficiency.editions.durable import write_whole

# Letters alone: where a file's own name gives no year its folders are looked at, and a digit here could give one.
TOKEN = re.compile(r"[a-z]{32}", re.ASCII)
KEPT_SECONDS = 24 * 60 * 60
MOST_FILES = 100
MOST_BYTES = 300 * 1024 * 1024
ENDINGS = (".csv", ".xml", ".zip", ".xlsx", ".xlsm")
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
        """What is known of the files: their names, and what the work on them found."""
        return json.loads((self.folder / "state.json").read_bytes())

    def tell(self, **changes: Any) -> None:
        """Change what is known, all at once. Whoever works on the files, or is about to have them worked on, tells."""
        write_whole(self.folder / "state.json", json.dumps(self.state | changes).encode(), mode=0o600)

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
    upload = Upload(home, "".join(secrets.choice(ascii_lowercase) for _ in range(32)))
    upload.folder.mkdir(mode=0o700)
    try:
        upload.files_folder.mkdir(mode=0o700)
        for file, name in zip(sent, names, strict=True):
            _keep(file, upload.files_folder / name, name)
        start = dict(about) | {"names": names, "at": time.time()}
        write_whole(upload.folder / "state.json", json.dumps(start).encode(), mode=0o600)
    except BaseException:
        upload.remove()
        raise
    return upload


def remove_old(home: Path, worked_on: Collection[str] = (), now: float | None = None) -> int:
    """Remove what was sent more than a day ago, but for the tokens ``worked_on``; returns how many."""
    moment, removed = now or time.time(), 0
    folder = Path(home) / "uploads"
    for path in list(folder.iterdir()) if folder.is_dir() else []:
        upload = Upload(home, path.name)
        with suppress(FileNotFoundError):
            if moment - path.stat().st_mtime > KEPT_SECONDS and path.name not in worked_on:
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
                f"{name} is not a CSV, XML, XLSX or zip file. Save the tables of the return as one of these."
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
    """A file is what its name says: a zip or workbook begins as one, and nothing else does. Raises Unusable."""
    if name.endswith(".zip"):
        if not part.startswith(b"PK\x03\x04"):
            raise Unusable(f"{name} is not a zip, or a damaged one. Pack it again.")
        return
    if name.endswith((".xlsx", ".xlsm")):
        if not part.startswith(b"PK\x03\x04"):
            raise Unusable(
                f"{name} is not an Excel workbook of today (.xlsx), or is locked. Save it again as one."
            )
        return
    for beginning, kind in DISGUISED.items():
        if part.startswith(beginning):
            raise Unusable(f"{name} is {kind}, not a {name[-3:].upper()} file. Save the table as CSV.")
