"""Making the meetings and the papers of a municipal year from a board's cadence and its reports."""

from datetime import date

from sufficiency.service.access.models import Person
from sufficiency.service.governance.actions.saving import held_board, keeping, save
from sufficiency.service.governance.models import Board, DuePaper, Meeting
from sufficiency.service.governance.years import YearPlan, plan_year


def make_year(*, board: Board, year: int, first: date | None, place: str = "", by: Person | None) -> YearPlan:
    """Make what ``plan_year`` proposes: meetings and due papers that are not there yet. Returns what was made.

    Done twice it makes nothing the second time. Raises Refused, or NotAllowed.
    """
    with keeping(by, board):
        # One at a time, so that nothing is made twice; nor is a meeting moved to a day, or a paper to a meeting, meanwhile.
        board = held_board(board, with_meetings=True)
        plan = plan_year(board, year, first)
        for day in plan.new_days:
            save(Meeting(board=board, day=day, place=place.strip()))
        meetings = {one.day: one for one in board.meetings.exclude(state="cancelled")}
        for one in plan.new_papers:
            save(
                DuePaper(
                    meeting=meetings[one.day],
                    kind=one.cycle.kind,
                    title=one.cycle.title,
                    cycle=one.cycle,
                    person=one.cycle.person,
                    name=one.cycle.name,
                )
            )
    return plan
