"""The measures of Annex A counted slowly, one list and one child at a time, from nothing but the rows of the lists.

It shares no code with the calculation, so that a mistake in one is found by the other. A list is a sequence of rows, a
row a mapping from column to value as it was read (None for blank), with `row`, its place in the list.
"""

from __future__ import annotations

from datetime import date

from . import adoption, care_leavers, front_door, looked_after, protection
from .lists import COUNT, PARTS, RATE, WEEKLY, Counts, Lists, Told, first_of_stretch

Figures = dict[tuple[str, str, str], tuple[float, float | None]]


class OneDay(
    front_door.FrontDoor,
    protection.Protection,
    looked_after.LookedAfter,
    care_leavers.CareLeavers,
    adoption.Adoption,
):
    """The lists of one workbook, and every measure of them on its day."""


def counts(one: OneDay) -> dict[str, Told]:
    """Every measure by id: what sort of figure it is, the rows behind it, and its breakdowns."""
    found: dict[str, Told] = {}
    for over_twelve, over_six, sort, way, breakdowns in (*front_door.FLOWS, *protection.FLOWS):
        found[over_twelve] = (sort, way(one, 12), breakdowns)
        found[over_six] = (sort, way(one, 6), breakdowns)
    for room in (protection, looked_after, care_leavers, adoption):
        found |= room.on_the_day(one)
    return found


def figures(lists: Lists, day: date, population: float | None = None) -> Figures:
    """Numerator and denominator of every measure, for everyone ("", "") and every group that has somebody in it.

    Whether a list goes back far enough is not asked here: what is in it is counted.
    """
    found: Figures = {}
    for id, (sort, rows, breakdowns) in counts(OneDay(lists, day)).items():
        if sort == RATE and population is None:
            continue
        slots: dict[tuple[str, str], Counts] = {("", ""): rows}
        for row in rows:
            for breakdown in breakdowns:
                slots.setdefault((breakdown, row[1][breakdown]), []).append(row)
        for (breakdown, group), some in slots.items():
            above = sum(amount for *_, inside, _under, amount in some if inside)
            below: float | None = sum(under for *_, under, _amount in some)
            if sort == COUNT:
                below = None
            elif sort == RATE:
                below = population
            elif sort == PARTS:
                below = len(rows)
            elif sort == WEEKLY:
                months = 6 if id.endswith("_6m") else 12
                below = ((day - first_of_stretch(day, months)).days + 1) / 7
            found[(id, breakdown, group)] = (float(above), None if below is None else float(below))
    return found
