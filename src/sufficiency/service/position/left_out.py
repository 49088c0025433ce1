"""Whom a figure leaves out, or cannot place, and how many they are."""

import ibis.expr.types as ir
from ibis import _

from sufficiency.history import History
from sufficiency.measures import Measure
from sufficiency.measures.language import Counted
from sufficiency.service.data.figures import Figure
from sufficiency.service.data.wording import counted_in
from sufficiency.service.ui.words import count, of_children


def left_out(history: History, measure: Measure, figure: Figure) -> list[str]:
    """Sentences with counts, for the figure's day; none where the definition leaves nobody out that the returns have."""
    counter = _COUNTERS.get(measure.id) or _BY_TABLE.get(measure.counted)
    return [sentence for sentence in counter(history, measure, figure) if sentence] if counter else []


def _distance(history: History, measure: Measure, figure: Figure) -> list[str]:
    rows = history.positions([figure.as_at])
    unknown = _number(history, rows.filter(rows.distance_miles.isnull()))
    unaccompanied = _number(history, rows.filter(rows.distance_miles.isnull() & (rows.uasc == "uasc")))
    if not unknown:
        return ["The distance is known for every child."]
    told = f"The distance is not known for {of_children(unknown)}, who stay in the total."
    if unaccompanied:
        told += f" {count(unaccompanied)} of them came unaccompanied to seek asylum, and have no home to measure from."
    return [told, *_short_breaks(history, measure, figure)]


def _long_term(history: History, measure: Measure, figure: Figure) -> list[str]:
    rows = history.positions([figure.as_at])
    others = _number(history, rows.filter(~rows.long_term))
    guessed = _number(history, rows.filter(rows.long_term & ~rows.care_start_known))
    return [
        f"{_of(others)} not counted: aged 16 or over, or in care for less than 30 months." if others else "",
        f"For {of_children(guessed)} of those counted, care began before the loaded returns."
        if guessed
        else "",
    ]


def _short_breaks(history: History, measure: Measure, figure: Figure) -> list[str]:
    episodes, day = history.table("episodes"), figure.as_at
    open_then = episodes.filter(
        episodes.short_break & (episodes.decom <= day) & (episodes.dec.isnull() | (episodes.dec > day))
    )
    number = _number(history, open_then.select("child").distinct())
    return [f"{_of(number)} left out, on a series of short breaks (V3 or V4)."] if number else []


def _health(history: History, measure: Measure, figure: Figure) -> list[str]:
    rows = history.positions([figure.as_at])
    others = _number(history, rows.filter(~rows.in_health_cohort))
    if not others:
        return []
    return [
        f"{_of(others)} looked after on the day but not counted: in care for less than a year, or without a row in the "
        "health table."
    ]


def _adopted(history: History, measure: Measure, figure: Figure) -> list[str]:
    events = history.table("events")
    adopted = events.filter(
        (events.kind == "adopted") & events.date.between(figure.period_start, figure.as_at)
    )
    every, counted = _number(history, adopted.select("child").distinct()), round(figure.denominator)
    if every == counted:
        return []
    return [
        f"{count(every - counted)} of the {of_children(every)} adopted in the three years "
        f"{'is' if every - counted == 1 else 'are'} left out, for the reasons given here."
    ]


def _care_leavers(history: History, measure: Measure, figure: Figure) -> list[str]:
    rows = history.table("care_leavers")
    counted = round(figure.numerator if figure.denominator is None else figure.denominator)
    every = _number(history, rows.filter(rows.as_at == figure.as_at))
    if every == counted:
        return []
    _one, many = counted_in(measure)
    return [
        f"{count(every - counted)} of the {count(every)} {many} in the table of the year are not in the total."
    ]


def _of(number: int) -> str:
    """ "1 child is", "12 children are"."""
    return f"{of_children(number)} {'is' if number == 1 else 'are'}".capitalize()


def _number(history: History, rows: ir.Table) -> int:
    return history.engine.result(rows.agg(number=_.count()))["number"][0].as_py()


_COUNTERS = {
    "over_20_miles_pct": _distance,
    "long_term_stability_pct": _long_term,
    "a1_days_3yr": _adopted,
    "a10_days_3yr": _adopted,
    "a2_days_3yr": _adopted,
    **dict.fromkeys(
        ("health_assessment_pct", "dental_pct", "immunisations_pct", "sdq_pct", "substance_intervention_pct"),
        _health,
    ),
}
_BY_TABLE = {Counted.POSITIONS: _short_breaks, Counted.CARE_LEAVERS: _care_leavers}
