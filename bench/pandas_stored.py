"""The first measures in pandas from the tables that an edition stores: the same rows that Sufficiency counts from.

Nothing is read or derived here that the edition has already, so what is compared is the counting alone. As in the
careful version, every day and every column is summed in one grouping over whole numbers.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow.compute as pc
import pyarrow.parquet as pq

from bench.pandas_counting import counted, each_child_once, every_event, year_starts
from bench.pandas_groups import GROUPS, SEVEN
from bench.pandas_positions import looked_after_figures, rates

OF_A_POSITION = [
    "as_at",
    "child",
    "age",
    "provider",
    "place",
    "distance_miles",
    "placements_in_year",
    "long_term",
    "stable",
    "in_health_cohort",
    "health_assessment",
    "teeth_check",
    "immunisations",
    "sdq_score",
    "substance_misuse",
    "intervention_received",
]
OF_AN_EVENT = ["child", "kind", "date", "age", "flag", "ceased_reason", "a1_days", "a10_days", "a2_days"]
WORDS = ["provider", "place", "kind"]  # few, and known to pandas as numbers


def figures(
    history: Path, as_at: Sequence[date], population: Mapping[int, int] | None = None
) -> pd.DataFrame:
    """Every first measure with all its breakdowns on each day, which must be a month's last day of the loaded years."""
    days = pd.DatetimeIndex(sorted(set(as_at)))
    tables = [*of_positions(history, days, population or {}), *of_events(history, days)]
    return pd.concat([*tables, of_care_leavers(history, days)], ignore_index=True)


def stored(path: Path, columns: list[str], breakdowns: list[str]) -> pd.DataFrame:
    """Some columns of a stored table: words that are few as categories, dates as dates."""
    table = pq.read_table(path, columns=[*columns, *breakdowns])
    for name in {*WORDS, *breakdowns} & set(table.column_names):
        place = table.column_names.index(name)
        table = table.set_column(place, name, pc.dictionary_encode(table[name]))
    rows = table.to_pandas(self_destruct=True, split_blocks=True)
    del table
    for name in {"as_at", "date"} & set(rows.columns):
        rows[name] = pd.to_datetime(rows[name])
    for breakdown in breakdowns:
        rows[breakdown] = rows[breakdown].cat.set_categories(GROUPS[breakdown])
    return rows


def of_positions(history: Path, days: pd.DatetimeIndex, population: Mapping[int, int]) -> list[pd.DataFrame]:
    """Children looked after on each day, the rate, and health on 31 March."""
    rows = stored(history / "positions.parquet", OF_A_POSITION, SEVEN)
    rows = rows[rows["as_at"].isin(days)]
    rows["all"] = True
    rows["foster"] = rows["placement_type"] == "foster"
    rows["in_house"] = rows["foster"] & (rows["provider"] == "PR1")
    rows["agency"] = rows["foster"] & rows["provider"].isin(["PR4", "PR5"])
    rows["relatives"] = rows["foster"] & rows["place"].isin(["U1", "U2", "U3"])
    rows["childrens_home"] = rows["placement_type"] == "childrens-home"
    rows["three_plus"] = rows["placements_in_year"] >= 3
    rows["far"] = rows["distance_miles"] > 20.0
    return [looked_after_figures(rows, days), rates(rows, days, population), health(rows, days)]


def health(rows: pd.DataFrame, days: pd.DatetimeIndex) -> pd.DataFrame:
    cohort = rows[rows["in_health_cohort"]].copy()
    for flag in ["health_assessment", "teeth_check", "immunisations"]:
        cohort[flag] = cohort[flag] == "1"
    cohort["sdq_age"] = cohort["age"].between(5, 16)
    cohort["sdq"] = cohort["sdq_age"] & cohort["sdq_score"].notna()
    cohort["identified"] = cohort["substance_misuse"] == "1"
    cohort["helped"] = cohort["identified"] & (cohort["intervention_received"] == "1")
    return counted(
        cohort,
        days[(days.month == 3) & (days.day == 31)],
        {
            "health_assessment_pct": ("health_assessment", "all", "percent", SEVEN),
            "dental_pct": ("teeth_check", "all", "percent", SEVEN),
            "immunisations_pct": ("immunisations", "all", "percent", SEVEN),
            "sdq_pct": ("sdq", "sdq_age", "percent", SEVEN),
            "substance_intervention_pct": ("helped", "identified", "percent", SEVEN),
        },
    )


