from pathlib import Path

import pytest

from sufficiency.returns.ssda903 import TABLES, Reading, Refused, read
from sufficiency.returns.ssda903.cells import LONGEST_CELL

from .a_return import XML, write, write_all


def reading_of(tmp_path: Path, xml: str | bytes, name: str = "2023.xml") -> Reading:
    return read([write(tmp_path / name, xml)])


def refusal_of(tmp_path: Path, xml: str | bytes, name: str = "2023.xml") -> Refused:
    with pytest.raises(Refused) as refused:
        reading_of(tmp_path, xml, name)
    return refused.value


def a_child(inside: str) -> str:
    return (
        f"<EXPSSDA903>\n<CHILD>\n<HEADER>\n<CHILDID>1</CHILDID>\n{inside}</HEADER>\n</CHILD>\n</EXPSSDA903>"
    )


def test_the_xml_form_says_the_same_as_the_csv_form(tmp_path: Path):
    from_xml = reading_of(tmp_path, XML)
    from_csv = read([write_all(tmp_path / "2023")])

    for name in TABLES:
        without = ["file", "row"]
        same = from_xml.tables[name].drop_columns(without).to_pylist()
        assert same == from_csv.tables[name].drop_columns(without).to_pylist(), name
    assert from_xml.tables["unreadable"].num_rows == 0


def test_a_row_of_the_xml_form_carries_its_line(tmp_path: Path):
    reading = reading_of(tmp_path, XML)

    lines = XML.splitlines()
    rows = reading.tables["episodes"].column("row").to_pylist()
    assert ["<EPISODE>" in lines[row - 1] for row in rows] == [True] * 3
    assert "<AREVIEW>" in lines[reading.tables["reviews"].column("row")[0].as_py() - 1]
    assert "<HEADER>" in lines[reading.tables["uasc"].column("row")[0].as_py() - 1]


def test_lines_beyond_65535_are_still_told(tmp_path: Path):
    reading = reading_of(tmp_path, XML.replace("<EXPSSDA903>", "<EXPSSDA903>" + "\n" * 70_000))

    assert min(reading.tables["episodes"].column("row").to_pylist()) > 70_000


def test_each_table_of_the_file_is_listed_under_its_one_digest(tmp_path: Path):
    files = reading_of(tmp_path, XML).files

    assert {file.table for file in files} == set(TABLES)
    assert len({file.sha256 for file in files}) == 1


def test_tags_may_be_in_lower_case_in_a_namespace_or_in_other_spellings(tmp_path: Path):
    xml = (
        '<expssda903 xmlns="urn:a"><child><header><child>7</child><sex>1</sex></header>'
        "<episode><decom>01/04/2022</decom><place>k2</place></episode></child></expssda903>"
    )
    reading = reading_of(tmp_path, xml)

    row = reading.tables["episodes"].to_pylist()[0]
    assert (row["child"], row["place"]) == ("7", "K2")


def test_a_child_is_in_the_asylum_table_by_its_flag_or_its_day(tmp_path: Path):
    children = "".join(
        f"<CHILD><HEADER><CHILDID>{n}</CHILDID>{inside}</HEADER></CHILD>"
        for n, inside in enumerate(
            ["<UASC>0</UASC>", "<UASC>1</UASC>", "<DUC>01/06/2022</DUC>", "<UASC/>", ""]
        )
    )
    reading = reading_of(tmp_path, f"<EXPSSDA903>{children}</EXPSSDA903>")

    assert reading.tables["header"].num_rows == 5
    assert reading.tables["uasc"].column("child").to_pylist() == ["1", "2"]


def test_an_asylum_flag_that_says_neither_is_unreadable(tmp_path: Path):
    reading = reading_of(tmp_path, a_child("<UASC>maybe</UASC>"))

    assert reading.tables["uasc"].num_rows == 0
    unreadable = reading.tables["unreadable"].to_pylist()[0]
    assert (unreadable["child"], unreadable["table"], unreadable["field"], unreadable["value"]) == (
        "1",
        "header",
        "UASC",
        "maybe",
    )


def test_groups_and_fields_with_nothing_in_them_make_no_row(tmp_path: Path):
    reading = reading_of(
        tmp_path, a_child("<OC2/><AREVIEW><REVIEW/><REVIEW_CODE> </REVIEW_CODE></AREVIEW><NEW/>")
    )

    assert [name for name, table in reading.tables.items() if table.num_rows] == ["header"]


def test_a_date_that_cannot_be_is_unreadable(tmp_path: Path):
    reading = reading_of(tmp_path, a_child("<DOB>31/02/2010</DOB>"))

    assert reading.tables["unreadable"].column("field").to_pylist() == ["DOB"]


def test_comments_and_instructions_are_passed_over(tmp_path: Path):
    reading = reading_of(tmp_path, a_child("<!-- a --><UPN>UN<!-- b -->1</UPN><?x y?>"))

    assert reading.tables["header"].column("upn").to_pylist() == ["UN1"]


def test_the_file_itself_may_state_the_year(tmp_path: Path):
    for stated in ('<EXPSSDA903 YEAR="2023"/>', "<EXPSSDA903><ABOUT><Year>2023</Year></ABOUT></EXPSSDA903>"):
        assert reading_of(tmp_path, stated, "return.xml").years == (2023,)


