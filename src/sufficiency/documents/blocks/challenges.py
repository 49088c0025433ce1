"""A report on one measure: how it stands, what is done about it, and what comes next quarter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from sufficiency.documents import drafting
from sufficiency.documents import outline as composed
from sufficiency.documents.blocks import drawn, sentences
from sufficiency.documents.blocks.paper import NO_PLAN, Paper
from sufficiency.documents.blocks.plan import actions_moving, milestone_told
from sufficiency.documents.document import Paragraph, Said, Subheading
from sufficiency.documents.figures import Wanted
from sufficiency.documents.plan import PlannedAction
from sufficiency.measures import MEASURES, said
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
    yield Subheading("Analysis of progress", block.key)
    yield from _own(block.analysis, block.key, paper)
    if not (block.own_only and block.analysis):
        yield paper.drafted(sentences.of_measure(block.measure, paper, paper.at(block.key)), block.key)
        if told := _recent_range(block.measure, paper):
            yield paper.paragraph(told, block.key, drafted=True)
    yield Subheading("Activity to deliver", block.key)
    yield from _part(block, block.activity, _activity(block.measure, paper), paper)
    yield Subheading("Actions for next quarter", block.key)
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
        return [NO_PLAN]
    actions = actions_moving(paper.source.plan, measure)
    if not actions:
        return ["No action of the plan names this measure among its indicators."]
    return [_action_told(one, paper.source.as_at) for one in actions]


def _action_told(one: PlannedAction, as_at: date) -> str:
    lead = f" Lead: {one.lead}." if one.lead else ""
    done = [step.words.rstrip(".") for step in one.milestones if step.done and step.done <= as_at]
    told = f" Done: {'; '.join(done)}." if done else ""
    notes = [note.words.rstrip(".") for note in one.notes if note.on <= as_at][:LATEST_NOTES]
    latest = f" {'. '.join(notes)}." if notes else ""
    return f"{one.number} {one.focus.rstrip('.')} ({one.rating}).{lead}{told}{latest}"


def _next(measure: str, paper: Paper) -> list[str]:
    """The milestones that fall due within three months of the paper's day, and those that are overdue."""
    if paper.source.plan is None:
        return ["Without a plan there are no actions to name."]
    as_at = paper.source.as_at
    until = add_months(as_at, QUARTER)
    found = [
        f"{one.number} {milestone_told(step)}{' – overdue' if step.due < as_at else ''}"
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
    """Each challenge with its measures, each measure with its report."""
    number = 0
    for heading, measures in _grouped(block, paper.source.plan):
        if heading:
            yield Subheading(heading, block.key, level="2")
        for measure in measures:
            number += 1
            yield Subheading(f"Measure {number}: {_title(measure)}", block.key, level="2")
            key = f"{block.key}-{measure.replace('_', '-')}"[:80]
            yield from challenge(composed.Challenge(key, measure), paper)


def _title(measure: str) -> str:
    return catalogue()[measure].name


def _grouped(block: composed.Challenges, plan) -> list[tuple[str, list[str]]]:
    """(heading, measures) of the plan's challenges; the block's own measures where no plan names any."""
    if plan is not None:
        called = plan.priorities_called.capitalize()
        found = [
            (f"{called} {one.number}: {one.title}", [each for each in one.measures if each in catalogue()])
            for one in plan.priorities
        ]
        seen: set[str] = set()
        parts = []
        for heading, measures in found:
            new = [one for one in measures if one not in seen]
            seen.update(new)
            if new:
                parts.append((heading, new))
        if parts:
            return parts
    return [("", list(block.measures))]
