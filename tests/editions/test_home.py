import json
import os
import stat
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest

from sufficiency.editions import DamagedEdition, EditionInUse, Home, HomeBusy, UnknownEdition
from tests.editions.examples import DESCRIPTION, make_edition


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


def test_a_home_nobody_has_loaded_into_has_no_edition_and_is_not_made_by_looking(home):
    assert home.current() is None
    assert home.editions() == [] == home.damaged()
    home.clear_half_written()
    assert not home.path.exists()


def test_what_is_committed_is_current_and_can_be_read_back(home):
    edition = make_edition(home)
    assert home.current().id == edition.id == home.editions()[0].id
    assert home.current().table("returns/episodes").to_pydict() == {"child": ["1", "2"]}
    assert home.edition(edition.id).manifest == edition.manifest
    assert datetime.now(UTC) - edition.manifest.made_at < timedelta(minutes=1)


def test_the_newest_load_is_current_and_listed_first(home):
    ids = [make_edition(home).id for _ in range(3)]
    assert [one.id for one in home.editions()] == ids[::-1]
    assert home.current().id == ids[-1]
    assert ids == sorted(ids)


def test_an_older_edition_can_be_chosen_until_the_next_load(home):
    first, second = make_edition(home), make_edition(home)
    assert home.make_current(first.id).id == first.id
    assert home.current().id == first.id
    third = make_edition(home)
    assert home.current().id == third.id
    assert {one.id for one in home.editions()} == {first.id, second.id, third.id}


def test_an_edition_made_to_be_looked_at_first_leaves_the_one_in_use_alone(home):
    with home.draft(make_current=False) as draft:
        first = draft.commit(**DESCRIPTION)
    assert home.current().id == first.id, "the first edition is in use: there is no other"
    with home.draft(make_current=False) as draft:
        second = draft.commit(**DESCRIPTION)
    assert home.current().id == first.id
    home.make_current(second.id)
    assert home.current().id == second.id


def test_a_new_edition_leaves_the_files_of_the_old_one_as_they_were(home):
    first = make_edition(home)
    before = {
        path: (path.read_bytes(), path.stat().st_mtime_ns)
        for path in first.folder.rglob("*")
        if path.is_file()
    }
    make_edition(home, children=("9",))
    assert before == {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in before}


def test_the_files_of_an_edition_are_read_only(home):
    edition = make_edition(home)
    files = [path for path in edition.folder.rglob("*") if path.is_file()]
    assert len(files) == 4
    assert all(stat.S_IMODE(path.stat().st_mode) & 0o222 == 0 for path in files)


def test_only_the_owner_may_look_into_a_home_that_we_made(home):
    make_edition(home)
    assert stat.S_IMODE(home.path.stat().st_mode) == 0o700


def test_a_draft_that_is_not_committed_leaves_nothing(home):
    first = make_edition(home)
    with home.draft() as draft:
        draft.write("findings", pa.table({"code": ["X"]}))
    with pytest.raises(ZeroDivisionError), home.draft() as draft:
        draft.write("findings", pa.table({"code": ["X"]}))
        raise ZeroDivisionError
    assert os.listdir(home.folder) == [first.id]
    assert home.current().id == first.id


def test_a_draft_holds_only_tables(home):
    with pytest.raises(ValueError, match="Parquet tables only"), home.draft() as draft:
        (draft.folder / "notes.txt").write_text("spilled")
        draft.commit(**DESCRIPTION)
    assert home.current() is None


def test_what_a_killed_load_left_is_removed_at_the_next_start(home):
    first = make_edition(home)
    left = home.folder / ".draft-2025-01-01-001" / "returns"
    left.mkdir(parents=True)
    (left / "episodes.parquet").write_bytes(b"half")
    (home.path / ".writing-0123").write_bytes(b"half a pointer")
    home.clear_half_written()
    assert os.listdir(home.folder) == [first.id]
    assert sorted(os.listdir(home.path)) == [".write-lock", "current.json", "editions"]


def test_a_link_left_among_drafts_is_unlinked_and_never_followed(home, tmp_path):
    make_edition(home)
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "file").write_text("keep")
    (home.folder / ".draft-2025-01-01-009").symlink_to(precious)
    home.clear_half_written()
    assert (precious / "file").read_text() == "keep"
    assert len(os.listdir(home.folder)) == 1


def test_a_living_draft_is_never_removed(home):
    with home.draft() as draft:
        Home(home.path).clear_half_written()
        assert draft.folder.is_dir()


def test_a_second_load_is_refused_when_the_first_does_not_finish(home):
    refused = pytest.raises(HomeBusy, match="Another load is writing to .*Wait")
    with home.draft(), refused, Home(home.path).draft(wait=0):
        raise AssertionError("two drafts at once")


def test_a_second_load_waits_for_the_first_to_finish(home):
    inside, told = threading.Event(), threading.Event()

    def first():
        with home.draft() as draft:
            inside.set()
            told.wait(10)
            draft.write("findings", pa.table({"code": ["X"]}))
            draft.commit(**DESCRIPTION)

    thread = threading.Thread(target=first)
    thread.start()
    inside.wait(10)
    with Home(home.path).draft(wait=20, waiting=told.set) as draft:
        assert draft.id.endswith("-002")
    thread.join()
    assert home.current().id.endswith("-001")


