"""`sufficiency check-deploy`: whether this installation may serve children's records."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from sufficiency.cli.installation import HomeOption, home_of
from sufficiency.cli.problems import NotPossible
from sufficiency.cli.words import note
from sufficiency.cli.written import Format, OutputOption, as_csv, as_json, as_table, deliver, format_for

if TYPE_CHECKING:
    from sufficiency.service.operations.deploying import Told

FORMATS = ("table", "csv", "json")
COLUMNS = ("condition", "state", "found", "do")
EXIT_NOT_OK = 1


def check_deploy(
    context: typer.Context,
    strict: Annotated[bool, typer.Option("--strict", help="A warning is not ok either.")] = False,
    format: Annotated[
        Format | None, typer.Option(metavar="table|csv|json", help="Table unless said.")
    ] = None,
    output: OutputOption = None,
    home: HomeOption = None,
) -> None:
    """Whether this installation may serve children's records: what was found, and what to do.

    Run it as the service runs: as its user and with its settings. Exit code 0 where nothing is "not ok", 1 where
    something is. It brings no database up to date, and tells no secret. In a new folder it makes what any first
    command makes there: keys that were not given, and a database without tables.
    """
    opened = home_of(context, home)
    from sufficiency.service.start import CannotStart, set_up

    try:
        set_up(opened.path)
    except CannotStart as problem:
        raise NotPossible(str(problem)) from problem
    from sufficiency.service.operations.deploying import State, look

    told = look()
    form = format_for(format, output, FORMATS)
    rows = [(one.name, str(one.state), one.found, one.do) for one in told]
    if form == "csv":
        deliver(as_csv(COLUMNS, rows), output, opened)
    elif form == "json":
        deliver(as_json([dict(zip(COLUMNS, row, strict=True)) for row in rows]), output, opened)
    else:
        deliver(_table(told), output, opened)
    wrong = [one for one in told if one.state in (State.NOT_OK, State.NOT_LOOKED_AT)]
    warned = [one for one in told if one.state is State.WARNING]
    note(f"{len(wrong)} not ok, {len(warned)} to know about, {len(told) - len(wrong) - len(warned)} ok.")
    if wrong or (strict and warned):
        raise typer.Exit(EXIT_NOT_OK)


def _table(told: Sequence["Told"]) -> str:
    """What is wrong first, then what is to be known, then the rest; what to do stands below what was found."""
    order = {"not ok": 0, "not looked at": 1, "warning": 2, "ok": 3}
    rows = [
        (str(one.state), one.name, f"{one.found}\n→ {one.do}" if one.do else one.found)
        for one in sorted(told, key=lambda one: order[one.state])
    ]
    return as_table(("State", "Condition", "Found, and what to do"), rows)
