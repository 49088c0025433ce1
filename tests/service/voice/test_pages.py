"""The pages of those who ask, and of those who see what was heard."""

import csv
import io
import re

import pytest
from django.urls import reverse

from sufficiency.service.access.roles import Role
from sufficiency.service.strategy.made_up import give_made_up_plan
from sufficiency.service.voice.made_up import give_made_up_voices
from sufficiency.service.voice.models import Comment, Round
from tests.service.made_up import *  # noqa: F403 (fixtures)
from tests.service.made_up import YEARS
from tests.service.reading import text_of


@pytest.fixture
def made_up_voices(made_up, db) -> int:
    give_made_up_plan(max(YEARS))
    return give_made_up_voices()


def test_the_made_up_authority_has_rounds_and_what_was_heard_beside_the_actions(made_up_voices, signed_in):
    assert made_up_voices == 3 and give_made_up_voices() == 0
    page = text_of(signed_in(Role.ELECTED_MEMBER).get(reverse("voice:home")))
    assert "said yes to" in page and "Actions that serve it" in page and "Asked at reviews" in page


def test_a_round_is_begun_asked_and_closed_on_the_pages(made_up_voices, signed_in, client):
    officer = signed_in(Role.REVIEWING_OFFICER)
    asked = {
        "title": "Winter visits", "kind": "visit", "whom": "children in residential homes", "fewest": "6",
        "opens_day": "1", "opens_month": "1", "opens_year": "2020", "closes_day": "1", "closes_month": "1", "closes_year": "2099",
    }  # fmt: skip
    officer.post(reverse("voice:begin"), asked)
    begun = Round.objects.get(title="Winter visits")
    links = officer.post(reverse("voice:links", args=[begun.pk]), {"number": "6"})
    addresses = [row[0] for row in csv.reader(io.StringIO(links.content.decode()))][1:]
    assert len(addresses) == 6 and all(one.startswith("http://testserver/say/") for one in addresses)
    for address in addresses:
        assert client.post(address.removeprefix("http://testserver"), {"s1": "yes"}).status_code == 302
    before = text_of(officer.get(reverse("voice:round", args=[begun.pk])))
    assert "is shown once the round is closed" in before
    after = officer.post(reverse("voice:close", args=[begun.pk]), follow=True)
    assert "1 statement was answered by enough to be shown." in text_of(after)
    assert "6 of 6 said yes to" in text_of(after)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"fewest": "5"}, "Enter 6 or more"),
        ({"fewest": "many"}, "Use digits alone"),
        ({"closes_year": "2019"}, "must not be before the first day"),
        ({"title": ""}, "Enter a title"),
        ({"kind": "seance"}, "Choose one of these"),
    ],
)
def test_a_round_that_cannot_be_is_told_why(made_up_voices, signed_in, change, told):
    asked = {
        "title": "Winter", "kind": "visit", "whom": "children", "fewest": "6",
        "opens_day": "1", "opens_month": "1", "opens_year": "2020", "closes_day": "1", "closes_month": "1", "closes_year": "2099",
    } | change  # fmt: skip
    answer = signed_in(Role.DIRECTOR).post(reverse("voice:begin"), asked)
    assert answer.status_code == 400 and told in text_of(answer)
    assert not Round.objects.filter(title="Winter").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("1 Je suis", "a number, an equals sign"),
        ("99 = Je suis", "No statement 99 is asked"),
        ("1 = a\n1 = b", "there twice"),
        ("1 = " + "x" * 501, "longer than 500"),
        ("١ = x", "a number, an equals sign"),
    ],
)
def test_words_in_another_language_that_cannot_be_are_told_line_by_line(asking, signed_in, words, told):
    address = reverse("voice:wording", args=[asking.pk])
    answer = signed_in(Role.DIRECTOR).post(address, {"language": "fr", "words": words})
    assert answer.status_code == 400 and told in text_of(answer)


def test_a_comment_is_read_and_shown_without_what_points_to_somebody(heard, signed_in):
    closed = heard(({1: "yes"}, 6), comment="Ann is kind.")
    director = signed_in(Role.DIRECTOR)
    first = Comment.objects.first()
    assert "6 comments to read" in text_of(director.get(reverse("voice:comments")))
    address = reverse("voice:comment", args=[first.pk])
    assert "Write what others may read" in text_of(director.post(address, {"state": "shown", "shown_as": ""}))
    director.post(address, {"state": "shown", "shown_as": "My carer is kind."})
    page = text_of(director.get(reverse("voice:round", args=[closed.pk])))
    assert "My carer is kind." in page and "Ann" not in page


def test_a_comment_that_somebody_else_read_meanwhile_is_looked_at_again(heard, signed_in):
    heard(({1: "yes"}, 6), comment="Ann is kind.")
    director, address = signed_in(Role.DIRECTOR), reverse("voice:comment", args=[Comment.objects.first().pk])
    seen = re.search(r'name="seen" value="([0-9a-f]{64})"', director.get(address).content.decode())[1]
    director.post(address, {"state": "passed on", "reason": "To the duty team", "seen": seen})
    late = director.post(address, {"state": "shown", "shown_as": "My carer is kind.", "seen": seen})
    assert late.status_code == 400 and "read this comment after you opened the page" in text_of(late)
    assert Comment.objects.filter(state=Comment.State.PASSED_ON).count() == 1


def test_what_is_not_shown_is_c_in_the_file(heard, signed_in):
    closed = heard(({1: "yes"}, 6), ({2: "no"}, 2))
    told = signed_in(Role.COMMISSIONER).get(reverse("voice:heard_csv", args=[closed.pk])).content.decode()
    rows = list(csv.DictReader(io.StringIO(told)))
    assert [(row["statement"], row["answered"], row["yes"]) for row in rows] == [
        ("1", "6", "6"), ("2", "c", "c"), ("4", "c", "c"),
    ]  # fmt: skip
