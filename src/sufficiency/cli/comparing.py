"""`sufficiency compare`: measures now, a year before, in a baseline year, and beside everybody."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from sufficiency.cli.days import as_day, last_day, outside
from sufficiency.cli.earlier_figures import publication_of
from sufficiency.cli.going_out import EarlierOption, StyleOption, check_goes_out
from sufficiency.cli.installation import EditionOption, HomeOption, edition_of, home_of, reading
from sufficiency.cli.problems import NotPossible
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
from sufficiency.editions import Edition
from sufficiency.vocabulary.authorities import find

if TYPE_CHECKING:
    from sufficiency.measures.comparison import Comparison
    from sufficiency.measures.earlier import Publication

FORMATS = ("table", "csv", "json")
WIDE = 120  # columns of a terminal that a table of everything needs


def compare(
    context: typer.Context,
    as_at: Annotated[
        str | None, typer.Option("--as-at", metavar="DAY", help="The day to compare, as 2025-03-31.")
    ] = None,
    baseline: Annotated[
        str | None,
        typer.Option("--baseline", metavar="DAY", help="An earlier day to set it against, as 2020-03-31."),
    ] = None,
    measure: Annotated[
        list[str] | None,
        typer.Option(
            "--measure",
            metavar="ID",
            help="Only this measure or recorded series, as foster_pct; may be repeated.",
        ),
    ] = None,
    authority: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The council to compare, if the load did not say."),
    ] = None,
    style: StyleOption = "local",
    earlier: EarlierOption = None,
    edition: EditionOption = None,
    format: Annotated[
        Format | None, typer.Option(metavar="table|csv|json", help="Table unless said.")
    ] = None,
    output: OutputOption = None,
    home: HomeOption = None,
) -> None:
    """The comparison table of a paper: now, a year before, a baseline, England, neighbours, rank and target.

    Without a day the last one of the newest return is taken; without a measure the headline ones. A change is
    called up, down, no clear change or too few to say by a stated test, never by its sign alone. Targets are those
    set on the pages; where there is none, the national threshold.

    For a published paper give --style public: a hidden number is then a c, and so is a change that would tell of it. Keep
    each CSV that goes out, and give it with --earlier next time.
    """
    opened = home_of(context, home)
    chosen = edition_of(opened, edition)
    day = (
        as_day(as_at, "--as-at") if as_at else last_day(chosen.manifest.years, chosen.manifest.workbook_days)
    )
    first = as_day(baseline, "--baseline") if baseline else None
    if first is not None and first >= day:
        raise NotPossible(f"`--baseline` {first} is not before `--as-at` {day}: give an earlier day.")
    check_goes_out(earlier or (), style)
    papers = [publication_of(path) for path in earlier or ()]
    council = find(authority).code if authority is not None else chosen.manifest.authority
    form = format_for(format, output, FORMATS)
    with progress("Comparing…"):
        table = _compared(chosen, opened.path, measure, day, first, council, style, papers)
    if beyond := outside([one for one in (day, first) if one], chosen.manifest.years):
        note(beyond)
    if council is None:
        note("Without the authority nothing published is beside the figures: give `--authority`.")
    writers = {"csv": _as_csv, "json": _as_json, "table": _as_table}
    deliver(writers[form](table), output, opened)


def _compared(
    edition: Edition,
    home: object,
    measures: list[str] | None,
    day: date,
    baseline: date | None,
    authority: str | None,
    style: str,
    earlier: Sequence["Publication"],
) -> "Comparison":
    from sufficiency.history import History
    from sufficiency.measures.comparison import comparison
    from sufficiency.measures.disclosure import Style
    from sufficiency.service.recorded.kept import rows_kept
    from sufficiency.service.targets import targets_kept

    measures, series = _told_apart(measures)
    target_of = targets_kept(home, authority)
    rows = rows_kept(home, series, authority, day, baseline, target_of, hides=style != "local")
    with reading(edition), History(edition.folder / "history") as history:
        return comparison(
            history,
            measures,
            as_at=day,
            baseline=baseline,
            authority=authority,
            edition=edition.id,
            target_of=target_of,
            style=Style(style),
            recorded=rows,
            earlier=earlier,
        )


def _told_apart(asked: list[str] | None) -> tuple[list[str] | None, list[str]]:
    """The ids of counted measures (None where nothing is asked at all), and those of recorded series, each once."""
    from sufficiency.measures.catalogue import catalogue

    if not asked:
        return None, []
    known = catalogue()
    series = [one for one in dict.fromkeys(asked) if one in known and known[one].is_recorded]
    return [one for one in asked if one not in series], series


def _as_csv(table: "Comparison") -> str:
    from sufficiency.measures.comparison_rows import COLUMNS, as_records

    rows = [[_plain(value) for value in record.values()] for record in as_records(table)]
    return as_csv(tuple(COLUMNS), rows)


def _as_json(table: "Comparison") -> str:
    from sufficiency.measures.comparison_rows import as_records

    return as_json([{name: _plain(value) for name, value in record.items()} for record in as_records(table)])


def _plain(value: object) -> object:
    """A whole number without its point."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _as_table(table: "Comparison") -> str:
    """The table to read, with its notes below it; on a narrow terminal each measure in a few lines of its own."""
    against = [day_in_words(table.before), *([day_in_words(table.baseline)] if table.baseline else [])]
    head = f"{day_in_words(table.as_at)} beside {' and '.join(against)}, edition {table.edition}.\n\n"
    body = _across(table) if width() >= WIDE else _in_lines(table)
    return head + body + "\n" + "\n".join([*_notes(table), *table.notes]) + "\n"


