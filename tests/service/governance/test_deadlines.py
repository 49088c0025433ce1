"""By when papers must be where: clear days over weekends, Easter and Christmas, against a plain count day by day."""

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sufficiency.service.governance.deadlines import Steps, clear_days, deadlines, despatch_by

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
CLOSED = frozenset(holidays.country_holidays("GB", subdiv="ENG", years=range(2014, 2038)))


@pytest.mark.parametrize(
    ("meeting", "despatch"),
    [
        (date(2026, 3, 11), date(2026, 3, 3)),  # a Wednesday: Wed, Thu, Fri, Mon, Tue lie between
        (date(2026, 3, 9), date(2026, 2, 27)),  # a Monday: the whole week before, so out on the Friday
        (date(2026, 4, 8), date(2026, 3, 27)),  # after Easter: Good Friday (3 April) and Easter Monday (6 April) do not count
        (date(2026, 4, 14), date(2026, 4, 2)),  # Easter Monday lies between; out on Maundy Thursday, a working day
        (date(2026, 1, 5), date(2025, 12, 23)),  # over Christmas: 24, 29, 30, 31 December and 2 January count
        (date(2027, 1, 6), date(2026, 12, 24)),  # Christmas on a Friday, so Monday 28 December is the bank holiday
        (date(2026, 5, 6), date(2026, 4, 27)),  # the early May bank holiday
    ],
)  # fmt: skip
def test_papers_go_out_five_clear_working_days_before(meeting, despatch):
    assert despatch_by(meeting) == despatch
    assert clear_days(despatch, meeting) >= 5


def plain_clear_days(despatched: date, meeting: date) -> int:
    """Day by day from the calendar of bank holidays, without any of our own code."""
    count, day = 0, despatched + timedelta(days=1)
    while day < meeting:
        if day.strftime("%A") not in ("Saturday", "Sunday") and day not in CLOSED:
            count += 1
        day += timedelta(days=1)
    return count


@settings(deadline=None)
@given(DAYS, st.integers(0, 40))
def test_clear_days_are_those_of_a_plain_count(day, days):
    assert clear_days(day, day + timedelta(days=days)) == plain_clear_days(day, day + timedelta(days=days))


@settings(deadline=None)
@given(DAYS, st.integers(0, 12))
def test_the_deadline_leaves_enough_clear_days_and_no_later_working_day_does(meeting, least):
    last = despatch_by(meeting, least)
    assert plain_clear_days(last, meeting) >= least
    later = [last + timedelta(days=number) for number in range(1, (meeting - last).days)]
    open_days = [day for day in later if plain_clear_days(day - timedelta(days=1), day + timedelta(days=1)) == 1]  # fmt: skip
    assert all(plain_clear_days(day, meeting) < least for day in open_days)
    assert plain_clear_days(last - timedelta(days=1), last + timedelta(days=1)) == 1, (
        "nobody sends on a holiday"
    )


@settings(deadline=None)
@given(DAYS, st.integers(0, 10), st.integers(0, 10), st.integers(0, 10))
def test_the_draft_comes_first_then_the_director_then_finance_and_legal(meeting, one, two, three):
    found = deadlines(meeting, Steps(5, one, one + two, one + two + three))
    assert found.draft <= found.director <= found.finance_legal <= found.despatch < meeting
    assert [day for _what, day in found] == [
        found.draft,
        found.director,
        found.finance_legal,
        found.despatch,
    ]


def test_the_day_of_the_meeting_and_of_despatch_do_not_count():
    assert clear_days(date(2026, 3, 2), date(2026, 3, 3)) == 0
    assert clear_days(date(2026, 3, 3), date(2026, 3, 3)) == 0
    assert clear_days(date(2026, 3, 4), date(2026, 3, 2)) == 0, "a day after the meeting has none"
