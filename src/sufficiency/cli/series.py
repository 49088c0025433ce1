"""`sufficiency series`: figures that no return gives, recorded from a file, with where they are from.

All of it only calls the service, which keeps them beside people and targets; the pages show the same.
"""

import os
from pathlib import Path
from typing import Annotated, Literal

import typer

from sufficiency.cli.installation import HomeOption, home_of, remember_home
from sufficiency.cli.problems import EXIT_REFUSED, NotPossible
from sufficiency.cli.words import note, progress, several
from sufficiency.cli.written import (
    Format,
    OutputOption,
    as_csv,
    as_json,
    as_table,
    deliver,
    format_for,
)

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)

MOST_SAID = 20
COLUMNS = (
    "measure",
    "as_at",
    "period_start",
    "breakdown",
    "group",
    "numerator",
    "denominator",
    "value",
    "source",
    "basis",
    "recorded_by",
    "recorded_on",
    "version",
    "file",
)
MeasureOption = Annotated[
    list[str] | None,
    typer.Option("--measure", metavar="ID", help="Only this series, as spend_residential; may be repeated."),
]


@app.callback()
def series(context: typer.Context, home: HomeOption = None) -> None:
    """Recorded series: money, school results, surveys, carers, staff, audits and complaints."""
    remember_home(context, home)


@app.command(short_help="The template to fill in.")
def template(
    context: typer.Context,
    format: Annotated[
        Literal["csv", "xlsx"] | None,
        typer.Option(metavar="csv|xlsx", help="CSV unless said, or unless the file's ending says."),
    ] = None,
    measure: MeasureOption = None,
    output: OutputOption = None,
    home: HomeOption = None,
) -> None:
    """The template of recorded values, with a row for each series, or for those named.

    A row in which nothing is filled in but the measure is not read. The workbook says in sheets of its own what
    each column holds and what each measure is.
    """
    from sufficiency.measures.catalogue import recorded_series
    from sufficiency.service.recorded import template as templates

    entries = [_recorded(one) for one in dict.fromkeys(measure or ())] or recorded_series()
    form = format_for(format, output, ("csv", "xlsx"))
    opened = home_of(context, home)
    deliver(templates.as_xlsx(entries) if form == "xlsx" else templates.as_csv(entries), output, opened)


@app.command(short_help="Record the values of a file.")
def load(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The template filled in, as CSV or XLSX.")],
    reason: Annotated[
        str,
        typer.Option(metavar="TEXT", help="Why values that are recorded already now say something else."),
    ] = "",
    home: HomeOption = None,
) -> None:
    """Record every value of a file, or none.

    Each row that is refused is named with what was found and what is allowed. A value that is recorded already
    and says the same is left as it is; one that says something else becomes a new version, for which --reason is
    needed. The earlier version stays to be seen.
    """
    from sufficiency.service.recorded.kept import NotRecorded
    from sufficiency.service.recorded.kept import load as record
    from sufficiency.service.recorded.reading import MOST_BYTES

    file = file.expanduser()
    if file.is_dir():
        raise NotPossible(f"{file} is a folder. Give one CSV or XLSX file.")
    with file.open("rb") as opened_file:
        content = opened_file.read(MOST_BYTES + 1)
    opened = home_of(context, home)
    try:
        with progress("Recording…"):
            found = record(opened, os.fsdecode(file.name), content, reason)
    except NotRecorded as refused:
        for sentence in refused.sentences[:MOST_SAID]:
            note(sentence)
        if len(refused.sentences) > MOST_SAID:
            note(f"And {len(refused.sentences) - MOST_SAID:,} more like these.")
        note("Nothing was recorded.")
        raise typer.Exit(EXIT_REFUSED) from refused
    if not found.changes:
        typer.echo("Every value of the file is recorded already. Nothing was changed.")
        return
    told = [several(len(found.new), "new value")]
    if found.corrected:
        told.append(several(len(found.corrected), "correction"))
    if found.same:
        told.append(f"{len(found.same):,} as recorded already")
    typer.echo(f"Recorded: {', '.join(told)}.")


@app.command(name="list", short_help="What is recorded.")
def list_(
    context: typer.Context,
    measure: MeasureOption = None,
    format: Annotated[
        Format | None, typer.Option(metavar="table|csv|json", help="Table unless said.")
    ] = None,
    output: OutputOption = None,
    home: HomeOption = None,
) -> None:
    """Every value in force, with its source, its basis, and who recorded it when."""
    from sufficiency.service.recorded.kept import listed

    opened = home_of(context, home)
    wanted = [_known(one) for one in dict.fromkeys(measure or ())]
    found = listed(opened, wanted)
    if not found:
        note("Nothing is recorded. `sufficiency series template` gives the file to fill in.")
    form = format_for(format, output, ("table", "csv", "json"))
    if form == "table":
        from sufficiency.measures.catalogue import catalogue
        from sufficiency.measures.recorded import value_in_words

        rows = [
            (
                one.number.measure,
                one.number.as_at.isoformat(),
                one.number.group or "All",
                value_in_words(one.number.value, catalogue()[one.number.measure].unit, one.number.denominator)
                if one.number.measure in catalogue()
                else str(one.number.value),
                one.source,
                one.basis,
            )
            for one in found
        ]
        deliver(
            as_table(("Measure", "As at", "Group", "Value", "Source", "Basis"), rows, right=("Value",)),
            output,
            opened,
        )
        return
    records = [_record(one) for one in found]
    written = as_json(records) if form == "json" else as_csv(COLUMNS, [list(row.values()) for row in records])
    deliver(written, output, opened)


def _record(one) -> dict[str, object]:
    number = one.number
    figures = [
        int(part) if part is not None and part == int(part) else part
        for part in (number.numerator, number.denominator, number.value)
    ]
    values = (number.measure, number.as_at, number.period_start, number.breakdown, number.group, *figures, one.source, one.basis, one.by, one.at, one.version, one.file)  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def _known(measure: str) -> str:
    from sufficiency.measures.catalogue import entry_asked

    return entry_asked(measure).id


def _recorded(measure: str):
    from sufficiency.measures.catalogue import entry_asked

    entry = entry_asked(measure)
    if not entry.is_recorded:
        raise NotPossible(
            f"{entry.id} is counted from the children's own records ({entry.fed_by}), so it has no template."
        )
    return entry
