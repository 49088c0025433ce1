"""How wide the columns of a table are, in shares of its whole width: the same in a document, a PDF and a page in print."""

from __future__ import annotations

from sufficiency.documents.document import Cell, Column, Table

UPRIGHT, ACROSS = 100, 150  # letters that a line of a table holds on a page upright, and turned
LEAST, MOST = 6, 600  # letters that a column is taken to hold, and beyond which it gets no wider
BOLD, EDGES = 1.2, 2.5  # how much wider bold letters are; what the edges of a cell take


def shares(table: Table) -> tuple[float, ...]:
    """A share for each column; they add up to 1.

    Each column first gets what its longest word needs, and one of numbers its longest line, since neither may be broken;
    what is left goes to those that hold most, by the root of it.
    """
    columns = [(column, [row[place] for row in table.rows]) for place, column in enumerate(table.columns)]
    least = [_least(column, cells) for column, cells in columns]
    wanted = [_wanted(column, cells) for column, cells in columns]
    left = max((ACROSS if table.across else UPRIGHT) - sum(least), 0)
    given = [one + left * more / sum(wanted) for one, more in zip(least, wanted, strict=True)]
    return tuple(one / sum(given) for one in given)


def _least(column: Column, cells: list[Cell]) -> float:
    heads = [BOLD * len(word) for word in column.title.split()]
    said = [
        (BOLD if cell.tag else 1) * len(part)
        for cell in cells
        for line in cell.text.split("\n")
        for part in ([line] if column.numbers else line.split())
    ]
    return max([LEAST, *heads, *said]) + EDGES


def _wanted(column: Column, cells: list[Cell]) -> float:
    if column.numbers:
        return 1.0
    return float(min(max([len(column.title), LEAST, *(len(cell.text) for cell in cells)]), MOST)) ** 0.5
