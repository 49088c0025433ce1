import hashlib
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from sufficiency.returns.ssda903 import TABLES, Refused, SourceFile, read
from sufficiency.returns.ssda903.declaration import UNREADABLE

from .a_return import ROWS, as_csv, columns_of, write, write_all

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"


def a_header(tmp_path: Path, *lines: str) -> Path:
    return write(tmp_path / "2023" / "header.csv", "\n".join((HEADER, *lines)) + "\n")


def test_a_whole_return_is_read_from_its_folder(tmp_path: Path):
    reading = read([write_all(tmp_path / "2023")])

    assert reading.years == (2023,)
    for name, table in TABLES.items():
        assert reading.tables[name].schema == table.schema
        assert reading.tables[name].num_rows == len(ROWS[name])
    assert reading.tables["unreadable"].num_rows == 0
    assert reading.notes == ()


def test_a_row_carries_its_year_file_and_record_number_and_typed_values(tmp_path: Path):
    reading = read([write_all(tmp_path / "2023")])

    assert reading.tables["episodes"].to_pylist()[1] == {
        "year": 2023,
        "file": "2023/episodes.csv",
        "row": 3,
        "child": "101",
        "decom": date(2022, 6, 3),
        "rne": "P",
        "ls": "C2",
        "cin": "N1",
        "place": "K2",
        "place_provider": "PR4",
        "dec": None,
        "rec": None,
        "reason_place_change": None,
        "home_post": "SE1 2QH",
        "pl_post": "SW1A 1AA",
        "urn": "SC543210",
        "pl_distance": None,
        "pl_la": None,
        "pl_location": None,
    }
    assert reading.tables["oc2"].column("sdq_score").to_pylist() == [14]
    assert reading.tables["previous_permanence"].column("date_perm").to_pylist() == ["ZZ/04/2015"]


def test_a_table_nobody_gave_is_empty_with_its_columns(tmp_path: Path):
    reading = read([write(tmp_path / "2023" / "reviews.csv", as_csv("reviews"))])

    assert reading.tables["episodes"].num_rows == 0
    assert reading.tables["episodes"].schema == TABLES["episodes"].schema
    assert reading.tables["unreadable"].schema == UNREADABLE


def test_each_file_is_listed_with_its_digest_table_year_and_rows(tmp_path: Path):
    file = write(tmp_path / "2023" / "anything.csv", as_csv("episodes"))

    assert read([file]).files == (
        SourceFile("2023/anything.csv", hashlib.sha256(file.read_bytes()).hexdigest(), "episodes", 2023, 3),
    )


def test_a_table_is_known_by_its_columns_in_any_order_and_case_with_stray_spaces(tmp_path: Path):
    columns = list(reversed(columns_of("reviews")))
    text = as_csv("reviews", columns=columns).replace("REVIEW_CODE,REVIEW", " review code , Review")

    reading = read([write(tmp_path / "2023" / "nothing-to-go-by.csv", text)])

    assert reading.tables["reviews"].column("review_code").to_pylist() == ["PN1"]


def test_the_derived_columns_of_episodes_are_read_where_they_are_given(tmp_path: Path):
    columns = [*columns_of("episodes"), "PL_DISTANCE", "PL_LA", "PL_LOCATION"]
    rows = [{**ROWS["episodes"][0], "PL_DISTANCE": "12.5", "PL_LA": "886", "PL_LOCATION": "OUT"}]

    reading = read([write(tmp_path / "2023" / "e.csv", as_csv("episodes", rows, columns))])

    row = reading.tables["episodes"].to_pylist()[0]
    assert (row["pl_distance"], row["pl_la"], row["pl_location"]) == (12.5, "886", "OUT")


def test_several_years_are_read_at_once_and_sorted_by_year_then_file(tmp_path: Path):
    for year in ("2024", "2022", "2023"):
        write_all(tmp_path / year)

    reading = read([tmp_path / "2024", tmp_path / "2022", tmp_path / "2023"])

    assert reading.years == (2022, 2023, 2024)
    assert reading.tables["reviews"].column("year").to_pylist() == [2022, 2023, 2024]


def test_two_files_of_one_table_and_year_are_read_in_order_of_name(tmp_path: Path):
    first, second = ROWS["episodes"][:1], ROWS["episodes"][1:]
    write(tmp_path / "2023" / "b.csv", as_csv("episodes", first))
    write(tmp_path / "2023" / "a.csv", as_csv("episodes", second))

    reading = read([tmp_path])

    assert [Path(file).name for file in reading.tables["episodes"].column("file").to_pylist()] == [
        "a.csv",
        "a.csv",
        "b.csv",
    ]


