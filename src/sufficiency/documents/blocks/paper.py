"""The paper while it is composed: its figures, its numbers of paragraphs, tables and charts so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sufficiency.documents.document import Bullets, Cell, Column, Figure, Note, Paragraph, Table
from sufficiency.documents.drafting import At, Drafted
from sufficiency.documents.figures import Figures
from sufficiency.documents.source import Source
from sufficiency.measures import said


@dataclass
class Paper:
    """What blocks write into. `figures` are those said so far."""

    source: Source
    asked: Figures
    figures: list[Figure] = field(default_factory=list)
    section: str = ""
    paragraphs: int = 0
    tables: int = 0
    drawings: int = 0

    def begin(self, section: str) -> None:
        """A section of level 1: its paragraphs are numbered after it."""
        self.section, self.paragraphs = section, 0

    @property
    def no_plan(self) -> str:
        """That no strategy is kept for the paper's day, as a sentence."""
        return (
            f"No sufficiency strategy that was in force on {said.day(self.source.as_at)} is kept for this authority, so the "
            "paper cannot tell of its actions."
        )

    def at(self, block: str) -> At:
        return At(block, self.source.edition)

    def keep(self, figures: Iterable[Figure]) -> None:
        """Figures that a block says, each once a block."""
        known = {_key(one) for one in self.figures}
        for one in figures:
            if _key(one) not in known:
                self.figures.append(one)
                known.add(_key(one))

    def number(self) -> str:
        """The next paragraph's number; nothing in a section without one."""
        if not self.section:
            return ""
        self.paragraphs += 1
        return f"{self.section}.{self.paragraphs}"

    def paragraph(self, text: str, block: str, drafted: bool = False) -> Paragraph:
        return Paragraph(text, block, self.number(), drafted)

    def drafted(self, one: Drafted, block: str) -> Paragraph:
        """A drafted sentence with its figures."""
        self.keep(one.figures)
        return self.paragraph(one.text, block, drafted=True)

    def bullets(self, items: Sequence[str], block: str, drafted: bool = False) -> Bullets:
        return Bullets(tuple(items), block, drafted)

    def note(self, text: str, block: str) -> Note:
        return Note(text, block)

    def table(
        self,
        caption: str,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Cell]],
        block: str,
        notes: Sequence[str] = (),
        source: str = "",
        across: bool = False,
    ) -> Table:
        self.tables += 1
        found = tuple(tuple(row) for row in rows)
        return Table(caption, tuple(columns), found, block, self.tables, tuple(notes), source, across)


def _key(one: Figure) -> tuple:
    return one.block, one.source, one.measure, one.day, one.breakdown, one.group
