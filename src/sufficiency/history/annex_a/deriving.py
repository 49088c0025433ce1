"""Derives, from the typed lists of every workbook, the rows that measures count, and stores them as Parquet."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import ibis
import pyarrow as pa
from pyarrow.parquet import write_table

from sufficiency.history.annex_a import adoption, front_door, on_the_day
from sufficiency.history.annex_a.columns import GIVEN_LISTS, LISTED
from sufficiency.history.annex_a.given import (
    SCHEMAS,
    days_table,
    first_reviews_due,
    given_table,
    limits_table,
)
from sufficiency.history.engine import DIALECT, DuckDBEngine
from sufficiency.history.stages import Stages, compiled
from sufficiency.returns.annex_a import LISTS


def derive_lists(tables: Mapping[str, pa.Table], folder: Path) -> None:
    """Write `annex_a` and `annex_a_lists` to `folder` (see `columns`). `tables` are the typed lists of every day
    together, with `given`, as `returns.annex_a.read` gives them."""
    folder.mkdir(parents=True, exist_ok=True)
    given = given_table(tables)
    with DuckDBEngine() as engine:
        for name, one in LISTS.items():
            engine.give(name, tables[name].cast(one.schema))
        engine.give("annex_a_days", days_table(given["as_at"].to_pylist()))
        engine.give("limits", limits_table(tables))
        engine.give("first_reviews_due", first_reviews_due(tables))
        engine.run(compiled("annex-a", write_listed, DIALECT), folder)
    write_table(given, folder / f"{GIVEN_LISTS}.parquet", compression="zstd")


def write_listed() -> Stages:
    """Everything the lists say, one thing after another."""
    stages = Stages(SCHEMAS)
    days, limits = stages["annex_a_days"], stages["limits"]
    families = stages.keep("families", adoption.households(stages["list_11"]))
    things = (
        front_door.contacts(stages["list_1"], days),
        front_door.early_help(stages["list_2"], days),
        front_door.referrals(stages["list_3"], days, limits),
        front_door.assessments_started(stages["list_4"], days),
        front_door.assessments_completed(stages["list_4"], days, limits),
        front_door.enquiries(stages["list_5"], days),
        front_door.conferences(stages["list_5"], days, limits),
        on_the_day.in_need(stages["list_6"], days),
        on_the_day.plans(stages["list_7"], days),
        on_the_day.plans_started(stages["list_7"], days),
        on_the_day.looked_after(stages["list_8"], days, stages["first_reviews_due"]),
        on_the_day.care_leavers(stages["list_9"], days),
        adoption.waiting(stages["list_10"], days),
        adoption.adopted(stages["list_10"], days),
        adoption.adopters(families, days),
        adoption.adopters_approved(families, days, limits),
    )
    stages.store(LISTED, ibis.union(*things))
    return stages
