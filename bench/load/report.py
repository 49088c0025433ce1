"""What was measured, held against the targets, and its page."""

import csv
import os
import platform
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

TARGET, HEAVIEST = 300, 1_000  # milliseconds, of the 95th percentile
HEAVY = ("Home", "All measures")  # the dashboards


@dataclass(frozen=True)
class PageRead:
    """One kind of page: how often it was read, how many failed, and times in milliseconds."""

    name: str
    number: int
    failed: int
    p50: int
    p95: int
    p99: int

    @property
    def target(self) -> int:
        return HEAVIEST if self.name in HEAVY else TARGET

    @property
    def met(self) -> bool:
        return self.p95 <= self.target and self.failed == 0


@dataclass(frozen=True)
class Trial:
    """All pages, and all together in ``whole``."""

    people: int
    seconds: int
    pages: list[PageRead]
    whole: PageRead
    per_second: float
    spent: float  # seconds of processor by the pages' processes, starting and the worker beside them included
    beside: float  # the machine's load average before the trial: what else was running

    @property
    def met(self) -> bool:
        return all(page.met for page in self.pages)

    @property
    def processor(self) -> float:
        """Milliseconds of processor for a page."""
        return 1_000 * self.spent / max(self.whole.number, 1)

    @property
    def machine(self) -> str:
        """Whether anything else was running, which no server can make up for."""
        if self.beside < 0.5:
            return "Nothing else ran on the machine."
        return (
            f"Other work was running on the machine: its load average was {self.beside:.1f} before the trial began, so "
            "the times are worse than those of a machine that only serves."
        )


def read(path: Path, people: int, seconds: int, spent: float, beside: float) -> Trial:
    """From the CSV that Locust wrote."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    pages = [_page(row) for row in rows if row["Name"] != "Aggregated"]
    (whole,) = [row for row in rows if row["Name"] == "Aggregated"]
    return Trial(
        people,
        seconds,
        sorted(pages, key=lambda page: -page.p95),
        _page(whole),
        float(whole["Requests/s"]),
        spent,
        beside,
    )


def _page(row: dict[str, str]) -> PageRead:
    numbers = (int(float(row[name])) for name in ("Request Count", "Failure Count", "50%", "95%", "99%"))
    return PageRead(row["Name"], *numbers)


def as_table(found: Trial) -> str:
    lines = [
        "| page | read | failed | p50, ms | p95, ms | p99, ms | target for p95, ms |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {page.name} | {page.number} | {page.failed} | {page.p50} | {page.p95} | {page.p99} | {page.target}{'' if page.met else ', missed'} |"
        for page in found.pages
    ]
    whole = found.whole
    lines.append(f"| all | {whole.number} | {whole.failed} | {whole.p50} | {whole.p95} | {whole.p99} | |")
    return "\n".join(lines)


def as_text(found: Trial) -> str:
    verdict = "Every target is met." if found.met else "Not every target is met."
    told = (
        f"{found.per_second:.1f} pages a second, {found.processor:.0f} ms of processor each. {found.machine}"
    )
    return f"{as_table(found)}\n{told} {verdict}"


def as_page(found: Trial) -> str:
    return f"""# Many people reading at once

Written by `python -m bench.load --write`, on {datetime.now(UTC):%-d %B %Y}, with {os.cpu_count()} cores, Python
{platform.python_version()} and PostgreSQL, all on one machine: readers, server and database share its cores.

{found.people} signed-in people of ten roles come one by one and, once all are there, read for {found.seconds} seconds
that are measured, each with a pause of one to five
seconds after a page: home, all measures, a measure, a measure by groups, its CSV, the list of children, the children
behind a figure, and a child. Each look at a child is a line of the audit, written before the page is given. The
authority is the made-up one; the pages are served as `sufficiency serve` does, by two processes of four threads.
Signing in is no part of it: each person has a session made beforehand. Times are those of the whole answer.

{as_table(found)}

{found.per_second:.1f} pages a second, each of {found.processor:.0f} ms of a processor's time, starting and the worker beside the pages
included. {found.machine}

{"Every target is met" if found.met else "Not every target is met"}: the 95th percentile under {TARGET} ms, of the dashboards ({" and ".join(HEAVY).lower()})
under {HEAVIEST} ms, no page failed.

The suite gives each address a ceiling for its database queries (`tests/service/test_query_ceilings.py`).
"""
