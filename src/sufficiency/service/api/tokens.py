"""Who calls: the person whose token stands in the header ``Authorization: Bearer …``. Nothing else is looked at.

No cookie signs in to the API, so no other site can have a signed-in browser call it; a token in an address is not
read, since addresses are kept in logs.
"""

import hmac
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer

from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import NotAllowed, check_needs_no_second_factor, may
from sufficiency.service.access.second_factor import FACTORS
from sufficiency.service.api import limits
from sufficiency.service.api.actions import BEGINNING, digest_of, note_use
from sufficiency.service.api.models import Token

NO_TOKEN = (
    "This token does not work: it was mistyped, revoked, or has expired. Make another on your account page."  # noqa: S105
)
CLOSED = "The account this token belongs to is closed."
NEW_PASSWORD = (
    "The account has a one-time password. Sign in to the pages and choose your own, then call again."  # noqa: S105
)
NO_FACTOR = (
    "The account needs a second factor and has none. Sign in to the pages and set one up, then call again."
)


class BearerToken(HttpBearer):
    """Calls are counted by address before the token is looked at, so that tokens cannot be guessed at speed."""

    openapi_description = "A token of a person, made on the page “Your account”. It is shown once."

    def authenticate(self, request: HttpRequest, token: str) -> Token:
        limits.count_call("address", _address(request), limits.PER_ADDRESS)
        found = _token_of(token)
        limits.count_call("token", found.prefix, limits.PER_TOKEN)
        now = timezone.now()
        if found.is_over(now):
            raise AuthenticationError(message=NO_TOKEN)
        _check_account(found.person)
        if not found.was_used_on(timezone.localdate(now)):
            note_use(token=found, at=now)
        return found


def _address(request: HttpRequest) -> str:
    """Where the call comes from, behind the proxies that are trusted; calls of which it is not known count as one."""
    try:
        return get_adapter().get_client_ip(request)
    except PermissionDenied:
        return "not known"


def _token_of(secret: str) -> Token:
    beginning, _, rest = secret.partition("_")
    prefix, _, random = rest.partition("_")
    found = None
    if beginning == BEGINNING and random and prefix.isascii() and prefix.isalnum():
        found = Token.objects.select_related("person").filter(prefix=prefix).first()
    if found is None or not hmac.compare_digest(found.digest, digest_of(secret)):
        raise AuthenticationError(message=NO_TOKEN)
    return found


def _check_account(person: Person) -> None:
    """A token works as long as its person could sign in: the account is open, with the second factor its roles need."""
    if not person.is_active:
        raise AuthenticationError(message=CLOSED)
    if person.must_change_password:
        raise NotAllowed(NEW_PASSWORD)
    if not (may(person, check_needs_no_second_factor) or _has_second_factor(person)):
        raise NotAllowed(NO_FACTOR)


def _has_second_factor(person: Any) -> bool:
    """A person without a password signs in with the council's accounts, which were asked for it at each sign-in."""
    return (
        not person.has_usable_password()
        or Authenticator.objects.filter(user=person, type__in=FACTORS).exists()
    )
