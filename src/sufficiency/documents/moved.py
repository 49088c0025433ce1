"""Which figures of a paper are another today: what was printed, what an edition gives now, and why as far as that is known.

    moved(paper.figures, source)

A paper keeps the figures it was published with. Returns are corrected later, rules are improved, values are recorded
anew; then its archive shows both numbers, the printed one first, and never changes the paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sufficiency.documents.document import Figure
from sufficiency.documents.figures import given, hidden_numbers
from sufficiency.documents.source import Source
from sufficiency.history import History
from sufficiency.measures import MEASURES, children_behind, said
from sufficiency.measures import recorded as recording
from sufficiency.measures.asked import UnknownMeasure
from sufficiency.measures.catalogue import catalogue
from sufficiency.measures.disclosure import HIDDEN_MARK

EarlierHistory = Callable[[str], History | None]


def not_kept(edition: str) -> None:
    """No earlier edition is at hand."""


@dataclass(frozen=True)
class Moved:
    """A figure as it was printed, the same one as it is `now` (None where it is given no more), and why in a sentence.

    `was` and `words` are the two values as people say them.
    """

    figure: Figure
    now: Figure | None
    was: str
    words: str
    reason: str

    @property
    def sentence(self) -> str:
        """ "Published 10.7%, now 11.0%: 3 children count now who did not before." """
        return f"Published {self.was}, now {self.words}: {self.reason}"


def moved(figures: Iterable[Figure], source: Source, earlier: EarlierHistory = not_kept) -> list[Moved]:
    """Those of the figures that the source gives otherwise, in their order, each once.

    `earlier` opens the history of an edition that is still kept, so that the children behind both figures can be set
    beside each other; without it the reason tells only that the edition is another one. In the public style a figure
    that is hidden on either side is told of without either value.
    """
    wanted = list({_key(one): one for one in figures if one.source != "published"}.values())
    now = _now(wanted, source)
    found = []
    for one in wanted:
        is_now = now.get(_key(one))
        if is_now is not None and _same(one, is_now):
            continue
        found.append(_moved(one, is_now, source, earlier))
    return found


def _key(one: Figure) -> tuple:
    return one.source, one.measure, one.day, one.breakdown, one.group


def _same(one: Figure, other: Figure) -> bool:
    """Whether what is printed is the same: a figure hidden on both sides is not looked into."""
    if one.hidden or other.hidden:
        return one.hidden == other.hidden
    if None in (one.value, other.value):
        return one.value == other.value
    return abs(one.value - other.value) < 1e-9


def _now(figures: Sequence[Figure], source: Source) -> dict[tuple, Figure]:
    counted = [one for one in figures if one.source == "counted" and one.measure in MEASURES]
    recorded = [one for one in figures if one.source == "recorded" and one.measure in catalogue()]
    return _counted_now(counted, source) | _recorded_now(recorded, source)


def _counted_now(figures: Sequence[Figure], source: Source) -> dict[tuple, Figure]:
    """Figures of one set of breakdowns together, so that small groups are hidden with those beside them."""
    if not figures:
        return {}
    days = sorted({one.day for one in figures})
    measures = sorted({one.measure for one in figures})
    breakdowns = sorted({one.breakdown for one in figures} - {""})
    table = given(source, days, measures, breakdowns)
    wanted = {_key(one): one for one in figures}
    found = {}
    for row in table.to_pylist():
        key = ("counted", row["measure"], row["as_at"], row["breakdown"], row["group"])
        if (was := wanted.get(key)) is not None:
            parts = {name: row[name] for name in ("value", "numerator", "denominator", "hidden")}
            found[key] = replace(was, edition=source.edition, words=_words(was.measure, **parts), **parts)
    return found


def _recorded_now(figures: Sequence[Figure], source: Source) -> dict[tuple, Figure]:
    measures = sorted({one.measure for one in figures})
    wanted = {_key(one): one for one in figures}
    numbers = list(source.recorded(measures)) if measures else []
    hidden = hidden_numbers(numbers) if source.public else frozenset()
    found = {}
    for place, number in enumerate(numbers):
        key = ("recorded", number.measure, number.as_at, number.breakdown, number.group)
        if (was := wanted.get(key)) is not None:
            at = place in hidden
            parts = {
                "value": None if at else number.value,
                "numerator": None if at else number.numerator,
                "denominator": None if at else number.denominator,
                "hidden": at,
            }
            found[key] = replace(was, words=_words(was.measure, **parts), **parts)
    return found


def _words(
    measure: str,
    value: float | None,
    numerator: float | None,
    denominator: float | None,
    hidden: bool,
) -> str:
    if hidden:
        return HIDDEN_MARK
    entry = catalogue()[measure]
    if entry.is_recorded:
        return recording.value_in_words(value, entry.unit, denominator)
    return "nobody to count" if value is None else said.value_with_unit(value, entry.unit, denominator)


def _moved(one: Figure, now: Figure | None, source: Source, earlier: EarlierHistory) -> Moved:
    secret = source.public and (one.hidden or now is None or now.hidden)
    was = "hidden" if one.hidden or (secret and now is not None) else one.words
    is_now = "not given" if now is None else "hidden" if now.hidden or secret else now.words
    return Moved(one, now, was, is_now, _reason(one, now, source, earlier))


def _reason(one: Figure, now: Figure | None, source: Source, earlier: EarlierHistory) -> str:
    if one.source == "recorded":
        return "the value was taken back." if now is None else "the value was recorded anew since."
    if now is None:
        return f"edition {source.edition} does not give it."
    if one.edition == source.edition:
        return "the same edition was worked out by newer rules, or by another population."
    plain = f"edition {source.edition} has been loaded since."
    history = earlier(one.edition) if not source.public else None
    if history is None:
        return plain
    return _children_between(one, history, source) or plain


def _children_between(one: Figure, history: History, source: Source) -> str:
    """How many children stand behind the figure in one edition and not in the other."""
    by, group = one.breakdown or None, one.group or None
    try:
        then, now = (_behind(some, one.measure, one.day, by, group) for some in (history, source.history))
    except (UnknownMeasure, ValueError):
        return ""
    told = [
        _more(
            len(now["counted"] - then["counted"]), "counts now and did not then", "count now and did not then"
        ),
        _more(
            len(then["counted"] - now["counted"]),
            "counted then and does not now",
            "counted then and do not now",
        ),
    ]
    if then["among"] != now["among"] and MEASURES[one.measure].has_parts:
        among = len(now["among"] - then["among"]), len(then["among"] - now["among"])
        told.append(f"{said.count(among[0])} came into those it is of and {said.count(among[1])} left them")
    told = [part for part in told if part]
    if not told:
        return f"the same children count in edition {source.edition}, with other days or numbers."
    return f"{'; '.join(told)}, in edition {source.edition}."


def _behind(
    history: History, measure: str, day: date, by: str | None, group: str | None
) -> dict[str, set[str]]:
    rows = children_behind(history, measure, day, by, group).to_pylist()
    return {
        "counted": {row["child"] for row in rows if row["in_numerator"]},
        "among": {row["child"] for row in rows},
    }


def _more(number: int, one: str, several: str) -> str:
    if not number:
        return ""
    return f"{said.count(number)} {'child' if number == 1 else 'children'} {one if number == 1 else several}"
