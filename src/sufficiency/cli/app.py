"""All commands together."""

import sys
from typing import Annotated

import typer

from sufficiency.cli import (
    audit,
    backup,
    children,
    comparing,
    deploy,
    editions,
    extract,
    figures,
    findings,
    forward_plan,
    journeys,
    loads,
    paper,
    people,
    places,
    plan,
    series,
    serving,
)
from sufficiency.cli.installation import EngineName, remember_engine, remember_home
from sufficiency.cli.problems import Commands

app = typer.Typer(
    cls=Commands,
    name="sufficiency",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)


def print_version(asked: bool) -> None:
    """Print the version and end, whatever else was typed."""
    if asked:
        from importlib.metadata import version

        typer.echo(version("sufficiency"))
        raise typer.Exit


@app.callback()
def sufficiency(
    context: typer.Context,
    home: Annotated[
        str | None,
        typer.Option(
            metavar="DIR",
            help="The folder of this installation. Without it $SUFFICIENCY_HOME, else ./sufficiency-home.",
        ),
    ] = None,
    engine: Annotated[
        EngineName,
        typer.Option(
            metavar="duckdb|spark", help="What counts: DuckDB here, or Spark for a region or a nation."
        ),
    ] = "duckdb",
    version: Annotated[
        bool, typer.Option("--version", callback=print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Figures on children looked after that people can trust, from a council's SSDA903 returns.

    Start with `sufficiency load` on your own return, or `sufficiency demo` for a made-up authority. Then
    `sufficiency measures` gives the figures, `sufficiency children` the children behind one of them, and
    `sufficiency serve` the pages.
    """
    remember_home(context, home)
    remember_engine(context, engine)


app.command(name="load", short_help="Load one or more yearly returns.")(loads.load)
app.command(name="measures", short_help="Figures on a day, or on several.")(figures.measures)
app.command(name="compare", short_help="Measures beside a year before, England and a target.")(
    comparing.compare
)
app.command(name="children", short_help="The children behind a figure.")(children.children)
app.command(name="flow", short_help="Where children were on one day and are on another.")(journeys.flow)
app.command(name="cohort", short_help="Where those who came in are, months later.")(journeys.cohort)
app.command(name="placed", short_help="Where children are placed: areas and distances.")(places.placed)
app.command(name="disproportionality", short_help="Ethnic groups in care beside those living here.")(
    places.disproportionality
)
app.command(name="findings", short_help="What is wrong in the returns, and what to do.")(findings.findings)
app.command(name="rebuild", short_help="Work the figures out again by today's rules.")(loads.rebuild)
app.command(name="extract", short_help="An edition for analysts, without names.")(extract.extract)
app.command(name="paper", short_help="A committee paper that writes its own evidence.")(paper.paper)
app.command(name="forward-plan", short_help="Papers that boards wait for, with their deadlines.")(
    forward_plan.forward_plan
)
app.command(name="plan", short_help="The strategy's action plan: taken out, or loaded.")(plan.plan)
app.command(name="demo", short_help="Load a made-up authority.")(loads.demo)
app.command(name="serve", short_help="Serve the pages.")(serving.serve)
app.command(name="worker", short_help="Do the work that waits in the background.")(serving.worker)
app.command(name="check-deploy", short_help="Whether this installation may serve children's records.")(
    deploy.check_deploy
)
app.command(name="backup", short_help="Everything in one encrypted file.")(backup.backup)
app.command(name="restore", short_help="Bring an installation back from a backup.")(backup.restore)
app.add_typer(editions.app, name="editions", short_help="What has been loaded, when, by whom.")
app.add_typer(series.app, name="series", short_help="Figures that people record: money, surveys, staff.")
app.add_typer(people.app, name="people", short_help="Who may sign in to the pages.")
app.add_typer(audit.app, name="audit", short_help="Who did what, and that nobody altered it.")


def main() -> None:
    """The `sufficiency` command."""
    for stream in (sys.stdout, sys.stderr):
        # A file name or a child's id that the terminal cannot show is written with backslashes, not refused.
        stream.reconfigure(errors="backslashreplace")
    app(prog_name="sufficiency")
