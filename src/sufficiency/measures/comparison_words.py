"""The cells of a comparison in words, the same on the page, at the command line and in a document."""

from __future__ import annotations

from sufficiency.measures import said
from sufficiency.measures.change import Change
from sufficiency.measures.comparison import Comparison, Counted, Published, Row
from sufficiency.measures.disclosure import HIDDEN_MARK
from sufficiency.measures.language import Measure, Unit
from sufficiency.measures.recorded import value_in_words
from sufficiency.measures.recorded_comparison import UNTESTED, Recorded, size_of_change
from sufficiency.measures.recorded_comparison import made_of as made_of_recorded

NOTHING = "–"


def value(measure: Measure, figure: Counted) -> str:
    """ "12.4%", "412 days", "c" where it is hidden, or why there is none."""
    if figure.value is None:
        return HIDDEN_MARK if figure.hidden else figure.why or said.NO_VALUE
    if isinstance(measure, Recorded):
        return value_in_words(figure.value, measure.unit, figure.denominator)
    if measure.unit is Unit.PER_10K:
        return said.value(figure.value, "per 10,000")
    return said.value_with_unit(figure.value, str(measure.unit), figure.denominator)


def made_of(measure: Measure, figure: Counted) -> str:
    """ "62 of 500", "over 20 children", "in every 10,000"; nothing beside a plain number."""
    if isinstance(measure, Recorded):
        return made_of_recorded(measure.entry, figure)
    if figure.value is None or figure.denominator is None:
        return ""
    if measure.unit is Unit.DAYS:
        return f"over {said.count(figure.denominator)} children"
    if measure.unit is Unit.PER_10K:
        return "in every 10,000"
    return said.out_of(figure.numerator, figure.denominator)


def interval(row: Row) -> str:
    """ "9.8 to 15.6%": where the share could lie by chance alone."""
    if row.interval is None:
        return ""
    low, high = (said.value(edge, "percent", row.now.denominator) for edge in row.interval)
    return f"{low} to {high}%"


def change(measure: Measure, moved: Change | None, now: Counted, before: Counted) -> tuple[str, str]:
    """(call, how far): ("Up, worse", "4.3 points"), ("No clear change", "up 1.2 points"); a dash where none is told, c
    where it is hidden."""
    if moved is None:
        hidden = now.hidden or before.hidden
        return (HIDDEN_MARK if hidden else NOTHING), ""
    if isinstance(measure, Recorded):
        return _change_of_recorded(measure, moved, now, before)
    of = min(now.denominator, before.denominator) if measure.unit is Unit.PERCENT else None
    direction, told = said.change(now.value, before.value, str(measure.unit), of)
    size = told.partition(" from ")[0] if direction in ("up", "down") else "the same"
    if not moved.clear:
        return str(moved.call).capitalize(), size
    verdict = moved.verdict(measure.good)
    call = str(moved.call).capitalize()
    size = size.removeprefix(f"{moved.call} ")
    return f"{call}, {verdict}" if verdict in ("better", "worse") else call, size


def _change_of_recorded(measure: Recorded, moved: Change, now: Counted, before: Counted) -> tuple[str, str]:
    """The same of a recorded series, whose unit may be any."""
    size = size_of_change(measure.entry, now, before)
    if not moved.clear:
        up = "up" if now.value > before.value else "down"
        return str(moved.call).capitalize(), size if size == "the same" else f"{up} {size}"
    verdict, call = moved.verdict(measure.good), str(moved.call).capitalize()
    return f"{call}, {verdict}" if verdict in ("better", "worse") else call, size


def change_in_words(row: Row) -> tuple[str, str]:
    call, size = change(row.measure, row.change, row.now, row.before)
    return (UNTESTED.capitalize(), size) if row.untested and row.change else (call, size)


def since_baseline(row: Row) -> str:
    """ "up 7.3 points since, worse": a clear change since the baseline; nothing where there is none (see BASELINE)."""
    if row.baseline is None or row.since_baseline is None:
        return ""
    if not row.since_baseline.clear:
        return ""
    call, size = change(row.measure, row.since_baseline, row.now, row.baseline)
    verdict = call.partition(", ")[2]
    return f"{row.since_baseline.call} {size} since{', ' + verdict if verdict else ''}"


def published(measure: Measure, number: float | None) -> str:
    """A published figure, whole as it was published; a mean or median of several with one decimal at most."""
    if number is None:
        return NOTHING
    after = {Unit.PERCENT: "%", Unit.DAYS: " days"}.get(measure.unit, "")
    if measure.unit == "points":
        return f"{number:+.2f}"
    return f"{said.count(round(number, 1))}{after}"


def neighbours_mean(row: Row) -> str:
    """ "mean 12.4% of 10"."""
    found = row.published
    if found is None or found.neighbours_mean is None:
        return ""
    return f"mean {published(row.measure, found.neighbours_mean)} of {found.neighbours_given}"


def rank(found: Published | None) -> str:
    """ "45 of 152", counted from the lowest."""
    return NOTHING if found is None or found.rank is None else f"{found.rank} of {found.of}"


def target(row: Row) -> str:
    """ "at most 10%", "national, at most 426 days"."""
    if row.target is None:
        return NOTHING
    told = row.target.in_words(str(row.measure.unit))
    return f"national, {told}" if row.target.national else told


def notes(table: Comparison) -> tuple[list[str], dict[str, list[int]]]:
    """Every note to a row once, and the numbers (from 1) of each measure's own."""
    numbered: dict[str, int] = {}
    own: dict[str, list[int]] = {}
    for row in table.rows:
        own[row.measure.id] = sorted(numbered.setdefault(note, len(numbered) + 1) for note in row.notes)
    return list(numbered), own
