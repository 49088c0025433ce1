"""Charts in a page: the library's declaration (`documents.charts`), drawn by scripts, with its answer and its figures.

The page always has the answer as the chart's title, the chart, and the table of its figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from sufficiency.documents import charts
from sufficiency.documents.charts import Series
from sufficiency.service.ui.components import Table
from sufficiency.service.ui.components.component import Component

__all__ = ["Chart", "Series", "line_chart", "svg"]


@dataclass
class Chart(Component):
    """A chart in a page. ``title`` answers the page's question; ``spec`` is Vega-Lite; ``table`` has the figures.

    ``key`` is the id of the chart in the page; ``series`` (name, kind) make the key shown on a phone.
    """

    template: ClassVar[str] = "ui/chart.html"

    key: str
    title: str
    spec: dict[str, Any]
    table: Table
    series: Sequence[tuple[str, str]] = ()

    @property
    def data_id(self) -> str:
        return f"{self.key}-chart"


def line_chart(
    *,
    title: str,
    y: str,
    unit: str,
    series: Sequence[Series],
    table: Table,
    key: str,
    band: Sequence[tuple[date, float, float]] = (),
) -> Chart:
    """A line over time for each series. ``y`` names what is counted; ``unit`` is the measure's.

    ``band`` is an interval around ours as (day, low, high). Raises ValueError for a kind of series it has not.
    """
    spec = charts.line_spec(y, unit, series, band)
    return Chart(key, title, spec, table, [(one.name, one.kind) for one in series])


def svg(chart: Chart, width: int = 680) -> str:
    """The chart drawn without a browser, for tests. The first call takes about a second."""
    return charts.svg(chart.spec, width)
