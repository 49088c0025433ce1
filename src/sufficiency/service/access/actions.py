"""Every change to people: who they are, which roles they hold, whether they may sign in.

Each change is audited in its own transaction, and ends all sessions of the person changed (see ``Person.changes``).
Whoever changes somebody else is looked up anew once the rows are locked: an administrator closed a moment ago by
another changes nobody any more, and two who close each other at once cannot both succeed.
"""

import secrets
from collections.abc import Callable, Iterable

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q

from sufficiency.service.access.models import HeldRole, Person
from sufficiency.service.access.roles import Role
from sufficiency.service.access.rules import (
    NotAllowed,
    check_can_change_roles,
    check_can_close_account,
    check_can_give_password,
    check_can_keep_people,
    check_can_reset_second_factor,
)
from sufficiency.service.audit.acting import acting
from sufficiency.service.audit.actions import record
from sufficiency.service.audit.models import What


class UnknownRole(ValueError):
    """A role that is not in the list; the text names those that are."""


class ChangedMeanwhile(NotAllowed):
    """Somebody else changed the person after the page was opened; the text is the sentence to show."""


def role_named(name: str) -> Role:
    """The role written as ``performance_analyst``, ``performance-analyst`` or ``Performance analyst``.

    Raises UnknownRole.
    """
    plain = name.strip().lower().replace("-", "_").replace(" ", "_")
    for role in Role:
        if plain in (role.value, role.label.lower().replace(" ", "_")):
            return role
    raise UnknownRole(f"'{name}' is no role. The roles are: {', '.join(role.value for role in Role)}.")


def one_time_password() -> str:
    """A password nobody guesses, to be shown once and changed at the first sign-in."""
    return secrets.token_urlsafe(12)


@transaction.atomic
def create_person(
    *,
    username: str,
    name: str,
    password: str,
    roles: Iterable[Role],
    email: str = "",
    one_time: bool = False,
    by: Person | None = None,
) -> Person:
    """Add a person who may sign in.

    ``by`` is the person who adds them, or None when it is done on the machine itself (the command line, which
    only those who own the installation can use). With ``one_time`` the password must be changed at the first sign-in.
    Raises ValidationError for a username or email address that is taken, or a password too easily guessed; NotAllowed
    where ``by`` may not.
    """
    if by is not None:
        check_can_keep_people(by)
    person = Person(
        username=username.strip(), name=name.strip(), email=email.strip(), must_change_password=one_time
    )
    validate_password(password, person)
    person.set_password(password)
    person.full_clean()
    with acting(by):
        _add(person)
        _put_roles(person, frozenset(roles))
    record(
        by=by,
        what=What.CHANGED,
        person=person,
        thing="account",
        details={"added with": _written(person.roles)},
    )
    return person


@transaction.atomic
def create_person_without_password(*, username: str, name: str, email: str, roles: Iterable[Role]) -> Person:
    """Add somebody who comes with the council's single sign-on, and has no password here."""
    person = Person(username=username, name=name, email=email)
    person.set_unusable_password()
    person.full_clean()
    person.save()
    _put_roles(person, frozenset(roles))
    details = {"added with": _written(person.roles), "by": "single sign-on"}
    record(by=None, what=What.CHANGED, person=person, thing="account", details=details)
    return person


@transaction.atomic
def keep_roles_in_step(*, person: Person, roles: Iterable[Role]) -> None:
    """Give the person the roles their groups mean now. The council's directory decides, also on administrators."""
    fresh, _ = _locked(person, None, None)
    before, after = fresh.roles, frozenset(roles)
    if before == after:
        return
    _put_roles(fresh, after)
    _save(fresh, person)
    details = {"before": _written(before), "after": _written(after), "by": "single sign-on"}
    record(by=None, what=What.CHANGED, person=fresh, thing="roles", details=details)


def set_roles(*, person: Person, roles: Iterable[Role], by: Person | None, seen: int | None = None) -> None:
    """Let the person hold these roles and no others.

    ``seen`` is ``Person.changes`` as the page showed it. Raises NotAllowed for one's own roles and for the last active
    system administrator; ChangedMeanwhile when somebody else was quicker.
    """
    after = frozenset(roles)
    _change_roles(person, by, seen, lambda _: after)


def give_role(*, person: Person, role: Role, by: Person | None) -> None:
    """Give a role; nobody gives one to themselves. Raises NotAllowed."""
    _change_roles(person, by, None, lambda before: before | {role})


def take_role(*, person: Person, role: Role, by: Person | None) -> None:
    """Take a role away; nobody does so for themselves. Raises NotAllowed."""
    _change_roles(person, by, None, lambda before: before - {role})


@transaction.atomic
def _change_roles(
    person: Person,
    by: Person | None,
    seen: int | None,
    change: Callable[[frozenset[Role]], frozenset[Role]],
) -> None:
    """``change`` is asked once the person is locked, so that of two roles given at once none is lost."""
    fresh, by = _locked(person, by, seen)
    if by:
        check_can_change_roles(by, fresh)
    before = fresh.roles
    after = change(before)
    if Role.SYSTEM_ADMINISTRATOR in before - after:
        _check_an_administrator_stays(fresh)
    if before == after:
        return
    with acting(by):
        _put_roles(fresh, after)
        _save(fresh, person)
    details = {"before": _written(before), "after": _written(after)}
    record(by=by, what=What.CHANGED, person=fresh, thing="roles", details=details)


