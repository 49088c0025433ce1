"""The pages as tables and facts: the year, a board, a meeting, the forward plan, decisions, actions arising."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sufficiency.service.access.models import Person
from sufficiency.service.governance import queries, wording
from sufficiency.service.governance.cadence import (
    Cadence,
    first_and_last,
    municipal_year_of,
    year_in_words,
)
from sufficiency.service.governance.models import (
    ActionArising,
    Attendance,
    Board,
    Decision,
    DuePaper,
    Meeting,
    PaperKind,
    ReportingCycle,
    Seat,
)
from sufficiency.service.governance.states import MEETING_TAGS, PAPER_TAGS, MeetingState, PaperState
from sufficiency.service.governance.years import YearPlan
from sufficiency.service.ui import components as ui
from sufficiency.service.ui.words import day as said


def years_to_choose(today: date, chosen: int) -> list[tuple[int, str]]:
    """Municipal years from ten back to two ahead, and the chosen one."""
    this = municipal_year_of(today)
    years = sorted({*range(this - 10, this + 3), chosen}, reverse=True)
    return [(year, year_in_words(year)) for year in years]


@dataclass(frozen=True)
class Year:
    """A municipal year as a list: the answer, what comes within thirty days, and each month's meetings."""

    answer: str
    soon: ui.Table
    papers: list[DuePaper]
    months: list[tuple[str, ui.Table]]
    arising: list[ActionArising]


def year_page(person: Person, year: int, board: Board | None) -> Year:
    today = timezone.localdate()
    meetings = queries.meetings_of_year(year, board)
    first, last = first_and_last(year)
    papers = Counter(one.meeting_id for one in queries.forward_plan(first, last, by=person, board=board))
    due = queries.papers_due(today, today + queries.DUE_SOON, by=person, board=board)
    overdue = [one for one in queries.actions_open(by=person) if one.is_overdue(today)]
    soon = [one for one in meetings if today <= one.day <= today + queries.DUE_SOON and one.is_open]
    months = groupby(meetings, lambda one: f"{one.day:%B %Y}")
    return Year(
        answer=_year_answer(meetings, today, year),
        soon=meetings_table(soon, papers, caption="Meetings in the next 30 days", empty="No meeting is planned in the next 30 days."),
        papers=due,
        months=[(month, meetings_table(list(rows), papers, caption=month)) for month, rows in months],
        arising=[one for one in overdue if board is None or one.meeting.board_id == board.pk],
    )  # fmt: skip


def _year_answer(meetings: Sequence[Meeting], today: date, year: int) -> str:
    held = sum(one.state in (MeetingState.HELD, MeetingState.AGREED) for one in meetings)
    ahead = sum(one.is_open and one.day >= today for one in meetings)
    return (
        f"{wording.several(held, 'meeting')} held and {ahead} to come in {year_in_words(year)}".capitalize()
    )


def meetings_table(
    meetings: Sequence[Meeting],
    papers: Counter,
    *,
    caption: str,
    empty: str = "No meeting is planned. Plan one, or make the meetings of a year.",
    with_board: bool = True,
) -> ui.Table:
    """Meetings in order: when, which board, in which state, whether quorate, how many papers."""
    rows = [
        {
            "day": ui.Cell(wording.weekday(one.day), href=reverse("governance:meeting", args=[one.pk])),
            "board": one.board.name,
            "state": _tag(wording.meeting_state(one), MEETING_TAGS[MeetingState(one.state)]),
            "quorum": quorum_words(one, one.board.seats.all(), one.attendance.all()),
            "papers": papers.get(one.pk, 0) or ui.Cell("–", sort=0),
        }
        for one in meetings
    ]
    columns = [
        ui.Column("day", "Day"),
        *([ui.Column("board", "Board")] if with_board else []),
        ui.Column("state", "State"),
        ui.Column("quorum", "Members with a vote who came"),
        ui.Column("papers", "Papers", number=True),
    ]
    return ui.Table(caption, columns, rows, caption_hidden=True, empty=empty)


