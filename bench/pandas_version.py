"""The first measures in pandas, as a careful analyst would write them, straight from the yearly returns.

Reading, merging and deriving placements and periods of care are in `pandas_history`; the measures, by what
they are counted from, in `pandas_positions`, `pandas_events` and `pandas_reviews`.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pandas as pd

from bench.pandas_events import adoption_figures, ceased_figures, missing_figures, started_figures
from bench.pandas_groups import give_groups
from bench.pandas_history import derive, read, years_given
from bench.pandas_positions import (
    care_leaver_figures,
    health_figures,
    looked_after_figures,
    positions_on,
    rates,
)
from bench.pandas_reviews import review_figures


def figures(
    folder: Path,
    as_at: Sequence[date],
    population: Mapping[int, int] | None = None,
    postcodes: Path | None = None,
) -> pd.DataFrame:
    """Every first measure with all its breakdowns on each day, one row per figure.

    `population` is children aged 0 to 17 by mid-year; without it there is no rate per 10,000.
    `postcodes` is a Parquet file of postcode, easting and northing (metres); without it distances
    that the return does not give are not known.
    """
    days = pd.DatetimeIndex(sorted(set(as_at)))
    care = derive(read(folder), years_given(folder))
    give_groups(care)
    positions = positions_on(care, days, postcodes)
    tables = [
        looked_after_figures(positions, days),
        rates(positions, days, population or {}),
        health_figures(care, positions, days),
        started_figures(care, days),
        ceased_figures(care, days),
        adoption_figures(care, days),
        review_figures(care, days),
        missing_figures(care, days),
        care_leaver_figures(care, days),
    ]
    return pd.concat(tables, ignore_index=True)
