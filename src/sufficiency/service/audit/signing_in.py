"""Signing in and out are lines of the audit, and so is each sign-in that was refused.

A refused sign-in keeps nothing of what was typed: some type their password where the username goes. It says whom it
was meant for where the name is that of an account.
"""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models import Q
from django.http import HttpRequest

from sufficiency.service.access.models import Person
from sufficiency.service.audit.actions import record
from sufficiency.service.audit.models import What

NAMES = ("username", "email", "login")


def follow_signing_in() -> None:
    """Have signing in, out and not at all written to the audit."""
    user_logged_in.connect(_signed_in, dispatch_uid="audit: signed in")
    user_logged_out.connect(_signed_out, dispatch_uid="audit: signed out")
    user_login_failed.connect(_refused, dispatch_uid="audit: sign-in refused")


def _signed_in(user: Person, **_: object) -> None:
    record(by=user, what=What.SIGNED_IN, person=user)


def _signed_out(user: Person | None, request: HttpRequest, **_: object) -> None:
    """Where the line cannot be written the session ends all the same, and the page says that something is wrong."""
    if user is None or not user.is_authenticated:
        return
    try:
        record(by=user, what=What.SIGNED_OUT, person=user)
    except Exception:
        request.session.flush()
        raise


def _refused(credentials: dict[str, Any], **_: object) -> None:
    names = [str(credentials[one]) for one in NAMES if credentials.get(one)]
    meant = None
    for name in names:
        name = name.replace("\x00", "")
        meant = meant or Person.objects.filter(Q(username__iexact=name) | Q(email__iexact=name)).first()
    record(by=None, what=What.SIGN_IN_REFUSED, person=meant)
