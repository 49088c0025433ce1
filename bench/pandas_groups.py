"""The groups of the breakdowns (methodology D17), and a child's groups on a day, in pandas."""

import numpy as np
import pandas as pd

from bench.pandas_history import Care

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
    """Whole years of age, below 0 before birth; unknown (NaN) where the birth date is not known."""
    birthday_to_come = day.dt.month * 100 + day.dt.day < born.dt.month * 100 + born.dt.day
    return (day.dt.year - born.dt.year - birthday_to_come).where(born.notna())


def described(days: pd.DataFrame, care: Care) -> pd.DataFrame:
    """Add the seven groups, true on the day, to rows of child, date and episode (a row number or -1)."""
    child = care.children.reindex(days["child"]).set_axis(days.index)
    days["age"] = age_on(child["dob"], days["date"])
    bands = pd.cut(days["age"], [-np.inf, 1, 5, 10, 16, np.inf], right=False, labels=GROUPS["age_band"][:5])
    days["age_band"] = bands.cat.add_categories("unknown").fillna("unknown")
    days["sex"], days["ethnic_group"] = (
        child["sex"].fillna("unknown"),
        child["ethnic_group"].fillna("unknown"),
    )
    if "authority" in GROUPS:  # of a region, see `authorities`
        of_child = pd.Categorical(care.names.str[:3], categories=GROUPS["authority"])
        days["authority"] = of_child[days["child"]]
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
