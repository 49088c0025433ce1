"""Charts declared once as Vega-Lite, with Altair: drawn in the page by scripts, and in papers by vl-convert.

Ours is the strong line, neighbours and England are greys with direct labels, a target is dashed and named; what is not
known is a gap. Counts are drawn from zero; rates on a labelled range. Colours are told apart in grey print by weight
and dashes.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from sufficiency.measures.said import day, unit_in_header, value_with_unit

VEGA_LITE = "6.4"  # the version the declarations are of
PIXELS = 2.5  # for each point of a picture in a document, so that print is sharp
FONT = "Arial, 'Liberation Sans', 'Helvetica Neue', Helvetica, system-ui, sans-serif"
MOST_POINTS = 40  # of a line on which each point is marked
HEIGHT = 300
PLOT = HEIGHT - 62  # what the title and the axis leave to the lines
LABEL_GAP = 17  # pixels between direct labels
INK, QUIET, GRID = "#0b0c0c", "#484d52", "#dfe2e5"
FROM_ZERO = {"children", "incidents", "events", "count", "reviews", "orders", "days"}


@dataclass(frozen=True)
class Line:
    """How a kind of series is drawn."""

    colour: str
    width: float
    dash: tuple[int, ...]
    points: bool = False
    text: str = "#484d52"  # of its name, dark enough to read
    size: int = 26  # of its points
    shape: str = "circle"

    @property
    def is_marks(self) -> bool:
        """Points alone, told of in words below the chart and not named at its edge."""
        return not self.width


LINES = {
    "ours": Line("#12436d", 3, (1, 0), points=True, text="#12436d"),
    "other": Line("#6b7278", 2, (1, 0)),
    "second": Line("#8d949a", 2, (6, 3)),
    "target": Line("#801650", 2, (2, 4), text="#801650"),
    "signal": Line("#801650", 0, (1, 0), points=True, size=150, shape="diamond"),
}


@dataclass(frozen=True)
class Series:
    """A line: its name, (day, value or None) in order of time, and its kind: ours, other, second, target or signal.

    ``of`` gives the denominators beside the values where there are some, for the words that appear on a point.
    """

    name: str
    points: Sequence[tuple[date, float | None]]
    kind: str = "ours"
    of: Sequence[float | None] = ()


def line_spec(
    y: str, unit: str, series: Sequence[Series], band: Sequence[tuple[date, float, float]] = ()
) -> dict[str, Any]:
    """A line over time for each series. ``y`` names what is counted; ``unit`` is the measure's.

    ``band`` is an interval around ours as (day, low, high). Raises ValueError for a kind of series it has not.
    """
    unknown = [one.kind for one in series if one.kind not in LINES]
    if unknown:
        raise ValueError(f"'{unknown[0]}' is no kind of line; use one of {', '.join(LINES)}.")
    known = [value for one in series for _, value in one.points if value is not None]
    known += [edge for _, low, high in band for edge in (low, high)]
    return _line_spec(y, unit, series, band, _domain(known, unit))


def svg(spec: dict[str, Any], width: int = 680) -> str:
    """The chart drawn without a browser. The first call takes about a second."""
    return _svg(json.dumps({**spec, "width": width}))


def png(spec: dict[str, Any], width: int = 680) -> bytes:
    """The chart as a picture, ``width`` points wide, on white."""
    return _png(json.dumps({**spec, "width": width, "background": "white"}))


@lru_cache(maxsize=64)  # a paper is written in several forms
def _svg(spec: str) -> str:
    import vl_convert

    return vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE)


@lru_cache(maxsize=32)
def _png(spec: str) -> bytes:
    import vl_convert

    return vl_convert.vegalite_to_png(spec, vl_version=VEGA_LITE, scale=PIXELS)


def _line_spec(y, unit, series, band, domain) -> dict[str, Any]:
    """The chart of these series: how it is drawn, and the data of each layer."""
    days = sorted({when for one in series for when, _ in one.points})
    drawn = tuple((one.name, one.kind, len(one.points) <= MOST_POINTS) for one in series)
    title = y if unit in ("children", "incidents", "count") else f"{y} ({unit_in_header(unit)})"
    spec = _with_axes(_drawing(drawn, bool(band)), title, domain, _ticks(days))
    spec["usermeta"] = {"labels": len(spec["layer"]) - 1}
    spec["datasets"] = _rows(series, unit, band, domain)
    return spec


@lru_cache(maxsize=256)
def _drawing(lines: tuple[tuple[str, str, bool], ...], has_band: bool) -> dict[str, Any]:
    """How a chart is drawn, without its data and the ends of its axes: Altair takes longer to say it than a page takes
    for all else, and charts of the same lines are drawn alike. ``lines`` are (name, kind, whether points may be
    shown)."""
    import altair as alt

    axis = alt.Axis(grid=False, labelOverlap=True, labelFlush=True)
    x = alt.X("day:T", title=None, scale=alt.Scale(type="utc"), axis=axis)
    height = alt.Y(
        "value:Q",
        title=None,
        scale=alt.Scale(nice=False, zero=False),
        axis=alt.Axis(tickCount=5, format=",~f", title=None),
    )
    layers = [_band_layer(alt, x, height)] if has_band else []
    layers += [_line_layer(alt, x, height, *line, place) for place, line in reversed(list(enumerate(lines)))]
    layers.append(_label_layer(alt, x, height))
    chart = alt.layer(*layers).properties(
        width="container",
        height=HEIGHT,
        autosize=alt.AutoSizeParams(type="fit", contains="padding"),
        title=alt.TitleParams("", anchor="start", fontSize=14, fontWeight="normal", color=QUIET, offset=10),
    )
    return chart.configure(**_look()).to_dict(validate=False)


def _with_axes(
    drawing: dict[str, Any], title: str, domain: tuple[float, float], ticks: dict[str, Any]
) -> dict[str, Any]:
    """The drawing with its title, the range of its values and the days that are told; the one given is kept as it is."""
    layers = []
    for layer in drawing["layer"]:
        x, y = layer["encoding"]["x"], layer["encoding"]["y"]
        x = {**x, "axis": {**x["axis"], **ticks}}
        y = {**y, "scale": {**y["scale"], "domain": list(domain)}}
        layers.append({**layer, "encoding": {**layer["encoding"], "x": x, "y": y}})
    return {**drawing, "title": {**drawing["title"], "text": title}, "layer": layers}


def _rows(series, unit, band, domain) -> dict[str, list[dict[str, Any]]]:
    """The data of each layer by its name."""
    rows = {f"line {place}": _line_rows(one, unit) for place, one in enumerate(series)}
    rows["labels"] = _label_rows(series, domain)
    if band:
        known = {when: (low, high) for when, low, high in band}
        days = sorted({when for one in series for when, _ in one.points} | set(known))
        rows["band"] = [
            {
                "day": when.isoformat(),
                "value": known.get(when, (None,))[0],
                "high": known.get(when, (None,))[-1],
            }
            for when in days
        ]
    return rows


def _line_rows(one: Series, unit: str) -> list[dict[str, Any]]:
    of = list(one.of) or [None] * len(one.points)
    return [
        {
            "day": when.isoformat(),
            "value": value,
            "words": f"{one.name}, {day(when)}: {value_with_unit(value, unit, denominator)}",
        }
        for (when, value), denominator in zip(one.points, of, strict=True)
    ]


def _line_layer(alt, x, y, name: str, kind: str, few: bool, place: int):
    look = LINES[kind]
    line = alt.Chart(alt.NamedData(name=f"line {place}")).mark_line(
        color=look.colour,
        strokeWidth=look.width,
        strokeDash=list(look.dash),
        strokeCap="round",
        point={"filled": True, "size": look.size, "shape": look.shape, "color": look.colour}
        if look.points and (few or look.is_marks)
        else False,
        description=name,
    )
    return line.encode(x=x, y=y, tooltip=alt.Tooltip("words:N", title=" "))


def _band_layer(alt, x, y):
    area = alt.Chart(alt.NamedData(name="band")).mark_area(color=LINES["ours"].colour, opacity=0.16)
    return area.encode(x=x, y=y, y2="high:Q")


def _label_layer(alt, x, y):
    text = alt.Chart(alt.NamedData(name="labels"))
    text = text.mark_text(align="left", dx=9, baseline="middle", fontSize=14, clip=False)
    return text.encode(x=x, y=y, text="name:N", color=alt.Color("colour:N", scale=None, legend=None))


def _label_rows(series, domain) -> list[dict[str, Any]]:
    """Each line's name at its right end, moved apart where they would lie on each other."""
    ends = []
    for one in series:
        known = [(when, value) for when, value in one.points if value is not None]
        if known and not LINES[one.kind].is_marks:
            ends.append((*known[-1], one))
    places = _apart([value for _, value, _ in ends], LABEL_GAP * (domain[1] - domain[0]) / PLOT, domain)
    latest = max((when for when, _, _ in ends), default=None)
    return [
        {"day": latest.isoformat(), "value": place, "name": one.name, "colour": LINES[one.kind].text}
        for place, (_, _, one) in zip(places, ends, strict=True)
    ]


