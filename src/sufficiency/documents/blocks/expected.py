"""What a measure would be if the coming months are like those behind it: a range, how it held before, and the target."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date

from sufficiency.documents import charts, drafting
from sufficiency.documents import outline as composed
from sufficiency.documents.blocks.drawn import AXES, our_name
from sufficiency.documents.blocks.paper import Paper
from sufficiency.documents.blocks.tables import source_of
from sufficiency.documents.charts import Series
from sufficiency.documents.document import Cell, Column, Drawing, Said, Table
from sufficiency.documents.figures import Wanted, stretch_of_days
from sufficiency.forecast import Expected, as_before
from sufficiency.measures import MEASURES, Measure, Unit, said
from sufficiency.measures import comparison_words as words
from sufficiency.measures.comparison import Counted
from sufficiency.measures.targets import national_threshold
from sufficiency.vocabulary.months import is_month_end

BEHIND = 60  # months that are looked back on
DRAWN = 24
AFTER = {3: "three months", 6: "six months", 12: "a year"}
RULE = (
    "The range rests on one thought: that the coming months are like those behind them. It is the last figure, give or take "
    "as much as four in five of the changes over as many months were at most, in up to five years. It knows nothing of "
    "what the council is about to do, and is neither a plan nor a target."
)


def asks_expected(block: composed.Expected, wanted: Wanted) -> None:
    wanted.over(block.measure, _days(MEASURES[block.measure], wanted.source.as_at))


def _days(measure: Measure, as_at: date) -> list[date]:
    """The month ends up to the paper's day; the 31 Marches of what is counted on them alone."""
    return [day for day in stretch_of_days(measure, as_at, "month", BEHIND) if is_month_end(day)]


def expected(block: composed.Expected, paper: Paper) -> Iterator[Said]:
    measure = MEASURES[block.measure]
    found = [paper.asked.total(measure, day) for day in _days(measure, paper.source.as_at)]
    last = found[-1]
    ranges = [] if measure.only_on_31_march else _ranges(measure, found)
    if not ranges:
        yield paper.paragraph(
            f"{drafting.subject(measure)}: {_why_none(measure, last)}", block.key, drafted=True
        )
        return
    shown = [one for one in found if one.comparable][-DRAWN:]
    at = paper.at(block.key)
    paper.keep(one for each in shown if (one := drafting.figure_of(measure, each, at)) is not None)
    yield paper.paragraph(_told(measure, last, ranges, paper), block.key, drafted=True)
    yield _drawing(block, measure, shown, ranges, paper)


def _ranges(measure: Measure, found: Sequence[Counted]) -> list[Expected]:
    least = -math.inf if measure.is_change else 0
    most = 100 if measure.unit is Unit.PERCENT else math.inf
    return as_before(
        [(one.day, one.value if one.comparable else None) for one in found], least=least, most=most
    )


def _why_none(measure: Measure, last: Counted) -> str:
    if measure.only_on_31_march:
        return "it is counted once a year, too seldom to say what to expect."
    if last.hidden:
        return "its number is hidden, so nothing is said of what to expect."
    if not last.comparable:
        return f"there is no whole figure {drafting.on(measure, last.day)}, so nothing is said of what to expect."
    return "too few months are loaded to say what to expect."


def _told(measure: Measure, last: Counted, ranges: Sequence[Expected], paper: Paper) -> str:
    """The range furthest ahead, how it held before, and where the target lies."""
    far = ranges[-1]
    told = [
        f"{drafting.subject(measure)}: {drafting.value_told(measure, last)} {drafting.on(measure, last.day)}. If the coming "
        f"months are like those behind them, it would lie between {_low(measure, far, last)} and {_high(measure, far, last)} "
        f"{drafting.on(measure, far.day)}, four times in five."
    ]
    if far.tried:
        told.append(
            f"Tried on the months behind, a range {AFTER[far.months]} ahead held {far.held} times in {far.tried}."
        )
    aim = paper.source.target_of(measure, far.day) or national_threshold(measure.id, far.day)
    if aim is not None:
        what = "threshold" if aim.national else "target"
        where = "within" if far.low <= aim.value <= far.high else "outside"
        told.append(f"The {what} of {aim.in_words(str(measure.unit))} lies {where} the range.")
    return " ".join(told)


def _low(measure: Measure, one: Expected, last: Counted) -> str:
    return _number(measure, one.low, last, math.floor)


def _high(measure: Measure, one: Expected, last: Counted) -> str:
    return _number(measure, one.high, last, math.ceil)


def _number(measure: Measure, value: float, last: Counted, outward) -> str:
    """With its unit, whole numbers rounded away from the middle, so that the range is no narrower than it is."""
    whole = measure.unit not in (Unit.PERCENT, Unit.PERCENT_CHANGE)
    return said.value_with_unit(
        outward(round(value, 6)) if whole else value, str(measure.unit), last.denominator
    )


def _drawing(
    block: composed.Expected,
    measure: Measure,
    shown: Sequence[Counted],
    ranges: Sequence[Expected],
    paper: Paper,
) -> Drawing:
    last, far = shown[-1], ranges[-1]
    ours = Series(
        our_name(paper), [(one.day, one.value) for one in shown], of=[one.denominator for one in shown]
    )
    days = [last.day, *(one.day for one in ranges)]
    series = [ours, Series("As before", [(day, last.value) for day in days], "second")]
    aims = [(one.day, paper.source.target_of(measure, one.day)) for one in (*shown, *ranges)]
    if any(aim for _day, aim in aims):
        aim = next(aim for _day, aim in reversed(aims) if aim)
        name = f"Target: {aim.in_words(str(measure.unit))}"
        series.append(Series(name, [(day, aim.value if aim else None) for day, aim in aims], "target"))
    band = [(last.day, last.value, last.value), *((one.day, one.low, one.high) for one in ranges)]
    title = block.title or (
        f"{drafting.subject(measure)}: {words.value(measure, last)} {drafting.on(measure, last.day)}, "
        f"{_low(measure, far, last)} to {_high(measure, far, last)} expected {AFTER[far.months]} later"
    )
    unit = str(measure.unit)
    spec = charts.line_spec(AXES.get(unit) or said.unit_in_header(unit), unit, series, band)
    paper.drawings += 1
    table = _table(block, measure, shown, ranges, paper)
    alt = f"Line chart from {said.day(shown[0].day)} to {said.day(last.day)} with a band to {said.day(far.day)}. {title}."
    return Drawing(title, alt, spec, table, block.key, paper.drawings, (RULE,))


def _table(
    block: composed.Expected,
    measure: Measure,
    shown: Sequence[Counted],
    ranges: Sequence[Expected],
    paper: Paper,
) -> Table:
    unit = said.unit_in_header(str(measure.unit))
    columns = [Column("Day"), *(Column(one, numbers=True) for one in (unit, "Likely at least", "Likely at most", "Tried", "Held"))]  # fmt: skip
    none = Cell("–")
    rows = [
        (Cell(said.day(one.day)), Cell(words.value(measure, one), one.value), none, none, none, none)
        for one in shown
    ]
    last = shown[-1]
    rows += [
        (
            Cell(said.day(one.day)),
            none,
            Cell(_low(measure, one, last), one.low),
            Cell(_high(measure, one, last), one.high),
            Cell(said.count(one.tried), one.tried),
            Cell(said.count(one.held), one.held),
        )
        for one in ranges
    ]
    caption = f"{measure.title}, if the coming months are like those behind them"
    return Table(caption, tuple(columns), tuple(rows), block.key, 0, (RULE,), source_of([measure], paper))
