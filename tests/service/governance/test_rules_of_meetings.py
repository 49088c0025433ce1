"""Cadence over a year, quorum, and the states of meetings and papers as data."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sufficiency.service.governance.cadence import (
    Cadence,
    due_days,
    first_and_last,
    meeting_days,
    meeting_for,
    municipal_year_of,
)
from sufficiency.service.governance.quorum import Rule, quoracy
from sufficiency.service.governance.states import (
    MEETING_STEPS,
    MEETING_TAGS,
    NEXT_DEADLINE,
    NEXT_IN_WORDS,
    PAPER_STEPS,
    PAPER_TAGS,
    SENT,
    UNSENT,
    MeetingState,
    PaperState,
)
from sufficiency.vocabulary.working_days import is_working_day


def test_a_year_of_meetings_keeps_its_day_of_the_month():
    days = list(meeting_days(date(2026, 5, 13), "bi-monthly", date(2027, 4, 30)))  # second Wednesday of May
    assert days == [date(2026, 5, 13), date(2026, 7, 8), date(2026, 9, 9), date(2026, 11, 11), date(2027, 1, 13), date(2027, 3, 10)]  # fmt: skip


@pytest.mark.parametrize(
    ("cadence", "meetings"),
    [("weekly", 52), ("fortnightly", 26), ("monthly", 12), ("bi-monthly", 6), ("quarterly", 4), ("six-monthly", 2), ("annual", 1)],
)  # fmt: skip
def test_each_cadence_has_its_number_of_meetings(cadence, meetings):
    assert len(list(meeting_days(date(2026, 5, 5), cadence, date(2027, 4, 30)))) == meetings


def test_a_meeting_on_a_bank_holiday_moves_to_the_next_working_day():
    days = list(
        meeting_days(date(2026, 12, 28), "weekly", date(2027, 1, 11))
    )  # the bank holiday for Boxing Day
    assert days == [date(2026, 12, 29), date(2027, 1, 4), date(2027, 1, 11)]


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.sampled_from(Cadence.values))
def test_meetings_are_on_working_days_in_order_and_within_the_year(first, cadence):
    last = first_and_last(municipal_year_of(first))[1]
    days = list(meeting_days(first, cadence, last))
    assert all(is_working_day(day) and first <= day <= last for day in days)
    assert all(before < after for before, after in pairwise(days))


def test_reports_are_due_by_their_months_and_go_to_the_next_meeting():
    assert list(due_days(2026, 7, "six-monthly")) == [date(2026, 7, 1), date(2027, 1, 1)]
    assert list(due_days(2026, 1, "quarterly")) == [date(2026, 7, 1), date(2026, 10, 1), date(2027, 1, 1), date(2027, 4, 1)]  # fmt: skip
    assert list(due_days(2026, 3, "annual")) == [date(2027, 3, 1)]
    days = [date(2026, 6, 3), date(2026, 9, 2)]
    assert meeting_for(date(2026, 7, 1), days) == date(2026, 9, 2)
    assert meeting_for(date(2026, 10, 1), days) is None


def test_a_quorum_is_a_number_or_a_share_whichever_is_more():
    assert quoracy(Rule(4), 9, 5, 1).words == "5 of 9, quorum 4: quorate"
    assert quoracy(Rule(3, 25), 20, 4, 1).words == "4 of 20, quorum 5: not quorate"
    assert quoracy(Rule(3, 34), 10, 3, 1).needed == 4, "a share is rounded up"
    assert quoracy(Rule(3, chair=True), 7, 6, 0).words == "6 of 7, quorum 3: not quorate, because no chair was there"  # fmt: skip
    assert not quoracy(Rule(1), 0, 0, 0).quorate, "nobody decides nothing"


@pytest.mark.parametrize(
    ("states", "steps", "tags"),
    [(MeetingState, MEETING_STEPS, MEETING_TAGS), (PaperState, PAPER_STEPS, PAPER_TAGS)],
    ids=["meeting", "paper"],
)
def test_every_state_says_what_follows_and_can_be_come_to(states, steps, tags):
    assert set(steps) == set(states) == set(tags)
    assert all(following in states for found in steps.values() for following in found)
    reached, before = {states.PLANNED}, set()
    while reached != before:
        before = set(reached)
        reached |= {following for state in before for following in steps[state]}
    assert reached == set(states), "no state is out of reach"


def test_papers_are_out_off_the_plan_or_have_a_next_deadline():
    assert set(UNSENT) | set(SENT) | {PaperState.WITHDRAWN} == set(PaperState)
    assert set(NEXT_DEADLINE) == set(NEXT_IN_WORDS) == set(UNSENT)
