"""What an address of a journey asks for, checked."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from sufficiency.editions import Edition
from sufficiency.measures.whereabouts import COHORT, FLOW, Loaded, Where, entry_cohort, flow
from sufficiency.service.access.errors import AskedWrongly
from sufficiency.service.data.asked import DAY, shown
from sufficiency.service.data.opened import opened
from sufficiency.service.records.queries import Rows
from sufficiency.service.ui.words import day as in_words
from sufficiency.vocabulary.groups import CEASED_REASON, PLACEMENT_TYPE
from sufficiency.vocabulary.months import first_day_of_collection_year

MONTHS = (6, 12, 24)
GROUPS = {Where.IN_CARE: PLACEMENT_TYPE.groups, Where.LEFT: CEASED_REASON.groups}


@dataclass(frozen=True)
class TwoDays:
    """Two month ends of an edition, the first before the last."""

    first: date
    last: date
    all: list[date]


def days_asked(request: HttpRequest, edition: Edition) -> TwoDays:
    """The days of ``?from=&to=``; unless said the newest, and the same day a year before it or the first there is.

    Raises AskedWrongly for anything but two month ends in order.
    """
    days = sorted(opened(edition).figures.days)
    last = _day(request, "to", days) or days[-1]
    year_before = [one for one in days if (one.year, one.month) == (last.year - 1, last.month)]
    first = _day(request, "from", days) or next(iter(year_before), days[0])
    if first >= last:
        raise AskedWrongly(
            f"{in_words(first)} is not before {in_words(last)}. Choose an earlier first day, or a later last one."
        )
    return TwoDays(first, last, days)


def _day(request: HttpRequest, name: str, days: list[date]) -> date | None:
    text = request.GET.get(name)
    if not text:
        return None
    allowed = f"Choose a month's last day from {in_words(days[0])} to {in_words(days[-1])}."
    try:
        day = date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day not in days:
        raise AskedWrongly(f"“{shown(text)}” is not one of the days that are counted. {allowed}")
    return day


def year_asked(request: HttpRequest, edition: Edition) -> tuple[int, list[int]]:
    """The collection year of ``?year=`` and all there are; unless said the one before the newest, of whose children
    most of a year is known. Raises AskedWrongly."""
    years = sorted(edition.manifest.years)
    asked = request.GET.get("year")
    if not asked:
        return years[-2] if len(years) > 1 else years[-1], years
    if not asked.isascii() or not asked.isdigit() or int(asked[:6]) not in years:
        raise AskedWrongly(
            f"“{shown(asked)}” is not a loaded year. Choose one from {years[0]} to {years[-1]}."
        )
    return int(asked), years


def state_asked(request: HttpRequest, name: str) -> tuple[str, str]:
    """A state and its group, as ``?before=in-care&before_group=foster``. Raises AskedWrongly."""
    state, group = request.GET.get(name, ""), request.GET.get(f"{name}_group", "")
    if state not in list(Where):
        raise AskedWrongly(f"“{shown(state)}” is no state for {name}; it is one of {', '.join(Where)}.")
    groups = GROUPS.get(Where(state), {"": ""})
    if group not in groups:
        raise AskedWrongly(f"“{shown(group)}” is no group of {state}; it is one of {', '.join(groups)}.")
    return state, group


def flow_of(edition: Edition, days: TwoDays) -> Rows:
    """Each child's states on both days, worked out once while it is asked for."""
    key = ("flow", days.first, days.last)
    return opened(edition).lately(key, lambda history: flow(history, Loaded.of(edition.manifest.years), days.first, days.last).select(FLOW.names).to_pylist())  # fmt: skip


def cohort_of(edition: Edition, year: int) -> Rows:
    """Each child who came in in the year, where they are after each of MONTHS."""
    first, last = first_day_of_collection_year(year), date(year, 3, 31)
    key = ("cohort", year)
    return opened(edition).lately(key, lambda history: entry_cohort(history, Loaded.of(edition.manifest.years), first, last, MONTHS).select(COHORT.names).to_pylist())  # fmt: skip
