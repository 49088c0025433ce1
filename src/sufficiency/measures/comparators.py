"""Published figures of England, its regions and every authority, to set a council's own figures against.

They are the Department for Education's, from its Local Authority Interactive Tool, for each 31 March; statistical
neighbours are those of its 2025 model (Open Government Licence v3.0; the files in `data/` carry the attribution).
`scripts/build_comparators.py` writes them. Published percentages and rates are rounded to whole numbers.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from statistics import fmean, median

import pyarrow.parquet as pq

from sufficiency.vocabulary.authorities import Authority, find

DATA = Path(__file__).parent / "data"
SOURCE = "Department for Education, Local Authority Interactive Tool; Open Government Licence v3.0"
ENGLAND = "970"


@dataclass(frozen=True)
class Series:
    """A published series, the measure of ours it is set beside, and how the two differ in what they count.

    `ends` is the (month, day) of the year that a published year ends on.
    """

    name: str
    measure: str
    differs: str = ""
    ends: tuple[int, int] = (3, 31)


SERIES = (
    Series("LAC", "cla_rate_10k", "The published rate is rounded to a whole number, on revised populations."),
    Series("LACnum", "cla_number"),
    Series("LACnum_Start", "cla_started"),
    Series("LACceased", "cla_ceased"),
    Series("%_of LAC Adopted", "ceased_adopted_pct"),
    Series("No_of LAC Adopted", "adoptions"),
    Series("LAC_ceased_SGO%", "ceased_sgo_pct"),
    Series("LAC_Foster_Placements", "foster_pct"),
    Series("LACStable_2016on", "three_plus_placements_pct"),
    Series("LAC_LongStable%", "long_term_stability_pct"),
    Series(
        "LACDistance",
        "over_20_miles_pct",
        "The published figure counts only homes that are also outside the authority's boundary, so ours is higher.",
    ),
    Series("LACHealth%", "health_assessment_pct"),
    Series("LACVaccinations%", "immunisations_pct"),
    Series("LACDental%", "dental_pct"),
    Series("CareLeaverAcc", "cl_suitable_accommodation_pct"),
    Series("CareLeaverEET", "cl_eet_pct"),
)
SCHOOL_YEAR, SEPTEMBER = (8, 31), (9, 30)
_AT_SCHOOL = (
    "The published figure is of children looked after for twelve months or more, over the school year."
)
_STAFF = "The published figure is of full-time equivalents on 30 September."
# Of measures that are recorded, since no child's record gives them.
RECORDED_SERIES = (
    Series("LAC_KS2_ExpStd_R", "ks2_reading_pct", _AT_SCHOOL, SCHOOL_YEAR),
    Series("LAC_KS2_ExpStd_W", "ks2_writing_pct", _AT_SCHOOL, SCHOOL_YEAR),
    Series("LAC_KS2_ExpStd_M", "ks2_maths_pct", _AT_SCHOOL, SCHOOL_YEAR),
    Series("LAC_KS2_ExpStd_GPS", "ks2_gps_pct", _AT_SCHOOL, SCHOOL_YEAR),
    Series("LAC_KS2_ExpStd_RWM", "ks2_rwm_pct", _AT_SCHOOL, SCHOOL_YEAR),
    Series("LAC_KS4_AVG_Attain8", "ks4_attainment8", _AT_SCHOOL, SCHOOL_YEAR),
    Series("LAC_KS4_AVG_Prog8", "ks4_progress8", _AT_SCHOOL, SCHOOL_YEAR),
    Series(
        "LAC_EngMaths9-4", "ks4_em_pct", f"{_AT_SCHOOL} It is of passes at grade 4 or above.", SCHOOL_YEAR
    ),
    Series("LAC_Pers_Abs", "persistent_absence_pct", _AT_SCHOOL, SCHOOL_YEAR),
    Series("LAC_Fixed_ Ex", "fixed_term_exclusion_pct", _AT_SCHOOL, SCHOOL_YEAR),
    Series("Work_Force_Vac_Rate", "social_worker_vacancy_pct", _STAFF, SEPTEMBER),
    Series("Work_Force_Agecy_Rate", "social_worker_agency_pct", _STAFF, SEPTEMBER),
    Series("Work_Force_TO_Rate", "social_worker_turnover_pct", _STAFF, SEPTEMBER),
    Series(
        "Work_Force_AvgNumCase_SW",
        "social_worker_caseload",
        "The published figure is of cases for each full-time equivalent who holds any, on 30 September.",
        SEPTEMBER,
    ),
)
_SERIES_OF: Mapping[str, Series] = {series.measure: series for series in (*SERIES, *RECORDED_SERIES)}


@dataclass(frozen=True)
class Place:
    """What a figure was published for. `kind` is country, region or authority; `code` the Department's number."""

    code: str
    name: str
    kind: str
    region: str


