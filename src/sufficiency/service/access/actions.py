"""Every change to people: who they are and which roles they hold. Audited in the same transaction."""

from collections.abc import Iterable

from auditlog.context import set_actor
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from sufficiency.service.access.models import HeldRole, Person
from sufficiency.service.access.roles import Role
from sufficiency.service.access.rules import NotAllowed, check_can_keep_people


class UnknownRole(ValueError):
    """A role that is not in the list; the text names those that are."""


def role_named(name: str) -> Role:
    """The role written as ``performance_analyst``, ``performance-analyst`` or ``Performance analyst``.

    Raises UnknownRole.
    """
    plain = name.strip().lower().replace("-", "_").replace(" ", "_")
    for role in Role:
        if plain in (role.value, role.label.lower().replace(" ", "_")):
            return role
    raise UnknownRole(f"'{name}' is no role. The roles are: {', '.join(role.value for role in Role)}.")


@transaction.atomic
def create_person(
    *,
    username: str,
    name: str,
    password: str,
    roles: Iterable[Role],
    email: str = "",
    by: Person | None = None,
) -> Person:
    """Add a person who may sign in.

    ``by`` is the person who adds them, or None when it is done on the machine itself (the command line, which
    only those who own the installation can use). Raises ValidationError for a username or email address that is
    taken, or a password too easily guessed; NotAllowed where ``by`` may not.
    """
    if by is not None:
        check_can_keep_people(by)
    person = Person(username=username.strip(), name=name.strip(), email=email.strip())
    validate_password(password, person)
    person.set_password(password)
    person.full_clean()
    with set_actor(by):
        person.save()
        for role in dict.fromkeys(roles):
            HeldRole.objects.create(person=person, role=role)
    return person


@transaction.atomic
def give_role(*, person: Person, role: Role, by: Person | None) -> None:
    """Give a role; nobody gives one to themselves. Raises NotAllowed."""
    _check_may_change_roles(person, by)
    with set_actor(by):
        HeldRole.objects.get_or_create(person=person, role=role)
    person.__dict__.pop("roles", None)


@transaction.atomic
def take_role(*, person: Person, role: Role, by: Person | None) -> None:
    """Take a role away; nobody does so for themselves. Raises NotAllowed."""
    _check_may_change_roles(person, by)
    with set_actor(by):
        for held in HeldRole.objects.filter(person=person, role=role):
            held.delete()
    person.__dict__.pop("roles", None)


def _check_may_change_roles(person: Person, by: Person | None) -> None:
    if by is None:
        return
    check_can_keep_people(by)
    if by.pk == person.pk:
        raise NotAllowed("Nobody changes their own roles; ask another system administrator.")
