"""Tables of figures: the comparison of a committee paper, groups beside each other, recorded series."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sufficiency.documents import drafting
from sufficiency.documents import outline as composed
from sufficiency.documents.blocks.paper import Paper
from sufficiency.documents.document import Cell, Column, Said
from sufficiency.documents.figures import Wanted
from sufficiency.measures import BREAKDOWNS, MEASURES, Measure, Unit, said
from sufficiency.measures import change as changed
from sufficiency.measures import comparison_words as words
from sufficiency.measures import recorded as recording
from sufficiency.measures.catalogue import catalogue
from sufficiency.measures.comparison import COMPARABLE, INTERVALS, Comparison, Counted, Row
from sufficiency.measures.disclosure import AS_PUBLISHED, HIDDEN_KEY, HIDDEN_MARK
from sufficiency.measures.nouns import counted_in
from sufficiency.measures.targets import Standing

NOTHING = "–"
TAGS = {Standing.MET: "green", Standing.NEAR: "amber", Standing.MISSED: "red"}


def short(day: date) -> str:
    """ "31 Mar 2018", for the head of a column."""
    return f"{day.day} {day:%b %Y}"


def asks_comparison(block: composed.Comparison, wanted: Wanted) -> None:
    wanted.rows(block.measures)


def comparison(block: composed.Comparison, paper: Paper) -> Iterator[Said]:
    """Each measure in a row: now and what it is made of, a year before, the change, and everybody beside it."""
    found = paper.asked.comparison(block.measures)
    at = paper.at(block.key)
    paper.keep(one for row in found.rows for one in drafting.figures_of(row, at))
    columns = _columns(found)
    notes, own = words.notes(found)
    rows = [[cell for _column, write in columns for cell in [write(row)]] for row in found.rows]
    for row, cells in zip(found.rows, rows, strict=True):
        if own[row.measure.id] and len(notes) > 0:
            marks = ", ".join(str(number) for number in own[row.measure.id])
            cells[0] = Cell(f"{row.measure.title} [note {marks}]")
    numbered = [f"Note {number}: {note}" for number, note in enumerate(notes, 1)]
    caption = block.caption or "Where we stand"
    yield paper.table(
        f"{caption}, {said.day(found.as_at)}",
        [column for column, _write in columns],
        rows,
        block.key,
        (*numbered, *(note for note in found.notes if note != INTERVALS)),
        source_of([MEASURES[one] for one in block.measures], paper),
    )


def _columns(found: Comparison):
    """Those that hold something in any row, each with what writes its cell."""
    rows = found.rows
    columns = [
        (Column("Measure"), lambda row: Cell(row.measure.title)),
        (Column(short(found.as_at), numbers=True), lambda row: _figure(row.measure, row.now)),
        (Column(short(found.before), numbers=True), lambda row: _figure(row.measure, row.before)),
        (Column("Change in the year"), _change),
    ]
    if found.baseline is not None and any(
        row.baseline and row.baseline.day != row.before.day for row in rows
    ):
        columns += [
            (Column(short(found.baseline), numbers=True), lambda row: _figure(row.measure, row.baseline)),
            (Column("Since then"), lambda row: Cell(words.since_baseline(row) or NOTHING)),
        ]
    optional = [
        (Column("England", numbers=True), "england"),
        (Column("Neighbours", numbers=True), "neighbours"),
    ]
    for column, name in optional:
        if any(_is_comparable(row) and getattr(row.published, name) is not None for row in rows):
            columns.append((column, _published(name)))
    if any(row.published and row.published.rank for row in rows):
        columns.append(
            (Column("Rank, lowest first", numbers=True), lambda row: Cell(words.rank(row.published)))
        )
    if any(row.target for row in rows):
        columns.append((Column("Target"), _target))
    return columns


def _figure(measure: Measure, figure: Counted | None) -> Cell:
    """The value with what it is made of under it."""
    if figure is None:
        return Cell(NOTHING)
    made_of = words.made_of(measure, figure)
    told = words.value(measure, figure)
    is_made_of = made_of and measure.unit in (Unit.PERCENT, Unit.DAYS) and not measure.of_population
    return Cell(f"{told}\n{made_of}" if is_made_of else told, figure.value)


def _change(row: Row) -> Cell:
    call, size = words.change_in_words(row)
    if call == "Too few to say":
        return Cell(call)
    return Cell(f"{call}\n{size}" if size else call)


def _is_comparable(row: Row) -> bool:
    """Whether others' figures say anything beside ours: a number of children grows with the size of the place."""
    return row.published is not None and row.measure.unit in COMPARABLE


