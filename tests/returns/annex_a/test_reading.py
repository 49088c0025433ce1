"""Reading a workbook as authorities send it: any order, any spelling, days and numbers however Excel keeps them."""

import io
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook

from sufficiency.returns.annex_a import LISTS, read
from sufficiency.returns.ssda903 import Refused
from tests.annex_a import DAY, full_row, workbook, write

CONTACT = {"child": "C1", "contact": date(2025, 1, 14)}


def rows(reading, name):
    return reading.tables[name].to_pylist()


def test_every_list_is_read_with_its_day_file_and_row(tmp_path):
    lists = {name: [{one.columns[0].field: "P1"}] for name, one in LISTS.items()}
    reading = read([write(tmp_path, workbook(lists))])
    assert reading.days == (DAY,)
    assert [(file.table, file.rows) for file in reading.files] == [(name, 1) for name in LISTS]
    (row,) = rows(reading, "list_8")
    assert (row["as_at"], row["file"], row["row"], row["child"]) == (DAY, "annex-a-2025-03-31.xlsx", 2, "P1")
    assert reading.notes == ()


def test_columns_may_be_in_another_order_and_case_with_lines_above_them(tmp_path):
    data = workbook(
        {"list_1": [CONTACT]},
        headings={"Child Unique ID": "  CHILD unique  Id", "Sex": "GENDER"},
        above=[["Annex A, list 1"], [], ["In confidence"]],
        turned=True,
    )
    (row,) = rows(read([write(tmp_path, data)]), "list_1")
    assert (row["child"], row["sex"], row["contact"], row["row"]) == ("C1", "a) Male", date(2025, 1, 14), 5)


def test_a_sheet_is_known_by_its_headings_whatever_its_name(tmp_path):
    data = workbook(
        {"list_1": [CONTACT], "list_6": [{"child": "C1"}]}, sheets={"list_1": "Sheet7", "list_6": "CIN"}
    )
    assert [file.table for file in read([write(tmp_path, data)]).files] == ["list_1", "list_6"]


def test_another_sheet_is_passed_over_with_a_note(tmp_path):
    reading = read([write(tmp_path, workbook({"list_1": [CONTACT]}, others=["Cover", "Guidance"]))])
    assert [note for note in reading.notes if "passed over" in note] == [
        "annex-a-2025-03-31.xlsx: the sheet 'Cover' was passed over; it is not a list of Annex A",
        "annex-a-2025-03-31.xlsx: the sheet 'Guidance' was passed over; it is not a list of Annex A",
    ]


@pytest.mark.parametrize(
    "written",
    [
        date(2025, 1, 14),
        datetime(2025, 1, 14, 15, 30),  # noqa: DTZ001
        "14/01/2025",
        "14/1/2025",
        "2025-01-14",
        "2025-01-14T00:00:00",
        45671,
    ],
)
def test_a_day_is_read_however_it_is_written(tmp_path, written):
    (row,) = rows(read([write(tmp_path, workbook({"list_1": [CONTACT | {"contact": written}]}))]), "list_1")
    assert row["contact"] == date(2025, 1, 14)


@pytest.mark.parametrize(("written", "meant"), [(7.0, 7), ("7", 7), (" 7.0 ", 7), (0, 0)])
def test_a_whole_number_may_be_kept_as_a_decimal_or_a_word(tmp_path, written, meant):
    data = workbook({"list_3": [{"child": "C1", "referral": date(2025, 1, 2), "referrals_12m": written}]})
    assert rows(read([write(tmp_path, data)]), "list_3")[0]["referrals_12m"] == meant


def test_an_identifier_kept_as_a_number_has_no_point(tmp_path):
    assert (
        rows(read([write(tmp_path, workbook({"list_1": [CONTACT | {"child": 1001.0}]}))]), "list_1")[0][
            "child"
        ]
        == "1001"
    )


@pytest.mark.parametrize(
    ("column", "written", "meant"),
    [
        ("ethnicity", "A) WHITE", "a) White"),
        ("ethnicity", "White", "a) White"),
        ("ethnicity", "c) Unknown", "f) Not stated"),
        ("sex", "a) Male / d) Neither", "c) Not stated/recorded"),
        ("placement_type", "g) Secure Children’s Homes", "g) Secure Children's Homes"),
        ("placement_type", "A) foster placement", "a) Foster placement"),
        ("legal_status", "c) Freed for  Adoption", "c) Freed for Adoption"),
        ("uasc", "Y", "Yes"),
        ("uasc", True, "Yes"),
    ],
)
def test_a_code_is_known_in_its_old_and_new_spelling(tmp_path, column, written, meant):
    data = workbook({"list_8": [{"child": "C1", "started": date(2020, 1, 1), column: written}]})
    assert rows(read([write(tmp_path, data)]), "list_8")[0][column] == meant


