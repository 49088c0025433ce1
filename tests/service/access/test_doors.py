"""Every address as every role and signed out, and every kind of child, held against the table of doors."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from sufficiency.history.annex_a.columns import SCHEMA as LISTED
from sufficiency.history.columns import STORED
from sufficiency.returns.annex_a import LISTS
from sufficiency.returns.ssda903 import TABLES
from sufficiency.service.access import doors
from sufficiency.service.access.doors import (
    ANYONE,
    CHILD,
    DOORS,
    FIELDS,
    OTHER_FIELDS,
    OTHERS_CHILD,
    OWN_CHILD,
    QUOTING,
    SEALED_CHILD,
)
from sufficiency.service.access.roles import Role
from sufficiency.service.records.addresses import child_token
from sufficiency.service.records.models import Caseload, Part
from sufficiency.service.records.sealed import adopted_children
from tests.service.addresses import Address, all_addresses
from tests.service.api.calling import Caller, a_token, with_second_factor
from tests.service.made_up import *  # noqa: F403 (fixtures)

REASON = {"reason": "The police found the child and ask who may collect them"}


def refused(answer) -> bool:
    """Whether the answer keeps a person out: the page of a refusal, or the way to sign in."""
    to_sign_in = answer.status_code == 302 and "/account/sign-in/" in answer.headers["Location"]
    return answer.status_code in (401, 403) or to_sign_in


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written within is taken back, so that no address is walked in the traces of another."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def answer_of(client: Client, path: str):
    """To a GET, or to a POST where the address takes nothing else; of the API to a program with a token."""
    with undone():
        if path.startswith("/api/v1/") and hasattr(client, "person"):
            with_second_factor(client.person)
            return Caller(a_token(client.person)).get(path)
        answer = client.get(path)
        return client.post(path, REASON) if answer.status_code == 405 else answer


def walk(client: Client, roles: tuple[Role, ...] | None, addresses: list[Address]) -> list[str]:
    """What differs from the table, in sentences."""
    wrong = []
    for address in addresses:
        door = DOORS[address.name]
        if door.narrowed == CHILD or door.everybody == ANYONE:
            continue
        answer = answer_of(client, address.path)
        assert answer.status_code != 500, (address.name, roles, answer.status_code)
        if refused(answer) == door.opens_for(roles):
            wrong.append(f"{address.name} answers {answer.status_code} to {roles}; the table has {door}")
    return wrong


def children(edition, person=None) -> dict[str, str]:
    """A child of each kind, for the person; the own one is on the person's caseload."""
    every = set(edition.table("history/positions", ["child"])["child"].to_pylist())
    own, other = sorted(every - adopted_children())[:2]
    if person is not None:
        Caseload.objects.create(person=person, child=own, part=Part.SOCIAL_WORKER, since=date(2025, 1, 1))
    return {OWN_CHILD: own, OTHERS_CHILD: other, SEALED_CHILD: min(adopted_children() & every)}


def walk_children(client: Client, roles: tuple[Role, ...] | None, addresses: list[Address], edition, person=None) -> list[str]:  # fmt: skip
    wrong = []
    for kind, child in children(edition, person).items():
        for address in addresses:
            door = DOORS[address.name]
            if door.narrowed != CHILD:
                continue
            path = reverse(address.name, kwargs=address.arguments | {"child": child_token(child)})
            answer = answer_of(client, path)
            assert answer.status_code != 500, (address.name, roles, answer.status_code)
            if refused(answer) == door.opens_for(roles, kind):
                wrong.append(f"{address.name} answers {answer.status_code} to {roles} for the {kind}")
            if refused(answer):
                assert child not in answer.content.decode() and child not in str(answer.headers), address.name
    return wrong


def test_every_address_has_a_line_and_every_line_an_address():
    names = {address.name for address in all_addresses()}
    assert names == set(DOORS), "Give the address its line in access/doors.py, or take the line away."


@pytest.mark.walk
@pytest.mark.parametrize("role", Role)
def test_each_role_opens_what_the_table_says_and_nothing_else(signed_in, made_up, role):
    client, addresses = signed_in(role), all_addresses()
    assert walk(client, (role,), addresses) == []
    assert walk_children(client, (role,), addresses, made_up, client.person) == []


def test_somebody_without_a_role_opens_what_is_for_all_who_are_signed_in(signed_in, made_up):
    client, addresses = signed_in(), all_addresses()
    assert walk(client, (), addresses) == []
    assert walk_children(client, (), addresses, made_up) == []


def test_a_stranger_opens_what_is_for_anyone(client, db, made_up):
    addresses = all_addresses()
    assert walk(client, None, addresses) == []
    assert walk_children(client, None, addresses, made_up) == []


def test_a_former_person_opens_nothing(signed_in, made_up):
    client = signed_in(Role.DIRECTOR)
    client.person.is_active = False
    client.person.save()
    for address in all_addresses():
        if DOORS[address.name].everybody != ANYONE:
            assert refused(answer_of(client, address.path)), address.name


