"""The comparison table of a committee paper: each measure now, a year before, in a baseline year, and beside everybody.

    comparison(history, ["three_plus_placements_pct"], as_at=date(2025, 9, 30), baseline=date(2020, 3, 31), ...)

gives one object whose rows hold figures, intervals, changes called by a stated test, published figures, ranks, targets
and notes; pages, files, commands and documents write it out each in their own way. A year that is not over is never
set against a whole one: a figure of a year is of the twelve months ending on its day, and so is the one before it.

What must be hidden is hidden here: a change from or to a hidden figure, its verdict and its standing are hidden with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sufficiency.history import History
from sufficiency.measures import change as changes
from sufficiency.measures import comparators, said
from sufficiency.measures.amounts import amounts
from sufficiency.measures.asked import is_31_march, measures_asked
from sufficiency.measures.change import Change
from sufficiency.measures.disclosure import AS_PUBLISHED, HIDDEN_KEY, Style
from sufficiency.measures.earlier import Publication
from sufficiency.measures.intervals import wilson_interval
from sufficiency.measures.language import Measure, Unit
from sufficiency.measures.publishing import published
from sufficiency.measures.targets import Standing, Target, national_threshold, threshold_in_words
from sufficiency.vocabulary.months import years_before

COMPARABLE = (Unit.PERCENT, Unit.PER_10K, Unit.DAYS)  # numbers of children differ with the size of the place
NOT_COUNTED, NOBODY, HIDDEN = "not counted on this day", "nobody to count", "hidden"
ROUNDED = "Published percentages and rates are rounded to whole numbers."
INTERVALS = "The range beside a share is where it could lie by chance alone, nineteen times in twenty."
YEARS = (
    "A figure of a year is of the twelve months ending on its day, so a year that is not over is set against the same "
    "stretch of the year before."
)
BASELINE = "Where nothing is said of a change since the baseline, none is clear."
OURS = "Nothing is published for this authority; the rank is that of our own figure."
ONCE_A_YEAR = "Counted on 31 March only."


@dataclass(frozen=True)
class Counted:
    """A figure of ours on a day. `value` is None where there is none, and `why` then says so; `part` marks one that
    rests on part of its period and is compared with nothing; `as_published` one that keeps the numbers of an earlier
    publication (`measures.earlier`)."""

    day: date
    numerator: float | None = None
    denominator: float | None = None
    value: float | None = None
    why: str = ""
    part: bool = False
    as_published: bool = False

    @property
    def hidden(self) -> bool:
        return self.why == HIDDEN

    @property
    def pair(self) -> tuple[float, float | None]:
        return self.numerator, self.denominator

    @property
    def comparable(self) -> bool:
        return self.value is not None and not self.part


@dataclass(frozen=True)
class Published:
    """What the Department published for a 31 March. `rank` counts from the lowest; `ours` says that it is the place of
    our own figure among the published ones, where none was published for the authority."""

    on: date
    england: float | None
    region: float | None
    region_name: str
    neighbours: float | None
    neighbours_mean: float | None
    neighbours_given: int
    rank: int | None
    of: int
    ours: bool

    @property
    def quartile(self) -> int | None:
        """1 for the lowest quarter of the authorities to 4 for the highest."""
        return None if self.rank is None else min(4 * (self.rank - 1) // self.of + 1, 4)


@dataclass(frozen=True)
class Row:
    """One measure: all cells of its row. What is not known, not comparable or hidden is None."""

    measure: Measure
    now: Counted
    before: Counted
    baseline: Counted | None
    change: Change | None
    since_baseline: Change | None
    published: Published | None
    target: Target | None
    standing: Standing | None
    notes: tuple[str, ...] = ()
    untested: bool = False  # of a recorded series without the numbers that a test needs

    @property
    def interval(self) -> tuple[float, float] | None:
        """Where a share could lie by chance alone, per cent; None for other measures."""
        return interval_of(self.measure, self.now)

    @property
    def verdict(self) -> str:
        return self.change.verdict(self.measure.good) if self.change else ""

    @property
    def sentence(self) -> str:
        """The change in one sentence; nothing where there is none to tell."""
        if self.change is None or not isinstance(self.measure, Measure):
            return ""
        return changes.in_a_sentence(self.measure, self.change, self.now.pair, self.before.pair)

    @property
    def quarter(self) -> str:
        """Where the rank stands: by the good direction where there is one, else from the lowest."""
        quartile = self.published.quartile if self.published else None
        if quartile is None:
            return ""
        if self.measure.good == "neither":
            return ("lowest", "second lowest", "second highest", "highest")[quartile - 1] + " quarter"
        from_best = quartile if self.measure.good == "low" else 5 - quartile
        return ("best", "second best", "third", "last")[from_best - 1] + " quarter"


@dataclass(frozen=True)
class Comparison:
    """The table, with what it rests on: the edition, the days, the authority, and the notes to print under it."""

    as_at: date
    baseline: date | None
    edition: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = field(default=())
    style: Style = Style.LOCAL

    @property
    def before(self) -> date:
        return years_before(self.as_at, 1)

    @property
    def hidden(self) -> bool:
        return any(one.hidden for row in self.rows for one in (row.now, row.before, row.baseline) if one)


FigureOf = Callable[[Measure, date], Counted]
AmountsOf = Callable[[Measure, date], Sequence[tuple[str, float]]]
TargetOf = Callable[[Measure, date], Target | None]


def no_target(measure: Measure, day: date) -> Target | None:
    return None


def comparison(
    history: History,
    measures: Sequence[str] | None,
    *,
    as_at: date,
    baseline: date | None = None,
    authority: str | None = None,
    edition: str = "",
    target_of: TargetOf = no_target,
    style: Style = Style.LOCAL,
    recorded: Sequence[Row] = (),
    earlier: Sequence[Publication] = (),
) -> Comparison:
    """The table of these measures (when None the headline ones that are counted on the day), counted from a history.

    `recorded` are rows of recorded series, which stand below them (`recorded_comparison`). `earlier`: what was published
    of the figures before, in the order it came out, where the style hides.

    `target_of` gives an authority's own target of a measure on a day; a national threshold is taken where it has
    none. Raises UnknownMeasure or UnknownAuthority with a sentence.
    """
    every = measures_asked(measures) if measures is None or measures else ()  # an empty list asks for none
    chosen = [measure for measure in every if measures is not None or measure.headline]
    wanted = [one for one in (as_at, years_before(as_at, 1), baseline) if one is not None]
    days = sorted({day_of(measure, day) for measure in chosen for day in wanted})
    # Rounding waits until the table is written: changes and ranks are of the numbers as they are.
    hiding = Style.PUBLIC if style.hides else Style.LOCAL
    known: Mapping[tuple[str, date], Counted] = {}
    if chosen:
        ids = [measure.id for measure in chosen]
        known = _by_measure_and_day(
            published(history, days, ids, [], authority, style=hiding, earlier=earlier)
        )

    def figure_of(measure: Measure, day: date) -> Counted:
        return known.get((measure.id, day), Counted(day, why=NOT_COUNTED))

    if measures is None:
        chosen = [one for one in chosen if (one.id, day_of(one, as_at)) in known]

    def amounts_of(measure: Measure, day: date) -> Sequence[tuple[str, float]]:
        return amounts(history, measure.id, day)

    table = compare(
        chosen,
        as_at=as_at,
        baseline=baseline,
        authority=authority,
        edition=edition,
        figure_of=figure_of,
        amounts_of=amounts_of,
        target_of=target_of,
        recorded=recorded,
    )
    return replace(table, style=style)


def compare(
    measures: Sequence[Measure],
    *,
    as_at: date,
    baseline: date | None,
    authority: str | None,
    edition: str,
    figure_of: FigureOf,
    amounts_of: AmountsOf,
    target_of: TargetOf = no_target,
    recorded: Sequence[Row] = (),
) -> Comparison:
    """The table from figures that are counted already, and rows of recorded ones, each as the reader may see it."""
    rows = tuple(
        _row(measure, as_at, baseline, authority, figure_of, amounts_of, target_of) for measure in measures
    )
    rows = (*rows, *recorded)
    notes = [YEARS]
    ranked = [row.published for row in rows if row.published and row.published.rank]
    if len(ranked) > 1 and all(one.ours for one in ranked):  # true of them all, so it is said once
        notes.append(OURS.replace("the rank is that of our own figure", "ranks are those of our own figures"))
        rows = tuple(replace(row, notes=tuple(note for note in row.notes if note != OURS)) for row in rows)
    if any(row.interval for row in rows):
        notes.append(INTERVALS)
    if baseline is not None:
        notes.append(BASELINE)
    if any(row.published for row in rows):
        rounded = (
            f" {ROUNDED}" if any(row.published and isinstance(row.measure, Measure) for row in rows) else ""
        )
        notes.append(f"Source of published figures: {comparators.SOURCE}.{rounded}")
    table = Comparison(as_at, baseline, edition, rows, tuple(notes))
    return Comparison(as_at, baseline, edition, rows, (*notes, HIDDEN_KEY)) if table.hidden else table


def day_of(measure: Measure, day: date) -> date:
    """The day a measure is counted on for an as-at day: the last 31 March of one that has no other."""
    if not measure.only_on_31_march or is_31_march(day):
        return day
    return date(day.year if (day.month, day.day) > (3, 31) else day.year - 1, 3, 31)


def interval_of(measure: Measure, figure: Counted) -> tuple[float, float] | None:
    if measure.unit != Unit.PERCENT or figure.value is None or not figure.denominator:
        return None
    return wilson_interval(figure.numerator, figure.denominator)


def _row(
    measure: Measure,
    as_at: date,
    baseline: date | None,
    authority: str | None,
    figure_of: FigureOf,
    amounts_of: AmountsOf,
    target_of: TargetOf,
) -> Row:
    on = day_of(measure, as_at)
    now, before = figure_of(measure, on), figure_of(measure, years_before(on, 1))
    first = figure_of(measure, day_of(measure, baseline)) if baseline is not None else None
    target = target_of(measure, on) or national_threshold(measure.id, on)
    published = _published(measure, on, authority, figure_of)
    return Row(
        measure=measure,
        now=now,
        before=before,
        baseline=first,
        change=_change(measure, now, before, amounts_of),
        since_baseline=_change(measure, now, first, amounts_of) if first is not None else None,
        published=published,
        target=target,
        standing=target.standing(now.value, measure.unit) if target and now.comparable else None,
        notes=tuple(_notes(measure, as_at, on, now, before, first, published, target)),
    )


def _change(measure: Measure, now: Counted, before: Counted, amounts_of: AmountsOf) -> Change | None:
    """None where either figure is not known, part of a period, or hidden (a change would tell of it), and of a measure
    that is a change itself."""
    if not (now.comparable and before.comparable) or now.day == before.day or measure.is_change:
        return None
    counted = None
    if changes.needs_amounts(measure):
        if now.as_published or before.as_published:
            return None  # the children's own days are those of today
        counted = amounts_of(measure, now.day), amounts_of(measure, before.day)
    return changes.between(measure, now.pair, before.pair, counted)


def _published(measure: Measure, on: date, authority: str | None, figure_of: FigureOf) -> Published | None:
    """The latest 31 March up to the day of which anything was published."""
    years = [year for year in comparators.years_published(measure.id) if date(year, 3, 31) <= on]
    if authority is None or not years:
        return None
    found = comparators.compare(measure.id, years[-1], authority)
    comparable = measure.unit in COMPARABLE
    rank, ours = found.rank, False
    if rank is None and comparable:
        own = figure_of(measure, found.as_at)
        if own.comparable:
            rank, ours = comparators.rank_of(measure.id, years[-1], said.half_up(own.value)), True
    return Published(
        on=found.as_at,
        england=found.england,
        region=found.region if comparable else None,
        region_name=found.region_name,
        neighbours=found.neighbours if comparable else None,
        neighbours_mean=found.neighbours_mean if comparable else None,
        neighbours_given=found.neighbours_given if comparable else 0,
        rank=rank if comparable else None,
        of=found.of + ours,
        ours=ours,
    )


def _notes(
    measure: Measure,
    as_at: date,
    on: date,
    now: Counted,
    before: Counted,
    first: Counted | None,
    published: Published | None,
    target: Target | None,
) -> list[str]:
    """What somebody must know to read the row rightly."""
    notes = []
    if on != as_at:
        notes.append(f"{ONCE_A_YEAR} These are the figures of {said.day(on)}.")
    if now.part or before.part:
        notes.append("Part of the period was not loaded, so no change is told.")
    if any(one is not None and one.as_published for one in (now, before, first)):
        notes.append(AS_PUBLISHED)
    if published and published.on != on:
        notes.append(f"Published figures are of {said.day(published.on)}.")
    if published and (differs := comparators.differs(measure.id)):
        notes.append(differs)
    if published and published.ours:
        notes.append(OURS)
    if target and target.national:
        notes.append(f"National threshold. {threshold_in_words(target, on)}")
    return notes


def _by_measure_and_day(figures) -> Mapping[tuple[str, date], Counted]:
    return {
        (row["measure"], row["as_at"]): Counted(
            day=row["as_at"],
            numerator=row["numerator"],
            denominator=row["denominator"],
            value=row["value"],
            why=HIDDEN if row["hidden"] else NOBODY if row["value"] is None else "",
            as_published=row.get("as_published", False),
        )
        for row in figures.to_pylist()
    }
