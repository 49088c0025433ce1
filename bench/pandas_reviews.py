"""Reviews in time and participation in them (methodology D15), in pandas."""

import holidays
import numpy as np
import pandas as pd

from bench.pandas_counting import every_event
from bench.pandas_groups import SEVEN, described, episode_on
from bench.pandas_history import Care, looked_up


def review_figures(care: Care, days: pd.DatetimeIndex) -> pd.DataFrame:
    due = reviews_due(care)
    due["episode"] = episode_on(due, care.episodes)
    held = care.other["reviews"].rename(columns={"review": "date"}).reset_index(drop=True)
    held = held[~held.index.isin(on_short_breaks(held, care))]
    held["episode"] = episode_on(held, care.episodes)
    held = described(held, care)
    held = held[held["age"] >= 4].assign(all=True)
    held["took_part"] = held["review_code"].isin(["PN1", "PN2", "PN3", "PN5", "PN6"])
    due = described(due, care).assign(all=True)
    return pd.concat(
        [
            every_event(due, days, {"cla_reviews_in_time_pct": ("in_time", "all", "percent", SEVEN)}),
            every_event(held, days, {"review_participation_pct": ("took_part", "all", "percent", SEVEN)}),
        ]
    )


def on_short_breaks(held: pd.DataFrame, care: Care) -> pd.Series:
    """The index of reviews held on a day of an agreed series of short breaks."""
    pairs = (
        held[["child", "date"]].reset_index().merge(care.short_breaks[["child", "decom", "dec"]], on="child")
    )
    return pairs["index"][(pairs["decom"] <= pairs["date"]) & ~(pairs["dec"] <= pairs["date"])]


def reviews_due(care: Care) -> pd.DataFrame:
    """Every review due in each period of care: child, date and whether one was held in time."""
    periods = care.periods.rename_axis("period").reset_index()
    first_day = pd.Timestamp(care.first_year - 1, 4, 1)
    periods["known"] = periods["start_known"] & (periods["start"] >= first_day)
    held = periods.merge(care.other["reviews"][["child", "review"]], on="child")
    held = held[(held["review"] >= held["start"]) & ~(held["review"] >= held["end"])]
    held = held.sort_values(["period", "review"])
    second = held["known"] & ~held["period"].duplicated()

    first = periods[periods["known"]].copy()
    first["date"] = twenty_working_days_after(first["start"])
    first["next"] = looked_up(held.groupby("period")["review"].min(), first["period"])
    held["date"] = (held["review"] + pd.DateOffset(months=6)).mask(
        second, held["review"] + pd.DateOffset(months=3)
    )
    held["next"] = held.groupby("period")["review"].shift(-1)
    due = pd.concat([first, held], ignore_index=True)
    due = due[~(due["date"] >= due["end"])].reset_index(drop=True)
    return due[["child", "date"]].assign(in_time=due["next"] <= due["date"])


def twenty_working_days_after(starts: pd.Series) -> np.ndarray:
    """The twentieth working day after each start, which is day 0 (England's bank holidays)."""
    years = range(starts.dt.year.min(), starts.dt.year.max() + 2) if len(starts) else range(0)
    free = holidays.country_holidays("GB", subdiv="ENG", years=years)
    return np.busday_offset(
        starts.to_numpy().astype("datetime64[D]"),
        20,
        roll="backward",
        holidays=np.array(list(free), "datetime64[D]"),
    ).astype(starts.dtype)
