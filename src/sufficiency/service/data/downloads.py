"""Tables to take away as CSV or XLSX: no cell runs as a formula, and file names hold nothing typed by others."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

import pyarrow as pa
from django.http import HttpResponse

from sufficiency.measures.disclosure import AS_PUBLISHED, HIDDEN_KEY, HIDDEN_MARK

# A spreadsheet takes a cell that begins with one of these for a formula and may run it.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_LETTERS = 32_767  # of a cell in XLSX
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def safe_cell(value: object) -> object:
    """A text that would be taken for a formula gets an apostrophe before it, which makes it text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def plain_number(value: object) -> object:
    """A whole number without its point; anything else as it is."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def figures_to_take_away(table: pa.Table) -> tuple[list[str], list[list[object]]]:
    """Columns and rows of figures; a hidden number is a c, with its key in a column of its own, which also says of a
    number that it is given as it was published."""
    if "hidden" not in table.column_names:
        return table.column_names, [list(row.values()) for row in table.to_pylist()]
    rows = []
    for row in table.to_pylist():
        mark = HIDDEN_MARK if row.pop("hidden") else None
        key = HIDDEN_KEY if mark else AS_PUBLISHED if row.pop("as_published", False) else None
        row.pop("as_published", None)
        numbers = dict.fromkeys(("numerator", "denominator", "value"), mark) if mark else {}
        rows.append([*(row | numbers).values(), key])
    return [*(name for name in table.column_names if name not in ("hidden", "as_published")), "key"], rows


def csv_file(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A CSV in UTF-8, empty where there is no value."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([safe_cell(plain_number(value)) for value in row] for row in rows)
    return _attached(text.getvalue().encode("utf-8", "replace"), "text/csv; charset=utf-8", f"{name}.csv")


def xlsx_file(
    name: str, columns: Sequence[str], rows: Iterable[Sequence[object]], about: Sequence[tuple[str, str]]
) -> HttpResponse:
    """A workbook with the table, and a second sheet ``about`` it. Text is stored as text, whatever it begins with."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Figures")
    sheet.freeze_panes = "A2"
    for row in (columns, *rows):
        sheet.append([_xlsx_cell(sheet, plain_number(value)) for value in row])
    second = book.create_sheet("About")
    for row in about:
        second.append([_xlsx_cell(second, value) for value in row])
    content = io.BytesIO()
    book.save(content)
    return _attached(content.getvalue(), XLSX, f"{name}.xlsx")


def zip_file(name: str, content: bytes) -> HttpResponse:
    """A zip made already."""
    return _attached(content, "application/zip", f"{name}.zip")


def _xlsx_cell(sheet: object, value: object) -> object:
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str):
        return value if isinstance(value, int | float | date | datetime | None) else str(value)
    cell = WriteOnlyCell(sheet, CONTROL.sub("", value)[:MOST_LETTERS])
    cell.data_type = "s"  # never a formula
    return cell


def _attached(content: bytes, kind: str, name: str) -> HttpResponse:
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", name)[:120]
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{safe}"'}
    )
