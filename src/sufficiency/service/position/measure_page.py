"""A measure's page: the answer, the line over time, the groups, the table, and how it is counted."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sufficiency.editions import Edition
from sufficiency.measures import BREAKDOWNS, Measure, Unit
from sufficiency.measures.intervals import wilson_interval
from sufficiency.measures.loaded import in_words as absent_in_words
from sufficiency.measures.targets import threshold_in_words
from sufficiency.service.access.rules import check_can_see_small_numbers, may
from sufficiency.service.data import wording
from sufficiency.service.data.asked import figures_for
from sufficiency.service.data.figures import Figure, Figures, State, WithoutSmallNumbers, a_year_before
from sufficiency.service.data.opened import Opened, opened
from sufficiency.service.data.wording import counted_in
from sufficiency.service.position import telling
from sufficiency.service.position.beside import Beside, beside
from sufficiency.service.position.beside import lines as lines_beside
from sufficiency.service.position.left_out import left_out
from sufficiency.service.position.lines import Line, lines_of, tested
from sufficiency.service.position.month_by_month import MonthByMonth, month_by_month
from sufficiency.service.position.moving import in_a_sentence, outliers_of
from sufficiency.service.position.targets import Aim, Targets, threshold
from sufficiency.service.ui import components as ui
from sufficiency.service.ui.charts import Chart, Series, line_chart
from sufficiency.service.ui.words import count, unit_in_header, value
from sufficiency.service.ui.words import day as in_words
from sufficiency.vocabulary.months import add_months

CHART_MONTHS = 36
FEWEST_POINTS = 2
EACH_MONTH = "each-month"
EVERY = ("month", "year", EACH_MONTH)
AXES = {
    "children": "Children",
    "incidents": "Incidents",
    "percent": "Share",
    "percent change": "Change",
    "days": "Average",
    "per 10,000": "Rate",
}
PART_KEY = "Part of the period: not all of the returns it rests on are loaded, so it is left out of charts and comparisons."


@dataclass(frozen=True)
class MeasurePage:
    """All that the page of a measure tells, for one edition, day and breakdown."""

    line: Line
    day: date
    answer: str
    change: str
    absent: str
    chart: Chart | None
    multiples: ui.Multiples | None
    groups: ui.Table | None
    by_year: ui.Table
    beside: Beside | None
    left_out: list[str]
    threshold: Aim | None
    threshold_standing: tuple[str, str] | None
    threshold_source: str
    each_month: MonthByMonth | None
    moved: str
    moved_by_some: bool


def measure_page(
    person: object,
    edition: Edition,
    measure: Measure,
    asked_day: date,
    by: str,
    every: str,
    children: Callable[[str, str], str],
) -> MeasurePage:
    """``children`` gives the address of the children behind a group, or nothing where the person may not see them."""
    figures, held = figures_for(person, edition), opened(edition)
    targets = Targets(edition.manifest.authority)
    line = lines_of([measure], asked_day, figures, held, targets)[measure.id]
    day = line.now.as_at
    national = threshold(measure.id, day)
    moving = outliers_of(measure, line.now, held)
    days = chart_days(figures, measure, day, every)
    omitted = []
    if line.now.shown and may(person, check_can_see_small_numbers):
        omitted = held.once(
            ("left out", measure.id, day), lambda history: left_out(history, measure, line.now)
        )
    return MeasurePage(
        line=line,
        day=day,
        answer=wording.answer(measure, line.now),
        change=telling.change_sentence(measure, line.now, line.before, line.change),
        absent=_absent(measure, figures, line.now),
        chart=None
        if every == EACH_MONTH
        else over_time(measure, figures, days, targets, every, edition.manifest.authority),
        multiples=_multiples(measure, figures, days, day, by, children) if by else None,
        groups=_groups(measure, figures, held, day, by, children) if by else None,
        by_year=_by_year(measure, figures, held, day),
        beside=None if by else beside(measure, edition.manifest.authority, figures, day),
        left_out=omitted,
        threshold=national,
        threshold_standing=national.standing(line.now) if national else None,
        threshold_source=threshold_in_words(national.target, day) if national else "",
        each_month=month_by_month(measure, figures, held, day) if every == EACH_MONTH else None,
        moved="" if by else in_a_sentence(person, measure, line.now, held),
        moved_by_some=moving is not None and moving.moved,
    )


def chart_days(figures: Figures | WithoutSmallNumbers, measure: Measure, day: date, every: str) -> list[date]:
    """The last 36 months up to the day, or the same day of every year."""
    days = [one for one in figures.days_of(measure) if one <= day]
    if every == "month":
        return [one for one in days if one > add_months(day, -CHART_MONTHS - 1)]
    return [one for one in days if one.month == day.month]  # all stored days are month ends


def _absent(measure: Measure, figures: Figures | WithoutSmallNumbers, now: Figure) -> str:
    """Which tables of which years are missing behind the figure, in words."""
    if now.state not in (State.PART, State.NOT_LOADED):
        return ""
    return absent_in_words(figures.absent(measure, now))


def over_time(
    measure: Measure,
    figures: Figures | WithoutSmallNumbers,
    days: list[date],
    targets: Targets,
    every: str,
    authority: str | None = None,
) -> Chart | None:
    """The measure's line with its target and what others published, and the same as a table; None where there is no line to draw."""
    found = figures.series(measure, days)
    if sum(figure.whole for figure in found) < FEWEST_POINTS:
        return None
    series = [
        Series(
            "Ours",
            [(figure.as_at, figure.value if figure.whole else None) for figure in found],
            of=[figure.denominator for figure in found],
        )
    ]
    series += lines_beside(measure, authority, days)
    series += _aimed_at("Target", [(day, targets.aim(measure.id, day)) for day in days])
    series += _aimed_at("National", [(day, threshold(measure.id, day)) for day in days])
    return line_chart(
        title=telling.range_in_words(measure, found),
        y=AXES.get(str(measure.unit)) or unit_in_header(str(measure.unit)),
        unit=str(measure.unit),
        series=series,
        table=_table(measure, found, f"{measure.title}, by {every}"),
        key="over-time",
        band=_interval(measure, found),
    )


