"""Version 1 of the API: what children and young people said, in rounds that are closed."""

from django.http import HttpRequest
from ninja import Query, Router

from sufficiency.service.access.rules import check_can_see_figures
from sufficiency.service.api import voice
from sufficiency.service.api import voice_shapes as shapes
from sufficiency.service.api.asked import Part, part_of, placed
from sufficiency.service.api.operation import reads
from sufficiency.service.api.scopes import Scope
from sufficiency.service.voice.heard import RULE

operations = Router()


@reads(operations, "voice", "voice", scope=Scope.VOICE, check=check_can_see_figures, answers=shapes.Voice, tag="Voice")  # fmt: skip
def voice_(request: HttpRequest, asked: Query[Part]):
    """Rounds of asking that are closed, the latest first, with how many said what to each I statement.

    Nothing is told of a round that still asks, nor of a statement that too few answered, nor ever of who answered.
    """
    found = voice.closed_rounds()
    told = voice.rounds_told(part_of(found, asked))
    return {**placed(request, len(found), asked), "rule": RULE, "rounds": told}


@reads(operations, "voice/{int:round}", "round", scope=Scope.VOICE, check=check_can_see_figures, answers=shapes.RoundWhole, tag="Voice")  # fmt: skip
def round_(request: HttpRequest, round: int):
    """One closed round, with what children wrote as far as somebody said that others may read it."""
    return voice.round_whole(round)