@transaction.atomic
def close_account(*, person: Person, by: Person | None, seen: int | None = None) -> None:
    """Let the person sign in no more, from this moment; what they did stays written down.

    Raises NotAllowed for one's own account and for the last active system administrator; ChangedMeanwhile.
    """
    fresh, by = _locked(person, by, seen)
    if by:
        check_can_close_account(by, fresh)
    _check_an_administrator_stays(fresh)
    fresh.is_active = False
    with acting(by):
        _save(fresh, person)
    record(by=by, what=What.CHANGED, person=fresh, thing="account", details={"account": "closed"})


@transaction.atomic
def reopen_account(*, person: Person, by: Person | None, seen: int | None = None) -> None:
    """Let a person whose account was closed sign in again, with the roles held before. Raises NotAllowed."""
    fresh, by = _locked(person, by, seen)
    if by:
        check_can_keep_people(by)
    if fresh.made_up:
        raise NotAllowed("This is a made-up person of the made-up authority; a real one keeps it closed.")
    fresh.is_active = True
    with acting(by):
        _save(fresh, person)
    record(by=by, what=What.CHANGED, person=fresh, thing="account", details={"account": "opened again"})


@transaction.atomic
def reset_second_factor(*, person: Person, by: Person | None, seen: int | None = None) -> None:
    """Take all of a person's second factors away, for somebody who lost their phone and their codes.

    Whoever needs one is asked to set one up at the next sign-in. Raises NotAllowed for one's own; ChangedMeanwhile.
    """
    fresh, by = _locked(person, by, seen)
    if by:
        check_can_reset_second_factor(by, fresh)
    Authenticator.objects.filter(user=fresh).delete()
    with acting(by):
        _save(fresh, person)
    record(by=by, what=What.CHANGED, person=fresh, thing="second factor", details={"second factor": "reset"})


@transaction.atomic
def give_one_time_password(*, person: Person, by: Person | None, seen: int | None = None) -> str:
    """Give a person who forgot the password a new one, which must be changed at the next sign-in; returns it.

    Raises NotAllowed for one's own, and for those who sign in with single sign-on; ChangedMeanwhile.
    """
    fresh, by = _locked(person, by, seen)
    if by:
        check_can_give_password(by, fresh)
    password = one_time_password()
    fresh.set_password(password)
    fresh.must_change_password = True
    with acting(by):
        _save(fresh, person)
    record(by=by, what=What.CHANGED, person=fresh, thing="password", details={"password": "one-time"})
    return password


@transaction.atomic
def own_account(person: Person) -> None:
    """Hold a person's own account until the transaction ends, for the person to change it as the page showed it.

    Raises ChangedMeanwhile where an administrator changed it since, or the password is another by now: what was loaded
    with the page would write over that, such as over an account that was closed.
    """
    fresh = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if (fresh.changes, fresh.password) != (person.changes, person.password):
        raise ChangedMeanwhile(
            "Your account was changed at the same moment, by an administrator or from another page. Nothing was changed "
            "now: sign in again, and look at your account."
        )


def _add(person: Person) -> None:
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as twice:
        raise ValidationError(
            "Somebody with this username or email address was added at the same moment. Look at the list of people."
        ) from twice


def _locked(person: Person, by: Person | None, seen: int | None) -> tuple[Person, Person | None]:
    """The person and whoever changes them as they are now, locked with all administrators until the end.

    Always in the order of their ids, so that two who change each other wait instead of standing in each other's way.
    """
    administrators = HeldRole.objects.filter(role=Role.SYSTEM_ADMINISTRATOR).values("person")
    wanted = Q(pk__in=[person.pk, *([by.pk] if by else [])]) | Q(pk__in=administrators)
    # no_key: each line of the audit points to its person, and its writer must not wait here while this waits for it.
    found = Person.objects.select_for_update(no_key=True).filter(wanted).order_by("pk")
    rows = {one.pk: one for one in found}
    fresh = rows[person.pk]
    if by is not None:
        by = rows[by.pk]
        check_can_keep_people(by)
    if seen is not None and fresh.changes != seen:
        raise ChangedMeanwhile(
            "Somebody else changed this person after you opened the page. Nothing was changed now: look at the person "
            "again."
        )
    return fresh, by


def _check_an_administrator_stays(person: Person) -> None:
    if Role.SYSTEM_ADMINISTRATOR not in person.roles or not person.is_active:
        return
    others = Person.objects.filter(is_active=True, held_roles__role=Role.SYSTEM_ADMINISTRATOR)
    if not others.exclude(pk=person.pk).exists():
        raise NotAllowed(
            "This is the last system administrator who may sign in. Give the role to somebody else first."
        )


def _put_roles(person: Person, roles: frozenset[Role]) -> None:
    for held in person.held_roles.exclude(role__in=roles):
        held.delete()
    kept = set(person.held_roles.values_list("role", flat=True))
    for role in (one for one in Role if one in roles and one not in kept):
        HeldRole.objects.create(person=person, role=role)
    person.__dict__.pop("roles", None)


def _save(fresh: Person, shown: Person) -> None:
    """Keep the change, count it (all sessions end), and let the caller's copy say the same."""
    fresh.changes += 1
    fresh.save()
    shown.__dict__.pop("roles", None)
    for name in ("changes", "is_active", "password", "must_change_password"):
        setattr(shown, name, getattr(fresh, name))


def _written(roles: Iterable[Role]) -> list[str]:
    return [role.value for role in Role if role in roles]
