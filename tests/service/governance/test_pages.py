"""The pages of meetings: a year, boards, a meeting from plan to minutes, papers, files to take away, and for whom."""

import io
from datetime import date, timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from sufficiency.service.access.roles import Role
from sufficiency.service.governance import actions, queries
from sufficiency.service.governance.cadence import municipal_year_of
from sufficiency.service.governance.made_up import give_made_up_boards
from sufficiency.service.governance.models import (
    ActionArising,
    Attendance,
    Board,
    Decision,
    DuePaper,
    Meeting,
)
from sufficiency.service.governance.reminding import remind
from sufficiency.service.governance.states import MeetingState, PaperState
from sufficiency.service.governance.waiting import waiting_for
from tests.service.governance.conftest import a_board, a_meeting, a_seat, they_came
from tests.service.governance.test_papers import a_paper
from tests.service.reading import text_of

LAST_YEAR = 2025


def day_fields(name: str, day: date) -> dict[str, int]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


@pytest.fixture
def keeper(signed_in, made_up):
    return signed_in(Role.COMMISSIONER)


@pytest.fixture
def member(signed_in, made_up):
    return signed_in(Role.ELECTED_MEMBER)


def test_the_year_says_what_was_held_what_comes_and_what_waits(keeper, committee):
    held = they_came(a_meeting(committee, -7, MeetingState.HELD), 1)
    a_paper(a_meeting(committee, 20))
    text = text_of(keeper.get(f"/meetings/?year={municipal_year_of(held.day)}"))
    assert "1 meeting held" in text and "1 of 3, quorum 2: not quorate" in text
    assert "1 paper due in the next 30 days" in text
    board = text_of(keeper.get(f"/meetings/boards/{committee.pk}?year={municipal_year_of(held.day)}"))
    assert "Watches over homes" in board and "Chair of the board Chair 1 of 1 Present" in board


def test_a_meeting_that_was_not_quorate_says_so_and_offers_no_decision(keeper, committee):
    meeting = they_came(a_meeting(committee, -7, MeetingState.HELD), 1)
    text = text_of(keeper.get(f"/meetings/{meeting.pk}"))
    assert "1 of 3, quorum 2: not quorate" in text and "takes no decisions" in text
    assert "Record a decision" not in text
    answer = keeper.post(f"/meetings/{meeting.pk}/decisions", {"words": "Agreed"})
    assert answer.status_code == 409 and "not quorate takes no decisions" in text_of(answer)
    assert not Decision.objects.exists()


def test_a_meeting_from_plan_to_agreed_minutes_by_forms(keeper, committee):
    today = timezone.localdate()
    answer = keeper.post(f"/meetings/boards/{committee.pk}/meetings", day_fields("day", today) | {"place": "Room 1"}, follow=True)  # fmt: skip
    assert "The meeting is planned" in text_of(answer)
    page = f"/meetings/{Meeting.objects.get().pk}"
    assert keeper.post(f"{page}/agenda", {"title": "", "paper": ""}).status_code == 400
    keeper.post(f"{page}/agenda", {"title": "Minutes"})
    keeper.post(f"{page}/agenda", {"title": "Homes"})
    second = Meeting.objects.get().agenda.last()
    keeper.post(f"/meetings/agenda/{second.pk}/up")
    assert [one.title for one in Meeting.objects.get().agenda.all()] == ["Homes", "Minutes"]
    for state in ("published", "held"):
        assert keeper.post(f"{page}/state", {"state": state}).status_code == 302
    seats = list(committee.seats.order_by("pk"))
    came = {f"came_{seat.pk}": "present" for seat in seats} | {f"came_{seats[0].pk}": "substitute"}
    opened = Meeting.objects.get().changes
    answer = keeper.post(f"{page}/attendance", came | {"seen": opened})
    assert answer.status_code == 409 and "Say who came in place of Chair of the board" in text_of(answer)
    assert keeper.post(f"{page}/attendance", came | {"seen": opened, f"stood_in_{seats[0].pk}": "Deputy"}).status_code == 302  # fmt: skip
    stale = keeper.post(f"{page}/attendance", came | {"seen": opened, f"stood_in_{seats[0].pk}": "Nobody"})
    assert stale.status_code == 409 and "Somebody else recorded something" in text_of(stale)
    assert Attendance.objects.get(seat=seats[0]).stood_in == "Deputy"
    keeper.post(f"{page}/decisions", {"words": "Build two homes", "votes_for": 2, "votes_against": 1, "abstained": 0})  # fmt: skip
    keeper.post(f"{page}/actions", {"words": "Find a site", "name": "Head of property"} | day_fields("due", today + timedelta(days=30)))  # fmt: skip
    keeper.post(f"{page}/state", {"state": "agreed"})
    text = text_of(keeper.get(page))
    for said in ("Minutes agreed", "3 of 3, quorum 2: quorate", "Build two homes", "2 for, 1 against, 0 abstained", "Find a site", "Deputy"):  # fmt: skip
        assert said in text
    decision = Decision.objects.get()
    assert decision.recorded_by == keeper.person
    keeper.post(f"/meetings/decisions/{decision.pk}", {"words": "Build three homes", "reason": "Misheard"})
    assert "No longer stands: corrected by decision 2" in text_of(keeper.get("/meetings/decisions/"))


