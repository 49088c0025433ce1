"""What an author composes: an outline of sections, each of blocks, and each block a small declaration.

    python -c "
    from sufficiency.documents.outline import Outline, Section, Sentence, Words
    outline = Outline(title='Sufficiency update', sections=(
        Section(key='where-children-live', title='Where children live', blocks=(
            Words(key='opening', text='Most children live with foster carers.'),
            Sentence(key='foster', measure='foster_pct'),
        )),
    ))
    assert Outline.from_json(outline.to_json()) == outline
    "

A block says what is wanted, never a number: `composing.compose` asks the figures of it. Only words that a person wrote
may name numbers, and they keep the figures they rest on, so that it can be told when one of them moves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from sufficiency.documents.document import Figure, Row
from sufficiency.documents.plan import Rating
from sufficiency.documents.written import (
    Line,
    Long,
    Name,
    NotReadable,
    Text,
    Whole,
    as_json,
    from_json,
    shown,
)
from sufficiency.measures.asked import UnknownMeasure
from sufficiency.measures.catalogue import catalogue, entry_asked
from sufficiency.vocabulary.groups import BREAKDOWNS

MOST_BLOCKS = 400
MOST_FIGURES = 60  # that one block may ask for
MOST_OUTLINE_BYTES = 1_000_000


class _MeasureId:
    """An id of the catalogue: counted, or a recorded series."""

    def read(self, given: Any, where: str) -> str:
        if not isinstance(given, str):
            raise NotReadable(f"{where} must be the id of a measure; found {shown(given)}.")
        try:
            return entry_asked(given).id
        except UnknownMeasure as unknown:
            raise NotReadable(
                f"{where}: {shown(given)} is no measure. {_meant(str(unknown))}".strip()
            ) from None


class _CountedId(_MeasureId):
    """An id of a measure that is counted from children's records."""

    def read(self, given: Any, where: str) -> str:
        found = super().read(given, where)
        if catalogue()[found].is_recorded:
            raise NotReadable(
                f"{where}: {found} is a recorded series; a measure that is counted is needed here."
            )
        return found


class _BreakdownId:
    """A breakdown, or nothing."""

    def read(self, given: Any, where: str) -> str:
        if given != "" and given not in BREAKDOWNS:
            raise NotReadable(f"{where} must be one of {', '.join(BREAKDOWNS)}; found {shown(given)}.")
        return given


def _meant(sentence: str) -> str:
    _known, found, meant = sentence.partition("Did you mean ")
    return f"{found}{meant}"


MeasureId = Annotated[str, _MeasureId()]
CountedId = Annotated[str, _CountedId()]
BreakdownId = Annotated[str, _BreakdownId()]


@dataclass(frozen=True)
class Words:
    """Words a person wrote: paragraphs parted by empty lines. Nothing in them is markup.

    `rests_on` are the figures they name, as they were when the words were written; `moved.moved` tells when one moves.
    `numbered` paragraphs get a number of the paper.
    """

    kind: ClassVar[str] = "words"

    key: Name
    text: Long
    rests_on: tuple[Figure, ...] = ()
    numbered: bool = True


@dataclass(frozen=True)
class Bullets:
    """A list, with a line that leads into it or none."""

    kind: ClassVar[str] = "bullets"

    key: Name
    items: tuple[Annotated[str, Text(most=4_000, lines=True)], ...]
    opening: Long = ""
    rests_on: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Sentence:
    """A figure in a sentence drafted by rule: what it is, how it changed, and how it stands beside others.

    With a `breakdown` and a `group` it is of that group alone. `meaning` is a person's sentence to stand after it.
    """

    kind: ClassVar[str] = "sentence"

    key: Name
    measure: MeasureId
    breakdown: BreakdownId = ""
    group: Line = ""
    meaning: Long = ""


@dataclass(frozen=True)
class Changes:
    """Which of several measures changed by more than chance, in a list drafted by rule, and that the others did not."""

    kind: ClassVar[str] = "changes"

    key: Name
    measures: tuple[CountedId, ...]
    most: Annotated[int, Whole(1, 20)] = 6


@dataclass(frozen=True)
class Concerns:
    """Which of several measures want attention: worse by more than chance, off target, or among the last quarter of the
    authorities; each with the actions of the plan that are to move it. At most so many, in the order given."""

    kind: ClassVar[str] = "concerns"

    key: Name
    measures: tuple[CountedId, ...]
    most: Annotated[int, Whole(1, 20)] = 8


