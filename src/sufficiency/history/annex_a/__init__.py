"""What the lists of Annex A say on the day of a workbook, as rows that measures count.

A workbook is not merged into the history of the yearly returns: it describes one day, and its rows stand beside it.
"""

from sufficiency.history.annex_a.deriving import derive_lists
from sufficiency.history.annex_a.opened import GivenList, given_lists

__all__ = ["GivenList", "derive_lists", "given_lists"]
