"""A home: one installation's folder, with its editions and the one that is current.

<home>/current.json              which edition is current
<home>/editions/<id>/            an edition; its files are never changed
<home>/editions/.draft-<id>/     an edition being written
<home>/.write-lock               held by the one process that may write
"""

import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path

from sufficiency.editions.draft import Draft, remove
from sufficiency.editions.durable import HALF_WRITTEN, flush, write_whole
from sufficiency.editions.edition import Edition, read_manifest
from sufficiency.editions.manifest import EDITION_ID, Manifest
from sufficiency.editions.problems import DamagedEdition, EditionInUse, HomeBusy, UnknownEdition

_DRAFT = ".draft-"


class Home:
    """One installation's folder. Reading never writes; the folder is made by the first draft."""

    def __init__(self, path: str | Path):
        self.path = Path(path)
        self.folder = self.path / "editions"

    def __repr__(self) -> str:
        return f"<Home {self.path}>"

    def ids(self) -> list[str]:
        """The ids of all editions, newest first, damaged ones included."""
        if not self.folder.is_dir():
            return []
        found = [
            one.name for one in os.scandir(self.folder) if EDITION_ID.fullmatch(one.name) and one.is_dir()
        ]
        return sorted(found, key=_order, reverse=True)

    def editions(self) -> list[Manifest]:
        """Every edition that can be used, newest first. `damaged()` tells of the rest."""
        return self._read_all()[0]

    def damaged(self) -> list[str]:
        """A sentence for each edition whose manifest cannot be used."""
        return self._read_all()[1]

    def edition(self, edition_id: str) -> Edition:
        """One edition. Raises UnknownEdition with the closest ids, or DamagedEdition."""
        ids = self.ids()
        if edition_id not in ids:
            raise UnknownEdition(_unknown(edition_id, ids))
        return Edition.open(self.folder / edition_id)

    def current(self) -> Edition | None:
        """The edition that pages and commands show unless another is named; None before the first load.

        It is the one last loaded, or the one chosen since by `make_current`. Raises DamagedEdition.
        """
        ids = self.ids()
        chosen = self._chosen()
        for one in chosen:
            if one in ids:
                return Edition.open(self.folder / one)
        if ids and any(chosen):
            raise DamagedEdition(
                f"The current edition, {chosen[0]}, is no longer in {self.path}. "
                "Choose another with `sufficiency editions use ID`."
            )
        return Edition.open(self.folder / ids[0]) if ids else None

    def make_current(self, edition_id: str) -> Edition:
        """Show this edition from now on, until the next load. Raises UnknownEdition, DamagedEdition or HomeBusy."""
        self.edition(edition_id)  # a home that is not there, or has no such edition, has nothing to lock
        with self._lock(wait=10):
            edition = self.edition(edition_id)  # it may have been taken away while this waited
            self._point_to(edition_id, otherwise=None)
        return edition

    @contextmanager
    def draft(
        self, wait: float = 60, waiting: Callable[[], None] | None = None, make_current: bool = True
    ) -> Iterator[Draft]:
        """A folder to write the next edition in; `draft.commit(...)` makes it one, anything else leaves nothing.

        The new edition becomes the current one; with `make_current` False the one that is current stays so, until
        somebody has looked at the new one and chosen it (the first edition of a home is current in any case).
        One draft at a time: a second waits up to `wait` seconds (`waiting` is called once when it begins to), then
        raises HomeBusy. Raises OSError where the home cannot be written.
        """
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.folder.mkdir(exist_ok=True)
        with self._lock(wait, waiting):
            self._remove_half_written()
            edition_id = self._next_id()
            folder = self.folder / f"{_DRAFT}{edition_id}"
            folder.mkdir()
            announce = self._announce if make_current else self._keep_current
            draft = Draft(folder, edition_id, before_rename=announce)
            try:
                yield draft
            finally:
                if not draft.committed:
                    remove(folder)

    def take_away(self, edition_id: str) -> None:
        """Remove an edition's files for good. It is out of sight all at once: what a killed process leaves of it is
        cleared like a half-written one.

        Raises EditionInUse for the one whose figures are shown, UnknownEdition, HomeBusy or OSError.
        """
        with self._lock(wait=10):
            if edition_id not in self.ids():
                raise UnknownEdition(_unknown(edition_id, self.ids()))
            current = self.current()
            if current is not None and current.id == edition_id:
                raise EditionInUse(f"Edition {edition_id} is in use. Choose another before it is deleted.")
            leaving = self.folder / f"{_DRAFT}{edition_id}"
            os.rename(self.folder / edition_id, leaving)
            flush(self.folder)
            remove(leaving)

    def clear_half_written(self) -> None:
        """Remove what a killed load left behind, unless a living process is writing. Call it when a program starts.

        Writes nothing where there is nothing to remove. Raises OSError where there is and the home is read-only.
        """
        if any(self._half_written()):
            try:
                with self._lock(wait=0):
                    self._remove_half_written()
            except HomeBusy:
                return  # a living load owns what was seen

    def _read_all(self) -> tuple[list[Manifest], list[str]]:
        whole, damaged = [], []
        for edition_id in self.ids():
            try:
                whole.append(read_manifest(self.folder / edition_id))
            except DamagedEdition as problem:
                damaged.append(str(problem))
        return whole, damaged

    def _chosen(self) -> tuple[str | None, str | None]:
        """The id to show, and the one to show where that one was announced but never came to be."""
        try:
            stored = json.loads((self.path / "current.json").read_bytes())
            return stored["edition"], stored["otherwise"]
        except FileNotFoundError:
            return None, None
        except (ValueError, TypeError, KeyError, RecursionError) as cause:
            raise DamagedEdition(
                f"{self.path / 'current.json'} cannot be understood. Choose an edition with "
                "`sufficiency editions use ID`; `sufficiency editions` lists them."
            ) from cause

    def _announce(self, edition_id: str) -> None:
        """Name the coming edition as current, and today's as what holds until its folder is renamed in."""
        current = self.current()
        self._point_to(edition_id, otherwise=current.id if current else None)

    def _keep_current(self, edition_id: str) -> None:
        """Have today's edition stay current when the coming one, which is newer, is renamed in."""
        current = self.current()
        if current is None:
            self._announce(edition_id)
        else:
            self._point_to(current.id, otherwise=None)

    def _point_to(self, edition_id: str, otherwise: str | None) -> None:
        pointer = json.dumps({"edition": edition_id, "otherwise": otherwise})
        write_whole(self.path / "current.json", pointer.encode() + b"\n")

    def _next_id(self) -> str:
        """Today's date (UTC) and a number; never earlier than an edition that is there, whatever the clock says."""
        newest = max(map(_order, self.ids()), default=("", 0))
        today = max(datetime.now(UTC).date().isoformat(), newest[0])
        return f"{today}-{newest[1] + 1 if today == newest[0] else 1:03}"

    def _half_written(self) -> Iterator[Path]:
        for folder, prefixes in ((self.path, (HALF_WRITTEN,)), (self.folder, (HALF_WRITTEN, _DRAFT))):
            if folder.is_dir():
                yield from (folder / name for name in os.listdir(folder) if name.startswith(prefixes))

    def _remove_half_written(self) -> None:
        for path in list(self._half_written()):
            remove(path)

    @contextmanager
    def _lock(self, wait: float, waiting: Callable[[], None] | None = None) -> Iterator[None]:
        """Be the one writer. The system lets go of the lock when the process ends, however it ends."""
        with open(self.path / ".write-lock", "ab") as file:
            until = time.monotonic() + wait
            while not _take(file.fileno()):
                if time.monotonic() >= until:
                    raise HomeBusy(
                        f"Another load is writing to {self.path}. Wait for it to finish, and run this again."
                    )
                if waiting:
                    waiting()
                    waiting = None
                time.sleep(0.05)
            yield


def _take(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _order(edition_id: str) -> tuple[str, int]:
    day, number = edition_id.rsplit("-", 1)
    return day, int(number)


def _unknown(edition_id: str, ids: list[str]) -> str:
    shown = " ".join(edition_id.split())[:60]
    if not ids:
        return f'There is no edition "{shown}": nothing has been loaded yet.'
    close = get_close_matches(shown, ids, n=3, cutoff=0.8) or ids[:3]
    return f'There is no edition "{shown}". There is {" and ".join(close)}; `sufficiency editions` lists them all.'
