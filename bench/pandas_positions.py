"""Measures of a day, in pandas: children looked after (D1, D4, D7 to D10), health (D13), care leavers (D14)."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from bench.pandas_counting import counted, year_starts
from bench.pandas_groups import SEVEN, age_on, described
from bench.pandas_history import ADOPTIVE, FAR_FUTURE, Care, plain_postcode


def positions_on(care: Care, days: pd.DatetimeIndex, postcodes: Path | None) -> pd.DataFrame:
    """One row per child looked after on each day, with its groups and the flags the measures sum."""
    episodes, placements = care.episodes, care.placements
    end = episodes["dec"].fillna(FAR_FUTURE)
    placement_end = placements["end"].fillna(FAR_FUTURE)
    found = []
    for day, begin in year_starts(days).items():
        rows = np.flatnonzero((episodes["decom"] <= day) & (end > day))
        children = episodes["child"].to_numpy()[rows]
        latest = ~pd.Series(children).duplicated(keep="last").to_numpy()
        rows, children = rows[latest], children[latest]
        in_year = placements["child"][(placements["start"] <= day) & (placement_end > begin)]
        count = np.bincount(in_year, minlength=care.children.index.max() + 1)[children]
        found.append(pd.DataFrame({"as_at": day, "child": children, "episode": rows, "placements": count}))
    positions = pd.concat(found, ignore_index=True)
    positions["date"] = positions["as_at"]
    return flagged(described(positions, care), care, postcodes)


def flagged(positions: pd.DataFrame, care: Care, postcodes: Path | None) -> pd.DataFrame:
    episode = care.episodes.iloc[positions["episode"]].set_index(positions.index)
    positions["all"] = True
    positions["foster"] = positions["placement_type"] == "foster"
    provider = positions["provider_group"]
    positions["in_house"] = positions["foster"] & (provider == "own")
    positions["agency"] = positions["foster"] & provider.isin(["private", "voluntary"])
    positions["relatives"] = episode["settled_place"].isin(["U1", "U2", "U3"])
    positions["childrens_home"] = positions["placement_type"] == "childrens-home"
    positions["three_plus"] = positions["placements"] >= 3

    two_years_before = positions["as_at"] - pd.DateOffset(months=24)
    long_in_care = episode["period_start"] <= positions["as_at"] - pd.DateOffset(months=30)
    positions["long_term"] = (positions["age"] < 16) & long_in_care
    adoptive = episode["settled_place"].isin(ADOPTIVE) & episode["placement_new_adoptive"]
    settled = (episode["placement_start"] <= two_years_before) | (
        adoptive & (episode["placement_previous_start"] <= two_years_before)
    )
    positions["stable"] = positions["long_term"] & settled
    miles = distances(care.episodes, postcodes).to_numpy()[positions["episode"]]
    positions["far"] = (miles > 20.0) & (positions["uasc"] == "not-uasc")
    return positions


def distances(episodes: pd.DataFrame, postcodes: Path | None) -> pd.Series:
    """Miles from home to placement: as given, else between the two postcodes (D9)."""
    miles = episodes["pl_distance"].where(episodes["pl_distance"] != 999.9)
    ask = episodes["pl_distance"].isna() & episodes["home_post"].notna() & episodes["pl_post"].notna()
    if postcodes is None or not ask.any():
        return miles
    home, placed = plain_postcode(episodes["home_post"][ask]), plain_postcode(episodes["pl_post"][ask])
    directory = pd.read_parquet(
        postcodes,
        columns=["postcode", "easting", "northing"],
        filters=[("postcode", "in", set(home) | set(placed))],
    ).set_index("postcode")
    begin, finish = (directory.reindex(codes).set_axis(codes.index) for codes in (home, placed))
    metres = np.hypot(begin["easting"] - finish["easting"], begin["northing"] - finish["northing"])
    miles[ask] = (metres / 1609.344).round(1)
    return miles


def looked_after_figures(positions: pd.DataFrame, days: pd.DatetimeIndex) -> pd.DataFrame:
    but_type = [b for b in SEVEN if b != "placement_type"]
    but_provider = [b for b in but_type if b != "provider_group"]
    return counted(
        positions,
        days,
        {
            "cla_number": ("all", None, "children", SEVEN),
            "foster_number": ("foster", None, "children", but_type),
            "foster_pct": ("foster", "all", "percent", but_type),
            "inhouse_foster_pct": ("in_house", "foster", "percent", but_provider),
            "ifa_pct": ("agency", "foster", "percent", but_provider),
            "friends_family_pct": ("relatives", "foster", "percent", but_type),
            "residential_number": ("childrens_home", None, "children", but_type),
            "three_plus_placements_pct": ("three_plus", "all", "percent", SEVEN),
            "long_term_stability_pct": ("stable", "long_term", "percent", SEVEN),
            "over_20_miles_pct": ("far", "all", "percent", SEVEN),
        },
    )


def rates(positions: pd.DataFrame, days: pd.DatetimeIndex, population: Mapping[int, int]) -> pd.DataFrame:
    """Children looked after per 10,000, with the latest mid-year population before each day."""
    number = positions.groupby("as_at")["child"].size().reindex(days, fill_value=0)
    rows = []
    for day, children in number.items():
        known = [year for year in population if pd.Timestamp(year, 6, 30) < day]
        if known:
            people = population[max(known)]
            rows.append(("cla_rate_10k", day, pd.NaT, "", "", children, people, 10_000 * children / people))
    return pd.DataFrame(
        rows,
        columns=[
            "measure",
            "as_at",
            "period_start",
            "breakdown",
            "group",
            "numerator",
            "denominator",
            "value",
        ],
    )


def health_figures(care: Care, positions: pd.DataFrame, days: pd.DatetimeIndex) -> pd.DataFrame:
    years_ends = days[(days.month == 3) & (days.day == 31)]
    cohort = pd.concat([positions.head(0), *(health_cohort(care, positions, day) for day in years_ends)])
    oc2 = care.other["oc2"]
    cohort = cohort.assign(year=cohort["as_at"].dt.year).merge(oc2, on=["child", "year"])
    for flag in ["health_assessment", "teeth_check", "immunisations"]:
        cohort[flag] = cohort[flag] == "1"
    cohort["sdq_age"] = cohort["age"].between(5, 16)
    cohort["sdq"] = cohort["sdq_age"] & cohort["sdq_score"].notna()
    cohort["identified"] = cohort["substance_misuse"] == "1"
    cohort["helped"] = cohort["identified"] & (cohort["intervention_received"] == "1")
    return counted(
        cohort,
        years_ends,
        {
            "health_assessment_pct": ("health_assessment", "all", "percent", SEVEN),
            "dental_pct": ("teeth_check", "all", "percent", SEVEN),
            "immunisations_pct": ("immunisations", "all", "percent", SEVEN),
            "sdq_pct": ("sdq", "sdq_age", "percent", SEVEN),
            "substance_intervention_pct": ("helped", "identified", "percent", SEVEN),
        },
    )


def health_cohort(care: Care, positions: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Children looked after on this 31 March and without a break since 1 April of the year before."""
    first = day - pd.DateOffset(years=1) + pd.Timedelta(days=1)
    episodes, short = care.episodes, care.short_breaks
    ended = (episodes["rec"].notna() & (episodes["rec"] != "X1")) & (
        (episodes["dec"] > first) & (episodes["dec"] <= day)
    )
    started = (episodes["rne"] == "S") & (episodes["decom"] > first) & (episodes["decom"] <= day)
    on_short_breaks = (short["decom"] <= day) & ~(short["dec"] <= first)
    broken = set(episodes["child"][ended | started]) | set(short["child"][on_short_breaks])
    on_day = positions[positions["as_at"] == day]
    return on_day[~on_day["child"].isin(broken)]