@pytest.mark.parametrize("name", [name for name, door in DOORS.items() if door.narrowed == CHILD])
def test_a_token_that_was_changed_or_is_of_another_installation_finds_no_child(signed_in, made_up, settings, name):  # fmt: skip
    client = signed_in(*(role for role in Role if role not in (Role.PROVIDER, Role.SYSTEM_ADMINISTRATOR)))
    (address,) = [one for one in all_addresses() if one.name == name]
    token = child_token(children(made_up)[OTHERS_CHILD])
    changed = ("B" if token[0] == "A" else "A") + token[1:]
    key, settings.SECRET_KEY = settings.SECRET_KEY, "of another installation, as long as such a key has to be"
    elsewhere = child_token(children(made_up)[OTHERS_CHILD])
    settings.SECRET_KEY = key
    for one in (changed, elsewhere, token[::-1], token.swapcase()):
        path = reverse(name, kwargs=address.arguments | {"child": one})
        assert answer_of(client, path).status_code == 404


def test_no_address_holds_the_id_of_a_child(signed_in, made_up):
    """Every link, form and redirect of every page that may be reached."""
    client = signed_in(Role.PERFORMANCE_ANALYST, Role.DIRECTOR, Role.SOCIAL_WORKER)
    ids = set(made_up.table("history/children", ["child"])["child"].to_pylist())
    held = []
    for address in all_addresses():
        arguments = address.arguments | ({"edition": made_up.id} if "edition" in address.arguments else {})
        if "child" in arguments:
            arguments["child"] = child_token(children(made_up)[OTHERS_CHILD])
        with undone():
            answer = client.get(reverse(address.name, kwargs=arguments))
        targets = re.findall(r'(?:href|action|src)="([^"]*)"', answer.content.decode(errors="replace"))
        targets.append(answer.headers.get("Location", ""))
        held += [
            (address.name, one) for target in targets for one in re.split(r"[/?&=#]", target) if one in ids
        ]
    assert held == []


@contextmanager
def nothing_else_is_written() -> Iterator[None]:
    """Triggers on every table but the audit's: any write fails the statement that makes it."""
    tables = [name for name in connection.introspection.table_names() if not name.startswith("audit_")]
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE FUNCTION refuse_write() RETURNS trigger AS $$ BEGIN "
                "RAISE EXCEPTION 'a GET wrote to %', TG_TABLE_NAME; END $$ LANGUAGE plpgsql"
            )
            for table in tables:
                cursor.execute(
                    f'CREATE TRIGGER refuse_write BEFORE INSERT OR UPDATE OR DELETE ON "{table}" '
                    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_write()"
                )
        else:
            for table in tables:
                for what in ("INSERT", "UPDATE", "DELETE"):
                    cursor.execute(
                        f'CREATE TRIGGER "refuse_{what}_{table}" BEFORE {what} ON "{table}" '
                        f"BEGIN SELECT RAISE(ABORT, 'a GET wrote to {table}'); END"
                    )
        yield
        transaction.set_rollback(True)


def test_reading_writes_nothing_but_the_audit(signed_in, made_up):
    """Every address, by somebody who holds every role, while the database refuses any other write."""
    client = signed_in(*Role)
    kinds = children(made_up, client.person).values()
    with nothing_else_is_written():
        for address in all_addresses():
            arguments = address.arguments | (
                {"edition": made_up.id} if "edition" in address.arguments else {}
            )
            for child in kinds if "child" in arguments else [""]:
                kept = arguments | ({"child": child_token(child)} if child else {})
                answer = client.get(reverse(address.name, kwargs=kept))
                assert answer.status_code != 500, address.name


def test_the_database_does_refuse_a_write_while_reading_is_proved(signed_in, made_up):
    client = signed_in(Role.PLACEMENT_MANAGER)
    with pytest.raises(Exception, match="a GET wrote to"), nothing_else_is_written():
        children(made_up, client.person)


def test_every_field_has_its_line():
    of_returns = {column.name.lower() for table in TABLES.values() for column in table.columns}
    of_histories = {name for table in STORED.values() for name in table.columns}
    of_findings = {
        "code",
        "severity",
        "table",
        "year",
        "file",
        "row",
        "child",
        "field",
        "message",
        "measures",
    }
    of_cells = {"table", "field", "value"}
    of_lists = {column.field for one in LISTS.values() for column in one.columns} | set(LISTED.names)
    lines = set(FIELDS) | OTHER_FIELDS | QUOTING
    of_cells |= {"list", "column"}  # of a list
    assert of_returns | of_histories | of_findings | of_cells | of_lists == lines, (
        "Give the field its line in access/doors.py."
    )
    assert not set(FIELDS) & OTHER_FIELDS


def test_confidential_fields_are_opened_by_the_roles_of_their_lines():
    from sufficiency.service.access.rules import OPEN_ADDRESS
    from sufficiency.service.records.confidential import OF_EPISODES

    assert {FIELDS[name] for name in OF_EPISODES} == {OPEN_ADDRESS} == {doors.ADDRESS}
