"""Words for the person at the terminal: notes and progress go to stderr, so that stdout holds only what was asked for."""

import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime

import typer

# Cc control characters, Cf invisible marks (which can turn text round), Cs halves of characters, line separators.
_UNSHOWN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def printable(text: str) -> str:
    """Text from a file or a name as one line that cannot steer the terminal."""
    tidy = "".join(" " if unicodedata.category(letter) in _UNSHOWN else letter for letter in text)
    return " ".join(tidy.split())


def note(sentence: str) -> None:
    """Say something beside the answer, ended as a sentence is."""
    said = printable(sentence)
    typer.echo(said if said.endswith((".", "?", "!")) else f"{said}.", err=True)


@contextmanager
def progress(doing: str) -> Iterator[Callable[[str], None]]:
    """Show what is being done, and each stage it is told, while it lasts; only where stderr is a terminal."""
    if not sys.stderr.isatty():
        yield lambda stage: None
        return
    from rich.console import Console
    from rich.text import Text

    with Console(stderr=True).status(Text(doing)) as status:
        yield lambda stage: status.update(Text(f"{printable(stage)}…"))


def day_in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def moment_in_words(moment: datetime) -> str:
    return f"{day_in_words(moment)} {moment:%H:%M} UTC"


def years_in_words(years: tuple[int, ...]) -> str:
    """ "2016 to 2025", "2016 to 2019 and 2021", "2024"."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    named = [str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs]
    return " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named) or "none"


def several(count: int, one: str, many: str | None = None) -> str:
    """ "1 child", "2,345 children"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
