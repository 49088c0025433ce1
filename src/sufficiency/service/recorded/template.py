"""The template that recorded values come in, as CSV or XLSX, for one measure or all. Knows no database."""

import csv
import io
from collections.abc import Sequence

from sufficiency.measures.catalogue import Entry
from sufficiency.measures.recorded import BASES, rule_of
from sufficiency.service.recorded.reading import COLUMNS

MEANINGS = {
    "measure": "The id of the measure, as in the sheet Measures",
    "as_at": "The day, or the last day of the stretch of time, as 2025-03-31",
    "period_start": "The first day of the stretch of time, as 2024-04-01; empty for how things stood on a day",
    "breakdown": "Empty for the total; else one of the measure's breakdowns",
    "group": "Empty for the total; else the group, such as 8-11",
    "numerator": "Of a share, how many; of an average, the sum. May be left empty with denominator",
    "denominator": "Of a share, out of how many; of an average, over how many. Empty for a count and for money",
    "value": "The figure, digits alone. May be left empty where numerator and denominator give it",
    "source": "Where it is from: the report, survey or system, with its date",
    "basis": f"One of {', '.join(BASES)}",
    "note": "Anything a reader should know. No child's name",
}


def as_csv(entries: Sequence[Entry]) -> bytes:
    """A heading row, and a row for each measure with its id. A row that is left so is not read."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([entry.id, *[""] * (len(COLUMNS) - 1)] for entry in entries)
    return b"\xef\xbb\xbf" + text.getvalue().encode()  # the mark by which a spreadsheet knows UTF-8


def as_xlsx(entries: Sequence[Entry]) -> bytes:
    """A sheet Values as the CSV, with what each column holds and each measure is in sheets beside it."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet = book.active
    sheet.title = "Values"
    sheet.append(list(COLUMNS))
    for entry in entries:
        sheet.append([entry.id])
    choices = DataValidation(type="list", formula1=f'"{",".join(BASES)}"', allow_blank=True)
    choices.error = f"Choose one of {', '.join(BASES)}."
    sheet.add_data_validation(choices)
    choices.add(f"J2:J{len(entries) + 200}")
    for column in "BC":
        for row in range(2, len(entries) + 200):
            sheet[f"{column}{row}"].number_format = "yyyy-mm-dd"
    filling = book.create_sheet("How to fill in")
    filling.append(["Column", "What it holds"])
    for column, meaning in MEANINGS.items():
        filling.append([column, meaning])
    listed = book.create_sheet("Measures")
    listed.append(
        ["Id", "Measure", "Unit", "Out of", "Numerator and denominator", "Breakdowns", "What it is"]
    )
    for entry in entries:
        parts = "no" if rule_of(entry.unit).times is None else "yes, or value alone"
        listed.append([entry.id, entry.name, entry.unit, entry.of, parts, ", ".join(entry.breakdowns), entry.definition])  # fmt: skip
    for one, widths in (
        (sheet, (34, 12, 13, 16, 16, 12, 12, 12, 44, 12, 44)),
        (filling, (16, 96)),
        (listed, (34, 44, 16, 18, 24, 28, 100)),
    ):
        one.freeze_panes = "A2"
        for place, width in enumerate(widths):
            head = one.cell(1, place + 1)
            head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="DDE5EE")
            one.column_dimensions[head.column_letter].width = width
        for row in one.iter_rows(min_row=2):
            for cell in row:
                cell.alignment = Alignment(vertical="top", wrap_text=one is not sheet)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
