"""What children and young people said, as the API tells it: of rounds that are closed, and where enough answered."""

from collections.abc import Sequence

from sufficiency.service.access.errors import NotHere
from sufficiency.service.api import voice_shapes as shapes
from sufficiency.service.recorded.queries import authority_in_use
from sufficiency.service.voice.heard import Heard, heard_in_rounds
from sufficiency.service.voice.models import Round
from sufficiency.service.voice.queries import comments_shown, rounds_of


def closed_rounds() -> list[Round]:
    """The rounds of the authority in use that are closed, the latest first."""
    return list(rounds_of(authority_in_use()).filter(closed__isnull=False))


def rounds_told(rounds: Sequence[Round]) -> list[shapes.RoundTold]:
    heard = heard_in_rounds(rounds)
    return [shapes.RoundTold(**_plain(one, heard[one.pk])) for one in rounds]


def round_whole(number: int) -> shapes.RoundWhole:
    """One closed round, with the comments that may be read. Raises NotHere, also for one that still asks."""
    found = (
        rounds_of(authority_in_use()).filter(closed__isnull=False, pk=number).first()
        if number < 2**63
        else None
    )
    if found is None:
        raise NotHere(f"There is no closed round {number}. /voice lists those there are.")
    heard = heard_in_rounds([found])[found.pk]
    return shapes.RoundWhole(**_plain(found, heard), comments=comments_shown(found))


def _plain(one: Round, heard: Sequence[Heard]) -> dict[str, object]:
    return {
        "id": one.pk,
        "title": one.title,
        "kind": one.kind,
        "whom": one.whom,
        "opens": one.opens,
        "closes": one.closes,
        "closed": one.closed,
        "fewest": one.fewest,
        "statements": [_heard_told(told) for told in heard],
    }


def _heard_told(one: Heard) -> shapes.HeardTold:
    low, high = one.interval or (None, None)
    return shapes.HeardTold(
        number=one.number,
        words=one.words,
        answered=one.answers,
        yes=one.yes,
        sometimes=one.sometimes,
        no=one.no,
        agree_pct=100 * one.yes / one.answers if one.answers else None,
        low_pct=low,
        high_pct=high,
    )
