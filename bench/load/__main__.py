"""100 signed-in people read the pages of the made-up authority, served as `sufficiency serve` does, on PostgreSQL.

    python -m bench.load                     a minute and a half, told on the screen
    python -m bench.load --write             and written to docs/load.md

Everything is on this machine and in a folder that is removed after: database, server, readers.
"""

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from bench.load import report
from bench.load.people import PEOPLE

ROOT = Path(__file__).parents[2]
BEGIN_EACH_SECOND = 4  # people, until all are reading; only then is it measured
MOST_SECONDS = 180


def main() -> int:
    """Run the trial; 0 where the targets are met and no page failed."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--seconds", type=int, default=90)
    asked.add_argument("--people", type=int, default=PEOPLE)
    asked.add_argument("--write", action="store_true", help="write docs/load.md")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="sufficiency-load-") as folder:
        found = trial(Path(folder), options.people, min(options.seconds, MOST_SECONDS))
    print(report.as_text(found))
    if options.write:
        (ROOT / "docs" / "load.md").write_text(report.as_page(found), encoding="utf-8")
    return 0 if found.met else 1


def trial(folder: Path, people: int, seconds: int) -> report.Trial:
    """Load, prepare, serve, read; what was measured."""
    from tests.postgres import start

    home, told = folder / "home", folder / "people.json"
    environment = os.environ | {
        "DATABASE_URL": start(),
        "SUFFICIENCY_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "sufficiency.service.config.settings",
        "LOAD_PEOPLE": str(told),
    }
    _run([_command("sufficiency"), "--home", str(home), "demo"], environment)
    _run([sys.executable, "-m", "bench.load.people", str(home), str(told), str(people)], environment)
    beside = os.getloadavg()[0]
    with _served(home, environment) as served:
        _run(
            [
                sys.executable, "-m", "locust", "-f", str(ROOT / "bench/load/readers.py"), "--headless",
                "--host", served.address, "--users", str(people), "--spawn-rate", str(BEGIN_EACH_SECOND), "--reset-stats",
                "--run-time", f"{seconds + people // BEGIN_EACH_SECOND}s", "--stop-timeout", "10", "--csv", str(folder / "found"), "--only-summary",
                "--exit-code-on-error", "0", "--loglevel", "WARNING",
            ],
            environment,
        )  # fmt: skip
    return report.read(folder / "found_stats.csv", people, seconds, served.spent, beside)


@dataclass
class Served:
    """Where the pages are, and once they stopped, the seconds of processor they took."""

    address: str
    spent: float = 0.0


@contextmanager
def _served(home: Path, environment: dict[str, str]) -> Iterator[Served]:
    """The pages, served until the block ends; entered once the first page can be read at once."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    command = [_command("sufficiency"), "--home", str(home), "serve", "--port", str(port)]
    with (home.parent / "server.log").open("w+", encoding="utf-8") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            _wait_for(address + "/health", server)
            time.sleep(5)  # both processes count the figures ahead
            served = Served(address)
            yield served
        finally:
            before = os.times()
            server.terminate()
            server.wait(timeout=60)
            after = os.times()
            served.spent = sum(after[2:4]) - sum(before[2:4])
            log.seek(0)
            told = log.read().splitlines()
            print("\n".join(told[-30:] if server.returncode not in (0, -15) else []), file=sys.stderr)


def _wait_for(address: str, server: subprocess.Popen, seconds: int = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(address, timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError("The server did not start; its log says why.")


def _free_port() -> int:
    with socket.socket() as trial_:
        trial_.bind(("127.0.0.1", 0))
        return trial_.getsockname()[1]


def _command(name: str) -> str:
    return str(Path(sys.executable).with_name(name))


def _run(command: list[str], environment: dict[str, str]) -> None:
    subprocess.run(command, env=environment, cwd=ROOT, check=True)


if __name__ == "__main__":
    raise SystemExit(main())
