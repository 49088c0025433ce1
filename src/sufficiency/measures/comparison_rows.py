"""A comparison as plain rows, for files and programs: one row for each measure, every number in a column of its own."""

from __future__ import annotations

from typing import Any

from sufficiency.measures import said
from sufficiency.measures.comparison import Comparison, Counted, Row
from sufficiency.measures.disclosure import HIDDEN_MARK, LOW, Style
from sufficiency.measures.recorded_comparison import UNTESTED

COLUMNS = {
    "measure": "Id of the measure",
    "title": "What it counts",
    "unit": "children, incidents, percent, days or per 10,000",
    "good": "Which way is good: high, low or neither",
    "as_at": "Day of the figure",
    "numerator": "Number counted, or the sum of days",
    "denominator": "Out of how many; empty for a plain number",
    "value": "The figure, not rounded",
    "low": "Lowest share that fits what was counted, nineteen times in twenty",
    "high": "Highest such share",
    "before_as_at": "The day a year before",
    "before_numerator": "Number counted then",
    "before_denominator": "Out of how many then",
    "before_value": "The figure then",
    "change": "The figure less the one a year before",
    "change_low": "Lowest change that fits, nineteen times in twenty",
    "change_high": "Highest such change",
    "call": "up, down, no clear change, too few to say, or not tested (recorded without the numbers a test needs)",
    "verdict": "better or worse where the change is clear and the measure has a good direction, else changed or empty",
    "baseline_as_at": "The day of the baseline",
    "baseline_numerator": "Number counted then",
    "baseline_denominator": "Out of how many then",
    "baseline_value": "The figure then",
    "baseline_call": "What the change since then is called",
    "published_on": "The 31 March of the published figures",
    "england": "England, as published",
    "region": "The authority's region, as published",
    "neighbours_median": "Median of the statistical neighbours",
    "neighbours_mean": "Their mean",
    "neighbours_given": "How many of them have a figure",
    "rank": "Place among the authorities, 1 for the lowest",
    "of": "How many authorities have a figure",
    "quartile": "1 for the lowest quarter to 4 for the highest",
    "target": "The value aimed at",
    "target_best": "high: at least; low: at most",
    "target_source": "Where the target comes from",
    "standing": "On target, Near target or Off target",
    "note": "What must be known to read the row rightly",
    "given_as_published": "Which of the figures are given as they were published: now, before, baseline",
}


def as_records(table: Comparison) -> list[dict[str, Any]]:
    """A dictionary for each row, by COLUMNS; None where there is nothing, "c" where it is hidden."""
    records = [_record(row) for row in table.rows]
    return [_whole(record) for record in records] if table.style is Style.DFE else records


def _whole(record: dict[str, Any]) -> dict[str, Any]:
    """A row with its values to whole numbers, as the Department prints percentages, rates and averages; `low` stands for
    one above 0 that rounds to 0."""
    told = dict(record)
    for name in ("value", "before_value", "baseline_value"):
        value = told[name]
        if isinstance(value, int | float):
            told[name] = said.half_up(value) or (LOW if value else 0)
    return told


def _record(row: Row) -> dict[str, Any]:
    measure, published, target = row.measure, row.published, row.target
    hidden = row.now.hidden
    record: dict[str, Any] = {
        "measure": measure.id,
        "title": measure.title,
        "unit": str(measure.unit),
        "good": measure.good,
        **_figure("", row.now),
        **dict(zip(("low", "high"), _rounded(row.interval), strict=True)),
        **_figure("before_", row.before),
        **_change(row),
        **(_figure("baseline_", row.baseline) if row.baseline else {}),
        "baseline_call": str(row.since_baseline.call) if row.since_baseline else None,
        "published_on": published.on if published else None,
        "england": published.england if published else None,
        "region": published.region if published else None,
        "neighbours_median": published.neighbours if published else None,
        "neighbours_mean": published.neighbours_mean if published else None,
        "neighbours_given": published.neighbours_given if published else None,
        "rank": published.rank if published else None,
        "of": published.of if published else None,
        "quartile": published.quartile if published else None,
        "target": target.value if target else None,
        "target_best": target.best if target else None,
        "target_source": target.source if target else None,
        "standing": row.standing.value if row.standing else None,
        "note": " ".join(row.notes) or None,
        "given_as_published": _as_published(row),
    }
    if hidden:
        record |= dict.fromkeys(("low", "high"), HIDDEN_MARK)
        record |= {"standing": HIDDEN_MARK} if target else {}
    if hidden or row.before.hidden:
        record |= dict.fromkeys(("change", "change_low", "change_high", "call", "verdict"), HIDDEN_MARK)
    if row.baseline and (hidden or row.baseline.hidden):
        record["baseline_call"] = HIDDEN_MARK
    return {column: record.get(column) for column in COLUMNS}


def _as_published(row: Row) -> str | None:
    figures = {"now": row.now, "before": row.before, "baseline": row.baseline}
    return " ".join(which for which, one in figures.items() if one and one.as_published) or None


def _figure(which: str, figure: Counted) -> dict[str, Any]:
    mark = HIDDEN_MARK if figure.hidden else None
    return {
        f"{which}as_at": figure.day,
        f"{which}numerator": mark or figure.numerator,
        f"{which}denominator": mark or figure.denominator,
        f"{which}value": mark or figure.value,
    }


def _change(row: Row) -> dict[str, Any]:
    if row.change is None:
        return {}
    low, high = _rounded((row.change.low, row.change.high))
    return {
        "change": round(row.now.value - row.before.value, 4),
        "change_low": low,
        "change_high": high,
        "call": UNTESTED if row.untested else str(row.change.call),
        "verdict": row.verdict or None,
    }


def _rounded(edges: tuple[float | None, float | None] | None) -> tuple[float | None, ...]:
    """An interval to four decimals: more would say that it is known better than it is."""
    return tuple(None if edge is None else round(edge, 4) for edge in edges or (None, None))
