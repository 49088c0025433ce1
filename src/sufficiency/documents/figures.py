"""The figures of a paper: what its blocks want, asked for together, and hidden where they must be before one is seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

import pyarrow as pa

from sufficiency.documents.source import Source
from sufficiency.measures import FIGURES, MEASURES, Measure, calculate, comparators
from sufficiency.measures import recorded as recording
from sufficiency.measures.amounts import amounts
from sufficiency.measures.catalogue import catalogue
from sufficiency.measures.comparison import (
    HIDDEN,
    NOBODY,
    NOT_COUNTED,
    Comparison,
    Counted,
    Row,
    compare,
    day_of,
)
from sufficiency.measures.disclosure import Style, disclosed
from sufficiency.measures.publishing import published
from sufficiency.vocabulary.groups import BREAKDOWNS, SHOWN_ONLY_WHEN_USED
from sufficiency.vocabulary.months import add_months, is_month_end, last_day_of_month, years_before

NOT_LOADED = "not loaded"
NO_AUTHORITY = "not known without the authority"
WORKBOOK_ONLY = "counted on the day of an Annex A workbook only"


@dataclass
class Wanted:
    """What the blocks of a paper ask for, gathered before anything is counted."""

    source: Source
    totals: dict[str, set[date]] = field(default_factory=dict)
    groups: dict[tuple[str, str], set[date]] = field(default_factory=dict)
    recorded: set[str] = field(default_factory=set)

    def rows(self, measures: Iterable[str]) -> None:
        """Each measure as a row of a comparison: now, a year before, the baseline, and the last published 31 March."""
        for one in measures:
            measure = MEASURES.get(one)
            if measure is None:
                self.recorded.add(one)
                continue
            days = self.days(measure)
            published = [year for year in comparators.years_published(one) if date(year, 3, 31) <= days[0]]
            self.over(one, [*days, *(date(year, 3, 31) for year in published[-1:])])

    def days(self, measure: Measure) -> list[date]:
        """The paper's day as the measure counts it, the day a year before, and the baseline where there is one."""
        now = day_of(measure, self.source.as_at)
        baseline = [day_of(measure, self.source.baseline)] if self.source.baseline else []
        return [now, years_before(now, 1), *baseline]

    def over(self, measure: str, days: Iterable[date]) -> None:
        self.totals.setdefault(measure, set()).update(days)

    def by(self, measure: str, breakdown: str) -> None:
        days = self.days(MEASURES[measure])
        self.groups.setdefault((measure, breakdown), set()).update(days)
        self.rows([measure])


def stretch_of_days(measure: Measure, as_at: date, every: str, stretch: int) -> list[date]:
    """The last `stretch` months or years up to the day, earliest first: month ends, and the day itself at last."""
    if measure.only_on_31_march or every == "year":
        last = day_of(measure, as_at)
        return [years_before(last, back) for back in range(stretch, 0, -1)] + [last]
    first = as_at if is_month_end(as_at) else add_months(as_at.replace(day=1), -1)
    months = [add_months(first.replace(day=1), -back) for back in range(stretch, -1, -1)]
    days = [last_day_of_month(one.year, one.month) for one in months]
    return days if days[-1] == as_at else [*days, as_at]


