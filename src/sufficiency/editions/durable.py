"""Writing that survives a power cut: nothing counts as written until the disk has said so.

A file is written beside its place, flushed, and renamed in; the folder that names it is flushed after.
"""

import contextlib
import hashlib
import os
import secrets
from pathlib import Path

HALF_WRITTEN = ".writing-"


def flush(path: Path) -> None:
    """Wait until a file's contents, or a folder's list of names, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_whole(path: Path, content: bytes, mode: int = 0o666) -> None:
    """Put `content` at `path` all at once: a reader sees the old file or the new one, never a part.

    `mode` is the new file's permissions, of which the process's mask takes its share. Raises OSError.
    """
    beside = path.with_name(f"{HALF_WRITTEN}{secrets.token_hex(6)}")
    try:
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            beside.unlink()
        raise
    flush(path.parent)


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
