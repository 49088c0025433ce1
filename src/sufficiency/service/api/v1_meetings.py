"""Version 1 of the API: boards, their meetings, the papers these wait for, and what they decided."""

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router
from pydantic import Field

from sufficiency.service.access.rules import check_can_see_meetings
from sufficiency.service.api import meeting_shapes as shapes
from sufficiency.service.api import meetings
from sufficiency.service.api.asked import Number, Part, YesOrNo, part_of, placed
from sufficiency.service.api.operation import reads
from sufficiency.service.api.scopes import Scope
from sufficiency.service.governance import queries
from sufficiency.service.governance.cadence import first_and_last
from sufficiency.service.governance.wording import is_overdue

operations = Router()


@reads(operations, "meetings/boards", "boards", scope=Scope.MEETINGS, check=check_can_see_meetings, answers=shapes.Boards, tag="Meetings")  # fmt: skip
def boards(request: HttpRequest, asked: Query[Part]):
    """Every board, panel and committee: what it is for, how often it meets, when it may decide."""
    found = list(queries.boards().order_by("name"))  # a query that counts forgets the order of the table
    told = meetings.boards_told(request.person, part_of(found, asked))
    return {**placed(request, len(found), asked), "boards": told}


class YearAsked(Part):
    year: int | None = Field(None, ge=1990, le=2100, description="A municipal year (May to April) by the year it begins in; this one where none is given.")  # fmt: skip
    board: Number | None = Field(None, description="Only of this board, by its id.")


@reads(operations, "meetings", "meetings", scope=Scope.MEETINGS, check=check_can_see_meetings, answers=shapes.Meetings, tag="Meetings")  # fmt: skip
def meetings_(request: HttpRequest, asked: Query[YearAsked]):
    """The meetings of a municipal year, first day first: when, in which state, and whether enough came."""
    year, board = meetings.year_asked(asked.year), meetings.board_asked(asked.board)
    found = queries.meetings_of_year(year, board)
    told = meetings.meetings_told(request.person, part_of(found, asked), year)
    return {**placed(request, len(found), asked, year=str(year)), "year": year, "meetings": told}


@reads(operations, "meetings/{int:meeting}", "meeting", scope=Scope.MEETINGS, check=check_can_see_meetings, answers=shapes.MeetingWhole, tag="Meetings")  # fmt: skip
def meeting(request: HttpRequest, meeting: int):
    """One meeting with its agenda, papers, decisions and actions arising.

    Of a board whose business names children these are told to its members and the director alone.
    """
    return meetings.meeting_whole(request.person, meeting)


class ForwardPlanAsked(YearAsked):
    overdue: YesOrNo | None = Field(None, description="yes: only papers past their next deadline; no: only the others.")  # fmt: skip


@reads(operations, "meetings/forward-plan", "forward_plan", scope=Scope.MEETINGS, check=check_can_see_meetings, answers=shapes.ForwardPlan, tag="Meetings")  # fmt: skip
def forward_plan(request: HttpRequest, asked: Query[ForwardPlanAsked]):
    """Every paper of a municipal year with its deadlines, in order of the meetings that wait for them."""
    year, today = meetings.year_asked(asked.year), timezone.localdate()
    every = meetings.forward_plan(request.person, year, meetings.board_asked(asked.board))
    found = [one for one in every if asked.overdue in (None, "yes" if is_overdue(one, today) else "no")]
    told = [meetings.paper_told(one, today) for one in part_of(found, asked)]
    return {**placed(request, len(found), asked, year=str(year)), "year": year, "papers": told}


@reads(operations, "meetings/decisions", "decisions", scope=Scope.MEETINGS, check=check_can_see_meetings, answers=shapes.Decisions, tag="Meetings")  # fmt: skip
def decisions(request: HttpRequest, asked: Query[YearAsked]):
    """What was decided in a municipal year, the last day first; corrected decisions among them, each saying by which."""
    year, board = meetings.year_asked(asked.year), meetings.board_asked(asked.board)
    every = queries.decisions(*first_and_last(year), by=request.person)
    found = [one for one in every if board is None or one.meeting.board_id == board.pk]
    told = [meetings.decision_told(one) for one in part_of(found, asked)]
    return {**placed(request, len(found), asked, year=str(year)), "year": year, "decisions": told}
