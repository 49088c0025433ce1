import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from sufficiency.returns.ssda903 import Refused, read, sources

from .a_return import XML, as_csv, write, write_all


def zipped(file: Path, entries: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file


def refusal(path: Path) -> Refused:
    with pytest.raises(Refused) as refused:
        read([path])
    return refused.value


def test_a_zip_of_several_years_is_read_with_each_entry_named(tmp_path: Path):
    entries = {f"returns/{year}/episodes.csv": as_csv("episodes") for year in (2022, 2023)}

    reading = read([zipped(tmp_path / "all.zip", entries)])

    assert reading.years == (2022, 2023)
    assert [Path(file.name).parts[-4:] for file in reading.files] == [
        ("all.zip", "returns", str(year), "episodes.csv") for year in (2022, 2023)
    ]


def test_the_name_of_a_zip_may_give_the_year(tmp_path: Path):
    assert read([zipped(tmp_path / "2022-23.zip", {"episodes.csv": as_csv("episodes")})]).years == (2023,)


def test_a_folder_may_hold_zips_beside_files(tmp_path: Path):
    write_all(tmp_path / "all" / "2023")
    zipped(tmp_path / "all" / "2022.zip", {"e.CSV": as_csv("episodes"), "deep/2021.xml": XML})

    assert read([tmp_path / "all"]).years == (2021, 2022, 2023)


def test_hidden_entries_and_other_kinds_are_left_out(tmp_path: Path):
    entries = {
        "2023/episodes.csv": as_csv("episodes"),
        "2023/": "",
        "__MACOSX/2023/._episodes.csv": "x",
        "2023/.hidden.csv": "x",
        "2023/readme.txt": "x",
    }
    reading = read([zipped(tmp_path / "a.zip", entries)])

    assert [note.rpartition("/")[2] for note in reading.notes] == [
        "readme.txt was left out: it is not a CSV or XML file"
    ]


def test_a_link_in_a_zip_is_left_out(tmp_path: Path):
    link = zipfile.ZipInfo("2023/link.csv")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("2023/e.csv", as_csv("episodes"))

    assert len(read([tmp_path / "a.zip"]).files) == 1


def test_names_that_climb_out_are_only_names(tmp_path: Path):
    names = ("../../2023/e.csv", "/2022/e.csv", "..\\..\\2021\\e.csv")
    before = sorted(tmp_path.rglob("*"))

    reading = read([zipped(tmp_path / "in" / "a.zip", {name: as_csv("episodes") for name in names})])

    assert reading.years == (2021, 2022, 2023)
    assert all(".." not in file.name for file in reading.files)
    assert sorted(tmp_path.rglob("*")) == sorted([*before, tmp_path / "in", tmp_path / "in" / "a.zip"])


def test_a_zip_in_a_zip_is_refused(tmp_path: Path):
    inner = zipped(tmp_path / "inner.zip", {"2023/e.csv": as_csv("episodes")}).read_bytes()

    assert (
        "There is a zip inside the zip" in refusal(zipped(tmp_path / "outer.zip", {"inner.zip": inner})).cause
    )


def test_a_zip_with_nothing_to_read_is_refused(tmp_path: Path):
    assert "There is nothing to read" in str(refusal(zipped(tmp_path / "a.zip", {"readme.txt": "x"})))
    assert "There is nothing to read" in str(refusal(zipped(tmp_path / "b.zip", {})))


def test_a_zip_that_swells_is_refused(tmp_path: Path):
    bomb = zipped(tmp_path / "a.zip", {"2023/e.csv": b"0" * (20 << 20)})

    assert "unpacks to more than 200 times its size" in refusal(bomb).cause


def test_a_zip_that_is_too_big_or_holds_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file = zipped(tmp_path / "a.zip", {f"2023/{n}.csv": as_csv("episodes") for n in range(3)})

    monkeypatch.setattr(sources, "MOST_BYTES_OF_A_ZIP", 100)
    assert "unpacks to more than 2 GB" in refusal(file).cause
    monkeypatch.setattr(sources, "MOST_ENTRIES", 2)
    assert "holds more than 2 files" in refusal(file).cause


def test_a_zip_with_an_endless_list_of_files_is_refused_before_the_list_is_read(tmp_path: Path):
    file = zipped(tmp_path / "a.zip", {"2023/e.csv": as_csv("episodes")})
    data = bytearray(file.read_bytes())
    place = data.index(b"PK\x05\x06") + 12
    data[place : place + 4] = (50 << 20).to_bytes(4, "little")
    file.write_bytes(data)
    assert "larger than any return" in refusal(file).cause

    data[place - 12 : place - 12] = b"PK\x06\x07" + b"\0" * 16
    file.write_bytes(data)
    assert "larger than any return" in refusal(file).cause


def test_an_entry_that_is_too_big_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sources, "MOST_BYTES", 10)

    assert "larger than 1 GB" in refusal(zipped(tmp_path / "a.zip", {"2023.csv": as_csv("episodes")})).cause


def test_a_zip_that_lies_about_its_sizes_is_refused(tmp_path: Path):
    file = zipped(tmp_path / "a.zip", {"2023/e.csv": b"0" * (20 << 20)})
    honest = (20 << 20).to_bytes(4, "little")
    file.write_bytes(file.read_bytes().replace(honest, (5_000).to_bytes(4, "little")))

    assert refusal(file)


def test_a_locked_zip_is_refused(tmp_path: Path):
    file = zipped(tmp_path / "a.zip", {"2023/e.csv": as_csv("episodes")})
    data = bytearray(file.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1  # the flag that says the entry is locked
    file.write_bytes(data)

    assert "locked with a password" in refusal(file).cause


def test_a_zip_packed_in_a_way_nobody_knows_is_refused(tmp_path: Path):
    file = zipped(tmp_path / "a.zip", {"2023/e.csv": as_csv("episodes")})
    data = bytearray(file.read_bytes())
    for start, offset in ((b"PK\x01\x02", 10), (b"PK\x03\x04", 8)):
        data[data.index(start) + offset] = 77
    file.write_bytes(data)

    assert "damaged or not a zip" in refusal(file).cause


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x05\x06"])
def test_what_is_no_zip_is_refused(tmp_path: Path, content: bytes):
    assert "damaged or not a zip" in refusal(write(tmp_path / "2023.zip", content)).cause


def test_a_damaged_entry_is_refused(tmp_path: Path):
    file = zipped(tmp_path / "a.zip", {"2023/e.csv": as_csv("episodes")}, zipfile.ZIP_STORED)
    file.write_bytes(file.read_bytes().replace(b"SC012345", b"SC999999"))

    assert "damaged" in refusal(file).cause


def test_a_zip_in_memory_makes_the_same_reading_as_its_files(tmp_path: Path):
    folder = write_all(tmp_path / "2023")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for file in folder.iterdir():
            archive.write(file, f"2023/{file.name}")
    zip_file = write(tmp_path / "a.zip", packed.getvalue())

    from_zip, from_folder = read([zip_file]), read([folder])

    for name, table in from_folder.tables.items():
        assert from_zip.tables[name].drop_columns(["file"]) == table.drop_columns(["file"])


def test_a_zip_that_may_not_be_read_is_refused_as_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file = zipped(tmp_path / "2023.zip", {"e.csv": as_csv("episodes")})

    def denied(*arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(zipfile, "ZipFile", denied)

    assert "cannot be opened: permission denied" in refusal(file).cause
