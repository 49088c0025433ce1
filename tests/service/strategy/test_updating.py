"""A workbook of a strategy that is kept: shown first, done as shown, and nothing that was said is lost."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings

from sufficiency.documents.plan import Evidence, Indicator, Milestone, Note, PlannedAction, Rated, Rating
from sufficiency.service.access.roles import Role
from sufficiency.service.access.rules import NotAllowed
from sufficiency.service.audit.models import Line
from sufficiency.service.strategy import models, queries, updating
from sufficiency.service.strategy.actions import Refused
from sufficiency.service.strategy.building import plan_from
from sufficiency.service.strategy.changes import (
    Did,
    as_it_would_be,
    as_written,
    changes_between,
    makes_any,
)
from sufficiency.service.strategy.writing import as_workbook
from tests.service.reading import text_of
from tests.service.strategy.test_workbook import some_plans

DAY = date(2025, 6, 30)


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(some_plans(), some_plans())
def test_a_plan_loaded_over_another_is_there_whole_and_loading_it_again_changes_nothing(held, sent):
    assert changes_between(held, held) == []
    now = as_it_would_be(held, sent)
    assert {one.number for one in now.actions} == {one.number for one in (*held.actions, *sent.actions)}
    by_number = {one.number: one for one in now.actions}
    for one in sent.actions:
        kept = by_number[one.number]
        assert replace(kept, ratings=(), notes=(), evidence=()) == replace(
            one, ratings=(), notes=(), evidence=()
        )
        for name in ("ratings", "notes", "evidence"):
            assert set(getattr(one, name)) <= set(getattr(kept, name))
    for one in held.actions:
        for name in ("ratings", "notes", "evidence"):
            assert set(getattr(one, name)) <= set(getattr(by_number[one.number], name)), "nothing is lost"
    assert not makes_any(changes_between(now, sent))
    assert makes_any(changes_between(held, sent)) == (as_written(held) != now)


def held_plan(planned):
    return queries.plan_of(models.Strategy.objects.get(pk=planned.pk), date.max)


def edited(plan):
    """The plan with something changed, added and taken out of each part."""
    actions = list(plan.actions)
    first, second = actions[0], actions[1]
    late, *others = first.milestones
    actions[0] = replace(
        first,
        lead="Head of placements",
        statements=first.statements[:-1],
        milestones=(replace(late, done=DAY), *others, Milestone("Tell the board", due=date(2025, 12, 1))),
        indicators=(replace(first.indicators[0], target=71.5), *first.indicators[1:]),
        ratings=(Rated(Rating.AMBER, DAY, "Catching up", "Head of placements"), *first.ratings),
        notes=(Note(DAY, "Two more homes are open", "Head of placements"), *first.notes),
        evidence=(Evidence(DAY, "The register", "Head of placements"), *first.evidence),
    )
    actions[1] = replace(second, milestones=second.milestones[1:], risks="")
    new = PlannedAction("9.1", "Another area", "Open a home by the sea", statements=(1,),
                        indicators=(Indicator("Children near home", "cla_number"),))  # fmt: skip
    actions = [actions[1], actions[0], *actions[2:], new]
    return replace(
        plan,
        title="A home that fits, again",
        vision="Every child at home nearby.",
        success=plan.success[1:],
        levers=(*plan.levers, "Neighbours who foster"),
        priorities=(replace(plan.priorities[0], measures=("cla_number",)), *plan.priorities[1:]),
        statements=(replace(plan.statements[0], words="I am listened to."), *plan.statements[1:]),
        actions=tuple(actions),
    )


def reworded(plan):
    """The plan with a milestone of action 1.2 put otherwise."""
    first, second, *others = plan.actions
    one, *rest = second.milestones
    second = replace(second, milestones=(replace(one, words=f"{one.words} again"), *rest))
    return replace(plan, actions=(first, second, *others))


@pytest.fixture
def director(signed_in, planned):
    return signed_in(Role.DIRECTOR)


def sent(client, plan):
    return client.post("/plan/load", {"file": SimpleUploadedFile("plan.xlsx", as_workbook(plan))})


def seen_on(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return re.search(r'name="seen" value="([^"]+)"', answer.content.decode())[1]


def test_a_plan_taken_out_edited_and_loaded_is_the_edited_one(director, planned):
    wanted = edited(held_plan(planned))
    answer = sent(director, wanted)
    page = text_of(answer)
    for words in ("Action 1.1, lead officer", "Head of placements", "Action 9.1", "Neighbours who foster", "Action 1.1, I statements",
                  "Actions, order", "Strategy, vision", "Rating of action 1.1", "Make these changes"):  # fmt: skip
        assert words in page, words
    assert as_written(held_plan(planned)) != as_written(wanted), "nothing is changed by looking"
    kept = {one.pk for one in models.Milestone.objects.filter(action__strategy=planned)}

    assert director.post("/plan/load", {"seen": seen_on(answer)}).status_code == 302
    assert as_written(held_plan(planned)) == as_written(wanted)
    again = {one.pk for one in models.Milestone.objects.filter(action__strategy=planned)}
    assert len(kept - again) == 1, "what is changed keeps its row"
    line = Line.objects.filter(thing__startswith="strategy changed from a workbook").get()
    assert "Head of placements" in str(line.details) and line.person == director.person
    assert "Nothing would change" in text_of(sent(director, wanted))


def test_what_is_not_in_the_workbook_is_told_and_stays(director, planned):
    held = held_plan(planned)
    gone = held.actions[3]
    assert gone.statements and held.actions[0].ratings
    first = replace(held.actions[0], ratings=(), notes=())
    shorter = replace(
        held,
        vision="Another.",
        actions=tuple(one for one in (first, *held.actions[1:]) if one is not gone),
        statements=tuple(one for one in held.statements if one.number not in gone.statements),
    )
    shorter = replace(shorter, actions=tuple(
        replace(one, statements=tuple(sorted(set(one.statements) - set(gone.statements)))) for one in shorter.actions
    ))  # fmt: skip
    answer = sent(director, shorter)
    page = text_of(answer)
    assert f"Action {gone.number} {gone.focus} It is not in the workbook. Loading deletes no action" in page
    assert (
        f"I statement {gone.statements[0]} It is not in the workbook, but an action that stays serves it."
        in page
    )
    assert page.count("What was said of an action is written once and stays.") == len(
        (*held.actions[0].ratings, *held.actions[0].notes)
    )
    assert director.post("/plan/load", {"seen": seen_on(answer)}).status_code == 302
    now = held_plan(planned)
    assert now.vision == "Another." and now.actions[3] == gone and now.statements == held.statements
    assert now.actions[0].ratings == held.actions[0].ratings and now.actions[0].notes == held.actions[0].notes


def test_of_two_people_the_second_confirms_only_what_was_shown(director, signed_in, planned):
    answer = sent(director, edited(held_plan(planned)))
    planned.actions.filter(number="2.1").update(lead="Somebody else")
    told = text_of(director.post("/plan/load", {"seen": seen_on(answer)}, follow=True))
    assert "The strategy was changed after its changes were shown to you. Nothing was loaded" in told
    assert held_plan(planned).title == planned.title
    other = signed_in(Role.COMMISSIONER)
    for text in (seen_on(answer), "nothing", seen_on(answer)[:-2]):
        assert "Load the workbook again" in text_of(other.post("/plan/load", {"seen": text}, follow=True))


def test_a_workbook_is_of_the_strategy_of_its_title_else_of_its_period(planned):
    held = held_plan(planned)
    assert updating.strategy_of(held, planned.authority) == planned
    assert updating.strategy_of(replace(held, title="Renamed"), planned.authority) == planned
    assert updating.strategy_of(replace(held, title="Renamed", draft=True), planned.authority) is None
    assert (
        updating.strategy_of(replace(held, title="Renamed", ends=date(2040, 1, 1)), planned.authority) is None
    )
    assert updating.strategy_of(held, "E09000028") is None


def test_what_cannot_stand_beside_another_strategy_is_refused_whole(director, person, planned):
    other = models.Strategy.objects.create(
        authority=planned.authority, title="Another", starts=date(2040, 1, 1), ends=date(2041, 1, 1)
    )
    answer = sent(director, replace(held_plan(planned), starts=other.starts, ends=date(2042, 1, 1)))
    assert answer.status_code == 400 and "begins on 1 January 2040 too" in text_of(answer)
    plan = replace(held_plan(planned), vision="Another.")
    found = updating.proposed(planned, plan)
    with pytest.raises(Refused, match="changed after"):
        updating.update_plan(strategy=planned, plan=plan, mark="another", by=director.person, details={})
    with pytest.raises(NotAllowed):
        updating.update_plan(
            strategy=planned, plan=plan, mark=found.mark, by=person(Role.ELECTED_MEMBER), details={}
        )
    assert held_plan(planned).vision != "Another."


def test_every_change_has_a_sentence(planned):
    held = held_plan(planned)
    wanted = plan_from("plan.xlsx", as_workbook(edited(held)), DAY)
    found = changes_between(held, wanted)
    assert {one.did for one in found} == {Did.ADDED, Did.CHANGED, Did.TAKEN_OUT}
    told = [one.sentence for one in found]
    assert f"Strategy, title: “{held.title}” becomes “A home that fits, again”" in told
    assert any(
        re.match(r"Milestone of action 1.2, “.+”, milestone: “.+” becomes “.+ again”", one)
        for one in (change.sentence for change in changes_between(held, reworded(held)))
    )
    assert "Lever: added, “Neighbours who foster”" in told
    assert any(re.match(r"Action \d\.\d, risks: “.+” becomes nothing", one) for one in told)
