"""Rows of a workbook made into a plan: what each names must be there. Knows no database."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from sufficiency.documents.plan import (
    Evidence,
    Indicator,
    Milestone,
    Note,
    Plan,
    PlannedAction,
    Priority,
    Rated,
    Rating,
    Statement,
)
from sufficiency.service.recorded.reading import short
from sufficiency.service.strategy.reading import Row, Sheets, read, value_of
from sufficiency.service.strategy.sheets import FIELDS, MANY, SHEETS

Part = TypeVar("Part")


class WrongCells(ValueError):
    """The workbook cannot be taken; ``sentences`` name each cell with what was found and what is allowed."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def plan_from(name: str, content: bytes, on: date) -> Plan:
    """The plan of a workbook. Raises Unusable where it is no such workbook, WrongCells with a sentence for each cell."""
    found = read(name, content)
    return build(found, on)


def build(sheets: Sheets, on: date) -> Plan:
    """The plan of the rows read. Raises WrongCells."""
    wrong = list(sheets.wrong)
    fields, success = _fields(sheets.rows["Strategy"], wrong)
    statements = _numbered(sheets.rows.get("I statements", ()), wrong, lambda row: Statement(row.get("number"), row.get("statement")))  # fmt: skip
    priorities = _numbered(
        sheets.rows.get("Priorities", ()),
        wrong,
        lambda row: Priority(
            row.get("number"), row.get("title"), row.get("words"), row.get("measures", ()) or ()
        ),
    )
    actions = _actions(sheets, {one.number for one in statements}, wrong)
    if wrong:
        raise WrongCells(wrong)
    return Plan(
        title=fields["title"],
        on=on,
        starts=fields["first day"],
        ends=fields["last day"],
        vision=fields.get("vision", ""),
        duty=fields.get("duty", ""),
        priorities=tuple(priorities),
        levers=tuple(row.get("lever") for row in sheets.rows.get("Levers", ())),
        success=tuple(success),
        actions=tuple(actions),
        statements=tuple(statements),
        priorities_called=fields.get("called", "priority"),
        draft=fields.get("draft") == "yes",
    )


def _fields(rows: Iterable[Row], wrong: list[str]) -> tuple[dict[str, object], list[str]]:
    """The fields of the strategy by name, and its success statements."""
    fields: dict[str, object] = {}
    success: list[str] = []
    for row in rows:
        name, value = row.get("field"), row.get("value", None)
        if name is None:
            continue  # told of already
        if name not in FIELDS:
            wrong.append(f"{row.at('field')} holds “{short(str(name))}”; choose one of {', '.join(FIELDS)}.")
        elif value is None or value == "":
            continue  # an empty field is as one left out
        elif name == MANY:
            success.append(_value(row, name, value, wrong))
        elif name in fields:
            wrong.append(f"{row.at('field')} names {name} a second time. Take one out.")
        else:
            fields[name] = _value(row, name, value, wrong)
    wrong += [f"Sheet Strategy has no {name}; {one.meaning[:1].lower()}{one.meaning[1:]} is needed." for name, one in FIELDS.items() if one.needed and name not in fields]  # fmt: skip
    starts, ends = fields.get("first day"), fields.get("last day")
    if isinstance(starts, date) and isinstance(ends, date) and ends <= starts:
        wrong.append(f"Sheet Strategy: the last day, {ends.isoformat()}, is not later than the first, {starts.isoformat()}.")  # fmt: skip
    return fields, [one for one in success if one]


class _Typed:
    """A value of the sheet Strategy as a cell, to be read by the rules of its own field."""

    data_type = "n"
    number_format = ""

    def __init__(self, value: object) -> None:
        self.value = value


def _value(row: Row, name: str, value: object, wrong: list[str]) -> object:
    try:
        return value_of(_Typed(value), FIELDS[name])
    except ValueError as problem:
        wrong.append(f"{row.at('value')}, {name}, {problem}.")
        return None


def _numbered(rows: Iterable[Row], wrong: list[str], make: Callable[[Row], Part]) -> list[Part]:
    """Things with a number of their own, in the order of their numbers."""
    found: dict[int, Part] = {}
    for row in rows:
        number = row.get("number", None)
        if number is None:
            continue
        if number in found:
            wrong.append(f"{row.at('number')} holds {number}, which stands above already. Take one out.")
        found[number] = make(row)
    return [found[number] for number in sorted(found)]