def quorum_words(meeting: Meeting, seats: Iterable[Seat], attendance: Iterable[Attendance]) -> str:
    """ "5 of 9, quorum 4: quorate"; a dash while nobody's attendance is to be known."""
    attendance = list(attendance)
    if meeting.state in (MeetingState.HELD, MeetingState.AGREED):
        return queries.quoracy_among(meeting, seats, attendance).words
    sorry = sum(one.came == Attendance.Came.APOLOGIES for one in attendance)
    return wording.several(sorry, "apology", "apologies") if sorry else "–"


def boards_table(boards: Iterable[Board]) -> ui.Table:
    rows = [
        {
            "name": ui.Cell(
                one.name,
                href=reverse("governance:board", args=[one.pk]),
                hint="Confidential" if one.confidential else "",
                sort=one.name,
            ),
            "kind": one.get_kind_display(),
            "cadence": Cadence(one.cadence).label,
            "members": one.members,
            "quorum": rule_in_words(one),
        }
        for one in boards
    ]
    columns = [
        ui.Column("name", "Board"),
        ui.Column("kind", "Kind"),
        ui.Column("cadence", "Meets"),
        ui.Column("members", "Members", number=True),
        ui.Column("quorum", "Quorum"),
    ]
    return ui.Table(
        "Boards, panels and committees",
        columns,
        rows,
        caption_hidden=True,
        empty="There is no board yet. Add one.",
    )


def rule_in_words(board: Board) -> str:
    """ "4", "3, or a quarter of the members with a vote where that is more", "with a chair"."""
    told = str(board.quorum)
    if board.quorum_percent:
        told += f", or {board.quorum_percent}% of the members with a vote where that is more"
    return f"{told}, with a chair among them" if board.chair_needed else told


def board_facts(board: Board) -> ui.SummaryList:
    before = "working days before despatch"
    return ui.SummaryList(
        [
            ("Meets", Cadence(board.cadence).label),
            ("Quorum", rule_in_words(board)),
            ("Papers go out", f"{wording.several(board.clear_days, 'clear working day')} before the meeting"),
            ("Draft, director, finance and legal", f"{board.draft_days}, {board.director_days} and {board.finance_legal_days} {before}"),
            ("Open to", "Its members and the director; others see that it meets" if board.confidential else "Everybody who sees figures"),
            *([("Met for the last time", said(board.closed_on))] if board.closed_on else []),
        ]
    )  # fmt: skip


def members_table(board: Board, seats: Sequence[Seat], keeps: bool) -> ui.Table:
    rows = [
        {
            "who": ui.Cell(seat.who, href=reverse("governance:seat", args=[seat.pk]) if keeps else "", sort=seat.who),
            "place": seat.get_place_display(),
            "votes": "Yes" if seat.votes else "No",
            "since": said(seat.since),
            "until": said(seat.until) or "–",
            "substitute": seat.substitute or "–",
        }
        for seat in seats
    ]  # fmt: skip
    columns = [
        ui.Column("who", "Member"),
        ui.Column("place", "Sits as"),
        ui.Column("votes", "Vote"),
        ui.Column("since", "From", one_line=True),
        ui.Column("until", "Last day", one_line=True),
        ui.Column("substitute", "Usual substitute"),
    ]
    return ui.Table(f"Members of {board}", columns, rows, caption_hidden=True, empty="Nobody sits on this board yet.")  # fmt: skip


SHORT = {"present": "Present", "substitute": "Substitute", "apologies": "Apologies", "absent": "Absent"}


