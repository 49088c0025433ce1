"""Figures of who started and who ceased in a year: with those in care a year before they make who is in care now."""

from __future__ import annotations

from collections.abc import Mapping

from sufficiency.measures.definitions import MEASURES
from sufficiency.measures.hiding import Figure, Pair
from sufficiency.measures.language import Counted
from sufficiency.measures.linked import CEASED, STARTED, counts_told

IN_A_YEAR = (Counted.YEAR, Counted.FIRST_OF_YEAR, Counted.LAST_OF_YEAR)
KINDS = ("(_.kind == 'started')", "(_.kind == 'ceased')")


def tells_who_moved(measure: str) -> bool:
    """Whether a figure counts those who started or ceased in a year, or some of them."""
    if MEASURES[measure].counted not in IN_A_YEAR:
        return False
    conditions = [name[1] for name in counts_told(MEASURES[measure]).values()]
    return any(kind in one for one in conditions for kind in KINDS)


def moved_one_way(told: Mapping[Figure, Pair]) -> set[Figure]:
    """The figures of who started and ceased, where in the year to a day nobody started, or nobody ceased.

    `told`: the figures of the day. The numbers of both ends of the year, which are given by groups, would tell who moved
    the other way, group by group.
    """
    everybody = [told.get((flow, "", "")) for flow in (STARTED, CEASED)]
    if all(pair is None or pair[0] for pair in everybody):
        return set()
    return {figure for figure in told if tells_who_moved(figure[0])}
