"""Keeps a worker going beside the pages: starts it, starts it again when it dies, and ends with the pages.

``python -m sufficiency.service.operations.keeping``, a process of its own, because gunicorn's own process takes note
of every child that ends; with ``work`` after it, the worker itself. Keeping needs nothing but the standard library.
"""

import os
import signal
import subprocess
import sys
import threading
import time

KEEPING = [sys.executable, "-m", "sufficiency.service.operations.keeping"]
WORKER = [*KEEPING, "work"]
GRACE = 3.0  # seconds for the worker to finish what it is doing when the pages stop
PAUSES = (0.2, 1, 5, 30)  # seconds before the next start, longer each time one dies young
YOUNG = 60
LONGEST_END = 6


def start() -> subprocess.Popen:
    """Start keeping, from the process of the pages; to be ended with it."""
    return subprocess.Popen(KEEPING)  # noqa: S603


def keep(command: list[str] = WORKER) -> None:
    """Keep a worker going until told to stop, or until the pages have ended."""
    pages, stopping = os.getppid(), []
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda number, frame: stopping.append(number))
    died_young = 0
    while not stopping and os.getppid() == pages:
        started = time.monotonic()
        worker = subprocess.Popen(command)  # noqa: S603 (our own program)
        while worker.poll() is None and not stopping and os.getppid() == pages:
            time.sleep(0.1)
        if worker.poll() is None:
            _end(worker)
            return
        died_young = died_young + 1 if time.monotonic() - started < YOUNG else 0
        _pause(PAUSES[min(died_young, len(PAUSES) - 1)], lambda: stopping or os.getppid() != pages)


def _end(worker: subprocess.Popen) -> None:
    worker.terminate()
    try:
        worker.wait(LONGEST_END)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()


def _pause(seconds: float, ended) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and not ended():
        time.sleep(0.1)


def work_beside_the_pages() -> None:
    """Be the worker that is kept going; ends with the process that keeps it, however that ends."""
    _end_with(os.getppid())
    import django

    django.setup()
    from sufficiency.service.operations.worker import work

    work(GRACE)


def _end_with(parent: int) -> None:
    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.2)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="end-with-parent", daemon=True).start()


if __name__ == "__main__":
    work_beside_the_pages() if sys.argv[1:] == ["work"] else keep()
