"""A figure as a line of the position page, or as a card: value, how many, change in words, trend, target, RAG."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from sufficiency.service.ui.components.component import Component
from sufficiency.service.ui.components.sparkline import Sparkline

ARROWS = {"up": "↑", "down": "↓", "same": "→", "none": ""}


@dataclass
class Figure(Component):
    """One figure. Shown alone it is a card; within ``Figures`` it is a line.

    ``value``       in words with its unit ("14.0%", "512", "c", "not known")
    ``of``          "72 of 512", or nothing for a plain count
    ``change``      (direction, words) of ``ui.words.change``; ``clear`` False says "no clear change" instead
    ``good``        which way is good: "high", "low" or "neither"; told in words beside the arrow, never by colour alone
    ``rag``         (word, GOV.UK tag colour), such as ("At risk", "yellow"), or None
    ``target``, ``comparison``  short texts, or nothing
    ``known``       False where ``value`` is the reason why there is none ("not loaded"), ``value_href`` what is missing
    ``hint``        explains a term a councillor would not know
    """

    template: ClassVar[str] = "ui/figure_card.html"

    title: str
    value: str
    href: str = ""
    of: str = ""
    change: tuple[str, str] = ("none", "")
    good: str = "neither"
    clear: bool = True
    rag: tuple[str, str] | None = None
    target: str = ""
    comparison: str = ""
    hint: str = ""
    trend: Sparkline | None = None
    known: bool = True
    value_href: str = ""

    @property
    def arrow(self) -> str:
        return ARROWS[self.change[0]] if self.clear else ""

    @property
    def change_in_words(self) -> str:
        direction, words = self.change
        if not self.clear and direction in ("up", "down"):
            return f"no clear change ({words})"
        return words

    @property
    def verdict(self) -> str:
        """ "better", "worse" or nothing: what the change means where a measure has a good direction."""
        direction = self.change[0]
        if not self.clear or self.good == "neither" or direction not in ("up", "down"):
            return ""
        return "better" if (direction == "up") == (self.good == "high") else "worse"


@dataclass
class Figures(Component):
    """A theme: its heading and its figures, one line each."""

    template: ClassVar[str] = "ui/figures.html"

    heading: str
    figures: Sequence[Figure]
    empty: str = "No figures for this theme in this edition."
