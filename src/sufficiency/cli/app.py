"""All commands together."""

import sys
from typing import Annotated

import typer

from sufficiency.cli import editions, figures, findings, loads, serving
from sufficiency.cli.installation import remember_home
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
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Figures on children looked after that people can trust, from a council's SSDA903 returns.

    Start with `sufficiency load` on your own return, or `sufficiency demo` for a made-up authority. Then
    `sufficiency measures` gives the figures, `sufficiency children` the children behind one of them, and
    `sufficiency serve` the pages.
    """
    if version:
        from importlib.metadata import version as version_of

        typer.echo(version_of("sufficiency"))
        raise typer.Exit
    remember_home(context, home)


app.command(name="load")(loads.load)
app.command(name="measures")(figures.measures)
app.command(name="children")(figures.children)
app.command(name="findings")(findings.findings)
app.add_typer(editions.app, name="editions")
app.command(name="rebuild")(loads.rebuild)
app.command(name="demo")(loads.demo)
app.command(name="serve")(serving.serve)


def main() -> None:
    """The `sufficiency` command."""
    for stream in (sys.stdout, sys.stderr):
        # A file name or a child's id that the terminal cannot show is written with backslashes, not refused.
        stream.reconfigure(errors="backslashreplace")
    app(prog_name="sufficiency")