class Figures:
    """The figures of a paper as its readers may see them, each looked up by what it is of."""

    def __init__(self, wanted: Wanted) -> None:
        self.source = wanted.source
        of_days = {day for days in wanted.totals.values() for day in days}
        self._totals = _by_key(given(self.source, sorted(of_days), sorted(wanted.totals), ()))
        of_days = {day for days in wanted.groups.values() for day in days}
        measures, breakdowns = ({pair[at] for pair in wanted.groups} for at in (0, 1))
        rows = _by_key(given(self.source, sorted(of_days), sorted(measures), sorted(breakdowns)))
        self._groups = {key: row for key, row in rows.items() if key[2]}
        self._rows: dict[str, Row] = {}
        self._recorded = sorted(wanted.recorded)

    def total(self, measure: Measure, day: date) -> Counted:
        """The figure for everybody, or one that says why there is none."""
        return self._as_counted(measure, day, self._totals.get((measure.id, day, "", "")))

    def group(self, measure: Measure, day: date, breakdown: str, group: str) -> Counted:
        return self._as_counted(measure, day, self._groups.get((measure.id, day, breakdown, group)))

    def groups(self, measure: Measure, breakdown: str) -> list[tuple[str, str]]:
        """The groups with their labels, in their order; one that no data should need only where it is used."""
        used = {key[3] for key in self._groups if key[0] == measure.id and key[2] == breakdown}
        return [
            (group, label)
            for group, label in BREAKDOWNS[breakdown].groups.items()
            if group in used or (breakdown, group) not in SHOWN_ONLY_WHEN_USED
        ]

    def _as_counted(self, measure: Measure, day: date, row: dict | None) -> Counted:
        if row is None:
            known = self.source.history.knows(day)
            return Counted(day, why=self._why_none(measure) if known else NOT_LOADED)
        loaded = self.source.loaded
        cover = loaded.cover_of(measure, day, row["period_start"]) if loaded else None
        if (cover is not None and cover.nothing) or not self.source.history.knows(day):
            return Counted(day, why=NOT_LOADED)
        if row["hidden"]:
            return Counted(day, why=HIDDEN)
        why = NOBODY if row["value"] is None else ""
        part = cover is not None and not cover.whole
        as_published = row.get("as_published", False)
        return Counted(day, row["numerator"], row["denominator"], row["value"], why, part, as_published)

    def _why_none(self, measure: Measure) -> str:
        if measure.of_population and self.source.authority is None:
            return NO_AUTHORITY
        if measure.is_of_workbook:
            return WORKBOOK_ONLY if self.source.history.lists else NOT_LOADED
        return NOT_COUNTED if self.source.history.has_returns else NOT_LOADED

    def row(self, measure: str) -> Row:
        """The measure now, a year before and beside everybody."""
        if measure not in self._rows:
            self._rows[measure] = self.comparison([measure]).rows[0]
        return self._rows[measure]

    def comparison(self, measures: Sequence[str]) -> Comparison:
        source = self.source
        return compare(
            [MEASURES[one] for one in measures],
            as_at=source.as_at,
            baseline=source.baseline,
            authority=source.authority,
            edition=source.edition,
            figure_of=self.total,
            amounts_of=lambda measure, day: amounts(source.history, measure.id, day),
            target_of=source.target_of,
        )

    def numbers(self, measure: str) -> list[recording.Number]:
        """The recorded totals up to the paper's day, in order of time; a hidden one has neither value nor parts."""
        return [one for one in self._numbers if one.measure == measure and not one.breakdown]

    def is_hidden(self, number: recording.Number) -> bool:
        return number in self._hidden_numbers

    @cached_property
    def _numbers(self) -> list[recording.Number]:
        return self._recorded_numbers[0]

    @cached_property
    def _hidden_numbers(self) -> frozenset[recording.Number]:
        return self._recorded_numbers[1]

    @cached_property
    def _recorded_numbers(self) -> tuple[list[recording.Number], frozenset[recording.Number]]:
        if not self._recorded:
            return [], frozenset()
        found = [one for one in self.source.recorded(self._recorded) if one.as_at <= self.source.as_at]
        if not self.source.public:
            return found, frozenset()
        nothing = {"numerator": None, "denominator": None, "value": None}
        places = hidden_numbers(found)
        shown = [replace(one, **nothing) if at in places else one for at, one in enumerate(found)]
        return shown, frozenset(one for at, one in enumerate(shown) if at in places)


def given(
    source: Source, days: Sequence[date], measures: Sequence[str], breakdowns: Sequence[str]
) -> pa.Table:
    """Totals and groups as the style shows them, with `hidden` beside them.

    Totals of every measure are counted at once, and those not asked for left: compiling a query takes many times as long as
    running it, and this one is the same for all papers. What is hidden in public is decided over all that may be asked for
    (`measures.publishing`), so that a paper, a page and a file hide the same.
    """
    if not days or not measures:
        return disclosed(FIGURES.empty_table(), Style.LOCAL)
    if source.given_on is not None:
        return source.given_on(days, measures, breakdowns)
    asked = (source.history, days, measures if breakdowns else None, breakdowns, source.authority)
    if source.style.hides:
        return published(*asked, style=Style.PUBLIC, earlier=source.earlier)
    return disclosed(calculate(*asked), Style.LOCAL)


def hidden_numbers(numbers: Sequence[recording.Number]) -> frozenset[int]:
    """The places of the recorded values to hide in a public paper."""
    together: dict[tuple, list[int]] = {}
    for place, one in enumerate(numbers):
        together.setdefault((one.measure, one.as_at, one.period_start, one.breakdown), []).append(place)
    found: set[int] = set()
    for (measure, *_rest), places in together.items():
        entry = catalogue()[measure]
        of_it = recording.hidden(entry.unit, entry.of, [numbers[place] for place in places])
        found |= {places[at] for at in of_it}
    return frozenset(found)


def _by_key(table: pa.Table) -> dict[tuple, dict]:
    return {(row["measure"], row["as_at"], row["breakdown"], row["group"]): row for row in table.to_pylist()}
