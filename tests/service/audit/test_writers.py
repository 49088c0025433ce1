"""Several who write at once leave one chain, without a gap or a fork."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection, connections, transaction

from sufficiency.service.access.models import Person
from sufficiency.service.access.roles import Role
from sufficiency.service.audit import verifying
from sufficiency.service.audit.actions import record_look
from sufficiency.service.audit.models import Line, What

WRITERS, TIMES = 8, 20


def test_people_who_look_at_once_leave_one_chain(transactional_db, person):
    """With a connection each on PostgreSQL. SQLite has one for the suite: there they come one after the other here,
    and at once in the test below."""
    people = [person(Role.DIRECTOR, username=f"director{n}") for n in range(WRITERS)]
    before, at_once = Line.objects.count(), Barrier(WRITERS if connection.vendor == "postgresql" else 1)

    def look(who: Person) -> None:
        try:
            at_once.wait(20)
            for n in range(TIMES):
                record_look(who, [f"{n}a", f"{n}b"], "children")
                with transaction.atomic():  # what is undone leaves neither a line nor a gap
                    record_look(who, "undone", "child's page")
                    transaction.set_rollback(True)
                who.name = f"{who.username} {n}"
                who.save()
        finally:
            if connection.vendor == "postgresql":
                connections.close_all()

    if connection.vendor == "postgresql":
        with ThreadPoolExecutor(WRITERS) as pool:
            list(pool.map(look, people))
    else:
        for one in people:
            look(one)
    assert verifying.verify().count == before + WRITERS * TIMES * 3
    assert not Line.objects.filter(child="undone").exists()
    assert Line.objects.filter(what=What.LOOKED).count() == WRITERS * TIMES * 2


WRITE = """
import sys
from sufficiency.service.start import prepare
prepare(sys.argv[1])
from sufficiency.service.audit.actions import record
from sufficiency.service.audit.models import What
print("ready", flush=True)
sys.stdin.readline()
for n in range(20):
    record(by=None, what=What.LOOKED, children=[f"{n}a", f"{n}b"], page="children")
"""


def test_processes_that_write_at_once_leave_one_chain(tmp_path):
    """On SQLite, the way a small installation runs: several processes and one file."""
    surroundings = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    }
    home = tmp_path / "home"

    def started(code: str) -> subprocess.Popen:
        return subprocess.Popen([sys.executable, "-c", code, str(home)], env=surroundings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # fmt: skip

    first = started(WRITE)  # makes the tables
    assert [first.stdout.readline() for _ in range(2)] == ["Preparing the database ...\n", "ready\n"]
    writers = [first, *(started(WRITE) for _ in range(3))]
    assert [one.stdout.readline() for one in writers[1:]] == ["ready\n"] * 3
    for one in writers:
        one.stdin.write("now\n")
        one.stdin.close()
    assert [one.wait(60) for one in writers] == [0, 0, 0, 0]
    check = "import sys; from sufficiency.service.audit.kept import verify; print(verify(sys.argv[1]).count)"
    verified = started(check)
    count = int(verified.communicate(timeout=60)[0].split()[-1])
    assert count >= 4 * 20 * 2
