"""The made-up authority's strategies have the shape of those that councils publish, and are whole."""

from datetime import timedelta

import pytest

from sufficiency.demo.plan import PRESENT, day, plan, plan_before
from sufficiency.documents.plan import Rating
from sufficiency.measures.catalogue import catalogue
from sufficiency.service.strategy.sheets import wrong_with_text

BOTH = pytest.mark.parametrize("made", [plan, plan_before])


def test_the_strategy_in_force_has_22_actions_in_six_key_areas_and_ten_i_statements():
    one = plan(2025)
    assert len(one.actions) == 22 and len(one.key_areas) == len(one.priorities) == 6
    assert [statement.number for statement in one.statements] == list(range(1, 11))
    assert {number for action in one.actions for number in action.statements} == set(range(1, 11))
    assert tuple(priority.title for priority in one.priorities) == one.key_areas


def test_the_one_before_has_four_challenges_and_eight_measures_each_with_an_action():
    one = plan_before(2025)
    reported = [measure for priority in one.priorities for measure in priority.measures]
    assert one.priorities_called == "challenge" and len(one.priorities) == 4 and len(reported) == 8
    assert [action.indicators[0].measure for action in one.actions] == reported


@BOTH
def test_every_measure_is_one_of_the_catalogue_and_every_text_may_stand_in_a_workbook(made):
    one = made(2025)
    measures = {indicator.measure for action in one.actions for indicator in action.indicators}
    measures |= {measure for priority in one.priorities for measure in priority.measures}
    assert measures - {""} <= set(catalogue())
    texts = [one.title, one.vision, one.duty, *one.levers, *one.success]
    for action in one.actions:
        texts += [action.focus, action.lead, action.financial_implication, action.resources, action.risks]
        texts += [
            part.words for part in (*action.milestones, *action.indicators, *action.notes, *action.evidence)
        ]
        texts += [rated.reason for rated in action.ratings]
    assert [text for text in texts if wrong_with_text(text)] == []


@BOTH
def test_every_action_is_rated_with_a_reason_by_the_made_up_present_and_nothing_is_said_after_it(made):
    one = made(2025)
    for action in one.actions:
        assert (
            action.lead and action.milestones and action.indicators and action.rating is not Rating.NOT_RATED
        )
        said = [*action.ratings, *action.notes, *action.evidence]
        assert all(part.on <= one.on for part in said) and all(rated.reason for rated in action.ratings)
        assert list(action.ratings) == sorted(action.ratings, key=lambda rated: rated.on, reverse=True)
        assert all(milestone.done is None or milestone.done <= one.on for milestone in action.milestones)


def test_the_plan_has_actions_of_every_rating_some_that_differ_from_the_rule_and_some_that_are_late():
    one = plan(2025)
    assert {action.rating for action in one.actions} == {Rating.GREEN, Rating.AMBER, Rating.RED}
    assert sum(action.ratings[0].rating != action.ratings[0].proposed for action in one.actions) == 6
    late = [
        action
        for action in one.actions
        for step in action.milestones
        if step.due and not step.done and step.due < one.on
    ]
    assert len(late) == 7


def test_its_days_move_with_the_last_year():
    earlier, later = plan(2024), plan(2025)
    assert later.on == day(PRESENT, 2025) and (later.on - earlier.on) == timedelta(365)
    assert later.actions[0].milestones[0].due.year == earlier.actions[0].milestones[0].due.year + 1
