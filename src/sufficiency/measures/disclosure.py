"""Small numbers hidden where figures leave for people who may not know which child is which (methodology D18).

A count of 1 to 5 points to children. In the style `public` it is hidden wherever it stands: as a numerator, as a
denominator, and as the rest between them (98 of 100 tells of two). Alone that is not enough, because a hidden group is
the total less the groups that are shown; so groups beside it are hidden too, until a hidden number could be several.

What is hidden follows from one row of counts, the groups of a breakdown, and from nothing else. Two measures with the
same denominators therefore hide the same groups, and one cannot be used to open the other. Beside a small group its
neighbour in the order is hidden, not the smallest other group: who knows that the smallest is taken can work
backwards from it. A 0 is shown as 0, unless the total is so small that a 0 would tell who it is not.

This is the rule of one row. What follows from several measures, breakdowns, filters and days together, and from earlier
publications, is kept from readers in `measures.publishing` and `measures.earlier`, which begin with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from sufficiency.measures import said
from sufficiency.measures.definitions import MEASURES
from sufficiency.measures.language import Unit

if TYPE_CHECKING:
    from sufficiency.measures.earlier import Publication

SMALL = 5  # counts from 1 to this point to children
SLACK = 5  # by how much hidden counts together must be more than one each
HIDDEN_MARK = "c"
HIDDEN_KEY = "c: hidden, because the number is small enough to point to a child."
AS_PUBLISHED = (
    "Given as it was published before: it has been corrected by a few children since, and the difference could point to "
    "a child."
)

NOT_APPLICABLE, NOT_AVAILABLE, LOW = "z", "x", "low"
DFE_KEY = (
    "c: hidden, because the number is small enough to point to a child. z: there is nobody to count. x: not available. "
    "low: above 0, and 0 when rounded. Percentages, rates and days are rounded to whole numbers."
)


class Style(StrEnum):
    """For whom figures are: `local` leaves all, for people who may know the children; `public`, the council's own, hides
    small numbers; `dfe` hides the same, rounds as the Department does, and marks what there is no number for."""

    LOCAL = "local"
    DFE = "dfe"
    PUBLIC = "public"

    @property
    def hides(self) -> bool:
        return self is not Style.LOCAL

    @property
    def key(self) -> str:
        """What the marks in place of numbers mean."""
        return DFE_KEY if self is Style.DFE else HIDDEN_KEY


def is_small(count: float | None) -> bool:
    """Whether a count points to children: 1 to 5."""
    return count is not None and 0 < count <= SMALL


def counts_of(unit: str, numerator: float | None, denominator: float | None) -> tuple[float | None, ...]:
    """The numbers of children (or of what happened to them) that a figure tells of, the rest between them included.

    The numerator of an average is days, not children, and the denominator of a rate is the whole population.
    """
    if unit == Unit.DAYS:
        return (denominator,)
    if unit == Unit.PERCENT and numerator is not None and denominator is not None:
        return (numerator, denominator, denominator - numerator)
    if unit == Unit.PERCENT_CHANGE and numerator is not None and denominator is not None:
        # The number then, and the number now, which is more or fewer as the change is told as a rise or a fall.
        return (denominator, denominator + numerator, denominator - numerator)
    return (numerator,)


def points_to_children(unit: str, numerator: float | None, denominator: float | None) -> bool:
    """Whether a figure, whatever stands beside it, must be hidden: a count in it is from 1 to 5."""
    return any(is_small(count) for count in counts_of(unit, numerator, denominator))


def hidden_groups(counts: Sequence[float]) -> frozenset[int]:
    """The places of the counts to hide, in groups that add up to a total which may be known.

    Nothing where no count is small; every group where the total itself is.
    """
    small = {place for place, count in enumerate(counts) if is_small(count)}
    if not small:
        return frozenset()
    if is_small(sum(counts)):
        return frozenset(range(len(counts)))
    hidden, first = set(small), min(small)
    beside = sorted(
        (place for place, count in enumerate(counts) if count > SMALL),
        key=lambda place: (abs(place - first), -place),
    )
    while not _could_be_several(counts, hidden) and beside:
        hidden.add(beside.pop(0))
    if not _could_be_several(counts, hidden):
        hidden = set(range(len(counts)))  # all that is left are zeros
    return frozenset(hidden)


def _could_be_several(counts: Sequence[float], hidden: set[int]) -> bool:
    """Whether what the hidden counts come to together leaves each of them open: not one each, nor five each."""
    together = sum(counts[place] for place in hidden)
    all_small = all(is_small(counts[place]) for place in hidden)
    return (
        len(hidden) > 1
        and together >= len(hidden) + SLACK
        and not (all_small and together == SMALL * len(hidden))
    )


def hidden_figures(unit: str, figures: Sequence[tuple[float | None, float | None]]) -> frozenset[int]:
    """The places to hide of the (numerator, denominator) pairs of all groups of one breakdown on one day."""
    parts = zip(*(counts_of(unit, *pair) for pair in figures), strict=True)
    return frozenset().union(*(hidden_groups([count or 0 for count in part]) for part in parts))


def disclosed(
    figures: pa.Table,
    style: Style,
    hides: Sequence[bool] | None = None,
    earlier: Sequence[Publication] = (),
    besides: Mapping[tuple, tuple] = MappingProxyType({}),
) -> pa.Table:
    """The figures of `calculate` as they may leave in a style, with a column `hidden` beside them.

    Numerator, denominator and value are empty where it is true. `hides` says what is hidden, where that was decided
    from more than these figures (`measures.publishing`); else it follows from them alone, and the table must have all
    groups of a breakdown it has any of, as `calculate` gives them; a total is hidden by its own counts. After `earlier`
    publications some are hidden or given as they were published (`measures.earlier`, which says what is `besides`), and a column `as_published` says which are. In the style `dfe` values are rounded, and a column `mark` has what stands in their place where there is none.
    """
    hidden = list(hides) if hides is not None else [False] * figures.num_rows
    if style.hides and hides is None:
        for places in _places_together(figures).values():
            for at in _hide(figures, places):
                hidden[at] = True
    if style.hides and earlier:
        from sufficiency.measures.earlier import kept_back

        hidden, as_published = kept_back(figures, hidden, earlier, besides)
        figures = with_numbers(figures, as_published)
        held = pa.array([place in as_published for place in range(figures.num_rows)], pa.bool_())
        figures = figures.append_column("as_published", held)
    mask = pa.array(hidden, pa.bool_())
    for name in ("numerator", "denominator", "value"):
        at = figures.column_names.index(name)
        figures = figures.set_column(
            at, figures.schema.field(name), pc.if_else(mask, pa.scalar(None, pa.float64()), figures[name])
        )
    figures = figures.append_column("hidden", mask)
    return _as_the_department_does(figures) if style is Style.DFE else figures


def with_numbers(figures: pa.Table, printed: Mapping[int, tuple]) -> pa.Table:
    """The figures with the numbers of an earlier publication at some places."""
    for column, name in enumerate(("numerator", "denominator", "value")):
        numbers = figures[name].to_pylist()
        for place, one in printed.items():
            numbers[place] = one[column]
        at = figures.column_names.index(name)
        figures = figures.set_column(at, figures.schema.field(name), pa.array(numbers, pa.float64()))
    return figures


def _as_the_department_does(figures: pa.Table) -> pa.Table:
    """Values rounded to whole numbers; counts of one authority are whole as they are and stay so."""
    values, marks = [], []
    for value, hidden in zip(figures["value"].to_pylist(), figures["hidden"].to_pylist(), strict=True):
        whole = None if value is None else float(said.half_up(value))
        mark = (
            HIDDEN_MARK
            if hidden
            else NOT_APPLICABLE
            if value is None
            else LOW
            if value and not whole
            else None
        )
        marks.append(mark)
        values.append(None if mark else whole)
    at = figures.column_names.index("value")
    figures = figures.set_column(at, figures.schema.field("value"), pa.array(values, pa.float64()))
    return figures.append_column("mark", pa.array(marks, pa.string()))


def _places_together(figures: pa.Table) -> dict[tuple, list[int]]:
    """(measure, day, breakdown) to where its rows stand."""
    together: dict[tuple, list[int]] = {}
    keys = zip(*(figures[name].to_pylist() for name in ("measure", "as_at", "breakdown")), strict=True)
    for place, key in enumerate(keys):
        together.setdefault(key, []).append(place)
    return together


def _hide(figures: pa.Table, places: list[int]) -> list[int]:
    rows = figures.take(places)
    unit = MEASURES[rows["measure"][0].as_py()].unit
    pairs = list(zip(rows["numerator"].to_pylist(), rows["denominator"].to_pylist(), strict=True))
    if rows["breakdown"][0].as_py():
        return [places[at] for at in hidden_figures(unit, pairs)]
    return [place for place, pair in zip(places, pairs, strict=True) if points_to_children(unit, *pair)]
