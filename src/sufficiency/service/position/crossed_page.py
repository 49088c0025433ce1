"""The table of two breakdowns: rows of one, columns of the other, and the sums of both."""

from collections.abc import Callable

from sufficiency.measures import BREAKDOWNS, Measure
from sufficiency.measures.crossed import BETWEEN, is_rare
from sufficiency.service.data import wording
from sufficiency.service.data.crossed import Groups
from sufficiency.service.data.figures import Figure
from sufficiency.service.ui import components as ui

ALL = "All"


def matrix(
    measure: Measure, pair: tuple[str, str], found: Groups, children: Callable[[str, str], str]
) -> ui.Table:
    """Each cell the figure of a pair of groups, with what it is of below; an empty group is a dash."""
    rows, columns = pair
    across = _groups(columns, found)
    told = [
        {
            "group": label,
            **{other: _cell(measure, found, *at(rows, columns, group, other), children) for other in across},
            ALL: _cell(measure, found, rows, group, children),
        }
        for group, label in _groups(rows, found).items()
    ]
    told.append(
        {
            "group": ALL,
            **{other: _cell(measure, found, columns, other, children) for other in across},
            ALL: _cell(measure, found, "", "", children),
        }
    )
    headings = [
        ui.Column("group", BREAKDOWNS[rows].title),
        *(ui.Column(other, label, number=True) for other, label in across.items()),
        ui.Column(ALL, ALL, number=True),
    ]
    return ui.Table(
        f"{measure.title}, {BREAKDOWNS[rows].title.lower()} down and {BREAKDOWNS[columns].title.lower()} across",
        headings,
        told,
        note="–: nobody of both groups is counted.",
    )


def at(rows: str, columns: str, group: str, other: str) -> tuple[str, str]:
    """The breakdown and group of a cell."""
    return BETWEEN.join((rows, columns)), BETWEEN.join((group, other))


def _groups(by: str, found: Groups) -> dict[str, str]:
    """Groups with their labels; one that no data should need only where it is used."""
    return {
        group: label
        for group, label in BREAKDOWNS[by].groups.items()
        if (by, group) in found or not is_rare(by, group)
    }


def _cell(
    measure: Measure, found: Groups, by: str, group: str, children: Callable[[str, str], str]
) -> ui.Cell:
    figure = found.get((by, group))
    if figure is None or _is_empty(figure):
        return ui.Cell("–", sort=0)
    return ui.Cell(
        wording.value_in_words(measure, figure),
        href=children(by, group) if figure.shown else "",
        sort=figure.value,
        hint=wording.of_in_words(measure, figure),
    )


def _is_empty(figure: Figure) -> bool:
    """Whether nobody is counted: none in a number, none to count in a share."""
    return not figure.numerator and not figure.denominator
