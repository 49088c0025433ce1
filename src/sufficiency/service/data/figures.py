"""All figures of an edition, looked up by measure, day and group; what is not known says why."""

from collections.abc import Hashable, Sequence
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from sufficiency.editions import Manifest
from sufficiency.measures import BREAKDOWNS, Measure
from sufficiency.measures.disclosure import Style, disclosed, with_numbers
from sufficiency.measures.earlier import Key
from sufficiency.measures.loaded import Cover, LoadedTables
from sufficiency.measures.publishing import Plan
from sufficiency.service.data.publications import KeptBack, ledger_of
from sufficiency.vocabulary.groups import SHOWN_ONLY_WHEN_USED
from sufficiency.vocabulary.months import years_before

# Of `Figures`, what is not for people who may not see small numbers.
FOR_THOSE_INSIDE = ("groups", "rows", "told_on")


class State(StrEnum):
    """What stands behind a figure, or why there is none. They look different on every page."""

    KNOWN = "known"
    PART = "part of the period loaded"
    NONE_IN_GROUP = "none in the group"
    NOT_LOADED = "not loaded"
    NOT_DEFINED = "not counted on this day"
    NO_AUTHORITY = "authority not given"
    SUPPRESSED = "suppressed"


class Figure(NamedTuple):
    """A measure on a day for a group. Numbers as ``measures.calculate`` gives them, None where there is none.

    ``as_published``: the edition counts a few children more or fewer, and the numbers are those that were published.
    """

    as_at: date
    period_start: date | None
    numerator: float | None
    denominator: float | None
    value: float | None
    state: State
    as_published: bool = False

    @property
    def shown(self) -> bool:
        """Whether there is a value to print."""
        return self.value is not None and self.state in (State.KNOWN, State.PART)

    @property
    def whole(self) -> bool:
        """Whether the value may be compared with others: nothing of what it counts is missing."""
        return self.state is State.KNOWN and self.value is not None


