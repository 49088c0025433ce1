"""`sufficiency placed` and `sufficiency disproportionality`: where children are placed, and which children are in care."""

from pathlib import Path
from typing import Annotated, Any

import typer

from sufficiency.cli.days import as_day, last_day
from sufficiency.cli.installation import EditionOption, HomeOption, edition_of, home_of, reading
from sufficiency.cli.problems import NotPossible
from sufficiency.cli.words import progress
from sufficiency.cli.written import Format, OutputOption, as_csv, as_json, as_table, deliver, format_for

FORMATS = ("table", "csv", "json")
LARGEST = 100_000  # bytes of a file of five rows
FormatOption = Annotated[Format | None, typer.Option(metavar="table|csv|json", help="Table unless said.")]
DayOption = Annotated[
    str | None, typer.Option("--as-at", metavar="DAY", help="The day, as 2025-03-31; the newest unless said.")
]
PublicOption = Annotated[
    bool, typer.Option("--public", help="Hide numbers of 1 to 5, and what they could be worked back from.")
]
PLACED = ("by", "group", "children", "share", "hidden")
INDICES = (
    "group", "in_care", "population", "share_in_care", "share_of_population", "index", "low", "high", "rate_10k", "hidden"
)  # fmt: skip


def placed(
    context: typer.Context,
    as_at: DayOption = None,
    public: PublicOption = False,
    edition: EditionOption = None,
    format: FormatOption = None,
    output: OutputOption = None,
    home: HomeOption = None,
) -> None:
    """In which authority's area children are placed on a day, and how far from home.

    Columns of CSV and JSON: by (area or distance), group, children, share (per cent), hidden. Either adds up to
    cla_number of the day.
    """
    from sufficiency.measures import placed_where as where

    opened = home_of(context, home)
    chosen = edition_of(opened, edition)
    day = _day(chosen, as_at)
    rows = _asked(chosen, lambda history: where.placed_where(history, day, chosen.manifest.authority))
    found, shown = [], []
    for by, counts in (("area", where.areas_in_order(rows)), ("distance", where.distances_in_order(rows))):
        told = where.without_small(counts) if public else counts
        for group, number in told.items():
            share = (
                None if number is None else round(100 * number / rows.num_rows, 1) if rows.num_rows else None
            )
            found.append(
                {"by": by, "group": group, "children": number, "share": share, "hidden": number is None}
            )
            title = where.name_of(group) if by == "area" else where.DISTANCES[group]
            shown.append((by, title, _text(number, "c"), _text(share, "")))
    titles = ("By", f"On {day}", "Children", "Per cent")
    _deliver(found, PLACED, titles, shown, format, output, opened)


def disproportionality(
    context: typer.Context,
    population: Annotated[
        Path | None,
        typer.Option(
            "--population",
            metavar="FILE",
            help="CSV with the columns group, children, source, day; what is recorded on the pages unless said.",
        ),
    ] = None,
    as_at: DayOption = None,
    public: PublicOption = False,
    edition: EditionOption = None,
    format: FormatOption = None,
    output: OutputOption = None,
    home: HomeOption = None,
) -> None:
    """Each ethnic group's share of the children in care over its share of the children who live in the area.

    An index of 1 is proportionate; low and high are its 95% interval. Children whose group is not known are shown
    and left out of shares. Columns of CSV and JSON: group, in_care, population, share_in_care, share_of_population,
    index, low, high, rate_10k, hidden.
    """
    from sufficiency.measures import disproportionality as asked

    living = _population(population) if population else None
    opened = home_of(context, home)
    chosen = edition_of(opened, edition)
    day = _day(chosen, as_at)
    living = living or _population_kept(opened, chosen, day)
    result = _asked(chosen, lambda history: asked.disproportionality(history, day, living))
    result = asked.in_public(result) if public else result
    found: list[dict[str, Any]] = [
        {
            "group": one.group,
            "in_care": one.in_care,
            "population": one.population,
            "share_in_care": one.share_in_care,
            "share_of_population": one.share_of_population,
            "index": one.index,
            "low": one.low,
            "high": one.high,
            "rate_10k": one.rate,
            "hidden": one.hidden,
        }
        for one in result.groups
    ]
    found.append(
        dict.fromkeys(INDICES)
        | {"group": asked.NOT_KNOWN, "in_care": result.not_known, "hidden": result.not_known is None}
    )
    shown = [
        (
            asked.ETHNIC_GROUP.groups[row["group"]],
            _text(row["in_care"], "c"),
            _text(row["share_in_care"], "-", 1),
            _text(row["share_of_population"], "-", 1),
            _text(row["index"], "-", 2),
            "-" if row["low"] is None else f"{row['low']:.2f} to {row['high']:.2f}",
            _text(row["rate_10k"], "-", 0),
        )
        for row in found
    ]
    in_no_share = (
        "Shares are of everybody, because how many are of no known group is hidden."
        if result.of_everybody
        else f"{result.not_known} whose group is not known are in no share."
    )
    typer.echo(f"Population: {living.source}, {living.day}. {in_no_share}", err=True)
    titles = ("Ethnic group", "In care", "% of care", "% living here", "Index", "Interval", "Per 10,000")
    _deliver(found, INDICES, titles, shown, format, output, opened)


def _population_kept(opened: Any, chosen: Any, day: Any) -> Any:
    from sufficiency.service.populations.kept import population_kept

    found = population_kept(opened.path, chosen.manifest.authority, day)
    if found is None:
        raise NotPossible(
            "How many children of each group live here is not recorded. Record it on the page Children who live here "
            "(/populations/), or give a CSV with `--population`."
        )
    return found


def _population(file: Path) -> Any:
    from sufficiency.measures.disproportionality import PopulationRefused, population_of

    try:
        with file.open("rb") as opened:
            given = opened.read(LARGEST + 1)
        if len(given) > LARGEST:
            raise NotPossible(f"`--population` is larger than {LARGEST:,} bytes. Give a CSV of five rows.")
        return population_of(given.decode("utf-8"))
    except OSError as problem:
        raise NotPossible(f"`--population` cannot be read: {problem.strerror}. Name a CSV file.") from problem
    except UnicodeDecodeError as problem:
        raise NotPossible("`--population` is not a text in UTF-8. Save it as CSV UTF-8.") from problem
    except PopulationRefused as refusal:
        raise NotPossible(f"`--population`: {refusal}") from refusal


def _day(chosen: Any, typed: str | None) -> Any:
    if not chosen.manifest.years:
        raise NotPossible("The edition holds no SSDA903 return, which this is counted from. Choose another.")
    return as_day(typed, "--as-at") if typed else last_day(chosen.manifest.years)


def _asked(chosen: Any, ask: Any) -> Any:
    from sufficiency.history import History

    with progress("Counting…"), reading(chosen), History(chosen.folder / "history") as history:
        return ask(history)


def _text(number: float | None, none: str, places: int | None = None) -> str:
    return none if number is None else str(number) if places is None else f"{number:.{places}f}"


def _deliver(found, columns, titles, shown, format, output, opened) -> None:
    form = format_for(format, output, FORMATS)
    if form == "csv":
        deliver(as_csv(columns, [[row[name] for name in columns] for row in found]), output, opened)
    elif form == "json":
        deliver(as_json(found), output, opened)
    else:
        deliver(as_table(titles, shown, right=titles[1:] if len(titles) > 4 else titles[2:]), output, opened)
