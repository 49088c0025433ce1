"""Recorded series as rows of the comparison table, with the words of how sure one may be of a change.

The latest total up to the day stands as now, and the one a year before it beside it, both of one length of time. A
change is tested where the parts of a share or rate are recorded, or what is counted; money, averages, grades and shares
whose parts are not recorded are set beside each other and not tested.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sufficiency.measures import comparators, said
from sufficiency.measures.catalogue import Entry
from sufficiency.measures.change import NOT_TESTED, Change, of_counts, of_rates, of_shares
from sufficiency.measures.comparison import HIDDEN, Counted, Published, Row
from sufficiency.measures.recorded import BASES, Number, is_count, rule_of, value_in_words
from sufficiency.measures.targets import Target
from sufficiency.vocabulary.months import first_day_of_year_ending, years_before

KINDS = {None: "day", 12: "year", 3: "quarter", 1: "month"}
OLDEST_YEARS = 2  # before the day: what was recorded longer ago is not how things stand
NEAR_DAYS = 31  # how far from a year before a value may be of, to be the one before
NOTHING_RECORDED = "nothing recorded for these two years"
NO_YEAR_BEFORE = "not recorded"
UNTESTED = "not tested"
UNTESTED_WORDS = (
    "How much such a figure varies is not recorded with it, so whether a change is chance is not tested."
)


@dataclass(frozen=True)
class Recorded:
    """A recorded series where the table has a measure: the same names for what a row needs to know of it."""

    entry: Entry

    is_change = False
    only_on_31_march = False

    @property
    def id(self) -> str:
        return self.entry.id

    @property
    def title(self) -> str:
        return self.entry.name

    @property
    def unit(self) -> str:
        return self.entry.unit

    @property
    def good(self) -> str:
        return self.entry.good


@dataclass(frozen=True)
class Value:
    """A recorded total as somebody may see it; where it is `hidden` its number has no figures."""

    number: Number
    source: str
    basis: str
    hidden: bool = False

    @property
    def counted(self) -> Counted:
        number = self.number
        if self.hidden:
            return Counted(number.as_at, why=HIDDEN)
        return Counted(number.as_at, number.numerator, number.denominator, number.value)


TargetOf = Callable[[Recorded, date], Target | None]


def stretch(start: date | None, as_at: date) -> str:
    """ "day", "year", "quarter" or "month" by how long it is; "stretch" for any other length."""
    if start is None:
        return "day"
    for months in (12, 3, 1):
        if start == first_day_of_year_ending(as_at, months):
            return KINDS[months]
    return "stretch"


def longest_line(totals: Iterable[Value]) -> list[Value]:
    """The values that make one line: those over stretches of one length, the length there is most of (the last one
    where several have as many), first day first."""
    kinds: dict[str, list[Value]] = {}
    for one in totals:
        kinds.setdefault(stretch(one.number.period_start, one.number.as_at), []).append(one)
    line = max(kinds.values(), key=lambda one: (len(one), one[-1].number.as_at), default=[])
    return sorted(line, key=lambda one: one.number.as_at)


def can_be_tested(unit: str, number: Number) -> bool:
    """Whether a change of it could be tested at all, were there enough of them: what it is made of is recorded."""
    if is_count(unit):
        return number.value is not None
    return unit in ("percent", "per 10,000") and None not in (number.numerator, number.denominator)


def tested(unit: str, now: Number, before: Number) -> Change:
    """Whether a change is more than chance, where the parts are known; money and averages are not tested."""
    pairs = [(one.numerator, one.denominator) for one in (now, before)]
    if is_count(unit) and None not in (now.value, before.value):
        return of_counts(now.value, before.value)
    if any(part is None for pair in pairs for part in pair) or not all(bottom for _top, bottom in pairs):
        return NOT_TESTED
    if unit == "percent":
        return of_shares(*pairs)
    return of_rates(*pairs) if unit == "per 10,000" else NOT_TESTED


def no_target(measure: Recorded, day: date) -> Target | None:
    return None


def recorded_row(
    entry: Entry,
    values: Sequence[Value],
    *,
    as_at: date,
    baseline: date | None = None,
    authority: str | None = None,
    target_of: TargetOf = no_target,
) -> Row:
    """The row of a series from its totals in force."""
    measure, line = Recorded(entry), longest_line(values)
    now = _last(line, as_at, OLDEST_YEARS)
    before = _a_year_before(line, now) if now else None
    first = _last(line, baseline, 1) if baseline else None
    on = now.number.as_at if now else as_at
    target = target_of(measure, on)
    counted = now.counted if now else Counted(as_at, why=NOTHING_RECORDED)
    return Row(
        measure=measure,
        now=counted,
        before=before.counted if before else Counted(years_before(on, 1), why=NO_YEAR_BEFORE),
        baseline=_baseline(baseline, first),
        change=_change(entry.unit, now, before),
        since_baseline=_change(entry.unit, now, first) if baseline else None,
        published=published(entry, as_at, authority),
        target=target,
        standing=target.standing(counted.value, entry.unit) if target and counted.comparable else None,
        notes=tuple(_notes(entry, as_at, now, before, authority)),
        untested=bool(now and before and not (now.hidden or before.hidden))
        and not all(can_be_tested(entry.unit, one.number) for one in (now, before)),
    )


def published(entry: Entry, day: date, authority: str | None) -> Published | None:
    """What was published of the same up to the day, the latest; None where nobody publishes it."""
    years = [
        year
        for year in comparators.years_published(entry.id)
        if comparators.day_published(entry.id, year) <= day
    ]
    if authority is None or not years:
        return None
    found = comparators.compare(entry.id, years[-1], authority)
    return Published(
        on=found.as_at,
        england=found.england,
        region=found.region,
        region_name=found.region_name,
        neighbours=found.neighbours,
        neighbours_mean=found.neighbours_mean,
        neighbours_given=found.neighbours_given,
        rank=found.rank,
        of=found.of,
        ours=False,
    )


def _last(line: Sequence[Value], day: date, years: int) -> Value | None:
    earliest = years_before(day, years)
    known = [one for one in line if earliest < one.number.as_at <= day]
    return known[-1] if known else None


def _a_year_before(line: Sequence[Value], now: Value) -> Value | None:
    wanted = years_before(now.number.as_at, 1)
    near = [one for one in line if abs((one.number.as_at - wanted).days) <= NEAR_DAYS]
    return min(near, key=lambda one: abs((one.number.as_at - wanted).days), default=None)


def _baseline(day: date | None, first: Value | None) -> Counted | None:
    if day is None:
        return None
    return first.counted if first else Counted(day, why=NO_YEAR_BEFORE)


def _change(unit: str, now: Value | None, before: Value | None) -> Change | None:
    """None where either is not known or hidden (a change would tell of it), and of grades and ranks."""
    if now is None or before is None or now.hidden or before.hidden or unit in ("grade", "rank"):
        return None
    if now.number.value is None or before.number.value is None or now.number.as_at == before.number.as_at:
        return None
    found = tested(unit, now.number, before.number)
    return found if found.difference is not None else Change(now.number.value - before.number.value)


def _notes(
    entry: Entry, as_at: date, now: Value | None, before: Value | None, authority: str | None
) -> list[str]:
    """What somebody must know to read the row rightly."""
    notes = []
    if now is None:
        return notes
    number = now.number
    kind = stretch(number.period_start, number.as_at)
    if kind != "day":
        start = said.day(number.period_start)
        notes.append(f"Recorded for the time from {start} to {said.day(number.as_at)}.")
    elif number.as_at != as_at:
        notes.append(f"Recorded for {said.day(number.as_at)}.")
    if now.basis != "final":
        notes.append(f"{BASES[now.basis]}.")
    if before and not (now.hidden or before.hidden) and not can_be_tested(entry.unit, number):
        notes.append(UNTESTED_WORDS)
    found = published(entry, as_at, authority)
    if found:
        notes.append(f"Published figures are of {said.day(found.on)}.")
        if differs := comparators.differs(entry.id):
            notes.append(differs)
    return notes


def size_of_change(entry: Entry, now: Counted, before: Counted) -> str:
    """ "4.3 points", "£12,000", "6 complaints": how far apart two figures are; "the same" where they are not."""
    apart = abs(now.value - before.value)
    if apart < 1e-9:
        return "the same"
    if entry.unit in ("percent", "percent of places", "percent change"):
        whole = all(one.denominator is not None and one.denominator < 100 for one in (now, before))
        told = str(said.half_up(apart)) if whole else f"{apart:.1f}"
        return f"{told} point{'' if told in ('1', '1.0') else 's'}"
    return value_in_words(apart, entry.unit).removeprefix("+")


def made_of(entry: Entry, figure: Counted) -> str:
    """ "132 of 152 pupils", "over 38 pupils", or nothing where the parts are not known."""
    if figure.value is None or figure.denominator is None or figure.numerator is None:
        return ""
    if rule_of(entry.unit).times == 1:
        return f"over {said.count(figure.denominator)} {entry.of}".rstrip()
    return f"{said.count(figure.numerator)} of {said.count(figure.denominator)} {entry.of}".rstrip()
