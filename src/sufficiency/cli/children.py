"""`sufficiency children`: the children behind a figure."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from sufficiency.cli.counted_figures import plain_number
from sufficiency.cli.days import as_day
from sufficiency.cli.figure_notes import note_the_edition
from sufficiency.cli.figures import FORMATS
from sufficiency.cli.installation import EditionOption, HomeOption, edition_of, engine_of, home_of, reading
from sufficiency.cli.words import day_in_words, note, progress
from sufficiency.cli.written import Format, OutputOption, as_csv, as_json, as_table, deliver, format_for
from sufficiency.editions import Edition

if TYPE_CHECKING:
    from sufficiency.history.engine import Engine


def children(
    context: typer.Context,
    measure: Annotated[str, typer.Option("--measure", metavar="ID", help="The measure, as foster_pct.")],
    as_at: Annotated[
        str, typer.Option("--as-at", metavar="DAY", help="The day of the figure, as 2025-03-31.")
    ],
    by: Annotated[
        str | None, typer.Option("--by", metavar="BREAKDOWN", help="A breakdown, with --group.")
    ] = None,
    group: Annotated[
        str | None, typer.Option("--group", metavar="GROUP", help="The group of it, as 16+ of age_band.")
    ] = None,
    edition: EditionOption = None,
    format: Annotated[
        Format | None, typer.Option(metavar="table|csv|json", help="Table unless said.")
    ] = None,
    output: OutputOption = None,
    home: HomeOption = None,
) -> None:
    """The children behind a figure: those in its numerator, and those in its denominator only.

    A child with several reviews or incidents has a line for each; the amount is the days that an average is
    made of, else 1. In CSV an id beginning with = + - or @ has an apostrophe before it, so that no spreadsheet
    runs it as a formula; JSON gives ids as they are.
    """
    day = as_day(as_at, "--as-at")
    opened = home_of(context, home)
    chosen = edition_of(opened, edition)
    with progress("Counting…"):
        rows = _behind(chosen, measure, day, by, group, engine_of(context))
    note_the_edition(chosen, [day])
    if not rows:
        note(f"No child is behind {measure} on {day_in_words(day)}{f' in {by} {group}' if by else ''}.")
    columns = ("child", "part", "amount")
    form = format_for(format, output, FORMATS)
    if form == "csv":
        deliver(as_csv(columns, rows), output, opened)
    elif form == "json":
        deliver(as_json([dict(zip(columns, row, strict=True)) for row in rows]), output, opened)
    else:
        shown = [(child, part, str(amount)) for child, part, amount in rows]
        deliver(as_table(("Child", "Part", "Amount"), shown, right=("Amount",)), output, opened)


def _behind(
    edition: Edition, measure: str, day: date, by: str | None, group: str | None, engine: "Engine | None"
) -> list[tuple[str, str, int | float]]:
    from sufficiency.history import History
    from sufficiency.measures import children_behind

    with reading(edition), History(edition.folder / "history", engine) as history:
        behind = children_behind(history, measure, day, by, group)
    parts = {True: "numerator", False: "denominator only"}
    rows = zip(*(behind[name].to_pylist() for name in ("child", "in_numerator", "amount")), strict=True)
    return [(child, parts[inside], plain_number(amount)) for child, inside, amount in rows]
