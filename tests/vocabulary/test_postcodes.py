import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from sufficiency.vocabulary import postcodes
from sufficiency.vocabulary.postcodes import build, coordinates, directory, miles, tidy


@pytest.fixture
def small_source(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three postcodes in place of the whole country, for tests of where and how the file is written."""
    table = postcodes._tidied(
        {
            "pcd": ["se1 2QH", "AB1  0AA", "BT1 1AA"],
            "oseast1m": [533512.0, float("nan"), 333700.0],
            "osnrth1m": [180082.0, float("nan"), 374000.0],
            "laua": ["E09000028", float("nan"), "N09000003"],
        }
    )
    monkeypatch.setattr(postcodes, "_parts", lambda: iter([table]))


def test_the_directory_holds_every_postcode_once_in_order_with_its_place():
    table = pq.read_table(directory())

    assert table.schema == postcodes._SCHEMA
    assert table.num_rows > 2_500_000
    codes = table.column("postcode").combine_chunks()
    assert pc.all(pc.less(codes[:-1], codes[1:])).as_py()
    assert pc.all(pc.equal(pc.match_substring_regex(codes, "^[A-Z0-9]{5,7}$"), True)).as_py()
    english = table.filter(pc.starts_with(table.column("local_authority"), "E"))
    assert english.num_rows > 2_000_000
    assert english.column("easting").null_count == 0


def test_miles_are_straight_to_one_decimal_whatever_the_spelling():
    assert miles("SE1 2QH", "SW1A 1AA") == 2.6
    assert miles("se12qh", " sw1a1aa ") == 2.6
    assert miles("SE1 2QH", "SE1 2QH") == 0.0


def test_a_distance_to_an_unknown_postcode_is_not_known():
    assert miles("SE1 2QH", "ZZ99 9ZZ") is None
    assert miles("", "SE1 2QH") is None


def test_northern_ireland_is_in_the_directory_without_a_position():
    assert miles("SE1 2QH", "BT1 5GS") is None
    assert coordinates(["BT1 5GS"]) == {}
    there = pq.read_table(directory(), filters=[("postcode", "=", "BT15GS")])
    assert there.num_rows == 1


def test_no_postcodes_have_no_places():
    assert coordinates([]) == {}


def test_a_tidy_postcode_is_upper_case_without_spaces():
    assert tidy(" se1\u00a0 2qh ") == "SE12QH"


def test_what_the_source_does_not_place_is_null(tmp_path: Path, small_source: None):
    build(tmp_path / "small.parquet")

    assert pq.read_table(tmp_path / "small.parquet").to_pylist() == [
        {"postcode": "AB10AA", "easting": None, "northing": None, "local_authority": None},
        {"postcode": "BT11AA", "easting": None, "northing": None, "local_authority": "N09000003"},
        {"postcode": "SE12QH", "easting": 533512, "northing": 180082, "local_authority": "E09000028"},
    ]


def test_building_twice_at_once_leaves_one_whole_file_that_others_may_read(
    tmp_path: Path, small_source: None
):
    file = tmp_path / "deep" / "small.parquet"
    with ThreadPoolExecutor(4) as several:
        assert list(several.map(build, [file] * 8)) == [3] * 8

    assert os.listdir(file.parent) == ["small.parquet"]
    assert pq.read_metadata(file).num_rows == 3
    assert stat.S_IMODE(file.stat().st_mode) == 0o644


def test_a_build_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def broken():
        yield pa.table({"wrong": [1]})

    monkeypatch.setattr(postcodes, "_parts", broken)
    with pytest.raises(ValueError, match="schema"):
        build(tmp_path / "small.parquet")

    assert os.listdir(tmp_path) == []


def test_the_cache_is_used_where_the_package_cannot_be_written(
    tmp_path: Path, small_source: None, monkeypatch: pytest.MonkeyPatch
):
    in_the_way = tmp_path / "a-file"
    in_the_way.write_text("a folder cannot be made here")
    places = (in_the_way / "postcodes.parquet", tmp_path / "cache" / "postcodes.parquet")
    monkeypatch.setattr(postcodes, "_places", lambda: places)
    directory.cache_clear()

    assert directory() == places[1]
    directory.cache_clear()


def test_it_says_so_when_nowhere_can_be_written(
    tmp_path: Path, small_source: None, monkeypatch: pytest.MonkeyPatch
):
    in_the_way = tmp_path / "a-file"
    in_the_way.write_text("a folder cannot be made here")
    monkeypatch.setattr(postcodes, "_places", lambda: (in_the_way / "one", in_the_way / "two"))
    directory.cache_clear()

    with pytest.raises(OSError, match="Make one of them writable"):
        directory()
