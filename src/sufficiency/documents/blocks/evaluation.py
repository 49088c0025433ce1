"""Self-evaluation in three columns: what do we know, how do we know, what next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sufficiency.documents import outline as composed
from sufficiency.documents.blocks import sentences
from sufficiency.documents.blocks.paper import Paper
from sufficiency.documents.blocks.plan import actions_moving, milestone_told
from sufficiency.documents.document import Cell, Column, Said
from sufficiency.documents.figures import Wanted
from sufficiency.measures.catalogue import catalogue

COLUMNS = (
    Column("What do we know?"),
    Column("How do we know?"),
    Column("What are we going to do next?"),
)
MOST_ACTIONS = 4


def asks_evaluation(block: composed.SelfEvaluation, wanted: Wanted) -> None:
    wanted.rows(one for row in block.rows for one in row.measures)


def evaluation(block: composed.SelfEvaluation, paper: Paper) -> Iterator[Said]:
    rows = [
        [Cell(_know(row, block.key, paper)), Cell(_how(row)), Cell(_next(row, paper))] for row in block.rows
    ]
    for row in block.rows:
        paper.keep(replace(one, block=block.key) for one in row.rests_on)
    yield paper.table(block.caption or "Self-evaluation", COLUMNS, rows, block.key)


def _know(row: composed.Evaluated, key: str, paper: Paper) -> str:
    told = [row.know] if row.know else []
    for measure in row.measures:
        drafted = sentences.of_measure(measure, paper, paper.at(key))
        paper.keep(drafted.figures)
        told.append(drafted.text)
    return "\n".join(told) or "Nothing is known of this yet."


def _how(row: composed.Evaluated) -> str:
    """The author's words, or where the figures come from."""
    if row.how:
        return row.how
    return "\n".join(dict.fromkeys(catalogue()[one].sources for one in row.measures)) or "–"


def _next(row: composed.Evaluated, paper: Paper) -> str:
    """The author's words, or the open milestones of the actions that are to move the measures."""
    if row.next:
        return row.next
    plan = paper.source.plan
    if plan is None:
        return "No action plan is kept yet from which to say what comes next."
    actions = {one.number: one for measure in row.measures for one in actions_moving(plan, measure)}
    told = []
    for one in list(actions.values())[:MOST_ACTIONS]:
        steps = [milestone_told(step) for step in one.milestones if step.done is None]
        told.append(f"{one.number} {one.focus.rstrip('.')}{': ' + steps[0] if steps else ''}")
    return "\n".join(told) or "No action of the plan names these measures among its indicators."
