"""A chart of indices around 1: a dot with its interval for each group, on an axis on which twice and half are as far.

Groups that differ clearly from 1 have a full dot in the strong colour, others a hollow one in grey, so that they are
told apart in grey print. What an interval has beyond the axis is cut at its end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sufficiency.documents.charts import FONT, GRID, LINES, QUIET

TICKS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50)
LEAST, MOST = TICKS[0], TICKS[-1]
ROW = 44  # pixels for each group
AROUND = 70  # for the axis and the words above it


@dataclass(frozen=True)
class Dot:
    """A group: its index and interval, and whether it differs clearly from 1; ``words`` appear on its dot."""

    name: str
    index: float
    low: float
    high: float
    clear: bool
    words: str


def index_spec(dots: Sequence[Dot], one: str, axis: str) -> dict[str, Any]:
    """The chart of these groups, from above down. ``one`` says what 1 means, ``axis`` what an index is."""
    low, high = _ends(dots)
    x = {
        "type": "quantitative",
        "scale": {"type": "log", "domain": [low, high], "nice": False},
        "axis": {
            "values": [tick for tick in TICKS if low <= tick <= high],
            "format": "~g",
            "title": axis,
            "titleFontWeight": "normal",
            "titlePadding": 8,
        },
    }
    y = {
        "field": "name",
        "type": "nominal",
        "sort": None,
        "title": None,
        "axis": {"grid": False, "domain": False, "ticks": False, "labelPadding": 10, "labelLimit": 180},
    }
    colour = {
        "condition": {"test": "datum.clear", "value": LINES["ours"].colour},
        "value": LINES["other"].colour,
    }
    words = {"field": "words", "type": "nominal", "title": " "}
    layers = [
        {
            "data": {"values": [{"at": 1, "words": one}]},
            "mark": {"type": "rule", "strokeDash": [4, 4], "strokeWidth": 2, "color": LINES["target"].colour},
            "encoding": {"x": {**x, "field": "at"}, "tooltip": words},
        },
        {
            "data": {"values": [{"at": 1, "words": one}]},
            "mark": {"type": "text", "y": -12, "fontSize": 13, "color": LINES["target"].text},
            "encoding": {"x": {**x, "field": "at"}, "text": {"field": "words"}},
        },
        {
            "data": {"name": "dots"},
            "mark": {"type": "rule", "strokeWidth": 3},
            "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "y": y, "color": colour, "tooltip": words},
        },
        {
            "data": {"name": "dots"},
            "mark": {"type": "point", "size": 130, "opacity": 1, "strokeWidth": 2.5},
            "encoding": {
                "x": {**x, "field": "index"},
                "y": y,
                "color": colour,
                "fill": {"condition": {"test": "datum.clear", "value": LINES["ours"].colour}, "value": "#ffffff"},
                "tooltip": words,
            },
        },
        {
            "data": {"name": "dots"},
            "mark": {"type": "text", "dy": -15, "fontSize": 13, "color": QUIET},
            "encoding": {"x": {**x, "field": "index"}, "y": y, "text": {"field": "told"}},
        },
    ]  # fmt: skip
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": "container",
        "height": ROW * len(dots) + AROUND,
        "padding": {"top": 24, "left": 5, "right": 5, "bottom": 5},
        "autosize": {"type": "fit", "contains": "padding"},
        "datasets": {"dots": [_row(dot, low, high) for dot in dots]},
        "layer": layers,
        "usermeta": {"labels": len(layers) - 1},
        "config": {
            "font": FONT,
            "background": "transparent",
            "view": {"stroke": None},
            "axis": {
                "labelFont": FONT,
                "titleFont": FONT,
                "labelFontSize": 13,
                "titleFontSize": 13,
                "labelColor": QUIET,
                "titleColor": QUIET,
                "gridColor": GRID,
                "tickColor": "#b1b4b6",
                "domainColor": "#b1b4b6",
            },
            "text": {"font": FONT},
        },
    }


def _row(dot: Dot, low: float, high: float) -> dict[str, Any]:
    def inside(value: float) -> float:
        return min(max(value, low), high)

    return {
        "name": dot.name,
        "index": inside(dot.index),
        "low": inside(dot.low),
        "high": inside(dot.high),
        "clear": dot.clear,
        "told": f"{dot.index:.2f}",
        "words": dot.words,
    }


def _ends(dots: Sequence[Dot]) -> tuple[float, float]:
    """The ends of the axis: ticks that have 1 and every interval between them, as far as there are ticks."""
    least = min((dot.low for dot in dots), default=1)
    most = max((dot.high for dot in dots), default=1)
    low = max((tick for tick in TICKS if tick <= least and tick < 1), default=LEAST)
    high = min((tick for tick in TICKS if tick >= most and tick > 1), default=MOST)
    return low, high
