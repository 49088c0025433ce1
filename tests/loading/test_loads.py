import os

import duckdb
import pytest

from sufficiency.editions import DamagedEdition
from sufficiency.history import RULES_VERSION
from sufficiency.loading import load, loads, rebuild
from sufficiency.returns.ssda903 import Refused
from sufficiency.vocabulary.authorities import UnknownAuthority
from tests.loading.small_returns import write_return

pytestmark = pytest.mark.usefixtures("quick")


def test_a_load_makes_an_edition_of_its_files(home, returns):
    write_return(returns, 2024, missing=True)
    loaded = load(home, [returns], authority="southwark", by="A. Analyst")
    manifest = home.current().manifest
    assert loaded.edition.id == manifest.id and not loaded.already_loaded and loaded.notes == ()
    assert (manifest.by, manifest.status, manifest.authority) == ("A. Analyst", "provisional", "E09000028")
    assert (manifest.years, manifest.carried_years, manifest.based_on) == ((2024,), (), None)
    assert (manifest.children, manifest.episodes) == (2, 2)
    assert loaded.findings == manifest.findings == {"error": 0, "warning": 2, "note": 0}
    assert manifest.rules_version == RULES_VERSION
    assert [(file.name, file.table, file.year, file.rows) for file in manifest.files] == [
        ("returns/2024/episodes.csv", "episodes", 2024, 2),
        ("returns/2024/header.csv", "header", 2024, 2),
        ("returns/2024/missing.csv", "missing", 2024, 2),
    ]
    assert loaded.edition.table("findings").num_rows == 2
    assert loaded.edition.table("returns/header")["child"].to_pylist() == ["A1", "A2"]
    assert loaded.edition.table("returns/reviews").num_rows == 0


def test_a_load_adds_its_year_to_the_years_before_it(home, returns):
    first = load(home, [write_return(returns, 2024)], by="x", authority="Kent").edition
    second = load(home, [write_return(returns, 2025)], by="x").edition
    assert second.manifest.years == (2024, 2025)
    assert (second.manifest.carried_years, second.manifest.based_on) == ((2024,), first.id)
    assert second.manifest.authority == "E10000016"
    assert second.table("returns/episodes")["year"].to_pylist() == [2024, 2024, 2025, 2025]
    assert {file.year for file in second.manifest.files} == {2024, 2025}


def test_a_loaded_year_replaces_that_year_whole_and_no_other(home, returns, tmp_path):
    load(home, [write_return(returns, 2023), write_return(returns, 2024)], by="x")
    later = load(home, [write_return(tmp_path / "again", 2023, children=("A1", "A2", "A3"))], by="x").edition
    episodes = later.table("returns/episodes")
    assert list(zip(episodes["year"].to_pylist(), episodes["child"].to_pylist(), strict=True)) == [
        (2023, "A1"),
        (2023, "A2"),
        (2023, "A3"),
        (2024, "A1"),
        (2024, "A2"),
    ]
    assert later.manifest.carried_years == (2024,)


def test_a_replacing_load_that_lacks_a_table_says_what_is_gone(home, returns, tmp_path):
    load(home, [write_return(returns, 2024, missing=True)], by="x")
    loaded = load(home, [write_return(tmp_path / "again", 2024, place="K2")], by="x")
    assert "had 2 rows of the missing table for 2024; this load replaces 2024 and has none" in loaded.notes[0]
    assert loaded.edition.table("returns/missing").num_rows == 0


def test_the_same_files_are_recognised(home, returns):
    write_return(returns, 2023)
    write_return(returns, 2024)
    first = load(home, [returns], by="x")
    for again in ([returns], [returns / "2024"], [returns / "2023", returns / "2024"]):
        loaded = load(home, again, by="somebody else")
        assert loaded.already_loaded and loaded.edition.id == first.edition.id
        assert loaded.findings == first.findings
    assert len(home.editions()) == 1
    assert not [name for name in os.listdir(home.folder) if name.startswith(".")]


def test_the_same_files_told_otherwise_make_a_new_edition(home, returns, monkeypatch):
    write_return(returns, 2024)
    load(home, [returns], by="x")
    assert load(home, [returns], by="x", status="final").edition.manifest.final
    assert (
        load(home, [returns], by="x", status="final", authority="Kent").edition.manifest.authority
        == "E10000016"
    )
    assert load(home, [returns], by="x", status="final").already_loaded
    monkeypatch.setattr(loads, "RULES_VERSION", "next")
    assert load(home, [returns], by="x", status="final").edition.manifest.rules_version == "next"
    assert len(home.editions()) == 4


