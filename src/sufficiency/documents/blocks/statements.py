"""The I statements: what young people said should be true, how many agree, and which actions are to serve them."""

from __future__ import annotations

from collections.abc import Iterator

from sufficiency.documents import outline as composed
from sufficiency.documents.blocks.paper import Paper
from sufficiency.documents.document import Cell, Column, Said
from sufficiency.documents.plan import Heard, Plan, Statement
from sufficiency.measures import said


def statements(block: composed.Statements, paper: Paper) -> Iterator[Said]:
    plan = paper.source.plan
    if plan is None or not plan.statements:
        yield paper.paragraph(
            "No I statements are kept for this day: nobody has recorded what children and young people said should be true of "
            "their care.",
            block.key,
            drafted=True,
        )
        return
    asked = [one for one in plan.statements if one.heard]
    yield paper.paragraph(_opening(plan, len(asked)), block.key, drafted=True)
    columns = [Column("Number", numbers=True), Column("I statement"), Column("What young people say")]
    if block.with_actions:
        columns.append(Column("Actions that are to serve it"))
    rows = []
    for one in plan.statements:
        row = [Cell(str(one.number), float(one.number)), Cell(one.words), Cell(_heard(one))]
        if block.with_actions:
            row.append(Cell(_actions(plan, one)))
        rows.append(row)
    yield paper.table("I statements", columns, rows, block.key)


def _opening(plan: Plan, asked: int) -> str:
    number = len(plan.statements)
    first = f"{number} I statements say what children and young people should be able to say of their care."
    if not asked:
        return f"{first} They have not been asked about them yet."
    unserved = [
        str(one.number)
        for one in plan.statements
        if not any(one.number in action.statements for action in plan.actions)
    ]
    if unserved:
        return f"{first} No action of the plan serves {', '.join(unserved)}."
    return f"{first} Every one of them is served by an action of the plan."


def _heard(one: Statement) -> str:
    if not one.heard:
        return "Not asked yet"
    return "\n".join(_round(each) for each in one.heard[:2])


def _round(one: Heard) -> str:
    if one.answers is None:
        return f"{one.round}: too few answered for it to be shown"
    if one.agree is None:
        return f"{one.round}: {said.count(one.answers)} answered; how many agree is not shown"
    return f"{one.round}: {said.count(one.agree)} of {said.count(one.answers)} agree"


def _actions(plan: Plan, one: Statement) -> str:
    numbers = [action.number for action in plan.actions if one.number in action.statements]
    return ", ".join(numbers) or "No action"
