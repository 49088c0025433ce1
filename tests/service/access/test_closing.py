"""The actions that close accounts and change roles: the last administrator stays, and sessions end with the change."""

import pytest
from django.test import Client

from sufficiency.service.access import actions
from sufficiency.service.access.models import Person
from sufficiency.service.access.roles import Role
from sufficiency.service.access.rules import NotAllowed
from sufficiency.service.audit.models import Line

ADMINISTRATOR = Role.SYSTEM_ADMINISTRATOR
LAST = "This is the last system administrator who may sign in."


@pytest.fixture
def pair(person) -> tuple[Person, Person]:
    return person(ADMINISTRATOR, username="one"), person(ADMINISTRATOR, username="two")


def test_the_last_administrator_cannot_be_closed_not_even_from_the_machine_itself(pair):
    one, two = pair
    actions.close_account(person=one, by=two)
    with pytest.raises(NotAllowed, match=LAST):
        actions.close_account(person=two, by=None)


def test_the_last_administrator_cannot_lose_the_role(pair):
    one, two = pair
    actions.take_role(person=one, role=ADMINISTRATOR, by=two)
    with pytest.raises(NotAllowed, match=LAST):
        actions.set_roles(person=two, roles=[Role.DIRECTOR], by=None)
    assert two.roles == {ADMINISTRATOR}


def test_one_whose_account_is_closed_does_not_count_as_an_administrator_who_stays(pair):
    one, two = pair
    actions.close_account(person=one, by=two)
    with pytest.raises(NotAllowed, match=LAST):
        actions.take_role(person=two, role=ADMINISTRATOR, by=None)


def test_an_administrator_closed_a_moment_ago_changes_nobody_any_more(pair):
    one, two = pair
    stale = Person.objects.get(pk=one.pk)
    assert stale.roles == {ADMINISTRATOR}  # looked up before the account was closed
    actions.close_account(person=one, by=two)
    with pytest.raises(NotAllowed):
        actions.close_account(person=two, by=stale)


def test_an_administrator_whose_role_was_taken_a_moment_ago_changes_nobody_any_more(pair, person):
    one, two = pair
    stale, other = Person.objects.get(pk=one.pk), person(username="other")
    assert stale.roles == {ADMINISTRATOR}
    actions.take_role(person=one, role=ADMINISTRATOR, by=two)
    with pytest.raises(NotAllowed):
        actions.give_role(person=other, role=Role.DIRECTOR, by=stale)


def test_a_made_up_person_is_not_opened_again_by_hand(pair, person):
    made_up = person(username="made")
    Person.objects.filter(pk=made_up.pk).update(made_up=True, is_active=False)
    with pytest.raises(NotAllowed, match="made-up person"):
        actions.reopen_account(person=made_up, by=pair[0])


def test_a_change_that_changes_nothing_ends_no_session(pair, person):
    ann = person(Role.FINANCE, username="ann")
    actions.set_roles(person=ann, roles=[Role.FINANCE], by=pair[0])
    assert Person.objects.get(pk=ann.pk).changes == 0


@pytest.mark.parametrize(
    "change", [actions.close_account, actions.reset_second_factor, actions.give_one_time_password]
)
def test_every_session_of_the_person_ends_with_the_change_and_no_other(pair, person, change):
    ann, eve = person(Role.FINANCE, username="ann"), person(Role.FINANCE, username="eve")
    clients = [Client(), Client(), Client()]
    for client, who in zip(clients, (ann, ann, eve), strict=True):
        client.force_login(who)
    change(person=ann, by=pair[0])
    assert [client.get("/account/").status_code for client in clients] == [302, 302, 200]


def test_a_change_whose_audit_cannot_be_written_is_not_made(pair, person, monkeypatch):
    ann = person(Role.FINANCE, username="ann")
    before = ann.password

    def broken(**_):
        raise RuntimeError("full")

    monkeypatch.setattr(actions, "record", broken)
    for change in (actions.close_account, actions.reset_second_factor, actions.give_one_time_password):
        with pytest.raises(RuntimeError):
            change(person=ann, by=pair[0])
    kept = Person.objects.get(pk=ann.pk)
    assert kept.is_active and kept.changes == 0 and kept.password == before


def test_each_change_says_who_made_it(pair, person):
    ann = person(Role.FINANCE, username="ann")
    actions.give_role(person=ann, role=Role.DIRECTOR, by=pair[0])
    line = Line.objects.filter(about=ann, thing="roles").first()
    assert line.person == pair[0]
    assert line.told == {"before": ["finance"], "after": ["director", "finance"]}


def test_no_line_of_the_audit_holds_a_password(pair, person):
    ann = person(Role.FINANCE, username="ann")
    password = actions.give_one_time_password(person=ann, by=pair[0])
    kept = Person.objects.get(pk=ann.pk).password
    told = " ".join(f"{line.thing} {line.reason} {line.details}" for line in Line.objects.all())
    assert password not in told and kept not in told
