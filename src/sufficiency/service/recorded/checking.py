"""Rows of text checked into values: each refused with a sentence that names the row, what was found, what is allowed.

Knows no database: what is recorded already is given as a mapping.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from difflib import get_close_matches

from sufficiency.measures.catalogue import Entry, catalogue
from sufficiency.measures.recorded import BASES, GRADES, Rule, rule_of
from sufficiency.service.recorded.reading import Row, short
from sufficiency.vocabulary.groups import BREAKDOWNS

EARLIEST = date(1990, 1, 1)
MOST = 10**12
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,12})?", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?", re.ASCII)
_BRITISH = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", re.ASCII)
_GROUP = re.compile(r"[\w &+,.'()/%-]{1,60}", re.UNICODE)
LONGEST_SOURCE = 300

Key = tuple[str, date, date | None, str, str]


@dataclass(frozen=True)
class Checked:
    """A value that may be recorded. ``row`` is where it stands in its file; None for one that was typed."""

    measure: str
    as_at: date
    period_start: date | None
    breakdown: str
    group: str
    numerator: float | None
    denominator: float | None
    value: float | None
    source: str
    basis: str
    note: str
    row: int | None = None

    @property
    def key(self) -> Key:
        return (self.measure, self.as_at, self.period_start, self.breakdown, self.group)

    @property
    def said(self) -> tuple:
        """All that a version says; two that say the same are no correction."""
        return (self.numerator, self.denominator, self.value, self.source, self.basis, self.note)


class Wrong(ValueError):
    """One cell that cannot be; ``column`` is its name, the text a sentence without its beginning."""

    def __init__(self, column: str, sentence: str) -> None:
        super().__init__(sentence)
        self.column = column


def check_rows(
    rows: Iterable[Row], today: date, refuse: Callable[[Entry], str | None] = lambda entry: None
) -> tuple[list[Checked], list[str]]:
    """The values of the rows, and a sentence for each that is refused. ``refuse`` says of a measure why the person
    may not record it, or None."""
    found: list[Checked] = []
    refused: list[str] = []
    first_at: dict[Key, int] = {}
    for row in rows:
        problems = [*row.wrong]
        checked = None
        if not problems:
            checked, wrong = check(row.cells, today, refuse, row.number)
            problems = [str(one) for one in wrong]
        if checked is not None and checked.key in first_at:
            problems.append(
                f"the same measure, days, breakdown and group stand in row {first_at[checked.key]} already; take one out"
            )
        if problems:
            refused += [f"Row {row.number}: {problem}." for problem in problems]
        elif checked is not None:
            first_at[checked.key] = row.number
            found.append(checked)
    return found, refused


def check(
    cells: Mapping[str, str],
    today: date,
    refuse: Callable[[Entry], str | None] = lambda entry: None,
    row: int | None = None,
    counted: bool = False,
) -> tuple[Checked | None, list[Wrong]]:
    """One value from its cells, or what is wrong with each of them. ``counted``: also of a measure that children's
    records give, such as a figure some paper printed, which is looked at and never recorded."""
    try:
        entry = _entry(cells.get("measure", ""), counted)
        if why := refuse(entry):
            raise Wrong("measure", f"{entry.id}: {why[0].lower()}{why[1:].rstrip('.')}")
    except Wrong as wrong:
        return None, [wrong]
    wrongs: list[Wrong] = []

    def taken(read: Callable, *given: object):
        try:
            return read(*given)
        except Wrong as wrong:
            wrongs.append(wrong)
            return None

    as_at = taken(_day, "as_at", cells.get("as_at", ""), today)
    start = taken(_start, cells.get("period_start", ""), as_at, today)
    breakdown, group = taken(_group, entry, cells) or ("", "")
    numbers = taken(_numbers, entry, cells)
    source = taken(_text, "source", cells.get("source", ""))
    basis = taken(_basis, cells.get("basis", ""))
    if wrongs:
        return None, wrongs
    note = " ".join(cells.get("note", "").split())
    return Checked(entry.id, as_at, start, breakdown, group, *numbers, source, basis, note, row), []


def _entry(text: str, counted: bool = False) -> Entry:
    if not text:
        raise Wrong("measure", "no measure is named; write its id, such as spend_residential")
    entry = catalogue().get(text)
    if entry is None:
        close = get_close_matches(text[:80], catalogue(), n=3, cutoff=0.5)
        meant = f"did you mean {' or '.join(close)}" if close else "the catalogue of measures lists all"
        raise Wrong("measure", f"there is no measure “{short(text)}”; {meant}")
    if not entry.is_recorded and not counted:
        raise Wrong(
            "measure",
            f"{entry.id} is counted from the children's own records ({entry.fed_by}), so it is not recorded; take the row out",
        )
    return entry


def _day(column: str, text: str, today: date) -> date:
    if not text:
        raise Wrong(column, f"{column} is empty; write the day as {today.year - 1}-03-31")
    iso, british = _ISO.fullmatch(text), _BRITISH.fullmatch(text)
    try:
        if iso:
            day = date(int(iso[1]), int(iso[2]), int(iso[3]))
        elif british:
            day = date(int(british[3]), int(british[2]), int(british[1]))
        else:
            raise Wrong(
                column,
                f"{column} is “{short(text)}”, which is no day; write it as 2025-03-31 or 31/03/2025",
            )
    except Wrong:
        raise
    except ValueError:
        raise Wrong(column, f"{column} is “{short(text)}”, which is not in the calendar") from None
    if day > today:
        raise Wrong(
            column,
            f"{column} is {day.isoformat()}, which has not come yet; today is {today.isoformat()}",
        )
    if day < EARLIEST:
        raise Wrong(column, f"{column} is {day.isoformat()}; days from {EARLIEST.isoformat()} on are allowed")
    return day


def _start(text: str, as_at: date | None, today: date) -> date | None:
    if not text:
        return None
    start = _day("period_start", text, today)
    if as_at is not None and start > as_at:
        raise Wrong(
            "period_start",
            f"period_start {start.isoformat()} is after as_at {as_at.isoformat()}; exchange them",
        )
    return start


def _group(entry: Entry, cells: Mapping[str, str]) -> tuple[str, str]:
    breakdown, group = cells.get("breakdown", ""), " ".join(cells.get("group", "").split())
    if not breakdown and not group:
        return "", ""
    if not breakdown or not group:
        raise Wrong(
            "group", "give both a breakdown and a group, or neither for the total; one of them is empty"
        )
    if breakdown not in entry.breakdowns:
        allowed = (
            f"its breakdowns are {', '.join(entry.breakdowns)}" if entry.breakdowns else "it has a total only"
        )
        raise Wrong("breakdown", f"{entry.id} is not broken down by “{short(breakdown)}”; {allowed}")
    known = BREAKDOWNS[breakdown].groups if breakdown in BREAKDOWNS else None
    if known is not None and group not in known:
        raise Wrong("group", f"{breakdown} has no group “{short(group)}”; its groups are {', '.join(known)}")
    if not _GROUP.fullmatch(group):
        raise Wrong(
            "group", f"the group “{short(group)}” is no plain name of 60 letters or fewer; write it shorter"
        )
    return breakdown, group


def _numbers(entry: Entry, cells: Mapping[str, str]) -> tuple[float | None, float | None, float | None]:
    """(numerator, denominator, value), agreeing with each other and allowed by the unit."""
    rule = rule_of(entry.unit)
    top, bottom = (_number(name, cells.get(name, "")) for name in ("numerator", "denominator"))
    typed = _grade(cells.get("value", "")) if entry.unit == "grade" else cells.get("value", "")
    value = _number("value", typed)
    if rule.times is None:
        return _without_parts(entry, rule, top, bottom, value)
    if (top is None) != (bottom is None):
        raise Wrong("denominator", "give both numerator and denominator, or neither; one of them is empty")
    if top is None:
        if value is None:
            raise Wrong("value", "value is empty; write it, or numerator and denominator")
        return None, None, _allowed(entry, rule, value)
    if rule.both_parts_whole and (top != int(top) or bottom != int(bottom) or top < 0 or bottom < 0):
        raise Wrong(
            "numerator",
            f"{_plain(top)} of {_plain(bottom)}: numerator and denominator are numbers counted, so whole and not below 0",
        )
    if bottom < 0:
        raise Wrong("denominator", f"denominator is {_plain(bottom)}; it is never below 0")
    if rule.high == 100 and top > bottom:
        raise Wrong(
            "numerator",
            f"numerator {_plain(top)} is more than denominator {_plain(bottom)}; a share is of those it is among",
        )
    if bottom == 0:
        if value is not None:
            raise Wrong("value", f"value is {_plain(value)} and denominator is 0; leave value empty")
        return float(top), 0.0, None
    quotient = Decimal(int(rule.times)) * top / bottom
    if value is not None and not agrees(value, quotient):
        raise Wrong(
            "value",
            f"value is {_plain(value)}, but {_times(rule)}{_plain(top)} / {_plain(bottom)} is {_plain(round(quotient, 4))}; "
            "correct one of them, or leave value empty",
        )
    return float(top), float(bottom), _allowed(entry, rule, quotient)


def _without_parts(
    entry: Entry, rule: Rule, top: Decimal | None, bottom: Decimal | None, value: Decimal | None
) -> tuple[float | None, float | None, float | None]:
    if bottom is not None:
        raise Wrong("denominator", f"{entry.id} is in {entry.unit} and has no denominator; leave it empty")
    if value is None and top is None:
        raise Wrong("value", "value is empty; write it")
    if value is not None and top is not None and value != top:
        raise Wrong(
            "value", f"value is {_plain(value)} and numerator is {_plain(top)}; they are the same here"
        )
    number = _allowed(entry, rule, value if value is not None else top)
    return number, None, number


def _allowed(entry: Entry, rule: Rule, value: Decimal) -> float:
    low, high = rule.low, rule.high
    if (low is not None and value < low) or (high is not None and value > high) or abs(value) >= MOST:
        if low is not None and high is not None:
            allowed = f"{low:,} to {high:,} is allowed"
        elif low is not None:
            allowed = f"it is never below {low:,}" if value < low else "that is too large to be true"
        else:
            allowed = "that is too large to be true"
        raise Wrong("value", f"value is {_plain(value)} ({entry.unit}); {allowed}")
    if rule.whole and value != int(value):
        raise Wrong("value", f"value is {_plain(value)}; {entry.unit} are counted in whole numbers")
    return float(value)


def agrees(value: Decimal, quotient: Decimal) -> bool:
    """Whether a value is the quotient, to as many decimals as it was written with."""
    written = Decimal(1).scaleb(min(value.as_tuple().exponent, 0))
    if written < Decimal("1e-9"):
        return abs(value - quotient) <= Decimal("1e-6")
    return value in (quotient.quantize(written, ROUND_HALF_UP), quotient.quantize(written, ROUND_HALF_EVEN))


def _number(column: str, text: str) -> Decimal | None:
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        raise Wrong(
            column,
            f"{column} is “{short(text)}”, which is no number; write digits alone, as 1204 or 93.5, without % or £",
        )
    return Decimal(text.replace(",", ""))


def _grade(text: str) -> str:
    """A grade may be written as its word."""
    words = {word.casefold(): str(number) for number, word in GRADES.items()}
    if text.casefold() in words:
        return words[text.casefold()]
    if text and text not in words.values():
        told = ", ".join(f"{number} {word}" for number, word in GRADES.items())
        raise Wrong("value", f"value is “{short(text)}”; a grade is one of {told}")
    return text


def _text(column: str, text: str) -> str:
    plain = " ".join(text.split())
    if not plain:
        raise Wrong(
            column, f"{column} is empty; say where the figure is from, such as “Outturn report, June 2025”"
        )
    if len(plain) > LONGEST_SOURCE:
        raise Wrong(column, f"{column} has {len(plain)} letters; {LONGEST_SOURCE} are allowed")
    return plain


def _basis(text: str) -> str:
    basis = text.casefold()
    if basis not in BASES:
        found = f"basis is “{short(text)}”" if text else "basis is empty"
        raise Wrong("basis", f"{found}; it is one of {', '.join(BASES)}")
    return basis


def _times(rule: Rule) -> str:
    return "" if rule.times == 1 else f"{rule.times:,.0f} x "


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
