"""Boards and meetings for the made-up authority: last year's held, this year's held until today and planned beyond."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TypeVar

from django.db import models, transaction
from django.utils import timezone

from sufficiency.demo.boards import BOARDS, WHY_CANCELLED, WHY_CARRIED, WHY_LATE, WHY_URGENT, MadeUpBoard
from sufficiency.editions import EditionProblem, Home
from sufficiency.service.access.models import Person
from sufficiency.service.audit.actions import record
from sufficiency.service.audit.models import What
from sufficiency.service.governance.cadence import (
    due_days,
    first_and_last,
    meeting_days,
    meeting_for,
    municipal_year_of,
)
from sufficiency.service.governance.deadlines import before_working_days
from sufficiency.service.governance.models import (
    ActionArising,
    AgendaItem,
    Attendance,
    Board,
    CarriedOver,
    Decision,
    DuePaper,
    Meeting,
    ReportingCycle,
    Seat,
)
from sufficiency.service.governance.states import MeetingState, PaperState
from sufficiency.vocabulary.authorities import FAIRMERE
from sufficiency.vocabulary.working_days import after_working_days

T = TypeVar("T", bound=models.Model)
MOST_YEARS = 2
MINUTES_AFTER = timedelta(days=70)  # agreed at about the next meeting
AGENDA_BEFORE = timedelta(days=8)


def keep_made_up_boards(home: Path) -> int:
    """Give the made-up authority its boards where its return is in use and there are none; how many were made."""
    try:
        edition = Home(home).current()
    except EditionProblem:
        return 0  # the data page tells of it
    if edition is None or edition.manifest.authority != FAIRMERE.code:
        return 0
    return give_made_up_boards(max(edition.manifest.years), timezone.localdate())


@transaction.atomic
def give_made_up_boards(last_year: int, today: date) -> int:
    """Boards with the municipal years since the last return, two at most; none where there are boards already."""
    if Board.objects.exists():
        return 0
    this = municipal_year_of(today)
    years = list(range(min(this, max(last_year, this - MOST_YEARS + 1)), this + 1))
    people = {one.username: one for one in Person.objects.filter(made_up=True)}
    for number, one in enumerate(BOARDS):
        _Making(one, number, people, years, today).make()
    record(
        by=None,
        what=What.LOADED,
        thing=f"made-up boards: {len(BOARDS)} with {Meeting.objects.count()} meetings",
        details={"boards": [one.name for one in BOARDS], "years": years},
    )
    return len(BOARDS)


@dataclass
class _Making:
    """One board being made, with everything that hangs on it."""

    told: MadeUpBoard
    number: int
    people: dict[str, Person]
    years: list[int]
    today: date

    def make(self) -> None:
        one = self.told
        self.board = Board(name=one.name, kind=one.kind, purpose=one.purpose, cadence=one.cadence, quorum=one.quorum, quorum_percent=one.percent, chair_needed=one.chair_needed, confidential=one.confidential, clear_days=one.clear_days)  # fmt: skip
        self.board.save()
        since = first_and_last(self.years[0])[0]
        self.seats = _saved(
            Seat(board=self.board, place=seat.place, votes=seat.votes, substitute=seat.substitute, since=since, **self._who(seat.name, seat.user))
            for seat in one.seats
        )  # fmt: skip
        self.cycles = _saved(
            ReportingCycle(board=self.board, kind=report.kind, title=report.title, cadence=report.cadence, first_month=report.first_month, **self._who(report.lead, report.user))
            for report in one.reports
        )  # fmt: skip
        self._meetings()
        self._papers()
        self._minutes()

    def _who(self, name: str, user: str = "") -> dict:
        person = self.people.get(user)
        return {"person": person} if person else {"name": name}

    def _meetings(self) -> None:
        self.meetings: list[Meeting] = []
        for year in self.years:
            days = meeting_days(self._first(year), self.told.cadence, first_and_last(year)[1])
            self.meetings += [self._meeting(day) for day in days]
        gone = len(self.meetings) > 20 and self.meetings[5]  # of a panel that meets often one was cancelled
        if gone:
            gone.state, gone.reason = MeetingState.CANCELLED, WHY_CANCELLED
            gone.agreed_on = gone.quorum = gone.quorum_percent = gone.chair_needed = None
        _saved(self.meetings)

    def _first(self, year: int) -> date:
        month = date(year, self.told.month, 1)
        return month + timedelta(days=(self.told.weekday - month.weekday()) % 7 + 7 * (self.told.week - 1))

    def _meeting(self, day: date) -> Meeting:
        one = Meeting(board=self.board, day=day, place=self.told.where)
        if day + MINUTES_AFTER < self.today:
            one.state, one.agreed_on = MeetingState.AGREED, after_working_days(day + MINUTES_AFTER, 0)
        elif day < self.today:
            one.state = MeetingState.HELD
        elif day <= self.today + AGENDA_BEFORE:
            one.state = MeetingState.PUBLISHED
        if one.state in (MeetingState.HELD, MeetingState.AGREED):
            one.keep_rule()
        return one

    def _papers(self) -> None:
        papers = []
        for cycle in self.cycles:
            for year in self.years:
                for due in due_days(year, cycle.first_month, cycle.cadence):
                    papers += self._paper(cycle, due)
        self._one_late(papers)
        self.papers = _saved(papers)

    def _paper(self, cycle: ReportingCycle, due: date) -> list[DuePaper]:
        stays = {one.day: one for one in self.meetings if one.state != MeetingState.CANCELLED}
        day = meeting_for(due, list(stays))
        if day is None:
            return []
        paper = DuePaper(meeting=stays[day], kind=cycle.kind, title=cycle.title, cycle=cycle, person=cycle.person, name=cycle.name)  # fmt: skip
        by = paper.deadlines
        if by.despatch < self.today:
            paper.state = PaperState.DESPATCHED if self.board.confidential else PaperState.PUBLISHED
            paper.despatched_on, paper.despatch_deadline = before_working_days(by.despatch, 1), by.despatch
        elif by.finance_legal < self.today:
            paper.state = PaperState.CONSULTATION
        elif by.director < self.today:
            paper.state = PaperState.DIRECTOR
        elif by.draft < self.today:
            paper.state = PaperState.DRAFTING
        return [paper]

    def _one_late(self, papers: list[DuePaper]) -> None:
        """The last paper of the first board that went out did so two working days late."""
        out = [one for one in papers if one.despatched_on]
        if self.number == 0 and out:
            late = max(out, key=lambda one: one.meeting.day)
            late.despatched_on = after_working_days(late.despatch_deadline, 2)
            late.late_reason, late.urgent_reason = WHY_LATE, WHY_URGENT

    def _minutes(self) -> None:
        """Agendas of all meetings that are near or over; of those over who came, decisions and actions."""
        items, came, decided, arising = [], [], [], []
        held = [one for one in self.meetings if one.state in (MeetingState.HELD, MeetingState.AGREED)]
        for meeting in self.meetings:
            if meeting.state not in (MeetingState.PLANNED, MeetingState.CANCELLED):
                items += self._agenda(meeting)
        for number, meeting in enumerate(held):
            few = number == self.told.not_quorate
            came += [self._attended(meeting, seat, place, number, few) for place, seat in enumerate(self.seats)]  # fmt: skip
            if not few:
                decided += self._decisions(meeting, number)
                arising += self._arising(meeting, number)
        AgendaItem.objects.bulk_create(items)
        Attendance.objects.bulk_create(came)
        Decision.objects.bulk_create(decided)
        self._carry_one(_saved(arising))

    def _agenda(self, meeting: Meeting) -> list[AgendaItem]:
        titles = [(title, None) for title in self.told.items]
        titles += [(one.title, one) for one in self.papers if one.meeting.pk == meeting.pk]
        return [
            AgendaItem(meeting=meeting, number=number, title=title, paper=paper)
            for number, (title, paper) in enumerate(titles, start=1)
        ]

    def _attended(self, meeting: Meeting, seat: Seat, place: int, number: int, few: bool) -> Attendance:
        how, stood_in = Attendance.Came.PRESENT, ""
        if few and place > 2:
            how = Attendance.Came.APOLOGIES
        elif place and not few and (place + number) % 6 == 0:
            how, stood_in = (Attendance.Came.SUBSTITUTE, seat.substitute) if seat.substitute else (Attendance.Came.APOLOGIES, "")  # fmt: skip
        elif place and not few and (place * 5 + number) % 17 == 0:
            how = Attendance.Came.ABSENT
        return Attendance(meeting=meeting, seat=seat, came=how, stood_in=stood_in)

    def _decisions(self, meeting: Meeting, number: int) -> list[Decision]:
        words = self.told.decisions
        chosen = [words[(number + step) % len(words)] for step in range(min(2, len(words)))]
        return [
            Decision(
                meeting=meeting,
                number=place,
                words=one,
                recorded_by=self.people.get("analyst"),
                recorded_at=_morning_after(meeting.day),
            )
            for place, one in enumerate(chosen, start=1)
        ]

    def _arising(self, meeting: Meeting, number: int) -> list[ActionArising]:
        if not self.told.actions:
            return []
        words, who = self.told.actions[number % len(self.told.actions)]
        one = ActionArising(meeting=meeting, words=words, due=after_working_days(meeting.day, 20), name=who)
        if one.due + timedelta(days=30) < self.today:
            one.done_on, one.outcome = (
                one.due - timedelta(days=number % 5),
                "Done as asked, and told to the meeting.",
            )
        return [one]

    def _carry_one(self, made: list[ActionArising]) -> None:
        """The last action of the steering group was given a fortnight more."""
        still = [one for one in made if one.done_on is None]
        if self.number == 1 and still:
            last = still[-1]
            until = last.due + timedelta(days=14)
            CarriedOver(action=last, was=last.due, until=until, reason=WHY_CARRIED).save()
            last.due = until
            last.save()


def _saved(things: Iterable[T]) -> list[T]:
    """Save records of followed tables one by one, so that the audit has each."""
    kept = list(things)
    for one in kept:
        one.save()
    return kept


def _morning_after(day: date) -> datetime:
    """When minutes are written: at ten on the next working day."""
    return datetime.combine(after_working_days(day, 1), time(10), UTC)
