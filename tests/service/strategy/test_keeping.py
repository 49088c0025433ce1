"""A plan kept whole and read again, which strategy is in force, who moves a measure, and what the database refuses."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from sufficiency.demo.plan import plan, plan_before
from sufficiency.documents.plan import Rating as Word
from sufficiency.service.access.roles import Role
from sufficiency.service.access.rules import NotAllowed
from sufficiency.service.audit.models import Line, What
from sufficiency.service.strategy import actions, queries
from sufficiency.service.strategy.keeping import keep_plan
from sufficiency.service.strategy.made_up import give_made_up_plan
from sufficiency.service.strategy.models import (
    Action,
    Indicator,
    Milestone,
    Priority,
    Rating,
    Statement,
    Strategy,
)
from sufficiency.service.strategy.proposing import Proposal
from sufficiency.vocabulary.authorities import FAIRMERE

ON = date(2025, 6, 30)


def kept(one=None, by=None, authority=FAIRMERE.code) -> Strategy:
    return keep_plan(plan=one or plan(2025), authority=authority, by=by, source="for a test")


def with_no_accounts(one):
    return replace(one, actions=tuple(replace(action, lead_account="") for action in one.actions))


@pytest.fixture
def strategy(db) -> Strategy:
    return kept(with_no_accounts(plan(2025)))


@pytest.mark.parametrize("made", [plan, plan_before])
def test_a_plan_that_is_kept_is_read_again_as_it_was_but_for_what_is_late(db, made):
    one = with_no_accounts(made(2025))
    again = queries.plan_of(kept(one), ON)
    late = {action.number for action in again.actions if action.overdue}
    assert replace(again, actions=tuple(replace(action, overdue=False) for action in again.actions)) == one
    assert late == ({"1.1", "1.4", "3.2", "3.3", "4.2", "5.1", "6.2"} if made is plan else set())


def test_on_an_earlier_day_nothing_is_told_that_was_said_later(strategy):
    first = queries.plan_of(strategy, date(2025, 1, 31)).actions[0]
    assert (
        [one.rating for one in first.ratings] == [Word.GREEN] and first.notes == () and first.evidence == ()
    )
    assert not first.overdue


def test_a_kept_plan_is_one_line_of_the_audit(db, person):
    commissioner = person(Role.COMMISSIONER)
    made = kept(with_no_accounts(plan(2025)), by=commissioner)
    (line,) = Line.objects.filter(what=What.LOADED)
    assert line.person == commissioner and str(made) in line.thing and line.told["actions"] == 22


def test_a_title_or_a_first_day_that_another_has_is_refused_and_nothing_is_kept(strategy):
    again = with_no_accounts(plan(2025))
    for one, told in ((again, "already"), (replace(again, title="Another"), "begins on 1 April 2024 too")):
        with pytest.raises(actions.Refused, match=told):
            kept(one)
    assert Strategy.objects.count() == 1
    assert kept(replace(again, title="Another", draft=True)).draft


def test_an_account_that_is_not_there_is_refused(db):
    with pytest.raises(actions.Refused, match="Nobody here has the account “commissioner”"):
        kept(plan(2025))
    assert not Strategy.objects.exists()


def test_in_force_is_the_one_that_began_last_of_those_that_are_no_drafts(strategy):
    older = kept(with_no_accounts(plan_before(2025)))
    kept(replace(with_no_accounts(plan(2025)), title="Draft", starts=date(2025, 1, 1), draft=True))
    assert queries.in_force(FAIRMERE.code, ON) == strategy
    assert queries.in_force(FAIRMERE.code, date(2023, 1, 1)) == older
    assert queries.in_force(FAIRMERE.code, date(2019, 1, 1)) is None
    assert queries.in_force("E10000016", ON) is None


def test_papers_get_the_strategy_in_force_or_the_one_named_and_no_usernames(strategy, person):
    Action.objects.filter(number="1.1").first()
    officer = person(Role.FOSTERING_MANAGER)
    action = strategy.actions.get(number="1.1")
    action.lead_person = officer
    action.save()
    older = kept(with_no_accounts(plan_before(2025)))
    found = queries.plan_for_papers(FAIRMERE.code, ON)
    assert (
        found.title == strategy.title
        and len(found.actions) == 22
        and not any(one.lead_account for one in found.actions)
    )
    named = queries.plan_for_papers(FAIRMERE.code, ON, older.pk)
    assert named.priorities_called == "challenge" and [len(one.measures) for one in named.priorities] == [
        1,
        1,
        4,
        2,
    ]
    assert queries.plan_for_papers("E10000016", ON) is None
    assert queries.plan_for_papers("E10000016", ON, older.pk) is None


def test_who_is_moving_a_measure_and_how_many_are_late_take_a_query_each(planned):
    with CaptureQueriesContext(connection) as asked:
        moving = queries.who_is_moving("inhouse_foster_pct")
        late = queries.number_overdue()
    assert len(asked) == 2 and late == 7
    assert [(one.number, one.rating, one.lead) for one in moving] == [("1.1", Word.RED, "Head of fostering")]
    assert queries.who_is_moving("cla_uasc") == []


def test_of_a_made_up_authority_the_plan_is_looked_at_on_its_made_up_present(made_up):
    assert queries.day_of_the_plan() == ON


@pytest.mark.parametrize(
    "make",
    [
        lambda one: Action.objects.create(strategy=one, number="1.1", place=99, key_area="x", focus="again"),
        lambda one: Action.objects.create(strategy=one, number="9", place=99, key_area="x", focus=""),
        lambda one: Statement.objects.create(strategy=one, number=1, words="again"),
        lambda one: Priority.objects.create(strategy=one, number=1, title="again"),
        lambda one: Strategy.objects.create(authority=one.authority, title="x", starts=one.starts, ends=one.ends),
        lambda one: Strategy.objects.create(title="x", starts=one.ends, ends=one.starts),
        lambda one: Milestone.objects.create(action=one.actions.first(), place=9, words=""),
        lambda one: Indicator.objects.create(action=one.actions.first(), place=9, words="x", baseline=1.0),
        lambda one: Indicator.objects.create(action=one.actions.first(), place=9, words="x", target_on=ON),
        lambda one: Rating.objects.create(action=one.actions.first(), on=ON, rating="green", reason="", proposed="green"),
        lambda one: Rating.objects.create(action=one.actions.first(), on=ON, rating="not rated", reason="x", proposed="green"),
    ],
    ids=["number twice", "no focus", "statement twice", "priority twice", "begins twice", "ends first", "no words", "baseline without day", "day without target", "no reason", "rated as not rated"],
)  # fmt: skip
def test_the_database_itself_refuses(strategy, make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make(strategy)


def test_made_up_officers_get_their_actions_also_where_their_accounts_came_later(planned, person):
    officer = person(Role.FOSTERING_MANAGER, username="fostering")
    assert give_made_up_plan(2025) == 0 and not planned.actions.filter(lead_person=officer).exists()
    officer.made_up = True
    officer.save()
    assert give_made_up_plan(2025) == 0
    assert [one.number for one in planned.actions.filter(lead_person=officer)] == ["1.1", "1.2", "4.3"]


GREEN = Proposal(Word.GREEN, ("Nothing is late",))


def rate(action: Action, by, rating=Word.AMBER, reason="Staff left", on=ON):
    return actions.rate(action=action, on=on, rating=rating, reason=reason, proposal=GREEN, by=by)


def test_a_rating_needs_a_reason_keeps_what_was_proposed_and_those_before_it(strategy, person):
    analyst, action = person(Role.PERFORMANCE_ANALYST), strategy.actions.get(number="1.3")
    for empty in ("", "  "):
        with pytest.raises(actions.Refused, match="Say why the action is amber. The rule proposes green."):
            rate(action, analyst, reason=empty)
    given = rate(action, analyst)
    assert [one.rating for one in action.ratings.all()] == ["amber", "green"]
    assert (given.proposed, given.because, given.by, given.person) == (
        "green",
        "Nothing is late",
        str(analyst),
        analyst,
    )
    line = Line.objects.order_by("-number").first()
    assert line.person == analyst and line.reason == "Staff left" and line.told["added"]["rating"] == "amber"
    with pytest.raises(actions.Refused, match="was rated on 30 June 2025 already"):
        rate(action, analyst, on=date(2025, 6, 29))


def test_the_lead_officer_reports_on_the_own_action_and_on_nobody_elses(strategy, person):
    officer = person(Role.FOSTERING_MANAGER)
    own, other = strategy.actions.get(number="1.1"), strategy.actions.get(number="1.2")
    own.lead_person = officer
    own.save()
    rate(own, officer)
    actions.add_note(action=own, on=ON, words="Six more apply", by=officer)
    actions.add_evidence(action=own, on=ON, words="Report", link="", by=officer)
    for refused in (
        lambda: rate(other, officer),
        lambda: actions.add_note(action=other, on=ON, words="x", by=officer),
        lambda: actions.add_evidence(action=other, on=ON, words="x", link="", by=officer),
        lambda: actions.save_milestone(action=own, milestone=None, fields={"words": "x"}, by=officer),
        lambda: actions.take_out(thing=own.milestones.first(), by=officer),
    ):
        with pytest.raises(NotAllowed):
            refused()
    assert other.ratings.count() == 2 and own.notes.count() == 3


@pytest.mark.parametrize(
    "role", [Role.ELECTED_MEMBER, Role.FINANCE, Role.PROVIDER, Role.SYSTEM_ADMINISTRATOR]
)
def test_nobody_else_changes_the_plan(strategy, person, role):
    somebody, action = person(role), strategy.actions.first()
    for change in (
        lambda: actions.save_strategy(strategy=strategy, authority="", fields={"title": "x"}, by=somebody),
        lambda: actions.save_action(strategy=strategy, action=action, fields={"focus": "x", "statements": []}, by=somebody),
        lambda: rate(action, somebody),
        lambda: kept(replace(plan_before(2025), title="x"), by=somebody),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            change()
    strategy.refresh_from_db()
    assert strategy.title.startswith("A home that fits") and Strategy.objects.count() == 1


def test_a_change_tells_the_audit_what_was_and_what_is_and_no_change_tells_nothing(strategy, person):
    director, milestone = (
        person(Role.DIRECTOR),
        strategy.actions.get(number="4.2").milestones.get(words="Houses found"),
    )
    fields = {"words": milestone.words, "due": milestone.due, "due_words": "", "done": ON}
    before = Line.objects.count()
    actions.save_milestone(action=milestone.action, milestone=milestone, fields=fields, by=director)
    line = Line.objects.order_by("-number").first()
    assert (
        line.told["fields"] == {"done": [None, "2025-06-30"]}
        and "milestone of action 4.2 changed" in line.thing
    )
    actions.save_milestone(action=milestone.action, milestone=milestone, fields=fields, by=director)
    assert Line.objects.count() == before + 1


def test_an_i_statement_that_an_action_serves_is_not_taken_away(strategy, person):
    director = person(Role.DIRECTOR)
    lines = [one.words for one in strategy.statements.all()]
    with pytest.raises(actions.Refused, match="I statement 10 is served by action 6.1, 6.2, 6.3"):
        actions.save_strategy(strategy=strategy, authority="", fields={"statements": lines[:9]}, by=director)
    changed = [*lines[:9], "I am ready.", "I have somebody."]
    actions.save_strategy(strategy=strategy, authority="", fields={"statements": changed}, by=director)
    assert [one.words for one in strategy.statements.all()] == changed
    assert strategy.actions.get(number="6.3").statements.filter(words="I am ready.").exists()


def test_what_cannot_be_is_refused_in_a_sentence_and_not_by_a_broken_page(strategy, person):
    director = person(Role.DIRECTOR)
    fields = {"number": "1.1", "key_area": "x", "focus": "x", "statements": []}
    with pytest.raises(actions.Refused) as refused:
        actions.save_action(strategy=strategy, action=None, fields=fields, by=director)
    assert refused.value.sentences == ["This strategy has an action of this number already. Give it another."]