@dataclass(frozen=True)
class Comparison:
    """The comparison table of counted measures: now, a year before, a baseline, England, neighbours, rank, target."""

    kind: ClassVar[str] = "comparison"

    key: Name
    measures: tuple[CountedId, ...]
    caption: Line = ""


@dataclass(frozen=True)
class Chart:
    """A measure over time: `stretch` months or years up to the paper's day, with the lines asked for beside it.

    An empty `title` is drafted from the figures, so that it says what the chart shows. A recorded series is drawn
    from the days it was recorded for.
    """

    kind: ClassVar[str] = "chart"

    key: Name
    measure: MeasureId
    every: Literal["month", "year"] = "month"
    stretch: Annotated[int, Whole(2, 120)] = 24
    lines: tuple[Literal["england", "neighbours", "target"], ...] = ("england", "neighbours", "target")
    title: Line = ""


@dataclass(frozen=True)
class Expected:
    """What a measure would be in three, six and twelve months if they are like those behind them, as a range, with how
    often such a range held before. It is no plan and no target."""

    kind: ClassVar[str] = "expected"

    key: Name
    measure: CountedId
    title: Line = ""


@dataclass(frozen=True)
class Groups:
    """A table of a measure by groups, now and a year before, with a sentence on the largest group."""

    kind: ClassVar[str] = "groups"

    key: Name
    measure: CountedId
    breakdown: BreakdownId
    caption: Line = ""


@dataclass(frozen=True)
class Recorded:
    """A table of recorded series: the latest value up to the paper's day, the one before it, and where it is from."""

    kind: ClassVar[str] = "recorded"

    key: Name
    measures: tuple[MeasureId, ...]
    caption: Line = ""


@dataclass(frozen=True)
class PlanTable:
    """The action plan by rating or by key area. `whole`: with focus, milestones, indicators, lead and I statements, as
    a strategy prints it; else one line for each action. `ratings` and `key_areas` narrow it; empty is all."""

    kind: ClassVar[str] = "plan"

    key: Name
    by: Literal["rating", "key-area"] = "key-area"
    whole: bool = False
    ratings: tuple[Rating, ...] = ()
    key_areas: tuple[Line, ...] = ()
    caption: Line = ""


@dataclass(frozen=True)
class Strategy:
    """What the strategy says of itself: one part of it, as kept with the plan."""

    kind: ClassVar[str] = "strategy"

    key: Name
    part: Literal["vision", "duty", "priorities", "levers", "success", "measures", "risks", "money"]


@dataclass(frozen=True)
class Challenge:
    """A report on one measure: chart, analysis of progress, activity to deliver, actions for the next quarter.

    The analysis is drafted from the figures; activity and actions from the plan's actions that are to move the measure.
    What a person writes stands before what is drafted, or with `own_only` in its place.
    """

    kind: ClassVar[str] = "challenge"

    key: Name
    measure: MeasureId
    expectation: Long = ""
    analysis: tuple[Long, ...] = ()
    activity: tuple[Long, ...] = ()
    next_quarter: tuple[Long, ...] = ()
    own_only: bool = False
    rests_on: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Part:
    """One challenge and the measures it is reported by."""

    title: Line
    measures: tuple[MeasureId, ...]


@dataclass(frozen=True)
class Challenges:
    """Challenges one by one, with a report on each of their measures, after a table of them all. They are the plan's where
    it is a plan of challenges; else the `parts` given, in their order."""

    kind: ClassVar[str] = "challenges"

    key: Name
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Statements:
    """The I statements, what young people answered to them, and the actions that are to serve them."""

    kind: ClassVar[str] = "statements"

    key: Name
    with_actions: bool = True


@dataclass(frozen=True)
class Evaluated:
    """A row of a self-evaluation. `know` are a person's words, after which figures of `measures` are drafted; where `how` or
    `next` is empty it is drafted from where the figures come from, and from what the plan says is to be done."""

    know: Long = ""
    measures: tuple[MeasureId, ...] = ()
    how: Long = ""
    next: Long = ""
    rests_on: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class SelfEvaluation:
    """What do we know, how do we know, what next: a table of three columns."""

    kind: ClassVar[str] = "self-evaluation"

    key: Name
    rows: tuple[Evaluated, ...]
    caption: Line = ""