def _aimed_at(name: str, aims: list[tuple[date, Aim | None]]) -> list[Series]:
    """What was aimed at over time as a line, named by the latest; none where nothing was."""
    last = next((aim for _day, aim in reversed(aims) if aim), None)
    if last is None:
        return []
    return [
        Series(f"{name}: {last.words}", [(day, aim.value if aim else None) for day, aim in aims], "target")
    ]


def _interval(measure: Measure, found: list[Figure]) -> list[tuple[date, float, float]]:
    """What chance alone would leave around each share, as a band; nothing around numbers and averages."""
    if measure.unit != Unit.PERCENT:
        return []
    known = [
        (figure.as_at, wilson_interval(figure.numerator, figure.denominator))
        for figure in found
        if figure.whole
    ]
    return [(day, *interval) for day, interval in known if interval]


def number_columns(measure: Measure) -> list[ui.Column]:
    """The columns of a figure: what it is made of, and its value."""
    _one, many = counted_in(measure)
    if measure.unit == Unit.PERCENT:
        return [
            ui.Column("numerator", "Number", number=True),
            ui.Column("denominator", f"Out of ({many})", number=True),
            ui.Column("value", "%", number=True),
            ui.Column("interval", "Range (%)", number=True, hint="by chance alone"),
        ]
    if measure.unit == Unit.DAYS:
        return [
            ui.Column("denominator", many.capitalize(), number=True),
            ui.Column("value", "Days on average", number=True),
        ]
    if measure.unit == Unit.PER_10K:
        return [
            ui.Column("numerator", "Children", number=True),
            ui.Column("denominator", "Aged 0 to 17", number=True),
            ui.Column("value", "Per 10,000", number=True),
        ]
    return [ui.Column("value", unit_in_header(str(measure.unit)), number=True)]


def number_cells(measure: Measure, figure: Figure) -> dict[str, object]:
    """The cells of ``number_columns``; what is missing says why."""
    part = "part of the period" if figure.state is State.PART else "*" if figure.as_published else ""
    cells: dict[str, object] = {
        "value": ui.Cell(wording.value_in_table(measure, figure), sort=figure.value, hint=part)
    }
    for name in ("numerator", "denominator"):
        number = getattr(figure, name)
        cells[name] = ui.Cell("–" if number is None else count(number), sort=number)
    return cells | {"interval": interval_in_words(figure) if measure.unit == Unit.PERCENT else ""}


def interval_in_words(figure: Figure) -> str:
    """ "9.8 to 15.6": where a share could lie by chance alone, nineteen times in twenty; a dash where it is not known."""
    if not figure.shown or not figure.denominator:
        return "–"
    edges = wilson_interval(figure.numerator, figure.denominator)
    return " to ".join(value(edge, "percent", figure.denominator) for edge in edges)


def _table(measure: Measure, found: list[Figure], caption: str) -> ui.Table:
    return ui.Table(
        caption=caption,
        columns=[ui.Column("day", "Day", one_line=True), *number_columns(measure)],
        rows=[{"day": in_words(figure.as_at), **number_cells(measure, figure)} for figure in reversed(found)],
        empty="There is no day to show.",
        note=_key(found),
    )


