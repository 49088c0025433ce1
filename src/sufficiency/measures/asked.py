"""What a caller asked for, checked: measures, breakdowns and days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from sufficiency.history.annex_a import GivenList
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
    for breakdown in by:
        if breakdown not in BREAKDOWNS:
            raise UnknownBreakdown(
                f"There is no breakdown called '{breakdown}'.{_nearest(breakdown, list(BREAKDOWNS))}"
            )
    return tuple(breakdown for breakdown in BREAKDOWNS if breakdown in set(by))


def group_asked(measure: Measure, by: str | None, group: str | None) -> None:
    """Check that a breakdown applies to a measure and has the group."""
    if by is None and group is None:
        return
    if by is None or group is None:
        raise UnknownBreakdown("Give both a breakdown and a group, or neither.")
    breakdowns_asked([by])
    if by not in measure.breakdowns:
        applies = ", ".join(measure.breakdowns) or "none"
        raise UnknownBreakdown(
            f"{measure.id} is not broken down by {by}. The breakdowns that apply: {applies}."
        )
    if group not in BREAKDOWNS[by].groups:
        raise UnknownBreakdown(
            f"{by} has no group called '{group}'.{_nearest(group, list(BREAKDOWNS[by].groups))}"
        )