def of_events(history: Path, days: pd.DatetimeIndex) -> list[pd.DataFrame]:
    """Starts, ends, orders, adoptions, reviews and children missing in the year ending on each day."""
    events = stored(history / "events.parquet", OF_AN_EVENT, SEVEN).assign(all=True)
    begin = year_starts(days)

    def of(kind: str) -> pd.DataFrame:
        return events[events["kind"] == kind]

    started = each_child_once(of("started"), days, "first")
    started["older"] = started["age"] >= 16
    missing = of("missing")
    due, held = of("review_due"), of("review_held")
    but_age = [breakdown for breakdown in SEVEN if breakdown != "age_band"]
    each_once = {
        "placement_orders": each_child_once(of("placement_order"), days, "first"),
        "adoptions": each_child_once(of("adopted"), days, "last"),
        "missing_children": each_child_once(missing, days, "first"),
    }
    return [
        counted(started, days, {"cla_started": ("all", None, "children", SEVEN)}, begin),
        counted(started, days, {"started_16plus_pct": ("older", "all", "percent", but_age)}, begin),
        ends(each_child_once(of("ceased"), days, "last"), days),
        *(
            counted(rows, days, {measure: ("all", None, "children", SEVEN)}, begin)
            for measure, rows in each_once.items()
        ),
        averages(of("adopted"), days),
        every_event(missing, days, {"missing_episodes": ("all", None, "children", SEVEN)}),
        every_event(
            due.assign(in_time=due["flag"].astype(bool)),
            days,
            {"cla_reviews_in_time_pct": ("in_time", "all", "percent", SEVEN)},
        ),
        every_event(
            held.assign(took_part=held["flag"].astype(bool)),
            days,
            {"review_participation_pct": ("took_part", "all", "percent", SEVEN)},
        ),
    ]


def ends(ceased: pd.DataFrame, days: pd.DatetimeIndex) -> pd.DataFrame:
    ceased["ceased_reason"] = pd.Categorical(ceased["ceased_reason"], categories=GROUPS["ceased_reason"])
    measures = {"cla_ceased": ("all", None, "children", [*SEVEN, "ceased_reason"])}
    for measure, reason in (
        ("ceased_adopted_pct", "adopted"),
        ("ceased_sgo_pct", "special-guardianship"),
        ("ceased_returned_home_pct", "returned-home"),
    ):
        ceased[reason] = ceased["ceased_reason"] == reason
        measures[measure] = (reason, "all", "percent", SEVEN)
    return counted(ceased, days, measures, year_starts(days))


def averages(adopted: pd.DataFrame, days: pd.DatetimeIndex) -> pd.DataFrame:
    """Days of A1, A10 and A2 of the three years, pooled: of the children who have them."""
    rows = each_child_once(adopted, days, "last", years=3)
    measures = {}
    for clock in ("a1_days", "a10_days", "a2_days"):
        rows[f"{clock}_known"] = rows[clock].notna()
        rows[clock] = rows[clock].fillna(0)
        measures[f"{clock}_3yr"] = (clock, f"{clock}_known", "days", SEVEN)
    return counted(rows, days, measures, year_starts(days, years=3))


def of_care_leavers(history: Path, days: pd.DatetimeIndex) -> pd.DataFrame:
    by = ["sex", "ethnic_group"]
    young = pd.read_parquet(history / "care_leavers.parquet")
    year_ends = days[(days.month == 3) & (days.day == 31)]
    young["as_at"] = pd.to_datetime(young["as_at"])
    young = young[young["as_at"].isin(year_ends) & young["age"].between(19, 21)]
    young = young[~young["in_touch"].isin(["DIED", "RHOM"])].assign(all=True)
    for breakdown in by:
        young[breakdown] = pd.Categorical(young[breakdown], categories=GROUPS[breakdown])
    young["yes"] = young["in_touch"] == "YES"
    young["busy"] = young["activ"].isin([f"{how}{what}" for how in "FP" for what in "12345"])
    young["placed"] = ~young["accom"].str[:1].isin(["G", "H", "R"])
    young["suitable"] = young["placed"] & (young["accom"].str[-1:] == "1")
    return counted(
        young,
        year_ends,
        {
            "cl_in_touch_pct": ("yes", "all", "percent", by),
            "cl_eet_pct": ("busy", "all", "percent", by),
            "cl_suitable_accommodation_pct": ("suitable", "placed", "percent", by),
        },
    )
