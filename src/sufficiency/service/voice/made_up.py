"""Rounds of asking for the made-up authority: two that are closed, and one that asks now."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from sufficiency.demo import voices
from sufficiency.editions import EditionProblem, Home
from sufficiency.service.strategy.queries import day_of_the_plan, in_force
from sufficiency.service.voice.models import Comment, Question, Round, Tally
from sufficiency.service.voice.recording import record_heard
from sufficiency.vocabulary.authorities import FAIRMERE
from sufficiency.vocabulary.months import years_before

ASKING_FOR = timedelta(days=90)


def keep_made_up_voices(home: Path) -> int:
    """Give the made-up authority its rounds where its return is in use, its plan has I statements and it has none; how
    many were made."""
    try:
        edition = Home(home).current()
    except EditionProblem:
        return 0  # the data page tells of it
    if edition is None or edition.manifest.authority != FAIRMERE.code:
        return 0
    return give_made_up_voices()


@transaction.atomic
def give_made_up_voices() -> int:
    """The rounds, beside the plan that is in force on the made-up day."""
    present = day_of_the_plan()
    strategy = in_force(FAIRMERE.code, present)
    if strategy is None or Round.objects.filter(authority=FAIRMERE.code).exists():
        return 0
    statements = list(strategy.statements.values_list("number", "words"))
    if not statements:
        return 0
    for closed in (years_before(present, 1), present):
        _closed(closed, statements, newest=closed == present)
    today = timezone.localdate()
    _round("Asked at reviews", Round.Kind.REVIEWS, today, today + ASKING_FOR, statements)
    return 3


def _closed(on: date, statements: Sequence[tuple[int, str]], newest: bool) -> None:
    title = f"{voices.TITLE} {on.year}"
    made = _round(title, Round.Kind.SURVEY, on - timedelta(days=60), on, statements)
    said = voices.said(on.year, len(statements))
    for question, sums in zip(made.questions.all(), said, strict=True):
        for says, number in zip(Tally.Says, sums, strict=True):
            Tally.objects.filter(question=question, says=says).update(number=number)
    made.links.bulk_create(
        made.links.model(round=made, digest=f"made up {made.pk}-{place}", used=place < voices.ASKED)
        for place in range(voices.ASKED + 60)
    )
    comments = voices.COMMENTS if newest else ()
    Comment.objects.bulk_create(
        Comment(
            round=made,
            words=words,
            state=Comment.State.SHOWN if shown else Comment.State.WAITING,
            shown_as=words if shown else "",
        )
        for words, shown in comments
    )
    made.closed = on
    made.save()
    record_heard(made)


def _round(title: str, kind: str, opens: date, closes: date, statements: Sequence[tuple[int, str]]) -> Round:
    made = Round.objects.create(
        authority=FAIRMERE.code, title=title, kind=kind, whom=voices.WHOM, opens=opens, closes=closes
    )
    for number, words in statements:
        question = Question.objects.create(round=made, number=number, words=words)
        Tally.objects.bulk_create(Tally(question=question, says=says) for says in Tally.Says)
    return made
