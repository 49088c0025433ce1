"""The same figure for each group of a breakdown, side by side on one scale, with the numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from sufficiency.service.ui.components.component import Component

WIDTH, HEIGHT, EDGE = 220, 64, 5


@dataclass(frozen=True)
class Panel:
    """One group: its ``title``, latest ``value`` and ``of`` in words, and ``values`` over time (None is a gap)."""

    title: str
    value: str
    values: Sequence[float | None]
    of: str = ""
    href: str = ""
    words: str = ""


@dataclass
class Multiples(Component):
    """``title`` is the answer in a sentence; all panels share one scale from zero, told in ``scale``."""

    template: ClassVar[str] = "ui/multiples.html"

    title: str
    panels: Sequence[Panel]
    scale: str = ""
    width: ClassVar[int] = WIDTH
    height: ClassVar[int] = HEIGHT

    @property
    def drawn(self) -> list[tuple[Panel, str]]:
        """(panel, path of its line)."""
        top = (
            max((value for panel in self.panels for value in panel.values if value is not None), default=0)
            or 1
        )
        return [(panel, _path(panel.values, top)) for panel in self.panels]


def _path(values: Sequence[float | None], top: float) -> str:
    steps, drawing = [], False
    for place, value in enumerate(values):
        if value is None:
            drawing = False
            continue
        across = place / (len(values) - 1) if len(values) > 1 else 0.5
        x, y = EDGE + across * (WIDTH - 2 * EDGE), HEIGHT - EDGE - value / top * (HEIGHT - 2 * EDGE)
        alone = not drawing and (place + 1 == len(values) or values[place + 1] is None)
        steps.append(f"{'L' if drawing else 'M'}{x:.1f} {y:.1f}" + ("h0.01" if alone else ""))
        drawing = True
    return "".join(steps)
