"""`sufficiency measures` and `sufficiency children`: figures, and the children behind one of them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sufficiency.cli.days import Every, as_day, days_asked, last_day, outside
from sufficiency.cli.installation import EditionOption, HomeOption, edition_of, engine_of, home_of, reading
from sufficiency.cli.problems import NotPossible
from sufficiency.cli.recorded_figures import (
    catalogue_written,
    in_public,
    numbers_as_table,
    recorded_among,
    recorded_numbers,
    records,
    rows_as_csv,
)
from sufficiency.cli.words import day_in_words, note, progress
from sufficiency.cli.written import (
    Format,
    OutputOption,
    as_csv,
    as_json,
    as_table,
    deliver,
    format_for,
    width,
)
from sufficiency.editions import Edition, Home
from sufficiency.vocabulary.authorities import find

if TYPE_CHECKING:
    import pyarrow as pa

    from sufficiency.history.engine import Engine
    from sufficiency.measures.recorded import Number

FORMATS = ("table", "csv", "json")
COLUMNS = ("measure", "as_at", "period_start", "breakdown", "group", "numerator", "denominator", "value")
NUMBERS = ("numerator", "denominator", "value")
PublishedAs = Literal["local", "public"]


def measures(
    context: typer.Context,
    as_at: Annotated[
        list[str] | None,
        typer.Option("--as-at", metavar="DAY", help="The day to count on, as 2025-03-31; may be repeated."),
    ] = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="The first of several days.")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help="The last of them, included.")
    ] = None,
    every: Annotated[
        Every | None,
        typer.Option(metavar="month|quarter|year", help="How far apart they are (month unless said)."),
    ] = None,
    measure: Annotated[
        list[str] | None,
        typer.Option("--measure", metavar="ID", help="Only this measure, as cla_number; may be repeated."),
    ] = None,
    by: Annotated[
        list[str] | None,
        typer.Option(
            "--by",
            metavar="BREAKDOWN",
            help="Only this breakdown, as age_band, or two at a time, as age_band:sex; may be repeated.",
        ),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            metavar="BREAKDOWN=GROUPS",
            help="Only children of these groups, as uasc=not-uasc or age_band=0,1-4; may be repeated.",
        ),
    ] = None,
    totals: Annotated[bool, typer.Option("--totals", help="No breakdowns.")] = False,
    authority: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="The council whose population the rate is of, if the load did not say."
        ),
    ] = None,
    style: Annotated[
        PublishedAs,
        typer.Option(
            "--style",
            metavar="local|public",
            help="public hides counts of 1 to 5, and what would give them away.",
        ),
    ] = "local",
    catalogue: Annotated[
        bool,
        typer.Option(
            "--catalogue",
            help="All measures there are instead: what feeds each, and whether it is loaded.",
        ),
    ] = False,
    edition: EditionOption = None,
    format: Annotated[
        Format | None, typer.Option(metavar="table|csv|json", help="Table unless said.")
    ] = None,
    output: OutputOption = None,
    home: HomeOption = None,
) -> None:
    """Figures on a day, or on several.

    Without a day the last one of the newest return is taken. CSV and JSON give the total of each measure and
    every breakdown that applies to it; the table gives totals unless --by asks for more.

    CSV columns: measure, as_at, period_start, breakdown, group, numerator, denominator, value. For a published
    paper give --style public: a hidden number is then a c.

    Recorded series (`sufficiency series`) are given where --measure names them: those of the days, those between
    --from and --to, or without a day all of them.
    """
    if by and totals:
        raise NotPossible("Give either `--by` or `--totals`.")
    opened = home_of(context, home)
    form = format_for(format, output, FORMATS)
    if catalogue:
        if as_at or first or last or every or by or only or totals or authority or style == "public":
            raise NotPossible("`--catalogue` lists measures, not figures: give it with `--measure`, `--format` and `--output` alone.")  # fmt: skip
        current = opened.edition(edition) if edition is not None else opened.current()
        told = catalogue_written(form, opened, current.manifest if current else None, measure or ())
        deliver(told, output, opened)
        return
    some = groups_only(only or ())
    if style == "public" and (some or any(":" in one for one in by or ())):
        raise NotPossible("`--style public` is for whole figures by one breakdown: a filtered or crossed one could be reckoned back from them.")  # fmt: skip
    recorded = recorded_among(measure or ())
    if recorded and some:
        raise NotPossible(
            f"`--only` is for figures counted from children; {recorded[0]} is a recorded series."
        )
    if recorded:
        counted = [one for one in measure if one not in recorded]
        numbers = _recorded(opened, recorded, as_at or (), first, last, every, by, totals, form)
        hidden = frozenset()
        if style == "public":
            numbers, hidden = in_public(numbers)
            if hidden:
                from sufficiency.measures.disclosure import HIDDEN_KEY

                note(HIDDEN_KEY)
        if not counted:
            deliver(_written(form, None, numbers, hidden), output, opened)
            return
        measure = counted
    chosen = edition_of(opened, edition)
    days = days_asked(
        as_at or (), first, last, every, newest=last_day(chosen.manifest.years, chosen.manifest.workbook_days)
    )
    breakdowns = by or ([] if totals or form == "table" else None)
    council = find(authority).code if authority is not None else chosen.manifest.authority
    with progress("Counting…"):
        figures = _calculate(chosen, days, measure or None, breakdowns, council, engine_of(context), some)
    _notes(chosen, days, measure or (), by or (), figures, council, some)
    if style == "public":
        figures = _without_small_numbers(figures)
    if recorded:
        deliver(_written(form, figures, numbers, hidden), output, opened)
        return
    writers = {"csv": figures_as_csv, "json": figures_as_json, "table": figures_as_table}
    deliver(writers[form](figures), output, opened)


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
    _notes(chosen, [day], (), (), None, None)
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


def _recorded(
    home: Home,
    measures: Sequence[str],
    as_at: Sequence[str],
    first: str | None,
    last: str | None,
    every: Every | None,
    by: Sequence[str] | None,
    totals: bool,
    form: str,
) -> list["Number"]:
    """The recorded figures of the days asked for; between two days those of every day."""
    days, within = None, None
    if as_at or first or last or every:
        asked = days_asked(as_at, first, last, every, newest=date.max)
        days, within = (asked, None) if as_at else (None, (as_day(first, "--from"), as_day(last, "--to")))
    breakdowns = by or ([] if totals or form == "table" else None)
    found = recorded_numbers(home, measures, days, within, breakdowns)
    for measure in measures:
        if not any(one.measure == measure for one in found):
            note(f"{measure} has no value recorded{' for that' if as_at or first else ''}.")
    return found


def _written(
    form: str, figures: "pa.Table | None", numbers: Sequence["Number"], hidden: frozenset[int]
) -> str | bytes:
    """Counted figures, and recorded ones after them."""
    if form == "csv":
        begun = (",".join(COLUMNS) + "\n").encode() if figures is None else figures_as_csv(figures)
        return begun + rows_as_csv(numbers, hidden)
    if form == "json":
        begun = [] if figures is None else json.loads(figures_as_json(figures))
        return as_json([*begun, *records(numbers, hidden, COLUMNS)])
    begun = "" if figures is None else figures_as_table(figures) + "\n"
    return begun + numbers_as_table(numbers, hidden)


def _calculate(
    edition: Edition,
    days: Sequence[date],
    measures: list[str] | None,
    by: list[str] | None,
    authority: str | None,
    engine: "Engine | None",
    only: dict[str, list[str]],
) -> "pa.Table":
    from sufficiency.history import History
    from sufficiency.measures import calculate

    with reading(edition), History(edition.folder / "history", engine) as history:
        return calculate(history, days, measures, by, authority, only)


def groups_only(typed: Sequence[str]) -> dict[str, list[str]]:
    """What `--only` asks for, by breakdown. Raises NotPossible for what is not BREAKDOWN=GROUPS."""
    asked: dict[str, list[str]] = {}
    for one in typed:
        breakdown, sign, groups = one.partition("=")
        if not sign or breakdown.strip() in asked:
            raise NotPossible(f'"{one[:60]}" for --only is not understood. Write a breakdown once, with its groups, as uasc=not-uasc or age_band=0,1-4.')  # fmt: skip
        asked[breakdown.strip()] = [group.strip() for group in groups.split(",") if group.strip()]
    return asked


def _without_small_numbers(figures: "pa.Table") -> "pa.Table":
    """The figures for a published paper, with the column `hidden`; a note gives the key where something is hidden."""
    from sufficiency.measures.disclosure import HIDDEN_KEY, Style, disclosed

    public = disclosed(figures, Style.PUBLIC)
    if any(public["hidden"].to_pylist()):
        note(HIDDEN_KEY)
    return public


def _behind(
    edition: Edition, measure: str, day: date, by: str | None, group: str | None, engine: "Engine | None"
) -> list[tuple[str, str, int | float]]:
    from sufficiency.history import History
    from sufficiency.measures import children_behind

    with reading(edition), History(edition.folder / "history", engine) as history:
        behind = children_behind(history, measure, day, by, group)
    parts = {True: "numerator", False: "denominator only"}
    rows = zip(*(behind[name].to_pylist() for name in ("child", "in_numerator", "amount")), strict=True)
    return [(child, parts[inside], _plain_number(amount)) for child, inside, amount in rows]


def _notes(
    edition: Edition,
    days: Sequence[date],
    measures: Sequence[str],
    by: Sequence[str],
    figures: "pa.Table | None",
    authority: str | None,
    only: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """What somebody reading the figures should know beside them; on stderr, never among the figures."""
    from sufficiency.history import RULES_VERSION
    from sufficiency.measures import MEASURES

    if beyond := outside(days, edition.manifest.years):
        note(beyond)
    if edition.manifest.rules_version != str(RULES_VERSION):
        note(
            f"Edition {edition.id} was worked out by earlier rules; `sufficiency rebuild` makes one by today's."
        )
    if figures is None:
        return
    given = set(figures["measure"].to_pylist())
    for measure in dict.fromkeys(measures):
        if measure in MEASURES and MEASURES[measure].of_population and authority is None:
            note(f"{measure} needs the authority: give `--authority` with a council's name or code.")
        elif measure in MEASURES and MEASURES[measure].is_of_workbook and measure not in given:
            note(_why_no_list_gives(edition, measure))
        elif only and measure in MEASURES and measure not in given:
            note(f"{measure} cannot be of {', '.join(only)} only: it does not know the group, or is over the whole population.")  # fmt: skip
        elif measure not in given:
            note(f"{measure} is not defined on {'that day' if len(days) == 1 else 'any of those days'}.")
    unused = set(by) - set(figures["breakdown"].to_pylist())
    if unused and given:
        note(f"No measure given here is broken down by {', '.join(sorted(unused))}.")


def _why_no_list_gives(edition: Edition, measure: str) -> str:
    """Why a measure of Annex A has no figure: no workbook, another day, or lists that do not reach."""
    days = edition.manifest.workbook_days
    if not days:
        return f"{measure} is counted from Annex A, and no workbook of it is loaded. Load one with `sufficiency load`"
    named = ", ".join(day.isoformat() for day in days)
    return (
        f"{measure} is counted from Annex A, on the day of a workbook only ({named}), where its list has the columns and "
        "goes back as far as the measure does"
    )


def figures_as_csv(figures: "pa.Table") -> bytes:
    """The figures as CSV: whole numbers without a point, others in full, nothing where there is no number."""
    import pyarrow as pa
    from pyarrow.csv import WriteOptions, write_csv

    columns = [_number_texts(figures, name) if name in NUMBERS else figures[name] for name in COLUMNS]
    into = pa.BufferOutputStream()
    into.write((",".join(COLUMNS) + "\n").encode())
    table = pa.table(columns, names=list(COLUMNS))
    write_csv(table, into, WriteOptions(include_header=False, quoting_style="none"))
    return into.getvalue().to_pybytes()


def figures_as_json(figures: "pa.Table") -> str:
    """The figures as a list of records with the CSV's names; null where there is no number or no period."""

    def plain(row: dict, name: str) -> object:
        if name not in NUMBERS:
            return row[name]
        return "c" if row.get("hidden") else _plain_number(row[name])

    return as_json([{name: plain(row, name) for name in COLUMNS} for row in figures.to_pylist()])


