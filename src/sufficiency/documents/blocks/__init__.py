"""What each kind of block asks for, and what it says in a paper. One file for each family of blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sufficiency.documents import outline as composed
from sufficiency.documents.blocks import (
    challenges,
    concerns,
    drawn,
    evaluation,
    expected,
    plan,
    sentences,
    statements,
    tables,
    trail,
    words,
)
from sufficiency.documents.blocks.paper import Paper
from sufficiency.documents.document import Said
from sufficiency.documents.figures import Wanted

Asks = Callable[[composed.Block, Wanted], None]
Says = Callable[[composed.Block, Paper], Iterable[Said]]


def nothing(block: composed.Block, wanted: Wanted) -> None:
    """It asks for no figures."""


BLOCKS: dict[type, tuple[Asks, Says]] = {
    composed.Words: (nothing, words.words),
    composed.Bullets: (nothing, words.bullets),
    composed.Told: (nothing, words.told),
    composed.Sentence: (sentences.asks_sentence, sentences.sentence),
    composed.Changes: (sentences.asks_changes, sentences.changes),
    composed.Concerns: (concerns.asks_concerns, concerns.concerns),
    composed.Comparison: (tables.asks_comparison, tables.comparison),
    composed.Groups: (tables.asks_groups, tables.groups),
    composed.Recorded: (tables.asks_recorded, tables.recorded),
    composed.Chart: (drawn.asks_chart, drawn.chart),
    composed.Expected: (expected.asks_expected, expected.expected),
    composed.PlanTable: (nothing, plan.plan_table),
    composed.Strategy: (plan.asks_strategy, plan.strategy),
    composed.Challenge: (challenges.asks_challenge, challenges.challenge),
    composed.Challenges: (challenges.asks_challenges, challenges.challenges),
    composed.Statements: (nothing, statements.statements),
    composed.SelfEvaluation: (evaluation.asks_evaluation, evaluation.evaluation),
    composed.AuditTrail: (nothing, trail.audit_trail),
}


def asks(block: composed.Block, wanted: Wanted) -> None:
    """Let a block ask for its figures."""
    BLOCKS[type(block)][0](block, wanted)


def says(block: composed.Block, paper: Paper) -> Iterable[Said]:
    """What a block says, in order."""
    return BLOCKS[type(block)][1](block, paper)
