"""Workbooks of Annex A that come in a zip: alone, beside a return, as CSV lists, and those that are not to be trusted."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from sufficiency.editions import Home
from sufficiency.loading import load
from sufficiency.returns.annex_a import packed
from sufficiency.returns.ssda903 import Refused
from tests.annex_a import DAY, workbook, write
from tests.loading.small_returns import write_return

BOOK = workbook({"list_9": [{"child": "L1"}], "list_8": [{"child": "A1", "started": date(2014, 6, 1)}]})


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


def zipped(file: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file


def test_a_workbook_alone_in_a_zip_is_read_and_its_file_named_with_the_zip(home, tmp_path):
    manifest = load(
        home, [zipped(tmp_path / "sent.zip", {"x/annex-a-2025-03-31.xlsx": BOOK})], by="x"
    ).edition.manifest
    assert (manifest.years, manifest.workbook_days) == ((), (DAY,))
    assert [file.name for file in manifest.files] == ["sent.zip/x/annex-a-2025-03-31.xlsx"] * 2


def test_the_zip_or_a_folder_in_it_may_tell_the_day(home, tmp_path):
    loaded = load(home, [zipped(tmp_path / "annex-a-2025-03-31.zip", {"ours.xlsx": BOOK})], by="x")
    assert loaded.edition.manifest.workbook_days == (DAY,)
    later = load(home, [zipped(tmp_path / "b.zip", {"30 June 2025/ours.xlsx": BOOK})], by="x")
    assert later.edition.manifest.workbook_days == (DAY, date(2025, 6, 30))


def test_a_zip_may_hold_a_return_and_a_workbook_and_others_are_passed_over(home, tmp_path):
    entries = {
        path.relative_to(tmp_path).as_posix(): path.read_bytes()
        for path in write_return(tmp_path, 2025).rglob("*.csv")
    }
    entries |= {
        "annex-a-2025-03-31.xlsx": BOOK,
        "costs.xlsx": workbook({}, others=["Costs"]),
        "__MACOSX/._a.xlsx": b"x",
    }
    loaded = load(home, [zipped(tmp_path / "all.zip", entries)], by="x")
    assert (loaded.edition.manifest.years, loaded.edition.manifest.workbook_days) == ((2025,), (DAY,))
    assert [note for note in loaded.notes if "xlsx" in note and "left out" in note] == [
        note
        for note in loaded.notes
        if note.startswith("all.zip/costs.xlsx was left out: it is not a workbook of Annex A")
    ]


def test_a_folder_may_hold_the_zip(home, tmp_path):
    (tmp_path / "ours").mkdir()
    zipped(tmp_path / "ours" / "a.zip", {"annex-a-2025-03-31.xlsx": BOOK})
    assert load(home, [tmp_path / "ours"], by="x").edition.manifest.workbook_days == (DAY,)


def test_lists_as_csv_in_a_zip_are_told_by_their_headings(home, tmp_path):
    entries = {"list 9 2025-03-31.csv": _as_csv(tmp_path)}
    assert load(home, [zipped(tmp_path / "a.zip", entries)], by="x").edition.manifest.workbook_days == (DAY,)


def _as_csv(folder: Path) -> bytes:
    import csv
    import io

    from openpyxl import load_workbook

    rows = load_workbook(write(folder, BOOK), read_only=True)["List 9"].iter_rows(values_only=True)
    told = io.StringIO()
    csv.writer(told).writerows([["" if cell is None else cell for cell in row] for row in rows])
    return told.getvalue().encode()


@pytest.mark.parametrize(
    ("entries", "sentence"),
    [
        ({"annex-a-2025-03-31.xlsx": b"no workbook"}, "a.zip/annex-a-2025-03-31.xlsx: The file is not an Excel workbook"),
        ({"only.xlsx": workbook({}, others=["Costs"])}, "None of its sheets has the headings of a list of Annex A"),
        ({"annex.xlsx": BOOK}, "Nothing says which day these lists describe"),
        ({"annex-a-2025-03-31.xlsx": b"0" * (2 << 20)}, "unpacks to more than 200 times its size"),
        ({"../../annex-a-2025-03-31.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}, "old Excel workbook (.xls)"),
    ],
    ids=["not-one", "another", "no-day", "bomb", "old"],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_a_sentence_and_nothing_is_loaded(
    home, tmp_path, entries, sentence
):
    with pytest.raises(Refused, match=".") as refused:
        load(home, [zipped(tmp_path / "a.zip", entries)], by="x")
    assert sentence in str(refused.value)
    assert home.current() is None


def test_too_many_and_too_large_ones_are_refused(home, tmp_path, monkeypatch):
    monkeypatch.setattr(packed, "MOST_BOOKS", 1)
    two = {"annex-a-2025-03-31.xlsx": BOOK, "annex-a-2025-06-30.xlsx": BOOK}
    with pytest.raises(Refused, match="holds 2 workbooks and lists of Annex A; 1 at most"):
        load(home, [zipped(tmp_path / "a.zip", two)], by="x")
    monkeypatch.setattr(packed, "MOST_BYTES", 10)
    with pytest.raises(Refused, match="larger than 0 MB, more than any Annex A"):
        load(home, [zipped(tmp_path / "b.zip", {"annex-a-2025-03-31.xlsx": BOOK})], by="x")
