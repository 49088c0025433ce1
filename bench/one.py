"""One run of one implementation, to be timed as a process of its own.

    python -m bench.one HOW SOURCE DAYS.json OUTPUT.parquet [--again]

HOW is product, stored, pandas, straightforward or sql; SOURCE the folder of yearly returns, or for `stored`
the folder of an edition's history. Prints one line of JSON: the seconds of the first call without imports and, with
--again, of a second call in the same process; and the most memory the process held, in MiB.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

HOW = ("product", "stored", "pandas", "straightforward", "sql")


def implementation(how: str, source: Path, asked: dict[str, Any]) -> Callable[[], pa.Table]:
    """The call to time, its modules already imported."""
    days = [date.fromisoformat(day) for day in asked["days"]]
    if how in ("product", "stored"):
        leave_pandas_out()
        from bench import product_version

        call = product_version.figures if how == "product" else product_version.stored_figures
        return lambda: call(source, days, asked["authority"])
    population = {int(year): number for year, number in asked["population"].items()}
    postcodes = Path(asked["postcodes"]) if asked["postcodes"] else None
    if how in ("pandas", "straightforward"):
        from bench import pandas_straightforward, pandas_version

        version = pandas_version if how == "pandas" else pandas_straightforward
        return lambda: pa.Table.from_pandas(
            version.figures(source, days, population, postcodes), preserve_index=False
        )
    if how == "sql":
        from bench import sql_version

        return lambda: sql_version.figures(source, days, population, postcodes, asked["memory_limit"])
    raise ValueError(f"{how} is not an implementation: choose one of {', '.join(HOW)}.")


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("how", choices=HOW)
    words.add_argument("source", type=Path)
    words.add_argument("asked", type=Path, help="JSON: days, authority, population, postcodes, memory_limit")
    words.add_argument("output", type=Path)
    words.add_argument("--again", action="store_true", help="call a second time, as a running site would")
    given = words.parse_args()
    call = implementation(given.how, given.source, json.loads(given.asked.read_text(encoding="utf-8")))
    seconds = []
    for _ in range(2 if given.again else 1):
        begun = time.perf_counter()
        figures = call()
        seconds.append(time.perf_counter() - begun)
    pq.write_table(figures, given.output)
    print(json.dumps({"calls": seconds, "memory_mib": most_memory()}))


def leave_pandas_out() -> None:
    """The product is installed without pandas (`make install`); here it stands beside it for the comparison, and
    PyArrow would load it wherever it finds it."""

    class Absent:
        def find_spec(self, name: str, path: object = None, target: object = None) -> None:
            if name == "pandas":
                raise ModuleNotFoundError(f"No module named '{name}'", name=name)

    sys.meta_path.insert(0, Absent())


def most_memory() -> float:
    """The most memory this process has held, in MiB.

    Not from `getrusage`: there a child begins with the memory of the process that started it.
    """
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024


if __name__ == "__main__":
    main()
