"""`sufficiency flow` and `sufficiency cohort`: where children went, between two days or since they came in."""

from typing import Annotated, Any

import typer

from sufficiency.cli.days import as_day
from sufficiency.cli.installation import EditionOption, HomeOption, edition_of, home_of, reading
from sufficiency.cli.problems import NotPossible
from sufficiency.cli.words import progress
from sufficiency.cli.written import Format, OutputOption, as_csv, as_json, as_table, deliver, format_for

FORMATS = ("table", "csv", "json")
FormatOption = Annotated[Format | None, typer.Option(metavar="table|csv|json", help="Table unless said.")]
FirstOption = Annotated[str, typer.Option("--from", metavar="DAY", help="The first day, as 2024-03-31.")]
LastOption = Annotated[str, typer.Option("--to", metavar="DAY", help="The last day, as 2025-03-31.")]
MOST_MONTHS = 240


def flow(
    context: typer.Context,
    first: FirstOption,
    last: LastOption,
    edition: EditionOption = None,
    format: FormatOption = None,
    output: OutputOption = None,
    home: HomeOption = None,
) -> None:
    """Where children were on one day, and where the same children are on a later one.

    From which kind of home to which, who came in, and how the others left. Columns of CSV and JSON: before,
    before_group, after, after_group, children; those in-care on a day add up to cla_number of that day.
    """
    from sufficiency.measures import whereabouts

    days = as_day(first, "--from"), as_day(last, "--to")
    opened = home_of(context, home)
    rows = _asked(opened, edition, lambda history, loaded: whereabouts.flow(history, loaded, *days))
    columns = ("before", "before_group", "after", "after_group")
    found = sorted(
        whereabouts.counted(rows, *columns),
        key=lambda row: (whereabouts.order(row["before"], row["before_group"]), whereabouts.order(row["after"], row["after_group"])),
    )  # fmt: skip
    shown = [
        (whereabouts.in_words(row["before"], row["before_group"]), whereabouts.in_words(row["after"], row["after_group"]), str(row["children"]))
        for row in found
    ]  # fmt: skip
    _deliver(found, (*columns, "children"), (f"On {days[0]}", f"On {days[1]}", "Children"), shown, format, output, opened)  # fmt: skip


def cohort(
    context: typer.Context,
    first: FirstOption,
    last: LastOption,
    months: Annotated[
        list[int] | None,
        typer.Option("--months", metavar="NUMBER", help="How long after; may be repeated (6, 12 and 24 unless said)."),
    ] = None,
    edition: EditionOption = None,
    format: FormatOption = None,
    output: OutputOption = None,
    home: HomeOption = None,
) -> None:  # fmt: skip
    """Where the children who came in between two days are, so many months after their own start.

    Columns of CSV and JSON: months, where, group, children. Each child counts once for each number of months.
    """
    from sufficiency.measures import whereabouts

    days = as_day(first, "--from"), as_day(last, "--to")
    after = tuple(sorted(set(months or (6, 12, 24))))
    if not 0 < after[0] <= after[-1] <= MOST_MONTHS:
        raise NotPossible(f"`--months` is a whole number from 1 to {MOST_MONTHS}, for example 12.")
    opened = home_of(context, home)
    rows = _asked(
        opened, edition, lambda history, loaded: whereabouts.entry_cohort(history, loaded, *days, after)
    )
    columns = ("months", "where", "group")
    found = sorted(
        whereabouts.counted(rows, *columns),
        key=lambda row: (row["months"], whereabouts.order(row["where"], row["group"])),
    )
    shown = [
        (str(row["months"]), whereabouts.in_words(row["where"], row["group"]), str(row["children"]))
        for row in found
    ]
    _deliver(found, (*columns, "children"), ("Months after", "Where", "Children"), shown, format, output, opened)  # fmt: skip


def _asked(opened: Any, edition: str | None, ask: Any) -> Any:
    from sufficiency.history import History
    from sufficiency.measures.whereabouts import DaysOutOfOrder, Loaded

    chosen = edition_of(opened, edition)
    try:
        with progress("Counting…"), reading(chosen), History(chosen.folder / "history") as history:
            return ask(history, Loaded.of(chosen.manifest.years))
    except DaysOutOfOrder as refusal:
        raise NotPossible(str(refusal)) from refusal


def _deliver(found, columns, titles, shown, format, output, opened) -> None:
    form = format_for(format, output, FORMATS)
    if form == "csv":
        deliver(as_csv(columns, [[row[name] for name in columns] for row in found]), output, opened)
    elif form == "json":
        deliver(as_json(found), output, opened)
    else:
        deliver(as_table(titles, shown, right=("Children", "Months after")), output, opened)
