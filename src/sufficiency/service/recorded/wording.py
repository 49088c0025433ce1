"""Recorded figures in words: when, how much, of how many, and what changed."""

from sufficiency.measures.catalogue import Entry
from sufficiency.measures.change import Call, Change
from sufficiency.measures.recorded import Number, is_count, rule_of, value_in_words
from sufficiency.measures.recorded_comparison import stretch
from sufficiency.measures.recorded_comparison import tested as tested_by_unit
from sufficiency.service.ui.words import count
from sufficiency.service.ui.words import day as in_words

HIDDEN = "c"
KEY_TO_HIDDEN = "c: hidden, because the number is small enough to point to a child."


def when(number: Number) -> str:
    """ "on 31 March 2025", "in the year to 31 March 2025", "from 4 May 2024 to 31 March 2025"."""
    kind = stretch(number.period_start, number.as_at)
    if kind == "day":
        return f"on {in_words(number.as_at)}"
    if kind == "stretch":
        return f"from {in_words(number.period_start)} to {in_words(number.as_at)}"
    return f"in the {kind} to {in_words(number.as_at)}"


def stretch_in_table(number: Number) -> str:
    kind = stretch(number.period_start, number.as_at)
    if kind == "stretch":
        return f"from {in_words(number.period_start)}"
    return {"day": "on the day"}.get(kind, f"{kind} to the day")


def figure(entry: Entry, number: Number) -> str:
    return value_in_words(number.value, entry.unit, number.denominator)


def out_of(entry: Entry, number: Number) -> str:
    """ "132 of 152 pupils", or nothing where the parts are not known."""
    if number.denominator is None or number.numerator is None:
        return ""
    if rule_of(entry.unit).times == 1:
        return f"over {count(number.denominator)} {entry.of}".rstrip()
    return f"{count(number.numerator)} of {count(number.denominator)} {entry.of}".rstrip()


def answer(entry: Entry, number: Number) -> str:
    """The figure as the first line of its page."""
    of = out_of(entry, number)
    return f"{figure(entry, number)} {when(number)}{f': {of}' if of else ''}."


def tested(entry: Entry, now: Number, before: Number) -> Change:
    """Whether a change is more than chance, where the parts are known; money and averages are not tested."""
    return tested_by_unit(entry.unit, now, before)


def change(entry: Entry, now: Number, before: Number | None) -> str:
    """What became of it since the value before, and whether that is more than chance where that can be tested."""
    if before is None or now.value is None or before.value is None:
        return ""
    was = f"{figure(entry, before)} {when(before)}"
    if now.value == before.value:
        return f"The same as {was}."
    if entry.unit in ("grade", "rank"):
        return f"Before: {was}."
    direction = "Up" if now.value > before.value else "Down"
    found = tested(entry, now, before)
    if found.low is None:
        unsure = " Too few to say whether that is more than chance." if _could_be_tested(entry, now) else ""
        return f"{direction} from {was}.{unsure}"
    if found.call is Call.NO_CLEAR_CHANGE:
        return f"No clear change from {was}: the difference may well be chance."
    verdict = {"better": " Better: m", "worse": " Worse: m"}.get(found.verdict(entry.good), " M")
    return f"{direction} from {was}.{verdict}ore than chance would bring."


def change_in_table(entry: Entry, now: Number, before: Number | None) -> str:
    """The same in a few words for a row: "up from 81%", "no clear change from 81%"."""
    if before is None or now.value is None or before.value is None:
        return "–"
    was = figure(entry, before)
    if now.value == before.value:
        return "the same"
    if entry.unit in ("grade", "rank"):
        return f"before: {was}"
    found = tested(entry, now, before)
    if found.low is not None and not found.clear:
        return f"no clear change from {was}"
    return f"{'up' if now.value > before.value else 'down'} from {was}"


def _could_be_tested(entry: Entry, number: Number) -> bool:
    return is_count(entry.unit) or (entry.unit == "percent" and number.denominator is not None)
