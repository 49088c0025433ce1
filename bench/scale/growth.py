"""How time and memory grow from a thousand children to a million."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

import numpy as np

from bench import data
from bench.run import Run, question, timed

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000)
STEPS = ("store", "stored")  # read the returns and store their history; count every figure from it
LEVEL_FROM = 10_000  # below it the start of Python and of libraries is most of the time
SMALLEST = 1_000


@dataclass(frozen=True)
class Point:
    """What one number of children took, by step."""

    children: int
    runs: dict[str, Run]


def smallest_returns(folder: Path) -> Path:
    """Ten years' returns of about a thousand made-up children, which larger ones are copies of."""
    return data.made_up_authority(folder, children_looked_after=220)


def measure(source: Path, work: Path, sizes: Sequence[int], days: Sequence) -> list[Point]:
    """Each size once, smallest first; its returns and history are removed after."""
    asked = question(work, days)
    points = []
    for size in sizes:
        returns, history = work / "returns", work / "history"
        children = data.many_times_over(source, returns, size)
        runs = {
            "store": timed("store", returns, asked, history, False),
            "stored": timed("stored", history, asked, work / "figures.parquet", False),
        }
        points.append(Point(children, runs))
        told = "   ".join(
            f"{step} {run.wall:.1f} s, processor {run.cpu:.1f} s, {run.memory_mib:,.0f} MiB"
            for step, run in runs.items()
        )
        print(f"  {children:>9,} children   {told}", flush=True)
        rmtree(returns)
        rmtree(history)
    return points


def exponent(points: Sequence[Point], step: str, what: str = "cpu") -> float:
    """The power of the number of children that time grows with, fitted to the sizes at which work outweighs starting:
    1 is a straight line through nought, below 1 is better."""
    level = [point for point in points if point.children >= LEVEL_FROM]
    return _power(level, step, what)


def last_exponent(points: Sequence[Point], step: str, what: str = "cpu") -> float:
    """The same between the two largest sizes alone, where starting no longer hides how the work itself grows."""
    return _power(sorted(points, key=lambda point: point.children)[-2:], step, what)


def _power(level: Sequence[Point], step: str, what: str) -> float:
    if len(level) < 2:
        raise ValueError(
            f"Give two sizes of {LEVEL_FROM:,} children or more: an exponent is fitted to those."
        )
    children = np.log([point.children for point in level])
    taken = np.log([getattr(point.runs[step], what) for point in level])
    return float(np.polyfit(children, taken, 1)[0])
