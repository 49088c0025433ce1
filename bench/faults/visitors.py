"""People at their browsers, who note what the service told them was done."""

import re
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPException
from http.cookiejar import CookieJar
from itertools import count
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

FORM_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
SEEN = re.compile(r'name="seen" value="(\d+)"')
KINDS = ("target", "roles", "look")
PATIENCE = 20  # seconds for one answer


class Visitor:
    """One signed-in person with cookies of their own, as a browser has."""

    def __init__(self, address: str, username: str, password: str) -> None:
        self._address = address
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self.send("/account/sign-in/", {"login": username, "password": password})

    def read(self, path: str) -> str:
        """The text of a page. Raises OSError where the answer is no 2xx, or there is none."""
        with self._opener.open(self._address + path, timeout=PATIENCE) as answer:
            return answer.read().decode()

    def send(self, path: str, fields: dict, on: str = "") -> str:
        """Fill in and send the form of a page; the address it leads to. Raises OSError as ``read``."""
        token = FORM_TOKEN.search(self.read(on or path)).group(1)
        body = urlencode({**fields, "csrfmiddlewaretoken": token}, doseq=True).encode()
        return self._sent(Request(self._address + path, body))

    def send_files(self, path: str, files: dict[str, Path]) -> str:
        """Send files, each under a name, through the form of a page; the address it leads to."""
        token = FORM_TOKEN.search(self.read(path)).group(1)
        edge = "a-line-that-is-in-no-return-of-ours"
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'.encode()
        ]
        for name, file in files.items():
            head = f'--{edge}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
            parts.append(head.encode() + b"Content-Type: text/csv\r\n\r\n" + file.read_bytes() + b"\r\n")
        body = b"".join([*parts, f"--{edge}--\r\n".encode()])
        return self._sent(
            Request(self._address + path, body, {"Content-Type": f"multipart/form-data; boundary={edge}"})
        )

    def _sent(self, request: Request) -> str:
        """The address that the service led on to, which is its word that the thing was done."""
        with self._opener.open(request, timeout=PATIENCE) as answer:
            if answer.url == request.full_url:
                raise OSError(f"{request.selector} was not done: the form came back.")
            return answer.url.removeprefix(self._address)


@dataclass(frozen=True)
class Done:
    """A write that the service acknowledged: its kind, and what of it must be in the database."""

    kind: str
    what: str


@dataclass
class Journal:
    """What was acknowledged, in its order."""

    lines: list[Done] = field(default_factory=list)

    def counted(self, kind: str) -> int:
        return sum(one.kind == kind for one in self.lines)


class Writers:
    """Somebody sets targets, looks at children and changes roles, one after another, until stopped or cut off.

    ``children``: id and address of those looked at; each is looked at once.
    """

    def __init__(
        self, analyst: Visitor, administrator: Visitor, person: int, children: list[tuple[str, str]]
    ) -> None:
        self.journal = Journal()
        self.refusals: list[str] = []
        self._analyst, self._administrator, self._person = analyst, administrator, person
        self._children, self._number = iter(children), count(1)
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        self._stopping.clear()
        self._thread = threading.Thread(target=self._write, daemon=True)
        self._thread.start()

    def until(self, number: int, seconds: float = 60) -> None:
        """Wait until this many more were acknowledged."""
        wanted, until = len(self.journal.lines) + number, time.monotonic() + seconds
        while len(self.journal.lines) < wanted:
            if time.monotonic() > until or not self._thread.is_alive():
                raise RuntimeError(f"Nothing more is acknowledged: {self.refusals[-1:]}")
            time.sleep(0.02)

    def end(self) -> None:
        self._stopping.set()
        self._thread.join(PATIENCE + 5)

    def _write(self) -> None:
        while not self._stopping.is_set():
            for kind in KINDS:
                try:
                    what = getattr(self, f"_{kind}")()
                except (OSError, AttributeError, ValueError) as problem:  # cut off: not acknowledged
                    self.refusals.append(f"{kind}: {problem}")
                    if not isinstance(problem, HTTPError):
                        return
                    time.sleep(0.2)
                except HTTPException as problem:  # http.client has exceptions of its own for half an answer
                    self.refusals.append(f"{kind}: {problem!r}")
                    return
                else:
                    self.journal.lines.append(Done(kind, what))

    def _target(self) -> str:
        source = f"Plan {next(self._number)}"
        fields = {"kind": "low", "value": "9.5", "since_day": "1", "since_month": "4", "since_year": "2024"}
        self._analyst.send("/measures/cla_number/target", {**fields, "source": source})
        return source

    def _roles(self) -> str:
        path = f"/people/{self._person}/roles"
        seen = int(SEEN.search(self._administrator.read(path)).group(1))
        roles = ["elected_member"] if seen % 2 else ["elected_member", "finance"]
        self._administrator.send(path, {"seen": seen, "roles": roles})
        return str(seen + 1)

    def _look(self) -> str:
        child, address = next(self._children)
        self._analyst.read(address)
        return child
