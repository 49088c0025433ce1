"""`sufficiency editions`: what has been loaded, and which of it is shown."""

import json
from dataclasses import asdict
from typing import Annotated, Literal

import typer

from sufficiency.cli.installation import HomeOption, edition_of, home_of, remember_home
from sufficiency.cli.problems import EXIT_REFUSED
from sufficiency.cli.words import day_in_words, moment_in_words, note, printable, several, years_in_words
from sufficiency.cli.written import as_table
from sufficiency.editions import DamagedEdition, Home, Manifest, verify
from sufficiency.vocabulary.authorities import find

app = typer.Typer(rich_markup_mode=None)

ListFormat = Annotated[
    Literal["table", "json"], typer.Option("--format", metavar="table|json", help="A text to read, or JSON.")
]
IdArgument = Annotated[
    str, typer.Argument(metavar="ID", help="The edition, as `sufficiency editions` lists it.")
]


@app.callback(invoke_without_command=True)
def editions(context: typer.Context, format: ListFormat = "table", home: HomeOption = None) -> None:
    """The editions of this installation, newest first: when, who, files, years, children, findings.

    The files listed are those the load brought; `show` lists those of the years it kept as well.
    """
    remember_home(context, home)
    if context.invoked_subcommand is not None:
        return
    opened = home_of(context, home)
    whole, damaged = opened.editions(), opened.damaged()
    if not damaged:
        edition_of(opened, None)  # says what to do where nothing has been loaded
    current = _current_id(opened, damaged)
    if format == "json":
        typer.echo(json.dumps([_record(one, current) for one in whole], indent=1))
    elif whole:
        typer.echo("\n\n".join(_described(one, current) for one in whole))
    for sentence in damaged:
        note(sentence)
    if not whole:
        raise typer.Exit(EXIT_REFUSED)


@app.command(short_help="One edition in full.")
def show(
    context: typer.Context, edition: IdArgument, format: ListFormat = "table", home: HomeOption = None
) -> None:
    """One edition in full: every file with its SHA-256, and the rows of each table."""
    opened = home_of(context, home)
    manifest = opened.edition(edition).manifest
    current = _current_id(opened, opened.damaged())
    if format == "json":
        typer.echo(json.dumps(_record(manifest, current), indent=1))
        return
    typer.echo(_described(manifest, current, every_file=True))
    rows = [(name, f"{table.rows:,}") for name, table in manifest.tables.items()]
    typer.echo("\n" + as_table(("Table", "Rows"), rows, right=("Rows",)), nl=False)


@app.command(short_help="Make an edition the current one.")
def use(context: typer.Context, edition: IdArgument, home: HomeOption = None) -> None:
    """Make an edition the current one: the one that pages and commands show, until the next load."""
    opened = home_of(context, home)
    typer.echo(f"Edition {opened.make_current(edition).id} is now current in {printable(str(opened.path))}.")


@app.command(name="verify", short_help="Check that nothing was changed since.")
def verify_editions(
    context: typer.Context,
    edition: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="One edition; all of them without.")
    ] = None,
    home: HomeOption = None,
) -> None:
    """Check that the files of an edition, or of all, are as they were written."""
    opened = home_of(context, home)
    damaged = [] if edition is not None else opened.damaged()
    if edition is None and not damaged:
        edition_of(opened, None)
    whole = (
        [opened.edition(edition)]
        if edition is not None
        else [opened.edition(one.id) for one in opened.editions()]
    )
    for one in whole:
        problems = verify(one)
        damaged += [f"Edition {one.id}: {problem}" for problem in problems]
        if not problems:
            typer.echo(f"Edition {one.id} is whole: {several(len(one.manifest.tables), 'table')}.")
    for sentence in damaged:
        note(sentence)
    if damaged:
        raise typer.Exit(EXIT_REFUSED)


def _current_id(home: Home, damaged: list[str]) -> str | None:
    """The current edition's id; None where it is among the damaged ones, which are told of anyway."""
    try:
        current = home.current()
    except DamagedEdition as problem:
        if str(problem) not in damaged:
            damaged.append(str(problem))
        return None
    return current.id if current else None


def _record(manifest: Manifest, current: str | None) -> dict:
    stored = asdict(manifest) | {"made_at": manifest.made_at.isoformat(), "current": manifest.id == current}
    return {"id": stored.pop("id"), "current": stored.pop("current"), **stored}


def _described(manifest: Manifest, current: str | None, every_file: bool = False) -> str:
    authority = find(manifest.authority) if manifest.authority else None
    named = f"{authority.name} ({authority.code})" if authority else "not given"
    years = years_in_words(manifest.years)
    if manifest.rebuilt_from:
        years += f", worked out again from edition {manifest.rebuilt_from}"
    elif manifest.carried_years:
        years += f"; {years_in_words(manifest.carried_years)} kept from edition {manifest.based_on}"
    if manifest.workbook_days:
        days = ", ".join(day_in_words(day) for day in manifest.workbook_days)
        years = f"{years}; Annex A on {days}" if manifest.years else f"none; Annex A on {days}"
    findings = ", ".join(several(count, severity) for severity, count in manifest.findings.items())
    carried = () if every_file or manifest.rebuilt_from else manifest.carried_years
    files = [file for file in manifest.files if file.year not in carried]
    lines = [
        f"{manifest.id}  {manifest.status}{'  current' if manifest.id == current else ''}",
        f"  Made       {moment_in_words(manifest.made_at)} by {printable(manifest.by)}",
        f"  Authority  {named}{', a made-up authority' if authority and authority.made_up else ''}",
        f"  Years      {years}",
        f"  Holds      {several(manifest.children, 'child', 'children')}, {several(manifest.episodes, 'episode')}",
        f"  Findings   {findings}",
        f"  Rules      version {manifest.rules_version}, Sufficiency {manifest.software_version}",
        f"  Files      {several(len(files), 'file')}, each with its SHA-256",
    ]
    lines += [f"  {file.sha256}  {printable(file.name)}" for file in files]
    return "\n".join(lines)
