"""The workbook of a plan: its sheets, their columns, and what each holds. Reading, writing and the sheet that explains
how to fill it in follow this one declaration. Knows no database."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sufficiency.documents.plan import Rating

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)
MOST = 1e12  # of a baseline or target
SHORT, LONG, LONGEST = 200, 2_000, 6_000  # letters; as the database has them
GIVEN = tuple(one.value for one in Rating if one is not Rating.NOT_RATED)

_FORMULA = re.compile(r"^[\s\ufeff]*[=+@\t＝＋＠]")
_NO_TEXT = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_")  # a workbook's own way to write a character by its number


class Kind(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    WHOLE = "whole number"
    WHOLES = "whole numbers, with commas between"
    MEASURES = "ids of measures, with commas between"
    MEASURE = "the id of a measure"
    CHOICE = "one of a list"


@dataclass(frozen=True)
class Column:
    """A column: its heading, what it holds, and whether it may be left empty."""

    title: str
    meaning: str
    kind: Kind = Kind.TEXT
    needed: bool = False
    most: int = LONG
    choices: tuple[str, ...] = ()
    width: int = 20


FIELD = Column("field", "What the row tells of", Kind.CHOICE, needed=True, choices=(), width=24)
ACTION = Column("action", "The number of the action, as in the sheet Actions", needed=True, most=12, width=9)
_DAY = Column("day", "The day it tells of, as 2025-03-31", Kind.DAY, needed=True, width=12)
_BY = Column("by", "Who wrote it", needed=True, most=SHORT, width=24)

# The rows of the sheet Strategy: a field and its value. Success has a row for each statement.
FIELDS: dict[str, Column] = {
    one.title: one
    for one in (
        Column("title", "What the strategy is called", needed=True, most=SHORT),
        Column("first day", "The first day of its period, as 2025-04-01", Kind.DAY, needed=True),
        Column("last day", "The last day of its period", Kind.DAY, needed=True),
        Column("vision", "What it is for", most=LONGEST),
        Column("duty", "The law it answers", most=LONGEST),
        Column(
            "called",
            "Whether it has priorities or challenges",
            Kind.CHOICE,
            choices=("priority", "challenge"),
        ),
        Column("draft", "yes: it is not in force", Kind.CHOICE, choices=("yes", "no")),
        Column("success", "What it looks like when it worked; a row for each"),
    )
}
MANY = "success"

SHEETS: dict[str, tuple[Column, ...]] = {
    "Strategy": (FIELD, Column("value", "Its value", most=LONGEST, width=100)),
    "Priorities": (
        Column("number", "1, 2, 3…", Kind.WHOLE, needed=True, width=9),
        Column("title", "The priority or challenge", needed=True, most=SHORT, width=44),
        Column("words", "What it means", width=60),
        Column("measures", "Those reported under it: ids as in the sheet Measures, with commas between", Kind.MEASURES, most=LONGEST, width=50),
    ),
    "Levers": (Column("lever", "What can be pulled on; a row for each", needed=True, width=100),),
    "I statements": (
        Column("number", "1, 2, 3…", Kind.WHOLE, needed=True, width=9),
        Column("statement", "What a child or young person should be able to say", needed=True, width=100),
    ),
    "Actions": (
        Column("number", "As people say it, such as 4.2", needed=True, most=12, width=9),
        Column("key area", "Actions with the same words here stand together", needed=True, most=SHORT, width=28),
        Column("focus", "What is done, for whom", needed=True, width=60),
        Column("lead officer", "The post, rather than a name", most=300, width=30),
        Column("account", "The username of the lead officer, if there is one here", most=100, width=16),
        Column("I statements", "The numbers of those it serves, with commas between", Kind.WHOLES, width=16),
        Column("financial implication", "What it costs and saves", width=40),
        Column("resources", "Who does it, with what", width=30),
        Column("risks", "What may go wrong", width=40),
    ),
    "Milestones": (
        ACTION,
        Column("milestone", "What is to be done", needed=True, width=70),
        Column("due", "By when, as 2025-09-30", Kind.DAY, width=12),
        Column("due in words", "Where there is no day, such as each quarter", most=SHORT, width=20),
        Column("done", "The day it was done", Kind.DAY, width=12),
    ),
    "Indicators": (
        ACTION,
        Column("indicator", "What it is to move, in words", needed=True, width=60),
        Column("measure", "The measure's id, as in the sheet Measures; empty where none of them says it", Kind.MEASURE, most=80, width=30),
        Column("baseline", "Its value at the beginning, in the measure's unit", Kind.NUMBER, width=12),
        Column("baseline day", "The day of the baseline", Kind.DAY, width=13),
        Column("target", "The value it is to reach", Kind.NUMBER, width=12),
        Column("target day", "By when", Kind.DAY, width=12),
    ),
    "Ratings": (
        ACTION,
        _DAY,
        Column("rating", f"One of {', '.join(GIVEN)}", Kind.CHOICE, needed=True, choices=GIVEN, width=12),
        Column("reason", "Why", needed=True, width=70),
        _BY,
        Column("proposed", "What the rule proposed that day, if it is known", Kind.CHOICE, choices=tuple(Rating), width=12),
        Column("because", "Why the rule proposed it", most=LONGEST, width=50),
    ),
    "Notes": (ACTION, _DAY, Column("note", "How the action comes along", needed=True, most=LONGEST, width=90), _BY),
    "Evidence": (
        ACTION,
        _DAY,
        Column("evidence", "What shows it", needed=True, width=60),
        Column("link", "Where it is", most=500, width=50),
        _BY,
    ),
}  # fmt: skip
EXPLAINING = ("How to fill in", "Measures")


def kept_value(value: float) -> float:
    """A baseline or target as it is kept: with twelve digits, which a spreadsheet keeps as well."""
    return float(f"{value:.12g}") + 0.0  # never minus nought


def wrong_with_text(text: str) -> str:
    """What keeps a text out of the plan, as the end of a sentence; empty where nothing does. A plan can be taken out as
    a workbook and put back, so it holds nothing that a spreadsheet would run or could not keep."""
    if _FORMULA.match(text):
        return f"begins with “{text.lstrip()[:1] or ' '}”, which a spreadsheet runs as a formula; begin with a word"
    if _NO_TEXT.search(text):
        return "holds a character that no text has; type it again"
    if _ESCAPED.search(text):
        return "holds a mark like _x0041_, which a spreadsheet reads as another letter; write it otherwise"
    return ""
