"""What boards did in a year, in sentences for papers: only of those whose business is not confidential, so that all of it
is fit to be published."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from sufficiency.measures.said import day as in_words
from sufficiency.service.governance.models import Decision, Meeting
from sufficiency.service.governance.queries import meetings, quoracy_of
from sufficiency.service.governance.states import MeetingState
from sufficiency.vocabulary.months import years_before

HELD = (MeetingState.HELD, MeetingState.AGREED)
MOST_DECISIONS = 8


def told_for_papers(on: date) -> dict[str, tuple[str, ...]]:
    """What "meetings" and "decisions" have to tell of the year up to the day; a name with nothing to tell is left out."""
    found = [
        one for one in meetings(years_before(on, 1), on) if not one.board.confidential and one.state in HELD
    ]
    told = {"meetings": tuple(_of_boards(found)), "decisions": tuple(_of_decisions(found))}
    return {name: sentences for name, sentences in told.items() if sentences}


def _of_boards(found: Iterable[Meeting]) -> Iterable[str]:
    """ "The Corporate Parenting Committee met 4 times, the last time on 9 June 2025; once it was not quorate." """
    found = list(found)
    times = Counter(one.board for one in found)
    for board, number in times.items():
        held = [one for one in found if one.board == board]
        last = max(one.day for one in held)
        not_quorate = sum(not quoracy_of(one).quorate for one in held)
        often = {1: "once", 2: "twice"}.get(number, f"{number} times")
        met = (
            f"{board} met {often} in the year, {'on' if number == 1 else 'the last time on'} {in_words(last)}"
        )
        if not_quorate:
            met += f"; {not_quorate} of these meetings {'was' if not_quorate == 1 else 'were'} not quorate"
        yield met + "."


def _of_decisions(found: Iterable[Meeting]) -> Iterable[str]:
    """The latest decisions whose minutes are agreed, the newest first; of a corrected one the correction."""
    agreed = [one.pk for one in found if one.state == MeetingState.AGREED]
    held = Decision.objects.filter(meeting__in=agreed, corrected_by=None).select_related("meeting__board")
    for one in held.order_by("-meeting__day", "-pk")[:MOST_DECISIONS]:
        words = one.words.rstrip(".")
        yield f"{in_words(one.meeting.day)}, {one.meeting.board}: {words}."
