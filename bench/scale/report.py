"""The parts of docs/performance.md about large returns."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime

from bench.report import NAMES, comparison_table
from bench.run import Claim, Comparison
from bench.scale.growth import LEVEL_FROM, Point, exponent, last_exponent
from bench.scale.plot import WORDS

IMAGE = "images/growth.svg"
STORED_ON_THE_WAY = (
    "From the returns, Sufficiency derives and stores the whole history (every child on every month end, every event),"
    " held to a little memory and writing the rest to disk; pandas stores nothing and reads everything anew each time. The"
    " load is done once, and every question after it is one *from an edition*."
)


def machine(load: float) -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return (
        f"Measured on {datetime.now(tz=UTC):%-d %B %Y} on a machine with {os.cpu_count()} cores and {memory:.0f} GiB of"
        f" memory, shared with other work: {load:.1f} processes were ready to run on average in the last five minutes, of"
        f" which ours are one or two."
    )


def comparison_part(
    found: Comparison, claims: Sequence[Claim], told: str, left_out: Sequence[str] = ()
) -> str:
    """One comparison with what it was of, its table, and whether what is wanted was met."""
    before = "\n\n".join([f"{told}{fewer_runs(found, left_out)}", machine(found.load)])
    table = comparison_table(found).replace("\n\n", f"\n\n{before}\n\n", 1)
    return f"{table}\n{STORED_ON_THE_WAY}\n\n{claims_table(claims)}"


def fewer_runs(found: Comparison, left_out: Sequence[str]) -> str:
    """Sentences on what was run in fewer rounds than the rest, or not at all."""
    rounds = max(len(runs) for runs in found.runs.values())
    fewer = [f"*{NAMES[name]}* in {len(runs)}" for name, runs in found.runs.items() if len(runs) < rounds]
    told = f" Of the {rounds} rounds some were run in fewer: {', '.join(fewer)}." if fewer else ""
    without = " and ".join(f"*{NAMES[name]}*" for name in left_out)
    return told + (f" Left out of this run: {without}." if left_out else "")


def claims_table(claims: Sequence[Claim]) -> str:
    rows = [f"| {c.words} | {c.measured} | {'met' if c.met else '**not met**'} |" for c in claims]
    return "\n".join(["| What is wanted | Measured | |", "|---|---|---|", *rows])


def growth_part(points: Sequence[Point], claims: Sequence[Claim]) -> str:
    rows = []
    for point in points:
        cells = [
            f"{run.wall:.1f} s | {run.cpu:.1f} s | {1e6 * run.cpu / point.children:,.0f} | {run.memory_mib:,.0f} MiB"
            for run in (point.runs[step] for step in WORDS)
        ]
        rows.append(f"| {point.children:,} | {' | '.join(cells)} |")
    last = ", ".join(f"{last_exponent(points, step):.2f}" for step in WORDS)
    powers = ", ".join(f"{exponent(points, step):.2f} for *{words.lower()}*" for step, words in WORDS.items())
    return "\n".join(
        [
            f"## From {points[0].children:,} children to {points[-1].children:,}",
            "",
            f"![Two charts with both axes by powers of ten: processor seconds and memory against children, from"
            f" {points[0].children:,} to {points[-1].children:,}. The line of time runs no steeper than the dashed"
            f" straight line]({IMAGE})",
            "",
            "Ten years' returns of a made-up authority of about a thousand children, and copies of it under other names."
            " *Read and store* is reading the returns, a year at a time where they are large, and deriving and storing their"
            " history (a load checks them besides); *count* is every first measure with every breakdown at 120 month ends."
            " Each is a process of its own, run once at each size.",
            "",
            machine(os.getloadavg()[1]),
            "",
            "| Children | read and store | processor | per child, µs | memory | count from an edition | processor |"
            " per child, µs | memory |",
            "|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
            *rows,
            "",
            f"Processor time grows with the number of children to the power of {powers} (fitted to the sizes from"
            f" {LEVEL_FROM:,}; below, starting is most of it), and between the two largest sizes to"
            f" that of {last}. A power of 1 is a straight line: twice the children, twice"
            f" the time.",
            "",
            claims_table(claims),
        ]
    )
