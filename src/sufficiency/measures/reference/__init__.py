"""Every first measure counted the slow and plain way, one child after another.

Only the tests use this: the fast figures of `sufficiency.measures.calculate` must equal these for every
measure, day and breakdown. It shares no code with the fast side, works on the rows of the returns as plain
dictionaries, and follows `methodology` section D sentence by sentence; each function names its D-number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from . import adoption, care, care_leavers, flows, reviews, snapshots
from .care import Load, Returns
from .counted import Counted
from .days import first_day_of_the_three_years_ending, first_day_of_the_year_ending
from .groups import AGE_NOT_KNOWN, GROUPS
from .snapshots import GridReference

COUNT, PERCENT, AVERAGE = "count", "percent", "average"

SEVEN = (
    "age_band",
    "sex",
    "ethnic_group",
    "legal_status_group",
    "placement_type",
    "provider_group",
    "uasc",
)


def _without(*breakdowns: str) -> tuple[str, ...]:
    return tuple(breakdown for breakdown in SEVEN if breakdown not in breakdowns)


@dataclass(frozen=True)
class Counting:
    """How one measure is counted: None from `found` means the measure is not defined on that day."""

    found: Callable[..., list[Counted] | None]
    kind: str
    breakdowns: tuple[str, ...] = SEVEN
    period_start: Callable[[date], date] | None = None


_year = first_day_of_the_year_ending
_three_years = first_day_of_the_three_years_ending
_OF_CARE_LEAVERS = ("sex", "ethnic_group")

COUNTINGS: dict[str, Counting] = {
    "cla_number": Counting(snapshots.cla_number, COUNT),
    "cla_rate_10k": Counting(snapshots.cla_number, COUNT, ()),
    "cla_started": Counting(flows.cla_started, COUNT, period_start=_year),
    "started_16plus_pct": Counting(flows.started_16plus_pct, PERCENT, _without("age_band"), _year),
    "cla_ceased": Counting(flows.cla_ceased, COUNT, (*SEVEN, "ceased_reason"), _year),
    "ceased_adopted_pct": Counting(flows.ceased_adopted_pct, PERCENT, period_start=_year),
    "ceased_sgo_pct": Counting(flows.ceased_sgo_pct, PERCENT, period_start=_year),
    "ceased_returned_home_pct": Counting(flows.ceased_returned_home_pct, PERCENT, period_start=_year),
    "foster_number": Counting(snapshots.foster_number, COUNT, _without("placement_type")),
    "foster_pct": Counting(snapshots.foster_pct, PERCENT, _without("placement_type")),
    "inhouse_foster_pct": Counting(
        snapshots.inhouse_foster_pct, PERCENT, _without("placement_type", "provider_group")
    ),
    "ifa_pct": Counting(snapshots.ifa_pct, PERCENT, _without("placement_type", "provider_group")),
    "friends_family_pct": Counting(snapshots.friends_family_pct, PERCENT, _without("placement_type")),
    "residential_number": Counting(snapshots.residential_number, COUNT, _without("placement_type")),
    "three_plus_placements_pct": Counting(snapshots.three_plus_placements_pct, PERCENT),
    "long_term_stability_pct": Counting(snapshots.long_term_stability_pct, PERCENT),
    "over_20_miles_pct": Counting(snapshots.over_20_miles_pct, PERCENT),
    "adoptions": Counting(adoption.adoptions, COUNT, period_start=_year),
    "placement_orders": Counting(flows.placement_orders, COUNT, period_start=_year),
    "a1_days_3yr": Counting(adoption.a1_days_3yr, AVERAGE, period_start=_three_years),
    "a10_days_3yr": Counting(adoption.a10_days_3yr, AVERAGE, period_start=_three_years),
    "a2_days_3yr": Counting(adoption.a2_days_3yr, AVERAGE, period_start=_three_years),
    "cla_reviews_in_time_pct": Counting(reviews.cla_reviews_in_time_pct, PERCENT, period_start=_year),
    "review_participation_pct": Counting(reviews.review_participation_pct, PERCENT, period_start=_year),
    "health_assessment_pct": Counting(snapshots.health_assessment_pct, PERCENT),
    "dental_pct": Counting(snapshots.dental_pct, PERCENT),
    "immunisations_pct": Counting(snapshots.immunisations_pct, PERCENT),
    "sdq_pct": Counting(snapshots.sdq_pct, PERCENT),
    "substance_intervention_pct": Counting(snapshots.substance_intervention_pct, PERCENT),
    "cl_in_touch_pct": Counting(care_leavers.cl_in_touch_pct, PERCENT, _OF_CARE_LEAVERS),
    "cl_eet_pct": Counting(care_leavers.cl_eet_pct, PERCENT, _OF_CARE_LEAVERS),
    "cl_suitable_accommodation_pct": Counting(
        care_leavers.cl_suitable_accommodation_pct, PERCENT, _OF_CARE_LEAVERS
    ),
    "missing_episodes": Counting(flows.missing_episodes, COUNT, period_start=_year),
    "missing_children": Counting(flows.missing_children, COUNT, period_start=_year),
}


@dataclass(frozen=True)
class Row:
    """One figure, as in the CSV of `sufficiency measures`; the total has empty breakdown and group."""

    measure: str
    as_at: date
    period_start: date | None
    breakdown: str
    group: str
    numerator: float
    denominator: float | None
    value: float | None


def count(
    returns: Returns,
    as_at: Sequence[date],
    measures: Iterable[str] | None = None,
    by: Iterable[str] | None = None,
    population: Callable[[date], int | None] | None = None,
    distances: GridReference | None = None,
) -> list[Row]:
    """Every figure of the returns on each as-at day.

    `returns[year][table]` holds rows as dictionaries with lower-case field names. `measures` and `by` of
    None mean all of them (all breakdowns that apply); an empty `by` means totals only. `population` gives
    the children aged 0 to 17 for a day, without which `cla_rate_10k` has no row. `distances` gives the
    easting and northing in metres of a postcode written without spaces in capitals, None where it has none.
    """
    loaded = care.load(returns)
    wanted = list(COUNTINGS) if measures is None else list(measures)
    only = None if by is None else set(by)
    rows: list[Row] = []
    for measure in wanted:
        for day in as_at:
            found = _counted(loaded, measure, day, distances)
            if measure == "cla_rate_10k":
                rows.extend(_rate(found, day, population))
            elif found is not None:
                rows.extend(_rows(measure, day, found, only))
    return rows


def behind(
    returns: Returns,
    measure: str,
    as_at: date,
    by: str | None = None,
    group: str | None = None,
    distances: GridReference | None = None,
) -> list[Counted]:
    """Everything one figure counts: nothing where the measure is not defined on the day."""
    found = _counted(care.load(returns), measure, as_at, distances) or []
    if by is None:
        return found
    return [each for each in found if each.groups[by] == group]


def children(
    returns: Returns,
    measure: str,
    as_at: date,
    by: str | None = None,
    group: str | None = None,
    distances: GridReference | None = None,
) -> tuple[list[str], list[str]]:
    """The ids of the children behind a numerator and a denominator, each child once, in order of id."""
    found = behind(returns, measure, as_at, by, group, distances)
    numerator = {each.child for each in found if each.in_numerator}
    denominator = {each.child for each in found}
    return sorted(numerator), sorted(denominator)


def _counted(loaded: Load, measure: str, day: date, distances: GridReference | None) -> list[Counted] | None:
    counting = COUNTINGS[measure].found
    if measure == "over_20_miles_pct":
        counting = partial(counting, grid_reference=distances)
    return counting(loaded, day)


def _rows(measure: str, day: date, found: list[Counted], only: set[str] | None) -> list[Row]:
    """The total, and a row for every group of each breakdown that applies (D17)."""
    counting = COUNTINGS[measure]
    rows = [_row(measure, day, "", "", found)]
    for breakdown in counting.breakdowns:
        if only is not None and breakdown not in only:
            continue
        for group in GROUPS[breakdown]:
            in_group = [each for each in found if each.groups[breakdown] == group]
            rows.append(_row(measure, day, breakdown, group, in_group))
        age_not_known = [each for each in found if each.groups[breakdown] == AGE_NOT_KNOWN]
        if breakdown == "age_band" and age_not_known:
            rows.append(_row(measure, day, breakdown, AGE_NOT_KNOWN, age_not_known))
    return rows


def _row(measure: str, day: date, breakdown: str, group: str, found: list[Counted]) -> Row:
    counting = COUNTINGS[measure]
    period_start = counting.period_start(day) if counting.period_start else None
    among = len(found)
    if counting.kind == COUNT:
        return Row(measure, day, period_start, breakdown, group, among, None, among)
    if counting.kind == PERCENT:
        those = sum(1 for each in found if each.in_numerator)
        value = 100 * those / among if among else None
    else:
        those = sum(each.days for each in found)
        value = those / among if among else None
    return Row(measure, day, period_start, breakdown, group, those, among, value)


def _rate(found: list[Counted], day: date, population: Callable[[date], int | None] | None) -> list[Row]:
    """`cla_rate_10k`: children looked after for every 10,000 children who live in the area."""
    people = population(day) if population is not None else None
    if people is None:
        return []
    number = len(found)
    return [Row("cla_rate_10k", day, None, "", "", number, people, 10_000 * number / people)]