def test_ids_go_on_upwards_when_the_clock_goes_back(home):
    edition = make_edition(home)
    later = "2999-12-31-041"
    manifest = edition.folder / "manifest.json"
    manifest.chmod(0o644)
    manifest.write_text(replace(edition.manifest, id=later).to_json())
    edition.folder.rename(home.folder / later)
    home.make_current(later)
    assert make_edition(home).id == "2999-12-31-042"


@pytest.mark.parametrize(
    "asked", ["../../etc", "", ".draft-2025-01-01-001", "2025-01-01-001/..", "x" * 5000, "\x00"]
)
def test_an_id_that_names_no_edition_is_refused_with_those_there_are(home, asked):
    edition = make_edition(home)
    for ask in (home.edition, home.make_current):
        with pytest.raises(UnknownEdition, match=f"There is no edition .*There is {edition.id}"):
            ask(asked)
    assert home.current().id == edition.id


def test_asking_an_empty_home_for_an_edition_says_that_nothing_was_loaded(home):
    with pytest.raises(UnknownEdition, match="nothing has been loaded yet"):
        home.edition("2025-01-01-001")


def test_an_edition_announced_but_never_renamed_in_leaves_the_one_before_current(home):
    first, second = make_edition(home), make_edition(home)
    second.folder.rename(home.folder / ".draft-gone")
    assert home.current().id == first.id


def test_a_current_edition_that_was_taken_away_is_said_not_replaced_silently(home):
    first, second = make_edition(home), make_edition(home)
    home.make_current(first.id)
    first.folder.rename(home.path / "elsewhere")
    with pytest.raises(DamagedEdition, match=f"{first.id}, is no longer in .*editions use"):
        home.current()
    assert home.make_current(second.id).id == home.current().id


@pytest.mark.parametrize("content", [b"", b"null", b"[]", b"{}", b'"x"', b"\xff\xfe\x00", b"[" * 100_000])
def test_a_pointer_that_cannot_be_understood_is_said_and_can_be_set_again(home, content):
    edition = make_edition(home)
    (home.path / "current.json").write_bytes(content)
    with pytest.raises(DamagedEdition, match="cannot be understood"):
        home.current()
    home.make_current(edition.id)
    assert home.current().id == edition.id


def test_a_home_whose_pointer_is_lost_shows_the_newest(home):
    make_edition(home)
    second = make_edition(home)
    (home.path / "current.json").unlink()
    assert home.current().id == second.id


def test_a_pointer_at_something_that_is_not_an_edition_is_not_followed(home, tmp_path):
    make_edition(home)
    (tmp_path / "evil").mkdir()
    pointer = {"edition": "../../evil", "otherwise": None}
    (home.path / "current.json").write_text(json.dumps(pointer))
    with pytest.raises(DamagedEdition):
        home.current()


def test_one_damaged_edition_does_not_hide_the_others(home):
    first, second = make_edition(home), make_edition(home)
    (first.folder / "manifest.json").unlink()
    assert [one.id for one in home.editions()] == [second.id]
    assert len(home.damaged()) == 1
    assert first.id in home.damaged()[0]
    with pytest.raises(DamagedEdition, match="no manifest.json"):
        home.edition(first.id)


def test_a_home_that_is_a_file_is_an_error_of_the_system(tmp_path):
    (tmp_path / "home").write_text("a file")
    home = Home(tmp_path / "home")
    with pytest.raises(NotADirectoryError):
        home.current()
    with pytest.raises(FileExistsError), home.draft():
        raise AssertionError("a draft in a file")


def test_an_edition_taken_away_is_gone_with_its_files(home):
    first, second = make_edition(home), make_edition(home)
    home.take_away(first.id)
    assert home.ids() == [second.id] and not first.folder.exists()
    assert [path.name for path in home.folder.iterdir()] == [second.id]
    with pytest.raises(UnknownEdition):
        home.take_away(first.id)


def test_the_edition_in_use_is_not_taken_away(home):
    edition = make_edition(home)
    with pytest.raises(EditionInUse, match="is in use"):
        home.take_away(edition.id)
    assert home.current().id == edition.id


def test_what_a_killed_process_leaves_of_an_edition_taken_away_is_cleared(home, monkeypatch):
    first, second = make_edition(home), make_edition(home)
    monkeypatch.setattr("sufficiency.editions.home.remove", lambda _folder: None)
    home.take_away(first.id)
    monkeypatch.undo()
    assert home.ids() == [second.id]
    home.clear_half_written()
    assert [path.name for path in home.folder.iterdir()] == [second.id]


def test_an_edition_taken_away_while_somebody_waits_to_choose_it_is_not_chosen(home, monkeypatch):
    first, second = make_edition(home), make_edition(home)
    other, lock = Home(home.path), home._lock

    def waiting(**wait):
        other.take_away(first.id)
        return lock(**wait)

    monkeypatch.setattr(home, "_lock", waiting)
    with pytest.raises(UnknownEdition):
        home.make_current(first.id)
    assert Home(home.path).current().id == second.id
