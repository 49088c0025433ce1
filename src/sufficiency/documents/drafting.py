"""The sentence beside a figure, drafted by rule from the data: what it is, what became of it, how it stands beside others.

    Children with three or more placements in the year fell from 15.6% (78 of 500) at the end of March 2017 to 10.7% (52 of
    486) at the end of March 2018. England's figure was 10% on 31 March 2018. The target is at most 10%: near target.

"Rose" and "fell" are said only where a stated test finds more than chance (`measures.change`); else the sentence says that
there is no clear change, or that there are too few to say. Of few children the count stands first. A hidden number takes its
direction, its test, its target and its rank with it, so that no sentence can tell what a table hides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sufficiency.documents.document import Figure
from sufficiency.measures import Measure, Unit, said
from sufficiency.measures import comparison_words as words
from sufficiency.measures import recorded as recording
from sufficiency.measures.catalogue import Entry
from sufficiency.measures.change import Call, Change
from sufficiency.measures.comparison import Counted, Row, interval_of
from sufficiency.measures.disclosure import HIDDEN_MARK
from sufficiency.measures.nouns import counted_in
from sufficiency.measures.targets import Standing
from sufficiency.vocabulary.groups import BREAKDOWNS
from sufficiency.vocabulary.months import is_month_end

FEW = 30  # of fewer than this the count is said before the share
HOW_CHANGES_ARE_TOLD = (
    "A figure is said to rise or fall only where the change is larger than chance would bring about once in twenty times. "
    "“No clear change” means that it is not, and “too few to say” that there are too few children for any test."
)
STANDINGS = {
    Standing.MET: "is met",
    Standing.NEAR: "is nearly met",
    Standing.MISSED: "is not met",
}


@dataclass(frozen=True)
class Drafted:
    """A drafted text and the figures it says."""

    text: str
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class At:
    """Where a figure is said: the block, and the edition it is of."""

    block: str
    edition: str


def on(measure: Measure, day: date) -> str:
    """ "at the end of March 2018", "on 12 June 2018", "in the year to March 2018"."""
    when = f"{day:%B %Y}" if is_month_end(day) else said.day(day)
    if measure.months is None:
        return f"at the end of {when}" if is_month_end(day) else f"on {when}"
    stretch = {6: "the six months", 12: "the year", 36: "the three years"}.get(
        measure.months, f"the {measure.months} months"
    )
    return f"in {stretch} to {when}"


def value_told(measure: Measure, figure: Counted) -> str:
    """The figure with what it is made of: "10.7% (52 of 486)", "3 of 14 children", "412 days (20 children)"."""
    one, many = counted_in(measure)
    told = words.value(measure, figure)
    if figure.value is None or measure.is_change:
        return told
    if measure.unit is Unit.PERCENT:
        parts = said.out_of(figure.numerator, figure.denominator)
        if not measure.of_population and figure.denominator < FEW:
            return f"{parts} {one if figure.denominator == 1 else many}"
        return f"{told} ({parts})"
    if measure.unit is Unit.DAYS:
        over = said.count(figure.denominator)
        return f"{told} on average ({over} {one if figure.denominator == 1 else many})"
    if measure.unit is Unit.PER_10K:
        return f"{told} in every 10,000"
    return told


def figure_of(
    measure: Measure, figure: Counted, at: At, breakdown: str = "", group: str = ""
) -> Figure | None:
    """The number as the paper keeps it; None where there is none to keep."""
    if figure.value is None and not figure.hidden:
        return None
    return Figure(
        measure=measure.id,
        edition=at.edition,
        day=figure.day,
        value=figure.value,
        words=HIDDEN_MARK if figure.hidden else words.value(measure, figure),
        block=at.block,
        breakdown=breakdown,
        group=group,
        numerator=figure.numerator,
        denominator=figure.denominator,
        hidden=figure.hidden,
        as_published=figure.as_published,
    )


def published_figure(measure: Measure, value: float, day: date, at: At) -> Figure:
    """England's, which belongs to no edition of ours."""
    told = words.published(measure, value)
    return Figure(measure.id, "", day, value, told, at.block, "", "England", source="published")


