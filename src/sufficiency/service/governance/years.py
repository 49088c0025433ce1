"""What a municipal year of a board would hold: a dry view of the meetings and papers, before they are made."""

from dataclasses import dataclass
from datetime import date

from sufficiency.service.governance.cadence import (
    due_days,
    first_and_last,
    meeting_days,
    meeting_for,
    municipal_year_of,
)
from sufficiency.service.governance.models import Board, DuePaper, Meeting, ReportingCycle
from sufficiency.service.governance.states import MeetingState


@dataclass(frozen=True)
class ProposedPaper:
    """A report of a cycle, and the day of the meeting it goes to."""

    cycle: ReportingCycle
    day: date


@dataclass(frozen=True)
class YearPlan:
    """The meetings of the year, those that are there already and those to be made; the papers to be made; and which
    reports find no meeting left to go to."""

    year: int
    days: list[date]
    new_days: list[date]
    new_papers: list[ProposedPaper]
    without_meeting: list[ReportingCycle]

    @property
    def is_empty(self) -> bool:
        return not (self.new_days or self.new_papers)


def plan_year(board: Board, year: int, first: date | None) -> YearPlan:
    """Meetings by the board's cadence from ``first`` on, where the board has none in the year yet; and the papers of
    its reports at the first meeting on or after the month each is due. Writes nothing."""
    begins, ends = first_and_last(year)
    held = list(
        Meeting.objects.filter(board=board, day__range=(begins, ends)).exclude(state=MeetingState.CANCELLED)
    )
    days = [one.day for one in held]
    new_days = []
    if not held and first is not None and municipal_year_of(first) == year:
        new_days = list(dict.fromkeys(meeting_days(first, board.cadence, ends)))
    open_days = [one.day for one in held if one.state in (MeetingState.PLANNED, MeetingState.PUBLISHED)]
    papers, without = _papers(board, year, sorted(open_days + new_days))
    return YearPlan(year, sorted(days + new_days), new_days, papers, without)


def _papers(board: Board, year: int, days: list[date]) -> tuple[list[ProposedPaper], list[ReportingCycle]]:
    begins, ends = first_and_last(year)
    there = set(
        DuePaper.objects.filter(meeting__board=board, meeting__day__range=(begins, ends), cycle__isnull=False)
        .exclude(meeting__state=MeetingState.CANCELLED)
        .values_list("cycle", "meeting__day")
    )
    found, without = {}, {}
    for cycle in board.cycles.filter(ended_on__isnull=True).select_related("person"):
        months = list(due_days(year, cycle.first_month, cycle.cadence))
        for number, due in enumerate(months):
            until = months[number + 1] if number + 1 < len(months) else date.max
            if any(one == cycle.pk and due <= day < until for one, day in there):
                continue
            day = meeting_for(due, days)
            if day is None or day >= until:
                without[cycle.pk] = cycle
            else:
                found[cycle.pk, day] = ProposedPaper(cycle, day)
    return sorted(found.values(), key=lambda one: (one.day, one.cycle.title)), list(without.values())