class Figures:
    """The figures of one edition on every stored day, as ``measures.calculate`` gave them."""

    def __init__(self, table: pa.Table, manifest: Manifest, days: Sequence[date]) -> None:
        """``days`` are those stored; days after the edition was made are left out, since they had not come."""
        self.manifest = manifest
        self.loaded = LoadedTables(manifest)
        self._table = table
        come = [day for day in sorted(days) if day <= manifest.made_at.date()]
        self.days: tuple[date, ...] = tuple(come or sorted(days))
        self._groups: dict[str, dict] = {}
        self._kept_back: KeptBack | None = None

    @property
    def seen(self) -> Hashable:
        """Tells these figures from the same ones as others may see them: what is worked out from them is kept by it."""
        return "all"

    @property
    def newest(self) -> date:
        return self.days[-1]

    @cached_property
    def year_ends(self) -> tuple[date, ...]:
        return tuple(day for day in self.days if (day.month, day.day) == (3, 31))

    @cached_property
    def workbook_days(self) -> tuple[date, ...]:
        """The days of Annex A, on which alone its measures are counted."""
        return self.manifest.workbook_days

    def days_of(self, measure: Measure) -> tuple[date, ...]:
        """The days on which the measure is counted."""
        if measure.is_of_workbook:
            return self.workbook_days
        return self.year_ends if measure.only_on_31_march else self.days

    def latest_day(self, measure: Measure, day: date) -> date | None:
        """The last day up to ``day`` on which the measure is counted; of Annex A, whose workbooks may be newer than any
        return, up to today where the newest day of the returns is asked for."""
        last = date.max if measure.is_of_workbook and day >= self.newest else day
        return max((one for one in self.days_of(measure) if one <= last), default=None)

    def figure(self, measure: Measure, day: date, breakdown: str = "", group: str = "") -> Figure:
        """The figure, or one that says why there is none."""
        rows = self._rows(measure.id, breakdown).get((breakdown, group), {})
        found = rows.get(day)
        if found is None:
            state = State.NOT_DEFINED
            if measure.of_population and self.manifest.authority is None:
                state = State.NO_AUTHORITY
            elif measure.only_on_31_march and day in self.year_ends:
                state = State.NOT_LOADED
            elif measure.is_of_workbook and (not self.workbook_days or day in self.workbook_days):
                state = State.NOT_LOADED  # no workbook, or its list has not the columns or months
            elif (breakdown, group) in SHOWN_ONLY_WHEN_USED:
                state = State.NONE_IN_GROUP
            return Figure(day, None, None, None, None, state)
        start, numerator, denominator, value = found
        state = self.state(measure, day, start, value)
        if state is State.NOT_LOADED:
            return Figure(day, start, None, None, None, state)
        return Figure(day, start, numerator, denominator, value, state)

    def series(
        self, measure: Measure, days: Sequence[date], breakdown: str = "", group: str = ""
    ) -> list[Figure]:
        return [self.figure(measure, day, breakdown, group) for day in days]

    def groups(self, measure: Measure, breakdown: str) -> dict[str, str]:
        """The groups of a breakdown with their labels; one that no data should need only where it is used."""
        used = {group for found, group in self._rows(measure.id, breakdown) if found == breakdown}
        groups = BREAKDOWNS[breakdown].groups
        return {
            group: label
            for group, label in groups.items()
            if group in used or (breakdown, group) not in SHOWN_ONLY_WHEN_USED
        }

    def table(self, measure: Measure, breakdown: str = "") -> pa.Table:
        """The total's rows and those of a breakdown, in the eight columns of ``calculate``, for downloads."""
        rows = self._slice(measure.id)
        wanted = rows.filter(pc.is_in(rows["breakdown"], pa.array(["", breakdown])))
        last = max((self.newest, *self.workbook_days)) if measure.is_of_workbook else self.newest
        return wanted.filter(pc.less_equal(wanted["as_at"], pa.scalar(last)))

    def hides_total(self, measure: str, day: date) -> bool:
        """Whether a measure's total of a stored day is hidden in public, decided over all measures of the day."""
        return self._publishing.hides(day, (measure, "", ""))

    def told_on(self, day: date) -> dict[Key, tuple]:
        """The (numerator, denominator) of every figure of a stored day, groups too."""
        rows = self._table.filter(pc.equal(self._table["as_at"], pa.scalar(day)))
        names = ("measure", "as_at", "breakdown", "group", "numerator", "denominator")
        columns = (rows[name].to_pylist() for name in names)
        return {tuple(key): (top, bottom) for *key, top, bottom in zip(*columns, strict=True)}

    def kept_back(self) -> KeptBack:
        """What is kept back of these figures after the publications there are by now, worked out once for them all."""
        ledger = ledger_of(self.manifest.authority)
        if self._kept_back is None or self._kept_back.ledger is not ledger:
            self._kept_back = KeptBack(ledger, self.told_on)
        return self._kept_back

    @cached_property
    def _publishing(self) -> Plan:
        told: dict[date, dict] = {}
        for measure, groups in self._totals.items():
            for day, (_start, numerator, denominator, _value) in groups.get(("", ""), {}).items():
                told.setdefault(day, {})[measure, "", ""] = (numerator, denominator)
        return Plan(told)

    @property
    def rows(self) -> pa.Table:
        """Every figure kept, in the order and the eight columns of ``calculate``."""
        return self._table

    def state(self, measure: Measure, day: date, start: date | None, value: float | None) -> State:
        """What stands behind a row of ``calculate``, of a stored day or of any other."""
        cover = self._cover(measure, day, start)
        if cover.nothing:
            return State.NOT_LOADED
        if value is None:
            return State.NONE_IN_GROUP
        return State.KNOWN if cover.whole else State.PART

    def absent(self, measure: Measure, figure: Figure) -> tuple[tuple[str, int], ...]:
        """The (table, year) pairs that the figure would need and that were not loaded."""
        return self._cover(measure, figure.as_at, figure.period_start).absent

    def _cover(self, measure: Measure, day: date, start: date | None) -> Cover:
        return self.loaded.cover_of(measure, day, start)

    def _rows(self, measure: str, breakdown: str) -> dict:
        """(breakdown, group) to day to (period_start, numerator, denominator, value)."""
        if not breakdown:
            return self._totals.get(measure, {})
        if measure not in self._groups:
            self._groups[measure] = _by_group(self._slice(measure)).get(measure, {})
        return self._groups[measure]

    @cached_property
    def _totals(self) -> dict[str, dict]:
        return _by_group(self._table.filter(pc.equal(self._table["breakdown"], "")))

    def _slice(self, measure: str) -> pa.Table:
        return self._table.filter(pc.equal(self._table["measure"], measure))


