"""The first page: are we all right, what changed, what needs me."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils import timezone

from sufficiency.editions import Edition, UnknownEdition
from sufficiency.history import RULES_VERSION
from sufficiency.measures import MEASURES
from sufficiency.measures.chance import stand_out
from sufficiency.measures.loaded import LoadedTables
from sufficiency.measures.loaded import in_words as absent_in_words
from sufficiency.service.access.rules import (
    check_can_load,
    check_can_see_editions,
    check_can_see_findings,
    check_can_see_small_numbers,
    may,
)
from sufficiency.service.data import wording
from sufficiency.service.data.asked import figures_for, home
from sufficiency.service.data.differences import figures_that_move
from sufficiency.service.data.figures import State
from sufficiency.service.data.opened import opened
from sufficiency.service.governance.waiting import waiting_for
from sufficiency.service.position import telling
from sufficiency.service.position.lines import Line, as_figure, lines_of, tested
from sufficiency.service.position.targets import MET, MISSED, Targets
from sufficiency.service.position.themes import by_theme
from sufficiency.service.strategy.queries import number_overdue
from sufficiency.service.ui import components as ui
from sufficiency.service.ui.words import count, value
from sufficiency.vocabulary.months import collection_year_of, years_before

MOST_CHANGES = 5
LONG_YEARS = 5  # what changed slowly, told where little changed in the year
MOST_SLOW = 3

# Two measures that tell the same news: of these the stronger is told.
SAME_NEWS = {
    "cla_rate_10k": "cla_number",
    "foster_number": "foster_pct",
    "ifa_pct": "inhouse_foster_pct",
    "a10_days_3yr": "a1_days_3yr",
    "missing_episodes": "missing_children",
}


@dataclass(frozen=True)
class News:
    """A clear change of the year, as a sentence that opens its measure."""

    title: str
    href: str
    words: str
    verdict: str


@dataclass(frozen=True)
class Need:
    """Something that wants a person: a target missed, findings, a table not loaded."""

    text: str
    href: str
    tag: tuple[str, str] | None = None


@dataclass(frozen=True)
class Overview:
    """All that the first page tells."""

    answer: str
    news: list[News]
    quiet: str
    slow_news: list[News]
    since_edition: tuple[str, str] | None
    needs: list[Need]
    themes: list[ui.Figures]
    suppressed: bool


def overview(person: object, edition: Edition, day: date, address: Callable[[str], str]) -> Overview:
    """``address`` gives the page of a measure, keeping the day and edition that were asked for."""
    figures, lines = figures_for(person, edition), _lines(person, edition, day)
    changed = _clear_changes(lines.values())
    return Overview(
        answer=_answer(lines),
        news=[_news(line, address(line.measure.id)) for line in changed[:MOST_CHANGES]],
        quiet=_quiet(lines.values(), changed),
        slow_news=[
            _news(line, address(line.measure.id))
            for line in _clear_changes(_over_years(person, edition, lines))[: _room_left(changed)]
        ],
        since_edition=_since_the_edition_before(person, edition, day),
        needs=[
            *_late_in_the_plan(),
            *_targets_missed(lines.values(), address),
            *_wrong_with_the_data(person, edition, _tables_absent(figures.loaded, day)),
            *_from_meetings(person),
        ],
        themes=_themes(edition, lines, day, address, headlines_only=True),
        suppressed=any(line.now.state is State.SUPPRESSED for line in lines.values()),
    )


def every_measure(
    person: object, edition: Edition, day: date, address: Callable[[str], str]
) -> list[ui.Figures]:
    """Every measure as a line, by theme."""
    return _themes(edition, _lines(person, edition, day), day, address, headlines_only=False)


def _lines(person: object, edition: Edition, day: date) -> dict[str, Line]:
    figures, held = figures_for(person, edition), opened(edition)
    targets = Targets(edition.manifest.authority)
    measures = [measure for _theme, measures in by_theme() for measure in measures]
    return lines_of(measures, day, figures, held, targets)


def _themes(
    edition: Edition,
    lines: dict[str, Line],
    day: date,
    address: Callable[[str], str],
    headlines_only: bool,
) -> list[ui.Figures]:
    tables = reverse("data:edition", args=[edition.id]) + "#tables"
    # A council that loads no workbook of Annex A need not be told on its first page that there is none.
    no_workbook = headlines_only and not edition.manifest.workbook_days
    shown = {
        theme: [one for one in measures if not (no_workbook and one.is_of_workbook)]
        for theme, measures in by_theme(headlines_only)
    }
    return [
        ui.Figures(theme, [as_figure(lines[one.id], day, address(one.id), tables) for one in measures])
        for theme, measures in shown.items()
        if measures
    ]


def _answer(lines: dict[str, Line]) -> str:
    """How many children, and how many targets are met."""
    number, rate = lines["cla_number"].now, lines["cla_rate_10k"].now
    if number.shown:
        told = f"{wording.several(lines['cla_number'].measure, number.value)} looked after".capitalize()
        if rate.shown:
            told += f", {value(rate.value, 'per 10,000')} in every 10,000"
    else:
        told = f"Children looked after: {wording.value_in_words(lines['cla_number'].measure, number)}"
    standings = [line.standing for line in lines.values() if line.standing]
    if not standings:
        return f"{told}."
    met = sum(standing == MET for standing in standings)
    return f"{told}. {count(met) if met else 'None'} of {len(standings)} targets met."


def _room_left(changed: list[Line]) -> int:
    """How many slow changes are told beside those of the year: five sentences at most in all."""
    return max(min(MOST_SLOW, MOST_CHANGES - len(changed)), 0)


def _over_years(person: object, edition: Edition, lines: dict[str, Line]) -> list[Line]:
    """The same lines, held against the day some years before."""
    figures, held = figures_for(person, edition), opened(edition)
    older = []
    for line in lines.values():
        before = figures.figure(line.measure, years_before(line.now.as_at, LONG_YEARS))
        older.append(replace(line, before=before, change=tested(line.measure, line.now, before, held)))
    return older


def _clear_changes(lines: Iterable[Line]) -> list[Line]:
    """Lines with a clear change that stands out among all that are looked at, strongest first, each piece of news once.

    On a measure's own page its own test is enough; here a hundred are tested at once, of which chance alone moves five.
    """
    tested_ones = [line for line in lines if line.change.strength is not None]
    out = stand_out([line.change.strength for line in tested_ones])
    ordered = sorted(
        (line for place, line in enumerate(tested_ones) if place in out and line.change.clear),
        key=lambda line: -abs(line.change.strength),
    )
    told, kept = set(), []
    for line in ordered:
        subject = SAME_NEWS.get(line.measure.id, line.measure.id)
        if subject not in told:
            told.add(subject)
            kept.append(line)
    return kept


def _news(line: Line, href: str) -> News:
    _direction, words = telling.change_in_words(line.measure, line.now, line.before)
    start, _, rest = words.partition(", ")
    told = f"{start} to {wording.value_in_words(line.measure, line.now)}{', ' + rest if rest else ''}"
    return News(line.measure.title, href, told, line.verdict)


def _quiet(lines, changed: list[Line]) -> str:
    """What is said of all that did not change, or not enough to be told."""
    tested = sum(line.change.strength is not None for line in lines)
    rest = tested - len(changed)
    more = max(len(changed) - MOST_CHANGES, 0)
    if not tested:
        return "There is no whole year before to compare with."
    if not changed:
        return f"No change stands out among the {tested} measures that can be compared."
    also = f"{more} more stand out. " if more else ""
    return f"{also}No change stands out in {count(rest)} other measures."


def _since_the_edition_before(person: object, edition: Edition, day: date) -> tuple[str, str] | None:
    """(sentence, address) of how many figures moved since the edition this one follows."""
    before = edition.manifest.based_on
    if before is None or not may(person, check_can_see_small_numbers):
        return None
    try:
        earlier = home().edition(before)
    except UnknownEdition:
        return None  # moved away since: there is nothing to compare with
    moved = figures_that_move(earlier, edition, [day])
    told = "no figure" if not moved else "1 figure" if len(moved) == 1 else f"{len(moved)} figures"
    address = reverse("data:differences", args=[edition.id]) + f"?with={before}"
    return f"{told.capitalize()} for this day moved with the newest load.", address


def _targets_missed(lines, address: Callable[[str], str]) -> list[Need]:
    return [
        Need(
            f"{line.measure.title}: {wording.value_in_words(line.measure, line.now)}, target {line.aim.words}",
            address(line.measure.id),
            line.standing,
        )
        for line in lines
        if line.standing == MISSED
    ]


def _late_in_the_plan() -> list[Need]:
    """The actions of the strategy in force that have a milestone overdue."""
    late = number_overdue()
    told = f"{count(late)} action{' of the plan is' if late == 1 else 's of the plan are'} late"
    return [Need(told, reverse("strategy:overdue"))] if late else []


def _wrong_with_the_data(person: object, edition: Edition, absent: str) -> list[Need]:
    """What keeps the figures from being sure, for those who can do something about it."""
    needs, manifest = [], edition.manifest
    page = reverse("data:edition", args=[edition.id])
    errors = manifest.findings.get("error", 0)
    if errors and may(person, check_can_see_findings):
        told = f"{count(errors)} error{'s' if errors > 1 else ''} in the returns can change these figures"
        needs.append(Need(told, reverse("data:findings", args=[edition.id]) + "?severity=error"))
    if absent and may(person, check_can_see_editions):
        needs.append(Need(f"Not loaded: {absent}", f"{page}#tables"))
    if manifest.rules_version != str(RULES_VERSION) and may(person, check_can_load):
        needs.append(Need("These figures were worked out by earlier rules", page))
    return needs


def _from_meetings(person: object) -> list[Need]:
    """Papers that are due and actions that are overdue, where they wait for the person."""
    return [Need(told, page) for told, page in waiting_for(person, timezone.localdate())]


def _tables_absent(loaded: LoadedTables, day: date) -> str:
    """The tables of the day's year that some figure of the page needs and nobody loaded."""
    year = collection_year_of(day)
    headlines = [one for one in MEASURES.values() if one.headline and not one.is_of_workbook]
    needed = {table for measure in headlines for table in measure.tables}
    if year not in loaded.years:
        return f"the returns of {year}"
    return absent_in_words(sorted((table, year) for table in needed if not loaded.has(table, year)))
