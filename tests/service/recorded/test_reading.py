"""Files of recorded values: read as the template writes them, and refused with a sentence where they are not safe."""

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook

from sufficiency.measures.catalogue import recorded_series
from sufficiency.service.recorded import reading, template
from sufficiency.service.recorded.reading import COLUMNS, Unusable, read

HEADING = ",".join(COLUMNS) + "\n"
ROW = "spend_residential,2025-03-31,2024-04-01,,,,,3244487,Outturn report,final,\n"


def workbook(*rows, title="Values", **cells) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = title
    sheet.append(list(COLUMNS))
    for row in rows:
        sheet.append(list(row))
    for place, (value, number_format) in cells.items():
        sheet[place] = value
        if number_format:
            sheet[place].number_format = number_format
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_csv_gives_its_rows_by_their_number_in_the_file():
    sheet = read("values.csv", (HEADING + ROW + "\n" + ROW).encode())
    assert [row.number for row in sheet.rows] == [2, 4]
    assert sheet.rows[0].cells["value"] == "3244487" and "breakdown" not in sheet.rows[0].cells
    assert len(sheet.sha256) == 64 and sheet.name == "values.csv"


def test_a_workbook_says_the_same_as_a_csv():
    row = ["spend_residential", date(2025, 3, 31), datetime.fromisoformat("2024-04-01"), None, None, None, None, 3244487.0, "Outturn report", "final", None]  # fmt: skip
    from_workbook = read("values.xlsx", workbook(row)).rows[0]
    from_csv = read("values.csv", (HEADING + ROW).encode()).rows[0]
    assert from_workbook.cells == from_csv.cells


def test_a_cell_that_shows_a_percentage_is_read_as_it_shows():
    row = ["pep_pct", "2025-03-31", None, None, None, None, None, None, "School", "final", None]
    sheet = read("values.xlsx", workbook(row, H2=(0.918, "0.0%")))
    assert sheet.rows[0].cells["value"] == "91.8"


def test_a_row_with_nothing_but_its_measure_is_not_read():
    with pytest.raises(Unusable, match="has no values"):
        read("template.csv", template.as_csv(recorded_series()))
    with pytest.raises(Unusable, match="has no values"):
        read("template.xlsx", template.as_xlsx(recorded_series()))


def test_both_templates_have_every_series_and_the_columns_that_are_read():
    entries = recorded_series()
    book = load_workbook(io.BytesIO(template.as_xlsx(entries)))
    assert [cell.value for cell in book["Values"][1]] == list(COLUMNS)
    assert [row[0].value for row in book["Values"].iter_rows(min_row=2, max_row=len(entries) + 1)] == [entry.id for entry in entries]  # fmt: skip
    assert book["Measures"].max_row == len(entries) + 1
    assert {row[0].value for row in book["How to fill in"].iter_rows(min_row=2)} == set(COLUMNS)
    assert template.as_csv(entries).decode("utf-8-sig").splitlines()[0] == ",".join(COLUMNS)


@pytest.mark.parametrize("formula", ["=1+1", "+1", "@SUM(1)", " =A1", "-A1", "＝1"])
def test_a_formula_in_a_csv_is_refused_in_its_row(formula):
    sheet = read("values.csv", (HEADING + ROW.replace("Outturn report", formula)).encode())
    assert any("formula" in sentence for sentence in sheet.rows[0].wrong)


def test_a_number_below_nothing_is_no_formula():
    assert not read("values.csv", (HEADING + ROW.replace("3244487", "-12.5")).encode()).rows[0].wrong


@pytest.mark.parametrize(
    ("value", "kind", "word"),
    [("=1+1", "", "formula"), ("#DIV/0!", "e", "error"), (True, "", "True")],
)
def test_a_cell_of_a_workbook_that_is_no_value_is_refused_by_its_place(value, kind, word):
    row = ["pep_pct", "2025-03-31", None, None, None, None, None, 1, "School", "final", None]
    sheet = read("values.xlsx", workbook(row, H2=(value, None)))
    assert any("H2" in sentence and word in sentence for sentence in sheet.rows[0].wrong)


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("values.txt", HEADING.encode(), "no CSV or XLSX"),
        ("values.csv", b"", "empty"),
        ("values.csv", b"  \n", "empty"),
        ("values.csv", b"PK\x03\x04" + b"x" * 40, "not a CSV"),
        ("values.csv", b"\xff\xfem\x00e\x00", "UTF-16"),
        ("values.csv", HEADING.encode(), "no values"),
        ("values.csv", b"measure,as_at,value\n", "no column source"),
        ("values.csv", HEADING.replace("note", "secret").encode(), "column .secret"),
        ("values.csv", HEADING.replace("note", "value").encode(), "twice"),
        ("values.csv", HEADING.encode() + b'pep_pct,"2025', "quote is not closed"),
        ("values.csv", HEADING.encode() + b"a," * 60, "cells"),
        ("values.xlsx", b"\xd0\xcf\x11\xe0" + b"x" * 40, "password"),
        ("values.xlsx", b"PK\x03\x04" + b"x" * 40, "damaged"),
        ("values.xlsx", HEADING.encode(), "no XLSX"),
        ("values.csv", b"x" * (reading.MOST_BYTES + 1), "MB"),
    ],
)
def test_a_file_that_cannot_be_taken_is_told_why(name, content, word):
    with pytest.raises(Unusable, match=word) as refused:
        read(name, content)
    assert str(refused.value).endswith((".", ")"))


def packed(**parts: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in parts.items():
            book.writestr(name.replace("__", "/") + ".xml", data)
    return content.getvalue()


def test_a_workbook_that_swells_is_not_opened():
    with pytest.raises(Unusable, match="larger inside"):
        read("bomb.xlsx", packed(xl__sheet=b"0" * (reading.MOST_UNPACKED + 1)))


def test_a_workbook_with_a_document_type_is_not_opened():
    with pytest.raises(Unusable, match="document type"):
        read("entity.xlsx", packed(xl__sheet=b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///x'>]><x>&e;</x>"))


def test_a_workbook_with_macros_is_not_opened():
    content = io.BytesIO(workbook())
    with zipfile.ZipFile(content, "a") as book:
        book.writestr("xl/vbaProject.bin", b"program")
    with pytest.raises(Unusable, match="macros"):
        read("macros.xlsx", content.getvalue())


def test_too_many_values_are_told_and_not_counted_on():
    with pytest.raises(Unusable, match=r"more than 2,000 values"):
        read("values.csv", (HEADING + ROW * (reading.MOST_ROWS + 1)).encode())


def test_a_name_loses_its_folders_and_what_could_steer_a_page():
    assert read("../../etc/<b>values\x1b[31m.csv", (HEADING + ROW).encode()).name == "_b_values__31m.csv"


def test_a_text_that_is_not_utf8_is_read_as_windows():
    sheet = read("values.csv", (HEADING + ROW.replace("Outturn report", "Café")).encode("cp1252"))
    assert sheet.rows[0].cells["source"] == "Café"
