"""Charts over time: ours with what others published and what is aimed at, in words and as a table too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sufficiency.documents import charts, drafting
from sufficiency.documents import outline as composed
from sufficiency.documents.blocks.paper import Paper
from sufficiency.documents.blocks.tables import source_of
from sufficiency.documents.charts import Series
from sufficiency.documents.document import Cell, Column, Drawing, Said, Table
from sufficiency.documents.figures import Wanted, stretch_of_days
from sufficiency.measures import MEASURES, Measure, comparators, said
from sufficiency.measures import comparison_words as words
from sufficiency.measures import recorded as recording
from sufficiency.measures.catalogue import Entry, catalogue
from sufficiency.measures.comparison import COMPARABLE, Counted
from sufficiency.measures.disclosure import AS_PUBLISHED, HIDDEN_KEY, HIDDEN_MARK
from sufficiency.measures.targets import national_threshold

FEWEST_POINTS = 2
AXES = {"percent": "Share", "percent change": "Change", "days": "Average", "per 10,000": "Rate"}
LONGEST_NAME = 14  # of an authority, at the end of its line


def asks_chart(block: composed.Chart, wanted: Wanted) -> None:
    if block.measure in MEASURES:
        measure = MEASURES[block.measure]
        wanted.over(measure.id, stretch_of_days(measure, wanted.source.as_at, block.every, block.stretch))
    wanted.rows([block.measure])


def chart(block: composed.Chart, paper: Paper) -> Iterator[Said]:
    if block.measure not in MEASURES:
        yield from _recorded(block, paper)
        return
    measure = MEASURES[block.measure]
    days = stretch_of_days(measure, paper.source.as_at, block.every, block.stretch)
    found = [paper.asked.total(measure, day) for day in days]
    while found and found[0].value is None and not found[0].hidden:
        found.pop(0)  # what lies before the first loaded year is no gap of the line
    known = [one for one in found if one.comparable]
    if len(known) < FEWEST_POINTS:
        why = "there are not yet two days with a figure to draw a line between"
        yield paper.paragraph(f"{measure.title}, over time: {why}.", block.key, drafted=True)
        return
    at = paper.at(block.key)
    paper.keep(one for each in found if (one := drafting.figure_of(measure, each, at)) is not None)
    beside = _beside(measure, paper, [one.day for one in found], block.lines)
    series = [_ours(paper, found), *beside]
    points = [(one.day, words.value(measure, one), one.value if one.comparable else None) for one in found]
    title = block.title or drafting.over_time(drafting.subject(measure), points)
    table = _table(measure, found, block, paper)
    yield _drawing(block, paper, title, measure.unit, AXES.get(str(measure.unit)), series, table, found)


def _ours(paper: Paper, found: Sequence[Counted]) -> Series:
    return Series(
        our_name(paper),
        [(one.day, one.value if one.comparable else None) for one in found],
        of=[one.denominator for one in found],
    )


def our_name(paper: Paper) -> str:
    name = paper.source.authority_name
    return name if 0 < len(name) <= LONGEST_NAME else "Ours"


def _beside(measure: Measure, paper: Paper, days: Sequence[date], lines: Sequence[str]) -> list[Series]:
    """England and the neighbours on the 31 Marches that were published, and the target on every day."""
    found: list[Series] = []
    authority = paper.source.authority
    marches = [
        date(year, 3, 31)
        for year in comparators.years_published(measure.id)
        if days[0] <= date(year, 3, 31) <= days[-1]
    ]
    if authority is not None and marches and measure.unit in COMPARABLE:
        told = {day: comparators.compare(measure.id, day.year, authority) for day in marches}
        for name, label, kind in (("england", "England", "other"), ("neighbours", "Neighbours", "second")):
            points = [(day, getattr(one, name)) for day, one in told.items()]
            if name in lines and any(value is not None for _day, value in points):
                found.append(Series(label, points, kind))
    if "target" in lines:
        aims = [
            (day, paper.source.target_of(measure, day) or national_threshold(measure.id, day)) for day in days
        ]
        last = next((aim for _day, aim in reversed(aims) if aim), None)
        if last is not None:
            name = "Threshold" if last.national else "Target"
            found.append(
                Series(f"{name}: {last.in_words(str(measure.unit))}", [(day, aim.value if aim else None) for day, aim in aims], "target")
            )  # fmt: skip
    return found


def _drawing(
    block, paper: Paper, title: str, unit: str, axis: str | None, series, table: Table, found
) -> Drawing:
    paper.drawings += 1
    y = axis or said.unit_in_header(str(unit))
    spec = charts.line_spec(y, str(unit), series)
    return Drawing(title, _alt(title, series, table), spec, table, block.key, paper.drawings, table.notes)


def _alt(title: str, series: Sequence[Series], table: Table) -> str:
    """What somebody who does not see the chart should know: over what time, what it shows, and what stands beside it."""
    first, last = table.rows[0][0].text, table.rows[-1][0].text
    names = [one.name for one in series]
    beside = f" Beside it: {', '.join(names[1:])}." if len(names) > 1 else ""
    return f"Line chart from {first} to {last}. {title}.{beside}"


def _table(measure: Measure, found: Sequence[Counted], block: composed.Chart, paper: Paper) -> Table:
    parts = measure.has_denominator
    columns = [Column("Day")]
    if parts:
        columns += [Column("Number", numbers=True), Column("Out of", numbers=True)]
    columns.append(Column(said.unit_in_header(str(measure.unit)), numbers=True))
    rows = []
    for one in found:
        cells = [Cell(said.day(one.day))]
        if parts:
            cells += [_part(one, one.numerator), _part(one, one.denominator)]
        rows.append((*cells, Cell(words.value(measure, one), one.value)))
    notes = [HIDDEN_KEY] if any(one.hidden for one in found) else []
    if any(one.as_published for one in found):
        notes.append(AS_PUBLISHED)
    if any(one.part for one in found):
        notes.append("Where part of the period is not loaded the line has a gap.")
    return Table(
        f"{measure.title}, by {block.every}",
        tuple(columns),
        tuple(rows),
        block.key,
        0,
        tuple(notes),
        source_of([measure], paper),
    )


def _part(figure: Counted, number: float | None) -> Cell:
    if figure.hidden:
        return Cell(HIDDEN_MARK)
    return Cell("–" if number is None else said.count(number), number)


def _recorded(block: composed.Chart, paper: Paper) -> Iterator[Said]:
    """The totals that were recorded, from value to value."""
    entry = catalogue()[block.measure]
    numbers = paper.asked.numbers(block.measure)
    shown = [one for one in numbers if not paper.asked.is_hidden(one) and one.value is not None]
    if len(shown) < FEWEST_POINTS or entry.unit in ("grade", "rank"):
        why = "nothing is recorded yet" if not numbers else "too few values are recorded to draw a line"
        yield paper.paragraph(f"{entry.name}, over time: {why}.", block.key, drafted=True)
        return
    at = paper.at(block.key)
    paper.keep(drafting.recorded_figure(entry, one, paper.asked.is_hidden(one), at) for one in numbers)
    points = [(one.as_at, _told(entry, one, paper), one.value) for one in numbers]
    title = block.title or drafting.over_time(entry.name, points)
    share = entry.unit == "percent"
    series = [Series(our_name(paper), [(one.as_at, one.value) for one in numbers])]
    table = Table(
        f"{entry.name}, as recorded",
        (Column("Day"), Column(recording.unit_in_header(entry.unit), numbers=True)),
        tuple((Cell(said.day(one.as_at)), Cell(_told(entry, one, paper), one.value)) for one in numbers),
        block.key,
        0,
        (HIDDEN_KEY,) if any(paper.asked.is_hidden(one) for one in numbers) else (),
        f"Recorded series: {entry.id}. {entry.definition}",
    )
    unit = "percent" if share else "count"
    yield _drawing(
        block,
        paper,
        title,
        unit,
        "Share" if share else recording.unit_in_header(entry.unit),
        series,
        table,
        numbers,
    )


def _told(entry: Entry, number: recording.Number, paper: Paper) -> str:
    if paper.asked.is_hidden(number):
        return HIDDEN_MARK
    return recording.value_in_words(number.value, entry.unit, number.denominator)
