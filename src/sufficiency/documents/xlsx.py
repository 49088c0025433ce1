"""The data behind a paper as a workbook: every figure it says, every table, and the numbers of every chart, a sheet each.

A text that a spreadsheet would take for a formula is written as text. Numbers are numbers, unrounded; a hidden one is a c. Each
sheet begins with what it holds, and says the measure, the edition and the definition behind it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from sufficiency.documents.document import Document, Drawing, Figure, Table
from sufficiency.measures import BREAKDOWNS, said
from sufficiency.measures.catalogue import catalogue
from sufficiency.measures.disclosure import AS_PUBLISHED, HIDDEN_KEY, HIDDEN_MARK

CONTENTS, FIGURES = "Contents", "Figures"
WIDEST = 60
FIGURE_COLUMNS = (
    "Said in",
    "Measure",
    "What it counts",
    "Of",
    "Group",
    "Day",
    "Number",
    "Out of",
    "Value",
    "As the paper says it",
    "Comes from",
    "Edition",
    "Definition",
    "Note",
)


def as_xlsx(paper: Document) -> bytes:
    """The workbook: contents first, then the figures, then tables and charts in the order of the paper."""
    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = paper.title, paper.authority or "Sufficiency"
    book.properties.created = book.properties.modified = datetime.combine(paper.as_at, time(12), UTC).replace(
        tzinfo=None
    )
    book.properties.language = "en-GB"
    sheets = [*_tables(paper)]
    _contents(book, paper, sheets)
    _figures(book, paper)
    for name, title, table in sheets:
        _table(book, name, title, table, paper)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _tables(paper: Document) -> list[tuple[str, str, Table]]:
    """(sheet, title, table) of each table and chart: "Table 3" and "Figure 2", as the paper numbers them."""
    found = []
    for one in paper.said():
        if isinstance(one, Table):
            found.append((f"Table {one.number}", one.caption, one))
        elif isinstance(one, Drawing):
            found.append((f"Figure {one.number}", one.title, one.table))
    return found


def _contents(book: Workbook, paper: Document, sheets: Sequence[tuple[str, str, Table]]) -> None:
    sheet = book.create_sheet(CONTENTS)
    _columns(sheet, (18, 90))
    sheet.append(_cells(sheet, [paper.title], bold=True))
    for row in paper.front:
        sheet.append(_cells(sheet, [row.name, row.value]))
    sheet.append([])
    sheet.append(_cells(sheet, ["Sheet", "What it holds"], bold=True))
    sheet.append(
        _cells(sheet, [FIGURES, "Every figure the paper says, with what it is made of and its definition"])
    )
    for name, title, _table_it in sheets:
        sheet.append(_cells(sheet, [name, title]))
    for one in paper.attributions:
        sheet.append([])
        sheet.append(_cells(sheet, [one]))


def _figures(book: Workbook, paper: Document) -> None:
    sheet = book.create_sheet(FIGURES)
    _columns(sheet, (28, 30, 46, 20, 26, 12, 12, 12, 12, 20, 14, 20, 60, 60))
    sheet.append(_cells(sheet, ["Every figure of the paper"], bold=True))
    if any(one.hidden for one in paper.figures):
        sheet.append(_cells(sheet, [HIDDEN_KEY]))
    sheet.append([])
    sheet.append(_cells(sheet, FIGURE_COLUMNS, bold=True))
    titles = dict(_where(paper))
    for one in paper.figures:
        sheet.append(_cells(sheet, _figure(one, titles)))


def _where(paper: Document) -> Iterator[tuple[str, str]]:
    """Block to the section that says it."""
    for section in paper.sections:
        for one in section.said:
            yield one.block, f"{section.number} {section.title}".strip()


def _figure(one: Figure, titles: dict[str, str]) -> list[object]:
    entry = catalogue()[one.measure]
    breakdown = BREAKDOWNS.get(one.breakdown)
    numbers = [HIDDEN_MARK] * 3 if one.hidden else [one.numerator, one.denominator, one.value]
    definition = entry.measure.how_counted[0] if entry.measure is not None else entry.definition
    return [
        titles.get(one.block, one.block),
        one.measure,
        entry.name,
        breakdown.title if breakdown else one.breakdown,
        breakdown.groups.get(one.group, one.group) if breakdown else one.group,
        one.day,
        *numbers,
        one.words,
        one.source,
        one.edition,
        definition,
        AS_PUBLISHED if one.as_published else "",
    ]


def _table(book: Workbook, name: str, title: str, table: Table, paper: Document) -> None:
    sheet = book.create_sheet(name)
    _columns(sheet, _widths(table))
    sheet.append(_cells(sheet, [title], bold=True))
    edition = f"Edition {paper.edition}." if paper.edition else ""
    source = table.source or f"From the plan and the records of the authority. {edition}".strip()
    sheet.append(_cells(sheet, [f"Source: {source} Figures as at {said.day(paper.as_at)}."]))
    sheet.append([])
    sheet.append(_cells(sheet, [column.title for column in table.columns], bold=True))
    for row in table.rows:
        sheet.append(_cells(sheet, [_number_or_text(cell.text, cell.value) for cell in row]))
    for note in table.notes:
        sheet.append([])
        sheet.append(_cells(sheet, [note]))


def _number_or_text(text: str, value: float | None) -> object:
    """A plain number as a number; a share with what it is made of stays as it is said, and stands among the figures."""
    if value is None:
        return text
    plain = text.rstrip("%").replace(",", "")
    return value if plain.replace(".", "", 1).lstrip("-").isdigit() else text


def _widths(table: Table) -> tuple[int, ...]:
    return tuple(
        min(max([len(column.title), *(len(row[place].text) for row in table.rows), 10]) + 2, WIDEST)
        for place, column in enumerate(table.columns)
    )


def _columns(sheet, widths: Sequence[int]) -> None:
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width


def _cells(sheet, values: Sequence[object], bold: bool = False) -> list[WriteOnlyCell]:
    return [_cell(sheet, value, bold) for value in values]


def _cell(sheet, value: object, bold: bool) -> WriteOnlyCell:
    """A text is always written as text, whatever it begins with."""
    whole = isinstance(value, float) and value.is_integer()
    cell = WriteOnlyCell(sheet, value=int(value) if whole else value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.alignment = Alignment(vertical="top", wrap_text="\n" in value)
        cell.quotePrefix = value.startswith(("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠"))
    if isinstance(value, date):
        cell.number_format = "d mmm yyyy"
    if bold:
        cell.font = Font(bold=True)
    return cell
