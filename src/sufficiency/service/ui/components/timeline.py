"""A child's life in care from left to right: bands of homes and legal statuses over one line of years.

Drawn on the server as SVG in percentages of its width, so that it fits a phone without shrinking its words; the
same stays follow as a table.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from sufficiency.service.ui.components.component import Component
from sufficiency.service.ui.components.table import Column, Table
from sufficiency.service.ui.words import day

# Kinds with a colour of their own; any other is drawn as "other".
KINDS = (
    "foster", "family", "children-home", "residential", "independent", "parents", "adoption", "secure", "temporary",
    "care-order", "interim", "section-20", "placement-order", "remand", "other",
)  # fmt: skip
BAND_HEIGHT, BAND_GAP, HEAD = 34, 40, 26
MARKS_HEIGHT = 24
FULL_WIDTH = 1000  # pixels on a laptop, to judge which words fit
PHONE_WIDTH = 290
LETTER = 7.4


@dataclass(frozen=True)
class Span:
    """One stay or status: from ``start`` to ``end`` (the day it ended; None while it lasts)."""

    start: date
    end: date | None
    label: str
    kind: str = "other"
    note: str = ""


@dataclass(frozen=True)
class Band:
    """A line of spans with its title ("Homes", "Legal status")."""

    title: str
    spans: Sequence[Span]


@dataclass(frozen=True)
class Mark:
    """A day that matters: a review, an order, a time missing."""

    date: date
    label: str


@dataclass(frozen=True)
class Piece:
    """A span as drawn: percentages from the left, pixels from the top."""

    span: Span
    number: int
    x: str
    width: str
    label: str
    fits_number: bool
    fits_number_on_phone: bool

    @property
    def kind(self) -> str:
        return self.span.kind if self.span.kind in KINDS else "other"


@dataclass
class Timeline(Component):
    """``title`` says whose life and when; ``start`` and ``end`` are the first and last day drawn."""

    template: ClassVar[str] = "ui/timeline.html"

    title: str
    start: date
    end: date
    bands: Sequence[Band]
    marks: Sequence[Mark] = field(default_factory=tuple)

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"A timeline ends after it starts: {self.start} to {self.end} does not.")

    @property
    def height(self) -> int:
        return HEAD + len(self.bands) * (BAND_HEIGHT + BAND_GAP - 8) + (MARKS_HEIGHT if self.marks else 0)

    @property
    def drawn(self) -> list[tuple[Band, int, int, list[Piece]]]:
        """(band, top of its title, top of its spans, pieces)."""
        bands = []
        for place, band in enumerate(self.bands):
            top = HEAD + place * (BAND_HEIGHT + BAND_GAP - 8)
            pieces = [self._piece(span, number) for number, span in enumerate(band.spans, 1)]
            bands.append((band, top + 16, top + 24, [piece for piece in pieces if piece]))
        return bands

    @property
    def ticks(self) -> list[tuple[str, str, bool, bool]]:
        """(x, year, told on a phone too, too near the right edge to stand beside its line), at most twelve years."""
        years = [year for year in range(self.start.year, self.end.year + 1) if date(year, 1, 1) >= self.start]
        step = -(-len(years) // 12) or 1
        chosen = years[::step]
        thin = -(-len(chosen) // 5) or 1
        edge = 0.12 * (self.end - self.start).days
        starts = [date(year, 1, 1) for year in chosen]
        return [
            (self._x(first), str(first.year), place % thin == 0, (self.end - first).days < edge)
            for place, first in enumerate(starts)
        ]

    @property
    def drawn_marks(self) -> list[tuple[str, Mark]]:
        return [(self._x(mark.date), mark) for mark in self.marks if self.start <= mark.date <= self.end]

    @property
    def key(self) -> list[tuple[str, str]]:
        """(kind, label) of everything drawn, each once, in the order of its first day."""
        spans = [span for band in self.bands for span in band.spans]
        return list(
            dict.fromkeys((span.kind if span.kind in KINDS else "other", span.label) for span in spans)
        )

    @property
    def marks_in_words(self) -> str:
        """What the days that matter are, each kind once: "Went missing, Placement order"."""
        return ", ".join(dict.fromkeys(mark.label for _x, mark in self.drawn_marks))

    @property
    def tables(self) -> list[Table]:
        """Every span in words, band by band."""
        columns = [
            Column("number", "No.", number=True),
            Column("from", "From"),
            Column("to", "To"),
            Column("what", "What"),
            Column("note", "How it changed"),
        ]
        return [
            Table(
                caption=band.title,
                columns=columns,
                rows=[
                    {
                        "number": number,
                        "from": day(span.start),
                        "to": day(span.end) or "still",
                        "what": span.label,
                        "note": span.note,
                    }
                    for number, span in enumerate(band.spans, 1)
                ],
                empty="Nothing recorded.",
            )
            for band in self.bands
        ]

    def _piece(self, span: Span, number: int) -> Piece | None:
        first, last = max(span.start, self.start), min(span.end or self.end, self.end)
        if last < first:
            return None
        share = max((last - first).days / (self.end - self.start).days, 0.0015)
        room = share * FULL_WIDTH - 12
        whole = f"{number} {span.label}"
        return Piece(
            span=span,
            number=number,
            x=self._x(first),
            width=f"{share * 100:.3f}%",
            label=whole if len(whole) * LETTER <= room else "",
            fits_number=room >= 8,
            fits_number_on_phone=share * PHONE_WIDTH >= 7 + 8 * len(str(number)),
        )

    def _x(self, when: date) -> str:
        return f"{(when - self.start).days / (self.end - self.start).days * 100:.3f}%"
