"""What tests of the service share: people by role, and a browser-like client signed in as one."""

import pytest
from django.test import Client

from sufficiency.service.access.actions import create_person
from sufficiency.service.access.roles import Role
from sufficiency.service.access.second_factor import GIVEN
from sufficiency.service.ui.build import build

PASSWORD = "a-long-made-up-password"


@pytest.fixture(scope="session", autouse=True)
def _pages_are_built():
    build()


@pytest.fixture
def person(db):
    """Make a person: ``person(Role.DIRECTOR)``."""

    def make(*roles: Role, username: str | None = None):
        name = username or "-".join(role.value for role in roles[:2]) or "nobody"
        return create_person(
            username=name, name=name.replace("_", " ").title(), password=PASSWORD, roles=roles
        )

    return make


def give_second_factor(client: Client) -> None:
    """Let the client's session count as one whose sign-in included a second factor."""
    session = client.session
    session[GIVEN] = client.person.pk
    session.save()


@pytest.fixture
def signed_in(person):
    """A client signed in with the given roles: ``signed_in(Role.DIRECTOR).get("/")``; ``.person`` is who.

    The person gave a second factor in signing in, as those who open children's records must.
    """

    def make(*roles: Role) -> Client:
        client = Client()
        client.person = person(*roles)
        client.force_login(client.person)
        give_second_factor(client)
        return client

    return make
