"""`sufficiency measures`: figures on a day or several, counted or recorded."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sufficiency.cli.counted_figures import (
    COLUMNS,
    NOTE,
    figures_as_csv,
    figures_as_json,
    figures_as_table,
    has_notes,
)
from sufficiency.cli.days import Every, as_day, days_asked, last_day
from sufficiency.cli.earlier_figures import publication_of
from sufficiency.cli.figure_notes import note_the_edition, note_what_is_not_given
from sufficiency.cli.going_out import EarlierOption, StyleOption, check_goes_out
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
from sufficiency.cli.words import note, progress
from sufficiency.cli.written import Format, OutputOption, as_json, deliver, format_for
from sufficiency.editions import Home
from sufficiency.vocabulary.authorities import find

if TYPE_CHECKING:
    import pyarrow as pa

    from sufficiency.history.engine import Engine
    from sufficiency.measures.recorded import Number

FORMATS = ("table", "csv", "json")


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
    style: StyleOption = "local",
    earlier: EarlierOption = None,
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
    paper give --style public: a hidden number is then a c, and what is hidden is decided over all measures and groups of
    the day, so that one answer cannot be used to open another. Keep each CSV that goes out, and give it with --earlier
    next time; where a figure is then given as it was published, a ninth column, note, says so. --style dfe hides the
    same, rounds to whole numbers, and writes z where there is nobody to count and low for a number above 0 that rounds
    to 0. Counts of one authority are not rounded.

    Recorded series (`sufficiency series`) are given where --measure names them: those of the days, those between
    --from and --to, or without a day all of them.
    """
    opened = home_of(context, home)
    form = format_for(format, output, FORMATS)
    question = Question(
        opened, edition, form, tuple(as_at or ()), first, last, every, tuple(by or ()), totals,
        groups_only(only or ()), authority, style, tuple(earlier or ()), lambda: engine_of(context),
    )  # fmt: skip
    if catalogue:
        deliver(question.catalogue(measure or ()), output, opened)
    else:
        deliver(question.answer(measure or ()), output, opened)