def test_a_paper_goes_its_way_by_forms_and_a_late_one_is_asked_why(keeper, committee):
    meeting = a_meeting(committee, 1)
    keeper.post(f"/meetings/{meeting.pk}/papers", {"title": "Update", "kind": "sufficiency-update", "name": "Lead", "meeting": meeting.pk})  # fmt: skip
    page = f"/meetings/papers/{DuePaper.objects.get().pk}"
    for state in ("drafting", "director", "consultation", "cleared"):
        assert keeper.post(page, {"state": state}).status_code == 302
    answer = keeper.post(page, {"state": "despatched"})
    assert answer.status_code == 409 and "Say why it is late" in text_of(answer)
    keeper.post(page, {"state": "despatched", "late": "Figures came late.", "urgent": "A tender."})
    assert "Late because: Figures came late. Urgent because: A tender." in text_of(keeper.get(f"/meetings/{meeting.pk}"))  # fmt: skip


def test_what_cannot_be_typed_is_told_beside_its_field(keeper, committee):
    answer = keeper.post("/meetings/boards/add", {"name": "Committee", "kind": "board", "purpose": "X", "cadence": "daily", "quorum": "0"})  # fmt: skip
    assert answer.status_code == 400 and "Enter a whole number from 1 to 50" in text_of(answer)
    both = {"person": keeper.person.pk, "name": "Somebody", "place": "member"} | day_fields("since", date(2026, 1, 1))  # fmt: skip
    answer = keeper.post(f"/meetings/boards/{committee.pk}/members", both)
    assert answer.status_code == 400 and "not both" in text_of(answer)
    backwards = {"name": "Somebody", "place": "member"} | day_fields("since", date(2026, 2, 1)) | day_fields("until", date(2026, 1, 1))  # fmt: skip
    answer = keeper.post(f"/meetings/boards/{committee.pk}/members", backwards)
    assert answer.status_code == 409 and "cannot end before it begins" in text_of(answer)
    assert keeper.get("/meetings/?year=nineteen").status_code == 400
    assert keeper.get("/meetings/?board=99999").status_code == 400
    assert keeper.get(f"/meetings/{2**70}").status_code == 404


def test_a_year_is_shown_before_it_is_made(keeper, committee):
    page, first = f"/meetings/boards/{committee.pk}/year?year=2027", day_fields("first", date(2027, 5, 12))
    assert "12 new meetings" in text_of(keeper.get(page, first | {"year": 2027}))
    assert not Meeting.objects.exists()
    assert "Made: 12 meetings and 0 papers" in text_of(keeper.post(page, first, follow=True))
    assert Meeting.objects.count() == 12


def test_the_business_of_a_confidential_board_is_for_its_members_and_the_director(signed_in, panel, made_up):
    meeting = they_came(a_meeting(panel, -7, MeetingState.HELD))
    actions.decide(meeting=meeting, words="Secret match", votes={}, by=None)
    coming = a_meeting(panel, 10)
    actions.add_item(meeting=coming, title="Secret item", by=None)
    paper = a_paper(coming, title="Secret paper")
    actions.arise(meeting=meeting, fields={"words": "Secret action", "name": "X", "due": meeting.day}, by=None)  # fmt: skip
    year = [f"?year={municipal_year_of(one.day)}" for one in (meeting, coming)]
    pages = [
        f"/meetings/{meeting.pk}",
        f"/meetings/{coming.pk}",
        f"/meetings/papers/{paper.pk}",
        "/meetings/actions/",
    ]
    pages += [f"/meetings/{name}{one}" for one in year for name in ("", "forward-plan/", "forward-plan.csv", "decisions/", "decisions.csv")]  # fmt: skip
    outsider, director, insider = signed_in(Role.PERFORMANCE_ANALYST), signed_in(Role.DIRECTOR), signed_in(Role.ELECTED_MEMBER)  # fmt: skip
    a_seat(panel, person=insider.person)

    def read(client) -> str:
        return " ".join(client.get(page).content.decode() for page in pages)

    assert "Secret" not in read(outsider)
    assert outsider.get(f"/meetings/papers/{paper.pk}").status_code == 403
    assert outsider.get(f"/meetings/{coming.pk}/agenda").status_code == 403
    for client in (director, insider):
        text = read(client)
        assert all(f"Secret {one}" in text for one in ("match", "item", "paper", "action"))
    assert "Secret" not in " ".join(
        told for told, _page in waiting_for(outsider.person, timezone.localdate())
    )


