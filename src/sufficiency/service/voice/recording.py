"""What was heard, kept as the recorded series of I statements, so that it has the pages, comparisons and papers that
every measure has."""

from sufficiency.service.recorded.actions import record_value
from sufficiency.service.recorded.checking import Checked
from sufficiency.service.voice.heard import heard_in
from sufficiency.service.voice.models import Round

MEASURE, BREAKDOWN = "i_statement_scores", "statement"


def record_heard(round: Round) -> int:
    """Record, for each statement that enough answered, how many agree of how many who answered; how many were.

    The system records them, since nobody types them: whoever closes the round needs no right to write figures down.
    """
    told = [one for one in heard_in(round) if one.answers is not None]
    for one in told:
        checked = Checked(
            measure=MEASURE,
            as_at=round.closed,
            period_start=None,
            breakdown=BREAKDOWN,
            group=f"statement {one.number}",
            numerator=float(one.agree),
            denominator=float(one.answers),
            value=100 * one.agree / one.answers,
            source=f"{round.title} ({round.get_kind_display().lower()}), {round.whom}"[:300],
            basis="final",
            note="",
        )
        record_value(checked=checked, authority=round.authority, by=None, reason=f"Heard in {round.title}.")
    return len(told)
