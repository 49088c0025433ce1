"""What belongs to one month alone."""

from datetime import date

import pytest

from sufficiency.history import History
from sufficiency.measures import MEASURES
from sufficiency.measures.language import Counted, Unit
from sufficiency.measures.monthly import Kind, kind_of, own_events, steps, values_of_events
from sufficiency.measures.process_behaviour import process_behaviour
from sufficiency.vocabulary.months import days_between
from tests import countings
from tests.golden.rows import episodes, missing

STARTED, IN_TIME = MEASURES["cla_started"], MEASURES["cla_reviews_in_time_pct"]
INCIDENTS, MISSING = MEASURES["missing_episodes"], MEASURES["missing_children"]

LIVES = {
    2024: {
        "episodes": episodes(
            """
            a 2023-04-10 S C2 U6 PR1 2023-05-02 E4A
            a 2023-05-20 S C2 U6 PR1
            b 2023-05-31 S C2 U6 PR1
            c 2023-05-01 S C2 U6 PR1 2023-05-09 E4A
            c 2023-05-20 S C2 U6 PR1
            """
        ),
        "missing": missing("a M 2023-06-01\na M 2023-06-20\nb M 2023-06-30\nb M 2023-07-01"),
    }
}


@pytest.fixture(scope="module")
def history(tmp_path_factory):
    folder = tmp_path_factory.mktemp("monthly") / "history"
    countings.derived(LIVES, folder)
    with History(folder) as opened:
        yield opened


APRIL, MAY, JUNE, JULY = (date(2023, 4, 30), date(2023, 5, 31), date(2023, 6, 30), date(2023, 7, 31))


def test_a_month_holds_its_own_events_and_each_child_once(history):
    # The year to 31 March 2024 counts 'a' once, in April; May has a, b and c, of whom c started twice.
    assert own_events(history, STARTED) == {APRIL: (1, None), MAY: (3, None)}


def test_incidents_count_each_and_children_once(history):
    assert own_events(history, INCIDENTS) == {JUNE: (3, None), JULY: (1, None)}
    assert own_events(history, MISSING) == {JUNE: (2, None), JULY: (1, None)}


def test_only_measures_of_events_have_months_of_their_own(history):
    with pytest.raises(ValueError, match="does not count the events of a year"):
        own_events(history, MEASURES["cla_number"])


def test_every_measure_has_a_way_or_a_reason():
    for measure in MEASURES.values():
        kind, why = kind_of(measure)
        assert bool(why) == (kind is Kind.NONE), measure.id
        if kind is Kind.STEPS:
            assert measure.counted is Counted.POSITIONS
        if kind is Kind.EVENTS:
            assert not measure.is_snapshot and measure.unit is not Unit.DAYS


def test_a_month_without_an_event_is_nought_and_too_few_have_no_values():
    months = list(days_between(date(2023, 4, 30), date(2024, 3, 31), "month"))
    events = {month: (6.0, None) for month in months if month.month != 8}
    assert dict(values_of_events(STARTED, events, months))[date(2023, 8, 31)] == 0
    assert values_of_events(STARTED, {months[0]: (40.0, None)}, months) is None
    assert values_of_events(STARTED, {}, []) is None


def test_a_share_needs_a_score_of_reviews_in_the_month():
    months = list(days_between(date(2023, 4, 30), date(2024, 3, 31), "month"))
    assert values_of_events(IN_TIME, dict.fromkeys(months, (18.0, 20.0)), months) == [
        (month, 90.0) for month in months
    ]
    assert values_of_events(IN_TIME, dict.fromkeys(months, (18.0, 19.0)), months) is None
    many = dict.fromkeys(months, (60.0, 80.0)) | {months[3]: (0.0, 0.0)}
    assert values_of_events(IN_TIME, many, months) is None  # a month of nobody is no share


def test_the_year_ending_on_a_day_must_not_be_charted_and_here_is_why():
    # Twelve months of one event each, then one of 40: the year's figure stays up for a year, and falls when it leaves.
    own = [4.0] * 24 + [40.0] + [4.0] * 12
    rolling = [sum(own[at - 11 : at + 1]) for at in range(11, len(own))]
    days = list(days_between(date(2021, 4, 30), date(2024, 4, 30), "month"))
    right = process_behaviour(list(zip(days, own, strict=True)))
    wrong = process_behaviour(list(zip(days[11:], rolling, strict=True)))
    assert len(right.signals) == 1 and len(wrong.signals) > 5


def test_a_step_is_from_one_month_to_the_next():
    assert steps([(APRIL, 10.0), (MAY, 12.0), (JUNE, 9.0)]) == [(MAY, 2.0), (JUNE, -3.0)]
    assert steps([]) == []
