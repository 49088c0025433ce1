"""One run of one implementation, to be timed as a process of its own.

    python -m bench.one HOW SOURCE DAYS.json OUTPUT.parquet [--again]

HOW is product, store, stored, spark, pandas, straightforward, pandas_stored or sql; SOURCE the folder of yearly returns,
or for `stored`, `spark` and `pandas_stored` the folder of an edition's history, which `store` makes at OUTPUT. Prints one
line of JSON: the seconds of the first call without imports and, with --again, of a second call in the same process; the
memory the process held once its libraries were loaded, and the most it held, in MiB, with that of the processes it began
(Spark's Java); and the processor seconds of those.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

FROM_AN_EDITION = ("stored", "spark", "pandas_stored")
HOW = ("product", "store", "pandas", "straightforward", "sql", *FROM_AN_EDITION)


def implementation(how: str, source: Path, asked: dict[str, Any], output: Path) -> Callable[[], Any]:
    """The call to time, its modules already imported. It gives the figures, but for `store`, which writes `output`."""
    days = [date.fromisoformat(day) for day in asked["days"]]
    authorities = asked.get("authorities") or []
    if how in ("product", "store", "stored"):
        leave_pandas_out()
        from bench import product_version
        from sufficiency.history.engine import MEMORY_LIMIT

        if how == "store":
            return lambda: product_version.store_history(source, output, bool(authorities))
        if how == "stored":
            return lambda: product_version.stored_figures(source, days, asked["authority"], authorities)
        limit = asked.get("our_memory_limit") or MEMORY_LIMIT
        return lambda: product_version.figures(source, days, asked["authority"], authorities, limit)
    if how == "spark":
        from bench import product_version
        from sufficiency.history.spark import SparkEngine

        return lambda: product_version.stored_figures(
            source, days, asked["authority"], authorities, SparkEngine()
        )
    population = {int(year): number for year, number in asked["population"].items()}
    postcodes = Path(asked["postcodes"]) if asked["postcodes"] else None
    if "pandas" in how or how == "straightforward":
        from bench.authorities import tell_pandas

        tell_pandas(authorities)
    if how == "pandas_stored":
        from bench import pandas_stored

        return lambda: pa.Table.from_pandas(
            pandas_stored.figures(source, days, population), preserve_index=False
        )
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
    asked = json.loads(given.asked.read_text(encoding="utf-8"))
    call = implementation(given.how, given.source, asked, given.output)
    loaded = memory("VmRSS")
    seconds = []
    for _ in range(2 if given.again else 1):
        begun = time.perf_counter()
        figures = call()
        seconds.append(time.perf_counter() - begun)
    if given.how != "store":
        pq.write_table(figures, given.output)
    began = begun_by_this()
    found = {
        "calls": seconds,
        "loaded_mib": loaded,
        "memory_mib": memory("VmHWM") + sum(memory("VmHWM", pid) for pid in began),
        "processor_beside": sum(map(processor_seconds, began)),
    }
    print(json.dumps(found))


def leave_pandas_out() -> None:
    """The product is installed without pandas (`make install`); here it stands beside it for the comparison, and
    PyArrow would load it wherever it finds it."""

    class Absent:
        def find_spec(self, name: str, path: object = None, target: object = None) -> None:
            if name == "pandas":
                raise ModuleNotFoundError(f"No module named '{name}'", name=name)

    sys.meta_path.insert(0, Absent())


def memory(which: str, pid: int | str = "self") -> float:
    """The memory a process holds (VmRSS), or the most it has held (VmHWM), in MiB.

    Not from `getrusage`: there a child begins with the memory of the process that started it.
    """
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(next(line for line in status.splitlines() if line.startswith(which)).split()[1]) / 1024


def begun_by_this() -> list[int]:
    """The processes this one began that still run."""
    return [int(pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text("utf-8").split()]


def processor_seconds(pid: int) -> float:
    """What a process has used so far: what `wait` says of this one leaves out those that outlive it."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