def attendance_table(board: Board, seats: Sequence[Seat], meetings: Sequence[Meeting]) -> ui.Table:
    """Who came to which meeting of the year; the last row says whether each was quorate."""
    held = [one for one in meetings if one.state in (MeetingState.HELD, MeetingState.AGREED)]
    came = {(one.seat_id, one.meeting_id): one for meeting in held for one in meeting.attendance.all()}
    columns = [ui.Column("who", "Member"), ui.Column("times", "Came", one_line=True)]
    columns += [ui.Column(str(one.pk), f"{one.day.day} {one.day:%b}", one_line=True) for one in held]
    rows = []
    for seat in seats:
        sat = [one for one in held if seat.holds_on(one.day)]
        if not sat:
            continue
        told = {one.pk: came.get((seat.pk, one.pk)) for one in sat}
        times = sum(one is not None and one.came in queries.THERE for one in told.values())
        cells = {
            str(number): ui.Cell(SHORT[one.came], hint=one.stood_in) if one else "Not recorded"
            for number, one in told.items()
        }
        rows.append({"who": ui.Cell(seat.who, hint=seat.get_place_display()), "times": f"{times} of {len(sat)}", **cells})  # fmt: skip
    if rows:
        quorate = {str(one.pk): "Yes" if queries.quoracy_among(one, seats, one.attendance.all()).quorate else "No" for one in held}  # fmt: skip
        rows.append({"who": "Quorate", "times": f"{sum(one == 'Yes' for one in quorate.values())} of {len(held)}", **quorate})  # fmt: skip
    return ui.Table(f"Attendance at {board}", columns, rows, caption_hidden=True, empty="No meeting of this year was held yet.")  # fmt: skip


def cycles_table(board: Board, cycles: Sequence[ReportingCycle], keeps: bool) -> ui.Table:
    rows = [
        {
            "title": ui.Cell(one.title, href=reverse("governance:cycle", args=[one.pk]) if keeps else ""),
            "kind": PaperKind(one.kind).label,
            "cadence": Cadence(one.cadence).label,
            "month": f"{date(2000, one.first_month, 1):%B}",
            "who": one.who,
        }
        for one in cycles
    ]
    columns = [
        ui.Column("title", "Report"),
        ui.Column("kind", "Kind"),
        ui.Column("cadence", "Comes"),
        ui.Column("month", "First in"),
        ui.Column("who", "Lead"),
    ]
    return ui.Table(f"Reports that come to {board}", columns, rows, caption_hidden=True, empty="No report comes to this board again and again yet.")  # fmt: skip


def papers_table(
    papers: Sequence[DuePaper], *, caption: str, with_meeting: bool = True, empty: str = "No paper is due."
) -> ui.Table:
    """Papers with their state, what is next by when, and the reasons of those that are late."""
    today = timezone.localdate()
    rows = [
        {
            "title": ui.Cell(
                one.title,
                href=reverse("governance:paper", args=[one.pk]),
                hint=wording.reasons(one),
                sort=one.title,
            ),
            "meeting": ui.Cell(
                said(one.meeting.day), hint=one.meeting.board.name, sort=one.meeting.day.toordinal()
            ),
            "who": one.who,
            "state": _tag(wording.paper_state(one), PAPER_TAGS[PaperState(one.state)]),
            "next": _next(one, today),
            "despatch": ui.Cell(said(one.deadlines.despatch), sort=one.deadlines.despatch.toordinal()),
        }
        for one in papers
    ]
    columns = [
        ui.Column("title", "Paper"),
        *([ui.Column("meeting", "Meeting")] if with_meeting else []),
        ui.Column("who", "Lead officer"),
        ui.Column("state", "State"),
        ui.Column("next", "Deadline"),
        ui.Column("despatch", "To go out by", one_line=True),
    ]
    return ui.Table(caption, columns, rows, caption_hidden=True, empty=empty)


def _next(paper: DuePaper, today: date) -> ui.Cell:
    told = wording.late_or_not(paper, today)
    over = wording.is_overdue(paper, today)
    words = wording.first_up(told) or "–"
    return ui.Cell(words, hint="Overdue" if over and "overdue" not in told else "")


def paper_facts(paper: DuePaper) -> ui.SummaryList:
    by = paper.deadlines
    rows = [
        ("Kind", PaperKind(paper.kind).label),
        ("Lead officer", paper.who),
        ("Draft written by", said(by.draft)),
        ("With the director by", said(by.director)),
        ("With finance and legal by", said(by.finance_legal)),
        ("To go out by", f"{said(by.despatch)}, for {wording.several(paper.meeting.board.clear_days, 'clear working day')} before the meeting"),
    ]  # fmt: skip
    if paper.despatched_on:
        rows.append(("Went out on", said(paper.despatched_on)))
    if paper.late_reason:
        rows += [("Why it is late", paper.late_reason), ("Why it cannot wait", paper.urgent_reason)]
    if paper.withdrawn_reason:
        rows.append(("Why it is off the plan", paper.withdrawn_reason))
    if paper.cycle:
        rows.append(("Comes", f"{Cadence(paper.cycle.cadence).label}, from {date(2000, paper.cycle.first_month, 1):%B}"))  # fmt: skip
    return ui.SummaryList(rows)


