"""The page of a recorded series: the answer, the line over time, groups, every value, and how it is recorded."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse
from django.utils import timezone

from sufficiency.measures import comparators
from sufficiency.measures.catalogue import Entry
from sufficiency.measures.intervals import wilson_interval
from sufficiency.measures.recorded import BASES, is_count, rule_of, unit_in_header, value_in_table
from sufficiency.measures.recorded_comparison import can_be_tested
from sufficiency.service.position.targets import Aim, Targets
from sufficiency.service.recorded import queries, wording
from sufficiency.service.recorded.seen import Seen, seen_by
from sufficiency.service.ui import components as ui
from sufficiency.service.ui.charts import Chart, Series, line_chart
from sufficiency.service.ui.words import count
from sufficiency.service.ui.words import day as in_words
from sufficiency.vocabulary.groups import BREAKDOWNS
from sufficiency.vocabulary.months import years_before

FEWEST_POINTS = 2


@dataclass(frozen=True)
class SeriesPage:
    """All that the page tells. ``latest`` is the newest total, None where nothing is recorded."""

    latest: Seen | None
    answer: str
    change: str
    chart: Chart | None
    multiples: ui.Multiples | None
    values: ui.Table
    beside: ui.Table | None
    differs: str
    breakdowns: tuple[str, ...]
    by: str
    number: int
    aim: Aim | None = None
    standing: tuple[str, str] | None = None
    sure: str = ""


def series_page(person: object, entry: Entry, authority: str, by: str) -> SeriesPage:
    """``by`` is a breakdown, or nothing for the total; of a series without a total its first breakdown is shown."""
    seen = seen_by(person, entry, queries.series(entry.id, authority))
    totals = [one for one in seen if not one.number.breakdown]
    by = by or ("" if totals or not seen else seen[0].number.breakdown)
    line = _longest_line(totals)
    latest = line[-1] if line else None
    before = line[-2] if len(line) > 1 else None
    shown = [one for one in seen if one.number.breakdown == by] if by else totals
    targets = Targets(authority)
    aim = targets.aim(entry.id, latest.number.as_at if latest else timezone.localdate())
    found = aim.target.standing(latest.number.value, entry.unit) if aim and latest and latest.known else None
    return SeriesPage(
        latest=latest,
        answer=_answer(entry, latest),
        change=wording.change(entry, latest.number, before.number if before else None) if latest else "",
        chart=None if by else over_time(entry, line, authority, targets),
        multiples=_multiples(entry, shown) if by else None,
        values=_values(entry, shown, by),
        beside=None if by else _beside(entry, line, authority),
        differs=comparators.differs(entry.id),
        breakdowns=tuple(dict.fromkeys(one.number.breakdown for one in seen if one.number.breakdown)),
        by=by,
        number=len(seen),
        aim=aim,
        standing=(found.value, found.colour) if found else None,
        sure=_how_sure(entry, latest),
    )


def _how_sure(entry: Entry, latest: Seen | None) -> str:
    """How surely the latest value is known: where a share could lie by chance, or that nothing is recorded to say so."""
    if latest is None or not latest.known:
        return ""
    number = latest.number
    interval = (
        wilson_interval(number.numerator, number.denominator)
        if entry.unit == "percent" and number.denominator and number.numerator is not None
        else None
    )
    if interval:
        low, high = (value_in_table(edge, entry.unit, number.denominator) for edge in interval)
        return f"By chance alone it could lie anywhere from {low} to {high}%, nineteen times in twenty."
    if can_be_tested(entry.unit, number):
        return ""
    if rule_of(entry.unit).times is None:
        return "It is recorded as it is, and changes of it are not tested."
    return "It is recorded without the numbers it is made of, so no range around it is given and changes are not tested."


def title_of(breakdown: str) -> str:
    return (
        BREAKDOWNS[breakdown].title if breakdown in BREAKDOWNS else breakdown.replace("_", " ").capitalize()
    )


def _answer(entry: Entry, latest: Seen | None) -> str:
    if latest is None:
        return ""
    if latest.hidden:
        return (
            f"Not shown {wording.when(latest.number)}: the number is so small that it could point to a child."
        )
    return wording.answer(entry, latest.number)


def _longest_line(totals: list[Seen]) -> list[Seen]:
    """The values that make one line: those over stretches of one length, the length there is most of (the last one
    where several have as many)."""
    kinds: dict[str, list[Seen]] = {}
    for one in totals:
        kinds.setdefault(wording.stretch(one.number.period_start, one.number.as_at), []).append(one)
    return max(kinds.values(), key=lambda line: (len(line), line[-1].number.as_at), default=[])


def over_time(entry: Entry, line: list[Seen], authority: str, targets: Targets | None = None) -> Chart | None:
    """The line of the values with what others published, and the same as a table; None without a line to draw."""
    known = [one.number for one in line if one.known]
    if len(known) < FEWEST_POINTS or entry.unit in ("grade", "rank"):
        return None
    points = [(one.number.as_at, one.number.value if one.known else None) for one in line]
    series = [Series("Ours", points, of=[one.number.denominator for one in line])]
    series += _lines_beside(entry, authority, points[0][0], points[-1][0])
    aims = [targets.aim(entry.id, day) if targets else None for day, _value in points]
    if any(aims):
        aimed = [(day, aim.value if aim else None) for (day, _value), aim in zip(points, aims, strict=True)]
        series.append(Series("Target", aimed, "target"))
    low, high = (
        min(known, key=lambda one: one.value),
        max(known, key=lambda one: one.value),
    )
    last = known[-1]
    title = (
        f"Between {wording.figure(entry, low)} ({low.as_at:%B %Y}) and {wording.figure(entry, high)} ({high.as_at:%B %Y}); "
        f"{wording.figure(entry, last)} in {last.as_at:%B %Y}"
    )
    share = entry.unit == "percent"
    return line_chart(
        title=title,
        y="Share" if share else unit_in_header(entry.unit),
        unit="percent" if share else "count",
        series=series,
        table=_table(entry, line, f"{entry.name}, over time"),
        key="over-time",
        band=_band(line) if share else [],
    )


def _band(line: list[Seen]) -> list[tuple[date, float, float]]:
    """Where each share could lie by chance alone, where its parts are known."""
    found = [
        (one.number.as_at, wilson_interval(one.number.numerator, one.number.denominator))
        for one in line
        if one.known and one.number.denominator
    ]
    return [(day, *interval) for day, interval in found if interval]


def number_columns(entry: Entry) -> list[ui.Column]:
    value = ui.Column("value", unit_in_header(entry.unit), number=True)
    if rule_of(entry.unit).times is None:
        return [value]
    average = rule_of(entry.unit).times == 1
    return [
        ui.Column("numerator", "Sum" if average else "Number", number=True),
        ui.Column("denominator", f"{'Over' if average else 'Out of'} ({entry.of})" if entry.of else "Out of", number=True),
        value,
    ]  # fmt: skip


def number_cells(entry: Entry, one: Seen) -> dict[str, object]:
    number = one.number
    cells: dict[str, object] = {
        name: ui.Cell("–" if part is None else count(part), sort=part)
        for name, part in (("numerator", number.numerator), ("denominator", number.denominator))
    }
    told = wording.HIDDEN if one.hidden else value_in_table(number.value, entry.unit, number.denominator)
    return cells | {"value": ui.Cell(told, sort=number.value)}


def _table(entry: Entry, line: list[Seen], caption: str) -> ui.Table:
    columns = [
        ui.Column("day", "Day", one_line=True),
        ui.Column("when", "Counted", one_line=True),
        *number_columns(entry),
    ]
    rows = [
        {"day": in_words(one.number.as_at), "when": wording.stretch_in_table(one.number), **number_cells(entry, one)}
        for one in reversed(line)
    ]  # fmt: skip
    return ui.Table(caption, columns, rows, note=_key(line))


def _values(entry: Entry, shown: list[Seen], by: str) -> ui.Table:
    """Every value, the newest first, each leading to its record."""
    before = _before(shown)
    rows = [
        {
            "day": ui.Cell(in_words(one.number.as_at), href=reverse("recorded:record", args=[one.row.pk])),
            "when": wording.stretch_in_table(one.number),
            "group": one.number.group,
            **number_cells(entry, one),
            "change": "–" if one.hidden else wording.change_in_table(entry, one.number, before.get(one.row.pk)),
            "source": ui.Cell(one.row.source, hint=f"version {one.row.version}" if one.row.version > 1 else ""),
            "basis": one.row.basis,
        }
        for one in sorted(shown, key=lambda one: one.number.as_at, reverse=True)
    ]  # fmt: skip
    columns = [
        ui.Column("day", "Day", one_line=True),
        ui.Column("when", "Counted", one_line=True),
        *([ui.Column("group", title_of(by), one_line=True)] if by else []),
        *number_columns(entry),
        ui.Column("change", "On the one before"),
        ui.Column("source", "Source"),
        ui.Column("basis", "Basis"),
    ]
    return ui.Table(
        f"Every value by {title_of(by).lower()}" if by else "Every value recorded",
        columns,
        rows,
        empty="No total is recorded; see the groups." if not by else "Nothing is recorded by this.",
        note=_key(shown),
    )


def _before(shown: list[Seen]) -> dict[int, object]:
    """The value before each one: of the same group, over a stretch of the same length."""

    def line(one: Seen) -> tuple[str, str]:
        return (one.number.group, wording.stretch(one.number.period_start, one.number.as_at))

    found = {}
    for _line, members in groupby(sorted(shown, key=lambda one: (*line(one), one.number.as_at)), key=line):
        ordered = [one for one in members if not one.hidden]
        found |= {later.row.pk: earlier.number for earlier, later in zip(ordered, ordered[1:], strict=False)}
    return found


def _key(shown: list[Seen]) -> str:
    return wording.KEY_TO_HIDDEN if any(one.hidden for one in shown) else ""


def _multiples(entry: Entry, shown: list[Seen]) -> ui.Multiples | None:
    """The groups side by side over time."""
    if not shown:
        return None
    days = sorted({one.number.as_at for one in shown})
    groups = dict.fromkeys(one.number.group for one in shown)
    panels = []
    for group in groups:
        of_group = {one.number.as_at: one.number for one in shown if one.number.group == group}
        last = of_group[max(of_group)]
        panels.append(
            ui.Panel(
                title=group,
                value=wording.figure(entry, last),
                values=[of_group[day].value if day in of_group else None for day in days],
                of=wording.out_of(entry, last),
                words=f"{group}: {wording.figure(entry, last)} {wording.when(last)}",
            )
        )
    title = f"{title_of(shown[0].number.breakdown)}, {in_words(days[-1])}"
    scale = f"All on one scale from 0, {in_words(days[0])} to {in_words(days[-1])}." if len(days) > 1 else ""
    return ui.Multiples(title, panels, scale)


def _lines_beside(entry: Entry, authority: str, first: date, last: date) -> list[Series]:
    """England and the neighbours, where the Department publishes the same and sizes can be compared."""
    if is_count(entry.unit) or not authority:
        return []
    found = [one for one in _compared(entry, authority) if first <= one.as_at <= last]
    lines = [
        Series("Neighbours", [(one.as_at, one.neighbours) for one in found], "other"),
        Series("England", [(one.as_at, one.england) for one in found], "second"),
    ]
    return [one for one in lines if any(value is not None for _day, value in one.points)]


def _compared(entry: Entry, authority: str) -> list[comparators.Comparison]:
    years = comparators.years_published(entry.id) if authority else ()
    return [comparators.compare(entry.id, year, authority) for year in years]


def _beside(entry: Entry, line: list[Seen], authority: str) -> ui.Table | None:
    """Ours beside the published figures of everybody, with our rank; None where nobody publishes it."""
    found = _compared(entry, authority)
    if not found:
        return None
    rows = [_row_beside(entry, one, line) for one in reversed(found)]
    columns = [
        ui.Column("day", "Year to", one_line=True),
        ui.Column("ours", "Ours, as recorded", number=True),
        ui.Column("own", "Ours, as published", number=True),
        ui.Column("neighbours", "Statistical neighbours", number=True, hint="median"),
        ui.Column("region", found[-1].region_name or "Region", number=True),
        ui.Column("england", "England", number=True),
        ui.Column("rank", "Rank, from the lowest", number=True),
    ]
    always = ("day", "ours", "england")
    used = [
        one
        for one in columns
        if one.key in always or any(getattr(comparison, one.key) is not None for comparison in found)
    ]
    return ui.Table("Published figures of each year", used, rows, caption_hidden=True)


def _row_beside(entry: Entry, one: comparators.Comparison, line: list[Seen]) -> dict[str, object]:
    """A published year, with ours recorded within it."""
    within = [
        seen for seen in line if seen.known and years_before(one.as_at, 1) < seen.number.as_at <= one.as_at
    ]
    ours = within[-1].number if within else None
    places = 2 if entry.unit == "points" else 1
    return {
        "day": in_words(one.as_at),
        "ours": ui.Cell("–")
        if ours is None
        else ui.Cell(
            value_in_table(ours.value, entry.unit, ours.denominator),
            hint="" if ours.as_at == one.as_at else in_words(ours.as_at),
        ),
        "rank": "–" if one.rank is None else f"{one.rank} of {one.of}",
        **{
            name: "–" if value is None else f"{value:+.2f}" if places == 2 else count(round(value, 1))
            for name in ("own", "neighbours", "region", "england")
            for value in [getattr(one, name)]
        },
    }


def bases_in_words() -> list[tuple[str, str]]:
    return list(BASES.items())
