import pytest
from django.conf import settings

from sufficiency.service.access.roles import Role
from sufficiency.service.api.scopes import Scope
from tests.service.api.calling import Caller, a_token, with_second_factor
from tests.service.committee.conftest import author, begun, cleared, director, paper, published  # noqa: F401
from tests.service.governance.conftest import committee, panel  # noqa: F401 (fixtures of the rooms)
from tests.service.made_up import *  # noqa: F403 (fixtures)
from tests.service.strategy.conftest import planned  # noqa: F401

# Two at a time are let in by PostgreSQL alone.
collect_ignore = [] if "postgresql" in settings.DATABASES["default"]["ENGINE"] else ["test_at_once.py"]


@pytest.fixture
def caller(person):
    """A program with the token of somebody of these roles: ``caller(Role.DIRECTOR).get("figures")``."""

    def make(*roles: Role, scopes: tuple[Scope, ...] = tuple(Scope)) -> Caller:
        somebody = person(*roles)
        with_second_factor(somebody)
        return Caller(a_token(somebody, scopes), somebody)

    return make