def decisions_table(decisions: Sequence[Decision], keeps: bool, *, with_meeting: bool = True) -> ui.Table:
    rows = [
        {
            "number": ui.Cell(
                str(one.number),
                href=reverse("governance:decision", args=[one.pk]) if keeps and not _corrected(one) else "",
                sort=one.number,
            ),
            "meeting": ui.Cell(
                said(one.meeting.day),
                href=reverse("governance:meeting", args=[one.meeting_id]),
                hint=one.meeting.board.name,
            ),
            "words": ui.Cell(one.words, hint=_correction(one)),
            "votes": wording.votes(one) or "No vote recorded",
            "who": ui.Cell(
                str(one.recorded_by) if one.recorded_by else "The machine itself", hint=said(one.recorded_at)
            ),
        }
        for one in decisions
    ]
    columns = [
        *([ui.Column("meeting", "Meeting")] if with_meeting else []),
        ui.Column("number", "Decision"),
        ui.Column("words", "In words"),
        ui.Column("votes", "Vote"),
        ui.Column("who", "Recorded by"),
    ]
    return ui.Table("Decisions", columns, rows, caption_hidden=True, empty="No decision is recorded.")


def _corrected(decision: Decision) -> Decision | None:
    return getattr(decision, "corrected_by", None)


def _correction(decision: Decision) -> str:
    told = []
    if decision.corrects:
        told.append(f"Corrects decision {decision.corrects.number}: {decision.reason}")
    if _corrected(decision):
        told.append(f"No longer stands: corrected by decision {_corrected(decision).number}")
    return ". ".join(told)


def actions_table(actions: Sequence[ActionArising], keeps: bool, *, with_meeting: bool = True) -> ui.Table:
    today = timezone.localdate()
    rows = [
        {
            "words": ui.Cell(
                one.words,
                href=reverse("governance:action", args=[one.pk]) if keeps else "",
                hint=one.outcome,
            ),
            "who": one.who,
            "due": ui.Cell(said(one.due), hint=_carried(one), sort=one.due.toordinal()),
            "state": _action_tag(one, today),
            "meeting": ui.Cell(
                said(one.meeting.day),
                href=reverse("governance:meeting", args=[one.meeting_id]),
                hint=one.meeting.board.name,
            ),
        }
        for one in actions
    ]
    columns = [
        ui.Column("words", "Action"),
        ui.Column("who", "Owner"),
        ui.Column("due", "Due", one_line=True),
        ui.Column("state", "State"),
        *([ui.Column("meeting", "From the meeting")] if with_meeting else []),
    ]
    return ui.Table("Actions arising", columns, rows, caption_hidden=True, empty="No action is open.")


def _action_tag(action: ActionArising, today: date) -> SafeString:
    if action.done_on:
        return _tag("Done", "green")
    return _tag(wording.overdue(action, today), "red") if action.is_overdue(today) else _tag("Open", "grey")


def _carried(action: ActionArising) -> str:
    times = len(action.carried.all())
    return f"carried over {wording.several(times, 'time')}" if times else ""


def plan_tables(plan: YearPlan) -> tuple[ui.Table, ui.Table]:
    """What making a year would make: its meetings, and its papers."""
    new = set(plan.new_days)
    days = [{"day": wording.weekday(one), "what": "New" if one in new else "There already"} for one in plan.days]  # fmt: skip
    papers = [
        {"title": one.cycle.title, "day": said(one.day), "who": one.cycle.who} for one in plan.new_papers
    ]
    return (
        ui.Table("Meetings", [ui.Column("day", "Day"), ui.Column("what", "It is")], days, caption_hidden=True, empty="No meeting yet. Enter the first one."),
        ui.Table("Papers", [ui.Column("title", "Paper"), ui.Column("day", "Meeting", one_line=True), ui.Column("who", "Lead")], papers, caption_hidden=True, empty="No paper would be made."),
    )  # fmt: skip


