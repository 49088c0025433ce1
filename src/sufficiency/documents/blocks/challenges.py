"""A report on one measure: how it stands, what is done about it, and what comes next quarter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sufficiency.documents import drafting
from sufficiency.documents import outline as composed
from sufficiency.documents.blocks import drawn, sentences
from sufficiency.documents.blocks.paper import Paper
from sufficiency.documents.blocks.plan import actions_moving, milestone_told
from sufficiency.documents.blocks.tables import TAGS
from sufficiency.documents.document import Cell, Column, Paragraph, Said, Subheading, Table
from sufficiency.documents.figures import Wanted
from sufficiency.documents.plan import Plan, PlannedAction
from sufficiency.measures import MEASURES, said
from sufficiency.measures import comparison_words as words
from sufficiency.measures.catalogue import catalogue
from sufficiency.vocabulary.months import add_months

QUARTER = 3  # months
LATEST_NOTES = 2  # of each action


def _chart_of(measure: str, key: str) -> composed.Chart:
    """Two years by month; of what is counted once a year, as many years as are loaded."""
    yearly = measure in MEASURES and MEASURES[measure].only_on_31_march
    return composed.Chart(key, measure, every="year" if yearly else "month", stretch=8 if yearly else 24)


def asks_challenge(block: composed.Challenge, wanted: Wanted) -> None:
    drawn.asks_chart(_chart_of(block.measure, block.key), wanted)


def challenge(block: composed.Challenge, paper: Paper) -> Iterator[Said]:
    if block.expectation:
        yield Paragraph(block.expectation, block.key)
    paper.keep(replace(one, block=block.key) for one in block.rests_on)
    yield from drawn.chart(_chart_of(block.measure, block.key), paper)
    yield Subheading("Analysis of progress", block.key, level="4")
    yield from _own(block.analysis, block.key, paper)
    if not (block.own_only and block.analysis):
        yield paper.drafted(sentences.of_measure(block.measure, paper, paper.at(block.key)), block.key)
        if told := _recent_range(block.measure, paper):
            yield paper.paragraph(told, block.key, drafted=True)
    yield Subheading("Activity to deliver", block.key, level="4")
    yield from _part(block, block.activity, _activity(block.measure, paper), paper)
    yield Subheading("Actions for next quarter", block.key, level="4")
    yield from _part(block, block.next_quarter, _next(block.measure, paper), paper)


def _own(texts: Sequence[str], key: str, paper: Paper) -> Iterator[Said]:
    for text in texts:
        yield paper.paragraph(text, key)


def _part(block: composed.Challenge, own: Sequence[str], drafted: list[str], paper: Paper) -> Iterator[Said]:
    """A person's own points first, then those the plan gives."""
    yield from _own(own, block.key, paper)
    if own and block.own_only:
        return
    if len(drafted) == 1:
        yield paper.paragraph(drafted[0], block.key, drafted=True)
    elif drafted:
        yield paper.bullets(drafted, block.key, drafted=True)


def _recent_range(measure: str, paper: Paper) -> str:
    """How far chance alone could be behind a share, so that a committee does not read too much into it."""
    if measure not in MEASURES:
        return ""
    row = paper.asked.row(measure)
    told = drafting.range_told(row.measure, row.now)
    if not told or not row.now.comparable or row.measure.of_population:
        return ""
    return f"By chance alone a share of so many children could lie anywhere from {told}, nineteen times in twenty."


def _activity(measure: str, paper: Paper) -> list[str]:
    """What the plan's actions for the measure did: their focus, how they are rated, and their latest notes."""
    if paper.source.plan is None:
        return [paper.no_plan]
    actions = actions_moving(paper.source.plan, measure)
    if not actions:
        return ["No action of the plan names this measure among its indicators."]
    return [_action_told(one) for one in actions]


