"""A measure on a day as a line: its figure, the one a year before, whether the change is clear, its target, its trend."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sufficiency.measures import Measure
from sufficiency.measures.change import NOT_TESTED, Change, between, needs_amounts
from sufficiency.service.data import wording
from sufficiency.service.data.figures import Figure, Figures, State, WithoutSmallNumbers, a_year_before
from sufficiency.service.data.opened import Opened
from sufficiency.service.position import telling
from sufficiency.service.position.targets import Aim, Targets
from sufficiency.service.ui import components as ui
from sufficiency.service.ui.words import day as in_words
from sufficiency.vocabulary.months import add_months

TREND_MONTHS = 24
TREND_YEARS = 10


@dataclass(frozen=True)
class Line:
    """One measure on one day, with what it is held against."""

    measure: Measure
    now: Figure
    before: Figure
    change: Change
    trend: ui.Sparkline | None
    aim: Aim | None = None

    @property
    def standing(self) -> tuple[str, str] | None:
        return self.aim.standing(self.now) if self.aim else None

    @property
    def verdict(self) -> str:
        return telling.verdict(self.measure, self.now, self.before, self.change)


def lines_of(
    measures: Iterable[Measure],
    day: date,
    figures: Figures | WithoutSmallNumbers,
    opened: Opened,
    targets: Targets,
) -> dict[str, Line]:
    """The line of each measure by its id.

    What is the edition's own is worked out once for all who see the same of it; the targets are those of this moment.
    """
    asked = tuple(measures)
    known = opened.lately(
        ("lines", day, figures.seen, tuple(one.id for one in asked)),
        lambda _history: {one.id: line_of(one, day, figures, opened) for one in asked},
    )
    return {id: replace(line, aim=targets.aim(id, line.now.as_at)) for id, line in known.items()}


def line_of(measure: Measure, day: date, figures: Figures | WithoutSmallNumbers, opened: Opened) -> Line:
    """The line of a measure; one counted on 31 March only is of the last 31 March up to the day."""
    on = figures.latest_day(measure, day) or day
    now, before = figures.figure(measure, on), figures.figure(measure, a_year_before(on))
    return Line(
        measure=measure,
        now=now,
        before=before,
        change=tested(measure, now, before, opened),
        trend=trend_of(measure, figures.series(measure, trend_days(measure, on, figures))),
    )


def trend_of(measure: Measure, series: list[Figure]) -> ui.Sparkline | None:
    """The small drawing of a series; none where nothing of it is whole."""
    if not any(figure.whole for figure in series):
        return None
    values = [figure.value if figure.whole else None for figure in series]
    return ui.Sparkline(values, telling.trend_in_words(measure, series))


def tested(measure: Measure, now: Figure, before: Figure, opened: Opened) -> Change:
    """Whether the change between two figures is more than chance, by the test that fits the measure's unit."""
    if not (now.whole and before.whole) or measure.is_change:
        return NOT_TESTED
    pairs = [(figure.numerator, figure.denominator) for figure in (now, before)]
    if not needs_amounts(measure):
        return between(measure, *pairs)
    if now.as_published or before.as_published:
        return NOT_TESTED  # the children's own days are those of today
    amounts = tuple(opened.amounts(measure.id, figure.as_at) for figure in (now, before))
    return opened.remembered(
        ("change", measure.id, now.as_at, before.as_at), lambda: between(measure, *pairs, amounts)
    )


def trend_days(measure: Measure, day: date, figures: Figures | WithoutSmallNumbers) -> list[date]:
    """The days of a small trend: the last 24 months, or the last ten years where there is one figure a year."""
    days = [one for one in figures.days_of(measure) if one <= day]
    if measure.only_on_31_march:
        return days[-TREND_YEARS:]
    before = add_months(day, -TREND_MONTHS - 1)
    return [one for one in days if one > before]


def as_figure(line: Line, day: date, href: str, loaded_href: str) -> ui.Figure:
    """The line as the page shows it; what is not loaded leads to ``loaded_href``, the tables of the edition."""
    measure, now = line.measure, line.now
    hint = "" if now.as_at == day or not now.shown else f"on {in_words(now.as_at)}"
    value, of = wording.parts_in_words(measure, now)
    return ui.Figure(
        title=measure.title,
        href=href,
        value=value,
        of=of,
        known=now.shown,
        value_href=loaded_href if now.state is State.NOT_LOADED else "",
        change=telling.change_or_none(measure, now, line.before, line.change),
        good=measure.good,
        rag=line.standing,
        target=line.aim.words if line.aim else "",
        trend=line.trend,
        hint=hint,
    )
