"""What was heard in closed rounds, and shown only where enough answered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sufficiency.documents import plan as papers
from sufficiency.measures.intervals import wilson_interval
from sufficiency.service.voice.models import Question, Round, Tally

RULE = (
    "What was said to a statement is shown once the round is closed, and only where at least the number of children "
    "and young people that the round sets answered it. Nobody's name is asked for, and only sums are kept."
)


@dataclass(frozen=True)
class Heard:
    """What was said to one statement. ``yes``, ``sometimes``, ``no`` and ``answers`` are None where it is not shown:
    the round is open, or fewer answered than may be shown."""

    number: int
    words: str
    yes: int | None = None
    sometimes: int | None = None
    no: int | None = None

    @property
    def answers(self) -> int | None:
        return None if self.yes is None else self.yes + self.sometimes + self.no

    @property
    def agree(self) -> int | None:
        """Those who said yes: who says "sometimes" does not agree."""
        return self.yes

    @cached_property
    def interval(self) -> tuple[float, float] | None:
        """Where the share who agree could lie by chance alone, per cent."""
        return wilson_interval(self.yes, self.answers) if self.answers else None


def heard_in(round: Round) -> list[Heard]:
    """What was heard in the round, statement by statement."""
    return heard_in_rounds([round])[round.pk]


def heard_in_rounds(rounds: Iterable[Round]) -> dict[int, list[Heard]]:
    """The same of several rounds, by their ids; one query for all."""
    asked = {round.pk: round for round in rounds}
    found: dict[int, list[Heard]] = {pk: [] for pk in asked}
    questions = Question.objects.filter(round__in=asked).prefetch_related("tallies")
    for question in questions.order_by("round_id", "number"):
        found[question.round_id].append(_heard(question, asked[question.round_id]))
    return found


def _heard(question: Question, round: Round) -> Heard:
    sums = {tally.says: tally.number for tally in question.tallies.all()}
    if not round.closed or sum(sums.values()) < round.fewest:
        return Heard(question.number, question.words)
    said = (sums.get(says, 0) for says in (Tally.Says.YES, Tally.Says.SOMETIMES, Tally.Says.NO))
    return Heard(question.number, question.words, *said)


def heard_by_statement(authority: str, on: date) -> dict[int, tuple[papers.Heard, ...]]:
    """What was heard of each statement by its number, in the rounds closed by the day, the newest round first: for the
    plan, whose actions claim to serve them, and for papers."""
    rounds = list(
        Round.objects.filter(authority__in={authority, ""}, closed__lte=on).order_by("-closed", "-id")
    )
    found: dict[int, list[papers.Heard]] = {}
    by_round = heard_in_rounds(rounds)
    for round in rounds:
        for one in by_round[round.pk]:
            told = papers.Heard(round=round.title, on=round.closed, answers=one.answers, agree=one.agree)
            found.setdefault(one.number, []).append(told)
    return {number: tuple(told) for number, told in found.items()}


def newest_in_words(heard: Sequence[papers.Heard]) -> str:
    """ "66 of 128 said yes (Spring survey 2025)"; what is to be said where nobody was asked, or too few answered."""
    if not heard:
        return "Nobody has been asked about this yet"
    newest = heard[0]
    if newest.answers is None:
        return f"Too few answered to show what they said ({newest.round})"
    return f"{newest.agree} of {newest.answers} said yes ({newest.round})"
