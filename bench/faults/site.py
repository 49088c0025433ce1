"""A served installation whose parts can be killed, and whose database is read past the service."""

import json
import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from tests.service.operations.installations import Installation, answers, free_port

from bench.faults.visitors import Journal, Visitor, Writers

LONGEST = 60
TOKENS = """
import json
from sufficiency.editions import Home
from sufficiency.service.data.opened import opened
from sufficiency.service.records.addresses import child_address
edition = Home(os.environ["SUFFICIENCY_HOME"]).current()
print(json.dumps([(child, child_address(child)) for child in sorted(opened(edition).children)]))
"""


class Site:
    """Pages and worker of an installation, as `sufficiency serve` runs them."""

    def __init__(self, own: Installation) -> None:
        self.own, self.port = own, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.pages: subprocess.Popen | None = None

    def start(self) -> None:
        self.pages = self.own.start("serve", "--port", str(self.port), "--processes", "1")
        answers(self.address + "/health")
        until(lambda: self.worker() is not None)

    @property
    def runs(self) -> bool:
        return self.pages is not None and self.pages.poll() is None

    def stop(self) -> float:
        """Told to stop as systemd tells it; the seconds that took."""
        begun = time.monotonic()
        self.pages.terminate()
        self.pages.wait(timeout=LONGEST)
        return time.monotonic() - begun

    def kill_pages(self) -> None:
        """kill -9 for gunicorn's own process and all that answer; the keeper and its worker end by themselves."""
        answering = [pid for pid, typed in children(self.pages.pid) if "operations.keeping" not in typed]
        worker = self.worker()
        for pid in (self.pages.pid, *answering):
            os.kill(pid, signal.SIGKILL)
        self.pages.wait()
        until(lambda: worker is None or not lives(worker))

    def kill_worker(self) -> int:
        """kill -9; the number of the process that was."""
        killed = self.worker()
        os.kill(killed, signal.SIGKILL)
        return killed

    def worker(self) -> int | None:
        for keeper, typed in children(self.pages.pid):
            if "operations.keeping" in typed:
                return next((pid for pid, _ in children(keeper) if lives(pid)), None)
        return None

    def visitor(self, username: str) -> Visitor:
        lines = (self.own.home / "sign-in.txt").read_text(encoding="utf-8").splitlines()[1:]
        passwords = {line.split()[0]: line.split()[1] for line in lines}
        return Visitor(self.address, username, passwords[username])

    def writers(self) -> Writers:
        person = self.asked("SELECT id FROM access_person WHERE username = 'member'")[0][0]
        pages = [tuple(one) for one in json.loads(self.own.python(TOKENS))]
        return Writers(self.visitor("analyst"), self.visitor("administrator"), person, pages)

    def load(self, analyst: Visitor, files: dict[str, Path]) -> str:
        """Send a return, wait until it is recognised, begin its load; the address of the page that tells of it."""
        address = analyst.send_files("/data/load", files)
        until(lambda: not self.unfinished())
        analyst.send(f"{address}/start", {"status": "final", "authority": "X99"}, on=address)
        return address

    def asked(self, question: str) -> list[tuple]:
        """What the database itself answers."""
        url = self.own.environment.get("DATABASE_URL")
        if url:
            import psycopg

            with psycopg.connect(url) as connection:
                return connection.execute(question).fetchall()
        file = next(self.own.home.glob("*.sqlite3"))
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=20)) as connection:
            return connection.execute(question).fetchall()

    def unfinished(self) -> list[tuple]:
        return self.asked("SELECT state, attempts FROM operations_job WHERE state IN ('waiting', 'running')")

    def loads(self) -> list[tuple]:
        """State, attempts and problem of each load, the last first."""
        return self.asked(
            "SELECT state, attempts, problem FROM operations_job WHERE work LIKE '%make_edition%' ORDER BY asked_at DESC"
        )

    def until_loading(self) -> None:
        until(lambda: self.loads() and self.loads()[0][0] == "running", pause=0.01)

    def lost(self, journal: Journal) -> list[str]:
        """Acknowledged writes that are not in the database, or not in its audit."""
        targets = {row[0] for row in self.asked("SELECT source FROM position_target")}
        changes = self.asked("SELECT changes FROM access_person WHERE username = 'member'")[0][0]
        looked = {row[0] for row in self.asked("SELECT child FROM audit_line WHERE what = 'looked'")}
        held = {
            "target": targets.__contains__,
            "roles": lambda number: int(number) <= changes,
            "look": looked.__contains__,
        }
        return [f"{one.kind} {one.what}" for one in journal.lines if not held[one.kind](one.what)]

    def figures(self) -> str:
        return self.own.run("measures", "--format", "json").stdout

    def check_whole(self) -> None:
        """The chain of the audit and every edition are as written. Raises AssertionError."""
        self.own.run("audit", "verify")
        self.own.run("editions", "verify")


def until(happened: Callable[[], object], seconds: float = LONGEST, pause: float = 0.1) -> None:
    """Wait until something is so. Raises TimeoutError."""
    end = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > end:
            raise TimeoutError("What was waited for did not happen.")
        time.sleep(pause)


def children(parent: int) -> list[tuple[int, str]]:
    """The processes begun by a process, with what was typed for each."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if _parent(folder) == parent:
                found.append(
                    (int(folder.name), (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode())
                )
        except OSError:
            continue
    return found


def lives(pid: int) -> bool:
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _parent(folder: Path) -> int:
    return int((folder / "stat").read_text().rpartition(")")[2].split()[1])
