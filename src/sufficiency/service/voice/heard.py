"""What was heard in closed rounds, and shown only where enough answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

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