def _apart(values: Sequence[float], gap: float, domain: tuple[float, float]) -> list[float]:
    """The values moved up or down so that neighbours are at least ``gap`` apart, inside the domain."""
    order = sorted(range(len(values)), key=lambda place: values[place])
    placed = list(values)
    for before, after in zip(order, order[1:], strict=False):
        placed[after] = max(placed[after], placed[before] + gap)
    over = max((placed[place] for place in order), default=domain[0]) - domain[1]
    if over > 0:
        placed[order[-1]] = domain[1]
        for after, before in zip(reversed(order), list(reversed(order))[1:], strict=False):
            placed[before] = min(placed[before], placed[after] - gap)
    return placed


def _domain(known: Sequence[float], unit: str) -> tuple[float, float]:
    """The range of the axis: from zero for counts and days, else around the values; nice round ends."""
    if not known:
        return (0, 1)
    low, high = min(known), max(known)
    if unit in FROM_ZERO or low < 0.35 * high:
        low = min(low, 0)
    spread = (high - low) or abs(high) or 1
    if low != 0:
        low, high = low - 0.25 * spread, high + 0.15 * spread
    if high == low:  # all of them nought
        high = low + 1
    step = _nice_step((high - low) / 5)
    low, high = math.floor(low / step) * step, math.ceil(high / step) * step
    if unit == "percent":
        low, high = max(low, 0), min(high, 100) if max(known) <= 100 else high
    return (round(max(low, 0) if min(known) >= 0 else low, 10), round(high, 10))


