"""Papers that are due: step by step, despatch in time or with reasons, moving, reminders, and making a year."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from sufficiency.service.audit.models import Line
from sufficiency.service.governance import actions, queries, wording
from sufficiency.service.governance.actions import Refused
from sufficiency.service.governance.models import DuePaper, Meeting, Reminder
from sufficiency.service.governance.reminding import remind
from sufficiency.service.governance.states import PAPER_STEPS, MeetingState, PaperState
from sufficiency.service.governance.years import plan_year
from sufficiency.service.operations.worker import Worker
from tests.service.governance.conftest import a_board, a_meeting, a_seat

WAY = (PaperState.DRAFTING, PaperState.DIRECTOR, PaperState.CONSULTATION, PaperState.CLEARED)


def a_paper(meeting: Meeting, state: str = PaperState.PLANNED, **fields) -> DuePaper:
    """A paper taken as far as ``state``, if that is on the way to despatch."""
    given = {"title": "Sufficiency update", "kind": "sufficiency-update", "name": "Commissioning lead"} | fields  # fmt: skip
    paper = actions.keep_paper(meeting=meeting, fields=given, by=None)
    for one in WAY[: WAY.index(state) + 1] if state in WAY else ():
        paper = actions.set_paper_state(paper=paper, state=one, by=None)
    return paper


def to(paper: DuePaper, state: str, **more) -> DuePaper:
    return actions.set_paper_state(paper=paper, state=state, by=None, **more)


def test_a_paper_goes_only_where_the_table_of_steps_leads(committee):
    for state, steps in PAPER_STEPS.items():
        for following in PaperState:
            with transaction.atomic():
                paper = _in_state(committee, state)
                if following in steps:
                    assert to(paper, following, reason="Why").state == following
                else:
                    with pytest.raises(Refused, match="What can follow is"):
                        to(paper, following, reason="Why")
                transaction.set_rollback(True)


def _in_state(board, state: PaperState) -> DuePaper:
    meeting = a_meeting(board, 30)
    if state is PaperState.WITHDRAWN:
        return to(a_paper(meeting), state, reason="Not needed")
    paper = a_paper(meeting, PaperState.CLEARED if state in (PaperState.DESPATCHED, PaperState.PUBLISHED) else state)  # fmt: skip
    for one in (PaperState.DESPATCHED, PaperState.PUBLISHED):
        if state in (PaperState.DESPATCHED, PaperState.PUBLISHED) and paper.state != state:
            paper = to(paper, one)
    return paper


def test_a_paper_in_time_needs_no_reason_and_one_that_is_late_needs_both(committee):
    in_time = to(a_paper(a_meeting(committee, 30), PaperState.CLEARED), PaperState.DESPATCHED)
    assert wording.late_or_not(in_time, timezone.localdate()).endswith("in time")
    late = a_paper(a_meeting(committee, 1), PaperState.CLEARED)
    with pytest.raises(Refused, match="0 clear days before the meeting, and 5 are needed"):
        to(late, PaperState.DESPATCHED)
    with pytest.raises(Refused, match="cannot wait"):
        to(late, PaperState.DESPATCHED, late="Figures came late")
    late.refresh_from_db()
    assert (late.state, late.despatched_on) == (PaperState.CLEARED, None)
    late = to(late, PaperState.DESPATCHED, late="Figures came late.", urgent="The tender is let before the next.")  # fmt: skip
    assert wording.reasons(late) == "Late because: Figures came late. Urgent because: The tender is let before the next."  # fmt: skip
    assert "late" in wording.late_or_not(late, timezone.localdate())
    with pytest.raises(IntegrityError), transaction.atomic():
        DuePaper.objects.filter(pk=late.pk).update(late_reason="", urgent_reason="")


def test_despatch_is_counted_to_the_day_it_went_out(committee):
    meeting = actions.plan_meeting(board=committee, day=date(2026, 3, 11), by=None)
    paper = a_paper(meeting, PaperState.CLEARED)
    with pytest.raises(Refused, match="by 3 March 2026"):
        to(paper, PaperState.DESPATCHED, on=date(2026, 3, 4))
    with pytest.raises(Refused, match="cannot have gone out after it"):
        to(paper, PaperState.DESPATCHED, on=date(2026, 3, 12))
    out = to(paper, PaperState.DESPATCHED, on=date(2026, 3, 3))
    assert (out.despatched_on, out.despatch_deadline) == (date(2026, 3, 3), date(2026, 3, 3))
    assert to(out, PaperState.PUBLISHED).state == PaperState.PUBLISHED


def test_papers_of_a_confidential_board_are_never_published(panel):
    paper = to(a_paper(a_meeting(panel, 30), PaperState.CLEARED), PaperState.DESPATCHED)
    with pytest.raises(Refused, match="names children, so its papers are not published"):
        to(paper, PaperState.PUBLISHED)


def test_a_paper_moves_to_another_meeting_of_its_board_and_its_deadlines_with_it(committee):
    paper, later = a_paper(a_meeting(committee, 20)), a_meeting(committee, 60)
    before = paper.deadlines.despatch
    moved = actions.keep_paper(meeting=later, paper=paper, fields={}, by=None)
    assert moved.deadlines.despatch > before
    with pytest.raises(Refused, match="same board"):
        actions.keep_paper(meeting=a_meeting(a_board("Other"), 30), paper=moved, fields={}, by=None)
    sent = to(a_paper(later, PaperState.CLEARED), PaperState.DESPATCHED)
    with pytest.raises(Refused, match="stays with its meeting"):
        actions.keep_paper(meeting=a_meeting(committee, 90), paper=sent, fields={}, by=None)


def test_what_is_due_is_in_order_of_despatch_and_as_the_person_may_see_it(committee, panel, analyst):
    today = timezone.localdate()
    soon, later = a_paper(a_meeting(committee, 20)), a_paper(a_meeting(committee, 90))
    closed = a_paper(a_meeting(panel, 25))
    to(a_paper(a_meeting(committee, 22)), PaperState.WITHDRAWN, reason="Merged")
    assert queries.papers_due(today) == [soon, closed, later]
    assert queries.papers_due(today, today + timedelta(days=30)) == [soon, closed]
    assert queries.papers_due(today, by=analyst) == [soon, later]
    a_seat(panel, person=analyst)
    assert queries.papers_due(today, by=analyst, board=panel) == [closed]


def test_a_reminder_is_recorded_once_for_each_deadline(committee):
    paper = a_paper(a_meeting(committee, 20))  # the draft is due already
    a_paper(a_meeting(committee, 200))
    today = timezone.localdate()
    assert (remind(today), remind(today)) == (1, 0)
    to(paper, PaperState.DRAFTING)
    assert remind(today) == 1, "the next step has a deadline of its own"
    assert {one.step for one in Reminder.objects.all()} == {"a draft", "with the director"}


def test_the_worker_records_reminders_as_it_tidies(committee, tmp_path):
    a_paper(a_meeting(committee, 20))
    for _again in range(2):
        Worker(tmp_path)._tidy()
    assert Reminder.objects.count() == 1
    assert Line.objects.get(thing="reminders of papers: 1").person is None


def test_a_year_is_looked_at_dry_then_made_and_made_once(committee):
    actions.keep_cycle(board=committee, fields={"title": "Update", "kind": "sufficiency-update", "cadence": "six-monthly", "first_month": 7, "name": "Lead"}, by=None)  # fmt: skip
    plan = plan_year(committee, 2027, date(2027, 5, 12))
    assert len(plan.new_days) == 12 and [one.day for one in plan.new_papers] == [date(2027, 7, 14), date(2028, 1, 12)]  # fmt: skip
    assert not Meeting.objects.exists(), "looking makes nothing"
    actions.make_year(board=committee, year=2027, first=date(2027, 5, 12), by=None)
    assert (Meeting.objects.count(), DuePaper.objects.count()) == (12, 2)
    assert actions.make_year(board=committee, year=2027, first=date(2027, 5, 12), by=None).is_empty
    assert (Meeting.objects.count(), DuePaper.objects.count()) == (12, 2)


def test_a_report_without_a_meeting_left_is_told(committee):
    actions.keep_cycle(board=committee, fields={"title": "Annual", "kind": "other", "cadence": "annual", "first_month": 4, "name": "Lead"}, by=None)  # fmt: skip
    actions.plan_meeting(board=committee, day=date(2027, 6, 1), by=None)
    plan = plan_year(committee, 2027, None)
    assert [one.title for one in plan.without_meeting] == ["Annual"] and plan.is_empty


def test_a_cancelled_meeting_keeps_its_papers_which_ask_to_be_moved(committee):
    meeting = a_meeting(committee, 30)
    paper = a_paper(meeting, PaperState.CLEARED)
    actions.set_meeting_state(meeting=meeting, state=MeetingState.CANCELLED, reason="Snow", by=None)
    with pytest.raises(Refused, match="Move the paper to another one first"):
        to(paper, PaperState.DESPATCHED)
    (found,) = queries.forward_plan(timezone.localdate(), timezone.localdate() + timedelta(days=40))
    assert "move it to another" in wording.late_or_not(found, timezone.localdate())
    assert actions.keep_paper(meeting=a_meeting(committee, 40), paper=paper, fields={}, by=None).state == PaperState.CLEARED  # fmt: skip
