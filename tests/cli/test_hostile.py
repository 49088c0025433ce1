"""Whatever is typed, a command answers or refuses with a sentence: no traceback, nothing written, nothing steered."""

import os

import pytest

from sufficiency.editions import Home
from tests.cli.conftest import run

TYPED = (
    "",
    " ",
    "-1",
    "../../etc/passwd",
    "x" * 20_000,
    "\x1b]0;title\x07",
    "🦊\u202e",
    "'; DROP TABLE x; --",
    "%s{0}",
    "[/bold]",
)

COMMANDS = {
    "measures": ("--as-at", "--from", "--measure", "--by", "--edition", "--every", "--format", "--authority"),
    "children --measure foster_pct --as-at 2024-03-31": (
        "--measure",
        "--as-at",
        "--by",
        "--edition",
        "--format",
    ),
    "children --measure foster_pct --as-at 2024-03-31 --by sex": ("--group",),
    "findings": ("--code", "--severity", "--edition", "--format"),
    "editions": ("show", "use", "verify", "--format"),
    "load": ("", "--year", "--authority"),
    "serve": ("--port",),
    "demo": ("--seed",),
}


@pytest.mark.parametrize(
    "command, option", [(command, option) for command, options in COMMANDS.items() for option in options]
)
def test_hostile_words_are_refused_and_change_nothing(home, tmp_path, command, option):
    before = sorted(os.walk(tmp_path))
    for typed in TYPED:
        result = run(*command.split(), *([option] if option else []), typed)
        assert result.exit_code == 2, (typed[:40], result.output[:500])
        assert "Traceback" not in result.output
        assert result.stdout == ""
    assert sorted(os.walk(tmp_path)) == before
    assert len(Home(home).ids()) == 1


@pytest.mark.parametrize("typed", TYPED)
def test_a_child_nobody_knows_has_no_findings(home, typed):
    result = run("findings", "--child", typed, "--format", "json")
    assert result.exit_code == 0 and result.stdout == "[]\n"
