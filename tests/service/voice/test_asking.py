"""Asking children and young people: links that open once, sums and nothing else, small groups that stay hidden."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from sufficiency.service.access.roles import Role
from sufficiency.service.access.rules import NotAllowed
from sufficiency.service.audit.models import Line
from sufficiency.service.recorded.models import RecordedValue
from sufficiency.service.voice import actions, queries
from sufficiency.service.voice.heard import heard_by_statement, heard_in
from sufficiency.service.voice.models import Comment, Link, Round, Tally, Wording

TODAY = timezone.localdate()


def sums(asked: Round) -> dict[int, tuple[int, ...]]:
    return {
        question.number: tuple(question.tallies.get(says=says).number for says in Tally.Says)
        for question in asked.questions.all()
    }


def test_answers_are_added_up_and_no_row_is_one_childs(asking, asker):
    first, second = actions.make_links(round=asking, number=2, by=asker)
    actions.answer(key=first, says={1: "yes", 2: "no"}, comment="", on=TODAY)
    actions.answer(key=second, says={1: "yes", 4: "sometimes"}, comment="Thank you", on=TODAY)
    assert sums(asking) == {1: (2, 0, 0), 2: (0, 0, 1), 4: (0, 1, 0)}
    assert Tally.objects.count() == 9, "three sums for each statement, however many answer"
    assert {field.name for field in Comment._meta.get_fields()} == {
        "id", "round", "words", "state", "shown_as", "reason", "read_by",
    }, "nothing of a comment leads to a link, an answer or a time"  # fmt: skip


def test_a_link_opens_once(asking, asker):
    [key] = actions.make_links(round=asking, number=1, by=asker)
    actions.answer(key=key, says={1: "yes"}, comment="", on=TODAY)
    with pytest.raises(actions.NotOpen):
        actions.answer(key=key, says={1: "no"}, comment="", on=TODAY)
    assert sums(asking)[1] == (1, 0, 0)


def test_keys_of_links_are_kept_nowhere(asking, asker):
    keys = actions.make_links(round=asking, number=3, by=asker)
    kept = str(list(Link.objects.values())) + str(list(Line.objects.values()))
    assert len(set(keys)) == 3 and not any(key in kept for key in keys)


@pytest.mark.parametrize("days", [-2, 31])
def test_a_round_asks_on_its_days_alone(asking, asker, days):
    [key] = actions.make_links(round=asking, number=1, by=asker)
    with pytest.raises(actions.NotOpen):
        actions.answer(key=key, says={1: "yes"}, comment="", on=TODAY + timedelta(days=days))


def test_a_closed_round_takes_no_answer_and_makes_no_link(asking, asker):
    [key] = actions.make_links(round=asking, number=1, by=asker)
    actions.close_round(round=asking, by=asker)
    with pytest.raises(actions.NotOpen):
        actions.answer(key=key, says={1: "yes"}, comment="", on=TODAY)
    with pytest.raises(actions.Refused, match="closed"):
        actions.make_links(round=asking, number=1, by=asker)
    with pytest.raises(actions.Refused, match="closed already"):
        actions.close_round(round=asking, by=asker)


def test_nothing_is_shown_while_a_round_asks(asking, asker):
    for key in actions.make_links(round=asking, number=9, by=asker):
        actions.answer(key=key, says={1: "yes"}, comment="", on=TODAY)
    assert [one.answers for one in heard_in(asking)] == [None, None, None]


def test_what_fewer_said_than_the_round_sets_is_never_shown(heard):
    closed = heard(({1: "yes", 2: "yes"}, 5), ({1: "no", 4: "no"}, 1))
    assert [(one.number, one.answers, one.agree) for one in heard_in(closed)] == [
        (1, 6, 5), (2, None, None), (4, None, None),
    ]  # fmt: skip


def test_what_was_heard_becomes_the_recorded_series_of_i_statements(heard):
    closed = heard(({1: "yes"}, 8), ({1: "sometimes"}, 2))
    [value] = RecordedValue.objects.filter(measure="i_statement_scores")
    assert (value.breakdown, value.group, value.as_at) == ("statement", "statement 1", closed.closed)
    assert (value.numerator, value.denominator, value.value) == (8, 10, 80)
    assert closed.title in value.source


def test_plans_and_papers_get_what_was_heard_the_newest_round_first(heard, begin, asker):
    heard(({1: "yes"}, 7))
    later = begin(title="Autumn survey")
    actions.close_round(round=later, by=asker)
    told = heard_by_statement("", TODAY)
    assert [(one.round, one.answers, one.agree) for one in told[1]] == [
        ("Autumn survey", None, None), ("Summer survey", 7, 7),
    ]  # fmt: skip
    assert heard_by_statement("", TODAY - timedelta(days=1)) == {}


def test_comments_are_shown_when_somebody_read_them_and_enough_answered(heard, asker):
    closed = heard(({1: "yes"}, 6), comment="My carer Ann is kind.")
    assert queries.comments_shown(closed) == []
    comment = Comment.objects.first()
    actions.moderate(comment=comment, state="shown", shown_as="My carer is kind.", by=asker)
    assert queries.comments_shown(closed) == ["My carer is kind."]
    Round.objects.filter(pk=closed.pk).update(fewest=7)
    closed.refresh_from_db()
    assert queries.comments_shown(closed) == []


def test_a_comment_that_is_not_shown_says_why(heard, asker):
    heard(({1: "yes"}, 1), comment="A zebra lives here")
    comment = Comment.objects.get()
    with pytest.raises(actions.Refused, match="to whom"):
        actions.moderate(comment=comment, state="passed on", by=asker)
    with pytest.raises(actions.Refused, match="others may read"):
        actions.moderate(comment=comment, state="shown", shown_as=" ", by=asker)
    kept = actions.moderate(comment=comment, state="passed on", reason="Duty social worker", by=asker)
    assert (kept.state, kept.read_by, kept.shown_as) == ("passed on", asker, "")
    assert not Line.objects.filter(details__contains="zebra").exists(), "the audit does not repeat it"


def test_who_may_ask_may_not_read_comments_unless_their_role_does(person, asking):
    commissioner = person(Role.COMMISSIONER)
    actions.make_links(round=asking, number=1, by=commissioner)
    comment = Comment.objects.create(round=asking, words="Hello")
    with pytest.raises(NotAllowed):
        actions.moderate(comment=comment, state="kept back", reason="Empty", by=commissioner)
    with pytest.raises(NotAllowed):
        actions.make_links(round=asking, number=1, by=person(Role.SOCIAL_WORKER))


def test_statements_in_another_language_replace_what_stood_there(asking, asker):
    actions.word_in_language(round=asking, language="fr", words={1: "Je me sens bien.", 2: "Oui."}, by=asker)
    actions.word_in_language(round=asking, language="fr", words={1: "Je suis en sécurité."}, by=asker)
    assert list(Wording.objects.values_list("question__number", "words")) == [(1, "Je suis en sécurité.")]


def test_two_rounds_of_an_authority_have_titles_of_their_own(begin):
    begin()
    with pytest.raises(actions.Refused, match="title"):
        begin()


def test_a_round_without_statements_is_not_begun(asker):
    with pytest.raises(actions.Refused, match="no I statements"):
        actions.begin_round(authority="", statements=[], by=asker, title="x")


@pytest.mark.parametrize(
    "told", [{"fewest": 5}, {"fewest": 51}, {"title": ""}, {"opens": TODAY + timedelta(days=31)}]
)
def test_the_database_holds_what_a_round_must_be(asking, told):
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=asking.pk).update(**told)


def test_what_staff_do_is_audited_and_what_a_child_sends_is_not(asking, asker):
    [key] = actions.make_links(round=asking, number=1, by=asker)
    before = Line.objects.count()
    assert {line.thing.split(":")[0] for line in Line.objects.filter(person=asker)} >= {
        "round of asking begun", "links made for",
    }  # fmt: skip
    actions.answer(key=key, says={1: "yes"}, comment="Hello", on=TODAY)
    assert Line.objects.count() == before