def figures_of(row: Row, at: At) -> tuple[Figure, ...]:
    """Every number a row of a comparison tells."""
    own = (row.now, row.before, *((row.baseline,) if row.baseline else ()))
    found = [figure_of(row.measure, one, at) for one in own]
    if row.published and row.published.england is not None and row.measure.unit in _COMPARABLE:
        found.append(published_figure(row.measure, row.published.england, row.published.on, at))
    return tuple(one for one in found if one is not None)


def sentence(row: Row, at: At) -> Drafted:
    """All that is to be said of a measure in two or three sentences."""
    measure = row.measure
    if row.now.value is None:
        return Drafted(_why_none(subject(measure), on(measure, row.now.day), row.now), figures_of(row, at))
    told = [
        _change(subject(measure), measure, row.now, row.before, row.change),
        _since_baseline(row),
        beside_others(row),
        target(row),
    ]
    return Drafted(" ".join(one for one in told if one), figures_of(row, at))


def change_alone(row: Row) -> str:
    """The first sentence of `sentence` only: what became of it since a year before."""
    return _change(subject(row.measure), row.measure, row.now, row.before, row.change)


def subject(measure: Measure) -> str:
    """The measure's title as a sentence's first words: "A1: days..." has no colon there."""
    head, colon, rest = measure.title.partition(": ")
    return f"{head} ({rest})" if colon and len(head) < 20 else measure.title


def group_sentence(
    measure: Measure, now: Counted, before: Counted, change: Change | None, breakdown: str, group: str, at: At
) -> Drafted:
    """The same of one group: "... of children aged 10 to 15"."""
    label = BREAKDOWNS[breakdown].groups[group]
    of = f"{subject(measure)}, {BREAKDOWNS[breakdown].title.lower()} “{label}”,"
    figures = tuple(
        one for each in (now, before) if (one := figure_of(measure, each, at, breakdown, group)) is not None
    )
    if now.value is None:
        return Drafted(_why_none(of.rstrip(","), on(measure, now.day), now), figures)
    return Drafted(_change(of, measure, now, before, change), figures)


def _why_none(of: str, when: str, figure: Counted) -> str:
    if figure.hidden:
        return f"{of}: the number {when} is hidden, since it could point to a child."
    if figure.why == "nobody to count":
        return f"{of}: there was nobody to count {when}."
    return f"{of}: there is no figure {when} ({figure.why})."


def _change(of: str, measure: Measure, now: Counted, before: Counted, change: Change | None) -> str:
    is_now = f"{value_told(measure, now)} {on(measure, now.day)}"
    if now.part:
        return f"{_label(of)}: {is_now}, of that part of the period whose returns are loaded."
    if change is None:
        return f"{_label(of)}: {is_now}{_why_no_change(measure, before)}."
    was = f"{value_told(measure, before)} {on(measure, before.day)}"
    if change.call is Call.TOO_FEW:
        return f"{_label(of)}: {was} and {is_now}; too few to say whether that is a change."
    if change.call is Call.NO_CLEAR_CHANGE:
        return f"{_label(of)}: no clear change, from {was} to {is_now}."
    verb = "rose" if change.call is Call.UP else "fell"
    verdict = {"better": ", an improvement", "worse": ", which is worse"}.get(
        change.verdict(measure.good), ""
    )
    return f"{of} {verb} from {was} to {is_now}{verdict}."


def _label(of: str) -> str:
    return of.rstrip(",")


def _why_no_change(measure: Measure, before: Counted) -> str:
    if measure.is_change:
        return ""
    if before.hidden:
        return "; the number a year before is hidden, since it could point to a child"
    if before.part:
        return "; of the year before only a part is loaded, so the two are not compared"
    if before.value is None:
        return f"; a year before: {before.why}" if before.why else ""
    return ""


def _since_baseline(row: Row) -> str:
    """What became of it since the baseline; nothing where the two are the same day or one of them is not to be told."""
    moved, first = row.since_baseline, row.baseline
    if moved is None or first is None or first.day == row.before.day:
        return ""
    was = f"{value_told(row.measure, first)} {on(row.measure, first.day)}"
    if moved.call is Call.TOO_FEW:
        return f"The baseline was {was}; there are too few to say whether it has changed since."
    if not moved.clear:
        return f"The baseline was {was}, and there is no clear change since."
    verb = "risen" if moved.call is Call.UP else "fallen"
    return f"Since the baseline of {was} it has {verb}."


