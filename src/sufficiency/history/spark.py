"""Where the compiled expressions run for a region or a nation: Apache Spark, in this process or on a cluster.

The same expressions as on DuckDB, compiled to Spark's SQL, give the same tables. Needs the extra `spark` and Java 17.
`SUFFICIENCY_SPARK_MASTER` names a cluster ("spark://..."); without it Spark runs on this machine alone.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq

from sufficiency.history.stages import Plan

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

DIALECT = "pyspark"
ALONE = {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    # As DuckDB: what cannot be worked out is not known, rather than the end of the work.
    "spark.sql.ansi.enabled": "false",
    "spark.sql.parquet.compression.codec": "snappy",
    "spark.log.level": "ERROR",
}


class NoSpark(RuntimeError):
    """Spark cannot be used here; the text says what is missing."""


def session() -> SparkSession:
    """The Spark of this process, begun when first asked for. Raises NoSpark."""
    if find_spec("pyspark") is None:
        raise NoSpark("Spark is not installed. Install the extra: pip install 'sufficiency[spark]'.")
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        raise NoSpark(
            "Spark needs Java 17, and none is found. On Debian: apt install openjdk-17-jre-headless."
        )
    from pyspark.sql import SparkSession

    ibis.pyspark  # noqa: B018 (registers the options that compiling for Spark reads)
    master = os.environ.get("SUFFICIENCY_SPARK_MASTER") or "local[*]"
    builder = SparkSession.builder.appName("sufficiency").master(master)
    settings = SETTINGS
    if master.startswith("local"):
        # Few parts: the default of 200 is for a cluster, and takes longer to plan than to count.
        settings = SETTINGS | ALONE | {"spark.sql.shuffle.partitions": str(2 * (os.cpu_count() or 1))}
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


class SparkEngine:
    """One Spark session with the tables of one history. Stages are kept as Parquet in a folder of their own, so that
    no query grows with those before it."""

    dialect = DIALECT

    def __init__(self) -> None:
        self.session = session()
        self._folder = tempfile.TemporaryDirectory(prefix="sufficiency-spark-")
        self._number = count()

    def close(self) -> None:
        """Forget the tables. The session stays, for the next engine of this process."""
        self.session.catalog.clearCache()
        self._folder.cleanup()

    def __enter__(self) -> SparkEngine:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def give(self, name: str, table: pa.Table | Path) -> None:
        """Let a name stand for an Arrow table (written to a file first) or a stored Parquet file."""
        if not isinstance(table, Path):
            path = self._fresh(name).with_suffix(".parquet")
            pq.write_table(table, path)
            table = path
        self._name(name, table)

    def run(self, plan: Plan, folder: Path | None = None) -> None:
        """Work the stages of a plan out in order; the stored ones become files of `folder`."""
        for step in plan.steps:
            worked_out = self.session.sql(step.sql)
            place = self._fresh(step.name)
            if step.stored:
                _as_one_file(worked_out, place, folder / f"{step.name}.parquet")
            else:
                worked_out.write.parquet(str(place))
                self._name(step.name, place)

    def result(self, expression: ir.Table) -> pa.Table:
        return self.query(str(ibis.to_sql(expression, dialect=DIALECT)))

    def query(self, sql: str) -> pa.Table:
        return self.session.sql(sql).toArrow()

    def _name(self, name: str, path: Path) -> None:
        self.session.read.parquet(str(path)).createOrReplaceTempView(name)

    def _fresh(self, name: str) -> Path:
        return Path(self._folder.name) / f"{next(self._number)}-{name}"


def _as_one_file(rows: DataFrame, place: Path, target: Path) -> None:
    """Spark writes a folder of parts; a history is one file to a table."""
    rows.coalesce(1).write.parquet(str(place))
    (part,) = place.glob("part-*.parquet")
    shutil.move(part, target)
