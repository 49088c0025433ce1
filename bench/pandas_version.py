"""The first measures in pandas, as a careful analyst would write them, straight from the yearly returns.

    python -m bench.pandas_version FOLDER --from 2016-04-30 --to 2025-03-31 --output figures.parquet

The rules are methodology D6 to D17; reading and merging are in `pandas_history`.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import holidays
import numpy as np
import pandas as pd

from bench.pandas_history import ADOPTIVE, FAR_FUTURE, Care, derive, plain_postcode, read

GROUPS = {
    "age_band": ["0", "1-4", "5-9", "10-15", "16+", "unknown"],
    "sex": ["female", "male", "unknown"],
    "ethnic_group": ["white", "mixed", "asian", "black", "other", "unknown"],
    "legal_status_group": [
        "care-order",
        "placement-order",
        "section-20",
        "protection",
        "youth-justice",
        "unknown",
    ],
    "placement_type": ["foster", "placed-for-adoption", "childrens-home", "supported", "with-parents"]
    + ["residential-school", "other-residential", "other"],
    "provider_group": [
        "own",
        "other-authority",
        "other-public",
        "private",
        "voluntary",
        "parents",
        "unknown",
    ],
    "uasc": ["uasc", "not-uasc"],
    "ceased_reason": ["adopted", "special-guardianship", "child-arrangements", "returned-home"]
    + ["person-without-pr", "independent-living", "stayed-with-carers", "adult-services", "custody"]
    + ["remand-ended", "age-assessment", "moved-abroad", "other-authority", "died", "other"],
}
CODES = {
    "sex": {"female": "F 2", "male": "M 1"},
    "ethnic_group": {
        "white": "WBRI WIRI WOTH WIRT WROM",
        "mixed": "MWBC MWBA MWAS MOTH",
        "asian": "AIND APKN ABAN AOTH CHNE",
        "black": "BCRB BAFR BOTH",
        "other": "OOTH",
    },
    "legal_status_group": {
        "care-order": "C1 C2",
        "placement-order": "E1 D1",
        "section-20": "V2",
        "protection": "L1 L2 L3",
        "youth-justice": "J1 J2 J3",
    },
    "placement_type": {
        "foster": "U1 U2 U3 U4 U5 U6 Q1 Q2",
        "placed-for-adoption": "A3 A4 A5 A6",
        "childrens-home": "K1 K2",
        "supported": "K3 H5 P2",
        "with-parents": "P1",
        "residential-school": "S1",
        "other-residential": "R1 R2 R3 R5",
    },
    "provider_group": {
        "own": "PR1",
        "other-authority": "PR2",
        "other-public": "PR3",
        "private": "PR4",
        "voluntary": "PR5",
        "parents": "PR0",
    },
    "ceased_reason": {
        "adopted": "E11 E12",
        "special-guardianship": "E43 E44 E45 E46 E47 E48",
        "child-arrangements": "E41",
        "returned-home": "E4 E4A E4B",
        "person-without-pr": "E13",
        "independent-living": "E5 E6",
        "stayed-with-carers": "E17",
        "adult-services": "E7",
        "custody": "E9",
        "remand-ended": "E14",
        "age-assessment": "E15",
        "moved-abroad": "E16",
        "other-authority": "E3",
        "died": "E2",
    },
}
SEVEN = list(GROUPS)[:7]
NO_EPISODE = -1


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
    days = pd.DatetimeIndex(as_at)
    care = derive(read(folder))
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


# Groups (D17)


def grouped(codes: pd.Series, breakdown: str) -> pd.Categorical:
    """The group of each code; the last group named takes every code that is not listed."""
    groups = {code: group for group, listed in CODES[breakdown].items() for code in listed.split()}
    rest = GROUPS[breakdown][-1]
    return pd.Categorical(codes.map(groups).fillna(rest), categories=GROUPS[breakdown])


def give_groups(care: Care) -> None:
    episodes, children = care.episodes, care.children
    episodes["legal_status_group"] = grouped(episodes["ls"], "legal_status_group")
    episodes["placement_type"] = grouped(episodes["settled_place"], "placement_type")
    episodes["provider_group"] = grouped(episodes["settled_provider"], "provider_group")
    children["sex"] = grouped(children["sex"], "sex")
    children["ethnic_group"] = grouped(children["ethnic"], "ethnic_group")


def age_on(born: pd.Series, day: pd.Series) -> pd.Series:
    """Whole years of age; unknown (NaN) where the birth date is not known or later than the day."""
    birthday_to_come = day.dt.month * 100 + day.dt.day < born.dt.month * 100 + born.dt.day
    age = day.dt.year - born.dt.year - birthday_to_come
    return age.where(age >= 0)


def described(days: pd.DataFrame, care: Care) -> pd.DataFrame:
    """Add the seven groups, true on the day, to rows of child, date and episode (a row number or -1)."""
    child = care.children.reindex(days["child"]).set_axis(days.index)
    days["age"] = age_on(child["dob"], days["date"])
    bands = pd.cut(days["age"], [0, 1, 5, 10, 16, 200], right=False, labels=GROUPS["age_band"][:5])
    days["age_band"] = bands.cat.add_categories("unknown").fillna("unknown")
    days["sex"], days["ethnic_group"] = (
        child["sex"].fillna("unknown"),
        child["ethnic_group"].fillna("unknown"),
    )
    is_uasc = child["uasc_until"] > days["date"]
    days["uasc"] = pd.Categorical(np.where(is_uasc, "uasc", "not-uasc"), categories=GROUPS["uasc"])
    for breakdown in ["legal_status_group", "placement_type", "provider_group"]:
        groups = care.episodes[breakdown].array
        rest = groups.categories.get_loc(GROUPS[breakdown][-1])
        codes = np.where(days["episode"] == NO_EPISODE, rest, groups.codes[days["episode"]])
        days[breakdown] = pd.Categorical.from_codes(codes, categories=GROUPS[breakdown])
    return days


def episode_on(events: pd.DataFrame, episodes: pd.DataFrame) -> pd.Series:
    """The row of the episode that describes each child's date: of those that contain it the latest."""
    latest = episodes[["child", "decom", "dec"]].assign(episode=np.arange(len(episodes)))
    pairs = events[["child", "date"]].rename_axis("event").reset_index().merge(latest, on="child")
    pairs = pairs[(pairs["decom"] <= pairs["date"]) & ~(pairs["dec"] <= pairs["date"])]
    return pairs.groupby("event")["episode"].max().reindex(events.index, fill_value=NO_EPISODE)


