"""People who write one plan at the same moment, each with a connection of their own: the second sees the first's."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sufficiency.demo.plan import plan
from sufficiency.documents.plan import Rating as Word
from sufficiency.service.access.roles import Role
from sufficiency.service.audit.models import Line
from sufficiency.service.strategy import actions, updating
from sufficiency.service.strategy.models import Milestone, Priority, Strategy
from tests.service.at_once import before_the_audit, meanwhile
from tests.service.strategy.test_keeping import GREEN, kept, with_no_accounts

pytestmark = pytest.mark.django_db(transaction=True)
ON = date(2025, 6, 30)


@pytest.fixture
def strategy(transactional_db) -> Strategy:
    return kept(with_no_accounts(plan(2025)))


@pytest.fixture
def analyst(person):
    return person(Role.PERFORMANCE_ANALYST)


def words_of(milestone: Milestone, **other) -> dict:
    return {name: getattr(milestone, name) for name in ("words", "due", "due_words", "done")} | other


def refused(came_to) -> bool:
    assert isinstance(came_to, actions.Refused), came_to
    return True


def test_levers_written_by_two_at_once_are_not_kept_twice(strategy, analyst):
    mark = actions.mark_of(strategy)

    def write(line: str):
        return lambda: actions.save_strategy(
            strategy=strategy, authority="", fields={"levers": ["Commissioning", line]}, seen=mark, by=analyst
        )

    second = meanwhile(write("Mine"), write("No, mine"))
    assert refused(second) and "after you opened the page" in str(second)
    assert [one.words for one in strategy.levers.all()] == ["Commissioning", "Mine"]


def test_measures_of_a_priority_chosen_by_two_at_once_are_those_of_one_of_them(strategy, analyst):
    priority = strategy.priorities.first()

    def choose(*measures: str):
        fields = {"number": priority.number, "title": priority.title, "words": priority.words, "measures": measures}  # fmt: skip
        return lambda: actions.save_priority(
            strategy=strategy, priority=Priority.objects.get(pk=priority.pk), fields=fields, by=analyst
        )

    last = meanwhile(choose("moves", "children_in_care"), choose("children_in_care", "moves"))
    assert not isinstance(last, Exception), last
    assert [one.measure for one in priority.measures.all()] == ["children_in_care", "moves"]


def test_a_change_to_what_was_just_taken_out_does_not_bring_it_back(strategy, analyst):
    milestone = Milestone.objects.first()
    again = Milestone.objects.get(pk=milestone.pk)
    late = meanwhile(
        lambda: actions.take_out(thing=milestone, by=analyst),
        lambda: actions.save_milestone(
            action=again.action, milestone=again, fields=words_of(again, done=ON), by=analyst
        ),
    )
    assert refused(late) and "took this milestone out a moment ago" in str(late)
    assert not Milestone.objects.filter(pk=again.pk).exists()


def test_what_two_take_out_at_once_is_taken_out_once(strategy, analyst):
    first, second = Milestone.objects.first(), Milestone.objects.first()
    late = meanwhile(
        lambda: actions.take_out(thing=first, by=analyst), lambda: actions.take_out(thing=second, by=analyst)
    )
    assert refused(late) and Line.objects.filter(thing__startswith="milestone taken out").count() == 1


def test_taking_out_and_changing_at_once_do_not_wait_for_each_other_for_ever(strategy, analyst):
    milestone = Milestone.objects.first()
    fields = words_of(milestone, done=ON)
    saved, late = before_the_audit(
        lambda: actions.save_milestone(
            action=milestone.action, milestone=milestone, fields=fields, by=analyst
        ),
        lambda: actions.take_out(thing=Milestone.objects.get(pk=milestone.pk), by=analyst),
    )
    assert saved.done == ON and not isinstance(late, Exception), late


def test_a_milestone_done_while_somebody_has_its_page_open_stays_done(strategy, analyst):
    milestone = Milestone.objects.filter(done=None).first()
    mark, words = actions.mark_of(milestone), words_of(milestone, words="In other words")
    actions.save_milestone(action=milestone.action, milestone=milestone, fields=words_of(milestone, done=ON), by=analyst)  # fmt: skip
    with pytest.raises(actions.Refused, match="after you opened the page"):
        actions.save_milestone(action=milestone.action, milestone=milestone, fields=words, seen=mark, by=analyst)  # fmt: skip
    assert Milestone.objects.get(pk=milestone.pk).done == ON


def test_an_action_does_not_serve_a_statement_that_is_being_taken_away(strategy, analyst):
    lines = [one.words for one in strategy.statements.all()]
    added = actions.save_strategy(strategy=strategy, authority="", fields={"statements": [*lines, "I am heard."]}, by=analyst)  # fmt: skip
    action, newest = strategy.actions.first(), added.statements.last()
    late = meanwhile(
        lambda: actions.save_strategy(
            strategy=strategy, authority="", fields={"statements": lines}, by=analyst
        ),
        lambda: actions.save_action(
            strategy=strategy, action=action, fields={"statements": [newest]}, by=analyst
        ),
    )
    assert refused(late) and "took an I statement out a moment ago" in str(late)


def test_a_milestone_added_while_a_workbook_is_loaded_is_not_passed_over(strategy, analyst):
    sent = replace(with_no_accounts(plan(2025)), vision="Another vision")
    mark = updating.proposed(strategy, sent).mark
    action = strategy.actions.first()
    late = meanwhile(
        lambda: actions.save_milestone(
            action=action, milestone=None, fields={"words": "One more"}, by=analyst
        ),
        lambda: updating.update_plan(strategy=strategy, plan=sent, mark=mark, by=analyst, details={}),
    )
    assert refused(late) and "changed after its changes were shown" in str(late)
    assert action.milestones.filter(words="One more").exists()


def test_of_two_who_rate_at_once_none_comes_before_the_latest(strategy, analyst):
    action = strategy.actions.get(number="1.3")

    def rate(on: date):
        return lambda: actions.rate(action=action, on=on, rating=Word.AMBER, reason="Staff left", proposal=GREEN, by=analyst)  # fmt: skip

    late = meanwhile(rate(ON), rate(ON - timedelta(days=1)))
    assert refused(late) and "was rated on 30 June 2025 already" in str(late)