def test_what_cannot_be_read_is_kept_as_that_and_counts_as_blank(tmp_path):
    data = workbook({"list_1": [CONTACT | {"source": "zzCodeError", "dob": "31/02/2015", "age": "nine"}]})
    reading = read([write(tmp_path, data)])
    (row,) = rows(reading, "list_1")
    assert (row["source"], row["dob"], row["age"]) == (None, None, None)
    unread = {(one["field"], one["value"], one["child"], one["row"]) for one in rows(reading, "unreadable")}
    assert unread == {
        ("source", "zzCodeError", "C1", 2),
        ("dob", "31/02/2015", "C1", 2),
        ("age", "nine", "C1", 2),
    }


def test_where_a_child_lives_is_not_repeated_even_where_it_cannot_be_read(tmp_path):
    data = workbook(
        {"list_8": [{"child": "C1", "started": date(2020, 1, 1), "placement_location": "12 Secret Street"}]}
    )
    (one,) = rows(read([write(tmp_path, data)]), "unreadable")
    assert (one["field"], one["value"]) == ("placement_location", None)


def test_blank_rows_are_no_rows_and_a_mistake_of_excel_is_no_value(tmp_path):
    data = workbook({"list_1": [{"child": "C1", "contact": "#REF!"}, CONTACT]})
    book = load_workbook(io.BytesIO(data))
    book["List 1"].insert_rows(3, amount=4)
    into = io.BytesIO()
    book.save(into)
    reading = read([write(tmp_path, into.getvalue())])
    assert [(row["row"], row["contact"]) for row in rows(reading, "list_1")] == [
        (2, None),
        (7, date(2025, 1, 14)),
    ]
    assert [one["value"] for one in rows(reading, "unreadable")] == ["#REF!"]


def test_a_formula_is_not_worked_out_only_its_kept_value_is_read(tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.title = "List 1"
    sheet.append([column.name for column in LISTS["list_1"].columns])
    row = full_row("list_1", CONTACT)
    sheet.append(['=CONCATENATE("C","1")', *(row[column.field] for column in LISTS["list_1"].columns[1:])])
    into = io.BytesIO()
    book.save(into)  # without a kept value: nobody has worked it out
    assert rows(read([write(tmp_path, into.getvalue())]), "list_1")[0]["child"] is None


def test_merged_cells_above_the_headings_do_no_harm(tmp_path):
    book = load_workbook(io.BytesIO(workbook({"list_1": [CONTACT]}, above=[["Contacts"]])))
    book["List 1"].merge_cells("A1:G1")
    into = io.BytesIO()
    book.save(into)
    assert len(rows(read([write(tmp_path, into.getvalue())]), "list_1")) == 1


def test_a_column_that_is_not_there_is_noted_and_remembered(tmp_path):
    book = load_workbook(io.BytesIO(workbook({"list_8": [{"child": "C1", "started": date(2020, 1, 1)}]})))
    sheet = book["List 8"]
    place = next(cell.column for cell in sheet[1] if cell.value == "Date of Last Social Work Visit")
    sheet.delete_cols(place)
    into = io.BytesIO()
    book.save(into)
    reading = read([write(tmp_path, into.getvalue())])
    assert (
        "List 8 has no 'Date of Last Social Work Visit'; what is counted from that is not given"
        in reading.notes[0]
    )
    absent = [one["column"] for one in rows(reading, "given") if not one["there"]]
    assert absent == ["visit"]


def test_lists_may_be_csv_files_one_for_each(tmp_path):
    columns = LISTS["list_1"].columns
    row = full_row("list_1", CONTACT | {"contact": "14/01/2025", "dob": "01/06/2015"})
    text = ",".join(column.name for column in columns) + "\n"
    text += ",".join("" if row[c.field] is None else str(row[c.field]) for c in columns) + "\n"
    path = tmp_path / "list 1 2025-03-31.csv"
    path.write_text(text)
    reading = read([path])
    assert [(one["child"], one["contact"]) for one in rows(reading, "list_1")] == [("C1", date(2025, 1, 14))]
    assert reading.days == (DAY,)


def test_the_same_file_given_twice_is_read_once(tmp_path):
    data = workbook({"list_1": [CONTACT]})
    reading = read([write(tmp_path, data), write(tmp_path, data, "copy of 2025-03-31.xlsx")])
    assert len(rows(reading, "list_1")) == 1
    assert "read once" in reading.notes[0]


def test_two_workbooks_of_one_day_with_one_list_are_refused(tmp_path):
    first = write(tmp_path, workbook({"list_1": [CONTACT]}))
    second = write(tmp_path, workbook({"list_1": [CONTACT | {"child": "C2"}]}), "other 2025-03-31.xlsx")
    with pytest.raises(Refused, match="List 1 of 2025-03-31 is in annex-a-2025-03-31.xlsx too"):
        read([first, second])
