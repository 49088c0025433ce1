"""People in words: the table of all, the facts of one, and what an administrator can do."""

from dataclasses import dataclass

from django.core.paginator import Page
from django.http import QueryDict
from django.urls import reverse
from django.utils.timezone import localtime

from sufficiency.service.access.models import Person
from sufficiency.service.access.roles import Role
from sufficiency.service.access.rules import (
    check_can_change_roles,
    check_can_close_account,
    check_can_give_password,
    check_can_keep_people,
    check_can_reset_second_factor,
    check_needs_no_second_factor,
    may,
    why_not,
)
from sufficiency.service.ui.components import Cell, Column, SummaryList, Table
from sufficiency.service.ui.words import day


@dataclass(frozen=True)
class Change:
    """Something an administrator may do to a person: its page, its words, and why not where not."""

    name: str
    title: str
    means: str
    href: str
    why_not: str | None


CHANGES = {
    "roles": (
        "Change roles",
        "They are signed out, and sign in again with the new roles.",
        check_can_change_roles,
    ),
    "close": (
        "Close the account",
        "They are signed out at once and cannot sign in. What they did stays written down, and the account can be "
        "opened again.",
        check_can_close_account,
    ),
    "open": (
        "Open the account again",
        "They may sign in again, with the roles they hold.",
        check_can_keep_people,
    ),
    "password": (
        "Give a new password",
        "They are signed out. The new password is shown to you once, and they change it at the next sign-in. "
        "Give it to them in person or by phone, once you are sure who they are.",
        check_can_give_password,
    ),
    "second_factor": (
        "Reset the second factor",
        "They are signed out, and their authenticator app, passkeys and recovery codes stop working. Where their role "
        "needs a second factor, they set one up at the next sign-in. Do this only once you are sure who asks.",
        check_can_reset_second_factor,
    ),
}


def what_can_be_done(by: Person, person: Person, every: bool = False) -> list[Change]:
    """The changes that make sense for this person now (``every``: all there are), with why not where a rule refuses."""
    fitting = ["roles", "close", "password"] if person.is_active else ["roles", "open"]
    if person.has_second_factor:
        fitting.append("second_factor")
    return [
        Change(name, title, means, reverse(f"people:{name}", args=[person.pk]), why_not(by, check, person))
        for name, (title, means, check) in CHANGES.items()
        if every or name in fitting
    ]


def account_in_words(person: Person) -> str:
    if not person.is_active:
        return "Closed"
    return "One-time password, not yet changed" if person.must_change_password else "May sign in"


def second_factor_in_words(person: Person) -> str:
    if person.has_second_factor:
        return "Yes"
    return "No" if may(person, check_needs_no_second_factor) else "No, asked for at the next sign-in"


def table(page: Page, query: QueryDict) -> Table:
    """A page of people, by name."""
    columns = [
        Column("name", "Name"),
        Column("username", "Username"),
        Column("roles", "Roles"),
        Column("last", "Last sign-in", one_line=True),
        Column("factor", "Second factor"),
        Column("account", "Account"),
    ]
    rows = [
        {
            "name": Cell(str(person), href=reverse("people:person", args=[person.pk])),
            "username": person.username,
            "roles": person.roles_in_words,
            "last": _last(person),
            "factor": second_factor_in_words(person),
            "account": account_in_words(person),
        }
        for person in page
    ]
    empty = "Nobody is like that. Clear the filters to see everybody."
    return Table("People with an account", columns, rows, empty=empty, query=query, caption_hidden=True)


def facts(person: Person) -> SummaryList:
    """The account, and each role with what it may do."""
    roles = [(role.label, role.may) for role in Role if role in person.roles]
    return SummaryList(
        [
            ("Username", person.username),
            ("Email address", person.email or "None"),
            ("Account", account_in_words(person)),
            (
                "Signs in with",
                "A password" if person.has_usable_password() else "The council's single sign-on",
            ),
            ("Second factor", second_factor_in_words(person)),
            ("Added", day(localtime(person.since).date())),
            ("Last sign-in", _last(person)),
            *(roles or [("Roles", "None yet: nothing opens but the own account.")]),
        ]
    )


def _last(person: Person) -> str:
    return day(localtime(person.last_login).date()) if person.last_login else "Never"
