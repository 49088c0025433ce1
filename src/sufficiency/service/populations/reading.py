"""A file of the children who live here by ethnic group, CSV or XLSX, read without trusting anything in it."""

from itertools import islice

from sufficiency.measures.disproportionality import (
    COLUMNS,
    GROUPS,
    Population,
    PopulationRefused,
    population_of_lines,
)
from sufficiency.service.recorded.reading import Unusable, cell_problems, lines_of, plain_name

MOST_LINES = 20  # a heading, five groups and empty ones between


def read(name: str, content: bytes) -> Population:
    """The numbers of a file. Raises Unusable with a sentence."""
    plain = plain_name(name)
    lines = list(islice(lines_of(plain, content), MOST_LINES + 1))
    if len(lines) > MOST_LINES:
        raise Unusable(
            f"{plain} has more than {MOST_LINES} lines. Give a heading and one row for each group."
        )
    problems = [problem for _number, _cells, wrong in lines for problem in wrong]
    problems += [
        problem
        for _number, cells, _wrong in lines
        for problem in cell_problems({f"cell {place}": cell for place, cell in enumerate(cells, start=1)})
    ]
    if problems:
        raise Unusable(f"{plain}: {problems[0]}.")
    try:
        return population_of_lines(
            (number, _four(cells) if cells else cells) for number, cells, _wrong in lines
        )
    except PopulationRefused as refusal:
        raise Unusable(f"{plain}: {refusal}") from refusal


def template() -> list[list[str]]:
    """The rows of the template below its headings (`COLUMNS`)."""
    return [[group, "", "", ""] for group in GROUPS]


def _four(cells: list[str]) -> list[str]:
    """A workbook's rows may end in empty cells."""
    while len(cells) > len(COLUMNS) and not cells[-1].strip():
        cells = cells[:-1]
    return cells