def _actions(sheets: Sheets, statements: set[int], wrong: list[str]) -> list[PlannedAction]:
    rows: dict[str, Row] = {}
    for row in sheets.rows.get("Actions", ()):
        number = row.get("number", None)
        if number is None:
            continue
        if number in rows:
            wrong.append(f"{row.at('number')} holds {short(number)}, which stands above already. Give each action its own number.")  # fmt: skip
        rows[number] = row
        unknown = [one for one in row.get("I statements", ()) or () if one not in statements]
        if unknown:
            wrong.append(f"{row.at('I statements')} names {unknown[0]}, which is not in the sheet I statements. Add it there, or take it out.")  # fmt: skip
    parts = {
        name: _by_action(sheets.rows.get(name, ()), rows, make, wrong)
        for name, make in (
            ("Milestones", _milestone),
            ("Indicators", lambda row: _indicator(row, wrong)),
            ("Ratings", _rated),
            ("Notes", _note),
            ("Evidence", _evidence),
        )
    }
    return [
        PlannedAction(
            number=number,
            key_area=row.get("key area"),
            focus=row.get("focus"),
            milestones=tuple(parts["Milestones"].get(number, ())),
            indicators=tuple(parts["Indicators"].get(number, ())),
            lead=row.get("lead officer"),
            statements=row.get("I statements", ()) or (),
            financial_implication=row.get("financial implication"),
            resources=row.get("resources"),
            risks=row.get("risks"),
            ratings=_newest_first(parts["Ratings"].get(number, ())),
            notes=_newest_first(parts["Notes"].get(number, ())),
            evidence=_newest_first(parts["Evidence"].get(number, ())),
            lead_account=row.get("account"),
        )
        for number, row in rows.items()
    ]


def _by_action(
    rows: Iterable[Row], actions: dict[str, Row], make: Callable[[Row], Part], wrong: list[str]
) -> dict[str, list[Part]]:
    """What belongs to each action, in the order of the rows."""
    found: dict[str, list[Part]] = {}
    for row in rows:
        number = row.get("action", None)
        if number is None:
            continue
        if number not in actions:
            wrong.append(f"{row.at('action')} names action {short(number)}, which is not in the sheet Actions. Add it there, or correct the number.")  # fmt: skip
            continue
        if any(value is None for value in row.cells.values()) or _is_short(row):
            continue  # a cell of it is told of already
        found.setdefault(number, []).append(make(row))
    return found


def _is_short(row: Row) -> bool:
    return any(one.needed and one.title not in row.cells for one in SHEETS[row.sheet])


def _milestone(row: Row) -> Milestone:
    return Milestone(
        row.get("milestone"), row.get("due", None), row.get("due in words"), row.get("done", None)
    )


def _indicator(row: Row, wrong: list[str]) -> Indicator:
    made = Indicator(
        row.get("indicator"),
        row.get("measure"),
        row.get("baseline", None),
        row.get("baseline day", None),
        row.get("target", None),
        row.get("target day", None),
    )
    if (made.baseline is None) != (made.baseline_on is None):
        wrong.append(f"{row.at('baseline')} and its day go together. Give both, or neither.")
    if made.target is None and made.target_on is not None:
        wrong.append(
            f"{row.at('target')} is empty, and there is a day for it. Give the target, or take the day out."
        )
    if made.baseline_on and made.target_on and made.target_on <= made.baseline_on:
        wrong.append(f"{row.at('target day')} holds {made.target_on.isoformat()}, which is not later than the baseline's day.")  # fmt: skip
    return made


def _rated(row: Row) -> Rated:
    proposed = row.get("proposed") or Rating.NOT_RATED
    return Rated(
        Rating(row.get("rating")),
        row.get("day"),
        row.get("reason"),
        row.get("by"),
        Rating(proposed),
        row.get("because"),
    )


def _note(row: Row) -> Note:
    return Note(row.get("day"), row.get("note"), row.get("by"))


def _evidence(row: Row) -> Evidence:
    return Evidence(row.get("day"), row.get("evidence"), row.get("by"), row.get("link"))


def _newest_first(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Of two of one day the upper row is the newer."""
    return tuple(sorted(parts, key=lambda one: one.on, reverse=True))