# Counting


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


def counted(
    rows: pd.DataFrame,
    days: pd.DatetimeIndex,
    measures: dict[str, tuple[str, str | None, str, list[str]]],
    starts: pd.Series | None = None,
) -> pd.DataFrame:
    """Sum each measure's columns over rows that have `as_at`: in all and by each breakdown.

    `measures` gives for each id its numerator column, denominator column (None for a count), unit
    and breakdowns.
    """
    rows = rows.assign(as_at=pd.Categorical(rows["as_at"], categories=days))
    columns = sorted({column for spec in measures.values() for column in spec[:2] if column})
    sums = {"": rows.groupby("as_at", observed=False)[columns].sum()}
    for breakdown in {b for spec in measures.values() for b in spec[3]}:
        sums[breakdown] = rows.groupby(["as_at", breakdown], observed=False)[columns].sum()
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


def every_event(
    events: pd.DataFrame, days: pd.DatetimeIndex, measures: dict[str, tuple[str, str | None, str, list[str]]]
) -> pd.DataFrame:
    """As `counted`, of all events in the year ending on each day: running totals, taken apart."""
    starts = year_starts(days)
    tables = []
    for measure, (top, bottom, unit, breakdowns) in measures.items():
        columns = list(dict.fromkeys([top, bottom or top]))
        for breakdown in ["", *breakdowns]:
            by = ["date", breakdown] if breakdown else ["date"]
            daily = events.groupby(by, observed=False)[columns].sum()
            if breakdown:
                daily = daily.unstack(breakdown, fill_value=0)
            running = daily.sort_index().cumsum()
            at_end = running.reindex(days, method="ffill").fillna(0)
            at_start = running.reindex(starts - pd.Timedelta(days=1), method="ffill").fillna(0).set_axis(days)
            sums = at_end - at_start
            if breakdown:
                sums = sums.stack(breakdown, future_stack=True)
            tables.append(table_of(measure, days, sums[[top, bottom or top]], breakdown, unit, starts))
    return pd.concat(tables, ignore_index=True)


# Children looked after on a day (D1, D4, D7 to D10)


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


# 31 March only: health (D13) and care leavers (D14)


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


# What happened in a year (D6, D11, D12)


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


def looked_up(values: pd.Series, keys: pd.Series) -> pd.Series:
    """The value of each key; blank where there is none."""
    return values.reindex(keys).set_axis(keys.index)


# Reviews (D15) and missing (D16)


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
