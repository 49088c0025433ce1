"""What is no workbook of Annex A, or not a safe one, is refused with a sentence, and nothing of it is run."""

import io
import zipfile
from datetime import date

import pytest

from sufficiency.returns.annex_a import read
from sufficiency.returns.annex_a import workbook as opening
from sufficiency.returns.ssda903 import Refused
from tests.annex_a import workbook, write

LISTS = {"list_1": [{"child": "C1", "contact": date(2025, 1, 14)}]}
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def changed(data: bytes, part: str, change) -> bytes:
    """The workbook with one of its parts changed."""
    into = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            made.writestr(name, change(given.read(name)) if name == part else given.read(name))
    return into.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
WITH_ENTITIES = changed(workbook(LISTS), SHEET, lambda xml: BOMB + xml)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
REACHING_OUT = changed(workbook(LISTS), "xl/workbook.xml", lambda xml: OUTSIDE + xml)
CUT_SHORT = workbook(LISTS)[:3000]
BROKEN_SHEET = changed(workbook(LISTS), SHEET, lambda xml: xml[: len(xml) // 2])
NO_STYLES = changed(workbook(LISTS), "xl/styles.xml", lambda xml: b"<oops")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty"),
        (b"CHILD,SEX\n1,M\n", "not an Excel workbook, whatever its name"),
        (OLD_EXCEL, "an old Excel workbook \\(.xls\\)"),
        (OLD_EXCEL + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        (WITH_ENTITIES, "document type or entity declaration"),
        (REACHING_OUT, "document type or entity declaration"),
        (CUT_SHORT, "damaged"),
        (BROKEN_SHEET, "damaged"),
        (NO_STYLES, "damaged"),
    ],
    ids=[
        "empty",
        "csv",
        "xls",
        "locked",
        "entities",
        "outside",
        "cut short",
        "broken sheet",
        "broken styles",
    ],
)
def test_it_is_refused_with_what_to_do(tmp_path, data, sentence):
    with pytest.raises(Refused, match=sentence) as refused:
        read([write(tmp_path, data)])
    assert str(refused.value).startswith("annex-a-2025-03-31.xlsx")


def test_a_zip_that_is_no_workbook_is_refused(tmp_path):
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        archive.writestr("header.csv", "CHILD\n1\n")
    with pytest.raises(Refused, match="a zip but not an Excel workbook"):
        read([write(tmp_path, into.getvalue())])


def test_a_workbook_that_swells_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "MOST_BYTES_UNPACKED", 2 << 20)
    swollen = changed(workbook(LISTS), SHEET, lambda xml: xml + b" " * (3 << 20))
    with pytest.raises(Refused, match="unpacks to more than 2 MB"):
        read([write(tmp_path, swollen)])


def test_a_row_at_the_end_of_the_sheet_does_not_keep_the_reader(tmp_path):
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    data = changed(workbook(LISTS), SHEET, lambda xml: xml.replace(b"</sheetData>", far))
    assert [file.rows for file in read([write(tmp_path, data)]).files] == [1]


def test_a_sheet_called_a_list_without_its_headings_is_refused(tmp_path):
    headings = {
        name: f"column {number}"
        for number, name in enumerate(("Ethnicity", "Date of Contact", "Contact Source"))
    }
    headings |= {"Child Unique ID": "who", "Date of Birth": "born", "Sex": "m/f"}
    with pytest.raises(
        Refused, match="The sheet 'List 1' has no heading row of Contacts in its first 30 rows"
    ):
        read([write(tmp_path, workbook(LISTS, headings=headings))])


def test_a_list_without_the_column_all_turns_on_is_refused(tmp_path):
    with pytest.raises(Refused, match="looks like Contacts, but has no 'Date of Contact'"):
        read([write(tmp_path, workbook(LISTS, headings={"Date of Contact": "When"}))])


def test_a_column_that_is_there_twice_is_refused(tmp_path):
    with pytest.raises(Refused, match="'Date of Birth' is there more than once"):
        read([write(tmp_path, workbook(LISTS, headings={"Age of Child (Years)": "date of birth"}))])


def test_two_sheets_of_one_list_are_refused(tmp_path):
    data = workbook({"list_1": LISTS["list_1"], "list_2": []}, headings={})
    twice = changed(
        data, "xl/worksheets/sheet2.xml", lambda _xml: zipfile.ZipFile(io.BytesIO(data)).read(SHEET)
    )
    with pytest.raises(Refused, match="'List 1' and 'List 2' are both Contacts"):
        read([write(tmp_path, twice)])


def test_a_workbook_without_any_list_is_refused(tmp_path):
    with pytest.raises(Refused, match="None of its sheets has the headings of a list of Annex A"):
        read([write(tmp_path, workbook({}, others=["Notes"]))])


def test_one_found_in_a_folder_is_left_out_with_a_note(tmp_path):
    notes = write(tmp_path, workbook({}, others=["Notes"]), "notes.xlsx")
    reading = read([notes, write(tmp_path, workbook(LISTS))], pass_over=[notes])
    assert reading.notes[-1].startswith("notes.xlsx was left out") or any(
        "notes.xlsx was left out" in n for n in reading.notes
    )
    assert len(reading.files) == 1