@dataclass(frozen=True)
class Question:
    """The options as they were typed, and what answers them."""

    home: Home
    edition: str | None
    form: str
    as_at: Sequence[str]
    first: str | None
    last: str | None
    every: Every | None
    by: Sequence[str]
    totals: bool
    only: dict[str, list[str]]
    authority: str | None
    style: str
    earlier: Sequence[Path]
    engine: Callable[[], "Engine | None"]

    def __post_init__(self) -> None:
        if self.by and self.totals:
            raise NotPossible("Give either `--by` or `--totals`.")
        if self.earlier and self.only:
            raise NotPossible(
                "`--earlier` is for whole figures: a CSV does not say of which children it was. Give it without `--only`."
            )
        check_goes_out(self.earlier, self.style)

    @property
    def public(self) -> bool:
        return self.style != "local"

    @property
    def of_days(self) -> bool:
        return bool(self.as_at or self.first or self.last or self.every)

    @property
    def breakdowns(self) -> list[str] | None:
        """Those asked for; the table has none unless it is asked for some, and the files have all (None)."""
        return list(self.by) or ([] if self.totals or self.form == "table" else None)

    def catalogue(self, measures: Sequence[str]) -> str | bytes:
        """All measures there are, loaded or not. Raises NotPossible where figures were asked for."""
        if self.of_days or self.by or self.only or self.totals or self.authority or self.public:
            raise NotPossible("`--catalogue` lists measures, not figures: give it with `--measure`, `--format` and `--output` alone.")  # fmt: skip
        current = self.home.edition(self.edition) if self.edition is not None else self.home.current()
        return catalogue_written(self.form, self.home, current.manifest if current else None, measures)

    def answer(self, measures: Sequence[str]) -> str | bytes:
        """Counted figures, and recorded ones after them."""
        recorded = recorded_among(measures)
        if recorded and self.only:
            raise NotPossible(f"`--only` is for figures counted from children; {recorded[0]} is a recorded series.")  # fmt: skip
        numbers = self._recorded(recorded) if recorded else []
        hidden = frozenset()
        if self.public:
            numbers, hidden = in_public(numbers)
        counted = [one for one in measures if one not in recorded]
        figures = self._counted(counted) if counted or not recorded else None
        if hidden or (figures is not None and _hides(figures)):
            from sufficiency.measures.disclosure import Style

            note(Style(self.style).key)
        return written(self.form, figures, numbers, hidden)

    def _counted(self, measures: Sequence[str]) -> "pa.Table":
        from sufficiency.history import History
        from sufficiency.measures import calculate
        from sufficiency.measures.disclosure import Style
        from sufficiency.measures.publishing import published

        earlier = [publication_of(path) for path in self.earlier]
        edition = edition_of(self.home, self.edition)
        newest = last_day(edition.manifest.years, edition.manifest.workbook_days)
        days = days_asked(self.as_at, self.first, self.last, self.every, newest=newest)
        council = find(self.authority).code if self.authority is not None else edition.manifest.authority
        with (
            progress("Counting…"),
            reading(edition),
            History(edition.folder / "history", self.engine()) as history,
        ):
            asked = (history, days, measures or None, self.breakdowns, council, self.only)
            figures = published(*asked, Style(self.style), earlier) if self.public else calculate(*asked)
        note_the_edition(edition, days)
        note_what_is_not_given(edition, days, measures, self.by, figures, council, self.only)
        return figures

    def _recorded(self, measures: Sequence[str]) -> list["Number"]:
        """The recorded figures of the days asked for; between two days those of every day."""
        days, within = None, None
        if self.of_days:
            asked = days_asked(self.as_at, self.first, self.last, self.every, newest=date.max)
            if self.as_at:
                days = asked
            else:
                within = as_day(self.first, "--from"), as_day(self.last, "--to")
        found = recorded_numbers(self.home, measures, days, within, self.breakdowns)
        for measure in measures:
            if not any(one.measure == measure for one in found):
                note(f"{measure} has no value recorded{' for that' if self.as_at or self.first else ''}.")
        return found


def written(
    form: str, figures: "pa.Table | None", numbers: Sequence["Number"], hidden: frozenset[int]
) -> str | bytes:
    """Counted figures, and recorded ones after them, as CSV, JSON or a table."""
    noted = figures is not None and has_notes(figures)
    if form == "csv":
        begun = (",".join(COLUMNS) + "\n").encode() if figures is None else figures_as_csv(figures)
        return begun + rows_as_csv(numbers, hidden, noted) if numbers else begun
    if form == "json":
        begun = "[]" if figures is None else figures_as_json(figures)
        none = {NOTE: None} if noted else {}
        rest = [one | none for one in records(numbers, hidden, COLUMNS)]
        return as_json([*json.loads(begun), *rest]) if numbers else begun
    begun = [] if figures is None else [figures_as_table(figures)]
    return "\n".join([*begun, *([numbers_as_table(numbers, hidden)] if numbers or figures is None else [])])


def _hides(figures: "pa.Table") -> bool:
    return "hidden" in figures.column_names and any(figures["hidden"].to_pylist())


def groups_only(typed: Sequence[str]) -> dict[str, list[str]]:
    """What `--only` asks for, by breakdown. Raises NotPossible for what is not BREAKDOWN=GROUPS."""
    asked: dict[str, list[str]] = {}
    for one in typed:
        breakdown, sign, groups = one.partition("=")
        if not sign or breakdown.strip() in asked:
            raise NotPossible(f'"{one[:60]}" for --only is not understood. Write a breakdown once, with its groups, as uasc=not-uasc or age_band=0,1-4.')  # fmt: skip
        asked[breakdown.strip()] = [group.strip() for group in groups.split(",") if group.strip()]
    return asked
