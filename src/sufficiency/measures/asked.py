"""What a caller asked for, checked: measures, breakdowns and days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from sufficiency.history.annex_a import GivenList
from sufficiency.measures.crossed import BETWEEN, Only, applies, groups_of, parts_of
from sufficiency.measures.definitions import MEASURES
from sufficiency.measures.language import Counted, Measure
from sufficiency.vocabulary.groups import BREAKDOWNS


class UnknownMeasure(ValueError):
    """No measure has that id; the sentence names the nearest."""


class UnknownBreakdown(ValueError):
    """No breakdown has that id, or it does not apply to the measure; the sentence says which do."""


@dataclass(frozen=True)
class Asked:
    """The measures, breakdowns and days of one request, in the order they will be given.

    `lists`: the lists of Annex A that the edition has, by the day of their workbook.
    """

    measures: tuple[Measure, ...]
    breakdowns: tuple[str, ...]
    days: Sequence[date]
    lists: Mapping[date, Mapping[str, GivenList]] = field(default_factory=dict)
    only: Only = field(default_factory=dict)

    def days_of(self, counted: Counted) -> list[date]:
        if counted is Counted.CARE_LEAVERS:
            return [day for day in self.days if is_31_march(day)]
        if counted is Counted.ANNEX_A:
            return [day for day in self.days if day in self.lists]
        return list(self.days)

    def is_defined(self, measure: Measure, day: date) -> bool:
        if measure.is_of_workbook:
            return lists_give(self.lists.get(day, {}), measure)
        return is_31_march(day) or not measure.only_on_31_march


def lists_give(lists: Mapping[str, GivenList], measure: Measure) -> bool:
    """Whether a day's lists have the columns the measure needs, and go back as many months as it covers."""
    for needed in measure.needs:
        name, _, column = needed.partition(".")
        given = lists.get(name)
        if given is None or column not in given.columns or given.months < (measure.over or 0):
            return False
    return True


def is_31_march(day: date) -> bool:
    return (day.month, day.day) == (3, 31)


def _nearest(wrong: str, known: Sequence[str]) -> str:
    close = get_close_matches(wrong, known, n=3, cutoff=0.5)
    return f" Did you mean {' or '.join(close)}?" if close else f" There are: {', '.join(known)}."


def measure_asked(measure: str) -> Measure:
    if measure not in MEASURES:
        raise UnknownMeasure(f"There is no measure called '{measure}'.{_nearest(measure, list(MEASURES))}")
    return MEASURES[measure]


def measures_asked(measures: Sequence[str] | None) -> tuple[Measure, ...]:
    if measures is None:
        return tuple(MEASURES.values())
    chosen = {measure_asked(measure).id for measure in measures}
    return tuple(measure for measure in MEASURES.values() if measure.id in chosen)


def breakdowns_asked(by: Sequence[str] | None) -> tuple[str, ...]:
    if by is None:
        return tuple(BREAKDOWNS)
    for asked in by:
        parts = parts_of(asked)
        for breakdown in parts:
            if breakdown not in BREAKDOWNS:
                raise UnknownBreakdown(
                    f"There is no breakdown called '{breakdown}'.{_nearest(breakdown, list(BREAKDOWNS))}"
                )
        if len(parts) > 2 or len(set(parts)) < len(parts):
            raise UnknownBreakdown(
                f"'{asked}' cannot be shown. Give one breakdown, or two different ones as age_band:sex."
            )
    one, two = (tuple(dict.fromkeys(b for b in by if (BETWEEN in b) is pair)) for pair in (False, True))
    return (*(breakdown for breakdown in BREAKDOWNS if breakdown in one), *two)


def only_asked(only: Only | None) -> dict[str, tuple[str, ...]]:
    """Check that the breakdowns and groups figures are to be of only exist. Raises UnknownBreakdown."""
    for breakdown, groups in (only or {}).items():
        breakdowns_asked([breakdown])
        if BETWEEN in breakdown or not groups:
            raise UnknownBreakdown("Give one breakdown and some of its groups, as uasc=not-uasc.")
        for group in groups:
            if group not in BREAKDOWNS[breakdown].groups:
                raise UnknownBreakdown(
                    f"{breakdown} has no group called '{group}'.{_nearest(group, list(BREAKDOWNS[breakdown].groups))}"
                )
    return {breakdown: tuple(groups) for breakdown, groups in (only or {}).items()}


def group_asked(measure: Measure, by: str | None, group: str | None) -> None:
    """Check that a breakdown applies to a measure and has the group."""
    if by is None and group is None:
        return
    if by is None or group is None:
        raise UnknownBreakdown("Give both a breakdown and a group, or neither.")
    breakdowns_asked([by])
    if not applies(measure, by):
        known = ", ".join(measure.breakdowns) or "none"
        raise UnknownBreakdown(
            f"{measure.id} is not broken down by {by}. The breakdowns that apply: {known}."
        )
    if group not in groups_of(by):
        raise UnknownBreakdown(f"{by} has no group called '{group}'.{_nearest(group, groups_of(by))}")
