"""A small trend without axes, drawn on the server: its words say what it shows to those who do not see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from sufficiency.service.ui.components.component import Component

WIDTH, HEIGHT, EDGE = 132, 34, 4


@dataclass
class Sparkline(Component):
    """``values`` in order of time, None where there is none (drawn as a gap); ``words`` tell the trend.

    ``others`` is the grey line of neighbours, over the same times. The scale spans what is drawn, since the
    line shows the shape of the change, not its size.
    """

    template: ClassVar[str] = "ui/sparkline.html"

    values: Sequence[float | None]
    words: str
    others: Sequence[float | None] = ()
    width: ClassVar[int] = WIDTH
    height: ClassVar[int] = HEIGHT

    def __str__(self) -> str:
        return self._drawn

    @cached_property
    def _drawn(self) -> str:
        """Drawn once: a page of all measures has a hundred, the same for all who read them."""
        return self.render()

    @property
    def line(self) -> str:
        return self._path(self.values)

    @property
    def others_line(self) -> str:
        return self._path(self.others)

    @property
    def last(self) -> tuple[str, str] | None:
        """Where the last known value is drawn, as (x, y)."""
        known = [place for place, value in enumerate(self.values) if value is not None]
        if not known:
            return None
        x, y = self._point(known[-1], self.values[known[-1]], len(self.values))
        return f"{x:.1f}", f"{y:.1f}"

    def _path(self, values: Sequence[float | None]) -> str:
        """An SVG path; a value alone between gaps is drawn as a dot would be, a line of no length."""
        steps, drawing = [], False
        for place, value in enumerate(values):
            if value is None:
                drawing = False
                continue
            x, y = self._point(place, value, len(values))
            alone = not drawing and (place + 1 == len(values) or values[place + 1] is None)
            steps.append(f"{'L' if drawing else 'M'}{x:.1f} {y:.1f}" + ("h0.01" if alone else ""))
            drawing = True
        return "".join(steps)

    def _point(self, place: int, value: float, times: int) -> tuple[float, float]:
        drawn = [one for one in (*self.values, *self.others) if one is not None]
        low, high = min(drawn), max(drawn)
        across = place / (times - 1) if times > 1 else 1
        up = (value - low) / (high - low) if high > low else 0.5
        return EDGE + across * (WIDTH - 2 * EDGE), HEIGHT - EDGE - up * (HEIGHT - 2 * EDGE)
