"""`sufficiency audit`: whether the record of who did what is whole, and what it says."""

from typing import Annotated

import typer

from sufficiency.cli.installation import HomeOption, home_of, remember_home
from sufficiency.cli.problems import NotPossible
from sufficiency.cli.words import note, printable

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)

EXIT_TAMPERED = 1


@app.callback()
def audit(context: typer.Context, home: HomeOption = None) -> None:
    """Who did what with which child's record, kept in a chain in which nothing can be altered unnoticed."""
    remember_home(context, home)


@app.command(short_help="Whether every line is as it was written.")
def verify(
    context: typer.Context,
    expect: Annotated[
        str,
        typer.Option(
            metavar="COUNT:HASH", help="A head noted elsewhere, as `sufficiency audit head` printed it."
        ),
    ] = "",
    home: HomeOption = None,
) -> None:
    """Read the whole chain. Exit code 0 and the head where it is whole; 1 and the first line that is not.

    With --expect it is held against a head kept where nobody who can change the database can change it: only so
    is it found out when all that was written since that day was cut off and the head set back.
    """
    opened = home_of(context, home)
    from sufficiency.service.audit import kept
    from sufficiency.service.audit.heads import Tampered

    try:
        head = kept.verify(opened.path, expect)
    except Tampered as problem:
        note(str(problem))
        raise typer.Exit(EXIT_TAMPERED) from problem
    note(f"All {head.count:,} lines are as they were written.")
    typer.echo(str(head))


@app.command(short_help="The end of the chain, to be noted elsewhere.")
def head(context: typer.Context, home: HomeOption = None) -> None:
    """Print how many lines there are and the hash of the last, as COUNT:HASH. Note it where others keep it."""
    opened = home_of(context, home)
    from sufficiency.service.audit import kept

    typer.echo(str(kept.head(opened.path)))


@app.command(short_help="Have the database refuse changes again.")
def guard(context: typer.Context, home: HomeOption = None) -> None:
    """Put the triggers that refuse to change or remove a line back in place, where somebody took them off."""
    opened = home_of(context, home)
    from sufficiency.service.audit import kept

    kept.guard(opened.path)
    typer.echo("The database refuses to change or remove a line of the audit.")


@app.command(short_help="What was done about a child, or by a person.")
def show(
    context: typer.Context,
    child: Annotated[str, typer.Option(metavar="ID", help="The id of the child in the return.")] = "",
    person: Annotated[str, typer.Option(metavar="USERNAME", help="What the person signs in with.")] = "",
    home: HomeOption = None,
) -> None:
    """Lines in the order they were written: number, moment, who, what, child, to what, page and reason, with tabs
    between. That this was asked becomes a line too.
    """
    if bool(child) == bool(person):
        raise NotPossible("Give either --child with an id or --person with a username.")
    opened = home_of(context, home)
    from sufficiency.service.audit import kept

    for line in kept.lines(opened.path, child=child, person=person):
        told = (
            str(line.number),
            line.at.isoformat(timespec="seconds"),
            line.who,
            line.get_what_display(),
            line.child,
            line.thing,
            line.page,
            line.reason,
        )
        typer.echo("\t".join(printable(part) for part in told))
