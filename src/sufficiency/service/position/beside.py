"""A measure beside everybody else's: England, the region, statistical neighbours, rank, as published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sufficiency.measures import Measure, Unit, comparators
from sufficiency.measures.comparators import Comparison
from sufficiency.service.data import wording
from sufficiency.service.data.figures import Figures, WithoutSmallNumbers
from sufficiency.service.ui import components as ui
from sufficiency.service.ui.charts import Series
from sufficiency.service.ui.words import count
from sufficiency.service.ui.words import day as in_words

COMPARABLE = (Unit.PERCENT, Unit.PER_10K, Unit.DAYS)  # numbers of children differ with the size of the place


@dataclass(frozen=True)
class Beside:
    """The table of a measure beside others, how their counting differs, and where their figures are from."""

    answer: str
    table: ui.Table
    differs: str
    source: str


def beside(
    measure: Measure, authority: str | None, figures: Figures | WithoutSmallNumbers, day: date
) -> Beside | None:
    """Every 31 March up to the day that was published; None for a measure that nobody publishes, or no authority."""
    found = _comparisons(measure, authority, day)
    if not found:
        return None
    rows = [_row(measure, one, figures) for one in reversed(found)]
    return Beside(
        answer=_in_a_sentence(measure, found[-1]),
        table=ui.Table(
            "Published figures on each 31 March", _columns(measure, found), rows, caption_hidden=True
        ),
        differs=found[-1].differs,
        source=f"{comparators.SOURCE}. Published percentages and rates are rounded to whole numbers.",
    )


def lines(measure: Measure, authority: str | None, days: Sequence[date]) -> list[Series]:
    """England's and the neighbours' published figures as lines of a chart; none where sizes cannot be compared."""
    if measure.unit not in COMPARABLE or not days:
        return []
    found = [one for one in _comparisons(measure, authority, days[-1]) if one.as_at >= days[0]]
    neighbours = [(one.as_at, one.neighbours) for one in found]
    england = [(one.as_at, one.england) for one in found]
    series = [Series("Neighbours", neighbours, "other"), Series("England", england, "second")]
    return [one for one in series if any(value is not None for _day, value in one.points)]


def _comparisons(measure: Measure, authority: str | None, day: date) -> list[Comparison]:
    if authority is None:
        return []
    years = [year for year in comparators.years_published(measure.id) if date(year, 3, 31) <= day]
    return [comparators.compare(measure.id, year, authority) for year in years]


def _columns(measure: Measure, found: Sequence[Comparison]) -> list[ui.Column]:
    """Those that hold something in any year; an authority that publishes nothing has England alone."""
    latest = found[-1]
    columns = [
        ui.Column("day", "31 March", one_line=True),
        ui.Column("ours", "Ours, from this edition", number=True),
        ui.Column("own", "Ours, as published", number=True),
        ui.Column("neighbours", "Statistical neighbours", number=True, hint="median"),
        ui.Column("region", latest.region_name or "Region", number=True),
        ui.Column("england", "England", number=True),
        ui.Column("rank", "Rank, from the lowest", number=True),
    ]
    if measure.unit not in COMPARABLE:
        columns = [one for one in columns if one.key not in ("neighbours", "region")]
    always = ("day", "ours")
    return [
        one
        for one in columns
        if one.key in always or any(getattr(comparison, one.key) is not None for comparison in found)
    ]


def _row(measure: Measure, one: Comparison, figures: Figures | WithoutSmallNumbers) -> dict[str, object]:
    published = {
        name: "–" if value is None else count(round(value, 1))
        for name in ("own", "neighbours", "region", "england")
        for value in [getattr(one, name)]
    }
    known = one.as_at in figures.days_of(measure)
    return published | {
        "day": in_words(one.as_at),
        "ours": wording.value_in_table(measure, figures.figure(measure, one.as_at))
        if known
        else "not loaded",
        "rank": "–" if one.rank is None else f"{one.rank} of {one.of}",
    }


def _in_a_sentence(measure: Measure, latest: Comparison) -> str:
    """Where the latest published figures stand, for example "England's figure was published as 9% and ours as 10%"."""
    unit = {Unit.PERCENT: "%", Unit.PER_10K: " per 10,000", Unit.DAYS: " days"}.get(measure.unit, "")
    given = [("England's figure", latest.england), ("ours", latest.own)]
    if measure.unit in COMPARABLE:
        given.append(("the middle one of our statistical neighbours", latest.neighbours))
    known = [f"{whose} as {count(round(value, 1))}{unit}" for whose, value in given if value is not None]
    if not known:
        return f"Nothing was published for {in_words(latest.as_at)}."
    first = known[0].replace(" as ", " was published as ", 1)
    rest = known[1:]
    told = first if not rest else f"{', '.join([first, *rest[:-1]])} and {rest[-1]}"
    return f"For {in_words(latest.as_at)} {told}."
