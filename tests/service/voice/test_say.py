"""The form for children and young people, without an account."""

import pytest
from django.test import Client
from django.urls import reverse

from sufficiency.service.voice import actions
from sufficiency.service.voice.languages import languages
from sufficiency.service.voice.models import Comment, Link
from tests.service.reading import text_of
from tests.service.voice.test_asking import sums


@pytest.fixture
def address(asking, asker) -> str:
    [key] = actions.make_links(round=asking, number=1, by=asker)
    return reverse("voice:say", args=[key])


def test_a_child_answers_without_an_account_and_is_thanked(address, asking):
    child = Client()
    assert "I feel safe where I live." in text_of(child.get(address))
    answer = child.post(address, {"s1": "yes", "s4": "sometimes", "comment": "More football"}, follow=True)
    assert "Thank you" in text_of(answer)
    assert sums(asking) == {1: (1, 0, 0), 2: (0, 0, 0), 4: (0, 1, 0)}
    assert Comment.objects.get().words == "More football"
    assert "sessionid" not in child.cookies, "nothing is kept of who answered"


def test_looking_at_the_form_uses_nothing_up(address):
    Client().get(address)
    assert not Link.objects.get().used


def test_a_link_that_was_used_and_one_that_never_was_are_answered_alike(address):
    Client().post(address, {"s1": "yes"})
    used, unknown = Client().get(address), Client().get(reverse("voice:say", args=["never-was"]))
    assert used.status_code == unknown.status_code == 404
    assert text_of(used) == text_of(unknown)


def test_sending_nothing_says_what_to_do_and_uses_nothing_up(address):
    answer = Client().post(address, {})
    assert answer.status_code == 400 and "Choose an answer or write something" in text_of(answer)
    assert not Link.objects.get().used


@pytest.mark.parametrize("sent", [{"s1": "maybe"}, {"s3": "yes"}, {"comment": "x" * 1001}, {"s1": "yes\x00"}])
def test_what_the_form_does_not_offer_is_refused(address, asking, sent):
    assert Client().post(address, sent).status_code == 400
    assert sums(asking) == {1: (0, 0, 0), 2: (0, 0, 0), 4: (0, 0, 0)} and not Link.objects.get().used


@pytest.mark.parametrize("code", [code for code in languages() if code != "en"])
def test_the_form_speaks_the_language_asked_for(address, asking, asker, code):
    actions.word_in_language(round=asking, language=code, words={1: "Äéß ١"}, by=asker)
    page = Client().get(address, {"language": code})
    told = page.content.decode()
    words = languages()[code].words
    assert words["title"] in text_of(page) and "Äéß ١" in told and "I am listened to." in told
    assert f'<html lang="{code}"' in told and f'dir="{languages()[code].direction}"' in told
    assert words["nothing"] in text_of(Client().post(f"{address}?language={code}", {}))


def test_a_form_without_the_token_of_its_page_is_refused(address):
    assert Client(enforce_csrf_checks=True).post(address, {"s1": "yes"}).status_code == 403
    assert not Link.objects.get().used
