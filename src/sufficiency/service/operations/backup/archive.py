"""The file of a backup: a tar of two parts in the age format, which the programs `tar` and `age` alone can open too.

    key.age             a key made for this file alone, encrypted with the passphrase (scrypt)
    contents.tar.age    everything, encrypted with that key

age seals with a passphrase only what fits in memory, and editions may not. With a key it seals a stream, in pieces
each of which is authenticated, so that a file altered or cut short is found out.
"""

import io
import os
import secrets
import tarfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pyrage

from sufficiency.editions.durable import flush

KEY, CONTENTS = "key.age", "contents.tar.age"
HEADER = 512
MOST_KEY = 10_000
SHORTEST_PASSPHRASE = 12
# How much work a try of a passphrase is, as a power of two: the library measures what takes this machine a second, and
# where the machine is kept from running for a moment it measures far too little. 18 is what `age` itself takes.
ENOUGH_WORK = 18
SEALED_AGAIN, OPENED_AGAIN = 3, 50
TOO_MUCH_WORK = "Excessive work"


class BadBackup(RuntimeError):
    """A backup cannot be made or used; the text is a sentence saying why and what to do."""


def check_passphrase(passphrase: str) -> None:
    """Raises BadBackup for one that is too short to protect children's records outside the council's walls."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise BadBackup(
            f"The passphrase has {len(passphrase)} letters; use {SHORTEST_PASSPHRASE} or more, such as five words."
        )


def write_sealed(path: Path, passphrase: str, write: Callable[[tarfile.TarFile], None]) -> None:
    """Write what ``write`` adds to a tar into a sealed file at ``path``, whole or not at all. Raises BadBackup."""
    check_passphrase(passphrase)
    if path.exists():
        raise BadBackup(f"{path} is there already. Choose another name.")
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with open(os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600), "w+b") as out:
            _write(out, passphrase, write)
            out.flush()
            os.fsync(out.fileno())
        os.link(beside, path)
    except FileExistsError as cause:
        raise BadBackup(f"{path} is there already. Choose another name.") from cause
    finally:
        beside.unlink(missing_ok=True)
    flush(path.parent)


def _write(out: io.BufferedRandom, passphrase: str, write: Callable[[tarfile.TarFile], None]) -> None:
    key = pyrage.x25519.Identity.generate()
    sealed_key = _sealed_with(passphrase, f"{key}\n".encode())
    out.write(_header(KEY, len(sealed_key)) + sealed_key + _padding(len(sealed_key)))
    place = out.tell()
    out.write(bytes(HEADER))  # filled in once the size is known
    with _Pouring(write) as poured:
        pyrage.encrypt_io(poured, out, [key.to_public()])
    end = out.seek(0, os.SEEK_END)
    size = end - place - HEADER
    out.write(_padding(size) + bytes(2 * HEADER))
    out.seek(place)
    out.write(_header(CONTENTS, size))


def _sealed_with(passphrase: str, key: bytes) -> bytes:
    """The key sealed, anew where a moment's wait made it cheap to try passphrases; on a slow machine the dearest."""
    sealed = pyrage.passphrase.encrypt(key, passphrase)
    for _ in range(SEALED_AGAIN):
        if _work_of(sealed) >= ENOUGH_WORK:
            break
        sealed = max(sealed, pyrage.passphrase.encrypt(key, passphrase), key=_work_of)
    return sealed


def _work_of(sealed: bytes) -> int:
    """The power of two in the first lines of an age file: `-> scrypt SALT POWER`."""
    return int(sealed.split(b"\n", 2)[1].split()[-1])


def _opened_with(passphrase: str, sealed: bytes, path: Path) -> bytes:
    """The key in a sealed one. Refused as too much work for this machine it is tried again, which takes no time: what is
    too much was measured at a moment too. Raises BadBackup, or DecryptError where it is not the passphrase."""
    for _ in range(OPENED_AGAIN):
        try:
            return pyrage.passphrase.decrypt(sealed, passphrase)
        except pyrage.DecryptError as cause:
            if TOO_MUCH_WORK not in str(cause):
                raise
        time.sleep(0.05)
    raise BadBackup(
        f"This machine is too busy, or far too slow, to open {path}. Nothing was changed. Try again when it does less, or "
        "open the file elsewhere with the programs tar and age."
    )


