import os
import shutil

import pytest

from sufficiency.cli import loads as commands
from sufficiency.editions import Home
from sufficiency.loading import loads
from tests.cli.conftest import refused, run
from tests.loading.small_returns import check_quickly, derive_quickly, write_return


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(loads, "derive", derive_quickly)
    monkeypatch.setattr(loads, "check", check_quickly)


@pytest.fixture
def made_up(monkeypatch):
    """A stand-in for the made-up authority: two children, a year or two."""

    def write(folder, seed=2025, errors=False, workbook=False):
        write_return(folder, 2024, children=("M1", "M2"), missing=errors)
        write_return(folder, 2025, children=("M1", "M2"), place="U4" if seed == 2025 else "K2")

    monkeypatch.setattr("sufficiency.demo.write_returns", write)


def test_a_load_says_what_it_made(nowhere):
    write_return(nowhere / "returns", 2024, missing=True)
    result = run("load", "returns", "--authority", "kent", "--final")
    edition = Home("sufficiency-home").current()
    assert result.exit_code == 0 and result.stderr == ""
    assert result.stdout.splitlines() == [
        f"Edition {edition.id} is now current in sufficiency-home.",
        "Final, collection years 2024.",
        "2 children, 2 episodes.",
        "Findings: 0 errors, 2 warnings, 0 notes. See `sufficiency findings`.",
    ]
    assert edition.manifest.authority == "E10000016" and edition.manifest.by == commands.who()


def test_the_same_files_again_change_nothing_and_say_so(nowhere):
    write_return(nowhere / "returns", 2024)
    run("load", "returns")
    result = run("load", "returns")
    assert result.exit_code == 0
    assert "already loaded" in result.stdout and "Nothing was changed" in result.stdout
    assert len(Home("sufficiency-home").ids()) == 1


def test_a_return_is_provisional_unless_it_is_said_to_be_final(nowhere):
    write_return(nowhere / "returns", 2024)
    run("load", "returns")
    assert not Home("sufficiency-home").current().manifest.final
    run("load", "returns", "--final")
    assert Home("sufficiency-home").current().manifest.final
    run("load", "returns", "--provisional")
    assert not Home("sufficiency-home").current().manifest.final


def test_the_year_can_be_given(nowhere):
    there = write_return(nowhere / "returns", 2024)
    there.rename(nowhere / "ours")
    assert refused(run("load", "ours/header.csv", "ours/episodes.csv"), "--year")
    assert run("load", "ours/header.csv", "ours/episodes.csv", "--year", "2024").exit_code == 0
    assert Home("sufficiency-home").current().manifest.years == (2024,)


def test_what_was_left_out_is_noted(nowhere):
    (write_return(nowhere / "returns", 2024) / "notes.docx").write_text("a letter")
    result = run("load", "returns")
    assert result.exit_code == 0
    assert "notes.docx" in result.stderr and result.stderr.endswith(".\n")


def test_very_many_notes_are_cut_short(nowhere):
    there = write_return(nowhere / "returns", 2024)
    for number in range(50):
        (there / f"letter-{number}.docx").write_text("a letter")
    assert run("load", "returns").stderr.splitlines()[-1] == "And 30 more like these."


@pytest.mark.parametrize(
    "arguments, words",
    [
        (("nowhere.csv",), ["nowhere.csv"]),
        (("bad.csv",), ["bad.csv"]),
        (("2024", "--authority", "Atlantis"), ["Atlantis", "Give a name, or a code"]),
        (("2024", "--year", "12"), ["12 is not a collection year"]),
        (("\x1b[31mred",), ["red"]),
    ],
)
def test_what_cannot_be_loaded_is_refused_and_changes_nothing(nowhere, arguments, words):
    write_return(nowhere, 2024)
    (nowhere / "bad.csv").write_bytes(b"\x00\xff\x00")
    result = run("load", *arguments)
    assert refused(result, *words) and "\x1b" not in result.stderr
    assert Home("sufficiency-home").ids() == []


def test_a_home_that_is_a_file_is_refused(nowhere):
    write_return(nowhere, 2024)
    (nowhere / "sufficiency-home").write_text("a file")
    assert refused(run("load", "2024"), "sufficiency-home")
    assert refused(run("measures"), "sufficiency-home", "Not a directory")


