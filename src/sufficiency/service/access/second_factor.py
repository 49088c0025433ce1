"""What is asked of a person before anything else opens: an own password, and where the role needs it a second factor.

That the second factor was given is kept in the session, with whose it was: it holds for this sign-in and this person,
and reading a page asks the database nothing for it.
"""

from collections.abc import Callable
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from sufficiency.service.access.kept_secrets import decipher, encipher
from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import anyone, check_needs_no_second_factor, may

GIVEN = "second_factor"
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
CHANGE_PASSWORD = "account_change_password"  # noqa: S105 (the name of a page)
SET_UP = "mfa_index"
WITH_ONE_TIME_PASSWORD = frozenset({CHANGE_PASSWORD, "account_logout"})
# Own account and sign-out: what opens before the second factor is there, so that it can be set up.
OWN_ACCOUNT = WITH_ONE_TIME_PASSWORD | {
    "account",
    "account_reauthenticate",
    SET_UP,
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn",
}


def remember_given(request: HttpRequest, person: Person) -> None:
    """This sign-in of this person was made with a second factor."""
    request.session[GIVEN] = person.pk


def was_given(request: HttpRequest) -> bool:
    return request.session.get(GIVEN) == request.user.pk


def remember_step(request: HttpRequest, user: Person, method: str, **_: Any) -> None:
    """Signal of each step of signing in: a code, a passkey or a recovery code is the second factor."""
    if method == "mfa":
        remember_given(request, user)


class AskedBeforeAnythingElse:
    """Middleware: leads to what is asked of the person until it is done."""

    def __init__(self, get_response: Callable) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, *_: Any) -> HttpResponse | None:
        if not request.user.is_authenticated or getattr(view, "rule", None) is anyone:
            return None
        page = request.resolver_match.view_name
        if request.user.must_change_password:
            return None if page in WITH_ONE_TIME_PASSWORD else redirect(CHANGE_PASSWORD)
        if page in OWN_ACCOUNT or was_given(request) or may(request.user, check_needs_no_second_factor):
            return None
        return redirect(SET_UP)


class SecondFactors(DefaultMFAAdapter):
    """allauth's second factors by our rules: the last one stays while the role needs one."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": "Your role needs a second factor. Add another one before you remove this.",
        "incorrect_code": "This code is not right, or too old. Enter the one your app shows now.",
    }

    def encrypt(self, text: str) -> str:
        return encipher(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decipher(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        if may(authenticator.user, check_needs_no_second_factor):
            return True
        others = Authenticator.objects.filter(user=authenticator.user, type__in=FACTORS)
        return others.exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:  # noqa: A002 (theirs)
        number = Authenticator.objects.filter(user=user, type=type).count()
        return f"Passkey {number + 1}"
