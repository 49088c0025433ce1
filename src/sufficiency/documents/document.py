"""What a composed paper is: plain records, the same for every form it is written in, and as JSON, so that it can be kept.

    python -c "
    from sufficiency.documents.document import Document
    kept = open('paper.json', encoding='utf-8').read()
    paper = Document.from_json(kept)
    print(paper.title, len(paper.figures), 'figures')
    "

Every number that the paper says is also one of its `figures`, with the measure, edition, day and group it is of: an
archive can follow it to its rows, and tell when a later edition gives another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Literal

from sufficiency.documents.written import Line, Long, Name, as_json, from_json
from sufficiency.measures.disclosure import Style

LANGUAGE = "en-GB"


@dataclass(frozen=True)
class Figure:
    """One number of a paper: what it is of, what it was, and the words it was said with.

    `measure` is an id of the catalogue; empty `breakdown` and `group` are the total. `value` is unrounded and None
    where there was nobody to count or where it is `hidden`, and so are its parts. `edition` is empty for a recorded
    series, which belongs to none; `source` says which of the three it is. `block` is the key of the block that says it.
    `as_published` marks one that keeps the numbers of an earlier publication, since the edition has a few children more
    or fewer.
    """

    measure: Line
    edition: Line
    day: date
    value: float | None
    words: Line
    block: Name
    breakdown: Line = ""
    group: Line = ""
    numerator: float | None = None
    denominator: float | None = None
    hidden: bool = False
    source: Literal["counted", "recorded", "published"] = "counted"
    as_published: bool = False


@dataclass(frozen=True)
class Row:
    """A line of the paper's front: "Date" and "9 July 2018"."""

    name: Line
    value: Long


@dataclass(frozen=True)
class Paragraph:
    """Words. `number` is what the paper numbers it ("2.3"), empty for one that stands without; `drafted` says that a
    rule wrote it from the data and no person has taken it over yet."""

    kind: ClassVar[str] = "paragraph"

    text: Long
    block: Name
    number: Line = ""
    drafted: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list. `drafted` as of a paragraph."""

    kind: ClassVar[str] = "bullets"

    items: tuple[Long, ...]
    block: Name
    drafted: bool = False


@dataclass(frozen=True)
class Subheading:
    """A heading inside a section, without a number of its own: "Analysis of progress"."""

    kind: ClassVar[str] = "subheading"

    text: Line
    block: Name
    level: Literal["2", "3", "4"] = "3"


@dataclass(frozen=True)
class Column:
    """A column of a table; one of numbers stands at the right."""

    title: Line
    numbers: bool = False


@dataclass(frozen=True)
class Cell:
    """What a cell says, and the number behind it for the workbook, where it is one and is not hidden.

    `tag` is the rating it shows ("green"), always beside its word.
    """

    text: Long
    value: float | None = None
    tag: Literal["", "red", "amber", "green", "blue", "grey"] = ""


@dataclass(frozen=True)
class Table:
    """A table with its caption and number ("Table 3"), 0 for one without. The first column heads its rows.

    `source` says what stands behind it: the measure, the edition, the definition; `notes` stand under it. `across` has so
    many words in so many columns that a printed page is turned for it.
    """

    kind: ClassVar[str] = "table"

    caption: Line
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    block: Name
    number: int = 0
    notes: tuple[Long, ...] = ()
    source: Long = ""
    across: bool = False


@dataclass(frozen=True)
class Drawing:
    """A chart: its Vega-Lite declaration, what it shows in one sentence (`alt`), and the table of its numbers."""

    kind: ClassVar[str] = "drawing"

    title: Line
    alt: Long
    spec: dict[str, Any]
    table: Table
    block: Name
    number: int = 0
    notes: tuple[Long, ...] = ()


@dataclass(frozen=True)
class Quote:
    """What somebody said, and who, as far as they may be told."""

    kind: ClassVar[str] = "quote"

    text: Long
    who: Line
    block: Name


@dataclass(frozen=True)
class Note:
    """What a reader must know to read something rightly; of what is not loaded, that it is not."""

    kind: ClassVar[str] = "note"

    text: Long
    block: Name


Said = Paragraph | Bullets | Subheading | Table | Drawing | Quote | Note


@dataclass(frozen=True)
class Section:
    """A section with its number ("2" or "2.1"; empty for one without) and all it says."""

    key: Name
    title: Line
    number: Line
    level: int
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Document:
    """A composed paper. `public` is whether small numbers are hidden in it; `attributions` name the sources of what
    others published."""

    template: Line
    title: Line
    authority: Line
    as_at: date
    edition: Line
    public: bool
    front: tuple[Row, ...]
    sections: tuple[Section, ...]
    figures: tuple[Figure, ...]
    attributions: tuple[Long, ...] = ()
    baseline: date | None = None

    @property
    def style(self) -> Style:
        return Style.PUBLIC if self.public else Style.LOCAL

    def said(self) -> Iterator[Said]:
        """All that the sections say, in order."""
        for section in self.sections:
            yield from section.said

    def tables(self) -> Iterator[Table]:
        """Every table and the table of every chart, in order."""
        for one in self.said():
            if isinstance(one, Table):
                yield one
            elif isinstance(one, Drawing):
                yield one.table

    def drawings(self) -> Iterator[Drawing]:
        return (one for one in self.said() if isinstance(one, Drawing))

    def to_json(self) -> str:
        return as_json(self)

    @classmethod
    def from_json(cls, text: str | bytes) -> Document:
        """The paper that `to_json` wrote. Raises NotReadable with a sentence."""
        return from_json(cls, text, "The paper")
