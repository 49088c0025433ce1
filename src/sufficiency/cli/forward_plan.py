"""`sufficiency forward-plan`: the papers that boards wait for, and by when each must be where."""

from datetime import date
from typing import Annotated, Literal

import typer

from sufficiency.cli.installation import HomeOption, home_of
from sufficiency.cli.problems import NotPossible
from sufficiency.cli.words import note
from sufficiency.cli.written import OutputOption, as_csv, as_json, as_table, deliver, format_for

YEARS = range(2000, 2100)


def forward_plan(
    context: typer.Context,
    year: Annotated[
        int | None,
        typer.Option(
            metavar="YEAR", help="The municipal year that begins in May of this year; without it today's."
        ),
    ] = None,
    board: Annotated[str, typer.Option(metavar="NAME", help="Only this board, by its name.")] = "",
    format: Annotated[
        Literal["table", "csv", "json"] | None,
        typer.Option(metavar="table|csv|json", help="Table unless said."),
    ] = None,
    output: OutputOption = None,
    home: HomeOption = None,
) -> None:
    """Every paper of a municipal year with its meeting, its state and its deadlines.

    Papers go out so many clear working days before the meeting as the board says: five for a committee of the
    council. Papers of confidential boards are among them and marked, so take care where the list goes.
    """
    from sufficiency.service.governance.kept import NoSuchBoard, planned
    from sufficiency.service.governance.plan_columns import COLUMNS

    if year is not None and year not in YEARS:
        raise NotPossible(f"--year {year} is no municipal year kept here. Years go from 2000 to 2099.")
    opened = home_of(context, home)
    try:
        rows = planned(opened, year, board)
    except NoSuchBoard as problem:
        raise NotPossible(str(problem)) from problem
    if not rows:
        note(
            "No paper is on the plan of this year. Boards and their reports are kept on the pages, under Meetings."
        )
    form = format_for(format, output, ("table", "csv", "json"))
    if form == "table":
        deliver(_table(rows), output, opened)
    elif form == "json":
        deliver(as_json([dict(zip(COLUMNS, row, strict=True)) for row in rows]), output, opened)
    else:
        deliver(as_csv(COLUMNS, rows), output, opened)


def _table(rows: list[list[object]]) -> str:
    from sufficiency.service.governance.plan_columns import COLUMNS

    told = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    shown = [
        (_day(one["meeting_day"]), f"{one['board']}{' (confidential)' if one['confidential'] == 'yes' else ''}", str(one["title"]), str(one["state"]), _day(one["despatch_by"]))
        for one in told
    ]  # fmt: skip
    return as_table(("Meeting", "Board", "Paper", "State", "To go out by"), shown)


def _day(day: object) -> str:
    return day.isoformat() if isinstance(day, date) else ""
