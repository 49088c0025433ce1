"""Calling the API as a program does: with a token, and without a cookie."""

import secrets
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from sufficiency.service.access.models import Person
from sufficiency.service.api.actions import BEGINNING, digest_of
from sufficiency.service.api.models import Token
from sufficiency.service.api.scopes import Scope


def a_token(person: Person, scopes=tuple(Scope), days: float = 90) -> str:
    """The text of a new token, also for scopes the person's roles do not open: a role may be lost after."""
    prefix = secrets.token_hex(4)
    secret = f"{BEGINNING}_{prefix}_{secrets.token_urlsafe(32)}"
    now = timezone.now()
    Token.objects.create(
        person=person,
        name=f"Program {prefix}",
        prefix=prefix,
        digest=digest_of(secret),
        scopes=[scope.value for scope in scopes],
        made_at=now - timedelta(days=400),
        expires_at=now + timedelta(days=days),
    )
    return secret


def with_second_factor(person: Person) -> None:
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})


class Caller:
    """A program that calls with a token."""

    def __init__(self, secret: str, person: Person | None = None) -> None:
        self.secret, self.person = secret, person
        self.client = Client(headers={"Authorization": f"Bearer {secret}"})

    @property
    def token(self) -> Token:
        return Token.objects.get(digest=digest_of(self.secret))

    def get(self, path: str, **query):
        """Call an address of version 1, or a whole address such as that of a next part."""
        address = path if path.startswith("/") else f"/api/v1/{path}"
        return self.client.get(address, query or None)

    def every(self, path: str, field: str, **query) -> list[dict]:
        """All parts of a list."""
        found, answer = [], self.get(path, **query)
        while True:
            assert answer.status_code == 200, answer.content
            told = answer.json()
            found += told[field]
            if told["next"] is None:
                assert len(found) == told["number"]
                return found
            answer = self.get(told["next"])