def test_a_disk_that_refuses_is_said(nowhere, monkeypatch):
    write_return(nowhere, 2024)

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(loads, "derive", full)
    assert refused(run("load", "2024"), "No space left on device", "Free some space")
    assert Home("sufficiency-home").ids() == []


def test_a_second_load_at_once_is_refused_when_it_has_waited_long_enough(nowhere, monkeypatch):
    write_return(nowhere, 2024)
    draft = Home.draft
    monkeypatch.setattr(Home, "draft", lambda self, **options: draft(self, wait=0, **options))
    with draft(Home("sufficiency-home")):
        assert refused(run("load", "2024"), "Another load is writing")


def test_rebuilding_keeps_the_old_edition(nowhere):
    write_return(nowhere, 2024)
    run("load", "2024")
    result = run("rebuild")
    first, second = sorted(Home("sufficiency-home").ids())
    assert result.stdout.startswith(f"Edition {second}, from the returns of {first}, is now current.")


def test_rebuilding_nothing_is_refused(nowhere):
    assert refused(run("rebuild"), "Nothing has been loaded into sufficiency-home yet", "sufficiency demo")
    assert os.listdir(nowhere) == []


def test_the_made_up_authority_is_loaded_as_itself(nowhere, made_up):
    assert run("demo").exit_code == 0
    manifest = Home("sufficiency-home").current().manifest
    assert (manifest.authority, manifest.years, manifest.final) == ("X99", (2024, 2025), True)
    assert manifest.files[0].name == "2024/episodes.csv"
    again = run("demo")
    assert "already loaded" in again.stdout
    assert "already" not in run("demo", "--seed", "7").stdout
    assert "2 warnings" in run("demo", "--errors").stdout


def test_the_made_up_returns_can_be_written_only(nowhere, made_up):
    result = run("demo", "--folder", "somewhere/made-up")
    assert result.stdout == "The returns are in somewhere/made-up. Load them with `sufficiency load`.\n"
    assert "planted-errors.txt" in run("demo", "--folder", "with-errors", "--errors").stdout
    assert sorted(os.listdir("somewhere/made-up")) == ["2024", "2025"]
    assert not os.path.exists("sufficiency-home")
    assert refused(run("demo", "--folder", "somewhere/made-up"), "is not empty")


def test_the_made_up_authority_never_joins_a_real_one(nowhere, made_up):
    write_return(nowhere, 2024)
    run("load", "2024")
    assert refused(run("demo"), "a real authority", "--home")
    assert len(Home("sufficiency-home").ids()) == 1


def test_somebody_without_a_name_is_unknown(monkeypatch):
    def nobody():
        raise KeyError("uid not found")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert commands.who() == "unknown"


def test_home_may_stand_before_or_after_the_command_or_in_the_environment(nowhere, monkeypatch):
    write_return(nowhere, 2024)
    run("--home", "a", "load", "2024")
    run("load", "2024", "--home", "b")
    monkeypatch.setenv("SUFFICIENCY_HOME", "c")
    run("load", "2024")
    run("--home", "d", "load", "2024", "--home", "e")
    assert sorted(set(os.listdir(nowhere)) - {"2024"}) == ["a", "b", "c", "e"]
    for name in ("a", "b", "c", "e"):
        for arguments in (
            ("--home", name, "editions"),
            ("editions", "--home", name),
            ("editions", "verify", "--home", name),
        ):
            assert run(*arguments).exit_code == 0
    shutil.rmtree("c")
    assert refused(run("editions"), "Nothing has been loaded into c yet")


@pytest.mark.parametrize("home", ["", "  "])
def test_a_home_without_a_name_is_refused(nowhere, home):
    assert refused(run("--home", home, "editions"), "without a folder")
    assert refused(run("editions", "--home", home), "without a folder")


def test_a_home_named_by_an_empty_variable_is_the_default(nowhere, monkeypatch):
    monkeypatch.setenv("SUFFICIENCY_HOME", "")
    assert refused(run("editions"), "sufficiency-home")
