"""The reference page of the command line, written from the commands themselves.

`python -m sufficiency.cli.reference_page docs/reference/command-line.md` writes it; a test fails when the page in the
repository is not what the commands say.
"""

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

import typer
from typer.main import get_command

from sufficiency.cli.app import app

_INTRODUCTION = """\
# The command line

<!-- Written by `python -m sufficiency.cli.reference_page`. Change the commands, not this page. -->

`make install` leaves the command at `.venv/bin/sufficiency`. Every command has `--help`.

## What holds for all commands

- **`--home DIR`** is one installation's folder: its editions, and what the pages keep. It may stand before the command
  or after it; without it `$SUFFICIENCY_HOME` is used, else `./sufficiency-home`.
- **Answers go to stdout, words about them to stderr**: progress (only on a terminal), notes on days outside the returns
  loaded, on measures not defined on a day, on what a load left out. `sufficiency measures --format csv > figures.csv`
  holds figures alone.
- **`--format` and `--output`**: a table to read unless something else is asked for; a file name ending in `.csv`,
  `.json` or `.html` chooses its format. A file is written whole or not at all, and never inside the installation's own
  folder.
- **Exit codes**: 0 when done; 2 when something cannot be done, with a sentence or two on stderr that say what was
  found, what is allowed and what to do; 130 when stopped with Ctrl-C. Nothing is half-done in either case.
- **Formulas**: spreadsheets run a cell that begins with `=`, `+`, `-`, `@` or a tab. In the CSV of `children` and
  `findings` such a cell gets an apostrophe (`'`) before it; JSON gives every text as it is. The CSV of `measures`
  holds only our own words and numbers.
- **Editions**: each load makes a new edition and changes no older one. Commands work on the current one, which is the
  last loaded or the one chosen since with `editions use`; `--edition ID` takes another.

## The CSV of `sufficiency measures`

`measure,as_at,period_start,breakdown,group,numerator,denominator,value`

| column | what it holds |
|---|---|
| measure | the id of the measure |
| as_at | the day, as 2025-03-31 |
| period_start | the first day of the year (three years for the averages of adoption) that ends on the day; empty for a snapshot |
| breakdown, group | both empty for the total, else ids such as `age_band` and `16+` |
| numerator | the children (or incidents, or reviews) counted; for an average the sum of days |
| denominator | those they are among; children for an average; the population for a rate; empty for a count |
| value | the count, 100 x numerator / denominator, the mean, or the rate; not rounded; empty where the denominator is 0 |

Whole numbers are written without a point. A measure that is not defined on a day has no row for it.

"""


def page() -> str:
    """The whole page, in Markdown."""
    return (
        _INTRODUCTION
        + "\n".join(line for command, name in _commands() for line in _section(command, name))
        + "\n"
    )


def _commands() -> Iterator[tuple[typer.core.TyperCommand, str]]:
    for name, command in get_command(app).commands.items():
        yield command, f"sufficiency {name}"
        for inner, subcommand in getattr(command, "commands", {}).items():
            yield subcommand, f"sufficiency {name} {inner}"


def _section(command: typer.core.TyperCommand, name: str) -> Iterator[str]:
    arguments = [one.metavar for one in command.params if one.param_type_name == "argument"]
    yield from (f"## `{' '.join([name, *arguments])}`", "", inspect.cleandoc(command.help), "")
    yield from ("| option | what it does |", "|---|---|")
    for one in command.params:
        names = (
            " / ".join([*one.opts, *one.secondary_opts]) if one.param_type_name == "option" else one.metavar
        )
        value = f" {one.metavar}" if one.param_type_name == "option" and one.metavar else ""
        yield f"| `{(names + value).replace('|', chr(92) + '|')}` | {one.help} |"
    yield ""


def main(arguments: list[str]) -> None:
    """Write the page to the file named, or to the screen."""
    if arguments:
        Path(arguments[0]).write_text(page(), encoding="utf-8")
    else:
        sys.stdout.write(page())


if __name__ == "__main__":
    main(sys.argv[1:])