@dataclass(frozen=True)
class Told:
    """What another part of the work has to tell, such as contract monitoring or decisions of a panel; where it has
    nothing, the paper says so. `of` is its name, `called` how a sentence calls it ("contract monitoring")."""

    kind: ClassVar[str] = "told"

    key: Name
    of: Name
    called: Line


@dataclass(frozen=True)
class Consulted:
    """Who was asked, whether comments were sought and whether they are in the paper."""

    who: Line
    sought: Line
    included: Line


@dataclass(frozen=True)
class AuditTrail:
    """The table at the end of a paper: lead officer, author, version, key decision, and who was consulted."""

    kind: ClassVar[str] = "audit-trail"

    key: Name
    rows: tuple[Row, ...] = ()
    consulted: tuple[Consulted, ...] = ()


Block = (
    Words
    | Bullets
    | Sentence
    | Changes
    | Concerns
    | Comparison
    | Chart
    | Expected
    | Groups
    | Recorded
    | PlanTable
    | Strategy
    | Challenge
    | Challenges
    | Statements
    | SelfEvaluation
    | Told
    | AuditTrail
)


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it. `level` 2 is a part of the section before it."""

    key: Name
    title: Annotated[str, Text(most=200, least=1)]
    blocks: tuple[Block, ...] = ()
    level: Annotated[int, Whole(1, 2)] = 1
    numbered: bool = True


@dataclass(frozen=True)
class Outline:
    """A paper as its author has it. `front` are the lines above it (committee, date, classification, author, wards); those
    that the data give are added when it is composed. `template` is the name of the one it began from, or nothing."""

    title: Annotated[str, Text(most=200, least=1)]
    sections: tuple[Section, ...]
    front: tuple[Row, ...] = ()
    template: Line = ""

    def __post_init__(self) -> None:
        sections = [section.key for section in self.sections]
        blocks = [block.key for block in self.blocks()]
        for keys, what in ((sections, "sections"), (blocks, "blocks")):
            twice = next((key for key in keys if keys.count(key) > 1), None)
            if twice is not None:
                raise NotReadable(f"Two {what} have the key “{twice}”: each needs its own.")
        if len(blocks) > MOST_BLOCKS:
            raise NotReadable(f"The outline has {len(blocks):,} blocks; at most {MOST_BLOCKS} are allowed.")
        for block in self.blocks():
            _fits(block)

    def blocks(self) -> Iterator[Block]:
        for section in self.sections:
            yield from section.blocks

    def measures(self) -> tuple[str, ...]:
        """The ids of all measures its blocks name, each once."""
        named: dict[str, None] = {}
        for block in self.blocks():
            several = getattr(block, "measures", ()) or (getattr(block, "measure", ""),)
            parts = (*getattr(block, "rows", ()), *getattr(block, "parts", ()))
            rows = [one for part in parts for one in getattr(part, "measures", ())]
            named |= dict.fromkeys(one for one in (*several, *rows) if one)
        return tuple(named)

    def to_json(self) -> str:
        return as_json(self)

    @classmethod
    def from_json(cls, text: str | bytes) -> Outline:
        """The outline that `to_json` wrote, or that somebody sent. Raises NotReadable with a sentence."""
        if len(text) > MOST_OUTLINE_BYTES:
            raise NotReadable(
                f"The outline is larger than {MOST_OUTLINE_BYTES // 1_000_000} megabyte, more than is read."
            )
        return from_json(cls, text, "The outline")


def _fits(block: Block) -> None:
    """That a block asks for a breakdown its measure has, for a group of it, and for no more figures than may be."""
    where = f"Block “{block.key}”"
    if len(getattr(block, "measures", ())) > MOST_FIGURES:
        raise NotReadable(f"{where} names more than {MOST_FIGURES} measures.")
    breakdown = getattr(block, "breakdown", "")
    if isinstance(block, Groups) and not breakdown:
        raise NotReadable(f"{where} does not say by which breakdown.")
    if not breakdown:
        if getattr(block, "group", ""):
            raise NotReadable(f"{where} names a group without its breakdown.")
        return
    entry = entry_asked(block.measure)
    if entry.is_recorded or breakdown not in entry.measure.breakdowns:
        raise NotReadable(f"{where}: {block.measure} is not told by {breakdown}.")
    group = getattr(block, "group", None)
    if group is not None and group not in BREAKDOWNS[breakdown].groups:
        groups = ", ".join(BREAKDOWNS[breakdown].groups)
        raise NotReadable(f"{where}: {breakdown} has no group {shown(group)}. There are {groups}.")
