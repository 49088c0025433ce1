"""Who opens which operation: every role, and every scope alone, against the table beside the rules."""

import pytest
from django.test import Client
from django.urls import reverse

from sufficiency.service.access import rules
from sufficiency.service.access.doors import DOORS
from sufficiency.service.access.roles import Role
from sufficiency.service.api.document import SECURITY, operations
from sufficiency.service.api.scopes import RULES, Scope
from sufficiency.service.api.urls import urlpatterns
from tests.service.api.calling import Caller, a_token
from tests.service.api.rooms import one_of_each

PAGES = {"tokens", "every_token", "revoke", "docs", "openapi", "elsewhere"}
OPERATIONS = operations()


def address(operation: str, edition) -> str:
    """The operation's address, in which everything it names is there."""
    named = [one["name"] for one in OPERATIONS[operation]["parameters"] if one["in"] == "path"]
    given = one_of_each(edition) if named else {}
    query = f"?with={edition.id}" if operation == "differences" else ""
    return reverse(f"api:{operation}", kwargs={name: given[name] for name in named}) + query


def scope_of(operation: str) -> Scope:
    return Scope(OPERATIONS[operation]["security"][0][SECURITY][0])


def test_every_operation_is_in_the_document_and_has_a_line_in_the_table():
    named = {pattern.name for pattern in urlpatterns} - PAGES
    assert named == set(OPERATIONS)
    assert {f"api:{name}" for name in named} <= set(DOORS)


@pytest.mark.walk
@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("role", [None, *Role])
def test_a_role_opens_what_the_table_says_and_nothing_else(caller, made_up, role, operation):
    held = [role] if role else []
    answer = caller(*held).get(address(operation, made_up))
    expected = 200 if DOORS[f"api:{operation}"].opens_for(held) else 403
    assert answer.status_code == expected, answer.content[:300]
    if expected == 403:
        assert answer.json()["detail"].endswith(".")


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_scope_opens_its_own_operations_alone(caller, made_up, operation):
    program = caller(*Role, scopes=())
    path = address(operation, made_up)
    for scope in Scope:
        with_one = Caller(a_token(program.person, (scope,)))
        answer = with_one.get(path)
        assert (answer.status_code == 200) == (scope is scope_of(operation)), (scope, answer.status_code)
        assert answer.status_code in (200, 403)
    assert program.get(path).status_code == 403


@pytest.mark.parametrize("operation", OPERATIONS)
def test_without_a_token_no_operation_opens(signed_in, made_up, operation):
    path = address(operation, made_up)
    for client in (Client(), signed_in(*Role)):
        assert client.get(path).status_code == 401


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_operation_refuses_with_the_sentence_of_the_pages(caller, made_up, operation):
    program = caller(Role.PROVIDER)
    checks = (*RULES.values(), rules.check_can_see_small_numbers)
    sentences = {rules.why_not(program.person, check) for check in checks}
    assert program.get(address(operation, made_up)).json()["detail"] in sentences


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_every_operation_only_reads(caller, made_up, operation, method):
    program = caller(*Role)
    answer = getattr(program.client, method)(address(operation, made_up))
    assert answer.status_code == 405 and answer.headers["Allow"]


def test_an_address_under_the_api_where_nothing_is_answers_as_the_api_does(client, db):
    for path in ("/api/v1/nothing", "/api/v2/figures", "/api/v1/", "/api/v1/papers/1%0A"):
        answer = client.get(path)
        assert answer.status_code == 404 and answer.headers["Content-Type"] == "application/problem+json"


def test_a_scope_says_which_rule_it_needs():
    assert set(RULES) == set(Scope)
