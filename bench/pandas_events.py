"""Measures of a year, in pandas: starts, ends, orders, adoptions (D6, D11, D12) and missing (D16)."""

import numpy as np
import pandas as pd

from bench.pandas_counting import counted, each_child_once, every_event, year_starts
from bench.pandas_groups import NO_EPISODE, SEVEN, described, episode_on, grouped
from bench.pandas_history import ADOPTIVE, Care, looked_up


def events_of(care: Care, chosen: pd.Series, date_field: str, **columns: pd.Series) -> pd.DataFrame:
    """Events dated by `date_field` of the chosen episodes, with their groups on the day.

    Where two of a child's fall on one day the later episode comes last.
    """
    episodes = care.episodes
    events = pd.DataFrame({"child": episodes["child"], "date": episodes[date_field], **columns})
    events["episode"] = np.arange(len(episodes))
    return described(events[chosen & events["date"].notna()].copy(), care).assign(all=True)


def started_figures(care: Care, days: pd.DatetimeIndex) -> pd.DataFrame:
    episodes = care.episodes
    started = each_child_once(events_of(care, episodes["rne"] == "S", "decom"), days, "first")
    started["older"] = started["age"] >= 16
    first_order = (episodes["ls"] == "E1") & ~episodes["period"].where(episodes["ls"] == "E1").duplicated()
    orders = each_child_once(events_of(care, first_order, "decom"), days, "first")
    begin = year_starts(days)
    but_age = [b for b in SEVEN if b != "age_band"]
    return pd.concat(
        [
            counted(started, days, {"cla_started": ("all", None, "children", SEVEN)}, begin),
            counted(started, days, {"started_16plus_pct": ("older", "all", "percent", but_age)}, begin),
            counted(orders, days, {"placement_orders": ("all", None, "children", SEVEN)}, begin),
        ]
    )


def ceased_figures(care: Care, days: pd.DatetimeIndex) -> pd.DataFrame:
    rec = care.episodes["rec"]
    reason = pd.Series(grouped(rec, "ceased_reason"), index=rec.index)
    events = events_of(care, rec.notna() & (rec != "X1"), "dec", ceased_reason=reason)
    ceased = each_child_once(events, days, "last")
    ceased["adopted"] = ceased["ceased_reason"] == "adopted"
    ceased["guardianship"] = ceased["ceased_reason"] == "special-guardianship"
    ceased["returned"] = ceased["ceased_reason"] == "returned-home"
    return counted(
        ceased,
        days,
        {
            "cla_ceased": ("all", None, "children", [*SEVEN, "ceased_reason"]),
            "ceased_adopted_pct": ("adopted", "all", "percent", SEVEN),
            "ceased_sgo_pct": ("guardianship", "all", "percent", SEVEN),
            "ceased_returned_home_pct": ("returned", "all", "percent", SEVEN),
        },
        year_starts(days),
    )


def adoption_figures(care: Care, days: pd.DatetimeIndex) -> pd.DataFrame:
    chosen = care.episodes["rec"].isin(["E11", "E12"])
    adoptions = events_of(care, chosen, "dec", **adoption_clocks(care))
    one_year = each_child_once(adoptions, days, "last")
    three_years = each_child_once(adoptions, days, "last", years=3)
    averages = {
        f"{clock}_days_3yr": (f"{clock}_days", f"{clock}_counts", "days", SEVEN)
        for clock in ("a1", "a10", "a2")
    }
    return pd.concat(
        [
            counted(one_year, days, {"adoptions": ("all", None, "children", SEVEN)}, year_starts(days)),
            counted(three_years, days, averages, year_starts(days, years=3)),
        ]
    )


def adoption_clocks(care: Care) -> dict[str, pd.Series]:
    """Days of A1, A10 and A2, and whether they count, for each episode as if it ended in adoption."""
    episodes = care.episodes
    adoptive = episodes[episodes["place"].isin(ADOPTIVE)]
    moved_in = looked_up(adoptive.groupby("placement")["decom"].min(), episodes["placement"])
    moved_in_as = looked_up(adoptive.groupby("placement")["place"].first(), episodes["placement"])
    with_foster_carers = moved_in_as.isin(["A3", "A5"]) & (moved_in > episodes["placement_start"])
    orders = episodes[episodes["ls"] == "E1"].groupby("period")["decom"].min()
    order = looked_up(orders, episodes["period"])
    first_adoptive = looked_up(adoptive.groupby("period")["decom"].min(), episodes["period"])
    match = looked_up(care.other["ad1"].set_index("child")["date_match"], episodes["child"])

    known = episodes["period_start_known"]
    a1_counts = known & episodes["settled_place"].isin(ADOPTIVE)
    a2_counts = known & order.notna() & match.notna() & ~(first_adoptive < order)
    a1 = (moved_in - episodes["period_start"]).dt.days
    a10 = (moved_in.mask(with_foster_carers, episodes["placement_start"]) - episodes["period_start"]).dt.days
    a2 = (match - order).dt.days.clip(lower=0)
    return {
        "a1_days": a1.where(a1_counts, 0),
        "a1_counts": a1_counts,
        "a10_days": a10.where(a1_counts, 0),
        "a10_counts": a1_counts,
        "a2_days": a2.where(a2_counts, 0),
        "a2_counts": a2_counts,
    }


def missing_figures(care: Care, days: pd.DatetimeIndex) -> pd.DataFrame:
    incidents = care.other["missing"].rename(columns={"mis_start": "date"}).reset_index(drop=True)
    incidents = incidents[incidents["missing"] == "M"]
    incidents = incidents.assign(episode=episode_on(incidents, care.episodes))
    incidents = incidents[incidents["episode"] != NO_EPISODE]
    incidents = described(incidents, care).assign(all=True)
    first = each_child_once(incidents, days, "first")
    return pd.concat(
        [
            every_event(incidents, days, {"missing_episodes": ("all", None, "children", SEVEN)}),
            counted(first, days, {"missing_children": ("all", None, "children", SEVEN)}, year_starts(days)),
        ]
    )
