"""People at the same moment, each with a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from sufficiency.service.access.roles import Role
from sufficiency.service.recorded.models import RecordedValue
from sufficiency.service.voice import actions
from sufficiency.service.voice.models import Comment, Wording
from tests.service.at_once import meanwhile
from tests.service.voice.test_asking import sums


@pytest.mark.django_db(transaction=True)
def test_of_two_who_send_by_one_link_at_once_one_is_counted(asking, asker):
    [key] = actions.make_links(round=asking, number=1, by=asker)
    together = Barrier(2)

    def send(says: str) -> bool:
        together.wait()
        try:
            actions.answer(key=key, says={1: says}, comment="", on=timezone.localdate())
        except actions.NotOpen:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(send, ["yes", "no"])) == [False, True]
    assert sum(sums(asking)[1]) == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_who_answer_at_once_none_is_lost(asking, asker):
    keys = actions.make_links(round=asking, number=8, by=asker)
    together = Barrier(8)

    def send(key: str) -> None:
        together.wait()
        try:
            actions.answer(key=key, says={1: "yes", 2: "no", 4: "yes"}, comment="", on=timezone.localdate())
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(send, keys))
    assert sums(asking) == {1: (8, 0, 0), 2: (0, 0, 8), 4: (8, 0, 0)}


def answered(key: str, says: str):
    return lambda: actions.answer(key=key, says={1: says}, comment="", on=timezone.localdate())


@pytest.mark.django_db(transaction=True)
def test_one_who_waits_while_the_link_is_being_used_finds_it_used(asking, asker):
    [key] = actions.make_links(round=asking, number=1, by=asker)
    assert isinstance(meanwhile(answered(key, "no"), answered(key, "yes")), actions.NotOpen)
    assert sums(asking) == {1: (0, 0, 1), 2: (0, 0, 0), 4: (0, 0, 0)}


@pytest.mark.django_db(transaction=True)
def test_one_who_waits_while_the_round_is_being_closed_is_told_it_is_closed(asking, asker):
    [key] = actions.make_links(round=asking, number=1, by=asker)
    late = meanwhile(lambda: actions.close_round(round=asking, by=asker), answered(key, "yes"))
    assert isinstance(late, actions.NotOpen) and sum(sums(asking)[1]) == 0


@pytest.mark.django_db(transaction=True)
def test_a_round_is_closed_with_the_answers_that_were_being_given(begin, asker):
    asked = begin(title="Autumn survey")
    *keys, last = actions.make_links(round=asked, number=asked.fewest, by=asker)
    for key in keys:
        answered(key, "yes")()
    told = meanwhile(answered(last, "yes"), lambda: actions.close_round(round=asked, by=asker))
    assert told == 1, "one answer fewer would not be enough to be recorded"
    assert RecordedValue.objects.get().numerator == asked.fewest


@pytest.mark.django_db(transaction=True)
def test_of_two_who_put_a_round_into_one_language_the_second_s_words_stay(asking, asker):
    def word(says: str):
        return lambda: actions.word_in_language(round=asking, language="cy", words={1: says}, by=asker)

    late = meanwhile(word("Rwy'n teimlo'n ddiogel."), word("Dwi'n teimlo'n saff."))
    assert not isinstance(late, Exception), late
    assert [one.words for one in Wording.objects.all()] == ["Dwi'n teimlo'n saff."]


@pytest.mark.django_db(transaction=True)
def test_two_rounds_closed_at_once_are_both_recorded(begin, asker):
    rounds = [begin(title=title) for title in ("Summer survey", "Asked at reviews")]
    for round in rounds:
        for key in actions.make_links(round=round, number=6, by=asker):
            actions.answer(key=key, says={1: "yes"}, comment="", on=timezone.localdate())
    told = meanwhile(*[lambda one=one: actions.close_round(round=one, by=asker) for one in rounds])
    assert told == 1
    assert [one.version for one in RecordedValue.objects.order_by("version")] == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_that_a_child_s_comment_was_passed_on_is_not_written_over_unseen(asking, asker, person):
    [key] = actions.make_links(round=asking, number=1, by=asker)
    actions.answer(key=key, says={1: "no"}, comment="I am not safe", on=timezone.localdate())
    comment, director = Comment.objects.get(), person(Role.DIRECTOR)
    seen = actions.mark_of(comment)
    late = meanwhile(
        lambda: actions.moderate(
            comment=comment, state="passed on", reason="To the duty team", seen=seen, by=asker
        ),
        lambda: actions.moderate(comment=comment, state="shown", shown_as="I am", seen=seen, by=director),
    )
    assert isinstance(late, actions.Refused) and f"{asker} read this comment after" in str(late)
    comment.refresh_from_db()
    assert comment.state == Comment.State.PASSED_ON
