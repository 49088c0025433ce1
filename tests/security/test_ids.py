"""An id in an address is no key: guessing or borrowing one opens nothing (IDOR)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sufficiency.service.access.doors import DOORS
from sufficiency.service.access.models import Person
from sufficiency.service.access.roles import Role
from sufficiency.service.access.rules import anyone
from sufficiency.service.data import uploads
from sufficiency.service.populations.models import Population
from sufficiency.service.protection.models import Decision, Hold
from sufficiency.service.records.models import Caseload
from tests.security.conftest import addresses
from tests.service.addresses import EXAMPLES

WITH_AN_ID = [one for one in addresses() if one.arguments]
GUESSES = {int: (0, 1, 2, 2**31, 2**63 - 1, 2**63, 2**64), str: ("0", "1", "a", "A" * 20, "0" * 32, "f" * 32)}


def test_every_argument_of_every_address_is_tried():
    assert {name for one in WITH_AN_ID for name in one.arguments} <= set(EXAMPLES)
    assert len(WITH_AN_ID) > 20


@pytest.mark.parametrize(
    "role", [Role.FINANCE, Role.ELECTED_MEMBER, Role.SYSTEM_ADMINISTRATOR, Role.PROVIDER]
)
def test_an_id_that_is_there_and_one_that_is_not_are_refused_alike(signed_in, made_up, person, role):
    """Who may not open an address learns nothing from it: not even whether the thing is there."""
    client = signed_in(role)
    analyst = person(Role.PERFORMANCE_ANALYST, username="ann")
    there = Decision.objects.create(
        kind="edition", thing="x", choice="delete", reason="x", asked_by=analyst
    ).pk
    Hold.objects.create(pk=there, kind="edition", thing="x", reason="x", person=analyst)
    Caseload.objects.create(pk=there, person=analyst, child="1", part="social_worker", since="2025-01-01")
    for address in WITH_AN_ID:
        if address.view.rule is anyone or DOORS[address.name].opens_for([role]):
            continue
        for name, example in address.arguments.items():
            answers = set()
            for guess in (there, 8_000_001) if isinstance(example, int) else (made_up.id, "2099-01-01-001"):
                path = address.path.replace(str(example), str(guess))
                answer = client.get(path)
                answer = client.post(path) if answer.status_code == 405 else answer
                answers.add((answer.status_code, len(answer.content)))
            assert len(answers) == 1, f"{address.name} tells {role} which {name} there is: {answers}"
            assert {status for status, _ in answers} <= {401, 403, 404}, f"{address.name}: {answers}"


def test_a_guessed_id_makes_no_fault_and_opens_nothing(signed_in, made_up):
    Population.objects.all().delete()  # the made-up one is there, and may be opened
    client = signed_in(Role.PERFORMANCE_ANALYST)
    for address in WITH_AN_ID:
        for name, example in address.arguments.items():
            if name in ("measure", "rest", "kind"):
                continue
            for guess in GUESSES[type(example)]:
                path = address.path.replace(str(example), str(guess))
                answer = client.get(path)
                answer = client.post(path) if answer.status_code == 405 else answer
                assert answer.status_code in (302, 400, 401, 403, 404, 409), f"{path}: {answer.status_code}"


def test_a_token_of_sent_files_that_was_guessed_in_part_opens_nothing(signed_in, fresh_home):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    upload = uploads.take(
        fresh_home.path, [SimpleUploadedFile("a.csv", b"CHILD\n1\n")], {"by": client.person.pk}
    )
    for token in (
        upload.token[:-1],
        upload.token + "0",
        upload.token.upper() + "/",
        "../uploads/" + upload.token,
    ):
        assert client.get(f"/data/load/{token}").status_code == 404, token


def test_nobody_gives_themselves_a_role_by_adding_a_field_to_a_form(signed_in, made_up):
    """Fields that a form does not ask for change nothing (mass assignment)."""
    client = signed_in(Role.FINANCE)
    more = {
        "roles": "director",
        "role": "director",
        "is_active": "1",
        "is_superuser": "1",
        "person": "1",
        "by": "1",
    }
    for address in addresses():
        if address.name != "account_change_password":
            client.post(address.path, more)
    somebody = Person.objects.get(pk=client.person.pk)
    assert somebody.roles == {Role.FINANCE} and somebody.held_roles.count() == 1