DECISION_COLUMNS = ("meeting_day", "board", "number", "decision", "votes_for", "votes_against", "abstained", "recorded_by", "recorded_on", "corrects", "why_corrected", "corrected_by")  # fmt: skip


def plan_rows(papers: Iterable[DuePaper]) -> list[list[object]]:
    """The forward plan to take away, in ``plan_columns.COLUMNS``."""
    rows = []
    for one in papers:
        by = one.deadlines
        rows.append([one.meeting.day, one.meeting.board.name, "yes" if one.meeting.board.confidential else "no", one.title, one.kind, one.who, one.state, by.draft, by.director, by.finance_legal, by.despatch, one.despatched_on, one.late_reason, one.urgent_reason, one.withdrawn_reason, one.meeting.state])  # fmt: skip
    return rows


def decision_rows(decisions: Iterable[Decision]) -> list[list[object]]:
    """Decisions to take away, in ``DECISION_COLUMNS``."""
    rows = []
    for one in decisions:
        later = _corrected(one)
        rows.append([one.meeting.day, one.meeting.board.name, one.number, one.words, one.votes_for, one.votes_against, one.abstained, str(one.recorded_by or ""), timezone.localtime(one.recorded_at).date(), one.corrects.number if one.corrects else None, one.reason, later.number if later else None])  # fmt: skip
    return rows


def _tag(text: str, colour: str) -> SafeString:
    """A state as the ``tag`` of a template draws it, for a cell."""
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, text)


def open_meetings(board: Board, today: date) -> list[Meeting]:
    """Meetings of a board that a paper can still go to; those of the last month among them, where nobody said yet that
    they were held."""
    found = board.meetings.filter(
        state__in=(MeetingState.PLANNED, MeetingState.PUBLISHED), day__gte=today - timedelta(days=31)
    )
    return list(found.order_by("day"))


def came_table(seats: Sequence[Seat], attendance: Sequence[Attendance]) -> ui.Table:
    """Who came to one meeting; also somebody whose seat has ended since, where it was recorded then."""
    came = {one.seat_id: one for one in attendance}
    listed = {seat.pk: seat for seat in [*seats, *(one.seat for one in attendance)]}
    rows = []
    for seat in listed.values():
        one = came.get(seat.pk)
        rows.append(
            {
                "who": ui.Cell(
                    seat.who, hint=f"{seat.get_place_display()}{'' if seat.votes else ', no vote'}"
                ),
                "came": ui.Cell(one.get_came_display(), hint=one.stood_in) if one else "Not recorded",
            }
        )
    columns = [ui.Column("who", "Member"), ui.Column("came", "Came")]
    return ui.Table("Who came", columns, rows, caption_hidden=True, empty="Nobody sat on the board on this day.")  # fmt: skip


def business(meeting: Meeting, may_keep: bool) -> dict[str, object]:
    """What a meeting talks about and decides: agenda, papers, decisions, actions."""
    decisions = list(meeting.decisions.select_related("recorded_by", "corrects", "corrected_by"))
    arising = list(meeting.arising.select_related("person").prefetch_related("carried"))
    for one in (*decisions, *arising):
        one.meeting = meeting
    return {
        "agenda": list(meeting.agenda.select_related("paper")),
        "papers": papers_table(queries.papers_of(meeting), caption="Papers", with_meeting=False),
        "decisions": decisions_table(decisions, may_keep, with_meeting=False),
        "arising": actions_table(arising, may_keep, with_meeting=False),
    }


def action_facts(action: ActionArising) -> ui.SummaryList:
    rows = [("Owner", action.who), ("Due", said(action.due))]
    rows += [
        ("Carried over", f"from {said(one.was)} to {said(one.until)}: {one.reason}")
        for one in action.carried.all()
    ]
    if action.done_on:
        rows += [("Done", said(action.done_on)), ("What came of it", action.outcome)]
    return ui.SummaryList(rows)