def beside_others(row: Row) -> str:
    """ "England's figure was 10% on 31 March 2018, and the middle one of our statistical neighbours 11%."""
    found = row.published
    if found is None or found.england is None or row.measure.unit not in _COMPARABLE:
        return ""
    unit = " in every 10,000" if row.measure.unit is Unit.PER_10K else ""
    told = f"England’s figure was {words.published(row.measure, found.england)}{unit} on {said.day(found.on)}"
    if found.neighbours is not None:
        told += f", and the middle one of our statistical neighbours {words.published(row.measure, found.neighbours)}{unit}"
    return f"{told}."


_COMPARABLE = (Unit.PERCENT, Unit.PER_10K, Unit.DAYS)


def target(row: Row) -> str:
    """How it stands against its target; nothing where it has none or is hidden."""
    if row.target is None or row.standing is None:
        return ""
    whose = "national threshold" if row.target.national else "target"
    return f"The {whose} of {row.target.in_words(str(row.measure.unit))} {STANDINGS[row.standing]}."


def range_told(measure: Measure, figure: Counted) -> str:
    """Where a share could lie by chance alone: "9.8 to 15.6%"; nothing for other measures."""
    edges = interval_of(measure, figure)
    if edges is None:
        return ""
    low, high = (said.value(edge, "percent", figure.denominator) for edge in edges)
    return f"{low} to {high}%"


def over_time(title: str, points: Sequence[tuple[date, str, float | None]]) -> str:
    """The title of a chart: its lowest, its highest and its latest value, each with its month."""
    known = [(day, told, value) for day, told, value in points if value is not None]
    if not known:
        return f"{title}: nothing to draw"
    day, told, _value = known[-1]
    if len(known) < 2:
        return f"{title}: {told} in {day:%B %Y}"
    low, high = min(known, key=_third), max(known, key=_third)
    if low[1] == high[1]:
        return f"{title}: {told} throughout"
    return f"{title}: between {low[1]} ({low[0]:%B %Y}) and {high[1]} ({high[0]:%B %Y}), and {told} in {day:%B %Y}"


def _third(point: tuple[date, str, float]) -> float:
    return point[2]


def recorded_when(number: recording.Number) -> str:
    """ "in the year to March 2018", "on 31 March 2018"."""
    when = f"{number.as_at:%B %Y}" if is_month_end(number.as_at) else said.day(number.as_at)
    if number.period_start is None:
        return f"at the end of {when}" if is_month_end(number.as_at) else f"on {when}"
    days = (number.as_at - number.period_start).days + 1
    stretch = {365: "the year", 366: "the year"}.get(days)
    return (
        f"in {stretch} to {when}"
        if stretch
        else f"from {said.day(number.period_start)} to {said.day(number.as_at)}"
    )


def recorded_sentence(
    entry: Entry, numbers: Sequence[recording.Number], hidden: Sequence[bool], at: At
) -> Drafted:
    """A recorded series: its latest value, and the one before it. Without a test, since only the value is kept, the two
    stand beside each other and no direction is claimed."""
    if not numbers:
        return Drafted(f"{entry.name}: nothing is recorded yet.")
    figures = [recorded_figure(entry, one, secret, at) for one, secret in zip(numbers, hidden, strict=True)]
    last = f"{recorded_value(entry, numbers[-1], hidden[-1])} {recorded_when(numbers[-1])}"
    if len(numbers) < 2:
        return Drafted(f"{entry.name}: {last}.", tuple(figures[-1:]))
    before = f"{recorded_value(entry, numbers[-2], hidden[-2])} {recorded_when(numbers[-2])}"
    return Drafted(f"{entry.name}: {last}; {before}.", tuple(figures[-2:]))


def recorded_value(entry: Entry, number: recording.Number, hidden: bool) -> str:
    if hidden:
        return "hidden, since the number could point to a child,"
    return recording.value_in_words(number.value, entry.unit, number.denominator)


def recorded_figure(entry: Entry, number: recording.Number, hidden: bool, at: At) -> Figure:
    return Figure(
        measure=entry.id,
        edition="",
        day=number.as_at,
        value=number.value,
        words=HIDDEN_MARK
        if hidden
        else recording.value_in_words(number.value, entry.unit, number.denominator),
        block=at.block,
        breakdown=number.breakdown,
        group=number.group,
        numerator=number.numerator,
        denominator=number.denominator,
        hidden=hidden,
        source="recorded",
    )