def care_leaver_figures(care: Care, days: pd.DatetimeIndex) -> pd.DataFrame:
    years_ends = days[(days.month == 3) & (days.day == 31)]
    as_at = pd.DataFrame({"as_at": years_ends, "year": years_ends.year})
    young = care.other["oc3"].merge(as_at, on="year")
    header = care.children.reindex(young["child"]).set_axis(young.index)
    age = age_on(header["dob"].fillna(young["dob"]), young["as_at"])
    young["sex"], young["ethnic_group"] = header["sex"], header["ethnic_group"]
    young = young[age.between(19, 21) & ~young["in_touch"].isin(["DIED", "RHOM"])]
    young["all"] = True
    young["yes"] = young["in_touch"] == "YES"
    young["busy"] = young["activ"].isin(["F1", "F2", "F3", "F4", "F5", "P1", "P2", "P3", "P4", "P5"])
    young["placed"] = ~young["accom"].str[:1].isin(["G", "H", "R"])
    young["suitable"] = young["placed"] & (young["accom"].str[-1:] == "1")
    by = ["sex", "ethnic_group"]
    return counted(
        young,
        years_ends,
        {
            "cl_in_touch_pct": ("yes", "all", "percent", by),
            "cl_eet_pct": ("busy", "all", "percent", by),
            "cl_suitable_accommodation_pct": ("suitable", "placed", "percent", by),
        },
    )
