"""The comparison page: measures now, a year before, in a baseline, and beside everybody, as one person may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from sufficiency.editions import Edition
from sufficiency.measures import MEASURES, Measure, comparison_words
from sufficiency.measures.catalogue import Entry, catalogue
from sufficiency.measures.comparison import HIDDEN, Comparison, Counted, Row, compare, day_of
from sufficiency.measures.recorded_comparison import Recorded
from sufficiency.measures.targets import Target
from sufficiency.service.access.errors import AskedWrongly, NotHere
from sufficiency.service.data import wording
from sufficiency.service.data.asked import day_of_text, figures_for, measure_asked
from sufficiency.service.data.figures import Figure, Figures, State, WithoutSmallNumbers
from sufficiency.service.data.opened import opened
from sufficiency.service.position.targets import Targets
from sufficiency.service.position.themes import by_theme
from sufficiency.service.recorded.beside import rows_of
from sufficiency.service.ui.words import day as in_words
from sufficiency.vocabulary.months import years_before

BASELINE_YEARS = 5
NO_BASELINE = "none"
RECORDED = "Recorded series"


def compared(
    person: object,
    edition: Edition,
    measures: Sequence[Measure],
    day: date,
    baseline: date | None,
    series: Sequence[Entry] = (),
) -> Comparison:
    """The table of the edition's figures and of recorded series, with the authority's own targets."""
    figures, held = figures_for(person, edition), opened(edition)
    targets = Targets(edition.manifest.authority)

    def target_of(measure: Measure | Recorded, on: date) -> Target | None:
        aim = targets.aim(measure.id, on)
        return aim.target if aim else None

    return compare(
        measures,
        as_at=day,
        baseline=baseline,
        authority=edition.manifest.authority,
        edition=edition.id,
        figure_of=lambda measure, on: _counted(measure, figures, on),
        amounts_of=lambda measure, on: held.amounts(measure.id, on),
        target_of=target_of,
        recorded=rows_of(person, series, edition.manifest.authority, day, baseline, target_of),
    )


def _counted(measure: Measure, figures: Figures | WithoutSmallNumbers, day: date) -> Counted:
    """The figure as the table has it: what is hidden, or rests on part of its period, is marked."""
    if day not in figures.days_of(measure):
        return Counted(day, why=wording.STATES[State.NOT_LOADED])
    figure: Figure = figures.figure(measure, day)
    if figure.state is State.SUPPRESSED:
        return Counted(day, why=HIDDEN)
    if not figure.shown:
        return Counted(day, why=wording.STATES.get(figure.state, ""))
    part = figure.state is State.PART
    return Counted(
        day,
        figure.numerator,
        figure.denominator,
        figure.value,
        part=part,
        as_published=figure.as_published,
    )


def _is_there(figure: Counted) -> bool:
    return figure.value is not None or figure.why in (HIDDEN, wording.STATES[State.NONE_IN_GROUP])


@dataclass(frozen=True)
class Line:
    """A row of the page: its cells in words, as (value, what stands below it line by line)."""

    row: Row
    href: str
    notes: list[int]

    @property
    def now(self) -> tuple[str, list[str]]:
        return self._figure(self.row.now, comparison_words.interval(self.row))

    @property
    def before(self) -> tuple[str, list[str]]:
        return self._figure(self.row.before)

    @property
    def baseline(self) -> tuple[str, list[str]]:
        if self.row.baseline is None:
            return "", []
        return self._figure(self.row.baseline, comparison_words.since_baseline(self.row))

    @property
    def change(self) -> tuple[str, str]:
        return comparison_words.change_in_words(self.row)

    @property
    def arrow(self) -> str:
        return {"up": "↑", "down": "↓"}.get(str(self.row.change.call), "") if self.row.change else ""

    @property
    def england(self) -> str:
        return comparison_words.published(self.row.measure, self._published("england"))

    @property
    def neighbours(self) -> tuple[str, str]:
        median = comparison_words.published(self.row.measure, self._published("neighbours"))
        return median, comparison_words.neighbours_mean(self.row)

    @property
    def rank(self) -> tuple[str, str]:
        return comparison_words.rank(self.row.published), self.row.quarter

    @property
    def target(self) -> str:
        return comparison_words.target(self.row)

    @property
    def tag(self) -> tuple[str, str] | None:
        return (self.row.standing.value, self.row.standing.colour) if self.row.standing else None

    def _figure(self, figure: Counted, *more: str) -> tuple[str, list[str]]:
        below = [comparison_words.made_of(self.row.measure, figure), *more]
        if figure.part:
            below.append("part of the period")
        return comparison_words.value(self.row.measure, figure), [one for one in below if one]

    def _published(self, name: str) -> float | None:
        return getattr(self.row.published, name) if self.row.published else None


@dataclass(frozen=True)
class ComparePage:
    """The table by theme, with its notes and the answer that heads it."""

    table: Comparison
    themes: list[tuple[str, list[Line]]]
    notes: list[str]
    with_neighbours: bool

    @property
    def answer(self) -> str:
        """ "2 of 18 measures got better since 31 March 2024 and 1 worse; 15 show no clear change." """
        verdicts = [row.verdict for row in self.table.rows]
        calls = [row.change for row in self.table.rows if row.change and not row.untested]
        clear, since = sum(change.clear for change in calls), in_words(self.table.before)
        if not calls:
            return f"Nothing can be compared with {since}."
        told = [
            f"{verdicts.count(verdict)} {word}"
            for verdict, word in (("better", "better"), ("worse", "worse"), ("changed", "changed otherwise"))
            if verdict in verdicts
        ]
        quiet = len(calls) - clear
        number = f"Of {len(calls)} measures compared with a year before"
        if not told:
            return f"{number}, none changed clearly."
        return f"{number}: {', '.join(told)}, {quiet} without a clear change."


def compare_page(table: Comparison, address) -> ComparePage:
    """``address`` gives the page of a measure, keeping the day and edition that were asked for."""
    notes, own = comparison_words.notes(table)
    rows = {row.measure.id: row for row in table.rows}
    themes = [
        (
            title,
            [Line(rows[one.id], address(one.id), own[one.id]) for one in measures if one.id in rows],
        )
        for title, measures in by_theme()
    ]
    themes.append(
        (
            RECORDED,
            [
                Line(row, address(row.measure.id), own[row.measure.id])
                for row in table.rows
                if isinstance(row.measure, Recorded)
            ],
        )
    )
    given = any(row.published and row.published.neighbours is not None for row in table.rows)
    return ComparePage(table, [(title, lines) for title, lines in themes if lines], notes, given)


def measures_of(request: HttpRequest, figures: Figures | WithoutSmallNumbers, day: date) -> list[Measure]:
    """The counted measures of ``?measure=`` (`measures_named`)."""
    return measures_named(request.GET.getlist("measure"), figures, day)


def measures_named(names: Sequence[str], figures: Figures | WithoutSmallNumbers, day: date) -> list[Measure]:
    """The counted measures of these ids, each once, in the order of the themes; when none is named at all the headline
    ones of which this edition has a figure.

    Raises AskedWrongly for one there is not.
    """
    asked = dict.fromkeys(name for name in names if name)
    series = {entry.id for entry in series_named(names)}
    try:
        chosen = {measure_asked(name).id for name in asked if name not in series}
    except NotHere as problem:
        raise AskedWrongly(str(problem)) from problem
    chosen = (
        chosen
        if asked
        else {
            measure.id
            for measure in MEASURES.values()
            if measure.headline and _is_there(_counted(measure, figures, day_of(measure, day)))
        }
    )
    return [measure for _theme, measures in by_theme() for measure in measures if measure.id in chosen]


def series_named(names: Sequence[str]) -> list[Entry]:
    """The recorded series among these ids, each once."""
    known = catalogue()
    return [known[name] for name in dict.fromkeys(names) if name in known and known[name].is_recorded]


def baseline_asked(request: HttpRequest, figures: Figures | WithoutSmallNumbers, day: date) -> date | None:
    """The day of ``?baseline=`` (`baseline_of`)."""
    return baseline_of(request.GET.get("baseline", ""), figures, day)


def baseline_of(text: str, figures: Figures | WithoutSmallNumbers, day: date) -> date | None:
    """The day of a text: "none", a counted day before the year compared, or when nothing is said the 31 March five
    years before (the earliest there is). Raises AskedWrongly."""
    allowed = baselines(figures, day)
    if text == NO_BASELINE or not allowed:
        return None
    if not text:
        return max((one for one in allowed if one <= years_before(day, BASELINE_YEARS)), default=allowed[0])
    asked = day_of_text(text, figures.days)
    if asked >= day:
        raise AskedWrongly(
            f"The baseline {in_words(asked)} is not before {in_words(day)}. Choose an earlier day, or none."
        )
    return asked


def baselines(figures: Figures | WithoutSmallNumbers, day: date) -> list[date]:
    """The days to choose a baseline from: every 31 March before the day a year before."""
    return [one for one in figures.year_ends if one < years_before(day, 1)]
