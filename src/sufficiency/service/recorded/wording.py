"""Recorded figures in words: when, how much, of how many, and what changed."""

from datetime import date

from sufficiency.measures.catalogue import Entry
from sufficiency.measures.change import NOT_TESTED, Call, Change, of_counts, of_rates, of_shares
from sufficiency.measures.recorded import Number, is_count, rule_of, value_in_words
from sufficiency.service.ui.words import count
from sufficiency.service.ui.words import day as in_words
from sufficiency.vocabulary.months import first_day_of_year_ending

KINDS = {None: "day", 12: "year", 3: "quarter", 1: "month"}
HIDDEN = "c"
KEY_TO_HIDDEN = "c: hidden, because the number is small enough to point to a child."


def stretch(start: date | None, as_at: date) -> str:
    """ "day", "year", "quarter" or "month" by how long it is; "stretch" for any other length."""
    if start is None:
        return "day"
    for months in (12, 3, 1):
        if start == first_day_of_year_ending(as_at, months):
            return KINDS[months]
    return "stretch"


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
    pairs = [(one.numerator, one.denominator) for one in (now, before)]
    if is_count(entry.unit) and None not in (now.value, before.value):
        return of_counts(now.value, before.value)
    if any(part is None for pair in pairs for part in pair) or not all(bottom for _top, bottom in pairs):
        return NOT_TESTED
    if entry.unit == "percent":
        return of_shares(*pairs)
    return of_rates(*pairs) if entry.unit == "per 10,000" else NOT_TESTED


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
