"""Which workers live: each holds a file of its own in ``<home>/workers``, and the system lets go of it when the worker
ends, however it ends. So a killed worker is known at once, by no clock. Pages and workers share the folder, as they
share the editions."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def living(home: Path, worker_id: str) -> Iterator[None]:
    """Be known as a living worker."""
    folder = Path(home) / "workers"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / worker_id
    descriptor = _held(path)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(descriptor)


def alive(home: Path) -> list[str]:
    """The ids of the workers that live. The files of those that ended are removed on the way."""
    folder = Path(home) / "workers"
    return [path.name for path in sorted(folder.iterdir()) if _lives(path)] if folder.is_dir() else []


def _held(path: Path) -> int:
    """A held file that is there: one taken away between making and holding it is made again."""
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        try:
            if path.stat().st_ino == os.fstat(descriptor).st_ino:
                return descriptor
        except FileNotFoundError:
            pass
        os.close(descriptor)


def _lives(path: Path) -> bool:
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        path.unlink(missing_ok=True)
        return False
    finally:
        os.close(descriptor)
