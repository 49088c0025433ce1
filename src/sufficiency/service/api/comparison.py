"""The comparison table as the API tells it: what the page shows the same person, with every number in a field."""

from sufficiency.editions import Edition
from sufficiency.measures import comparison as tables
from sufficiency.measures.comparison import Counted, Row
from sufficiency.measures.recorded_comparison import UNTESTED, Recorded
from sufficiency.service.api import comparison_shapes
from sufficiency.service.data.asked import day_of_text, figures_for
from sufficiency.service.position.compare_page import baseline_of, compared, measures_named, series_named


def table_asked(
    person: object, edition: Edition, measures: list[str], day: str | None, baseline: str | None
) -> tables.Comparison:
    """The table of these measures and recorded series, of the headline measures where none is named.

    Without a baseline there is none. Raises AskedWrongly for a measure, day or baseline there is not.
    """
    figures = figures_for(person, edition)
    on = day_of_text(day, figures.days) if day else figures.newest
    first = baseline_of(baseline, figures, on) if baseline else None
    return compared(person, edition, measures_named(measures, figures, on), on, first, series_named(measures))


def row_told(row: Row) -> comparison_shapes.ComparedTold:
    published, target = row.published, row.target
    return comparison_shapes.ComparedTold(
        measure=row.measure.id,
        title=row.measure.title,
        unit=str(row.measure.unit),
        direction=row.measure.good,
        recorded=isinstance(row.measure, Recorded),
        now=_figure(row.now, row.interval),
        before=_figure(row.before),
        baseline=_figure(row.baseline) if row.baseline else None,
        change=_change(row),
        since_baseline=str(row.since_baseline.call) if row.since_baseline and not row.untested else None,
        published=comparison_shapes.PublishedBeside(
            on=published.on,
            england=published.england,
            region=published.region,
            region_name=published.region_name,
            neighbours_median=published.neighbours,
            neighbours_mean=published.neighbours_mean,
            neighbours_given=published.neighbours_given,
            rank=published.rank,
            of=published.of,
            quartile=published.quartile,
        )
        if published
        else None,
        target=comparison_shapes.TargetTold(
            value=target.value,
            best=target.best,
            since=target.since,
            source=target.source,
            national=target.national,
            standing=row.standing.value if row.standing else None,
        )
        if target
        else None,
        notes=list(row.notes),
    )


def _figure(figure: Counted, interval: tuple[float, float] | None = None) -> comparison_shapes.ComparedFigure:
    low, high = interval or (None, None)
    return comparison_shapes.ComparedFigure(
        as_at=figure.day,
        numerator=figure.numerator,
        denominator=figure.denominator,
        value=figure.value,
        low=low,
        high=high,
        suppressed=figure.hidden,
        as_published=figure.as_published,
        why="" if figure.hidden else figure.why,
    )


def _change(row: Row) -> comparison_shapes.ChangeTold | None:
    if row.change is None:
        return None
    return comparison_shapes.ChangeTold(
        difference=row.now.value - row.before.value,
        low=row.change.low,
        high=row.change.high,
        call=UNTESTED if row.untested else str(row.change.call),
        verdict=row.verdict,
    )
