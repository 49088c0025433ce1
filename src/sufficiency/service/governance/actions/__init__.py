"""Every change to boards, meetings, papers and what follows from them: all or nothing, audited in the same transaction.

Boards, seats, meetings, papers and actions arising are followed tables (``audit.following``); who came, agendas and
decisions write one line for each time they are recorded. Those that change a meeting lock it first: of two people who
do so at once, the second sees what the first wrote.
"""

from sufficiency.service.governance.actions.boards import (
    end_cycle,
    end_seat,
    keep_board,
    keep_cycle,
    keep_seat,
)
from sufficiency.service.governance.actions.decisions import (
    arise,
    carry_over,
    correct,
    decide,
    finish,
    reword,
)
from sufficiency.service.governance.actions.meetings import (
    add_item,
    change_meeting,
    move_up,
    plan_meeting,
    record_attendance,
    remove_item,
    set_meeting_state,
)
from sufficiency.service.governance.actions.papers import (
    held_paper,
    keep_paper,
    say_why_late,
    set_paper_state,
)
from sufficiency.service.governance.actions.saving import Refused
from sufficiency.service.governance.actions.years import make_year

__all__ = [
    "Refused",
    "add_item",
    "arise",
    "carry_over",
    "change_meeting",
    "correct",
    "decide",
    "end_cycle",
    "end_seat",
    "finish",
    "held_paper",
    "keep_board",
    "keep_cycle",
    "keep_paper",
    "keep_seat",
    "make_year",
    "move_up",
    "plan_meeting",
    "record_attendance",
    "remove_item",
    "reword",
    "say_why_late",
    "set_meeting_state",
    "set_paper_state",
]