def test_a_member_reads_and_is_offered_no_change(member, committee):
    meeting = a_meeting(committee, 9)
    for page in (f"/meetings/boards/{committee.pk}", f"/meetings/{meeting.pk}", "/meetings/boards/"):
        text = text_of(member.get(page))
        assert "Plan a meeting" not in text and "Add a board" not in text and "Move the meeting" not in text
    assert member.post(f"/meetings/boards/{committee.pk}/meetings", day_fields("day", date(2026, 1, 7))).status_code == 403  # fmt: skip


def test_the_files_to_take_away_run_no_formula(keeper, committee):
    meeting = a_meeting(committee, 20)
    a_paper(meeting, title="=HYPERLINK(1)")
    year = f"?year={municipal_year_of(meeting.day)}"
    lines = keeper.get(f"/meetings/forward-plan.csv{year}").content.decode().splitlines()
    assert lines[0].startswith("meeting_day,board,confidential,title") and "'=HYPERLINK(1)" in lines[1]
    sheet = load_workbook(io.BytesIO(keeper.get(f"/meetings/forward-plan.xlsx{year}").content)).worksheets[0]
    assert sheet["D2"].value == "=HYPERLINK(1)" and sheet["D2"].data_type == "s"
    assert keeper.get(f"/meetings/decisions.csv{year}").content.decode().startswith("meeting_day,board,number,decision")  # fmt: skip


def test_the_first_page_tells_of_own_papers_and_of_what_is_overdue(signed_in, committee, made_up):
    keeper, lead = signed_in(Role.PERFORMANCE_ANALYST), signed_in(Role.FOSTERING_MANAGER)
    a_paper(a_meeting(committee, 20), person=lead.person, name="")
    held = they_came(a_meeting(committee, -7, MeetingState.HELD))
    actions.arise(meeting=held, fields={"words": "Ask", "person": keeper.person, "due": held.day}, by=None)
    told = text_of(keeper.get("/"))
    assert "1 paper due in the next 30 days" in told and "1 action arising overdue" in told
    own = text_of(lead.get("/"))
    assert "Your paper “Sufficiency update”" in own and "action arising" not in own


def test_reminders_are_shown_on_the_paper_and_sent_to_nobody(keeper, committee):
    paper = a_paper(a_meeting(committee, 20))
    remind(timezone.localdate())
    text = text_of(keeper.get(f"/meetings/papers/{paper.pk}"))
    assert "Reminded of: a draft by" in text and "no message is sent" in text


@pytest.mark.parametrize("today", [date(2026, 11, 27), date(2027, 5, 3)], ids=["autumn", "a new year"])
def test_the_made_up_authority_has_boards_with_two_years_of_meetings(db, today):
    assert give_made_up_boards(LAST_YEAR, today) == Board.objects.count() == 6
    assert give_made_up_boards(LAST_YEAR, today) == 0, "once"
    held = [one for one in queries.meetings(date(2020, 1, 1), today) if one.state in (MeetingState.HELD, MeetingState.AGREED)]  # fmt: skip
    unquorate = [one for one in held if not queries.quoracy_of(one).quorate]
    assert len(unquorate) == 1 and not unquorate[0].decisions.exists()
    assert Meeting.objects.filter(day__gte=today).exists() and not Meeting.objects.filter(day__gte=today, state=MeetingState.HELD).exists()  # fmt: skip
    (late,) = DuePaper.objects.exclude(late_reason="")
    assert late.despatched_on > late.despatch_deadline and late.urgent_reason
    assert ActionArising.objects.filter(done_on__isnull=True).exists()
    assert not DuePaper.objects.filter(meeting__board__confidential=True, state=PaperState.PUBLISHED).exists()
    for one in (*Meeting.objects.all()[:40], *DuePaper.objects.all(), *Decision.objects.all()[:20], *ActionArising.objects.all()):  # fmt: skip
        one.full_clean()  # what the pages would have refused is not made up


def test_a_longer_year_asks_no_more_of_the_database(keeper, committee, django_assert_max_num_queries):
    for board in (committee, a_board("Second"), a_board("Third")):
        for number in range(4):
            meeting = a_meeting(board, -60 + number, MeetingState.HELD)
            they_came(meeting)
            actions.decide(meeting=meeting, words="Agreed", votes={}, by=None)
            a_paper(a_meeting(board, 30 + number))
    for page in ("/meetings/", "/meetings/boards/", f"/meetings/boards/{committee.pk}", "/meetings/forward-plan/", "/meetings/decisions/", "/meetings/actions/"):  # fmt: skip
        with django_assert_max_num_queries(14):
            assert keeper.get(page).status_code == 200
