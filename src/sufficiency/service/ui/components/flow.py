"""Who went from where to where, as ribbons whose width is their number (a Sankey drawing), from left to right.

Drawn on the server as SVG for screens wide enough for its words; the same numbers follow as a table, which is all a
phone shows. The order of the ribbons given is kept on both sides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from sufficiency.service.ui.components.component import Component

WIDTH, TOP = 1140, 34
LEFT, RIGHT, BAR = 345, 728, 12  # where the two columns of bars stand, and how wide a bar is
HEIGHT = 420  # of all children together, gaps not counted
GAP, LINE = 8, 21  # between bars; a bar and its gap are never less than a line of words


@dataclass(frozen=True)
class Ribbon:
    """How many went from one state to another; ``kind`` chooses the colour."""

    before: str
    after: str
    number: int
    kind: str = "elsewhere"


@dataclass(frozen=True)
class Bar:
    """All who were in one state on one of the days."""

    name: str
    number: int
    top: float
    height: float

    @property
    def words_at(self) -> str:
        return f"{self.top + self.height / 2 + 5:.1f}"


@dataclass
class Flow(Component):
    """``before`` and ``after`` name the two days."""

    template: ClassVar[str] = "ui/flow.html"

    before: str
    after: str
    ribbons: Sequence[Ribbon]
    width: ClassVar[int] = WIDTH
    left: ClassVar[int] = LEFT
    right: ClassVar[int] = RIGHT
    bar: ClassVar[int] = BAR
    words_left: ClassVar[int] = LEFT - 8
    words_right: ClassVar[int] = RIGHT + BAR + 8

    @property
    def scale(self) -> float:
        """Pixels for a child."""
        return HEIGHT / max(sum(ribbon.number for ribbon in self.ribbons), 1)

    @property
    def lefts(self) -> list[Bar]:
        return self._bars([(ribbon.before, ribbon.number) for ribbon in self.ribbons])

    @property
    def rights(self) -> list[Bar]:
        return self._bars([(ribbon.after, ribbon.number) for ribbon in self._in_order_of_after])

    @property
    def height(self) -> int:
        ends = [bar.top + max(bar.height, LINE) for bar in (*self.lefts, *self.rights)]
        return round(max(ends, default=TOP)) + GAP

    @property
    def paths(self) -> list[tuple[Ribbon, str]]:
        """Each ribbon as an SVG path: it leaves its left bar and enters its right one below those before it."""
        at_left = {bar.name: bar.top for bar in self.lefts}
        at_right = {bar.name: bar.top for bar in self.rights}
        middle = (LEFT + BAR + RIGHT) / 2
        drawn = []
        for ribbon in self.ribbons:
            deep = ribbon.number * self.scale
            one, other = at_left[ribbon.before], at_right[ribbon.after]
            at_left[ribbon.before] += deep
            at_right[ribbon.after] += deep
            drawn.append(
                (
                    ribbon,
                    f"M{LEFT + BAR} {one:.1f}C{middle} {one:.1f} {middle} {other:.1f} {RIGHT} {other:.1f}"
                    f"V{other + deep:.1f}C{middle} {other + deep:.1f} {middle} {one + deep:.1f} {LEFT + BAR} {one + deep:.1f}Z",
                )
            )
        return drawn

    @property
    def _in_order_of_after(self) -> list[Ribbon]:
        """Homes first in the order the left side has them, then all other ends in the order they are met."""
        places = {
            name: place for place, name in enumerate(dict.fromkeys(ribbon.before for ribbon in self.ribbons))
        }
        return sorted(self.ribbons, key=lambda ribbon: places.get(ribbon.after, len(places)))

    def _bars(self, parts: Sequence[tuple[str, int]]) -> list[Bar]:
        numbers: dict[str, int] = {}
        for name, number in parts:
            numbers[name] = numbers.get(name, 0) + number
        bars, top = [], float(TOP)
        for name, number in numbers.items():
            height = number * self.scale
            bars.append(Bar(name, number, top, height))
            top += max(height + GAP, LINE)
        return bars
