"""People kept from the machine itself, by whoever owns the installation: for the commands of `sufficiency people`.

The rules are those of the pages, but that nobody stands behind a command: the audit says the machine itself did it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sufficiency.service.start import CannotStart, prepare


@dataclass(frozen=True)
class Listed:
    """A person as the list shows them; ``last`` is the day of the last sign-in, or nothing."""

    username: str
    name: str
    roles: tuple[str, ...]
    account: str
    second_factor: str
    last: str


def list_people(home: str | Path) -> list[Listed]:
    """Everybody who has an account, by name."""
    prepare(home)
    from sufficiency.service.access.people.queries import people
    from sufficiency.service.access.people.shown import account_in_words, second_factor_in_words
    from sufficiency.service.access.roles import Role

    return [
        Listed(
            one.username,
            one.name,
            tuple(role.value for role in Role if role in one.roles),
            account_in_words(one),
            second_factor_in_words(one),
            one.last_login.date().isoformat() if one.last_login else "",
        )
        for one in people()
    ]


def set_roles(home: str | Path, username: str, roles: Iterable[str]) -> None:
    """Let the person hold these roles and no others. Raises CannotStart."""
    prepare(home)
    from sufficiency.service.access import actions

    try:
        held = [actions.role_named(role) for role in roles]
    except actions.UnknownRole as cause:
        raise CannotStart(str(cause)) from cause
    _do(username, lambda person: actions.set_roles(person=person, roles=held, by=None))


def close_account(home: str | Path, username: str) -> None:
    """Let the person sign in no more. Raises CannotStart."""
    prepare(home)
    from sufficiency.service.access import actions

    _do(username, lambda person: actions.close_account(person=person, by=None))


def reopen_account(home: str | Path, username: str) -> None:
    """Let the person sign in again. Raises CannotStart."""
    prepare(home)
    from sufficiency.service.access import actions

    _do(username, lambda person: actions.reopen_account(person=person, by=None))


def reset_second_factor(home: str | Path, username: str) -> None:
    """Take the person's second factor away. Raises CannotStart."""
    prepare(home)
    from sufficiency.service.access import actions

    _do(username, lambda person: actions.reset_second_factor(person=person, by=None))


def new_password(home: str | Path, username: str) -> str:
    """Give the person a one-time password, and return it. Raises CannotStart."""
    prepare(home)
    from sufficiency.service.access import actions

    return _do(username, lambda person: actions.give_one_time_password(person=person, by=None))


def _do(username: str, change: Callable[[Any], Any]) -> Any:
    from sufficiency.service.access.models import Person
    from sufficiency.service.access.rules import NotAllowed

    person = Person.objects.filter(username__iexact=username.replace("\x00", "")).first()
    if person is None:
        raise CannotStart("There is nobody with this username. `sufficiency people list` shows everybody.")
    try:
        return change(person)
    except NotAllowed as refusal:
        raise CannotStart(str(refusal)) from refusal
