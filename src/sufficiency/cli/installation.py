"""Which home and which edition a command works on."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sufficiency.cli.problems import NotPossible
from sufficiency.cli.words import note
from sufficiency.editions import DamagedEdition, Edition, Home, verify

if TYPE_CHECKING:
    from sufficiency.history.engine import Engine

HomeOption = Annotated[
    str | None,
    typer.Option(
        "--home", metavar="DIR", help="The folder of this installation; may also stand before the command."
    ),
]
EditionOption = Annotated[
    str | None,
    typer.Option("--edition", metavar="ID", help="An edition other than the current one."),
]


def remember_home(context: typer.Context, home: str | None) -> None:
    """Keep a `--home` given before a command for the command to find; the one nearest the command holds."""
    if home is not None:
        context.ensure_object(dict)["home"] = home


EngineName = Literal["duckdb", "spark"]


def remember_engine(context: typer.Context, engine: EngineName) -> None:
    """Keep the `--engine` given before a command for the commands that count."""
    context.ensure_object(dict)["engine"] = engine


def engine_of(context: typer.Context) -> "Engine | None":
    """The engine asked for before the command; None is DuckDB, which a history opens by itself.

    Raises NotPossible where Spark was asked for and cannot be used here.
    """
    if context.ensure_object(dict).get("engine") != "spark":
        return None
    from sufficiency.history.spark import NoSpark, SparkEngine

    try:
        return SparkEngine()
    except NoSpark as missing:
        raise NotPossible(str(missing)) from missing


def home_of(context: typer.Context, home: str | None) -> Home:
    """The home asked for after the command, before it, by $SUFFICIENCY_HOME, or the default.

    What a killed load left in it is removed on the way.
    """
    given = home if home is not None else context.ensure_object(dict).get("home")
    if given is not None and not given.strip():
        raise NotPossible("`--home` was given without a folder. Name one, or leave `--home` out.")
    path = Path(given or os.environ.get("SUFFICIENCY_HOME") or "sufficiency-home").expanduser()
    opened = Home(path)
    try:
        opened.clear_half_written()
    except PermissionError:
        note(f"What an interrupted load left in {path} cannot be removed: you may only read there.")
    return opened


def edition_of(home: Home, edition_id: str | None) -> Edition:
    """The edition asked for, else the current one. Raises NotPossible where nothing has been loaded."""
    if edition_id is not None:
        return home.edition(edition_id)
    edition = home.current()
    if edition is None:
        raise NotPossible(
            f"Nothing has been loaded into {home.path} yet. Run `sufficiency load` on the files of your SSDA903 "
            "return, or `sufficiency demo` for a made-up authority."
        )
    return edition


@contextmanager
def reading(edition: Edition) -> Iterator[None]:
    """While the edition's tables are used: a failure that comes of damaged files is said as that."""
    try:
        yield
    except Exception as cause:
        damage = verify(edition)
        if not damage:
            raise
        raise DamagedEdition(
            f"Edition {edition.id} is damaged: {damage[0]} Run `sufficiency rebuild`, or choose another edition with "
            "`sufficiency editions use ID`."
        ) from cause
