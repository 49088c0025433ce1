"""Answers written out: as a table to read, as CSV or as JSON; to stdout or whole into a file."""

import csv
import io
import json
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from sufficiency.cli.problems import NotPossible
from sufficiency.cli.words import note, printable
from sufficiency.editions import Home

Format = Literal["table", "csv", "json"]
PageFormat = Literal["table", "csv", "json", "html"]

OutputOption = Annotated[
    Path | None,
    typer.Option("--output", metavar="FILE", help="Write to a file instead; its ending chooses the format."),
]

# A spreadsheet takes a cell that begins with one of these for a formula and may run it.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def format_for(chosen: str | None, output: Path | None, allowed: Sequence[str]) -> str:
    """The format chosen, else the one the file's ending names, else a table."""
    ending = output.suffix.lower().lstrip(".") if output else ""
    return chosen or (ending if ending in allowed else "table")


def safe_cell(value: object) -> object:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it, which makes it text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """CSV with a heading row, LF line ends, empty cells for None, and no cell that runs as a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([safe_cell(value) for value in row] for row in rows)
    return text.getvalue()


def as_json(records: Sequence[dict]) -> str:
    """A JSON list, one record to a line; dates as ISO text."""
    lines = ",\n ".join(json.dumps(record, default=str) for record in records)
    return f"[\n {lines}\n]\n" if records else "[]\n"


def as_table(columns: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[str] = ()) -> str:
    """A table for people, fitted to the terminal (80 columns where there is none); columns in `right` are numbers."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        number = column in right
        table.add_column(column, justify="right" if number else "left", no_wrap=number, overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    console = Console(file=io.StringIO(), width=width(), color_system=None)
    console.print(table)
    lines = console.file.getvalue().splitlines()
    return "\n".join(line.rstrip() for line in lines) + "\n"


def width() -> int:
    """Columns to fill: the terminal's, at least 60; 80 where stdout is not one."""
    if not sys.stdout.isatty():
        return 80
    import shutil

    return max(60, shutil.get_terminal_size((80, 24)).columns)


def deliver(content: str | bytes, output: Path | None, home: Home) -> None:
    """Write the answer to stdout, or all at once to `output`. Raises NotPossible or OSError."""
    raw = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(raw)
        sys.stdout.flush()
        return
    output = output.expanduser()
    if output.exists() and not output.is_file() and not output.is_dir():
        with output.open("wb") as device:  # a device or a pipe takes what it is given; it cannot be replaced
            device.write(raw)
        return
    target = Path(os.path.realpath(output))
    if target.is_dir():
        raise NotPossible(f"{output} is a folder. Give `--output` the name of a file.")
    if not target.parent.is_dir():
        raise NotPossible(f"There is no folder {target.parent} to write {target.name} in. Make it first.")
    if target.is_relative_to(os.path.realpath(home.path)):
        raise NotPossible(f"{output} is inside the installation's own folder. Write the file somewhere else.")
    from sufficiency.editions.durable import write_whole

    write_whole(target, raw)
    note(f"Written to {output}.")
