"""Growth as a picture: children along, seconds and memory up, both by powers of ten, with a straight line to judge by."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import altair as alt
import vl_convert

from bench.scale.growth import SMALLEST, Point

WORDS = {"store": "Read and store", "stored": "Count from an edition"}
INK, QUIET, GRID = "#0b0c0c", "#6f777b", "#dfe2e5"
COLOURS = {"store": "#1d70b8", "stored": "#d4351c"}
LIMIT_MIB = 2048
SECONDS, MIB = (0.1, 1, 10, 100, 1_000), (100, 200, 500, 1_000, 2_000, 5_000, 10_000)
SIZE = {"width": 380, "height": 300}


def draw(points: Sequence[Point], target: Path) -> None:
    """Write the picture as SVG."""
    chart = alt.hconcat(of_time(points), of_memory(points), spacing=40).configure(
        font="Arial, 'Liberation Sans', Helvetica, sans-serif",
        background="#ffffff",
        padding=12,
        axis=alt.AxisConfig(
            labelFontSize=12, titleFontSize=12, gridColor=GRID, titleColor=INK, labelColor=INK
        ),
        title=alt.TitleConfig(anchor="start", fontSize=15, color=INK, offset=12),
        view=alt.ViewConfig(stroke=None),
    )
    target.write_text(vl_convert.vegalite_to_svg(chart.to_json()), encoding="utf-8")


def of_time(points: Sequence[Point]) -> alt.LayerChart:
    rows = rows_of(points, "cpu")
    last = {step: max(row["children"] for row in rows) for step in WORDS}
    most = next(row for row in rows if row["step"] == WORDS["store"] and row["children"] == last["store"])
    guide = [
        {"children": size, "value": most["value"] * size / most["children"]}
        for size in (SMALLEST, most["children"])
    ]
    straight = (
        alt.Chart(alt.Data(values=guide))
        .mark_line(color=QUIET, strokeDash=[5, 4])
        .encode(x="children:Q", y="value:Q")
    )
    named = (
        alt.Chart(alt.Data(values=guide[:1]))
        .mark_text(
            text="as many times longer as children", align="left", dx=14, dy=4, color=QUIET, fontSize=12
        )
        .encode(x="children:Q", y="value:Q")
    )
    return (straight + named + lines(rows, "Processor seconds", SECONDS)).properties(title="Time", **SIZE)


def of_memory(points: Sequence[Point]) -> alt.LayerChart:
    rule = (
        alt.Chart(alt.Data(values=[{"value": LIMIT_MIB}]))
        .mark_rule(color=QUIET, strokeDash=[5, 4])
        .encode(y="value:Q")
    )
    named = (
        alt.Chart(alt.Data(values=[{"children": points[0].children, "value": LIMIT_MIB}]))
        .mark_text(text="2 GiB", align="left", dy=-9, color=QUIET, fontSize=12)
        .encode(x="children:Q", y="value:Q")
    )
    return (rule + named + lines(rows_of(points, "memory_mib"), "MiB at most", MIB)).properties(
        title="Memory", **SIZE
    )


def lines(rows: Sequence[dict], title: str, ticks: Sequence[float]) -> alt.LayerChart:
    """A line for each step, its points marked."""
    steps = list(WORDS.values())
    reach = [SMALLEST, max(row["children"] for row in rows)]
    base = alt.Chart(alt.Data(values=list(rows))).encode(
        x=alt.X(
            "children:Q",
            title="Children in ten years' returns",
            scale=alt.Scale(type="log", nice=False, domain=reach),
            axis=axis(10**power for power in range(3, 7)),
        ),
        y=alt.Y("value:Q", title=title, scale=alt.Scale(type="log"), axis=axis(ticks)),
        color=alt.Color(
            "step:N",
            title=None,
            scale=alt.Scale(domain=steps, range=[COLOURS[step] for step in WORDS]),
            legend=alt.Legend(orient="bottom", labelFontSize=12),
        ),
    )
    shapes = alt.Scale(domain=steps, range=["circle", "square"])
    marks = base.mark_point(filled=True, size=45, opacity=1).encode(
        shape=alt.Shape("step:N", title=None, scale=shapes)
    )
    return base.mark_line(strokeWidth=2.5) + marks


def axis(ticks: Iterable[float]) -> alt.Axis:
    """Numbers in full, as 100,000."""
    whole = "datum.value >= 1 ? format(datum.value, ',') : datum.value"
    return alt.Axis(values=list(ticks), labelExpr=whole, labelOverlap=True)


def rows_of(points: Sequence[Point], what: str) -> list[dict]:
    return [
        {"children": point.children, "step": words, "value": getattr(point.runs[step], what)}
        for point in points
        for step, words in WORDS.items()
    ]
