"""`sufficiency backup` and `restore`: everything of an installation in one encrypted file, and back."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from sufficiency.cli.installation import HomeOption, home_of
from sufficiency.cli.problems import NotPossible
from sufficiency.cli.words import note, printable, several

VARIABLE = "SUFFICIENCY_BACKUP_PASSPHRASE"


def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write, such as today.age.")],
    home: HomeOption = None,
) -> None:
    """Write the database, all editions and the kept keys into one encrypted file.

    The passphrase is asked for, or read from SUFFICIENCY_BACKUP_PASSPHRASE. Pages and loads may go on meanwhile: the
    file holds one moment. Without the passphrase nobody can open it, and neither can you.
    """
    opened = home_of(context, home)
    from sufficiency.service.operations.machine import back_up

    kept = back_up(opened.path, file, _passphrase(twice=True), say=note)
    editions = several(len(kept.manifest.editions), "edition")
    typer.echo(f"{printable(str(file))} holds the database and {editions}, in {kept.size:,} bytes.")
    _tell_of_keys(kept.manifest)


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `sufficiency backup` wrote.")],
    into: Annotated[Path, typer.Option(metavar="DIR", help="A new or empty folder for the installation.")],
    database_url: Annotated[
        str,
        typer.Option(
            metavar="URL",
            help="An empty PostgreSQL database, as in DATABASE_URL, which is used without this.",
        ),
    ] = "",
) -> None:
    """Bring an installation back from a backup, into an empty folder and an empty database.

    Every file is held against its checksum first. A file that was altered or cut short, or a wrong passphrase, is
    refused and leaves nothing behind.
    """
    from sufficiency.service.operations.machine import restore as bring_back

    restored = bring_back(file, into, _passphrase(), database_url, say=note)
    editions = several(len(restored.manifest.editions), "edition")
    typer.echo(
        f"{printable(str(into))} holds the installation as it was at {restored.manifest.made_at}: {editions}."
    )
    typer.echo(restored.audit)
    _tell_of_keys(restored.manifest)


def _passphrase(twice: bool = False) -> str:
    """From the environment, else typed; never an argument, which other users of the machine could read."""
    given = os.environ.get(VARIABLE)
    if given:
        return given
    if not sys.stdin.isatty():
        raise NotPossible(
            f"Set {VARIABLE} to the passphrase of the backup, or run this where it can be typed."
        )
    return typer.prompt("Passphrase", hide_input=True, confirmation_prompt=twice, err=True)


def _tell_of_keys(manifest) -> None:
    for variable in manifest.keys_not_in:
        note(f"{variable} comes from the environment and is not in the backup: keep it elsewhere.")