@dataclass(frozen=True)
class Comparison:
    """Where an authority stood on one day, for most measures a 31 March, all by published figures; None where none was published.

    `neighbours` is the median of the statistical neighbours that have a figure, as the Department's dashboard
    takes it, `neighbours_mean` their mean, `neighbours_given` how many have one. `rank` is 1 for the lowest
    published value among the `of` authorities that have one (equal values share the better rank).
    """

    measure: str
    as_at: date
    own: float | None
    england: float | None
    region: float | None
    region_name: str
    neighbours: float | None
    neighbours_mean: float | None
    neighbours_given: int
    rank: int | None
    of: int
    differs: str
    source: str = SOURCE

    @property
    def quartile(self) -> int | None:
        """1 for the lowest quarter of the authorities to 4 for the highest."""
        return None if self.rank is None else min(4 * (self.rank - 1) // self.of + 1, 4)


def measures_published() -> tuple[str, ...]:
    """The measures that have a published series."""
    return tuple(_SERIES_OF)


def differs(measure: str) -> str:
    """How the published series counts otherwise than the measure; empty where no difference is known."""
    return _SERIES_OF[measure].differs if measure in _SERIES_OF else ""


def years_published(measure: str) -> tuple[int, ...]:
    """The years of which the measure has any published figure, in order; none where it has no series."""
    return tuple(sorted({year for year, _place in _values().get(measure, {})}))


def day_published(measure: str, year: int) -> date:
    """The day that the measure's published year ends on: 31 March for most, the end of the school year, 30 September."""
    return date(year, *_SERIES_OF[measure].ends)


def published(measure: str, year: int, place: str) -> float | None:
    """What was published for a place on 31 March of the year; None where nothing was."""
    return _values().get(measure, {}).get((year, place))


@cache
def places() -> Mapping[str, Place]:
    """Every place of the publication by its number."""
    return {
        row["place"]: Place(row["place"], row["name"], row["kind"], row["region"]) for row in _rows("places")
    }


@cache
def neighbours() -> Mapping[str, tuple[str, ...]]:
    """The ten statistical neighbours of each authority, nearest first."""
    return {row["place"]: tuple(row[f"neighbour_{n}"] for n in range(1, 11)) for row in _rows("neighbours")}


def compare(measure: str, year: int, authority: Authority | str) -> Comparison:
    """Set an authority's published figure beside everyone's, on the day the published year ends (`day_published`).

    `authority`: one of ours, or a code or name. An authority that is not in the publication, such as the made-up
    one, is compared with England alone. Raises UnknownAuthority.
    """
    own = find(authority) if isinstance(authority, str) else authority
    values = {place: value for (when, place), value in _values().get(measure, {}).items() if when == year}
    everyone = sorted(value for place, value in values.items() if places()[place].kind == "authority")
    beside = [values[one] for one in neighbours().get(own.la_number, ()) if one in values]
    place = places().get(own.la_number)
    region = next((one for one in places().values() if place and _is_region_of(one, place)), None)
    value = values.get(own.la_number)
    return Comparison(
        measure=measure,
        as_at=day_published(measure, year) if measure in _SERIES_OF else date(year, 3, 31),
        own=value,
        england=values.get(ENGLAND),
        region=values.get(region.code) if region else None,
        region_name=region.name if region else "",
        neighbours=median(beside) if beside else None,
        neighbours_mean=fmean(beside) if beside else None,
        neighbours_given=len(beside),
        rank=None if value is None else everyone.index(value) + 1,
        of=len(everyone),
        differs=differs(measure),
    )


def rank_of(measure: str, year: int, value: float) -> int:
    """Where a value would stand among the authorities' published ones, 1 for the lowest or lower; for an authority of
    which nothing was published. Published values are whole, so the value is rounded first by whoever asks."""
    return 1 + sum(
        other < value
        for (when, place), other in _values().get(measure, {}).items()
        if when == year and places()[place].kind == "authority"
    )


def _is_region_of(region: Place, place: Place) -> bool:
    """Inner and Outer London are published under their names the other way round ("London (Inner)")."""
    the_other_way_round = " ".join(reversed(region.name.replace("(", "").replace(")", "").split()))
    names = (region.name.casefold(), the_other_way_round.casefold())
    return region.kind == "region" and place.region.casefold() in names


@cache
def _values() -> Mapping[str, Mapping[tuple[int, str], float]]:
    """Measure to (year, place) to what was published."""
    found: dict[str, dict[tuple[int, str], float]] = {}
    table = pq.read_table(DATA / "published.parquet")
    columns: Sequence[list] = [table[name].to_pylist() for name in ("measure", "year", "place", "value")]
    for measure, year, place, value in zip(*columns, strict=True):
        if value is not None:
            found.setdefault(measure, {})[year, place] = round(value, 4)
    return found


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))
