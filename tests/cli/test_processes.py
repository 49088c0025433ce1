"""The command as a process of its own: quick to answer, quiet when nobody listens, and clean when stopped."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sufficiency.editions import Home
from tests.loading.small_returns import write_return

COMMAND = Path(sys.executable).with_name("sufficiency")


def start(*arguments, folder, **options):
    environment = {name: value for name, value in os.environ.items() if name != "SUFFICIENCY_HOME"}
    return subprocess.Popen(  # noqa: S603
        [str(COMMAND), *map(str, arguments)],
        cwd=folder,
        env=environment | options.pop("environment", {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_as_from_a_terminal,
        **options,
    )


def _as_from_a_terminal():
    """Ctrl and C is heard: a shell has what it runs in the background, the suite perhaps, ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def finish(process):
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def test_help_names_every_command_and_loads_none_of_the_rooms(tmp_path):
    code, out, _ = finish(start("--help", folder=tmp_path))
    assert code == 0
    for name in (
        "load",
        "measures",
        "children",
        "findings",
        "editions",
        "rebuild",
        "demo",
        "serve",
        "people",
    ):
        assert f"\n  {name} " in out
    listing = "import sys, sufficiency.cli; print([m for m in ('pyarrow', 'duckdb', 'ibis', 'django', 'rich') if m in sys.modules])"
    assert subprocess.check_output([sys.executable, "-c", listing], text=True) == "[]\n"  # noqa: S603


def test_the_version_is_told(tmp_path):
    code, out, _ = finish(start("--version", folder=tmp_path))
    assert code == 0 and out[0].isdigit()


def test_nothing_to_do_shows_the_help(tmp_path):
    code, out, err = finish(start(folder=tmp_path))
    assert code in (0, 2) and "Commands:" in out + err


def test_a_foreseen_problem_ends_with_code_2_and_a_sentence(tmp_path):
    code, out, err = finish(start("measures", folder=tmp_path))
    assert (code, out) == (2, "")
    assert err.startswith("Nothing has been loaded into sufficiency-home yet.") and "Traceback" not in err
    assert os.listdir(tmp_path) == []


def test_a_reader_that_leaves_early_is_no_mistake(home, tmp_path):
    process = start(
        "measures", "--format", "csv", "--from", "2016-04-30", "--to", "2024-03-31", folder=tmp_path
    )
    assert process.stdout.readline().startswith("measure,")
    process.stdout.close()
    process.wait(timeout=120)
    err = process.stderr.read()
    process.stderr.close()
    assert "Traceback" not in err and "Broken pipe" not in err and "Exception ignored" not in err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL, signal.SIGTERM])
def test_a_load_that_is_stopped_leaves_the_edition_before(home, tmp_path, number):
    before = Home(home).current().id
    for year in range(2000, 2025):
        write_return(tmp_path / "more", year, children=[f"N{n}" for n in range(400)])
    process = start("load", "more", folder=tmp_path)
    for _ in range(12_000):
        if any(name.startswith(".draft-") for name in os.listdir(home / "editions")):
            break
        time.sleep(0.005)
    process.send_signal(number)
    code, out, err = finish(process)
    assert out == "" and "Traceback" not in err
    if number is signal.SIGINT:
        assert code == 130 and "Stopped." in err
    else:
        assert code == -number
    code, out, _ = finish(start("editions", folder=tmp_path))
    assert code == 0 and out.startswith(f"{before}  provisional  current")
    assert os.listdir(home / "editions") == [before]


def test_names_that_no_encoding_has_are_shown_all_the_same(tmp_path):
    process = start("load", "caf\udcff\u00e9.csv", folder=tmp_path, environment={"PYTHONIOENCODING": "ascii"})
    code, out, err = finish(process)
    assert (code, out) == (2, "") and "caf" in err and "Traceback" not in err


def test_output_to_the_standard_output_by_name_is_a_pipe_like_any_other(home, tmp_path):
    code, out, _ = finish(
        start("measures", "--format", "csv", "--totals", "--output", "/dev/stdout", folder=tmp_path)
    )
    assert code == 0 and out.startswith("measure,as_at")