def _key(found: list[Figure]) -> str:
    keys = [PART_KEY] if any(figure.state is State.PART for figure in found) else []
    if any(figure.state is State.SUPPRESSED for figure in found):
        keys.append(wording.KEY_TO_SUPPRESSED)
    if any(figure.as_published for figure in found):
        keys.append(f"* {wording.AS_PUBLISHED}")
    return " ".join(keys)


def _change(measure: Measure, now: Figure, before: Figure, held: Opened) -> str:
    return telling.change_or_none(measure, now, before, tested(measure, now, before, held))[1] or "–"


def _by_year(measure: Measure, figures: Figures | WithoutSmallNumbers, held: Opened, day: date) -> ui.Table:
    """The same day of every year, with the change from each to the next."""
    found = figures.series(measure, chart_days(figures, measure, day, "year"))
    rows = []
    for figure in reversed(found):
        before = figures.figure(measure, a_year_before(figure.as_at))
        told = _change(measure, figure, before, held)
        rows.append({"day": in_words(figure.as_at), **number_cells(measure, figure), "change": told})
    columns = [
        ui.Column("day", "Day", one_line=True),
        *number_columns(measure),
        ui.Column("change", "On a year before"),
    ]
    return ui.Table("Year by year", columns, rows, empty="There is no year to show.", note=_key(found))


def _multiples(
    measure: Measure,
    figures: Figures,
    days: list[date],
    day: date,
    by: str,
    children: Callable[[str, str], str],
) -> ui.Multiples:
    """The groups side by side over time, on one scale."""
    panels, latest = [], []
    for group, label in figures.groups(measure, by).items():
        found = figures.series(measure, days, by, group)
        figure = figures.figure(measure, day, by, group)
        latest.append((label, figure))
        panels.append(
            ui.Panel(
                title=label,
                value=wording.value_in_words(measure, figure),
                values=[one.value if one.whole else None for one in found],
                of=wording.of_in_words(measure, figure),
                href=children(by, group) if figure.shown and figure.denominator != 0 else "",
                words=f"{label}: {telling.trend_in_words(measure, found)}",
            )
        )
    known = [value for panel in panels for value in panel.values if value is not None]
    top = max(known, default=None)
    unit = unit_in_header(str(measure.unit)).lower()
    scale = (
        ""
        if top is None
        else f"All on one scale, from 0 to {count(round(top, 1))} {unit}, {in_words(days[0])} to {in_words(days[-1])}."
    )
    return ui.Multiples(_groups_in_a_sentence(measure, by, latest), panels, scale)


def _groups_in_a_sentence(measure: Measure, by: str, latest: list[tuple[str, Figure]]) -> str:
    """The answer of the breakdown: where it is highest and lowest, or which group is the largest."""
    title = BREAKDOWNS[by].title
    known = [(label, figure) for label, figure in latest if figure.whole]
    if not known:
        return f"{title}: nothing is known on this day"
    label, high = max(known, key=lambda pair: pair[1].value)
    if measure.unit not in (Unit.PERCENT, Unit.DAYS):
        total = sum(figure.value for _label, figure in known)
        return f"{title}: {label} is the largest group, {count(high.value)} of {count(total)}"
    low_label, low = min(known, key=lambda pair: pair[1].value)
    told = f"{title}: highest for {label}, {wording.value_in_words(measure, high)} ({wording.of_in_words(measure, high)})"
    if low is high:
        return told
    return f"{told}; lowest for {low_label}, {wording.value_in_words(measure, low)} ({wording.of_in_words(measure, low)})"


def _groups(
    measure: Measure, figures: Figures, held, day: date, by: str, children: Callable[[str, str], str]
) -> ui.Table:
    """Every group on the day, with the change on a year before; their sum is the total."""
    rows, found = [], []
    for group, label in figures.groups(measure, by).items():
        now = figures.figure(measure, day, by, group)
        before = figures.figure(measure, a_year_before(day), by, group)
        found.append(now)
        # An average over the few children of a group is not tested.
        told = "–" if measure.unit == Unit.DAYS else _change(measure, now, before, held)
        href = children(by, group) if now.shown and now.denominator != 0 else ""
        rows.append({"group": ui.Cell(label, href=href), **number_cells(measure, now), "change": told})
    columns = [
        ui.Column("group", BREAKDOWNS[by].title),
        *number_columns(measure),
        ui.Column("change", "On a year before"),
    ]
    return ui.Table(
        f"{BREAKDOWNS[by].title}, {wording.when_in_words(measure, found[0])}", columns, rows, note=_key(found)
    )
