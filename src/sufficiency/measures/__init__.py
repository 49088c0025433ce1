"""Named sums over positions and events: every figure, and the children behind it."""

from sufficiency.measures.asked import UnknownBreakdown, UnknownMeasure
from sufficiency.measures.behind import children_behind
from sufficiency.measures.calculate import FIGURES, calculate
from sufficiency.measures.definitions import MEASURES
from sufficiency.measures.language import Measure, Unit
from sufficiency.vocabulary.groups import BREAKDOWNS

__all__ = [
    "BREAKDOWNS",
    "FIGURES",
    "MEASURES",
    "Measure",
    "Unit",
    "UnknownBreakdown",
    "UnknownMeasure",
    "calculate",
    "children_behind",
]
