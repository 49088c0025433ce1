"""Commands in the docs exist: targets of the Makefile, commands and options of the command line."""

import re
import shlex

import pytest
from typer.main import get_command

from sufficiency.cli import app
from tests.docs.pages import NAMES, ROOT, code_lines, text_of

TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
SUFFICIENCY = get_command(app)


def commands_in(line: str) -> list[list[str]]:
    """The `make ...` and `sufficiency ...` of a line of shell, as words; settings before them are dropped."""
    found = []
    for part in re.split(r"\s*(?:&&|\|\|?|;|>)\s*", line):
        words = [word for word in re.split(r"\s+", part.split(" #")[0].strip()) if word]
        while words and re.fullmatch(r"[A-Z_]+=\S*", words[0]):
            words = words[1:]
        if words and words[0] in ("make", "sufficiency", ".venv/bin/sufficiency"):
            found.append(words)
    return found


def wrong_in(words: list[str]) -> str | None:
    """What is wrong with a command, or None. Words in capitals stand for what the reader gives."""
    if words[0] == "make":
        unknown = [word for word in words[1:] if "=" not in word and word not in TARGETS]
        return f"make has no {unknown}" if unknown else None
    command, rest = SUFFICIENCY, words[1:]
    while rest:
        word = rest.pop(0)
        if word.startswith("-"):
            option = next((o for o in command.params if word in (*o.opts, *o.secondary_opts)), None)
            if option is None and word not in ("--help", "-h", "--home"):
                return f"{command.name} has no option {word}"
            if word == "--home" or (option is not None and not option.is_flag):
                rest = rest[1:]
        elif word in getattr(command, "commands", {}):
            command = command.commands[word]
        elif command is SUFFICIENCY and word != "...":
            return f"sufficiency has no command {word}"
    return None


@pytest.mark.parametrize("name", NAMES)
def test_the_commands_of_a_page_exist(name):
    lines = [line.rstrip("\\") for line in code_lines(text_of(name))]
    wrong = {
        " ".join(words): told for line in lines for words in commands_in(line) if (told := wrong_in(words))
    }
    assert not wrong


def test_a_command_that_does_not_exist_is_seen():
    assert wrong_in(shlex.split("make dinner"))
    assert wrong_in(shlex.split("sufficiency measure"))
    assert wrong_in(shlex.split("sufficiency measures --on 2025-03-31"))
    assert wrong_in(shlex.split("sufficiency --home DIR editions use ID")) is None
    assert wrong_in(shlex.split("make run PORT=8100")) is None


def test_the_readme_gives_the_two_commands_first():
    text = text_of("README.md")
    for command in ("make run", "make test", "sufficiency load"):
        assert command in text
    assert text.index("make run") < text.index("make test") < text.index("sufficiency load")
