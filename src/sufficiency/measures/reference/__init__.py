"""Every measure of the return counted the slow and plain way, one child after another.

Only the tests use this: the fast figures of `sufficiency.measures.calculate` must equal these for every
measure, day and breakdown. It shares no code with the fast side, works on the rows of the returns as plain
dictionaries, and follows `methodology` section D sentence by sentence; each function names its D-number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from . import adopted, adoption, care, care_leavers, flows, homes, leaving, reviews, snapshots
from . import children as who
from .care import Load, Returns
from .counted import Counted
from .days import (
    A_DAY,
    collection_year_starts,
    first_day_of_the_three_years_ending,
    first_day_of_the_year_ending,
    same_day_a_year_before,
)
from .groups import AGE_NOT_KNOWN, GROUPS
from .snapshots import GridReference

COUNT, PERCENT, AVERAGE = "count", "percent", "average"
SHARES = "shares"  # each group's share of everybody
RATE, OF_POPULATION = "rate", "of population"  # of the children aged 0 to 17 who live in the area
RISE, FALL = "rise", "fall"  # against the same day a year before
PER = {RATE: 10_000, OF_POPULATION: 100}

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

OF_DISTANCE = ("over_20_miles_pct", "within_20_miles", "over_20_miles_known_pct")

COUNTINGS: dict[str, Counting] = {
    "cla_number": Counting(snapshots.cla_number, COUNT),
    "cla_rate_10k": Counting(snapshots.cla_number, RATE, ()),
    "cla_pct_child_population": Counting(snapshots.cla_number, OF_POPULATION, ()),
    "cla_number_change_pct": Counting(snapshots.cla_number, RISE),
    "cla_by_age": Counting(snapshots.cla_number, COUNT, ("age_band",)),
    "cla_by_ethnicity": Counting(snapshots.cla_number, SHARES, ("ethnic_group",)),
    "cla_male_pct": Counting(who.cla_male_pct, PERCENT, _without("sex")),
    "cla_over10_pct": Counting(who.cla_over10_pct, PERCENT, _without("age_band")),
    "cla_bme_pct": Counting(who.cla_bme_pct, PERCENT, _without("ethnic_group")),
    "cla_s20_pct": Counting(who.cla_s20_pct, PERCENT, _without("legal_status_group")),
    "cla_uasc": Counting(who.cla_uasc, COUNT, _without("uasc")),
    "cla_started": Counting(flows.cla_started, COUNT, period_start=_year),
    "cla_started_rate_10k": Counting(flows.cla_started, RATE, (), _year),
    "started_by_age": Counting(flows.cla_started, SHARES, ("age_band",), _year),
    "cla_started_events": Counting(leaving.cla_started_events, COUNT, period_start=_year),
    "started_16plus_pct": Counting(flows.started_16plus_pct, PERCENT, _without("age_band"), _year),
    "cla_ceased": Counting(flows.cla_ceased, COUNT, (*SEVEN, "ceased_reason"), _year),
    "cla_ceased_events": Counting(leaving.cla_ceased_events, COUNT, (*SEVEN, "ceased_reason"), _year),
    "ceased_aged18_pct": Counting(leaving.ceased_aged18_pct, PERCENT, period_start=_year),
    "remained_until_18_pct": Counting(leaving.remained_until_18_pct, PERCENT, _without("age_band"), _year),
    "ceased_home_or_relative": Counting(leaving.ceased_home_or_relative, COUNT, period_start=_year),
    "sgo_number": Counting(leaving.sgo_number, COUNT, period_start=_year),
    "sgo_disruptions": Counting(leaving.sgo_disruptions, COUNT, period_start=_year),
    "ltf_matches": Counting(leaving.ltf_matches, COUNT, period_start=_year),
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
    "inhouse_foster_number": Counting(
        homes.inhouse_foster_number, COUNT, _without("placement_type", "provider_group")
    ),
    "ifa_number": Counting(homes.ifa_number, COUNT, _without("placement_type")),
    "friends_family_number": Counting(homes.friends_family_number, COUNT, _without("placement_type")),
    "foster_to_adopt_number": Counting(homes.foster_to_adopt_number, COUNT, _without("placement_type")),
    "placed_for_adoption_number": Counting(
        homes.placed_for_adoption_number, COUNT, _without("placement_type")
    ),
    "residential_pct": Counting(homes.residential_pct, PERCENT, _without("placement_type")),
    "residential_reduction_pct": Counting(snapshots.residential_number, FALL, _without("placement_type")),
    "secure_number": Counting(homes.secure_number, COUNT, _without("placement_type")),
    "semi_independent_cla_number": Counting(
        homes.semi_independent_cla_number, COUNT, _without("placement_type")
    ),
    "placed_with_parents_number": Counting(
        homes.placed_with_parents_number, COUNT, _without("placement_type")
    ),
    "residential_school_number": Counting(homes.residential_school_number, COUNT, _without("placement_type")),
    "yoi_number": Counting(homes.yoi_number, COUNT, _without("placement_type")),
    "within_20_miles": Counting(homes.within_20_miles, PERCENT),
    "over_20_miles_known_pct": Counting(homes.over_20_miles_known_pct, PERCENT),
    "out_of_area_pct": Counting(homes.out_of_area_pct, PERCENT),
    "three_plus_placements_pct": Counting(snapshots.three_plus_placements_pct, PERCENT),
    "long_term_stability_pct": Counting(snapshots.long_term_stability_pct, PERCENT),
    "over_20_miles_pct": Counting(snapshots.over_20_miles_pct, PERCENT),
    "adoptions": Counting(adoption.adoptions, COUNT, period_start=_year),
    "placement_orders": Counting(flows.placement_orders, COUNT, period_start=_year),
    "a1_days_3yr": Counting(adoption.a1_days_3yr, AVERAGE, period_start=_three_years),
    "a10_days_3yr": Counting(adoption.a10_days_3yr, AVERAGE, period_start=_three_years),
    "a2_days_3yr": Counting(adoption.a2_days_3yr, AVERAGE, period_start=_three_years),
    "children_waiting_adoption": Counting(adopted.children_waiting_adoption, COUNT),
    "placed_not_adopted": Counting(homes.placed_for_adoption_number, COUNT, _without("placement_type")),
    "adoption_matches": Counting(adopted.adoption_matches, COUNT, period_start=_year),
    "a2_within_threshold": Counting(adopted.a2_within_threshold, PERCENT, period_start=_year),
    "early_permanence_placements": Counting(leaving.early_permanence_placements, COUNT, period_start=_year),
    "adoption_disruptions": Counting(adopted.adoption_disruptions, COUNT, period_start=_year),
    "adopted_by_age": Counting(adoption.adoptions, SHARES, ("age_band",), _year),
    "adopted_by_sex": Counting(adoption.adoptions, COUNT, ("sex",), _year),
    "adopted_bme_pct": Counting(adopted.adopted_bme_pct, PERCENT, _without("ethnic_group"), _year),
    "adopted_via_early_permanence": Counting(adopted.adopted_via_early_permanence, COUNT, period_start=_year),
    "a1_days_1yr": Counting(adopted.a1_days_1yr, AVERAGE, period_start=_year),
    "a2_days_excl_outliers": Counting(adopted.a2_days_excl_outliers, AVERAGE, period_start=_year),
    "care_to_adoption_order_days": Counting(
        adoption.care_to_adoption_order_days, AVERAGE, period_start=_three_years
    ),
    "cla_reviews_in_time_pct": Counting(reviews.cla_reviews_in_time_pct, PERCENT, period_start=_year),
    "review_participation_pct": Counting(reviews.review_participation_pct, PERCENT, period_start=_year),
    "cla_reviews_in_time_children_pct": Counting(
        reviews.cla_reviews_in_time_children_pct, PERCENT, period_start=_year
    ),
    "review_attendance_pct": Counting(reviews.review_attendance_pct, PERCENT, period_start=_year),
    "health_assessment_pct": Counting(snapshots.health_assessment_pct, PERCENT),
    "dental_pct": Counting(snapshots.dental_pct, PERCENT),
    "immunisations_pct": Counting(snapshots.immunisations_pct, PERCENT),
    "sdq_pct": Counting(snapshots.sdq_pct, PERCENT),
    "substance_intervention_pct": Counting(snapshots.substance_intervention_pct, PERCENT),
    "out_of_borough_health_parity": Counting(snapshots.out_of_borough_health_parity, PERCENT),
    "in_borough_health_assessment_pct": Counting(snapshots.in_borough_health_assessment_pct, PERCENT),
    "cl_in_touch_pct": Counting(care_leavers.cl_in_touch_pct, PERCENT, _OF_CARE_LEAVERS),
    "cl_eet_pct": Counting(care_leavers.cl_eet_pct, PERCENT, _OF_CARE_LEAVERS),
    "cl_suitable_accommodation_pct": Counting(
        care_leavers.cl_suitable_accommodation_pct, PERCENT, _OF_CARE_LEAVERS
    ),
    "missing_episodes": Counting(flows.missing_episodes, COUNT, period_start=_year),
    "missing_children": Counting(flows.missing_children, COUNT, period_start=_year),
    "missing_children_pct": Counting(
        flows.missing_children_pct, PERCENT, ("sex", "ethnic_group"), period_start=_year
    ),
    "missing_cla_by_placement": Counting(flows.missing_episodes, COUNT, ("placement_type",), _year),
    "cl_neet_pct": Counting(care_leavers.cl_neet_pct, PERCENT, _OF_CARE_LEAVERS),
    "cl_activity_breakdown": Counting(care_leavers.cl_activity_breakdown, SHARES, ("activity",)),
    "cl_higher_education_pct": Counting(care_leavers.cl_higher_education_pct, PERCENT, _OF_CARE_LEAVERS),
    "cl_semi_independent": Counting(care_leavers.cl_semi_independent, PERCENT, _OF_CARE_LEAVERS),
    "staying_put_number": Counting(care_leavers.staying_put_number, COUNT, _OF_CARE_LEAVERS),
    "staying_put_pct": Counting(care_leavers.staying_put_pct, PERCENT, _OF_CARE_LEAVERS),
    "staying_put_17_18_pct": Counting(care_leavers.staying_put_17_18_pct, PERCENT, _OF_CARE_LEAVERS),
    "oc3_care_leavers_number": Counting(care_leavers.oc3_care_leavers_number, COUNT, _OF_CARE_LEAVERS),
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
    the children aged 0 to 17 for a day, without which measures of the population have no row. `distances` gives the
    easting and northing in metres of a postcode written without spaces in capitals, None where it has none.
    """
    loaded = _read(returns, afresh=True)
    wanted = list(COUNTINGS) if measures is None else list(measures)
    only = None if by is None else set(by)
    rows: list[Row] = []
    for measure in wanted:
        for day in as_at:
            found = _counted(loaded, measure, day, distances)
            if found is None:
                continue
            if COUNTINGS[measure].kind in PER:
                rows.extend(_of_population(measure, found, day, population))
            elif COUNTINGS[measure].kind in (RISE, FALL):
                rows.extend(_changed(loaded, measure, day, found, only, distances))
            else:
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
    found = _counted(_read(returns), measure, as_at, distances) or []
    if by is None:
        return found
    if COUNTINGS[measure].kind == SHARES:
        return [Counted(each.child, each.groups, each.groups[by] == group) for each in found]
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


