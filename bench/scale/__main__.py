"""A region, a nation, and growth: DuckDB, Spark on this machine and pandas on the same returns.

    python -m bench.scale [--only region nation growth] [--rounds 3] [--sizes 1000 10000 100000] [--write]

Writes, with --write, the part of docs/performance.md that was measured, and leaves the others.
"""

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench import authorities, data
from bench.parts import write_part
from bench.run import ROOT, Claim, Comparison, compare, month_ends, question, stored_history, timed
from bench.scale import growth, plot, report

PAGE = ROOT / "docs" / "performance.md"
REGION = 33
NATION = 150_000
SLOW = ("straightforward", "spark")
LIMIT = "300MB"  # of DuckDB from the returns; beyond it, it writes to a temporary folder
LINEAR = 1.05  # a power above it is no straight line, whatever the machine did beside


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--only", nargs="+", choices=list(SETS), default=list(SETS))
    words.add_argument("--rounds", type=int, default=3)
    words.add_argument("--authorities", type=int, default=REGION, help="of the region")
    words.add_argument("--children", type=int, default=NATION, help="of the nation")
    words.add_argument("--looked-after", type=int, default=500, help="in each authority on a day, about")
    words.add_argument(
        "--sizes", type=int, nargs="+", default=list(growth.SIZES), help="children, for growth"
    )
    words.add_argument(
        "--without", nargs="+", default=[], help="implementations to leave out, as straightforward"
    )
    words.add_argument("--write", action="store_true", help="write these parts of docs/performance.md")
    given = words.parse_args()
    for name in given.only:
        with tempfile.TemporaryDirectory(prefix="sufficiency-scale-") as place:
            text = SETS[name](Path(place), given)
        print(f"\n{text}", flush=True)
        if given.write:
            write_part(PAGE, name, text)


def region(work: Path, given: argparse.Namespace) -> str:
    """Many authorities at once, by authority among the breakdowns."""
    children = data.region(work / "returns", given.authorities, given.looked_after)
    codes = authorities.codes(given.authorities)
    asked = question(work, month_ends(data.YEARS), authorities=codes, our_memory_limit=LIMIT)
    warm_up(given, work, asked, "REGION")
    history = stored_history(work / "returns", work, "REGION")
    title = f"A region of {given.authorities} authorities, {children:,} children"
    found = compare(title, sources_of(given, work / "returns", history), asked, work, given.rounds, once=SLOW)
    told = (
        f"Ten years' returns of {given.authorities} made-up authorities, each from a seed of its own; every first measure at"
        " 120 month ends by every breakdown, and by authority."
    )
    return report.comparison_part(found, claims_of("The region", found), told, given.without)


def nation(work: Path, given: argparse.Namespace) -> str:
    """As many children ever looked after as are asked for, ten years, every month."""
    each = data.children_in(data.made_up_authority(work / "one", given.looked_after))
    children = data.region(work / "returns", -(-given.children // each), given.looked_after)
    asked = question(work, month_ends(data.YEARS), our_memory_limit=LIMIT)
    warm_up(given, work, asked)
    history = stored_history(work / "returns", work)
    title = f"A nation: {children:,} children ever looked after"
    found = compare(title, sources_of(given, work / "returns", history), asked, work, given.rounds, once=SLOW)
    told = (
        "Ten years' returns; every first measure at 120 month ends by every breakdown. From the returns Sufficiency reads"
        f" a year at a time into files, and DuckDB is held to {LIMIT}, writing what does not fit to a temporary folder"
        " (`bench/product_version.py`); pandas may take what there is."
    )
    within = [within_2_gib("The nation", way, name, found) for way, name in OURS.items()]
    return report.comparison_part(found, [*claims_of("The nation", found), *within], told, given.without)


def warm_up(given: argparse.Namespace, work: Path, asked: Path, *words: str) -> None:
    """Put the same question to a handful of children first: plans are compiled once for each version of the rules, and
    kept; no run that is timed should be the one that compiles them."""
    returns = work / "few"
    data.region(returns, 1, children_looked_after=20)
    sources = sources_of(given, returns, stored_history(returns, work, *words))
    for name in ("stored", "product", "spark"):
        if name in sources:
            run = timed(name, sources[name], asked, work / "few.parquet", False)
            print(f"  compiled        {name:15} {run.wall:8.2f} s  processor {run.cpu:8.2f} s", flush=True)


def sources_of(given: argparse.Namespace, returns: Path, history: Path) -> dict[str, Path]:
    """What each implementation is given: the returns, or the tables of an edition."""
    sources = {
        "stored": history,
        "pandas_stored": history,
        "product": returns,
        "pandas": returns,
        "straightforward": returns,
        "spark": history,
    }
    return {name: source for name, source in sources.items() if name not in given.without}


OURS = {"from an edition": "stored", "from the returns": "product"}


def claims_of(whose: str, found: Comparison) -> list[Claim]:
    """At least three times as fast as pandas, in a third of its memory: from the same stored tables, and from returns."""
    pairs = (
        ("from the same stored tables as pandas", "stored", "pandas_stored"),
        ("from an edition, pandas (careful) from the returns", "stored", "pandas"),
        ("from the returns, pandas straightforward", "product", "straightforward"),
        ("from the returns, pandas careful", "product", "pandas"),
    )
    claims = []
    for way, ours, pandas in pairs:
        if not {ours, pandas} <= set(found.runs):
            continue
        for of, seconds, memory in (
            ("as whole processes", "wall", "memory_mib"),
            ("libraries loaded", "first_call", "work_mib"),
        ):
            faster = found.ratio(pandas, ours, seconds)
            share = found.most(ours, memory) / found.most(pandas, memory)
            claims += [
                Claim(f"{whose}, {way}, {of}: at least 3 times faster", f"{faster:.1f} times", faster >= 3),
                Claim(f"{whose}, {way}, {of}: a third of the memory", f"{share:.2f}", share <= 1 / 3),
            ]
    return claims


def within_2_gib(whose: str, way: str, name: str, found: Comparison) -> Claim:
    held = found.most(name, "memory_mib") / 1024
    return Claim(f"{whose}, {way}: within 2 GiB", f"{held:.2f} GiB", held < 2)


def growth_of(work: Path, given: argparse.Namespace) -> str:
    """Time and memory at each size, as a picture and a table."""
    print("\nGrowth", flush=True)
    source = growth.smallest_returns(work / "smallest")
    points = growth.measure(source, work, sorted(given.sizes), month_ends(data.YEARS))
    if given.write:
        plot.draw(points, ROOT / "docs" / report.IMAGE)
    return report.growth_part(points, claims_of_growth(points))


def claims_of_growth(points: Sequence[growth.Point]) -> list[Claim]:
    """Processor time grows no faster than the number of children: over all sizes, and between the two largest."""
    claims = []
    for step, words in plot.WORDS.items():
        for over, fitted in (
            ("", growth.exponent),
            (", between the two largest sizes", growth.last_exponent),
        ):
            power = fitted(points, step)
            claims.append(
                Claim(f"{words}: no worse than linear{over}", f"power {power:.2f}", power <= LINEAR)
            )
    return claims


SETS = {"region": region, "nation": nation, "growth": growth_of}

if __name__ == "__main__":
    main()
