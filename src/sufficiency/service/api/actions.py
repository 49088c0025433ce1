"""Tokens are made, used and revoked here, each with its line in the audit in the same transaction."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import check_can_make_token, check_can_revoke_token
from sufficiency.service.api.models import PREFIX_LETTERS, Token
from sufficiency.service.api.scopes import Scope
from sufficiency.service.audit.actions import record
from sufficiency.service.audit.models import What

MOST_DAYS = 365
MOST_TOKENS = 20  # of one person that work
BEGINNING = "suff"
ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"  # for the part people read: no letter looks like another


def digest_of(secret: str) -> str:
    """The hash a token is kept as. A token is 256 random bits, so that no slow hash is needed."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


@transaction.atomic
def make_token(
    *, person: Person, name: str, scopes: Iterable[Scope], days: int, by: Person
) -> tuple[Token, str]:
    """A new token of a person, and the text to be shown once. Nobody makes one for somebody else.

    Raises NotAllowed, or ValidationError for a name taken, no scope, or an expiry beyond a year.
    """
    check_can_make_token(by, person)
    wanted = list(dict.fromkeys(scopes))
    for scope in wanted:
        scope.rule(person)
    if not wanted:
        raise ValidationError({"scopes": "Choose what the token may be used for"})
    if not 1 <= days <= MOST_DAYS:
        raise ValidationError({"days": f"A token works for 1 to {MOST_DAYS} days"})
    # Two pages at once do not make one too many; no_key, since each line of the audit points to its person.
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    now = timezone.now()
    if (
        Token.objects.filter(person=person, revoked_at__isnull=True, expires_at__gt=now).count()
        >= MOST_TOKENS
    ):
        raise ValidationError(f"You have {MOST_TOKENS} tokens that work. Revoke one that is no longer used")
    prefix = "".join(secrets.choice(ALPHABET) for _ in range(PREFIX_LETTERS))
    secret = f"{BEGINNING}_{prefix}_{secrets.token_urlsafe(32)}"
    token = Token(
        person=person,
        name=" ".join(name.split()),
        prefix=prefix,
        digest=digest_of(secret),
        scopes=[scope.value for scope in wanted],
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    token.full_clean()
    token.save()
    _record(by, token, f"made, for {', '.join(token.scopes)}, until {token.expires_at.date()}")
    return token, secret


@transaction.atomic
def revoke_token(*, token: Token, by: Person) -> Token:
    """End a token for good: one's own, or as system administrator anybody's. Raises NotAllowed."""
    found = Token.objects.select_for_update(of=("self",)).select_related("person").get(pk=token.pk)
    check_can_revoke_token(by, found)
    if found.revoked_at is None:
        found.revoked_at, found.revoked_by = timezone.now(), by
        found.save(update_fields=["revoked_at", "revoked_by"])
        _record(by, found, "revoked")
    return found


@transaction.atomic
def note_use(*, token: Token, at: datetime) -> None:
    """On the first call of a day: a line in the audit, before anything is answered.

    Raises whatever the audit raises: the call is not answered then.
    """
    day = timezone.localdate(at)
    found = Token.objects.select_for_update().get(pk=token.pk)
    if not found.was_used_on(day):
        record(
            by=token.person, what=What.TOKEN_USED, person=token.person, thing=f"API token {token}", page="API"
        )
        found.last_used_on = day
        found.save(update_fields=["last_used_on"])
    token.last_used_on = found.last_used_on


def _record(by: Person, token: Token, what_happened: str) -> None:
    record(
        by=by,
        what=What.CHANGED,
        person=token.person,
        thing=f"API token {token} {what_happened}",
        page="API tokens",
    )
