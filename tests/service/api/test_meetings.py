"""Boards and meetings through the API: the year, the forward plan with its deadlines, decisions, and for whom."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sufficiency.service.access.roles import Role
from sufficiency.service.governance import actions
from sufficiency.service.governance.cadence import municipal_year_of
from sufficiency.service.governance.models import DuePaper
from sufficiency.service.governance.states import MeetingState
from tests.service.api.rooms import a_meeting as planned_on
from tests.service.governance.conftest import a_board, a_meeting, a_seat, they_came
from tests.service.governance.test_papers import a_paper


def year_of(*meetings) -> dict[str, int]:
    (year,) = {municipal_year_of(one.day) for one in meetings}
    return {"year": year}


def test_a_meeting_is_told_with_who_came_its_agenda_and_what_it_decided(caller, made_up, committee):
    held = they_came(a_meeting(committee, -7, MeetingState.HELD))
    first = actions.decide(meeting=held, words="Agreed", votes={"votes_for": 3, "votes_against": 0, "abstained": 0}, by=None)  # fmt: skip
    actions.arise(meeting=held, fields={"words": "Bring it back", "name": "Lead", "due": held.day}, by=None)
    program = caller(Role.ELECTED_MEMBER)
    told = program.get(f"meetings/{held.pk}").json()
    assert (told["state"], told["there"], told["voting"], told["needed"], told["quorate"]) == (
        "held",
        3,
        3,
        2,
        True,
    )
    assert told["closed"] == "" and [one["title"] for one in told["agenda"]] == [
        "Minutes of the last meeting"
    ]
    assert [(one["number"], one["words"], one["votes_for"]) for one in told["decisions"]] == [(first.number, "Agreed", 3)]  # fmt: skip
    (arising,) = told["arising"]
    assert (arising["owner"], arising["overdue"], arising["carried_over"]) == ("Lead", True, 0)
    listed = program.every("meetings", "meetings", **year_of(held))
    assert [{name: told[name] for name in one} for one in listed] == listed and len(listed) == 1
    decided = program.get("meetings/decisions", **year_of(held)).json()["decisions"]
    assert decided == told["decisions"]


def test_a_meeting_to_come_says_how_many_must_be_there_and_not_how_many_were(caller, made_up, committee):
    told = caller(Role.FINANCE).get(f"meetings/{a_meeting(committee, 20).pk}").json()
    assert (told["state"], told["needed"], told["there"], told["quorate"]) == ("planned", 2, None, None)


def test_a_corrected_decision_says_by_which(caller, made_up, committee):
    held = they_came(a_meeting(committee, -7, MeetingState.HELD))
    first = actions.decide(meeting=held, words="Agreed", votes={}, by=None)
    actions.set_meeting_state(meeting=held, state=MeetingState.AGREED, on=held.day, by=None)
    actions.correct(decision=first, words="Not agreed", votes={}, reason="Misheard", by=None)
    told = caller(Role.FINANCE).get(f"meetings/{held.pk}").json()["decisions"]
    assert [(one["number"], one["corrects"], one["corrected_by"]) for one in told] == [
        (1, None, 2),
        (2, 1, None),
    ]
    assert told[1]["reason"] == "Misheard"


def test_the_forward_plan_tells_each_paper_with_its_deadlines(caller, made_up, committee):
    far, near = a_paper(a_meeting(committee, 40)), a_paper(a_meeting(committee, 3), title="Late already")
    program = caller(Role.FINANCE)
    told = {}
    for paper in (near, far):
        for one in program.every("meetings/forward-plan", "papers", limit=1, **year_of(paper.meeting)):
            told[one["title"]] = one
    for paper in (near, far):
        one, by = told[paper.title], paper.deadlines
        days = [one[f"{step}_by"] for step in ("draft", "director", "finance_legal", "despatch")]
        assert days == [str(day) for _what, day in by] and one["lead"] == "Commissioning lead"
    assert told["Late already"]["overdue"] and "overdue" in told["Late already"]["stands"]
    asked = year_of(near.meeting)
    assert [one["title"] for one in program.every("meetings/forward-plan", "papers", overdue="yes", **asked)] == ["Late already"]  # fmt: skip
    assert "Late already" not in {one["title"] for one in program.every("meetings/forward-plan", "papers", overdue="no", **asked)}  # fmt: skip


def test_a_paper_of_a_meeting_leads_to_the_archive_once_it_is_published(caller, made_up, committee):
    paper = a_paper(a_meeting(committee, 40))
    written = uuid4()
    DuePaper.objects.filter(pk=paper.pk).update(written=written)
    program = caller(Role.DIRECTOR)
    assert program.get(f"meetings/{paper.meeting_id}").json()["papers_due"][0]["paper"] is None
    out = {"state": "published", "despatched_on": paper.deadlines.despatch, "despatch_deadline": paper.deadlines.despatch}  # fmt: skip
    DuePaper.objects.filter(pk=paper.pk).update(**out)
    assert program.get(f"meetings/{paper.meeting_id}").json()["papers_due"][0]["paper"] == str(written)


def test_the_business_of_a_confidential_board_is_for_its_members_and_the_director(caller, made_up, panel):
    meeting = they_came(a_meeting(panel, -7, MeetingState.HELD))
    actions.decide(meeting=meeting, words="Secret match", votes={}, by=None)
    coming = a_meeting(panel, 10)
    actions.add_item(meeting=coming, title="Secret item", by=None)
    a_paper(coming, title="Secret paper")
    actions.arise(meeting=meeting, fields={"words": "Secret action", "name": "X", "due": meeting.day}, by=None)  # fmt: skip
    paths = [f"/api/v1/meetings/{one.pk}" for one in (meeting, coming)]
    for one in (meeting, coming):
        year = year_of(one)["year"]
        paths += [f"/api/v1/{path}?year={year}" for path in ("meetings", "meetings/forward-plan", "meetings/decisions")]  # fmt: skip
    outsider, director, insider = (
        caller(Role.PERFORMANCE_ANALYST),
        caller(Role.DIRECTOR),
        caller(Role.ELECTED_MEMBER),
    )
    a_seat(panel, person=insider.person)

    def read(program) -> str:
        answers = [program.get(path) for path in paths]
        assert {answer.status_code for answer in answers} == {200}
        return " ".join(answer.content.decode() for answer in answers)

    assert "Secret" not in read(outsider)
    closed = outsider.get(paths[1]).json()
    assert "Only its members and the director" in closed["closed"] and closed["papers"] == 0
    assert [one["open_to_you"] for one in outsider.get("meetings/boards").json()["boards"]] == [False]
    for program in (director, insider):
        text = read(program)
        assert all(f"Secret {one}" in text for one in ("match", "item", "paper", "action"))
        assert [one["open_to_you"] for one in program.get("meetings/boards").json()["boards"]] == [True]


def test_boards_come_by_name_with_how_many_sit_on_them(caller, made_up, committee, panel):
    told = caller(Role.FINANCE).every("meetings/boards", "boards", limit=1)
    assert [(one["name"], one["members"], one["confidential"]) for one in told] == [("Committee", 4, False), ("Panel", 4, True)]  # fmt: skip
    assert (told[0]["quorum"], told[0]["clear_days"], told[0]["cadence"]) == (2, 5, "monthly")


def test_lists_are_narrowed_to_a_board(caller, made_up, committee, panel):
    for board in (committee, panel):
        held = they_came(a_meeting(board, -7, MeetingState.HELD))
        actions.decide(meeting=held, words=f"Decided by {board}", votes={}, by=None)
        DuePaper.objects.create(meeting=held, title=f"For {board}", name="Lead")
    program, asked = caller(Role.DIRECTOR), year_of(held) | {"board": panel.pk}
    for path, field in (("", "meetings"), ("/decisions", "decisions"), ("/forward-plan", "papers")):
        told = program.every(f"meetings{path}", field, **asked)
        assert {one["board_name"] for one in told} == {"Panel"}, path


@pytest.mark.parametrize("path", ["meetings", "meetings/forward-plan", "meetings/decisions"])
@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"year": "this"}, "integer"),
        ({"year": 1800}, "1990"),
        ({"board": "'; DROP TABLE boards"}, "integer"),
        ({"board": 999_999}, "There is no board 999999. /meetings/boards lists those there are."),
        ({"overdue": "perhaps", "boards": 1}, "boards"),
    ],
)
def test_what_cannot_be_asked_of_meetings_gets_a_sentence(caller, made_up, path, asked, told):
    answer = caller(Role.FINANCE).get(path, **asked)
    assert answer.status_code == 422
    if "overdue" not in asked:
        assert told in answer.json()["detail"]


def test_a_meeting_that_is_not_there_gets_a_sentence(caller, made_up):
    program = caller(Role.FINANCE)
    for number in (999_999, 2**70):
        answer = program.get(f"meetings/{number}")
        assert answer.status_code == 404 and "/meetings lists those of a year" in answer.json()["detail"]


def test_more_meetings_ask_no_more_of_the_database(caller, made_up):
    program = caller(Role.ELECTED_MEMBER)

    def filled(month: int) -> None:
        meeting = planned_on(date(2025, month, 9))
        DuePaper.objects.create(meeting=meeting, title=f"Paper {month}", name="Lead")
        board = a_board(f"Board {month}")
        planned_on(date(2025, month, 10), name=board.name, kind=board.kind, purpose=board.purpose, cadence=board.cadence)  # fmt: skip

    def asked() -> list[int]:
        counts = []
        for path in ("boards", "forward-plan", "decisions", ""):
            with CaptureQueriesContext(connection) as queries:
                assert program.get(f"/api/v1/meetings/{path}".rstrip("/") + "?limit=100").status_code == 200
            counts.append(len(queries))
        return counts

    filled(6)
    asked()
    before = asked()
    for month in (7, 8, 9):
        filled(month)
    assert asked() == before
