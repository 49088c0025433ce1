"""Workbooks of Annex A in a load: alone or beside returns, kept from edition to edition, one day at a time."""

from datetime import date

import pytest

from sufficiency.editions import Home
from sufficiency.history import History
from sufficiency.loading import load, rebuild
from sufficiency.measures import calculate
from sufficiency.returns.ssda903 import Refused
from tests.annex_a import DAY, workbook, write
from tests.loading.small_returns import write_return

JUNE = date(2025, 6, 30)
IN_CARE = [{"child": "A1", "started": date(2014, 6, 1)}, {"child": "A2", "started": date(2014, 6, 1)}]
BOOK = {"list_8": IN_CARE, "list_9": [{"child": "L1"}]}


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


def figures(edition, day=DAY):
    with History(edition.folder / "history") as history:
        rows = calculate(
            history, [day], ["cla_number", "annex_cla_number", "care_leavers_number"], []
        ).to_pylist()
    return {row["measure"]: row["value"] for row in rows}


def test_a_workbook_may_be_loaded_alone(home, tmp_path):
    loaded = load(home, [write(tmp_path, workbook(BOOK))], by="x")
    manifest = loaded.edition.manifest
    assert (manifest.years, manifest.workbook_days, manifest.children) == ((), (DAY,), 0)
    assert figures(loaded.edition) == {"annex_cla_number": 2, "care_leavers_number": 1}
    assert [(file.table, file.as_at, file.year) for file in manifest.files] == [
        ("list_8", "2025-03-31", 2025),
        ("list_9", "2025-03-31", 2025),
    ]


def test_a_workbook_and_a_return_may_be_loaded_together(home, tmp_path):
    returns = write_return(tmp_path, 2025)
    loaded = load(home, [returns, write(tmp_path, workbook(BOOK))], by="x")
    assert figures(loaded.edition) == {"cla_number": 2, "annex_cla_number": 2, "care_leavers_number": 1}


def test_a_folder_may_hold_both(home, tmp_path):
    write_return(tmp_path / "ours", 2025)
    write(tmp_path / "ours", workbook(BOOK))
    write(tmp_path / "ours", workbook({}, others=["Notes"]), "notes.xlsx")
    loaded = load(home, [tmp_path / "ours"], by="x")
    assert loaded.edition.manifest.years == (2025,)
    assert loaded.edition.manifest.workbook_days == (DAY,)
    assert any(note.startswith("notes.xlsx was left out") for note in loaded.notes)
    assert not any("annex-a" in note for note in loaded.notes)


def test_a_later_return_keeps_the_workbook_and_a_later_workbook_the_returns(home, tmp_path):
    load(home, [write(tmp_path, workbook(BOOK))], by="x")
    second = load(home, [write_return(tmp_path, 2025)], by="x").edition
    assert figures(second) == {"cla_number": 2, "annex_cla_number": 2, "care_leavers_number": 1}
    assert second.manifest.based_on is not None
    third = load(home, [write(tmp_path, workbook(BOOK), "annex a 2025-06-30.xlsx")], by="x").edition
    assert third.manifest.workbook_days == (DAY, JUNE)
    assert third.manifest.carried_years == (2025,)
    assert figures(third) == figures(second)
    assert figures(third, JUNE)["annex_cla_number"] == 2


def test_a_workbook_replaces_the_one_of_its_day_and_a_list_that_is_gone_is_told(home, tmp_path):
    load(home, [write(tmp_path, workbook(BOOK))], by="x")
    again = load(home, [write(tmp_path, workbook({"list_8": IN_CARE[:1]}))], by="x")
    assert figures(again.edition) == {"annex_cla_number": 1}
    assert (
        "had List 9 (Care leavers) of 2025-03-31; this load replaces that day and has none" in again.notes[-1]
    )


def test_the_same_workbook_again_makes_no_edition(home, tmp_path):
    path = write(tmp_path, workbook(BOOK))
    first = load(home, [path], by="x")
    again = load(home, [path], by="x")
    assert (again.already_loaded, again.edition.id) == (True, first.edition.id)
    assert not load(home, [path], by="x", as_at=JUNE).already_loaded


def test_a_day_given_counts_for_a_workbook_that_tells_none(home, tmp_path):
    path = write(tmp_path, workbook(BOOK), "ours.xlsx")
    with pytest.raises(Refused, match="Give the day with --as-at"):
        load(home, [path], by="x")
    assert home.current() is None
    assert load(home, [path], by="x", as_at=JUNE).edition.manifest.workbook_days == (JUNE,)


def test_a_day_given_without_a_workbook_is_refused(home, tmp_path):
    with pytest.raises(Refused, match="none of the files is a workbook of Annex A"):
        load(home, [write_return(tmp_path, 2025)], by="x", as_at=DAY)


def test_a_workbook_that_cannot_be_read_changes_nothing(home, tmp_path):
    before = load(home, [write_return(tmp_path, 2025)], by="x").edition
    broken = write(tmp_path, b"CHILD,SEX\n1,M\n", "annex-a-2025-03-31.xlsx")
    with pytest.raises(Refused):
        load(home, [broken], by="x")
    assert home.ids() == [before.id]


def test_a_rebuilt_edition_has_its_workbooks(home, tmp_path):
    load(home, [write_return(tmp_path, 2025), write(tmp_path, workbook(BOOK))], by="x")
    rebuilt = rebuild(home, by="x")
    assert figures(rebuilt) == {"cla_number": 2, "annex_cla_number": 2, "care_leavers_number": 1}
    assert rebuilt.manifest.workbook_days == (DAY,)


def test_the_workbook_of_another_authority_is_not_carried_on(home, tmp_path):
    load(home, [write(tmp_path, workbook(BOOK))], by="x", authority="Southwark")
    loaded = load(home, [write_return(tmp_path, 2025)], by="x", authority="Kent")
    assert loaded.edition.manifest.workbook_days == ()
    assert "annex_a/list_8" not in loaded.edition.manifest.tables


def test_a_workbook_of_other_children_does_not_join_the_made_up_authority(home, tmp_path):
    load(home, [write_return(tmp_path, 2025)], by="x", authority="Fairmere")
    other = workbook({"list_8": [{"child": f"R{n}", "started": date(2020, 1, 1)} for n in range(20)]})
    loaded = load(home, [write(tmp_path, other)], by="x")
    assert loaded.edition.manifest.years == ()
    assert "made-up and real children never mix" in loaded.notes[0]


def test_an_edition_keeps_the_lists_as_they_were_read(home, tmp_path):
    edition = load(home, [write(tmp_path, workbook(BOOK))], by="x").edition
    assert edition.table("annex_a/list_8")["child"].to_pylist() == ["A1", "A2"]
    assert edition.table("annex_a/list_1").num_rows == 0
