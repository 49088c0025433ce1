"""The worker: does what waits in the queue, one piece after another, and picks up what a killed one left.

Beside the pages it is started by ``keeping``; ``sufficiency worker`` runs one alone.
"""

import logging
import os
import secrets
import signal
import sys
import threading
import time
from pathlib import Path

from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections, connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker as DatabaseWorker
from django_tasks_db.models import DBTaskResult

from sufficiency.service.governance.reminding import remind
from sufficiency.service.operations import jobs
from sufficiency.service.operations.living import alive, living
from sufficiency.service.protection.over import remove_what_is_over

INTERVAL = 0.5  # seconds between looks into the queue
GRACE = 60.0  # seconds to finish what is being done when told to stop
TIDIES_EVERY = 60 * 60

log = logging.getLogger(__name__)


class Worker(DatabaseWorker):
    """django-tasks' own worker for the database, which also finds what was left and lives through a restart of the
    database. Told to stop, it finishes what it is doing within ``grace`` seconds or puts it back."""

    def __init__(self, home: Path, grace: float = GRACE) -> None:
        super().__init__(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=secrets.token_hex(8),
            excluded_queue_names=[],
        )
        self.home, self.grace = home, grace
        self._tidied = -float(TIDIES_EVERY)

    def work_until_stopped(self) -> None:
        with living(self.home, self.worker_id):
            while self.running:
                self.do_what_waits()
                time.sleep(INTERVAL)

    def do_what_waits(self) -> None:
        """Pick up what was left, then do everything that waits. A database that is away is tried again later."""
        try:
            close_old_connections()
            jobs.pick_up(lambda: [one for one in alive(self.home) if one != self.worker_id])
            if DBTaskResult.objects.ready().exists():
                self.run()
            self._tidy()
        except (OperationalError, InterfaceError) as problem:
            log.warning("The database does not answer (%s); trying again", type(problem).__name__)
            connections.close_all()

    def shutdown(self, signum, frame) -> None:
        """Stop: at once when idle, else when the work is done or the time is over. A second signal waits for nothing."""
        hurried = not self.running
        self.running = False
        if not self.running_task:
            sys.exit(0)
        ending = threading.Timer(0 if hurried else self.grace, self._put_back_and_end)
        ending.daemon = True
        ending.start()

    def _put_back_and_end(self) -> None:
        try:
            jobs.give_back(self.worker_id)
        finally:
            os._exit(0)  # the work itself cannot be interrupted otherwise; it is done again from the start

    def _tidy(self) -> None:
        if time.monotonic() - self._tidied > TIDIES_EVERY:
            jobs.remove_old()
            remove_what_is_over()
            remind(timezone.localdate())
            self._tidied = time.monotonic()


def work(grace: float = GRACE) -> None:
    """Work until told to stop."""
    worker = Worker(settings.HOME, grace)
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, worker.shutdown)
    worker.work_until_stopped()
