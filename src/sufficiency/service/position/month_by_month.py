"""A measure month by month, each month alone: what is ordinary variation and what is a signal."""

from dataclasses import dataclass, field
from datetime import date

from sufficiency.history import History
from sufficiency.measures import Measure, Unit
from sufficiency.measures.monthly import (
    TOO_RARE,
    WORDS,
    Kind,
    kind_of,
    own_events,
    steps,
    values_of_events,
)
from sufficiency.measures.process_behaviour import (
    BASELINE_RULE,
    FEWEST,
    RULES,
    ProcessBehaviour,
    Signal,
    process_behaviour,
)
from sufficiency.service.data.figures import Figures, WithoutSmallNumbers
from sufficiency.service.data.opened import Opened
from sufficiency.service.data.wording import counted_in
from sufficiency.service.ui import components as ui
from sufficiency.service.ui.charts import Chart, Series, line_chart
from sufficiency.service.ui.words import count, value_with_unit
from sufficiency.vocabulary.months import add_months

MONTHS = 36
TOO_SHORT = f"Fewer than {FEWEST} months in a row are loaded, and so there are no limits yet."


@dataclass(frozen=True)
class MonthByMonth:
    """The chart with its signals as sentences; or, without a chart, ``why`` there is none."""

    why: str = ""
    chart: Chart | None = None
    signals: list[str] = field(default_factory=list)
    explained: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Months:
    """The value of each month in order, what it is of, and how it is named and written."""

    points: list[tuple[date, float]]
    title: str
    unit: str
    least: float | None
    most: float | None

    def told(self, value: float) -> str:
        if self.unit == "percent":
            return value_with_unit(value, "percent", 100)
        return count(round(value, 1)).replace("-", "−")


def month_by_month(
    measure: Measure, figures: Figures | WithoutSmallNumbers, held: Opened, day: date
) -> MonthByMonth:
    """The last 36 months up to the day, those of them that are wholly loaded."""
    kind, why = kind_of(measure)
    if kind is Kind.NONE:
        return MonthByMonth(why)
    months = _events(measure, figures, held, day) if kind is Kind.EVENTS else _steps(measure, figures, day)
    if months is None:
        return MonthByMonth(TOO_RARE, explained=[WORDS[kind]])
    found = process_behaviour(months.points, months.least, months.most)
    if found is None:
        return MonthByMonth(TOO_SHORT, explained=[WORDS[kind]])
    return MonthByMonth(
        chart=_chart(months, found),
        signals=[_sentence(months, found, signal) for signal in found.signals],
        explained=[WORDS[kind], f"{BASELINE_RULE} {RULES}"],
    )


def _events(
    measure: Measure, figures: Figures | WithoutSmallNumbers, held: Opened, day: date
) -> Months | None:
    """What happened in each month; None where that is too rare."""

    def of_months(history: History) -> dict[date, tuple[float, float | None]]:
        return own_events(history, measure)

    loaded = figures.loaded
    days = [
        one for one in _last_months(figures.days, day) if loaded.cover(measure, one.replace(day=1), one).whole
    ]
    values = values_of_events(measure, held.once(("own events", measure.id), of_months), _without_gaps(days))
    if values is None:
        return None
    _one, many = counted_in(measure)
    if measure.unit is Unit.PERCENT:
        return Months(values, f"Share of the {many} of each month", "percent", 0, 100)
    return Months(values, f"{many.capitalize()} in each month", "count", 0, None)


def _steps(measure: Measure, figures: Figures | WithoutSmallNumbers, day: date) -> Months:
    """How far the figure of a day moved since the month before."""
    shown = [figures.figure(measure, one) for one in _last_months(figures.days, day, MONTHS + 1)]
    known = {figure.as_at: figure.value for figure in shown if figure.whole}
    values = [(one, known[one]) for one in _without_gaps(list(known))]
    unit = "points" if measure.unit is Unit.PERCENT else "count"
    told = "Points up or down" if unit == "points" else "Children more or fewer"
    return Months(steps(values), f"{told} since the month before", unit, None, None)


def _last_months(days: tuple[date, ...], day: date, number: int = MONTHS) -> list[date]:
    return [one for one in days if one <= day][-number:]


def _without_gaps(days: list[date]) -> list[date]:
    """The latest months that follow each other."""
    kept: list[date] = []
    for one in reversed(days):
        if kept and add_months(one.replace(day=1), 1) != kept[-1].replace(day=1):
            break
        kept.append(one)
    return kept[::-1]


def _chart(months: Months, found: ProcessBehaviour) -> Chart:
    days = [day for day, _value in found.points]
    marked = [(day, value if day in found.signalled else None) for day, value in found.points]
    series = [
        Series("Each month", found.points),
        Series(f"Mean {months.told(found.mean)}", [(day, found.mean) for day in days], "other"),
        Series(f"Upper limit {months.told(found.high)}", [(day, found.high) for day in days], "second"),
        Series(f"Lower limit {months.told(found.low)}", [(day, found.low) for day in days], "second"),
    ]
    if found.signals:
        series.append(Series("Signal", marked, "signal"))
    return line_chart(
        title=_answer(found),
        y=months.title,
        unit=months.unit,
        series=series,
        table=_table(months, found),
        key="each-month",
    )


def _answer(found: ProcessBehaviour) -> str:
    number = len(found.signals)
    if not number:
        return "No signal: the months differ from each other no more than chance makes them differ"
    latest = found.signals[-1].last
    signals = "One signal" if number == 1 else f"{number} signals"
    return f"{signals}, the latest in {latest:%B %Y}; otherwise the months differ as chance makes them differ"


def _sentence(months: Months, found: ProcessBehaviour, signal: Signal) -> str:
    """ "June 2024: 42, above the upper limit." """
    if signal.first == signal.last:
        return f"{signal.last:%B %Y}: {months.told(dict(found.points)[signal.last])}, {signal.words}."
    return f"{signal.first:%B %Y} to {signal.last:%B %Y}: {signal.words}."


def _table(months: Months, found: ProcessBehaviour) -> ui.Table:
    told: dict[date, list[str]] = {}
    for signal in found.signals:
        told.setdefault(signal.last, []).append(signal.words)
    columns = [
        ui.Column("month", "Month", one_line=True),
        ui.Column("value", months.title, number=True),
        ui.Column("signal", "Signal"),
    ]
    rows = [
        {
            "month": f"{day:%B %Y}",
            "value": ui.Cell(months.told(value), sort=value),
            "signal": "; ".join(told.get(day, [])) or "–",
        }
        for day, value in reversed(found.points)
    ]
    first, last = found.baseline
    note = (
        f"Mean {months.told(found.mean)}, limits {months.told(found.low)} and {months.told(found.high)}, "
        f"of {first:%B %Y} to {last:%B %Y}."
    )
    return ui.Table(f"{months.title}, latest first", columns, rows, note=note)
