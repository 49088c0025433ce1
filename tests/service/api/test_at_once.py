"""Tokens made, revoked and used while their person reads records: nobody waits for ever.

Only PostgreSQL lets several writers in at the same time: this runs in `make test-postgresql` (see conftest).
"""

import pytest
from django.utils import timezone

from sufficiency.service.access.roles import Role
from sufficiency.service.api import actions
from sufficiency.service.api.models import Token
from sufficiency.service.api.scopes import Scope
from sufficiency.service.audit.actions import record
from sufficiency.service.audit.models import What
from tests.service.at_once import before_the_audit

pytestmark = pytest.mark.django_db(transaction=True)


def a_token(person, name="nightly"):
    return actions.make_token(person=person, name=name, scopes=[Scope.FIGURES], days=30, by=person)[0]


def looks(person):
    return lambda: record(by=person, what=What.CHANGED, person=person, thing="something of theirs")


def test_a_token_is_made_while_its_person_writes_to_the_audit(person):
    analyst = person(Role.PERFORMANCE_ANALYST)
    made, other = before_the_audit(lambda: a_token(analyst), looks(analyst))
    assert isinstance(made, Token) and not isinstance(other, Exception)


def test_a_token_is_revoked_while_its_person_writes_to_the_audit(person):
    analyst = person(Role.PERFORMANCE_ANALYST)
    token = a_token(analyst)
    revoked, other = before_the_audit(lambda: actions.revoke_token(token=token, by=analyst), looks(analyst))
    assert revoked.revoked_at is not None and not isinstance(other, Exception)


def test_a_token_is_used_while_its_person_writes_to_the_audit(person):
    analyst = person(Role.PERFORMANCE_ANALYST)
    token = a_token(analyst)
    _used, other = before_the_audit(lambda: actions.note_use(token=token, at=timezone.now()), looks(analyst))
    token.refresh_from_db()
    assert token.last_used_on == timezone.localdate() and not isinstance(other, Exception)


def test_of_two_who_revoke_a_token_at_once_one_line_is_written(person):
    analyst, administrator = person(Role.PERFORMANCE_ANALYST), person(Role.SYSTEM_ADMINISTRATOR)
    token = a_token(analyst)
    one, other = before_the_audit(
        lambda: actions.revoke_token(token=token, by=analyst),
        lambda: actions.revoke_token(token=token, by=administrator),
    )
    assert one.revoked_by == other.revoked_by == analyst
