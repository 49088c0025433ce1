"""A real browser on the real service: the made-up authority loaded, served as `sufficiency serve` does.

``open_page("director")`` gives a page signed in as that made-up person; at the end of the test anything the browser
complained about (a script's error, a refusal by the content security policy, a file not found) fails it.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from sufficiency.service.ui.build import build
from sufficiency.service.ui.folders import NODE_MODULES

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Only what is wrong: telling of all that is right takes longer than looking.
FOUND_BY_AXE = (
    "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']}).then(found => found.violations)"
)
LAPTOP, PHONE = (1280, 720), (320, 640)
PICTURES = Path(__file__).resolve().parents[2] / "docs" / "images"
TAKES_PICTURES = os.environ.get("SUFFICIENCY_SCREENSHOTS") == "1"
SERVE = "import sys; from sufficiency.service.start import serve; serve(sys.argv[1], port=int(sys.argv[2]))"


@dataclass(frozen=True)
class Site:
    """A served installation: its address, and the password of each made-up person by username."""

    address: str
    passwords: dict[str, str]


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def made_up_home(tmp_path_factory) -> Path:
    """An installation that holds five years of a small made-up authority; all of it where pictures are taken."""
    from sufficiency.demo import write_returns
    from sufficiency.editions import Home
    from sufficiency.loading import load
    from sufficiency.vocabulary.authorities import FAIRMERE

    returns = tmp_path_factory.mktemp("returns")
    if TAKES_PICTURES:
        write_returns(returns)
    else:
        write_returns(returns, children_looked_after=150, years=range(2021, 2026))
    home = tmp_path_factory.mktemp("home")
    load(Home(home), [returns], status="provisional", authority=FAIRMERE.code, by="the suite")
    return home


@pytest.fixture(scope="package")
def site(made_up_home) -> Iterator[Site]:
    """The made-up authority's site, served in a process of its own until the last of its tests."""
    build()
    port = _free_port()
    environment = {
        name: text
        for name, text in os.environ.items()
        if name not in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL")
    }
    command = [sys.executable, "-c", SERVE, str(made_up_home), str(port)]
    with (made_up_home / "served.log").open("w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait_for(f"http://127.0.0.1:{port}/health", server)
            lines = (made_up_home / "sign-in.txt").read_text(encoding="utf-8").splitlines()[1:]
            yield Site(f"http://127.0.0.1:{port}", {line.split()[0]: line.split()[1] for line in lines})
        finally:
            server.terminate()
            server.wait(timeout=30)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Closed after the last test that drives it: as long as it is open Django thinks this thread runs a loop, and asks no
    database."""
    chromium = shutil.which("chromium") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def signed_in_states(site, browser) -> Callable[[str], dict]:
    """The cookies of a made-up person, who signs in once in a run."""
    states: dict[str, dict] = {}

    def state(username: str) -> dict:
        if username not in states:
            context = browser.new_context()
            page = context.new_page()
            page.goto(f"{site.address}/account/sign-in/")
            page.get_by_label("Username or email address").fill(username)
            page.get_by_label("Password").fill(site.passwords[username])
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url(lambda address: "/sign-in/" not in address)
            states[username] = context.storage_state()
            context.close()
        return states[username]

    return state


@pytest.fixture
def open_page(site, browser, signed_in_states) -> Iterator[Callable[..., Page]]:
    """``open_page("director", "/gallery", size=PHONE)``: a page signed in as that person, or None for a stranger."""
    contexts, complaints = [], []

    def open_(username: str | None, path: str = "/", size: tuple[int, int] = LAPTOP, **more) -> Page:
        state = signed_in_states(username) if username else None
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, storage_state=state, locale="en-GB", **more
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.extend(_complaint(said)))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(site.address + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == [], "The browser complained."


def _complaint(said: ConsoleMessage) -> list[str]:
    """What the browser complains of, but for a page itself being answered with 4xx: that page says it in words."""
    if said.type not in ("error", "warning"):
        return []
    refused = "the server responded with a status of 4" in said.text
    return [] if refused and said.location["url"] == said.page.url else [said.text]


@pytest.fixture(scope="session")
def check_accessible() -> Callable[[Page], None]:
    """Fail with what axe-core finds on the page, each with where it is."""
    axe = (NODE_MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")

    def check(page: Page) -> None:
        if page.evaluate("window.axe === undefined"):
            page.evaluate(axe)  # through the browser's own door: the page's policy stays in force
        found = page.evaluate(FOUND_BY_AXE, WCAG)
        told = [
            f"{one['id']} ({one['impact']}): {one['help']}: {node['html'][:160]} {node['failureSummary'][:200]}"
            for one in found
            for node in one["nodes"]
        ]
        assert told == [], "\n".join([page.url, *told])

    return check


@pytest.fixture(scope="session")
def check_fits() -> Callable[[Page], None]:
    """Fail when the page can be scrolled sideways; a wide table scrolls within its own frame."""

    def check(page: Page) -> None:
        wide, room = page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert wide <= room, f"{page.url} is {wide} pixels wide in a window of {room}."

    return check


@pytest.fixture(scope="session")
def picture() -> Callable[..., None]:
    """``picture(page, "home")`` keeps docs/images/home.png when SUFFICIENCY_SCREENSHOTS=1 is set."""

    def keep(page: Page, name: str, full_page: bool = False) -> None:
        if TAKES_PICTURES:
            PICTURES.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=PICTURES / f"{name}.png", full_page=full_page)

    return keep


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def _wait_for(address: str, server: subprocess.Popen) -> None:
    for _ in range(1_200):
        assert server.poll() is None, "The service stopped while starting: see served.log in its home."
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{address} did not answer within two minutes.")
