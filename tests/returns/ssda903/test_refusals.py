from collections.abc import Callable
from pathlib import Path

import pytest

from sufficiency.returns.ssda903 import Refused, read, sources
from sufficiency.returns.ssda903.cells import LONGEST_CELL

from .a_return import as_csv, write, write_all

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
GOOD = "1,2,01/01/2010,WBRI,UN1,,\n"


def refusal(*paths: Path, year: int | None = None) -> Refused:
    with pytest.raises(Refused) as refused:
        read(paths, year)
    return refused.value


def refusal_of(tmp_path: Path, content: str | bytes, name: str = "header.csv") -> Refused:
    return refusal(write(tmp_path / "2023" / name, content))


def test_a_refusal_names_the_file_the_line_the_cause_and_what_to_do(tmp_path: Path):
    refused = refusal_of(tmp_path, HEADER + GOOD + "2,2,01/01/2010\n" + GOOD)

    assert refused.file == "2023/header.csv"
    assert refused.line == 3
    assert refused.cause == (
        "The row has 3 cells where the heading has 7."
        " Look for a comma or a quotation mark too many or too few."
    )
    assert str(refused) == f"2023/header.csv, line 3: {refused.cause}"


def test_a_row_with_too_many_cells_is_refused(tmp_path: Path):
    refused = refusal_of(tmp_path, HEADER + GOOD * 3 + "2,2,01/01/2010,WBRI,UN1,,,\n")

    assert (refused.line, "The row has 8 cells where the heading has 7." in refused.cause) == (5, True)


def test_the_line_told_is_the_line_in_the_file_even_after_cells_of_several_lines(tmp_path: Path):
    refused = refusal_of(tmp_path, HEADER + '"1\n",2,01/01/2010,WBRI,UN1,,\n' + "2,2\n")

    assert refused.line == 4


@pytest.mark.parametrize("place", [0, 4, 6])
def test_a_quotation_mark_left_open_is_refused_at_its_line(tmp_path: Path, place: int):
    cells = GOOD.strip().split(",")
    cells[place] = '"' + cells[place]
    refused = refusal_of(tmp_path, HEADER + GOOD + ",".join(cells) + "\n" + GOOD * 5)

    assert refused.line == 3
    assert "quotation mark" in refused.cause


def test_a_quotation_mark_left_open_in_the_heading_is_refused(tmp_path: Path):
    refused = refusal_of(tmp_path, '"' + HEADER + GOOD * 1000)

    assert refused.line == 1


def test_a_huge_cell_is_refused(tmp_path: Path):
    refused = refusal_of(tmp_path, HEADER + GOOD + f"1,2,01/01/2010,WBRI,{'x' * (LONGEST_CELL + 1)},,\n")

    assert refused.line == 3
    assert "longer than 10,000 letters" in refused.cause


def test_a_value_in_a_column_without_a_name_is_refused(tmp_path: Path):
    refused = refusal_of(tmp_path, HEADER.strip() + ",\n" + GOOD.strip() + ",\n" + GOOD.strip() + ",secret\n")

    assert refused.line == 3
    assert "Column 8 has no name but holds values" in refused.cause


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf \r\n", b"\x1a"])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes):
    assert "The file is empty" in refusal_of(tmp_path, content).cause


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_refused_with_what_to_do(tmp_path: Path, encoding: str):
    refused = refusal_of(tmp_path, (HEADER + GOOD).encode(encoding))

    assert "UTF-16" in refused.cause
    assert "CSV UTF-8" in refused.cause


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04rest", "a zip or an Excel workbook"),
        (b"\xd0\xcf\x11\xe0rest", "an old Excel workbook"),
        (b"%PDF-1.7", "a PDF"),
        (HEADER.encode() + b"1,2,\0,WBRI,UN1,,\n", "NUL"),
        (HEADER.encode() + b"1,2,\x07,WBRI,UN1,,\n", "a character that no text has (code 7)"),
        (HEADER.encode() + b"1,2,\x81,WBRI,UN1,,\n", "neither UTF-8 nor Windows-1252 (code 129)"),
    ],
)
def test_what_is_not_text_is_refused(tmp_path: Path, content: bytes, said: str):
    assert said in refusal_of(tmp_path, content).cause


