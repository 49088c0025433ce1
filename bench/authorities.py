"""A region: which authority a child is of, as one breakdown more, told to each implementation in its own process.

The first three characters of a child's name are its authority (`data.region`). The product has no such breakdown, since
an installation is one council's; here it gets a column in what is stored and a declaration, and nothing else changes.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

AUTHORITY, OF_A_CHILD = "authority", "uasc"  # measures that know the one breakdown are given the other
LETTERS = 3
HELD_BY = ("positions", "events")


def codes(authorities: int) -> list[str]:
    return [f"{number:0{LETTERS}d}" for number in range(authorities)]


def tell_product(authorities: Sequence[str]) -> None:
    """Declare the breakdown, and that the first measures of children in care have it."""
    from sufficiency.measures.definitions import FIRST_MEASURES, MEASURES
    from sufficiency.vocabulary.groups import BREAKDOWNS, Breakdown

    BREAKDOWNS[AUTHORITY] = Breakdown(
        AUTHORITY, "Authority", {code: f"Authority {code}" for code in authorities}
    )
    for name in FIRST_MEASURES:
        measure = MEASURES[name]
        if OF_A_CHILD in measure.breakdowns and AUTHORITY not in measure.breakdowns:
            MEASURES[name] = replace(measure, breakdowns=(*measure.breakdowns, AUTHORITY))


def tell_pandas(authorities: Sequence[str]) -> None:
    """The same in the pandas versions: a group of every child, and one more of the seven breakdowns."""
    from bench import pandas_groups

    if not authorities:
        return
    pandas_groups.GROUPS[AUTHORITY] = list(authorities)
    pandas_groups.SEVEN.append(AUTHORITY)


def store_column(history: Path) -> None:
    """Add the column to the stored tables that figures of children in care are counted from."""
    from sufficiency.history.engine import DuckDBEngine

    with DuckDBEngine() as engine:
        for name in HELD_BY:
            path, fuller = history / f"{name}.parquet", history / f"{name}.fuller"
            engine.connection.execute(
                f"COPY (SELECT *, child[1:{LETTERS}] AS {AUTHORITY} FROM read_parquet('{path}'))"
                f" TO '{fuller}' (FORMAT parquet, COMPRESSION snappy)"
            )
            fuller.replace(path)


def of_authorities_only(figures: pa.Table) -> pa.Table:
    """The figures of this breakdown, without the totals that stand in every answer."""
    return figures.filter(pc.equal(figures["breakdown"], AUTHORITY))