def test_a_file_given_twice_is_read_once_with_a_note(tmp_path: Path):
    folder = write_all(tmp_path / "2023")

    reading = read([folder, folder / "reviews.csv"])

    assert reading.tables["reviews"].num_rows == 1
    assert reading.notes == ("2023/reviews.csv was given twice and was read once",)


def test_a_copy_of_a_file_is_read_once_for_one_year_and_again_for_another(tmp_path: Path):
    for name in ("2023/reviews.csv", "2023/copy of reviews.csv", "2024/reviews.csv"):
        write(tmp_path / name, as_csv("reviews"))

    reading = read([tmp_path / "2023", tmp_path / "2024"])

    assert reading.tables["reviews"].column("year").to_pylist() == [2023, 2024]
    assert reading.notes == ("2023/reviews.csv holds the same as 2023/copy of reviews.csv and was read once",)


def test_two_files_of_one_name_in_folders_of_one_name_are_told_apart(tmp_path: Path):
    for place, rows in (("a", ROWS["episodes"][:1]), ("b", ROWS["episodes"][1:])):
        write(tmp_path / place / "2023" / "e.csv", as_csv("episodes", rows))

    reading = read([tmp_path / "a" / "2023", tmp_path / "b" / "2023"])

    assert sorted(file.name for file in reading.files) == [
        str(tmp_path / "b" / "2023" / "e.csv"),
        "2023/e.csv",
    ]


def test_progress_is_told_what_each_file_is(tmp_path: Path):
    told: list[str] = []

    read([write(tmp_path / "2023" / "e.csv", as_csv("episodes"))], progress=told.append)

    assert told == ["2023/e.csv: Episodes, collection year 2023, 3 rows"]


def test_dates_are_read_day_first_or_as_iso_with_or_without_a_midnight(tmp_path: Path):
    written = [
        "03/04/2010",
        "3/4/2010",
        "2010-04-03",
        "03/04/2010 00:00",
        "2010-04-03 00:00:00",
        "2010-04-03T00:00:00.000",
    ]
    file = a_header(tmp_path, *(f"{n},2,{text},WBRI,UN1,," for n, text in enumerate(written)))

    assert read([file]).tables["header"].column("dob").to_pylist() == [date(2010, 4, 3)] * len(written)


def test_an_impossible_or_unclear_date_is_null_and_told_as_unreadable(tmp_path: Path):
    written = ["31/02/2020", "2020-13-01", "04/25/2010", "1/1/10", "soon", "20200401", "01/04/2020 09:30"]
    file = a_header(tmp_path, *(f"{n},2,{text},WBRI,UN1,," for n, text in enumerate(written)))

    reading = read([file])

    assert reading.tables["header"].column("dob").to_pylist() == [None] * len(written)
    assert reading.tables["unreadable"].to_pylist() == [
        {
            "year": 2023,
            "file": "2023/header.csv",
            "row": n + 2,
            "child": str(n),
            "table": "header",
            "field": "DOB",
            "value": text,
        }
        for n, text in enumerate(written)
    ]


def test_whole_numbers_may_carry_the_point_nought_of_a_spreadsheet(tmp_path: Path):
    rows = [
        {"CHILD": str(n), "SDQ_SCORE": text, "CONVICTED": text} for n, text in enumerate(["1", "1.0", "1.00"])
    ]
    file = write(tmp_path / "2023" / "oc2.csv", as_csv("oc2", rows))

    reading = read([file])

    assert reading.tables["oc2"].column("sdq_score").to_pylist() == [1, 1, 1]
    assert reading.tables["oc2"].column("convicted").to_pylist() == ["1", "1", "1"]


def test_what_is_no_number_is_null_and_unreadable(tmp_path: Path):
    written = ["1.5", "ten", "1e3", "nan", "99999999999", "٣"]
    rows = [{"CHILD": str(n), "SDQ_SCORE": text} for n, text in enumerate(written)]

    reading = read([write(tmp_path / "2023" / "oc2.csv", as_csv("oc2", rows))])

    assert reading.tables["oc2"].column("sdq_score").null_count == len(written)
    assert reading.tables["unreadable"].column("value").to_pylist() == written


def test_codes_and_postcodes_are_upper_case_and_cells_lose_stray_spaces_and_text_marks(tmp_path: Path):
    rows = [{"CHILD": " '00101 ", "PLACE": " u4", "PL_POST": "se1   2qh", "URN": "\u00a0sc1 "}]

    row = (
        read([write(tmp_path / "2023" / "e.csv", as_csv("episodes", rows))]).tables["episodes"].to_pylist()[0]
    )

    assert (row["child"], row["place"], row["pl_post"], row["urn"]) == ("00101", "U4", "SE1 2QH", "sc1")


