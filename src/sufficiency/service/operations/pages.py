"""The pages under gunicorn: two processes of four threads, which stop within seconds and finish what they are at.

Where systemd holds the listening socket (LISTEN_FDS), gunicorn takes it from there: pages are restarted while calls
wait in the socket, so that none fails.
"""

import math
import os
import shutil
import threading
import time
from pathlib import Path

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from gunicorn.workers.gthread import ThreadWorker

from sufficiency.service.operations import keeping

LINGER = 1.0  # seconds for a call that is just being sent when the pages are told to stop
LONGEST_REST = 5.0  # seconds for the rest of what nobody wants to read
LONGEST_ANSWER = 20  # seconds that an answer under way may still take
KEPT_OPEN = (
    75  # seconds without a call; longer than a reader looks at a page, and than nginx keeps its own end open
)
SHARED = "PROMETHEUS_MULTIPROC_DIR"  # where the processes count together


class Answering(ThreadWorker):
    """Told to stop, it ends once every call under way is answered.

    gunicorn's own also waits, for its whole grace, for browsers that opened a connection and sent nothing or half a
    call on it, and then for native threads; nobody waits for an answer there.
    """

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._under_way, self._counting = 0, threading.Lock()

    def handle_request(self, req, conn):
        with self._counting:
            self._under_way += 1
        try:
            kept_open = super().handle_request(req, conn)
            # Refused before all that was sent was read: the rest is read too, or nginx finds the door shut in the
            # middle of sending and says that the pages do not answer.
            # gunicorn's own limit for what is read so is less than a file has; the time limits it here.
            conn.parser.finish_body(deadline=time.monotonic() + LONGEST_REST, max_bytes=math.inf)
            return kept_open
        finally:
            with self._counting:
                self._under_way -= 1

    def handle_exit(self, sig, frame) -> None:
        if self.alive:
            threading.Thread(target=self._end_when_answered, name="ending", daemon=True).start()
        super().handle_exit(sig, frame)

    def _end_when_answered(self) -> None:
        time.sleep(LINGER)
        while self._under_way:
            time.sleep(0.05)
        time.sleep(0.2)  # for the last bytes to leave
        os._exit(0)


class OurLogs(Logger):
    """gunicorn's words through our logs, which let no address through."""

    def setup(self, cfg) -> None:
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True


class Pages(BaseApplication):
    """gunicorn, told its options here and not by its own command line."""

    def __init__(self, options: dict) -> None:
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self):
        from sufficiency.service.config.wsgi import application

        return application


def count_together(home: Path) -> None:
    """Have the processes of the pages count their calls in one place, from nothing. Before anything counts."""
    folder = home / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    os.environ[SHARED] = str(folder.resolve())


def serve_until_stopped(host: str, port: int, with_worker: bool = True, processes: int = 2) -> None:
    """Serve until a signal; with ``with_worker`` a worker for the background beside the pages."""
    options = {
        "bind": f"{f'[{host}]' if ':' in host else host}:{port}",
        "workers": processes,
        "threads": 4,
        "worker_class": Answering,
        "timeout": 120,
        "keepalive": KEPT_OPEN,
        "graceful_timeout": LONGEST_ANSWER,
        "loglevel": "warning",
        "logger_class": OurLogs,
        "proc_name": "sufficiency",
        "control_socket_disable": True,  # a door of gunicorn's own, beside systemd's signals; nobody needs it
        "post_worker_init": _warm,
        "worker_exit": _end_now,
    }
    if with_worker:
        keeper = keeping.start()
        options["on_exit"] = lambda _arbiter: keeper.terminate()
    Pages(options).run()


def _end_now(_arbiter, worker) -> None:
    """End without waiting for native threads, which DuckDB and Arrow leave running."""
    if worker.booted and os.getpid() == worker.pid:  # gunicorn's own process calls this for one it found dead
        os._exit(0)


def _warm(_worker) -> None:
    """Load what draws charts and counts measures before a process answers, so that no page waits for it.

    Here and not before the processes part: DuckDB and Arrow begin threads of their own when loaded, and a process
    parted from one with threads may not survive.
    """
    import altair  # noqa: F401

    import sufficiency.measures  # noqa: F401

    threading.Thread(target=_work_ahead, name="work-ahead", daemon=True).start()


def _work_ahead() -> None:
    """What the first readers would wait for, beside the pages: the figures, then the queries of lists."""
    from sufficiency.service.data.opened import count_ahead
    from sufficiency.service.records.queries import write_ahead

    if edition := count_ahead():
        write_ahead(edition)
