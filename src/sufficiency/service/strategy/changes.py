"""What a workbook would change of a plan that is kept: the plan as it would be, and each change in words. Knows no
database.

Nothing that was said of an action is ever taken out by a workbook: ratings, notes and evidence are written once, and
what the workbook has more of them is added. An action that the workbook does not have stays as it is, and so does an
I statement that such an action serves or that children have answered.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from sufficiency.documents.plan import Plan, PlannedAction, Statement
from sufficiency.measures import said

Part = TypeVar("Part")

STRATEGY = {
    "title": "title", "first day": "starts", "last day": "ends", "vision": "vision", "duty": "duty",
    "called": "priorities_called", "draft": "draft",
}  # fmt: skip
PRIORITY = {"title": "title", "words": "words", "measures": "measures"}
ACTION = {
    "key area": "key_area", "focus": "focus", "lead officer": "lead", "account": "lead_account",
    "I statements": "statements", "financial implication": "financial_implication", "resources": "resources",
    "risks": "risks",
}  # fmt: skip
MILESTONE = {"milestone": "words", "due": "due", "due in words": "due_words", "done": "done"}
INDICATOR = {
    "indicator": "words", "measure": "measure", "baseline": "baseline", "baseline day": "baseline_on",
    "target": "target", "target day": "target_on",
}  # fmt: skip
HISTORY = {"ratings": "Rating", "notes": "Note", "evidence": "Evidence"}
ALIKE = 0.6  # of the words of two texts
MOST_COMPARED = 400  # pairs of texts, so that no workbook keeps the server busy
NOT_IN_WORKBOOK = (
    "It is not in the workbook. Loading deletes no action, since what was said of it would be lost; "
    "change it on its page."
)
SERVED = "It is not in the workbook, but an action that stays serves it."
ANSWERED = "It is not in the workbook, but children have answered it."
WRITTEN_ONCE = "Not in the workbook. What was said of an action is written once and stays."


class Did(StrEnum):
    """What becomes of something."""

    ADDED = "added"
    CHANGED = "changed"
    TAKEN_OUT = "taken out"
    LEFT = "left as it is"


@dataclass(frozen=True)
class Change:
    """One change: of what, of which field of it, what it was and what it would be. ``why`` of what is left."""

    did: Did
    what: str
    field: str = ""
    was: str = ""
    now: str = ""
    why: str = ""

    @property
    def sentence(self) -> str:
        """ "Action 4.2, lead officer: “Head of care” becomes “Head of placements”"."""
        if self.did is Did.LEFT:
            told = f"{self.what}, {_quoted(self.was)}" if self.was else self.what
            return f"{told}: {self.did}. {self.why}"
        if self.did is Did.CHANGED:
            return f"{self.what}, {self.field}: {_quoted(self.was)} becomes {_quoted(self.now)}"
        words = self.now or self.was
        return f"{self.what}: {self.did}" + (f", {_quoted(words)}" if words else "")


def as_written(plan: Plan) -> Plan:
    """A plan without what a workbook does not hold: the day it is looked at, what is overdue, what children answered."""
    return replace(
        plan,
        on=date.max,
        statements=tuple(replace(one, heard=()) for one in plan.statements),
        actions=tuple(replace(one, overdue=False) for one in plan.actions),
    )


def as_it_would_be(held: Plan, sent: Plan) -> Plan:
    """The plan after loading: what the workbook says, and what no workbook takes out."""
    kept = {one.number: one for one in held.actions}
    actions = [_with_history(kept[one.number], one) if one.number in kept else one for one in sent.actions]
    _put_those_left(actions, held.actions)
    statements = {one.number: one for one in sent.statements}
    statements |= {one.number: one for one, _why in _statements_left(held, sent)}
    return as_written(
        replace(
            sent,
            actions=tuple(actions),
            statements=tuple(statements[number] for number in sorted(statements)),
        )
    )


def _put_those_left(actions: list[PlannedAction], held: Sequence[PlannedAction]) -> None:
    """Each action that was not sent stays behind the one that it stood behind."""
    for place, one in enumerate(held):
        numbers = [action.number for action in actions]
        if one.number not in numbers:
            at = numbers.index(held[place - 1].number) + 1 if place else 0
            actions.insert(at, one)


def changes_between(held: Plan, sent: Plan) -> list[Change]:
    """Each change that loading makes, and what it leaves although the workbook does not have it."""
    would_be, was = as_it_would_be(held, sent), as_written(held)
    found = [
        *_fields("Strategy", was, would_be, STRATEGY),
        *_lines("Success", was.success, would_be.success),
        *_lines("Lever", was.levers, would_be.levers),
        *_numbered(held.priorities_called.capitalize(), was.priorities, would_be.priorities, PRIORITY),
        *_numbered("I statement", was.statements, would_be.statements, {"statement": "words"}),
        *_actions(was, would_be),
    ]
    found += [
        Change(Did.LEFT, f"I statement {one.number}", why=why) for one, why in _statements_left(held, sent)
    ]
    return [*found, *_actions_left(was, as_written(sent))]


def paired(
    held: Sequence[Part], sent: Sequence[Part], key: Callable[[Part], str]
) -> tuple[list[int | None], list[int]]:
    """(for each part that is sent the place of the one it was, None for a new one; the places of those taken out).

    The same parts first, then those of one ``key``, then those whose words are nearly the same, put otherwise.
    """
    free, was = list(range(len(held))), [None] * len(sent)

    def nearly(one: Part, other: Part) -> bool:
        return _alike(key(one), key(other))

    for same in (lambda one, other: one == other, lambda one, other: key(one) == key(other), nearly):
        if same is nearly and len(free) * was.count(None) > MOST_COMPARED:
            break
        for place, one in enumerate(sent):
            if was[place] is None:
                found = next((at for at in free if same(held[at], one)), None)
                if found is not None:
                    was[place] = found
                    free.remove(found)
    return was, free


def _alike(one: str, other: str) -> bool:
    """Whether words are the same put otherwise, rather than others."""
    these, those = set(one.casefold().split()), set(other.casefold().split())
    return 2 * len(these & those) >= ALIKE * (len(these) + len(those))


def more_of(held: Sequence[Part], sent: Sequence[Part]) -> list[Part]:
    """What is sent and not held, each as often as it is there more often, in its order."""
    more = Counter(sent) - Counter(held)
    found = []
    for one in sent:
        if more[one]:
            more[one] -= 1
            found.append(one)
    return found


def _with_history(held: PlannedAction, sent: PlannedAction) -> PlannedAction:
    """Of two of one day what comes from the workbook is the newer."""
    told = {}
    for name in HISTORY:
        was = getattr(held, name)
        both = [*more_of(was, getattr(sent, name)), *was]
        told[name] = tuple(sorted(both, key=lambda one: one.on, reverse=True))
    return replace(sent, **told)


def _statements_left(held: Plan, sent: Plan) -> list[tuple[Statement, str]]:
    there, numbers = {one.number for one in sent.actions}, {one.number for one in sent.statements}
    served = {number for one in held.actions if one.number not in there for number in one.statements}
    return [
        (one, SERVED if one.number in served else ANSWERED)
        for one in held.statements
        if one.number not in numbers and (one.number in served or one.heard)
    ]


def _fields(what: str, was: object, now: object, fields: Mapping[str, str]) -> Iterator[Change]:
    for title, name in fields.items():
        before, after = getattr(was, name), getattr(now, name)
        if before != after:
            yield Change(Did.CHANGED, what, title, _told(before), _told(after))


def _lines(what: str, was: Sequence[str], now: Sequence[str]) -> Iterator[Change]:
    yield from (Change(Did.ADDED, what, now=one) for one in more_of(was, now))
    yield from (Change(Did.TAKEN_OUT, what, was=one) for one in more_of(now, was))
    if was != now and Counter(was) == Counter(now):
        yield Change(Did.CHANGED, what, "order", "; ".join(was), "; ".join(now))


def _numbered(what: str, was: Sequence, now: Sequence, fields: Mapping[str, str]) -> Iterator[Change]:
    """Things with a number of their own."""
    before, after = ({one.number: one for one in many} for many in (was, now))
    for number, one in after.items():
        if number in before:
            yield from _fields(f"{what} {number}", before[number], one, fields)
        else:
            yield Change(Did.ADDED, f"{what} {number}", now=_name(one))
    yield from (
        Change(Did.TAKEN_OUT, f"{what} {number}", was=_name(one))
        for number, one in before.items()
        if number not in after
    )


def _name(one: object) -> str:
    return getattr(one, "title", "") or one.words


def _actions(was: Plan, now: Plan) -> Iterator[Change]:
    before = {one.number: one for one in was.actions}
    for one in now.actions:
        if one.number in before:
            yield from _action(before[one.number], one)
        else:
            yield Change(Did.ADDED, f"Action {one.number}", now=f"{one.focus} ({_parts_in_words(one)})")
    new = [one.number for one in now.actions if one.number in before]
    if new != list(before):
        yield Change(Did.CHANGED, "Actions", "order", ", ".join(before), ", ".join(new))


def _action(was: PlannedAction, now: PlannedAction) -> Iterator[Change]:
    yield from _fields(f"Action {now.number}", was, now, ACTION)
    of = f"of action {now.number}"
    yield from _parts(f"Milestone {of}", was.milestones, now.milestones, MILESTONE)
    yield from _parts(f"Indicator {of}", was.indicators, now.indicators, INDICATOR)
    for name, noun in HISTORY.items():
        for one in more_of(getattr(was, name), getattr(now, name)):
            yield Change(Did.ADDED, f"{noun} {of}", now=_said(one))


def _parts(what: str, was: Sequence, now: Sequence, fields: Mapping[str, str]) -> Iterator[Change]:
    pairs, gone = paired(was, now, by_words)
    for one, at in zip(now, pairs, strict=True):
        if at is None:
            yield Change(Did.ADDED, what, now=one.words)
        else:
            yield from _fields(f"{what}, {_quoted(was[at].words)}", was[at], one, fields)
    yield from (Change(Did.TAKEN_OUT, what, was=was[at].words) for at in gone)
    places = [at for at in pairs if at is not None]
    if places != sorted(places):
        yield Change(
            Did.CHANGED,
            what,
            "order",
            "; ".join(one.words for one in was),
            "; ".join(one.words for one in now),
        )


def by_words(part: Any) -> str:
    """By what a milestone or an indicator is known from one workbook to the next."""
    return part.words


def _actions_left(was: Plan, sent: Plan) -> Iterator[Change]:
    there = {one.number: one for one in sent.actions}
    for one in was.actions:
        if one.number not in there:
            yield Change(Did.LEFT, f"Action {one.number}", was=one.focus, why=NOT_IN_WORKBOOK)
            continue
        for name, noun in HISTORY.items():
            for kept in more_of(getattr(there[one.number], name), getattr(one, name)):
                yield Change(Did.LEFT, f"{noun} of action {one.number}", was=_said(kept), why=WRITTEN_ONCE)


def _parts_in_words(one: PlannedAction) -> str:
    counted = [(len(one.milestones), "milestone"), (len(one.indicators), "indicator")]
    return ", ".join(f"{number} {noun}{'' if number == 1 else 's'}" for number, noun in counted)


def _said(one: Any) -> str:
    """A rating, note or piece of evidence in a few words."""
    words = f"{one.rating.value}: {one.reason}" if hasattr(one, "rating") else one.words
    return f"{said.day(one.on)}, {one.by}: {words}"


def _told(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return said.day(value)
    if isinstance(value, float | int):
        return f"{value:.12g}"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _quoted(text: str) -> str:
    return f"“{text}”" if text else "nothing"


def makes_any(changes: Iterable[Change]) -> bool:
    """Whether anything would be another than it is."""
    return any(one.did is not Did.LEFT for one in changes)