def test_a_partial_date_stays_text_and_an_impossible_one_is_unreadable(tmp_path: Path):
    written = ["zz/zz/zzzz", "ZZ/ZZ/2015", "ZZ/04/2015", "1/4/2015", "ZZ/13/2015", "31/02/2015", "ZZ/ZZ"]
    rows = [{"CHILD": str(n), "DATE_PERM": text} for n, text in enumerate(written)]

    reading = read([write(tmp_path / "2023" / "p.csv", as_csv("previous_permanence", rows))])

    assert reading.tables["previous_permanence"].column("date_perm").to_pylist() == [
        "ZZ/ZZ/ZZZZ",
        "ZZ/ZZ/2015",
        "ZZ/04/2015",
        "01/04/2015",
        None,
        None,
        None,
    ]
    assert reading.tables["unreadable"].column("value").to_pylist() == ["ZZ/13/2015", "31/02/2015", "ZZ/ZZ"]


def test_a_formula_is_only_text(tmp_path: Path):
    formula = "=cmd|' /C calc'!A0"
    file = a_header(tmp_path, f"{formula},=1+1,{formula},WBRI,UN1,,")

    reading = read([file])

    row = reading.tables["header"].to_pylist()[0]
    assert (row["child"], row["sex"], row["dob"]) == (formula, "=1+1", None)
    assert reading.tables["unreadable"].column("value").to_pylist() == [formula]


def test_a_row_without_a_child_is_kept(tmp_path: Path):
    reading = read([a_header(tmp_path, ",2,01/01/2010,WBRI,UN1,,")])

    assert reading.tables["header"].column("child").to_pylist() == [None]


def test_lines_with_nothing_in_them_are_left_out_but_counted(tmp_path: Path):
    one, two, three = ("1,2,01/01/2010,WBRI,UN1,,", "2,2,x,WBRI,UN1,,", "3,1,01/01/2010,WBRI,UN1,,")
    file = a_header(tmp_path, one, "", ",,,,,,", two, ",,", "   ", three, "", ",")

    reading = read([file])

    assert reading.tables["header"].column("row").to_pylist() == [2, 5, 8]
    assert reading.tables["header"].column("child").to_pylist() == ["1", "2", "3"]
    assert reading.tables["unreadable"].column("row").to_pylist() == [5]


def test_a_heading_alone_is_a_table_without_rows(tmp_path: Path):
    reading = read([write(tmp_path / "2023" / "header.csv", HEADER)])

    assert reading.years == (2023,)
    assert reading.tables["header"].num_rows == 0
    assert reading.files[0].rows == 0


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_read(tmp_path: Path, ending: str):
    text = as_csv("episodes").replace("\n", ending)

    assert read([write(tmp_path / "2023" / "e.csv", text)]).tables["episodes"].num_rows == 3


def test_mixed_line_ends_are_read(tmp_path: Path):
    lines = as_csv("episodes").splitlines()
    text = lines[0] + "\r\n" + lines[1] + "\r" + lines[2] + "\n" + lines[3]

    assert read([write(tmp_path / "2023" / "e.csv", text)]).tables["episodes"].num_rows == 3


def test_empty_columns_beside_the_table_are_passed_over(tmp_path: Path):
    text = "".join(line + ",,\n" for line in as_csv("reviews").splitlines())

    assert read([write(tmp_path / "2023" / "r.csv", text)]).tables["reviews"].num_rows == 1


def test_quoted_cells_are_read(tmp_path: Path):
    file = a_header(tmp_path, '"1","2","01/01/2010","WBRI","a ""b"", c",,')

    assert read([file]).tables["header"].column("upn").to_pylist() == ['a "b", c']


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_utf_8_with_or_without_its_mark_and_windows_1252_are_read(tmp_path: Path, encoding: str):
    text = f"{HEADER}\n1,2,01/01/2010,WBRI,Zoë’s,,\n"

    reading = read([write(tmp_path / "2023" / "header.csv", text.encode(encoding))])

    assert reading.tables["header"].column("upn").to_pylist() == ["Zoë’s"]
    windows = ("2023/header.csv was not UTF-8 and was read as Windows-1252",)
    assert reading.notes == (windows if encoding == "cp1252" else ())


def test_a_year_given_wins_over_the_names_with_a_note(tmp_path: Path):
    file = write(tmp_path / "2023" / "e.csv", as_csv("episodes"))

    reading = read([file], year=2021)

    assert reading.years == (2021,)
    assert reading.notes == ("2023/e.csv was read as collection year 2021, as asked, though it says 2023",)


def test_a_year_that_is_none_is_refused():
    with pytest.raises(Refused, match="23 is not a collection year"):
        read([], year=23)


def test_the_answer_is_whole_tables_of_the_promised_types(tmp_path: Path):
    reading = read([write_all(tmp_path / "2023")])

    assert set(reading.tables) == {*TABLES, "unreadable"}
    assert all(isinstance(table, pa.Table) for table in reading.tables.values())
