"""Groups compared as bars from zero, drawn into the table that says the same in figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from sufficiency.service.ui.components.component import Component


@dataclass(frozen=True)
class Bar:
    """One group: ``label``, its ``length`` on the common scale (None: nothing to draw), ``value`` and ``of`` in words."""

    label: str
    length: float | None
    value: str
    of: str = ""
    href: str = ""
    ours: bool = True


@dataclass
class Bars(Component):
    """``title`` is the answer in a sentence; ``group`` and ``unit`` head the columns; ``of_title`` the counts."""

    template: ClassVar[str] = "ui/bars.html"

    title: str
    group: str
    unit: str
    bars: Sequence[Bar]
    of_title: str = "Number"
    empty: str = "No group to compare in this edition."

    @property
    def drawn(self) -> list[tuple[Bar, str]]:
        """(bar, its length in per cent of the longest)."""
        longest = max((bar.length for bar in self.bars if bar.length is not None), default=0) or 1
        return [(bar, f"{(bar.length or 0) / longest * 100:.2f}%") for bar in self.bars]

    @property
    def with_counts(self) -> bool:
        return any(bar.of for bar in self.bars)