def _across(table: "Comparison") -> str:
    from sufficiency.measures import comparison_words as words

    columns = ["Measure", "Now", "Made of", "A year before", "Change"]
    columns += ["Baseline", "Since"] if table.baseline else []
    columns += ["England", "Neighbours", "Rank", "Target"]
    rows = []
    for row in table.rows:
        cells = [
            row.measure.title,
            words.value(row.measure, row.now),
            words.made_of(row.measure, row.now),
            words.value(row.measure, row.before),
            _both(*words.change_in_words(row)),
        ]
        if row.baseline:
            cells += [words.value(row.measure, row.baseline), words.since_baseline(row)]
        cells += [
            words.published(row.measure, row.published and row.published.england),
            words.published(row.measure, row.published and row.published.neighbours),
            _both(words.rank(row.published), row.quarter),
            _both(words.target(row), row.standing or ""),
        ]
        rows.append(tuple(cells))
    return as_table(columns, rows, right=("Now", "A year before", "Baseline", "England", "Neighbours"))


def _in_lines(table: "Comparison") -> str:
    from sufficiency.measures import comparison_words as words

    lines = []
    for row in table.rows:
        made_of = words.made_of(row.measure, row.now)
        before = f"{words.value(row.measure, row.before)} a year before"
        now = f"{words.value(row.measure, row.now)}{f' ({made_of})' if made_of else ''}"
        call, size = words.change_in_words(row)
        told = [f"{now}; {before}: {_both(call.lower(), size)}"]
        if row.baseline:
            told.append(
                _both(f"{words.value(row.measure, row.baseline)} in the baseline", words.since_baseline(row))
            )
        others = []
        if row.published and row.published.england is not None:
            others.append(f"England {words.published(row.measure, row.published.england)}")
        if row.published and row.published.neighbours is not None:
            others.append(f"neighbours {words.published(row.measure, row.published.neighbours)}")
        if row.published and row.published.rank is not None:
            others.append(f"{words.rank(row.published)} from the lowest, {row.quarter}")
        told += ["; ".join(others)] if others else []
        if row.target:
            told.append(_both(f"target: {words.target(row)}", row.standing or ""))
        lines += [row.measure.id, *(f"  {line}" for line in told)]
    return "\n".join(lines) + "\n"


def _notes(table: "Comparison") -> list[str]:
    """Each note to a row once, with the measures it is of."""
    of: dict[str, list[str]] = {}
    for row in table.rows:
        for told in row.notes:
            of.setdefault(told, []).append(row.measure.id)
    return [
        f"{'All' if len(ids) == len(table.rows) > 1 else ', '.join(ids)}: {told}" for told, ids in of.items()
    ]


def _both(first: str, second: str) -> str:
    return f"{first}; {second}" if first and second else first or second