_latest: list[tuple[Returns, Load]] = []


def _read(returns: Returns, afresh: bool = False) -> Load:
    """The children of the returns; those of the last ones counted are kept for the many questions of who is behind.

    Counting reads them afresh: they may have been changed in place.
    """
    if afresh or not _latest or _latest[0][0] is not returns:
        _latest[:] = [(returns, care.load(returns))]
    return _latest[0][1]


def _counted(loaded: Load, measure: str, day: date, distances: GridReference | None) -> list[Counted] | None:
    counting = COUNTINGS[measure].found
    if measure in OF_DISTANCE:
        counting = partial(counting, grid_reference=distances)
    return counting(loaded, day)


def _rows(measure: str, day: date, found: list[Counted], only: set[str] | None) -> list[Row]:
    """The total, and a row for every group of each breakdown that applies (D17)."""
    counting = COUNTINGS[measure]
    rows = [_row(measure, day, "", "", found, found)]
    for breakdown in counting.breakdowns:
        if only is not None and breakdown not in only:
            continue
        for group in GROUPS[breakdown]:
            in_group = [each for each in found if each.groups[breakdown] == group]
            rows.append(_row(measure, day, breakdown, group, in_group, found))
        age_not_known = [each for each in found if each.groups[breakdown] == AGE_NOT_KNOWN]
        if breakdown == "age_band" and age_not_known:
            rows.append(_row(measure, day, breakdown, AGE_NOT_KNOWN, age_not_known, found))
    return rows


