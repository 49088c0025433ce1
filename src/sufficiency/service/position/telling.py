"""Changes and trends in sentences, with whether they are more than chance."""

from datetime import date

from sufficiency.measures import Measure, Unit
from sufficiency.measures.change import Call, Change
from sufficiency.service.data.figures import Figure, State
from sufficiency.service.data.wording import counted_in, parts_in_words, value_in_words, when_in_words
from sufficiency.service.ui import words


def change_in_words(measure: Measure, now: Figure, before: Figure) -> tuple[str, str]:
    """(direction, words) such as ("down", "down 4.9 points from 15.6%, 14 fewer children")."""
    if not now.shown or before.state is State.SUPPRESSED:
        return "none", ""
    if not (now.whole and before.whole):
        return "none", "no whole year to compare with" if before.shown else "no figure a year before"
    of = min(now.denominator, before.denominator) if now.denominator and before.denominator else None
    direction, told = words.change(now.value, before.value, measure.unit, of)
    if measure.unit != Unit.PERCENT or direction not in ("up", "down"):
        return direction, told
    return direction, told + _more_or_fewer(measure, now.numerator - before.numerator)


def change_or_none(measure: Measure, now: Figure, before: Figure, change: Change) -> tuple[str, str]:
    """The change where it is more than chance, else ("same", "no clear change from 74.7%") or, of too few children to
    test, ("none", "too few to say; 33% before")."""
    if measure.is_change:
        return "none", ""  # a change of a change says nothing to anybody
    if now.shown and before.state is State.SUPPRESSED:
        return "none", "the year before is hidden"
    direction, told = change_in_words(measure, now, before)
    if direction not in ("up", "down") or change.clear:
        return direction, told
    was = parts_in_words(measure, before)[0]
    if change.call is Call.TOO_FEW:
        return "none", f"too few to say; {was} before"
    return "same", f"no clear change from {was}"


def _more_or_fewer(measure: Measure, moved: float) -> str:
    one, many = counted_in(measure)
    number = round(abs(moved))
    if not number:
        return ""
    return f", {words.count(number)} {'more' if moved > 0 else 'fewer'} {one if number == 1 else many}"


def verdict(measure: Measure, now: Figure, before: Figure, change: Change) -> str:
    """ "better", "worse", "changed" or, where no change is clear, nothing."""
    return change.verdict(measure.good) if now.whole and before.whole else ""


def change_sentence(measure: Measure, now: Figure, before: Figure, change: Change) -> str:
    """What became of it since a year before, with whether that is more than chance."""
    direction, told = change_in_words(measure, now, before)
    if not told or measure.is_change:
        return ""
    if direction == "none":
        return f"There is {told}." if before.shown else "There is no figure a year before to compare with."
    if direction == "same":
        return f"That is {told} a year before."
    start, _, rest = told.partition(", ")
    told = f"{start} a year before{', ' + rest if rest else ''}"
    if change.call is Call.TOO_FEW:
        return f"Too few to say whether it changed: {told}."
    if not change.clear:
        return f"No clear change: {told}, which may well be chance."
    good = {"better": " Better", "worse": " Worse"}.get(
        verdict(measure, now, before, change), " A clear change"
    )
    return f"{told[0].upper()}{told[1:]}.{good}: more than chance would bring."


def trend_in_words(measure: Measure, figures: list[Figure]) -> str:
    """Where a line went, for those who do not see it."""
    known = [figure for figure in figures if figure.whole]
    if not known:
        return "No trend: nothing is known yet"
    first, last = known[0], known[-1]
    if first is last:
        return f"{value_in_words(measure, last)} {when_in_words(measure, last)}"
    return (
        f"From {value_in_words(measure, first)} on {words.day(first.as_at)} to "
        f"{value_in_words(measure, last)} on {words.day(last.as_at)}"
    )


def range_in_words(measure: Measure, figures: list[Figure]) -> str:
    """The title of a chart over time: the lowest, the highest and the latest."""
    known = [figure for figure in figures if figure.whole]
    if len(known) < 2:
        return f"{measure.title}: {value_in_words(measure, known[0]) if known else 'nothing known'}"
    low, high = min(known, key=_value), max(known, key=_value)
    latest = known[-1]
    return (
        f"Between {value_in_words(measure, low)} ({_month(low.as_at)}) and {value_in_words(measure, high)} "
        f"({_month(high.as_at)}); {value_in_words(measure, latest)} in {_month(latest.as_at)}"
    )


def _value(figure: Figure) -> float:
    return figure.value if figure.value is not None else 0.0


def _month(when: date) -> str:
    return f"{when:%B %Y}"
