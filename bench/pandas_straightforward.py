"""The first measures in pandas as they are written first: one day and one column after the other, groups as words.

Reading and the rules are those of the careful version. What differs is the counting, and that is most of the work:
`bench/pandas_counting.py` counts every day and every measure in one grouping over whole numbers, which a reader has
to know pandas well to write; here it is the loop that stands in a notebook.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pandas as pd

from bench import pandas_counting, pandas_version
from bench.pandas_groups import GROUPS


def figures(
    folder: Path,
    as_at: Sequence[date],
    population: Mapping[int, int] | None = None,
    postcodes: Path | None = None,
) -> pd.DataFrame:
    """As `pandas_version.figures`."""
    with patch.object(pandas_counting, "summed", summed_one_by_one):
        return pandas_version.figures(folder, as_at, population, postcodes)


def summed_one_by_one(rows: pd.DataFrame, columns: list[str], breakdown: str) -> pd.DataFrame:
    """The columns summed by day, or by day and group."""
    days = rows["as_at"].cat.categories
    if breakdown:
        rows = rows.assign(**{breakdown: rows[breakdown].astype(str)})
    found = [summed_on(rows[rows["as_at"] == day], columns, breakdown) for day in days]
    return pd.concat(found, ignore_index=True)


def summed_on(rows: pd.DataFrame, columns: list[str], breakdown: str) -> pd.DataFrame:
    """The same of the rows of one day."""
    if not breakdown:
        return pd.DataFrame({column: [rows[column].sum()] for column in columns})
    groups = GROUPS[breakdown]
    return pd.DataFrame(
        {column: rows.groupby(breakdown)[column].sum().reindex(groups, fill_value=0) for column in columns}
    )