def test_the_line_of_a_character_that_no_text_has_is_told(tmp_path: Path):
    assert refusal_of(tmp_path, (HEADER + GOOD).encode() + b"1,\0,").line == 3
    assert refusal_of(tmp_path, (HEADER + GOOD).encode() + b"1,\x02,").line == 3


def test_a_file_without_a_year_is_refused(tmp_path: Path):
    refused = refusal(write(tmp_path / "returns" / "header.csv", HEADER + GOOD))

    assert "Nothing says which collection year this is" in refused.cause
    assert "--year 2024" in refused.cause


def test_one_bad_file_refuses_the_whole_return(tmp_path: Path):
    write_all(tmp_path / "2023")
    write(tmp_path / "2023" / "zz.csv", "not,a,return\n")

    assert refusal(tmp_path).file.endswith("2023/zz.csv")


def test_a_path_that_is_not_there_is_refused(tmp_path: Path):
    assert "There is no file or folder of this name" in refusal(tmp_path / "nowhere").cause


def test_a_path_that_no_file_can_have_is_refused():
    assert "There is no file or folder" in refusal(Path("bad\0name.csv")).cause
    assert "cannot be opened" in refusal(Path("x" * 5000)).cause


def test_no_paths_are_refused():
    assert str(refusal()).startswith("There is nothing to read in no files.")


def test_a_folder_with_nothing_to_read_is_refused_with_what_it_holds(tmp_path: Path):
    write(tmp_path / "2023" / "episodes.xlsx", "a workbook")

    assert "it holds 2023/episodes.xlsx" in str(refusal(tmp_path / "2023"))


def test_files_of_another_kind_are_left_out_with_a_note_and_hidden_ones_without(tmp_path: Path):
    folder = write_all(tmp_path / "2023")
    for name in ("LICENSE", "notes.docx", ".DS_Store", "~$header.csv", ".git/header.csv"):
        write(folder / name, "not a return")

    assert sorted(read([folder]).notes) == [
        "2023/LICENSE was left out: it is not a CSV, XML or zip file",
        "2023/notes.docx was left out: it is not a CSV, XML or zip file",
    ]


def test_a_file_of_another_kind_given_by_name_is_left_out_beside_a_return(tmp_path: Path):
    licence = write(tmp_path / "LICENSE", "words")

    assert len(read([write_all(tmp_path / "2023"), licence]).notes) == 1


def test_a_link_to_a_folder_is_not_followed(tmp_path: Path):
    folder = write_all(tmp_path / "2023")
    (folder / "again").symlink_to(folder, target_is_directory=True)

    assert read([folder]).tables["reviews"].num_rows == 1


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    import os

    os.mkfifo(tmp_path / "2023.csv")

    assert "neither a file nor a folder" in refusal(tmp_path / "2023.csv").cause


def test_a_file_that_vanishes_or_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def denied(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", denied)

    assert "cannot be opened: permission denied" in refusal_of(tmp_path, HEADER).cause


@pytest.mark.parametrize(
    ("limit", "said"), [("MOST_BYTES", "larger than 1 GB"), ("MOST_FILES", "There are more than 1 files")]
)
def test_more_than_any_return_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, said: str
):
    monkeypatch.setattr(sources, limit, 1)

    assert said in refusal(write_all(tmp_path / "2023")).cause


def test_names_from_outside_stand_in_messages_without_control_characters(tmp_path: Path):
    folder = tmp_path / "2023"
    write(folder / "bad\x1b[31m\nname.csv", "not,a,return\n")

    assert "\n" not in str(refusal(folder))
    assert "\x1b" not in str(refusal(folder))


def test_a_refusal_without_a_file_is_only_its_cause():
    assert str(Refused("Why.")) == "Why."
    assert str(Refused("Why.", file="a.csv")) == "a.csv: Why."


@pytest.mark.parametrize("mend", [lambda text: text, lambda text: text.replace("\n", "\r\n")])
def test_nothing_good_is_refused(tmp_path: Path, mend: Callable[[str], str]):
    assert read([write(tmp_path / "2023.csv", mend(as_csv("episodes")))]).tables["episodes"].num_rows == 3
