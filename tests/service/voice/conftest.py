"""Rounds that ask, those that were closed, and keys of links; people at once belong to PostgreSQL."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from sufficiency.service.access.roles import Role
from sufficiency.service.voice import actions
from sufficiency.service.voice.models import Round

collect_ignore = [] if "postgresql" in settings.DATABASES["default"]["ENGINE"] else ["test_at_once.py"]

STATEMENTS = [
    (1, "I feel safe where I live."),
    (2, "I see my brothers and sisters."),
    (4, "I am listened to."),
]


@pytest.fixture
def asker(person):
    return person(Role.REVIEWING_OFFICER)


@pytest.fixture
def begin(asker):
    """Begin a round that asks today: ``begin(fewest=6)``."""

    def make(**more) -> Round:
        today = timezone.localdate()
        told = {
            "title": "Summer survey", "kind": "survey", "whom": "children aged 8 and over", "fewest": 6,
            "opens": today - timedelta(days=1), "closes": today + timedelta(days=30),
        }  # fmt: skip
        return actions.begin_round(authority="", statements=STATEMENTS, by=asker, **told | more)

    return make


@pytest.fixture
def asking(begin) -> Round:
    return begin()


@pytest.fixture
def heard(asking, asker):
    """Let so many children say this and close the round: ``heard({1: "yes"}, 7)``."""

    def say(*said: tuple[dict[int, str], int], comment: str = "") -> Round:
        for says, number in said:
            for key in actions.make_links(round=asking, number=number, by=asker):
                actions.answer(key=key, says=says, comment=comment, on=timezone.localdate())
        actions.close_round(round=asking, by=asker)
        return asking

    return say
