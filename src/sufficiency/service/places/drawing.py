"""The map: outlines of authorities around the one that matters, shaded by how many children are placed there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from sufficiency.measures.areas import Ring, names, outlines
from sufficiency.service.ui.components.component import Component

WIDTH, HEIGHT = 720, 560
AROUND = 0.9  # of the own area's size, on each side of it
LEAST = 0.5  # degrees of latitude, about 35 miles: how much a map shows at least from side to side
NOBODY, HIDDEN = "none", "hidden"
STEPS = ((5, "some", "Up to 5"), (20, "few", "6 to 20"), (50, "more", "21 to 50"), (10**9, "most", "Over 50"))


@dataclass(frozen=True)
class Shape:
    """One area as it is drawn; `told` is its name and number in words."""

    path: str
    shade: str
    told: str
    own: bool


@dataclass
class AreaMap(Component):
    """Children by area (None where the number is hidden), around `own`, an ONS code, or the area with the most."""

    template: ClassVar[str] = "places/map.html"
    width: ClassVar[int] = WIDTH
    height: ClassVar[int] = HEIGHT

    counts: Mapping[str, int | None]
    own: str | None

    @property
    def middle(self) -> str | None:
        """The area the map is drawn around; never one whose number is hidden, which would tell of it."""
        if self.own in outlines():
            return self.own
        shown = {area: number for area, number in self.counts.items() if number and area in outlines()}
        return max(shown, key=lambda area: (shown[area], area), default=None)

    @property
    def name(self) -> str:
        return names()[self.middle] if self.middle else "England"

    @property
    def legend(self) -> list[tuple[str, str]]:
        """The shades that are drawn, lightest first, with their words."""
        drawn = {shape.shade for shape in self.shapes}
        words = [(NOBODY, "None"), *((shade, words) for _, shade, words in STEPS), (HIDDEN, "Hidden: small, or beside a small number")]  # fmt: skip
        return [one for one in words if one[0] in drawn]

    @property
    def shapes(self) -> list[Shape]:
        """The areas that the frame touches; the own one last, so that its edge lies over its neighbours'."""
        left, top, scale = self._frame
        right, bottom = left + WIDTH / scale, top + HEIGHT / scale
        drawn = []
        for code, rings in outlines().items():
            inside = [ring for ring in rings if _touches(ring, left, top, right, bottom)]
            if inside:
                number = self.counts.get(code, 0)
                path = "".join(_path(ring, left, top, scale) for ring in inside)
                drawn.append(
                    Shape(path, _shade(number), f"{names()[code]}: {_words(number)}", code == self.own)
                )
        return sorted(drawn, key=lambda shape: shape.own)

    @property
    def _frame(self) -> tuple[float, float, float]:
        """Left, top, and pixels for a degree."""
        codes = [self.middle] if self.middle else list(outlines())
        points = [point for code in codes for ring in outlines()[code] for point in ring]
        lefts, tops = [x for x, _ in points], [y for _, y in points]
        wide, high = max(lefts) - min(lefts), max(tops) - min(tops)
        around = 2 * AROUND if self.middle else 0.04
        scale = min(
            WIDTH / max(wide * (1 + around), LEAST),
            HEIGHT / max(high * (1 + around), LEAST * HEIGHT / WIDTH),
        )
        across, down = (max(lefts) + min(lefts)) / 2, (max(tops) + min(tops)) / 2
        return across - WIDTH / scale / 2, down - HEIGHT / scale / 2, scale


def _touches(ring: Ring, left: float, top: float, right: float, bottom: float) -> bool:
    lefts, tops = [x for x, _ in ring], [y for _, y in ring]
    return max(lefts) >= left and min(lefts) <= right and max(tops) >= top and min(tops) <= bottom


def _path(ring: Ring, left: float, top: float, scale: float) -> str:
    """The ring in pixels, without points that fall on the one before."""
    points: list[tuple[int, int]] = []
    for x, y in ring:
        point = round((x - left) * scale), round((y - top) * scale)
        if not points or point != points[-1]:
            points.append(point)
    return "M" + "L".join(f"{x} {y}" for x, y in points) + "Z"


def _shade(number: int | None) -> str:
    if number is None:
        return HIDDEN
    return next(shade for most, shade, _ in STEPS if number <= most) if number else NOBODY


def _words(number: int | None) -> str:
    return "number hidden" if number is None else f"{number}"
