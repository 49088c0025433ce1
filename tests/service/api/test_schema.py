"""Generated calls against every operation: no fault of ours, every answer as the document says, no way without a token."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.utils.html import escape
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.parameters import ParameterLocation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from sufficiency.service.access.roles import Role
from sufficiency.service.api import limits
from sufficiency.service.api.document import operations
from tests.service.api.rooms import one_of_each

ADDRESS = "/api/v1/openapi.json"
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
    negative_data_rejection,
    ignored_auth,
]
FEW, MANY = 15, 150  # calls of each operation, half of them with what the document does not allow


@pytest.fixture
def program(caller, made_up, monkeypatch):
    """Somebody whose token opens everything, and who may call as often as is needed."""
    monkeypatch.setattr(limits, "PER_TOKEN", 1_000_000)
    monkeypatch.setattr(limits, "PER_ADDRESS", 1_000_000)
    # As Django's own client does: a call within the test ends neither the test's connection nor its transaction.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield caller(*Role)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def checks_for(case) -> list:
    """All checks; of a call whose wrong parameters are empty lists, nothing wrong was sent, and it may be answered."""
    is_sent = all(value not in ([], {}, None) for value in dict(case.query or {}).values())
    return CHECKS if is_sent else [check for check in CHECKS if check is not negative_data_rejection]


def generated_calls(program, made_up, operation: str, number: int) -> list[int]:
    """Call the operation with what the document allows and with what it does not; the statuses of the answers.

    Half of the calls name an edition, a measure, an action… that are there, so that they come further than the address.
    """
    schema = schemathesis.openapi.from_wsgi(ADDRESS, get_wsgi_application())
    found = schema[operations()[operation]["path"]]["GET"]
    there = one_of_each(made_up)
    path = {name: value for name, value in there.items() if f"{{{name}}}" in found.path}
    statuses: list[int] = []

    @settings(
        max_examples=number,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=st.one_of(*(found.as_strategy(mode) for mode in GenerationMode)), is_there=st.booleans())
    def call(case, is_there):
        if is_there and path and not case.meta.is_negative_at(ParameterLocation.PATH):
            case.path_parameters = path
        answer = case.call(headers={"Authorization": f"Bearer {program.secret}"})
        statuses.append(answer.status_code)
        headers = {"Authorization": f"Bearer {program.secret}"}
        case.validate_response(answer, checks=checks_for(case), headers=headers)

    call()
    query = {"with": made_up.id} if operation == "differences" else {}
    plain = found.Case(path_parameters=path, query=query)
    statuses.append(
        plain.call_and_validate(
            headers={"Authorization": f"Bearer {program.secret}"}, checks=CHECKS
        ).status_code
    )
    return statuses


@pytest.mark.parametrize("operation", operations())
def test_generated_calls_find_no_fault(program, made_up, operation):
    assert 200 in generated_calls(program, made_up, operation, FEW)


@pytest.mark.slow
@pytest.mark.parametrize("operation", operations())
def test_many_generated_calls_find_no_fault(program, made_up, operation):
    assert 200 in generated_calls(program, made_up, operation, MANY)


@pytest.mark.django_db
def test_the_document_is_openapi_3_1_with_an_example_of_every_answer(client):
    told = client.get(ADDRESS).json()
    assert told["openapi"].startswith("3.1.")
    schemathesis.openapi.from_dict(told).validate()
    for operation in operations().values():
        assert operation["responses"]["200"]["content"]["application/json"]["example"]
        assert all(one["description"] for one in operation["parameters"]), operation["operationId"]
        assert set(operation["responses"]) == {"200", "401", "403", "404", "422", "429", "503"}


def test_the_examples_of_the_document_have_the_shape_of_the_answers(made_up, client, db):
    from jsonschema import Draft202012Validator

    told = client.get(ADDRESS).json()
    for operation in operations().values():
        content = operation["responses"]["200"]["content"]["application/json"]
        schema = content["schema"] | {"components": told["components"]}
        wrong = [one.message for one in Draft202012Validator(schema).iter_errors(content["example"])]
        assert wrong == [], operation["operationId"]


def test_the_page_of_the_document_tells_every_operation_and_runs_no_script_of_its_own(client, db):
    page = client.get("/api/").content.decode()
    for operation in operations().values():
        assert operation["path"] in page and escape(operation["summary"]) in page
    assert "http" not in "".join(part.split(">")[0] for part in page.split("<script")[1:])
