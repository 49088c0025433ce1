import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from sufficiency.service.access.actions import UnknownRole, create_person, give_role, role_named, take_role
from sufficiency.service.access.models import HeldRole, Person
from sufficiency.service.access.roles import Role
from sufficiency.service.access.rules import NotAllowed
from tests.service.conftest import PASSWORD
from tests.service.lines import changes_of


def test_a_person_is_made_with_roles_and_a_hashed_password(db):
    made = create_person(username="ann", name="Ann", password=PASSWORD, roles=[Role.DIRECTOR, Role.FINANCE])
    assert made.roles == {Role.DIRECTOR, Role.FINANCE}
    assert made.roles_in_words == "Director, Finance"
    assert PASSWORD not in made.password


@pytest.mark.parametrize("password", ["short", "passwordpassword", "annabelle-annabelle"])
def test_a_password_that_is_easily_guessed_is_refused(db, password):
    with pytest.raises(ValidationError):
        create_person(username="annabelle-annabelle", name="", password=password[:19], roles=[])
    assert not Person.objects.exists()


def test_usernames_and_addresses_are_of_one_person_whatever_the_case(person, db):
    create_person(username="Ann", name="Ann", password=PASSWORD, roles=[], email="ann@example.org")
    for username, email in (("ann", ""), ("other", "ANN@example.org")):
        with pytest.raises(ValidationError):
            create_person(username=username, name="Other", password=PASSWORD, roles=[], email=email)


@pytest.mark.parametrize("username", ["", "a b", "-x", "a/b", "a\nb", "x" * 101, "<b>"])
def test_a_username_that_could_be_anything_is_refused(db, username):
    with pytest.raises(ValidationError):
        create_person(username=username, name="Ann", password=PASSWORD, roles=[])


def test_the_database_itself_refuses_a_role_that_is_none(person):
    somebody = person()
    with pytest.raises(IntegrityError), transaction.atomic():
        HeldRole.objects.create(person=somebody, role="emperor")


def test_roles_are_recognised_as_people_write_them():
    assert role_named("performance-analyst") is Role.PERFORMANCE_ANALYST
    assert role_named(" Independent reviewing officer ") is Role.REVIEWING_OFFICER
    with pytest.raises(UnknownRole, match="'emperor' is no role. The roles are: performance_analyst, "):
        role_named("emperor")


def test_only_a_system_administrator_adds_people(person):
    with pytest.raises(NotAllowed):
        create_person(username="ann", name="Ann", password=PASSWORD, roles=[], by=person(Role.DIRECTOR))


def test_nobody_changes_their_own_roles(person):
    administrator = person(Role.SYSTEM_ADMINISTRATOR)
    with pytest.raises(NotAllowed, match="Nobody changes their own roles"):
        give_role(person=administrator, role=Role.DIRECTOR, by=administrator)
    assert administrator.roles == {Role.SYSTEM_ADMINISTRATOR}


def test_giving_and_taking_a_role_is_audited_with_who_did_it(person):
    administrator, somebody = person(Role.SYSTEM_ADMINISTRATOR), person(username="ann")
    give_role(person=somebody, role=Role.DIRECTOR, by=administrator)
    assert somebody.roles == {Role.DIRECTOR}
    take_role(person=somebody, role=Role.DIRECTOR, by=administrator)
    assert somebody.roles == frozenset()
    lines = [line for line in changes_of(HeldRole) if line.person == administrator]
    assert [line.told["did"] for line in lines] == ["added", "removed"]
    assert {line.about for line in lines} == {somebody}


def test_the_audit_holds_no_password(person):
    somebody = person(username="ann")
    somebody.set_password("another-long-password")
    somebody.save()
    assert not any(somebody.password in line.details for line in changes_of(somebody))
