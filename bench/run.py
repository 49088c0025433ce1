"""Time the product against pandas and SQL, each run a process of its own, and check the answers.

    python -m bench.run [--only page authority many] [--rounds 5] [--write]

Every comparison runs its implementations in turn, A B C A B C, so that whatever else the machine does
falls on all of them alike; the ratios are medians of the rounds' own ratios.
"""

import argparse
import calendar
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import pyarrow.parquet as pq

from bench import data, report
from bench.compare import check_same
from bench.parts import write_part
from sufficiency.vocabulary import postcodes
from sufficiency.vocabulary.authorities import find

AUTHORITY = "Fairmere"
ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Run:
    """One process: seconds by the clock and of processor, its highest memory and what it held of that before it began
    its work, its libraries loaded, and seconds of each call inside."""

    wall: float
    cpu: float
    memory_mib: float
    loaded_mib: float
    calls: tuple[float, ...]

    @property
    def work_mib(self) -> float:
        """What the work itself took of the memory."""
        return self.memory_mib - self.loaded_mib

    @property
    def first_call(self) -> float:
        return self.calls[0]

    @property
    def second_call(self) -> float:
        return self.calls[-1]


@dataclass
class Comparison:
    """Some implementations given the same question, several rounds."""

    title: str
    runs: dict[str, list[Run]] = field(default_factory=dict)
    figures: int = 0
    load: float = 0.0  # of the machine over the last five minutes, ours and others' together
    notes: list[str] = field(default_factory=list)

    def ratio(self, slow: str, quick: str, what: str = "wall") -> float:
        """How many times longer the first takes than the second: the median over the rounds."""
        pairs = zip(self.runs[slow], self.runs[quick], strict=False)  # some are run in fewer rounds
        return median(getattr(one, what) / getattr(other, what) for one, other in pairs)

    def middle(self, name: str, what: str = "wall") -> float:
        return median(getattr(run, what) for run in self.runs[name])

    def least(self, name: str, what: str = "wall") -> float:
        return min(getattr(run, what) for run in self.runs[name])

    def most(self, name: str, what: str) -> float:
        return max(getattr(run, what) for run in self.runs[name])


@dataclass(frozen=True)
class Claim:
    """What the project says of itself, what was measured, and whether that bears it out."""

    words: str
    measured: str
    met: bool


def month_ends(years: Sequence[int]) -> list[date]:
    """The last day of every month of these collection years (2016 = 1 April 2015 to 31 March 2016)."""
    months = [(year - 1, month) for year in years for month in range(4, 13)]
    months += [(year, month) for year in years for month in range(1, 4)]
    return sorted(date(year, month, calendar.monthrange(year, month)[1]) for year, month in months)


def timed(how: str, source: Path, asked: Path, output: Path, again: bool) -> Run:
    """Run one implementation as a process and measure it whole."""
    command = [sys.executable, "-m", "bench.one", how, str(source), str(asked), str(output)]
    begun = perf_counter()
    process = subprocess.Popen([*command, *(["--again"] if again else [])], cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    wall = perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"The {how} run ended with {process.returncode}; what it said is above.")
    inside = json.loads(said)
    cpu = used.ru_utime + used.ru_stime + inside["processor_beside"]
    return Run(wall, cpu, inside["memory_mib"], inside["loaded_mib"], tuple(inside["calls"]))


def compare(
    title: str,
    sources: Mapping[str, Path],
    asked: Path,
    work: Path,
    rounds: int,
    again: bool = False,
    once: Collection[str] = (),
) -> Comparison:
    """Run each implementation in turn, `rounds` times, and check that all give the same figures.

    Those of `once` take minutes, and run in the first round only.
    """
    comparison = Comparison(title, {name: [] for name in sources})
    print(f"\n{title}", flush=True)
    for number in range(1, rounds + 1):
        for name, source in sources.items():
            if number > 1 and name in once:
                continue
            run = timed(name, source, asked, work / f"{name}.parquet", again)
            comparison.runs[name].append(run)
            print(
                f"  round {number}  {name:15} {run.wall:8.2f} s  processor {run.cpu:8.2f} s"
                f"  memory {run.memory_mib:6.0f} MiB  calls {' '.join(f'{call:.3f}' for call in run.calls)}",
                flush=True,
            )
    comparison.load = os.getloadavg()[1]
    comparison.figures = check_same({name: pq.read_table(work / f"{name}.parquet") for name in sources})
    print(f"  the same answers: {comparison.figures:,} figures", flush=True)
    return comparison


def question(
    work: Path,
    days: Sequence[date],
    memory_limit: str | None = None,
    authorities: Sequence[str] = (),
    our_memory_limit: str | None = None,
) -> Path:
    """Write what is asked of every implementation, and return the file.

    `authorities`: of a region. DuckDB is held to `memory_limit` in the SQL version, and to `our_memory_limit` in the
    product's, from the returns (its own limit where none is given).
    """
    asked: dict[str, Any] = {
        "days": [str(day) for day in days],
        "authority": AUTHORITY,
        "population": find(AUTHORITY).populations,
        "postcodes": str(postcodes.directory()),
        "memory_limit": memory_limit,
        "authorities": list(authorities),
        "our_memory_limit": our_memory_limit,
    }
    path = work / "asked.json"
    path.write_text(json.dumps(asked), encoding="utf-8")
    return path


