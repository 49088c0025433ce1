"""Parts of the service killed with kill -9 while they work: what was acknowledged stays, nothing is half done."""

import socket

import pytest
from bench.faults.site import Site, lives, until

from sufficiency.editions import Home
from tests.service.made_up import made_up_returns
from tests.service.operations.installations import installation

pytestmark = pytest.mark.own_database


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    served = Site(installation(tmp_path_factory.mktemp("faults")))
    yield served
    if served.runs:
        served.stop()


@pytest.fixture
def site(installed):
    """The pages and the worker, served; the tests share what is installed."""
    if not installed.runs:
        installed.start()
    return installed


def next_return():
    """The last return again, as of the year after."""
    return {f"2026-{file.name}": file for file in sorted((made_up_returns() / "2025").glob("*.csv"))}


def test_a_load_whose_worker_is_killed_is_done_once_by_the_next_which_starts_by_itself(site):
    analyst = site.visitor("analyst")
    before, figures = set(Home(site.own.home).ids()), site.figures()
    address = site.load(analyst, next_return())
    site.until_loading()
    killed = site.kill_worker()
    until(lambda: not site.unfinished())
    assert site.loads() == [("done", 2, "")]
    assert site.worker() not in (None, killed)
    made = set(Home(site.own.home).ids()) - before
    assert len(made) == 1 and made.pop() in analyst.read(address)
    assert site.figures() == figures, "the edition in use is another only when somebody makes it so"
    site.check_whole()


def test_what_was_acknowledged_before_the_pages_were_killed_is_there_after(site):
    writers = site.writers()
    writers.begin()
    writers.until(9)
    site.kill_pages()
    writers.end()
    assert site.lost(writers.journal) == []
    site.check_whole()
    site.start()
    writers.begin()
    writers.until(3)
    writers.end()
    assert site.lost(writers.journal) == []
    site.check_whole()


def test_whoever_sends_all_of_a_large_file_before_reading_still_reads_the_refusal(site):
    file = b"x" * (40 << 20)  # more than lies between two programs unread
    head = f"POST /data/load HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(file)}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", site.port), timeout=20) as sender:
        sender.sendall(head.encode() + file)
        assert sender.recv(100).startswith(b"HTTP/1.1 403")


def test_serve_stops_within_seconds_though_a_browser_keeps_a_connection_open(site):
    with socket.create_connection(("127.0.0.1", site.port)) as kept:
        kept.sendall(b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert kept.recv(100).startswith(b"HTTP/1.1 200")
        worker = site.worker()
        assert site.stop() < 10
    assert site.pages.returncode == 0
    until(lambda: not lives(worker), seconds=10)