def figures_as_table(figures: "pa.Table") -> str:
    """The figures to read: rounded as people say them, with what each is made of."""
    from sufficiency.measures import MEASURES
    from sufficiency.measures.crossed import label_of

    wide = width() >= 110
    several_days = len(set(figures["as_at"].to_pylist())) > 1
    grouped = any(figures["breakdown"].to_pylist())
    columns = [
        "Measure",
        *(["Title"] * wide),
        *(["As at"] * several_days),
        *(["Group"] * grouped),
        "Value",
        "Made of",
    ]

    def cells(row: dict) -> Iterator[str]:
        definition = MEASURES[row["measure"]]
        yield definition.id
        if wide:
            yield definition.title
        if several_days:
            yield row["as_at"].isoformat()
        if grouped:
            yield label_of(row["breakdown"], row["group"]) if row["breakdown"] else "All"
        hidden = row.get("hidden")
        yield "c" if hidden else _in_words(row["value"], str(definition.unit))
        yield "" if hidden else _made_of(row["numerator"], row["denominator"])

    return as_table(columns, [tuple(cells(row)) for row in figures.to_pylist()], right=("Value", "Made of"))


def _in_words(value: float | None, unit: str) -> str:
    if value is None:
        return "no one to count"
    return {
        "percent": f"{value:.1f}%",
        "days": f"{value:,.0f} days",
        "per 10,000": f"{value:.1f} per 10,000",
    }.get(unit, f"{value:,.0f}")


def _made_of(numerator: float, denominator: float | None) -> str:
    return "" if denominator is None else f"{numerator:,.0f} of {denominator:,.0f}"


def _plain_number(value: float | None) -> int | float | None:
    return int(value) if value is not None and value == int(value) else value


def _number_texts(figures: "pa.Table", name: str) -> "pa.ChunkedArray":
    import pyarrow as pa
    import pyarrow.compute as pc

    column = figures[name]
    whole = pc.equal(column, pc.floor(column))
    as_integer = pc.if_else(whole, column, None).cast(pa.int64()).cast(pa.string())
    texts = pc.if_else(whole, as_integer, column.cast(pa.string()))
    return pc.if_else(figures["hidden"], "c", texts) if "hidden" in figures.column_names else texts