def stored_history(returns: Path, work: Path, *words: str) -> Path:
    """The history that a load stores with its edition, made by a process of its own."""
    history = work / f"history-of-{returns.name}"
    history.mkdir()
    subprocess.run(
        [sys.executable, "-m", "bench.product_version", str(returns), str(history), *words],
        cwd=ROOT,
        check=True,
    )
    return history


def page(returns: Path, work: Path, rounds: int) -> tuple[Comparison, list[Claim]]:
    """From stored positions: what a page of a running site, or a second command, needs."""
    sources = {"stored": stored_history(returns, work), "pandas": returns, "straightforward": returns}
    asked = question(work, month_ends(data.YEARS))
    found = compare("The made-up authority, from stored positions", sources, asked, work, rounds, again=True)
    call, whole = found.ratio("pandas", "stored", "second_call"), found.ratio("pandas", "stored")
    plain = found.ratio("straightforward", "stored", "second_call")
    found.notes.append(
        f"Beside the work itself a second command starts Python and loads libraries: as whole processes of two calls "
        f"each, pandas takes {whole:.1f} times as long."
    )
    return found, [
        Claim(
            "From stored positions: at least 10 times faster than pandas", f"{plain:.1f} times", plain >= 10
        ),
        Claim("The same against careful pandas", f"{call:.1f} times", call >= 10),
    ]


def authority(returns: Path, work: Path, rounds: int) -> tuple[Comparison, list[Claim]]:
    """From the raw returns, as whole processes."""
    sources = dict.fromkeys(["product", "pandas", "straightforward", "sql"], returns)
    asked = question(work, month_ends(data.YEARS))
    found = compare("The made-up authority, from the yearly returns", sources, asked, work, rounds)
    seconds = found.middle("product")
    return found, [
        Claim("From the raw return, as a whole process: under 3 s", f"{seconds:.2f} s", seconds < 3)
    ]


def many(returns: Path, work: Path, rounds: int) -> tuple[Comparison, list[Claim]]:
    """A hundred thousand children, from the raw returns and from a stored history, as whole processes."""
    children = data.many_times_over(returns, work / "many")
    sources = dict.fromkeys(["product", "pandas", "straightforward", "sql"], work / "many")
    sources["stored"] = stored_history(work / "many", work)
    asked = question(work, month_ends(data.YEARS), memory_limit="1500MB")
    found = compare(f"{children:,} children, from the yearly returns", sources, asked, work, rounds)
    found.notes.append(
        f"From the returns, Sufficiency does more than the others: it derives and stores the whole history (every "
        f"child on every month end, every event), which the next question, page or filter then counts from. The SQL "
        f"that stores nothing is itself {found.ratio('pandas', 'sql'):.1f} times faster than the careful pandas "
        f"version, which is therefore not the measure of three times; it takes "
        f"{found.ratio('pandas', 'product'):.1f} times as long as Sufficiency from the returns and "
        f"{found.ratio('pandas', 'stored'):.1f} times as long as from an edition."
    )
    return found, [
        *claims_of("from the returns, the history stored on the way", "product", found),
        *claims_of("from an edition", "stored", found),
    ]


def claims_of(way: str, name: str, found: Comparison) -> list[Claim]:
    """What is claimed of a hundred thousand children, this way of asking."""
    faster, to_sql = found.ratio("straightforward", name), found.ratio(name, "sql")
    memory = found.most(name, "memory_mib") / 1024
    begin = f"100,000 children, {way}"
    return [
        Claim(f"{begin}: at least 3 times faster than pandas", f"{faster:.1f} times", faster >= 3),
        Claim(f"{begin}: within 1.5 times the SQL", f"{to_sql:.2f} times", to_sql <= 1.5),
        Claim(f"{begin}: under 2 GiB", f"{memory:.2f} GiB", memory < 2),
    ]


COMPARISONS = {"page": page, "authority": authority, "many": many}


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--only", nargs="+", choices=list(COMPARISONS), default=list(COMPARISONS))
    words.add_argument(
        "--rounds", type=int, help="rounds of each comparison (default 5; 3 of 100,000 children)"
    )
    words.add_argument("--write", action="store_true", help="write docs/performance.md from this run")
    given = words.parse_args()
    if given.write and set(given.only) != set(COMPARISONS):
        words.error("--write needs all the comparisons; leave --only out.")
    with tempfile.TemporaryDirectory(prefix="sufficiency-bench-") as place:
        work = Path(place)
        returns = data.made_up_authority(work / "returns", years=data.YEARS)
        results = [
            COMPARISONS[name](returns, work, given.rounds or (3 if name == "many" else 5))
            for name in given.only
        ]
    print(f"\n{report.tables(results)}")
    if given.write:
        write_part(ROOT / "docs" / "performance.md", "first measures", report.page(results))


if __name__ == "__main__":
    main()
