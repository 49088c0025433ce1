"""`sufficiency plan`: the action plan of the strategy in force, on screen or as a workbook, or loaded from one.

All of it only calls the service, which keeps plans beside people and targets; the pages show the same.
"""

import os
from pathlib import Path
from typing import Annotated, Literal

import typer

from sufficiency.cli.installation import HomeOption, home_of
from sufficiency.cli.problems import EXIT_REFUSED, NotPossible
from sufficiency.cli.words import note, progress, several
from sufficiency.cli.written import OutputOption, as_csv, as_json, as_table, deliver, format_for

MOST_SAID = 20
SHORT = 60  # letters of a focus in a table
COLUMNS = ("number", "key_area", "focus", "rating", "rated_on", "reason", "proposed", "because", "overdue", "next_due", "lead", "i_statements")  # fmt: skip


def plan(
    context: typer.Context,
    format: Annotated[
        Literal["table", "csv", "json", "xlsx"] | None,
        typer.Option(
            metavar="table|csv|json|xlsx", help="Table unless said, or unless the file's ending says."
        ),
    ] = None,
    output: OutputOption = None,
    strategy: Annotated[
        str,
        typer.Option(metavar="TITLE", help="Another strategy than the one in force; a part of its title."),
    ] = "",
    load: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Load a whole strategy with its plan from a workbook.")
    ] = None,
    update: Annotated[
        bool,
        typer.Option("--update", help="With --load: change the strategy that is kept, and say how."),
    ] = False,
    template: Annotated[bool, typer.Option("--template", help="The empty workbook; needs --output.")] = False,
    home: HomeOption = None,
) -> None:
    """The action plan of the strategy in force: each action with its rating, what the stated rule proposes, what is late.

    With `--output plan.xlsx` the whole strategy as a workbook, which can be loaded again. With `--load` a strategy
    is kept whole, or nothing of it: each cell that cannot be is named with what was found and what is allowed.

    With `--load` and `--update` the strategy of the workbook's title (or, where none has it, of its first and last day) is
    changed, and each change is printed. Ratings, notes and evidence are only added to, and an action that is not in the
    workbook stays.
    """
    from sufficiency.service.strategy import kept

    opened = home_of(context, home)
    if load is not None and (output or format or template or strategy):
        raise NotPossible("--load takes a workbook in; take a plan out in a second command.")
    if update and load is None:
        raise NotPossible("--update changes a strategy from a workbook. Give the workbook with --load.")
    try:
        if load is not None:
            _load(opened, load, update)
        elif template or format_for(format, output, ("table", "csv", "json", "xlsx")) == "xlsx":
            if output is None:
                raise NotPossible("A workbook is no text for the screen. Give --output plan.xlsx.")
            deliver(kept.template() if template else kept.workbook(opened, strategy), output, opened)
        else:
            title, standings = kept.listed(opened, strategy)
            _show(
                title, standings, format_for(format, output, ("table", "csv", "json", "xlsx")), output, opened
            )
    except kept.NotKept as refused:
        for sentence in refused.sentences[:MOST_SAID]:
            note(sentence)
        if len(refused.sentences) > MOST_SAID:
            note(f"And {len(refused.sentences) - MOST_SAID:,} more like these.")
        if load is not None:
            note("Nothing was kept.")
        raise typer.Exit(EXIT_REFUSED) from refused


def _load(opened, file: Path, update: bool) -> None:
    from sufficiency.service.strategy.kept import load
    from sufficiency.service.strategy.reading import MOST_BYTES

    file = file.expanduser()
    if file.is_dir():
        raise NotPossible(f"{file} is a folder. Give one XLSX workbook.")
    with file.open("rb") as opened_file:
        content = opened_file.read(MOST_BYTES + 1)
    with progress("Loading…"):
        found = load(opened, os.fsdecode(file.name), content, update)
    for sentence in found.changes:
        typer.echo(sentence)
    typer.echo(
        f"“{found.title}” is {'changed' if update else 'kept'}: {several(found.actions, 'action')}, {several(found.milestones, 'milestone')}, "
        f"{several(found.indicators, 'indicator')}, {several(found.statements, 'I statement')}."
    )


def _show(title: str, standings, form: str, output: Path | None, opened) -> None:
    if form != "table":
        records = [_record(one) for one in standings]
        written = (
            as_json(records) if form == "json" else as_csv(COLUMNS, [list(row.values()) for row in records])
        )
        deliver(written, output, opened)
        return
    from sufficiency.service.strategy.standing import sum_in_a_sentence

    note(f"{title}. {sum_in_a_sentence(standings)}")
    rows = [
        (
            one.planned.number,
            one.planned.focus if len(one.planned.focus) <= SHORT else f"{one.planned.focus[: SHORT - 1]}…",
            one.rating.value,
            one.proposal.rating.value,
            one.due,
            one.planned.lead,
        )
        for one in standings
    ]
    deliver(as_table(("No.", "Action", "Rated", "Rule", "Due", "Lead officer"), rows), output, opened)


def _record(one) -> dict[str, object]:
    proposal, rated = one.proposal, one.rated
    values = (
        one.planned.number,
        one.planned.key_area,
        one.planned.focus,
        one.rating.value,
        rated.on.isoformat() if rated else "",
        rated.reason if rated else "",
        proposal.rating.value,
        ". ".join(proposal.because),
        "; ".join(f"{milestone.words} ({milestone.due.isoformat()})" for milestone, _days in one.overdue),
        one.next.due.isoformat() if one.next else "",
        one.planned.lead,
        ", ".join(map(str, one.planned.statements)),
    )
    return dict(zip(COLUMNS, values, strict=True))