def _published(name: str):
    def write(row: Row) -> Cell:
        value = getattr(row.published, name) if _is_comparable(row) else None
        return Cell(words.published(row.measure, value), value)

    return write


def _target(row: Row) -> Cell:
    told = words.target(row)
    if row.standing is None:
        return Cell(told)
    return Cell(f"{told}\n{row.standing.value.lower()}", tag=TAGS[row.standing])


def source_of(measures: Sequence[Measure], paper: Paper) -> str:
    """What stands behind the numbers, for the workbook and the line below a table."""
    ids = ", ".join(one.id for one in measures)
    edition = f" Edition {paper.source.edition}." if paper.source.edition else ""
    definition = f" {measures[0].how_counted[0]}" if len(measures) == 1 else ""
    return f"Counted from the returns of the authority.{edition} Measure: {ids}.{definition}"


def asks_groups(block: composed.Groups, wanted: Wanted) -> None:
    wanted.by(block.measure, block.breakdown)


def groups(block: composed.Groups, paper: Paper) -> Iterator[Said]:
    """A sentence on the groups, and the table."""
    measure, breakdown = MEASURES[block.measure], BREAKDOWNS[block.breakdown]
    days = Wanted(paper.source).days(measure)[:2]
    found = [
        (label, *(paper.asked.group(measure, day, block.breakdown, group) for day in days), group)
        for group, label in paper.asked.groups(measure, block.breakdown)
    ]
    at = paper.at(block.key)
    for _label, now, before, group in found:
        kept = (drafting.figure_of(measure, one, at, block.breakdown, group) for one in (now, before))
        paper.keep(one for one in kept if one is not None)
    totals = [paper.asked.total(measure, day) for day in days]
    if all(now.value is None and not now.hidden for _label, now, _before, _group in found):
        why = totals[0].why or found[0][1].why
        yield paper.paragraph(
            f"{measure.title}, by {breakdown.title.lower()}: {why}.", block.key, drafted=True
        )
        return
    told = _largest(measure, breakdown.title, [(label, now) for label, now, *_rest in found])
    if told:
        yield paper.paragraph(told, block.key, drafted=True)
    columns = [Column(breakdown.title)]
    columns += [Column(short(day), numbers=True) for day in days]
    columns += [Column("Change in the year")]
    rows = [
        [
            Cell(label),
            _figure(measure, now),
            _figure(measure, before),
            Cell(_group_change(measure, now, before)),
        ]
        for label, now, before, _group in found
    ]
    if not measure.of_whole:
        row = paper.asked.row(measure.id)
        kept = (drafting.figure_of(measure, one, at) for one in totals)
        paper.keep(one for one in kept if one is not None)
        rows.append([Cell("All"), *(_figure(measure, one) for one in totals), _change(row)])
    told = [one for _label, now, before, _group in found for one in (now, before)]
    marks = [HIDDEN_KEY] if any(one.hidden for one in told) else []
    marks += [AS_PUBLISHED] if any(one.as_published for one in (*told, *totals)) else []
    yield paper.table(
        block.caption or f"{measure.title}, by {breakdown.title.lower()}",
        columns,
        rows,
        block.key,
        [*([breakdown.hint] if breakdown.hint else []), *marks],
        source_of([measure], paper),
    )


def _group_change(measure: Measure, now: Counted, before: Counted) -> str:
    if now.hidden or before.hidden:
        return HIDDEN_MARK
    if not (now.comparable and before.comparable) or changed.needs_amounts(measure):
        return NOTHING
    moved = changed.between(measure, now.pair, before.pair)
    call, size = words.change(measure, moved, now, before)
    return f"{call}\n{size}" if size and call != "Too few to say" else call


