"""From rows about children to the long table of figures, in pandas."""

import numpy as np
import pandas as pd

from bench.pandas_groups import GROUPS

Measures = dict[str, tuple[str, str | None, str, list[str]]]


def table_of(
    measure: str,
    days: pd.DatetimeIndex,
    sums: pd.DataFrame,
    breakdown: str,
    unit: str,
    starts: pd.Series | None,
) -> pd.DataFrame:
    """Rows of the answer from the sums of numerator and denominator by day, or by day and group."""
    groups = GROUPS[breakdown] if breakdown else [""]
    numerator, denominator = (sums.iloc[:, column].to_numpy(dtype=float) for column in (0, -1))
    count = unit == "children"
    rows = pd.DataFrame(
        {
            "measure": measure,
            "as_at": days.repeat(len(groups)),
            "period_start": pd.NaT if starts is None else starts.repeat(len(groups)).to_numpy(),
            "breakdown": breakdown,
            "group": groups * len(days),
            "numerator": numerator,
            "denominator": np.nan if count else denominator,
        }
    )
    ratio = numerator / np.where(denominator > 0, denominator, np.nan)
    rows["value"] = numerator if count else {"percent": 100, "days": 1}[unit] * ratio
    if breakdown == "age_band":
        rows = rows[(rows["group"] != "unknown") | (numerator > 0) | (denominator > 0)]
    return rows


def summed(rows: pd.DataFrame, columns: list[str], breakdown: str) -> pd.DataFrame:
    """The columns summed by day, or by day and group: every day and every column in one grouping."""
    return rows.groupby(["as_at", breakdown] if breakdown else "as_at", observed=False)[columns].sum()


def counted(
    rows: pd.DataFrame,
    days: pd.DatetimeIndex,
    measures: Measures,
    starts: pd.Series | None = None,
) -> pd.DataFrame:
    """Sum each measure's columns over rows that have `as_at`: in all and by each breakdown.

    `measures` gives for each id its numerator column, denominator column (None for a count), unit
    and breakdowns.
    """
    rows = rows.assign(as_at=pd.Categorical(rows["as_at"], categories=days))
    columns = sorted({column for spec in measures.values() for column in spec[:2] if column})
    breakdowns = {b for spec in measures.values() for b in spec[3]}
    sums = {breakdown: summed(rows, columns, breakdown) for breakdown in ["", *breakdowns]}
    return pd.concat(
        [
            table_of(measure, days, sums[breakdown][[top, bottom or top]], breakdown, unit, starts)
            for measure, (top, bottom, unit, breakdowns) in measures.items()
            for breakdown in ["", *breakdowns]
        ],
        ignore_index=True,
    )


def year_starts(days: pd.DatetimeIndex, years: int = 1) -> pd.Series:
    """The first day of the year (or years) ending on each day."""
    return pd.Series(days - pd.DateOffset(months=12 * years) + pd.Timedelta(days=1), index=days)


def each_child_once(events: pd.DataFrame, days: pd.DatetimeIndex, keep: str, years: int = 1) -> pd.DataFrame:
    """For each day the events of the year ending on it, each child's first or last only."""
    events = events.sort_values(["date"], kind="stable").reset_index(drop=True)
    windows = []
    for day, begin in year_starts(days, years).items():
        first, end = events["date"].searchsorted(begin), events["date"].searchsorted(day, side="right")
        window = events.iloc[first:end]
        windows.append(window[~window.duplicated("child", keep=keep)].assign(as_at=day))
    return pd.concat(windows, ignore_index=True)


def every_event(events: pd.DataFrame, days: pd.DatetimeIndex, measures: Measures) -> pd.DataFrame:
    """As `counted`, of all events in the year ending on each day: running totals, taken apart."""
    starts = year_starts(days)

    def sums(column: str, breakdown: str) -> pd.Series:
        daily = events.groupby(["date", breakdown] if breakdown else "date", observed=False)[column].sum()
        if breakdown:
            daily = daily.unstack(fill_value=0).reindex(columns=GROUPS[breakdown], fill_value=0)
        running = daily.sort_index().cumsum()
        at_end = running.reindex(days, method="ffill").fillna(0)
        at_start = running.reindex(starts - pd.Timedelta(days=1), method="ffill").fillna(0)
        return pd.Series((at_end.to_numpy() - at_start.to_numpy()).ravel())

    return pd.concat(
        [
            table_of(
                measure,
                days,
                pd.concat([sums(top, breakdown), sums(bottom or top, breakdown)], axis=1),
                breakdown,
                unit,
                starts,
            )
            for measure, (top, bottom, unit, breakdowns) in measures.items()
            for breakdown in ["", *breakdowns]
        ],
        ignore_index=True,
    )