def _by_group(table: pa.Table) -> dict[str, dict]:
    found: dict[str, dict] = {}
    columns = (table[name].to_pylist() for name in table.column_names)
    for measure, day, start, breakdown, group, numerator, denominator, value in zip(*columns, strict=True):
        of_measure = found.setdefault(measure, {})
        of_measure.setdefault((breakdown, group), {})[day] = (start, numerator, denominator, value)
    return found


def a_year_before(day: date) -> date:
    """The same day a year earlier; of a month's last day, the month's last day."""
    return years_before(day, 1)


class WithoutSmallNumbers:
    """The figures for people who may not see children: totals alone, in the style `public`, with what is
    hidden decided over all measures of the day (`measures.publishing`), and after what was published before
    (`measures.earlier`)."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures
        self._kept_back: KeptBack | None = None

    def __getattr__(self, name: str):
        if name in FOR_THOSE_INSIDE or name.startswith("_"):
            raise AttributeError(f"{name} is for people who may see children.")
        return getattr(self._figures, name)

    @property
    def seen(self) -> Hashable:
        return "public", self._back.ledger.newest

    @property
    def _back(self) -> KeptBack:
        """Asked for once, so that a page is of one moment."""
        if self._kept_back is None:
            self._kept_back = self._figures.kept_back()
        return self._kept_back

    def figure(self, measure: Measure, day: date, breakdown: str = "", group: str = "") -> Figure:
        if breakdown:
            return Figure(day, None, None, None, None, State.SUPPRESSED)
        figure = self._figures.figure(measure, day)
        if figure.numerator is None and figure.denominator is None:
            return figure
        if self._back.holds(measure.id, day):
            return self._as_published(measure, figure)
        return hidden(figure) if self._hides(measure.id, day) else figure

    def _as_published(self, measure: Measure, figure: Figure) -> Figure:
        printed = self._back.printed(measure.id, figure.as_at)
        if printed is None:
            return hidden(figure)
        numerator, denominator, value = printed
        state = self._figures.state(measure, figure.as_at, figure.period_start, value)
        return Figure(figure.as_at, figure.period_start, numerator, denominator, value, state, True)

    def _hides(self, measure: str, day: date) -> bool:
        return self._figures.hides_total(measure, day) or self._back.hid(measure, day)

    def series(
        self, measure: Measure, days: Sequence[date], breakdown: str = "", group: str = ""
    ) -> list[Figure]:
        return [self.figure(measure, day, breakdown, group) for day in days]

    def table(self, measure: Measure, breakdown: str = "") -> pa.Table:
        """The total's rows, empty where they are hidden, with a ninth column `hidden` that says so, and a tenth,
        `as_published`, that says which are as they were published."""
        if breakdown:
            raise ValueError(f"The groups of {breakdown} are for people who may see small numbers.")
        return self.public(self._figures.table(measure))

    def public(self, totals: pa.Table, style: Style = Style.PUBLIC) -> pa.Table:
        """Rows of totals of stored days as they may leave in a style that hides small numbers, with the columns `hidden`
        and `as_published`."""
        keys = list(zip(totals["measure"].to_pylist(), totals["as_at"].to_pylist(), strict=True))
        hides, printed = [], {}
        for place, key in enumerate(keys):
            told = self._back.printed(*key)
            if not self._back.holds(*key):
                hides.append(self._hides(*key))
            elif told is None:
                hides.append(True)
            else:
                hides.append(False)
                printed[place] = told
        given = disclosed(with_numbers(totals, printed), style, hides)
        held = pa.array([place in printed for place in range(given.num_rows)], pa.bool_())
        return given.append_column("as_published", held)


def hidden(figure: Figure) -> Figure:
    return Figure(figure.as_at, figure.period_start, None, None, None, State.SUPPRESSED)
