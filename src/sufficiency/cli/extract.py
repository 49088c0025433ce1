"""`sufficiency extract`: an edition for analysis, without what names a child, a home or a carer."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from sufficiency.cli.installation import EditionOption, HomeOption, edition_of, home_of, reading
from sufficiency.cli.problems import NotPossible
from sufficiency.cli.words import printable, progress, several


def extract(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder to write it into.")],
    birth: Annotated[
        Literal["month", "year"],
        typer.Option(metavar="month|year", help="What is kept of dates of birth."),
    ] = "month",
    same_as: Annotated[
        str | None,
        typer.Option(
            "--same-as", metavar="EXTRACT", help="Use that extract's pseudonyms, so that both can be joined."
        ),
    ] = None,
    edition: EditionOption = None,
    home: HomeOption = None,
) -> None:
    """Write a pseudonymised extract of an edition for analysts.

    Children have pseudonyms; their key stays in the installation's folder, and each extract has another. Dates of
    birth are blurred; postcodes, homes, workers, adopters and pupil numbers are left out. README.md in the folder says
    what was done to each column. It is still personal data.
    """
    from sufficiency.extract import key_of, new_key, write_extract

    opened = home_of(context, home)
    chosen = edition_of(opened, edition)
    if folder.resolve().is_relative_to(opened.path.resolve()):
        raise NotPossible(
            f"{folder} is inside the installation's own folder. Write the extract somewhere else."
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotPossible(f"{folder} is not an empty folder. Give a new or an empty one.")
    key = key_of(opened.path, same_as) if same_as is not None else new_key(opened.path)
    with progress("Reading…") as told, reading(chosen):
        made = write_extract(chosen, folder, key, birth, told)
    typer.echo(
        f"Extract {made.id} is in {printable(str(folder))}: {several(made.children, 'child', 'children')}."
    )
    typer.echo("Its key is in the installation's folder. What is in the extract is still personal data.")