def _row(
    measure: str, day: date, breakdown: str, group: str, found: list[Counted], everybody: list[Counted]
) -> Row:
    counting = COUNTINGS[measure]
    period_start = counting.period_start(day) if counting.period_start else None
    among = len(found)
    if counting.kind == SHARES:
        of = len(everybody)
        return Row(measure, day, period_start, breakdown, group, among, of, 100 * among / of if of else None)
    if counting.kind == COUNT:
        return Row(measure, day, period_start, breakdown, group, among, None, among)
    if counting.kind == PERCENT:
        those = sum(1 for each in found if each.in_numerator)
        value = 100 * those / among if among else None
    else:
        those = sum(each.days for each in found)
        value = those / among if among else None
    return Row(measure, day, period_start, breakdown, group, those, among, value)


def _of_population(
    measure: str, found: list[Counted], day: date, population: Callable[[date], int | None] | None
) -> list[Row]:
    """Children for every 10,000 (or every hundred) who live in the area."""
    people = population(day) if population is not None else None
    if people is None:
        return []
    number, counting = len(found), COUNTINGS[measure]
    start = counting.period_start(day) if counting.period_start else None
    return [Row(measure, day, start, "", "", number, people, PER[counting.kind] * number / people)]


def _changed(
    loaded: Load,
    measure: str,
    day: date,
    found: list[Counted],
    only: set[str] | None,
    distances: GridReference | None,
) -> list[Row]:
    """How many more (or fewer) than a year before, among those of a year before.

    Nothing where a year before is earlier than the eve of the first collection year loaded.
    """
    earlier = same_day_a_year_before(day)
    if loaded.first_year is None or earlier < collection_year_starts(loaded.first_year) - A_DAY:
        return []
    before = _counted(loaded, measure, earlier, distances) or []
    sign = 1 if COUNTINGS[measure].kind == RISE else -1
    rows = [_change("", "", measure, day, sign, found, before)]
    for breakdown in COUNTINGS[measure].breakdowns:
        if only is not None and breakdown not in only:
            continue
        for group in (*GROUPS[breakdown], AGE_NOT_KNOWN) if breakdown == "age_band" else GROUPS[breakdown]:
            now, then = (
                [each for each in some if each.groups[breakdown] == group] for some in (found, before)
            )
            if group != AGE_NOT_KNOWN or breakdown != "age_band" or now or then:
                rows.append(_change(breakdown, group, measure, day, sign, now, then))
    return rows


def _change(
    breakdown: str,
    group: str,
    measure: str,
    day: date,
    sign: int,
    now: list[Counted],
    before: list[Counted],
) -> Row:
    more, of = sign * (len(now) - len(before)), len(before)
    return Row(measure, day, None, breakdown, group, more, of, 100 * more / of if of else None)