def test_a_part_of_a_year_is_not_taken_for_the_whole_of_it(home, returns):
    there = write_return(returns, 2024, missing=True)
    load(home, [returns], by="x")
    (there / "missing.csv").unlink()
    assert not load(home, [returns], by="x").already_loaded


def test_a_load_starts_from_the_edition_that_is_current(home, returns):
    first = load(home, [write_return(returns, 2023)], by="x").edition
    load(home, [write_return(returns, 2024)], by="x")
    home.make_current(first.id)
    third = load(home, [write_return(returns, 2025)], by="x").edition
    assert third.manifest.years == (2023, 2025)
    assert third.manifest.based_on == first.id


@pytest.mark.parametrize("content", ["", "CHILD\n", "\x00\x01", "WRONG,COLUMNS\n1,2\n"])
def test_a_file_that_is_refused_changes_nothing(home, returns, content):
    first = load(home, [write_return(returns, 2024)], by="x").edition
    (returns / "2024" / "reviews.csv").write_text(content)
    with pytest.raises(Refused, match="reviews.csv"):
        load(home, [returns], by="x")
    assert os.listdir(home.folder) == [first.id]


def test_a_load_of_an_unknown_authority_is_refused_before_anything_is_read(home, returns):
    with pytest.raises(UnknownAuthority):
        load(home, [returns / "nowhere"], authority="Atlantis", by="x")
    assert not home.path.exists()


def test_a_load_without_rows_is_refused(home, returns, monkeypatch):
    from sufficiency.history import NothingToDerive

    def nothing(*_, **__):
        raise NothingToDerive("The files have no rows.")

    monkeypatch.setattr(loads, "derive", nothing)
    with pytest.raises(Refused, match="no rows"):
        load(home, [write_return(returns, 2024)], by="x")
    assert home.current() is None


@pytest.mark.parametrize(
    "failure", [duckdb.IOException("IO Error: no space\nmore"), duckdb.OutOfMemoryException("x")]
)
def test_a_disk_that_fills_up_while_deriving_changes_nothing(home, returns, monkeypatch, failure):
    first = load(home, [write_return(returns, 2024)], by="x").edition

    def fail(tables, folder, *, progress=None):
        folder.mkdir()
        (folder / "half.parquet").write_bytes(b"half")
        raise failure

    monkeypatch.setattr(loads, "derive", fail)
    with pytest.raises(OSError, match="The history could not be written"):
        load(home, [write_return(returns, 2025)], by="x")
    assert os.listdir(home.folder) == [first.id]


def test_a_status_that_does_not_exist_is_refused(home, returns):
    with pytest.raises(ValueError, match="provisional or final"):
        load(home, [write_return(returns, 2024)], by="x", status="draft")


def test_every_stage_is_told(home, returns):
    told = []
    load(home, [write_return(returns, 2024)], by="x", progress=told.append)
    assert told[-3:] == ["Checking", "Working out each child's history", "Writing the edition"]


def test_a_damaged_current_edition_stops_a_load_with_a_sentence(home, returns):
    first = load(home, [write_return(returns, 2024)], by="x").edition
    (first.folder / "manifest.json").unlink()
    with pytest.raises(DamagedEdition):
        load(home, [write_return(returns, 2025)], by="x")
    assert len(home.ids()) == 1


def test_rebuilding_makes_a_new_edition_of_the_same_returns_and_keeps_the_old(home, returns, monkeypatch):
    write_return(returns, 2023)
    write_return(returns, 2024, missing=True)
    first = load(home, [returns], by="x", status="final", authority="Kent").edition
    monkeypatch.setattr(loads, "RULES_VERSION", "next")
    rebuilt = rebuild(home, by="y")
    manifest = rebuilt.manifest
    assert (manifest.rebuilt_from, manifest.rules_version, manifest.by) == (first.id, "next", "y")
    assert (manifest.status, manifest.authority) == ("final", "E10000016")
    assert (manifest.years, manifest.files) == (first.manifest.years, first.manifest.files)
    for name in first.manifest.tables:
        assert rebuilt.table(name) == first.table(name)
    assert home.edition(first.id).manifest == first.manifest
    assert home.current().id == rebuilt.id


def test_rebuilding_where_nothing_was_loaded_makes_nothing(home):
    assert rebuild(home, by="x") is None
    assert home.editions() == []


def test_files_loaded_before_a_rebuild_are_still_recognised_after_it(home, returns, monkeypatch):
    load(home, [write_return(returns, 2024)], by="x")
    monkeypatch.setattr(loads, "RULES_VERSION", "next")
    rebuild(home, by="x")
    assert load(home, [returns], by="x").already_loaded
