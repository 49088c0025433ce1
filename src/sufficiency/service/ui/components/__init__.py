"""The components, one file each, their arguments at the top of the class. All can be seen at /gallery."""

from sufficiency.service.ui.components.bars import Bar, Bars
from sufficiency.service.ui.components.figure import Figure, Figures
from sufficiency.service.ui.components.flow import Flow, Ribbon
from sufficiency.service.ui.components.multiples import Multiples, Panel
from sufficiency.service.ui.components.pages import Pages
from sufficiency.service.ui.components.sparkline import Sparkline
from sufficiency.service.ui.components.summary import SummaryList
from sufficiency.service.ui.components.table import Cell, Column, Table
from sufficiency.service.ui.components.timeline import Band, Mark, Span, Timeline

__all__ = [
    "Band",
    "Bar",
    "Bars",
    "Cell",
    "Column",
    "Figure",
    "Figures",
    "Flow",
    "Mark",
    "Multiples",
    "Pages",
    "Panel",
    "Ribbon",
    "Span",
    "Sparkline",
    "SummaryList",
    "Table",
    "Timeline",
]
