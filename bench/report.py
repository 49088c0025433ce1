"""The figures of a run as a page: docs/performance.md."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.run import Claim, Comparison

NAMES = {
    "product": "Sufficiency",
    "stored": "Sufficiency, from an edition",
    "pandas": "pandas, careful",
    "straightforward": "pandas, straightforward",
    "sql": "DuckDB SQL",
    "pandas_stored": "pandas, from the edition's tables",
    "spark": "Sufficiency on Spark, from an edition",
}
CALLS = (
    "*First call* and *memory of the call* are without what every process needs first: Python started and libraries"
    " loaded, which a running site has behind it."
)
CALLED_AGAIN = " *Second call* is the same question asked again inside the process, as by the next page of a running site."
Results = Sequence[tuple["Comparison", list["Claim"]]]

BEGINNING = """# How fast it is

`make bench` measures again and writes this page (`bench/README.md` says how to run less of it).

Four implementations of the same first measures are compared: Sufficiency itself (Ibis on DuckDB); the same in pandas
as it is written first, one day and one column after the other, groups as words (`bench/pandas_straightforward.py`);
the same in pandas by somebody who knows it well, everything in few groupings over whole numbers
(`bench/pandas_version.py`); and the same in DuckDB SQL written by hand (`bench/sql_version.py`). Where a claim says
*pandas* it means the straightforward one; the careful one stands beside it in every table. Each reads the same yearly returns and gives every first measure, with every breakdown, on
each of the 120 month ends of ten collection years. Their answers are checked to be the same, figure by figure; a
difference stops the run.

Every run is a process of its own, and the implementations take turns (A B C A B C), so that whatever else the machine
does falls on all alike. *Median* and *least* are seconds by the clock for the whole process, start of Python and
writing the answer included; *processor* is the median of processor seconds over all cores; *memory* the highest any
run held. A ratio is the median of the rounds' own ratios.
"""


def tables(results: Results) -> str:
    """Every comparison as a table in Markdown, and the claims with what was measured."""
    parts = [comparison_table(comparison) for comparison, _ in results]
    claims = ["| What is claimed | Measured | |", "|---|---|---|"]
    claims += [
        f"| {claim.words} | {claim.measured} | {'met' if claim.met else '**not met**'} |"
        for _, of_comparison in results
        for claim in of_comparison
    ]
    return "\n".join([*parts, "## Claims\n", *claims]) + "\n"


def comparison_table(comparison: "Comparison") -> str:
    rounds = len(next(iter(comparison.runs.values())))
    again = len(next(iter(comparison.runs.values()))[0].calls) > 1
    lines = [
        f"## {comparison.title}\n",
        f"{rounds} {'round' if rounds == 1 else 'rounds'}; {comparison.figures:,} figures, the same from all.\n",
    ]
    lines += [
        "| | median | least | processor | memory | first call | memory of the call |"
        + (" second call |" if again else ""),
        "|---|--:|--:|--:|--:|--:|--:|" + ("--:|" if again else ""),
    ]
    for name in comparison.runs:
        line = (
            f"| {NAMES[name]} | {comparison.middle(name):.2f} s | {comparison.least(name):.2f} s"
            f" | {comparison.middle(name, 'cpu'):.2f} s | {comparison.most(name, 'memory_mib'):,.0f} MiB"
            f" | {comparison.middle(name, 'first_call'):.3f} s | {comparison.most(name, 'work_mib'):,.0f} MiB |"
        )
        if again:
            line += f" {comparison.middle(name, 'second_call'):.3f} s |"
        lines.append(line)
    names = list(comparison.runs)
    ratios = [
        f"{NAMES[other]} takes {comparison.ratio(other, names[0]):.2f} times as long as {NAMES[names[0]]}"
        f" ({comparison.ratio(other, names[0], 'cpu'):.2f} times the processor time)"
        for other in names[1:]
    ]
    lines.append("\n" + "; ".join(ratios) + ".")
    lines.append(f"\n{CALLS}{CALLED_AGAIN if again else ''}")
    lines += [f"\n{note}" for note in comparison.notes]
    return "\n".join(lines) + "\n"


def page(results: Results) -> str:
    """The whole page, with the machine in general words and the day."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    machine = (
        f"Measured on {datetime.now(tz=UTC):%-d %B %Y} on a machine with {os.cpu_count()} cores and"
        f" {memory:.0f} GiB of memory, shared with other work.\n"
    )
    return "\n".join([BEGINNING, machine, tables(results)])
