"""Which lists a history was given for which day: a measure that lacks its list, a column or the months has no figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq

from sufficiency.history.annex_a.columns import GIVEN_LISTS


@dataclass(frozen=True)
class GivenList:
    """One list of one day: the columns it had, and how many whole months before the day it covers (0, 6 or 12)."""

    columns: frozenset[str]
    months: int


def given_lists(folder: Path) -> dict[date, dict[str, GivenList]]:
    """By day and name of the list; empty for an edition without a workbook."""
    path = folder / f"{GIVEN_LISTS}.parquet"
    if not path.exists():
        return {}
    given: dict[date, dict[str, GivenList]] = {}
    for row in pq.read_table(path).to_pylist():
        months = 12 if row["covers_12m"] else 6 if row["covers_6m"] else 0
        given.setdefault(row["as_at"], {})[row["list"]] = GivenList(frozenset(row["columns"]), months)
    return given
