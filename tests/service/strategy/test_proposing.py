"""The rule that proposes a rating: what it says of plain cases, and what can never happen whatever the plan says."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sufficiency.documents.plan import Indicator, Milestone, Rating
from sufficiency.service.strategy.proposing import Reading, Tracked, propose, track, trajectory

TODAY = date(2025, 6, 30)
WORSE = [Rating.COMPLETE, Rating.GREEN, Rating.AMBER, Rating.RED]
STABILITY = Indicator(
    "Three or more homes", "three_plus_placements_pct", 12.0, date(2024, 3, 31), 9.0, date(2027, 3, 31)
)


def due(days: int, done: date | None = None) -> Milestone:
    """A milestone that is overdue by some days today."""
    return Milestone("Contract awarded", TODAY - timedelta(days), done=done)


def reading(value: float, **parts) -> Reading:
    return Reading(date(2025, 3, 31), value, **parts)


@pytest.mark.parametrize(
    ("days", "rating"),
    [(-30, Rating.GREEN), (0, Rating.GREEN), (1, Rating.AMBER), (28, Rating.AMBER), (29, Rating.RED)],
)
def test_a_milestone_turns_amber_on_the_day_after_and_red_after_28_days(days, rating):
    assert propose([due(days)], [], TODAY).rating is rating


def test_the_trajectory_is_a_straight_line_that_stays_at_the_target():
    assert trajectory(STABILITY, date(2024, 3, 31)) == 12.0
    assert trajectory(STABILITY, date(2025, 3, 31)) == pytest.approx(11.0, abs=0.01)
    assert trajectory(STABILITY, date(2027, 3, 31)) == trajectory(STABILITY, date(2030, 1, 1)) == 9.0
    assert trajectory(STABILITY, date(2020, 1, 1)) == 12.0


def test_a_target_without_a_day_holds_at_once_and_one_without_a_baseline_from_its_day_on():
    assert trajectory(replace(STABILITY, target_on=None), TODAY) == 9.0
    no_baseline = replace(STABILITY, baseline=None, baseline_on=None)
    assert trajectory(no_baseline, TODAY) is None and trajectory(no_baseline, date(2027, 3, 31)) == 9.0


def test_a_share_is_clearly_behind_where_the_trajectory_is_outside_the_range_of_chance():
    """The trajectory is 11%. Of 100 children 13 leave it within reach; of 3,000 the same share does not."""
    few = track(Tracked(STABILITY, reading(13.0, numerator=13, denominator=100)))
    many = track(Tracked(STABILITY, reading(13.0, numerator=390, denominator=3_000)))
    assert (few.behind, few.clearly, few.word) == (True, False, "Slightly behind")
    assert (many.behind, many.clearly, many.word) == (True, True, "Behind")


def test_a_number_is_clearly_behind_beyond_1_96_roots_and_money_beyond_a_tenth():
    homes = Indicator("Children in homes", "residential_number", 51.0, date(2024, 3, 31), 51.0, None)
    assert not track(Tracked(homes, reading(64.0, counts=True), "low")).clearly  # 13 above; 1.96 √64 is 15.7
    assert track(Tracked(homes, reading(70.0, counts=True), "low")).clearly  # 19 above; 1.96 √70 is 16.4
    cost = Indicator("Weekly cost", "unit_cost_residential", None, None, 5_000.0, None)
    assert not track(Tracked(cost, reading(5_500.0), "low")).clearly
    assert track(Tracked(cost, reading(5_501.0), "low")).clearly


def test_what_cannot_be_judged_is_not_rated_and_a_figure_alone_tells_nothing():
    assert propose([], [], TODAY).rating is Rating.NOT_RATED
    assert propose([Milestone("Talk", due_words="ongoing")], [], TODAY).rating is Rating.NOT_RATED
    no_target = Tracked(replace(STABILITY, target=None, target_on=None), reading(30.0))
    assert propose([], [no_target], TODAY).rating is Rating.NOT_RATED


def test_complete_takes_every_milestone_done_and_no_measure_short_of_its_target():
    done = due(10, done=TODAY)
    assert propose([done], [], TODAY).rating is Rating.COMPLETE
    assert propose([done], [Tracked(STABILITY, reading(9.0))], TODAY).rating is Rating.COMPLETE
    assert propose([done], [Tracked(STABILITY, reading(10.5))], TODAY).rating is Rating.GREEN
    assert propose([replace(done, done=TODAY + timedelta(1))], [], TODAY).rating is Rating.AMBER, (
        "not yet done"
    )


def test_the_reasons_name_what_is_late_and_what_is_behind():
    found = propose([due(91)], [Tracked(STABILITY, reading(20.0, numerator=200, denominator=1_000))], TODAY)
    assert found.because == (
        "“Contract awarded” is 91 days overdue",
        "“Three or more homes” is clearly behind its trajectory",
    )


days = st.dates(date(2023, 1, 1), date(2028, 1, 1))
milestones = st.lists(
    st.builds(Milestone, st.just("Step"), due=st.none() | days, done=st.none() | days), max_size=4
)
values = st.floats(0, 1_000)


@st.composite
def tracked(draw) -> Tracked:
    since = draw(days)
    baseline = draw(st.none() | values)
    indicator = Indicator(
        "Measure",
        "",
        baseline,
        since if baseline is not None else None,
        draw(st.none() | values),
        draw(st.none() | st.just(since + timedelta(draw(st.integers(1, 900))))),
    )
    if indicator.target is None:
        indicator = replace(indicator, target_on=None)
    bottom = draw(st.integers(1, 500))
    top = draw(st.integers(0, bottom))
    share = Reading(draw(days), 100 * top / bottom, top, bottom)
    number = Reading(draw(days), draw(values), counts=draw(st.booleans()))
    return Tracked(
        indicator,
        draw(st.sampled_from([None, share, number])),
        draw(st.sampled_from(["high", "low", "neither"])),
    )


plans = st.tuples(milestones, st.lists(tracked(), max_size=3))


def badness(rating: Rating) -> int:
    return WORSE.index(rating)


@given(plans, days)
def test_every_proposal_has_a_reason(plan, on):
    found = propose(*plan, on)
    assert found.because and all(found.because)


@given(plans, days, st.integers(0, 3))
def test_doing_a_milestone_never_makes_the_proposal_worse(plan, on, place):
    steps, indicators = plan
    before = propose(steps, indicators, on).rating
    if place >= len(steps) or before is Rating.NOT_RATED:
        return
    better = [replace(one, done=on) if number == place else one for number, one in enumerate(steps)]
    assert badness(propose(better, indicators, on).rating) <= badness(before)


@given(plans, days, st.integers(1, 200))
def test_one_more_overdue_milestone_never_makes_it_better_and_the_longer_the_worse(plan, on, days_late):
    steps, indicators = plan
    before = propose(steps, indicators, on).rating
    late = propose([*steps, Milestone("Late", on - timedelta(days_late))], indicators, on).rating
    later = propose([*steps, Milestone("Late", on - timedelta(days_late + 1))], indicators, on).rating
    assert badness(later) >= badness(late) >= badness(Rating.AMBER)
    assert before is Rating.NOT_RATED or badness(late) >= badness(before)


@given(tracked(), st.floats(0, 500), days)
def test_a_better_figure_never_makes_it_worse(one, by, on):
    if one.now is None or one.now.denominator:
        return
    from sufficiency.service.strategy.proposing import wanted

    better = replace(one, now=replace(one.now, value=max(one.now.value + by * wanted(one), 0.0)))
    before, after = (propose([], [each], on).rating for each in (one, better))
    assert before is Rating.NOT_RATED or badness(after) <= badness(before)


@given(tracked(), days)
def test_the_trajectory_lies_between_baseline_and_target(one, on):
    indicator, found = one.indicator, trajectory(one.indicator, on)
    if found is not None and indicator.baseline is not None:
        low, high = sorted((indicator.baseline, indicator.target))
        assert low - 1e-6 <= found <= high + 1e-6
