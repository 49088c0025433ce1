"""The words of the measure language: what a definition may say, and what it may not."""

import pkgutil
from importlib import import_module

import pytest
from ibis import _

from sufficiency.measures import BREAKDOWNS, MEASURES, annex_a, definitions
from sufficiency.measures.definitions import FIRST_MEASURES
from sufficiency.measures.language import (
    ALL_OF_A_CHILD,
    Counted,
    Unit,
    average,
    by_all_but,
    change,
    count,
    percent,
    rate,
)

WORDS = {
    "id": "children_in_orchards",
    "title": "Children in orchards",
    "question": "How many children live in an orchard?",
    "why": "Apples.",
    "theme": "Where children live",
    "counted": Counted.POSITIONS,
    "source": "made up",
    "how_counted": ("Children looked after who live in an orchard.",),
}


def test_a_count_has_no_denominator():
    measure = count(of=_.placement_type == "foster", **WORDS)
    assert measure.unit is Unit.CHILDREN
    assert not measure.has_denominator


def test_a_percentage_has_a_denominator_and_a_numerator_within_it():
    measure = percent(of=_.long_term, those=_.stable, **WORDS)
    assert measure.unit is Unit.PERCENT
    assert measure.has_denominator


def test_a_percentage_must_say_which_are_the_ones_in_question():
    with pytest.raises(TypeError, match="those"):
        percent(**WORDS)


def test_an_average_must_say_what_it_is_an_average_of():
    with pytest.raises(TypeError, match="amount"):
        average(**WORDS)


def test_a_rate_is_not_broken_down_because_the_population_is_not():
    assert rate(**WORDS).breakdowns == ()


def test_a_breakdown_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="no breakdown is called 'shoe_size'"):
        count(breakdowns=("shoe_size",), **WORDS)
    with pytest.raises(ValueError, match="shoe_size"):
        by_all_but("shoe_size")


def test_good_is_high_low_or_neither():
    with pytest.raises(ValueError, match="high, low or neither"):
        count(good="up", **WORDS)


@pytest.mark.parametrize(
    ("counted", "months"),
    [
        (Counted.POSITIONS, None),
        (Counted.CARE_LEAVERS, None),
        (Counted.YEAR, 12),
        (Counted.FIRST_OF_YEAR, 12),
        (Counted.LAST_OF_YEAR, 12),
        (Counted.EVERY_OF_YEAR, 12),
        (Counted.IN_CARE_IN_YEAR, 12),
        (Counted.LAST_OF_THREE_YEARS, 36),
    ],
)
def test_a_snapshot_has_no_period_and_the_others_say_how_long_theirs_is(counted, months):
    measure = count(**(WORDS | {"counted": counted}))
    assert measure.months == months
    assert measure.is_snapshot == (months is None)


def test_all_of_a_child_are_the_breakdowns_that_hold_on_any_day_in_care():
    of_some_alone = {"ceased_reason", "activity", "plan_duration"}
    assert set(ALL_OF_A_CHILD) == set(BREAKDOWNS) - of_some_alone


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda measure: measure.id)
def test_every_definition_can_be_read_by_a_councillor(measure):
    assert measure.question.endswith("?")
    for sentence in (measure.why, *measure.how_counted, *measure.decided):
        assert sentence[0].isupper() and sentence.endswith("."), sentence
    assert measure.how_counted and measure.source and measure.theme and measure.tables


def test_a_change_is_of_children_looked_after_on_a_day():
    measure = change(**(WORDS | {"breakdowns": ("sex",)}))
    assert measure.is_change and measure.is_snapshot and measure.has_denominator
    with pytest.raises(
        ValueError, match="children_in_orchards: a change is of children looked after on a day"
    ):
        change(**(WORDS | {"counted": Counted.YEAR}))
    with pytest.raises(ValueError, match="a rise is 1 or -1"):
        change(rise_is=0, **WORDS)


def test_no_two_measures_have_one_id():
    told = [
        measure.id
        for room in pkgutil.iter_modules(definitions.__path__)
        for measure in import_module(f"{definitions.__name__}.{room.name}").MEASURES
    ]
    assert len(told) == len(set(told)) and set(told) <= set(MEASURES)
    assert not set(told) & {measure.id for measure in annex_a.MEASURES}


def test_the_first_measures_are_all_there():
    asked = """cla_number cla_rate_10k cla_started started_16plus_pct cla_ceased ceased_adopted_pct ceased_sgo_pct
    ceased_returned_home_pct foster_number foster_pct inhouse_foster_pct ifa_pct friends_family_pct
    residential_number three_plus_placements_pct long_term_stability_pct over_20_miles_pct adoptions
    placement_orders a1_days_3yr a10_days_3yr a2_days_3yr cla_reviews_in_time_pct review_participation_pct
    health_assessment_pct dental_pct immunisations_pct sdq_pct substance_intervention_pct cl_in_touch_pct cl_eet_pct
    cl_suitable_accommodation_pct missing_episodes missing_children"""
    assert set(FIRST_MEASURES) == set(asked.split()) <= set(MEASURES)