def _largest(measure: Measure, title: str, found: Sequence[tuple[str, Counted]]) -> str:
    """Which group is the largest, or where a share is highest and lowest; nothing where a group is hidden, since what is
    left would point to it."""
    known = [(label, one) for label, one in found if one.comparable]
    if any(one.hidden for _label, one in found) or len(known) < 2:
        return ""
    if measure.unit in (Unit.PERCENT, Unit.DAYS) and not measure.of_whole:
        enough = [(label, one) for label, one in known if one.denominator >= changed.FEWEST_OF_A_SHARE]
        if len(enough) < 2:
            return ""
        high, low = max(enough, key=_value), min(enough, key=_value)
        if high[1].value == low[1].value:
            return ""
        return (
            f"{measure.title}, by {title.lower()}: highest for {_label(high[0])}, {drafting.value_told(measure, high[1])}, "
            f"and lowest for {_label(low[0])}, {drafting.value_told(measure, low[1])}, of the groups of "
            f"{changed.FEWEST_OF_A_SHARE} or more."
        )
    label, most = max(known, key=_value)
    if measure.of_whole:
        return f"{title}: {_label(label)} is the largest group, with {drafting.value_told(measure, most)}."
    together = sum(one.value for _label, one in known)
    if not together:
        return ""
    _one, many = counted_in(measure)
    return f"{title}: {_label(label)} is the largest group, with {said.count(most.value)} of {said.count(together)} {many}."


def _value(pair: tuple[str, Counted]) -> float:
    return pair[1].value


def _label(label: str) -> str:
    return f"“{label}”"


def asks_recorded(block: composed.Recorded, wanted: Wanted) -> None:
    wanted.rows(block.measures)


def recorded(block: composed.Recorded, paper: Paper) -> Iterator[Said]:
    """The latest value of each series and the one before; those of which nothing is recorded are named below."""
    rows, missing, at = [], [], paper.at(block.key)
    hidden = False
    for measure in block.measures:
        entry = catalogue()[measure]
        if not entry.is_recorded:
            row = paper.asked.row(measure)
            paper.keep(drafting.figures_of(row, at))
            if row.now.value is None and not row.now.hidden:
                missing.append(f"{entry.name} ({row.now.why})")
                continue
            hidden |= row.now.hidden or row.before.hidden
            rows.append(
                [
                    Cell(entry.name),
                    _figure(row.measure, row.now),
                    Cell(_when(drafting.on(row.measure, row.now.day))),
                    _figure(row.measure, row.before)
                    if row.before.value is not None or row.before.hidden
                    else Cell(NOTHING),
                ]
            )
            continue
        numbers = paper.asked.numbers(measure)
        if not numbers:
            missing.append(entry.name)
            continue
        last, before = numbers[-1], numbers[-2] if len(numbers) > 1 else None
        kept = [one for one in (before, last) if one is not None]
        paper.keep(drafting.recorded_figure(entry, one, paper.asked.is_hidden(one), at) for one in kept)
        hidden |= any(paper.asked.is_hidden(one) for one in kept)
        rows.append(
            [
                Cell(entry.name),
                _number(entry, last, paper),
                Cell(_when(drafting.recorded_when(last))),
                _number(entry, before, paper),
            ]
        )
    if rows:
        columns = [
            Column("Measure"),
            Column("Latest", numbers=True),
            Column("When"),
            Column("Before", numbers=True),
        ]
        notes = [HIDDEN_KEY] if hidden else []
        yield paper.table(
            block.caption or "Recorded figures",
            columns,
            rows,
            block.key,
            notes,
            "Recorded by the authority, with the source of each value beside it in the system.",
        )
    if missing:
        yield paper.note(f"Nothing is recorded yet of: {'; '.join(missing)}.", block.key)


def _number(entry, number: recording.Number | None, paper: Paper) -> Cell:
    if number is None:
        return Cell(NOTHING)
    if paper.asked.is_hidden(number):
        return Cell(HIDDEN_MARK)
    return Cell(recording.value_in_words(number.value, entry.unit, number.denominator), number.value)


def _when(told: str) -> str:
    """ "In the year to March 2018" as a cell says it: "Year to March 2018"."""
    for start in ("in the ", "at the end of ", "on "):
        told = told.removeprefix(start)
    return told[:1].upper() + told[1:]