def _action_told(one: PlannedAction) -> str:
    lead = f" Lead: {one.lead}." if one.lead else ""
    done = [step.words.rstrip(".") for step in one.milestones if step.done]
    told = f" Done: {'; '.join(done)}." if done else ""
    notes = [note.words.rstrip(".") for note in one.notes[:LATEST_NOTES]]
    latest = f" {'. '.join(notes)}." if notes else ""
    return f"{one.number} {one.focus.rstrip('.')} ({one.rating}).{lead}{told}{latest}"


def _next(measure: str, paper: Paper) -> list[str]:
    """The milestones that fall due within three months of the day the plan is looked at, and those that are overdue."""
    if paper.source.plan is None:
        return ["Without a plan there are no actions to name."]
    today = paper.source.plan.on
    until = add_months(today, QUARTER)
    found = [
        f"{one.number} {milestone_told(step)}{' – overdue' if step.due < today else ''}"
        for one in actions_moving(paper.source.plan, measure)
        for step in one.milestones
        if step.done is None and step.due is not None and step.due <= until
    ]
    return found or [f"No milestone of the plan for this measure falls due by {said.day(until)}."]


def asks_challenges(block: composed.Challenges, wanted: Wanted) -> None:
    for _heading, measures in _grouped(block, wanted.source.plan):
        for measure in measures:
            drawn.asks_chart(_chart_of(measure, block.key), wanted)


def challenges(block: composed.Challenges, paper: Paper) -> Iterator[Said]:
    """All of them in a table, then each challenge with its measures, and each measure with its report."""
    grouped = _grouped(block, paper.source.plan)
    yield _in_a_table(grouped, block.key, paper)
    number = 0
    for heading, measures in grouped:
        yield Subheading(heading, block.key, level="2")
        for measure in measures:
            number += 1
            yield Subheading(f"Measure {number}: {catalogue()[measure].name}", block.key)
            key = f"{block.key}-{measure.replace('_', '-')}"[:80]
            yield from challenge(composed.Challenge(key, measure), paper)


def _in_a_table(grouped: list[tuple[str, list[str]]], key: str, paper: Paper) -> Table:
    rows, number = [], 0
    for heading, measures in grouped:
        for measure in measures:
            number += 1
            now, standing = _now(measure, key, paper)
            rows.append([Cell(heading), Cell(f"{number}. {catalogue()[measure].name}"), now, standing])
    columns = [
        Column("Challenge"),
        Column("Measure"),
        Column("Latest", numbers=True),
        Column("Against its target"),
    ]
    return paper.table("The challenges and the measures they are reported by", columns, rows, key)


def _now(measure: str, key: str, paper: Paper) -> tuple[Cell, Cell]:
    """The latest figure, and how it stands against its target where it has one."""
    at, nothing = paper.at(key), Cell("No target is set")
    if measure in MEASURES:
        row = paper.asked.row(measure)
        paper.keep(drafting.figures_of(row, at)[:1])
        told = Cell(words.value(row.measure, row.now), row.now.value)
        if row.target is None:
            return told, nothing
        standing = row.standing.value if row.standing else "–"
        tag = TAGS[row.standing] if row.standing else ""
        return told, Cell(f"{standing}: {words.target(row)}", tag=tag)
    numbers = paper.asked.numbers(measure)
    if not numbers:
        return Cell("nothing recorded"), nothing
    entry, last = catalogue()[measure], numbers[-1]
    figure = drafting.recorded_figure(entry, last, paper.asked.is_hidden(last), at)
    paper.keep([figure])
    return Cell(figure.words, figure.value), nothing


def _grouped(block: composed.Challenges, plan: Plan | None) -> list[tuple[str, list[str]]]:
    """(heading, measures): of a plan of challenges its own, each measure once; else those of the block."""
    if plan is not None and plan.priorities_called == "challenge":
        given = [
            (one.title, [each for each in one.measures if each in catalogue()]) for one in plan.priorities
        ]
    else:
        given = [(one.title, list(one.measures)) for one in block.parts]
    seen: set[str] = set()
    found = []
    for number, (title, measures) in enumerate(given, 1):
        new = [one for one in measures if one not in seen]
        seen.update(new)
        if new:
            found.append((f"Challenge {number}: {title}", new))
    return found
