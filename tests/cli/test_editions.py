import hashlib
import json

import pytest

from sufficiency.editions import Home
from tests.cli.conftest import CHILDREN, refused, run
from tests.editions.examples import make_edition


def test_the_list_tells_of_each_edition_what_is_asked_of_it(home, loaded_once):
    text = run("editions").stdout
    manifest = Home(home).current().manifest
    assert text.startswith(f"{manifest.id}  provisional  current\n")
    for words in (
        f"by {manifest.by}",
        "Southwark (E09000028)",
        "2023 to 2024",
        f"{len(CHILDREN)} children, 5 episodes",
        f"{manifest.findings['error']:,} error",
        "5 files",
    ):
        assert words in text
    for path in (loaded_once / "returns").rglob("*.csv"):
        assert (
            f"  {hashlib.sha256(path.read_bytes()).hexdigest()}  returns/{path.parent.name}/{path.name}\n"
            in text
        )


def test_json_gives_the_whole_manifest(home):
    listed = json.loads(run("editions", "--format", "json").stdout)
    assert [one["current"] for one in listed] == [True]
    assert listed[0]["years"] == [2023, 2024] and len(listed[0]["files"]) == 5
    assert listed[0] == json.loads(run("editions", "show", listed[0]["id"], "--format", "json").stdout)


def test_years_kept_from_the_edition_before_are_told_and_their_files_left_to_show(nowhere):
    home = Home("sufficiency-home")
    first = make_edition(home, years=[2024], carried_years=())
    second = make_edition(home, based_on=first.id)
    text = run("editions").stdout
    assert f"2024 to 2025; 2024 kept from edition {first.id}" in text
    assert text.index(second.id) < text.index(f"{first.id}  provisional\n")
    assert "Fairmere (X99), a made-up authority" in text


def test_showing_one_lists_its_tables(home):
    edition_id = Home(home).current().id
    text = run("editions", "show", edition_id).stdout
    assert "returns/episodes" in text and "history/positions" in text and "5 files" in text


def test_using_an_older_edition_makes_it_current(nowhere):
    home = Home("sufficiency-home")
    first, _ = make_edition(home), make_edition(home)
    assert (
        run("editions", "use", first.id).stdout == f"Edition {first.id} is now current in sufficiency-home.\n"
    )
    assert home.current().id == first.id


def test_verifying_whole_editions_says_so(home):
    edition_id = Home(home).current().id
    result = run("editions", "verify")
    assert result.exit_code == 0 and result.stdout.startswith(f"Edition {edition_id} is whole: ")
    assert run("editions", "verify", edition_id).stdout == result.stdout


def test_verifying_tells_of_every_damage_with_exit_code_2(nowhere):
    home = Home("sufficiency-home")
    first, second, third = (make_edition(home) for _ in range(3))
    (first.folder / "findings.parquet").unlink()
    (second.folder / "manifest.json").unlink()
    result = run("editions", "verify")
    assert result.exit_code == 2
    assert result.stdout == f"Edition {third.id} is whole: 3 tables.\n"
    assert f"Edition {first.id}: findings.parquet is missing." in result.stderr
    assert second.id in result.stderr


def test_a_damaged_edition_is_told_beside_the_list(nowhere):
    home = Home("sufficiency-home")
    first, second = make_edition(home), make_edition(home)
    (second.folder / "manifest.json").unlink()
    result = run("editions")
    assert result.exit_code == 0
    assert result.stdout.startswith(first.id) and second.id in result.stderr
    assert run("editions", "use", first.id).exit_code == 0
    assert "current" in run("editions").stdout.splitlines()[0]


def test_what_somebody_wrote_into_a_name_cannot_steer_the_terminal(nowhere):
    make_edition(Home("sufficiency-home"), by="\x1b[2J\x07evil\u202e")
    text = run("editions").stdout
    assert "evil" in text and not {"\x1b", "\x07", "\u202e"} & set(text)


@pytest.mark.parametrize("command", [("show",), ("use",), ("verify",)])
def test_an_edition_that_is_not_there_is_refused(home, command):
    assert refused(run("editions", *command, "../x"), "There is no edition", Home(home).current().id)


@pytest.mark.parametrize("command", [(), ("verify",)])
def test_an_empty_home_says_what_to_do(nowhere, command):
    assert refused(
        run("editions", *command), "Nothing has been loaded", "sufficiency load", "sufficiency demo"
    )


def test_a_home_that_may_only_be_read_is_read_all_the_same(home, monkeypatch):
    def refuse(_):
        raise PermissionError(13, "Permission denied")

    (home / "editions" / ".draft-2000-01-01-001").mkdir()
    monkeypatch.setattr("sufficiency.editions.home.remove", refuse)
    result = run("editions")
    assert result.exit_code == 0
    assert (
        result.stderr
        == "What an interrupted load left in sufficiency-home cannot be removed: you may only read there.\n"
    )


def test_what_an_interrupted_load_left_is_removed_by_any_command(home):
    (home / "editions" / ".draft-2000-01-01-001" / "returns").mkdir(parents=True)
    assert run("editions").exit_code == 0
    assert [path.name for path in (home / "editions").iterdir()] == Home(home).ids()


def test_a_home_with_nothing_but_damage_ends_with_exit_code_2(nowhere):
    (make_edition(Home("sufficiency-home")).folder / "manifest.json").unlink()
    assert refused(run("editions"), "no manifest.json")
