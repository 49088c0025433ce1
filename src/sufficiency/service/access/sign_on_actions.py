"""What changes when somebody comes in by single sign-on: the account is made or kept in step with their groups."""

import re
from contextlib import suppress
from typing import Any

from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from sufficiency.service.access.actions import create_person_without_password, keep_roles_in_step
from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import NotAllowed
from sufficiency.service.audit.actions import record
from sufficiency.service.audit.models import What
from sufficiency.service.config.sign_on import SignOn

TRIES = 3
NOT_A_USERNAME = re.compile(r"[^A-Za-z0-9._@-]+")


def come_in(login: SocialLogin, council: SignOn) -> Person:
    """The person this login is, with the roles their groups give now.

    An account is found by issuer and subject alone: an email address, verified or not, never opens one. Raises
    NotAllowed, with the refusal written down, for somebody none of whose groups means a role here, and for somebody
    whose account was closed.
    """
    for _ in range(TRIES - 1):
        with suppress(
            IntegrityError, ValidationError
        ):  # another sign-in of theirs, or their name, came between
            return _come_in(login, council)
    return _come_in(login, council)


def _come_in(login: SocialLogin, council: SignOn) -> Person:
    claims = login.claims
    roles = council.roles_of(_groups(claims, council))
    kept = (
        SocialAccount.objects.filter(provider=council.key, uid=claims["sub"]).select_related("user").first()
    )
    if kept is not None and not kept.user.is_active:
        write_refusal_down("the account is closed", kept.user)
        raise NotAllowed(
            "Your account here is closed. Ask your council's system administrator if you need it."
        )
    if not roles:
        write_refusal_down("no group with a role", kept.user if kept else None)
        raise NotAllowed(
            "Your council account is in none of the groups that open this service. "
            "Ask your council's system administrator which group you need."
        )
    with transaction.atomic():
        if kept is not None:
            keep_roles_in_step(person=kept.user, roles=roles)
            return kept.user
        person = create_person_without_password(
            username=_free_username(claims),
            name=str(claims.get("name") or claims.get("preferred_username") or "")[:200],
            email=_free_email(claims),
            roles=roles,
        )
        login.account.user = person
        login.account.save()
    return person


def write_refusal_down(why: str, person: Person | None = None) -> None:
    """A try that was refused, with why."""
    record(
        by=None,
        what=What.SIGN_IN_REFUSED,
        person=person,
        thing="single sign-on",
        details={"because": why[:200]},
    )


def _groups(claims: dict[str, Any], council: SignOn) -> list[str]:
    """The groups the token lists; a single one may come as text."""
    told = claims.get(council.groups_claim) or []
    listed = told if isinstance(told, list) else [told]
    return [one for one in listed if isinstance(one, str)]


def _free_username(claims: dict[str, Any]) -> str:
    wanted = str(claims.get("preferred_username") or claims.get("email") or "person")
    plain = NOT_A_USERNAME.sub("", wanted).lstrip("._@-")[:90] or "person"
    taken = {
        one.lower()
        for one in Person.objects.filter(username__istartswith=plain).values_list("username", flat=True)
    }
    numbered = (f"{plain}-{number}" for number in range(2, len(taken) + 3))
    return plain if plain.lower() not in taken else next(one for one in numbered if one.lower() not in taken)


def _free_email(claims: dict[str, Any]) -> str:
    """The address, unless it is none or another person's here: then nothing, and the accounts stay apart."""
    email = str(claims.get("email") or "").strip()
    try:
        validate_email(email)
    except ValidationError:
        return ""
    return "" if Person.objects.filter(email__iexact=email).exists() else email
