"""What the measures of a plan say now, for a person: counted from the edition in use, or recorded."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sufficiency.editions import DamagedEdition
from sufficiency.measures import Measure, said
from sufficiency.measures.catalogue import Entry, catalogue
from sufficiency.measures.disclosure import is_small
from sufficiency.measures.recorded import is_count, points_to_children, value_in_words
from sufficiency.service.access.rules import check_can_see_small_numbers, may
from sufficiency.service.data import wording
from sufficiency.service.data.asked import figures_for, home
from sufficiency.service.data.figures import Figure, State
from sufficiency.service.data.opened import opened
from sufficiency.service.position.lines import trend_days
from sufficiency.service.recorded import queries as recorded
from sufficiency.service.recorded.models import RecordedValue
from sufficiency.service.recorded.seen import Seen, seen_by
from sufficiency.service.recorded.wording import HIDDEN, figure, out_of, stretch
from sufficiency.service.strategy.proposing import Reading
from sufficiency.service.ui import components as ui
from sufficiency.service.ui.words import day as in_words


@dataclass(frozen=True)
class Measured:
    """A measure's latest figure as a person sees it. `reading` is what it may be judged by, None where it is not known
    whole or is hidden; `words` say the value, or why there is none; `series` is (day, value) for the trend."""

    entry: Entry
    words: str
    of: str = ""
    on: date | None = None
    reading: Reading | None = None
    hidden: bool = False
    series: tuple[tuple[date, float | None], ...] = field(default=())

    @property
    def trend(self) -> ui.Sparkline | None:
        """The small drawing of the series; none of fewer than two values."""
        known = [(day, value) for day, value in self.series if value is not None]
        if len(known) < 2:
            return None
        (first, was), (last, now) = known[0], known[-1]
        words = f"From {told(self.entry, was)} on {in_words(first)} to {told(self.entry, now)} on {in_words(last)}"
        return ui.Sparkline([value for _day, value in self.series], words)


class Readings:
    """The latest figures of some measures up to a day, for a person: one query for those that are recorded.

    For None, the machine itself, nothing is hidden.
    """

    def __init__(self, person: object | None, on: date, measures: Iterable[str], authority: str) -> None:
        self._person, self._on = person, on
        self.sees_small = person is None or may(person, check_can_see_small_numbers)
        asked = {one for one in measures if one in catalogue()}
        self._figures = _figures(person)
        self._recorded: dict[str, list[RecordedValue]] = {}
        series = [one for one in asked if catalogue()[one].is_recorded]
        if series:
            for row in recorded.in_force(recorded.values_of(authority).filter(measure__in=series)):
                self._recorded.setdefault(row.measure, []).append(row)
        self._known = {one: self._measured(catalogue()[one]) for one in asked}

    def of(self, measure: str) -> Measured | None:
        """None for what is no measure of the catalogue."""
        return self._known.get(measure)

    def shown(self, measure: str, value: float | None) -> str:
        """A value somebody wrote into the plan, such as a baseline; a number that could point to a child is hidden
        from people who do not see those."""
        if value is None:
            return ""
        entry = catalogue().get(measure)
        if entry is None:
            return said.count(value)
        if not self.sees_small and is_small(value) and counts_children(entry):
            return HIDDEN
        return told(entry, value)

    def _measured(self, entry: Entry) -> Measured:
        if entry.measure is not None:
            return self._counted(entry, entry.measure)
        return self._recorded_one(entry)

    def _counted(self, entry: Entry, measure: Measure) -> Measured:
        if self._figures is None:
            return Measured(entry, "not loaded")
        day = self._figures.latest_day(measure, self._on)
        if day is None:
            return Measured(entry, wording.STATES[State.NOT_LOADED])
        found = self._figures.figure(measure, day)
        days = trend_days(measure, day, self._figures)
        return Measured(
            entry,
            wording.value_in_words(measure, found),
            wording.of_in_words(measure, found),
            day,
            _reading(entry, found),
            found.state is State.SUPPRESSED,
            tuple(
                (one.as_at, one.value if one.whole else None) for one in self._figures.series(measure, days)
            ),
        )

    def _recorded_one(self, entry: Entry) -> Measured:
        rows = [
            one for one in self._recorded.get(entry.id, ()) if one.as_at <= self._on and not one.breakdown
        ]
        if not rows:
            groups = "recorded by groups only" if self._recorded.get(entry.id) else "not recorded yet"
            return Measured(entry, groups)
        latest = max(rows, key=lambda one: (one.as_at, one.as_at - (one.period_start or one.as_at)))
        kind = stretch(latest.period_start, latest.as_at)
        alike = self._seen(entry, [one for one in rows if stretch(one.period_start, one.as_at) == kind])
        seen = next(one for one in alike if one.row is latest)
        return Measured(
            entry,
            HIDDEN if seen.hidden else figure(entry, seen.number),
            "" if seen.hidden else out_of(entry, seen.number),
            latest.as_at,
            _recorded_reading(entry, seen),
            seen.hidden,
            tuple((one.row.as_at, one.number.value if one.known else None) for one in alike),
        )

    def _seen(self, entry: Entry, rows: list[RecordedValue]) -> list[Seen]:
        if self._person is None:
            return [Seen(row, recorded.as_number(row), False) for row in rows]
        return seen_by(self._person, entry, rows)


def told(entry: Entry, value: float) -> str:
    """A value in the unit of a measure: "62.2%", "51 children", "£1,010 a week"."""
    return value_in_words(value, entry.unit)


def counts_children(entry: Entry) -> bool:
    """Whether a value of the measure is itself a number of children, or of what happened to them."""
    return is_count(entry.unit) and points_to_children(entry.unit, entry.of)


def _figures(person: object | None):
    try:
        current = home().current()
    except DamagedEdition:  # the data page says what is wrong; the plan is still to be seen
        return None
    if current is None or person is not None:
        return figures_for(person, current) if current else None
    return opened(current).figures


def _reading(entry: Entry, found: Figure) -> Reading | None:
    if not found.whole:
        return None
    if entry.unit == "percent":
        return Reading(found.as_at, found.value, found.numerator, found.denominator)
    return Reading(found.as_at, found.value, counts=is_count(entry.unit))


def _recorded_reading(entry: Entry, seen: Seen) -> Reading | None:
    if not seen.known:
        return None
    number = seen.number
    if entry.unit == "percent":
        return Reading(number.as_at, number.value, number.numerator, number.denominator)
    return Reading(number.as_at, number.value, counts=is_count(entry.unit))