def test_a_name_and_a_file_that_state_different_years_are_refused_unless_one_is_given(tmp_path: Path):
    xml = '<EXPSSDA903 YEAR="2023"/>'

    assert (
        "The name says collection year 2022, but the file says 2023"
        in refusal_of(tmp_path, xml, "2022.xml").cause
    )
    reading = read([tmp_path / "2022.xml"], year=2023)
    assert reading.years == (2023,)
    assert len(reading.notes) == 1


def test_a_file_without_a_year_anywhere_is_refused(tmp_path: Path):
    assert "Nothing says which collection year" in refusal_of(tmp_path, XML, "return.xml").cause


def test_xml_that_is_not_well_formed_is_refused_at_its_line(tmp_path: Path):
    refused = refusal_of(tmp_path, XML.replace("</EPISODE>", "</EPISODES>", 1))

    assert "The XML is not well formed" in refused.cause
    assert refused.line == 1 + XML[: XML.index("</EPISODE>")].count("\n")


def test_xml_that_ends_too_early_is_refused(tmp_path: Path):
    assert "not well formed" in refusal_of(tmp_path, XML[: len(XML) // 2]).cause


def test_another_kind_of_xml_is_refused(tmp_path: Path):
    assert (
        "The outermost tag is <HTML>, where a return has <EXPSSDA903>"
        in refusal_of(tmp_path, "<html/>").cause
    )


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE EXPSSDA903 [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE EXPSSDA903 SYSTEM "http://example.invalid/x.dtd">',
        '<!doctype EXPSSDA903 [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_a_document_type_is_refused(tmp_path: Path, declaration: str):
    refused = refusal_of(tmp_path, f"<?xml version='1.0'?>\n{declaration}\n{a_child('<UPN>&a;</UPN>')}")

    assert "document type or entity declaration" in refused.cause
    assert refused.line == 2


def test_an_entity_nobody_declared_is_refused(tmp_path: Path):
    assert "not well formed" in refusal_of(tmp_path, a_child("<UPN>&secret;</UPN>")).cause


@pytest.mark.parametrize("alphabet", ["utf-7", "utf-16", "ibm037"])
def test_an_alphabet_that_could_hide_something_is_refused(tmp_path: Path, alphabet: str):
    xml = f'<?xml version="1.0" encoding="{alphabet}"?><EXPSSDA903/>'

    assert f"The file is in the alphabet {alphabet}" in refusal_of(tmp_path, xml).cause
    assert "NUL" in refusal_of(tmp_path, xml.encode("utf-16"), "2024.xml").cause


@pytest.mark.parametrize("alphabet", ["UTF-8", "ISO-8859-1", "windows-1252"])
def test_the_usual_alphabets_are_read(tmp_path: Path, alphabet: str):
    xml = f'<?xml version="1.0" encoding="{alphabet}"?>' + a_child("<UPN>Zoë</UPN>")

    assert reading_of(tmp_path, xml.encode(alphabet)).tables["header"].column("upn").to_pylist() == ["Zoë"]


@pytest.mark.parametrize("content", [b"", b"  \n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes):
    assert "The file is empty" in refusal_of(tmp_path, content).cause


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<SHOE_SIZE>4</SHOE_SIZE>\n", "<SHOE_SIZE> is not a field of <CHILD>"),
        ("<AREVIEW><REVEIW>01/01/2022</REVEIW></AREVIEW>\n", "<REVEIW> is not a field of <AREVIEW>"),
        ("<PETS><DOG>1</DOG></PETS>\n", "The group <PETS> is not one of the return"),
        ("<CHILDID>2</CHILDID>\n", "<CHILD> is there twice"),
        (f"<UPN>{'x' * (LONGEST_CELL + 1)}</UPN>\n", "holds more than 10,000 letters"),
    ],
)
def test_what_the_return_does_not_have_is_refused_at_its_line(tmp_path: Path, inside: str, said: str):
    refused = refusal_of(tmp_path, a_child(inside))

    assert said in refused.cause
    assert refused.line == 5


def test_two_headers_that_say_the_same_field_are_refused(tmp_path: Path):
    xml = a_child("</HEADER><HEADER><CHILDID>2</CHILDID>")

    assert "<CHILD> is there twice" in refusal_of(tmp_path, xml).cause


def test_a_return_without_children_is_read(tmp_path: Path):
    reading = reading_of(tmp_path, "<EXPSSDA903></EXPSSDA903>")

    assert reading.years == (2023,)
    assert [(file.table, file.rows) for file in reading.files] == [("header", 0)]


def test_a_child_without_end_is_refused_before_it_fills_the_memory(tmp_path: Path):
    assert "One child holds more than 100,000 tags" in refusal_of(tmp_path, a_child("<A/>" * 100_001)).cause


def test_many_children_are_read(tmp_path: Path):
    children = "".join(f"<CHILD><HEADER><CHILDID>{n}</CHILDID></HEADER></CHILD>" for n in range(40_000))

    reading = reading_of(tmp_path, f"<EXPSSDA903>{children}</EXPSSDA903>")

    assert reading.tables["header"].num_rows == 40_000