def _nice_step(rough: float) -> float:
    size = 10 ** math.floor(math.log10(rough))
    return next(one * size for one in (1, 2, 5, 10) if one * size >= rough * 0.999)


def _ticks(days: Sequence[date]) -> dict[str, Any]:
    """Where days are told on the axis: yearly figures at their own days, monthly ones at about six months."""
    own = sorted(set(days))
    if 1 < len(own) <= 15 and all(
        (after - before).days > 300 for before, after in zip(own, own[1:], strict=False)
    ):
        return {"values": [when.isoformat() for when in own], "format": "%b %Y"}
    long = bool(own) and (own[-1] - own[0]).days > 8 * 366
    return {"tickCount": 6, "format": "%Y" if long else "%b %Y"}


@cache
def _look() -> dict[str, Any]:
    axis = {
        "labelFont": FONT,
        "titleFont": FONT,
        "labelFontSize": 13,
        "labelColor": QUIET,
        "domainColor": "#b1b4b6",
    }
    return {
        "font": FONT,
        "background": "transparent",
        "view": {"stroke": None},
        "axis": {**axis, "gridColor": GRID, "tickColor": "#b1b4b6"},
        "axisY": {"domain": False, "ticks": False, "labelPadding": 6},
        "text": {"font": FONT},
        "title": {"font": FONT},
    }
