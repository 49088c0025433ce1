"""Measures and figures: those of `sufficiency measures`, with what stands behind each."""

from collections.abc import Sequence
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from sufficiency.editions import Edition
from sufficiency.measures import BREAKDOWNS, MEASURES, Measure, calculate
from sufficiency.measures.asked import breakdowns_asked, is_31_march, measures_asked
from sufficiency.measures.disclosure import AS_PUBLISHED, Style
from sufficiency.measures.publishing import published
from sufficiency.service.access.errors import AskedWrongly
from sufficiency.service.access.rules import check_can_see_small_numbers
from sufficiency.service.api import shapes
from sufficiency.service.api.asked import Days, PartOfFigures
from sufficiency.service.data.asked import figures_for
from sufficiency.service.data.figures import Figures, State, WithoutSmallNumbers
from sufficiency.service.data.opened import opened
from sufficiency.service.data.publications import ledger_of

ALL = "all"
MOST_DAYS_OF_GROUPS = 4


def measure_told(measure: Measure) -> shapes.MeasureTold:
    return shapes.MeasureTold(
        id=measure.id,
        title=measure.title,
        question=measure.question,
        why=measure.why,
        theme=measure.theme,
        unit=str(measure.unit),
        direction=measure.good,
        how_counted=list(measure.how_counted),
        decided=list(measure.decided),
        source=measure.source,
        breakdowns=list(measure.breakdowns),
        months=measure.months,
        only_on_31_march=measure.only_on_31_march,
        tables=list(measure.tables),
    )


def breakdowns_of(measures: Sequence[Measure]) -> list[shapes.Breakdown]:
    used = {breakdown for measure in measures for breakdown in measure.breakdowns}
    return [
        shapes.Breakdown(id=one.id, title=one.title, groups=one.groups)
        for one in BREAKDOWNS.values()
        if one.id in used
    ]


def figures_asked(
    person: object,
    edition: Edition,
    days: Days,
    measures: Sequence[str],
    by: Sequence[str],
    style: str | None = None,
) -> pa.Table:
    """The rows, in the order and the columns of ``calculate``; with ``hidden`` where small numbers are, and
    ``as_published`` where the numbers are those of an earlier publication.

    ``by``: breakdowns, "all" for every one; none gives totals. ``style``: as it may leave; none gives what the person
    may see. Raises UnknownMeasure, UnknownBreakdown, NotAllowed, AskedWrongly.
    """
    figures = figures_for(person, edition)
    own = Style.PUBLIC if isinstance(figures, WithoutSmallNumbers) else Style.LOCAL
    asked = Style(style) if style else own
    if not asked.hides:
        check_can_see_small_numbers(person)
    chosen = measures_asked(list(measures) or None)
    breakdowns = breakdowns_asked(None if ALL in by else list(by))
    if breakdowns:
        check_can_see_small_numbers(person)
    ids = [measure.id for measure in chosen]
    if asked.hides and (breakdowns or not days.are_kept):
        return _in_public(edition, days.days, ids, breakdowns, asked)
    if days.are_kept:
        found = _kept(opened(edition).figures, ids, days.days, breakdowns)
    else:
        with opened(edition).history() as history:
            found = calculate(history, days.days, ids, list(breakdowns), edition.manifest.authority)
    return WithoutSmallNumbers(opened(edition).figures).public(found, asked) if asked.hides else found


def _in_public(
    edition: Edition, days: Sequence[date], ids: list[str], breakdowns: Sequence[str], style: Style
) -> pa.Table:
    """Groups, and totals of days that are not kept, as they may leave. What is hidden is worked out over all measures and
    groups of each day, so days with groups are few."""
    if breakdowns and len(days) > MOST_DAYS_OF_GROUPS:
        raise AskedWrongly(
            f"{len(days)} days of groups were asked for in the style {style}; {MOST_DAYS_OF_GROUPS} at most can be had at "
            "once. Ask for fewer days, or for totals."
        )
    with opened(edition).history() as history:
        return published(
            history,
            days,
            ids,
            list(breakdowns),
            edition.manifest.authority,
            style=style,
            earlier=ledger_of(edition.manifest.authority).publications,
        )


def _kept(
    figures: Figures, measures: Sequence[str], days: Sequence[date], breakdowns: Sequence[str]
) -> pa.Table:
    table = figures.rows
    wanted = pc.is_in(table["measure"], pa.array(measures))
    wanted = pc.and_(wanted, pc.is_in(table["as_at"], pa.array(days, pa.date32())))
    return table.filter(pc.and_(wanted, pc.is_in(table["breakdown"], pa.array(["", *breakdowns]))))


def told(person: object, edition: Edition, rows: pa.Table, part: PartOfFigures) -> list[shapes.FigureTold]:
    """A part of the rows, each with its state; no number where the tables it needs were not loaded."""
    figures = figures_for(person, edition)
    return [_told(figures, row) for row in rows.slice(part.offset, part.limit).to_pylist()]


def _told(figures: Figures | WithoutSmallNumbers, row: dict) -> shapes.FigureTold:
    measure = MEASURES[row["measure"]]
    hidden, row["mark"] = row.pop("hidden", False), row.get("mark")
    held = row.pop("as_published", False)
    state = (
        State.SUPPRESSED
        if hidden
        else figures.state(measure, row["as_at"], row["period_start"], row["value"])
    )
    if state is State.NOT_LOADED:
        row |= {"numerator": None, "denominator": None, "value": None}
    return shapes.FigureTold(**row, state=state, as_published=held, note=AS_PUBLISHED if held else "")


def not_counted(
    person: object, edition: Edition, rows: pa.Table, days: Sequence[date], measures: Sequence[str]
) -> list[shapes.NotCounted]:
    """Measures and days that were asked for and have no row, with the reason."""
    there = set(zip(rows["measure"].to_pylist(), rows["as_at"].to_pylist(), strict=True))
    figures = figures_for(person, edition)
    return [
        shapes.NotCounted(measure=measure.id, as_at=day, state=_why(figures, measure, day))
        for measure in measures_asked(list(measures) or None)
        for day in days
        if (measure.id, day) not in there
    ]


def _why(figures: Figures | WithoutSmallNumbers, measure: Measure, day: date) -> State:
    if measure.only_on_31_march and not is_31_march(day):
        return State.NOT_DEFINED
    if measure.of_population and figures.manifest.authority is None:
        return State.NO_AUTHORITY
    return State.NOT_LOADED
