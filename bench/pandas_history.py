"""From the yearly SSDA903 files to merged episodes, placements and periods of care, in pandas.

The rules are methodology D2 to D5. Written without reading the product's own derivation, so that a
difference between the two is worth looking at.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

FIELDS = {
    "episodes": [
        "child",
        "decom",
        "rne",
        "ls",
        "place",
        "place_provider",
        "dec",
        "rec",
        "home_post",
        "pl_post",
        "pl_distance",
    ],
    "header": ["child", "sex", "dob", "ethnic"],
    "uasc": ["child", "duc"],
    "ad1": ["child", "date_match"],
    "reviews": ["child", "review", "review_code"],
    "missing": ["child", "missing", "mis_start"],
    "oc2": [
        "child",
        "sdq_score",
        "immunisations",
        "teeth_check",
        "health_assessment",
        "substance_misuse",
        "intervention_received",
    ],
    "oc3": ["child", "dob", "in_touch", "activ", "accom"],
}
DATES = {"decom", "dec", "dob", "duc", "date_match", "review", "mis_start"}
NUMBERS = {"pl_distance", "sdq_score"}
TEMPORARY = ["T0", "T1", "T2", "T3", "T4"]
ADOPTIVE = ["A3", "A4", "A5", "A6"]
SHORT_BREAKS = ["V3", "V4"]
SAME_CARER = ["L", "T", "U"]
SUPERSEDED = {"H5": "K3", "P2": "K3", "Z11": "Z1", "Z12": "Z1", "Z13": "Z1", "Z14": "Z1"}
FAR_FUTURE = pd.Timestamp("2200-01-01")


@dataclass
class Care:
    """What every measure is counted from: episodes without short breaks, and what they make up."""

    episodes: pd.DataFrame
    short_breaks: pd.DataFrame
    placements: pd.DataFrame
    periods: pd.DataFrame
    children: pd.DataFrame
    other: dict[str, pd.DataFrame]
    first_year: int
    names: pd.Index  # of the children, by their numbers


def read(folder: Path) -> dict[str, pd.DataFrame]:
    """Every table of every year under `folder` (folder/<year>/<table>.csv), rows in file order."""
    return {name: read_table(folder, name, fields) for name, fields in FIELDS.items()}


def read_table(folder: Path, name: str, fields: list[str]) -> pd.DataFrame:
    years = []
    for path in sorted(folder.glob(f"[0-9][0-9][0-9][0-9]/{name}.csv")):
        rows = pd.read_csv(
            path,
            dtype=str,
            keep_default_na=False,
            na_values=[""],
            encoding="utf-8-sig",
            usecols=lambda heading: heading.strip().lower() in fields,
        )
        rows.columns = rows.columns.str.strip().str.lower()
        years.append(rows.assign(year=int(path.parent.name)))
    table = pd.concat(years, ignore_index=True) if years else pd.DataFrame({"year": pd.Series(dtype=int)})
    for field in fields:
        table[field] = typed(
            table[field] if field in table else pd.Series(index=table.index, dtype=str), field
        )
    return table[table["child"].notna()]


def typed(column: pd.Series, field: str) -> pd.Series:
    column = column.astype("str").str.strip()
    if field in DATES:
        return pd.to_datetime(column, format="%d/%m/%Y", errors="coerce")
    if field in NUMBERS:
        return pd.to_numeric(column, errors="coerce")
    if field != "child":
        column = column.str.upper()
    return column.where(column != "")


def years_given(folder: Path) -> list[int]:
    """The collection years of which any file, of whatever table, has a row."""
    paths = [
        path
        for path in folder.glob("[0-9][0-9][0-9][0-9]/*.csv")
        if len(pd.read_csv(path, nrows=1, dtype=str))
    ]
    return sorted({int(path.parent.name) for path in paths})


def derive(returns: dict[str, pd.DataFrame], years: list[int]) -> Care:
    """Merge the years and work out placements and periods of care (D2 to D5)."""
    names = number_children(returns)
    episodes = merged_episodes(returns["episodes"], newest=max(years, default=0))
    short = episodes["ls"].isin(SHORT_BREAKS)
    short_breaks = episodes[short]
    episodes = settled(numbered(episodes[~short].reset_index(drop=True)))
    placements = placements_of(episodes)
    periods = periods_of(episodes)
    episodes = episodes.join(periods[["start", "start_known"]].add_prefix("period_"), on="period")
    episodes = episodes.join(
        placements[["start", "new_adoptive", "previous_start"]].add_prefix("placement_"), on="placement"
    )
    return Care(
        episodes,
        short_breaks,
        placements,
        periods,
        children_of(returns),
        one_row_each(returns),
        min(years, default=0),
        names,
    )


def number_children(returns: dict[str, pd.DataFrame]) -> pd.Index:
    """Give every child a whole number, the same in every table: quicker to group by than text. Returns their names."""
    codes, names = pd.factorize(pd.concat([table["child"] for table in returns.values()], ignore_index=True))
    begin = 0
    for name, table in returns.items():
        returns[name] = table.assign(child=codes[begin : begin + len(table)])
        begin += len(table)
    return pd.Index(names)


def merged_episodes(episodes: pd.DataFrame, newest: int) -> pd.DataFrame:
    """One row per child and DECOM, ended or withdrawn where later returns say so (D2a, b, c)."""
    episodes = episodes[episodes["decom"].notna()]
    episodes = episodes.sort_values(["child", "decom", "year"], kind="stable")
    last_year = episodes.groupby("child")["year"].transform("max")
    latest = ~episodes.duplicated(["child", "decom"], keep="last")
    episodes, last_year = episodes[latest], last_year[latest]

    still_open = episodes["dec"].isna()
    withdrawn = still_open & (episodes["year"] < last_year)
    presumed_ended = still_open & ~withdrawn & (episodes["year"] < newest)
    first_of_april = pd.to_datetime(episodes["year"].astype(str) + "-04-01")
    episodes["dec"] = episodes["dec"].mask(presumed_ended, first_of_april)
    episodes["rec"] = episodes["rec"].mask(presumed_ended)
    return episodes[~withdrawn]


def numbered(episodes: pd.DataFrame) -> pd.DataFrame:
    """Number the periods of care and the placements; episodes come in order of child and DECOM (D3, D5)."""
    before = episodes.shift()
    carries_on = (
        (episodes["child"] == before["child"])
        & (before["rec"] == "X1")
        & (before["dec"] == episodes["decom"])
    )
    episodes["period"] = (~carries_on).cumsum() - 1

    temporary = episodes["place"].isin(TEMPORARY)
    own_row = pd.Series(np.where(temporary, np.nan, np.arange(len(episodes))), index=episodes.index)
    episodes["settled_row"] = own_row.groupby(episodes["period"]).ffill()
    settled_before = episodes["settled_row"].shift().where(carries_on)

    same_carer = episodes["rne"].isin(SAME_CARER)
    returned = after_temporary_to_the_same_place(episodes, settled_before)
    was_temporary = temporary.shift(fill_value=False)
    continues = (
        temporary
        | (same_carer & ~was_temporary)
        | (was_temporary & (same_carer | returned) & settled_before.notna())
    )
    episodes["placement"] = (~(carries_on & continues)).cumsum() - 1
    return episodes


def after_temporary_to_the_same_place(episodes: pd.DataFrame, settled_before: pd.Series) -> pd.Series:
    """Whether each episode has the place, and the postcode where both are given, of the last settled one."""
    place = episodes["place"].replace(SUPERSEDED)
    postcode = plain_postcode(episodes["pl_post"])
    rows = settled_before.fillna(-1).astype(int)
    earlier_place = place.reindex(rows).set_axis(episodes.index)
    earlier_postcode = postcode.reindex(rows).set_axis(episodes.index)
    return (place == earlier_place) & (
        (postcode == earlier_postcode) | postcode.isna() | earlier_postcode.isna()
    )


def plain_postcode(postcodes: pd.Series) -> pd.Series:
    """Postcodes without spaces, in capitals."""
    return postcodes.str.replace(" ", "").str.upper()


def settled(episodes: pd.DataFrame) -> pd.DataFrame:
    """Add place and provider as they count: a temporary episode takes those it interrupts (D4)."""
    rows = (
        episodes["settled_row"].fillna(pd.Series(np.arange(len(episodes)), index=episodes.index)).astype(int)
    )
    episodes["settled_place"] = episodes["place"].to_numpy()[rows]
    episodes["settled_provider"] = episodes["place_provider"].to_numpy()[rows]
    return episodes.drop(columns="settled_row")


def placements_of(episodes: pd.DataFrame) -> pd.DataFrame:
    """One row per placement: child, period, start, end (blank: open), and what D8 asks of it."""
    first = episodes.drop_duplicates("placement").set_index("placement")
    last = episodes.drop_duplicates("placement", keep="last").set_index("placement")
    placements = first[["child", "period"]].assign(start=first["decom"], end=last["dec"])
    placements["new_adoptive"] = first["settled_place"].isin(ADOPTIVE)
    same_period = placements["period"] == placements["period"].shift()
    placements["previous_start"] = placements["start"].shift().where(same_period)
    return placements


def periods_of(episodes: pd.DataFrame) -> pd.DataFrame:
    """One row per period of care: child, start, end (blank: open) and whether the true start is known."""
    first = episodes.drop_duplicates("period").set_index("period")
    last = episodes.drop_duplicates("period", keep="last").set_index("period")
    return first[["child"]].assign(start=first["decom"], end=last["dec"], start_known=first["rne"] == "S")


def children_of(returns: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """One row per child in any table, by number: birth, sex, ethnic origin, and the UASC dates (D2d)."""
    everyone = pd.Index(np.unique(np.concatenate([table["child"] for table in returns.values()])))
    children = latest_row(returns["header"], ["child"]).set_index("child").reindex(everyone)
    uasc = latest_row(returns["uasc"], ["child"]).set_index("child")
    children["uasc_until"] = uasc["duc"].fillna(FAR_FUTURE).reindex(everyone)
    return children


def one_row_each(returns: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The other tables with the latest row of each thing they describe (D2d)."""
    keys = {
        "ad1": ["child"],
        "reviews": ["child", "review"],
        "missing": ["child", "mis_start"],
        "oc2": ["child", "year"],
        "oc3": ["child", "year"],
    }
    return {name: latest_row(returns[name].dropna(subset=key), key) for name, key in keys.items()}


def latest_row(table: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    return table.sort_values("year", kind="stable").drop_duplicates(key, keep="last")


def looked_up(values: pd.Series, keys: pd.Series) -> pd.Series:
    """The value of each key; blank where there is none."""
    return values.reindex(keys).set_axis(keys.index)
