"""The made-up authority with its plan, and a paper in each state; people at once belong to PostgreSQL."""

from datetime import date

import pytest
from django.conf import settings

from sufficiency.service.access.roles import Role
from sufficiency.service.committee import actions, release
from sufficiency.service.committee.checklist import ITEMS
from sufficiency.service.committee.models import Paper
from sufficiency.service.committee.states import State
from tests.service.made_up import *  # noqa: F403 (fixtures)

collect_ignore = [] if "postgresql" in settings.DATABASES["default"]["ENGINE"] else ["test_at_once.py"]

AUTHORITY = "X99"


@pytest.fixture
def author(person):
    return person(Role.COMMISSIONER, username="author")


@pytest.fixture
def director(person):
    return person(Role.DIRECTOR, username="director")


@pytest.fixture
def begun(made_up, author):
    """Begin a paper: ``begun("self-evaluation")``, the shortest of them."""

    def make(template: str = "self-evaluation", **more) -> Paper:
        told = {
            "authority": made_up.manifest.authority, "council": "Fairmere", "template": template,
            "title": "How well do we know our children?", "lead_officer": "Director of children's services",
            "as_at": date(2025, 3, 31),
        }  # fmt: skip
        return actions.begin_paper(by=author, **told | more)

    return make


@pytest.fixture
def paper(begun) -> Paper:
    return begun()


@pytest.fixture
def cleared(paper, author, director):
    """A paper that finance and legal had nothing to add to."""
    actions.move_paper(paper=paper, to=State.DIRECTOR, by=author)
    actions.move_paper(paper=paper, to=State.CONSULTATION, by=director)
    for who in ("finance", "legal"):
        asked = actions.ask(paper=paper, who=who, name=f"Head of {who}", by=author)
        actions.answer(consultation=asked, words="Nothing to add.", included=True, by=director)
    return actions.move_paper(paper=paper, to=State.CLEARED, by=director)


@pytest.fixture
def published(cleared, director):
    for item in ITEMS:
        release.check(paper=cleared, item=item.name, by=director)
    return release.publish(paper=cleared, by=director)