class _Pouring:
    """What a function writes into a tar, to be read as a stream; its failure is raised where it is read."""

    def __init__(self, write: Callable[[tarfile.TarFile], None]) -> None:
        self._write = write
        self._failure: BaseException | None = None
        end, self._start = os.pipe()
        self._end = os.fdopen(end, "rb")
        self._thread = threading.Thread(target=self._pour, name="pouring", daemon=True)

    def __enter__(self) -> "_Pouring":
        self._thread.start()
        return self

    def __exit__(self, kind, failure, _traceback) -> None:
        self._end.close()  # where reading failed, writing must not wait for ever
        self._thread.join()
        if self._failure is not None and not isinstance(failure, BadBackup):
            raise self._failure

    def read(self, size: int = -1) -> bytes:
        return self._end.read(size)

    def _pour(self) -> None:
        try:
            with (
                os.fdopen(self._start, "wb") as start,
                tarfile.open(fileobj=start, mode="w|", format=tarfile.GNU_FORMAT) as tar,
            ):
                self._write(tar)
        except BaseException as failure:  # noqa: BLE001 (raised by whoever reads)
            self._failure = failure


def read_sealed(path: Path, passphrase: str, read: Callable[[tarfile.TarFile], None]) -> None:
    """Have ``read`` go through the tar in a sealed file, as a stream. Raises BadBackup.

    ``read`` must not trust what it was given before this returns: the last piece tells whether any was cut off.
    """
    with open(path, "rb") as file:
        key, place, size = _opened(file, path, passphrase)
        file.seek(place)
        out, into = os.pipe()
        failures: list[BaseException] = []

        def decrypt() -> None:
            try:
                with os.fdopen(into, "wb") as poured:
                    pyrage.decrypt_io(_Part(file, size), poured, [key])
            except BaseException as failure:  # noqa: BLE001 (told below)
                failures.append(failure)

        thread = threading.Thread(target=decrypt, name="decrypting", daemon=True)
        thread.start()
        try:
            with os.fdopen(out, "rb") as stream:
                with tarfile.open(fileobj=stream, mode="r|") as tar:
                    read(tar)
                while stream.read(1 << 16):
                    pass  # to the last piece
        except tarfile.TarError as cause:
            raise BadBackup(_damaged(path)) from cause
        finally:
            thread.join()
            if failures:
                raise BadBackup(_damaged(path)) from failures[0]


def _opened(file: io.BufferedReader, path: Path, passphrase: str) -> tuple:
    try:
        with tarfile.open(fileobj=file, mode="r:") as outer:
            names = [member.name for member in outer]
            if names != [KEY, CONTENTS]:
                raise BadBackup(_damaged(path) if KEY in names else _none(path))
            key, contents = outer.getmembers()
            if key.size > MOST_KEY:
                raise BadBackup(_damaged(path))
            sealed = outer.extractfile(key).read()
    except tarfile.TarError as cause:
        file.seek(0)
        begins_as_one = file.read(HEADER).startswith(f"{KEY}\0".encode())
        is_cut = begins_as_one and os.fstat(file.fileno()).st_size > HEADER
        raise BadBackup(_damaged(path) if is_cut else _none(path)) from cause
    whole = contents.offset_data + contents.size + len(_padding(contents.size)) + 2 * HEADER
    if os.fstat(file.fileno()).st_size != whole:
        raise BadBackup(_damaged(path))
    try:
        opened = _opened_with(passphrase, sealed, path)
        return pyrage.x25519.Identity.from_str(opened.decode().strip()), contents.offset_data, contents.size
    except (pyrage.DecryptError, pyrage.IdentityError, UnicodeDecodeError) as cause:
        raise BadBackup(
            f"The passphrase does not open {path}, or the beginning of the file was altered. Nothing was changed."
        ) from cause


class _Part(io.RawIOBase):
    """The next ``size`` bytes of a file."""

    def __init__(self, file: io.BufferedReader, size: int) -> None:
        self._file, self._left = file, size

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        wanted = self._left if size < 0 else min(size, self._left)
        piece = self._file.read(wanted)
        self._left -= len(piece)
        return piece


def _header(name: str, size: int) -> bytes:
    about = tarfile.TarInfo(name)
    about.size, about.mode = size, 0o600
    return about.tobuf(tarfile.GNU_FORMAT)


def _padding(size: int) -> bytes:
    return bytes(-size % HEADER)


def _damaged(path: Path) -> str:
    return f"{path} was altered or cut short: it cannot be used. Use another backup. Nothing was changed."


def _none(path: Path) -> str:
    return f"{path} is not a backup made by Sufficiency, or its beginning is damaged. Nothing was changed."
