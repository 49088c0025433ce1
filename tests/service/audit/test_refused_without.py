"""Nothing is shown, taken away or changed where the line cannot be written."""

from types import SimpleNamespace

import pytest
from django.db import DatabaseError
from django.urls import reverse

from sufficiency.editions import Home
from sufficiency.service.access.models import HeldRole
from sufficiency.service.access.roles import Role
from sufficiency.service.data.actions import start_load
from sufficiency.service.data.models import Choice, Load
from sufficiency.service.operations.models import Job
from sufficiency.service.position.models import Target
from sufficiency.service.records.addresses import child_token
from sufficiency.service.records.sealed import sealed_children
from tests.service.conftest import PASSWORD
from tests.service.lines import the_audit_is_full
from tests.service.position.test_targets import SENT


@pytest.fixture
def child(made_up):
    return min(set(made_up.table("history/children")["child"].to_pylist()) - sealed_children())


# Each page and file that shows a child or what was done, with its arguments; "edition" and "child" stand for those.
PAGES = [
    ("records:child", "child"),
    ("records:home",),
    ("records:behind", "cla_number"),
    ("records:behind_csv", "cla_number"),
    ("data:findings", "edition"),
    ("data:findings_csv", "edition"),
    ("data:findings_json", "edition"),
    ("audit:child", "child"),
    ("audit:child_csv", "child"),
    ("audit:home",),
    ("audit:home_csv",),
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page[0])
def test_a_page_whose_look_cannot_be_recorded_is_not_shown(signed_in, made_up, child, page):
    client = signed_in(Role.DIRECTOR)
    client.raise_request_exception = False
    named = {"edition": made_up.id, "child": child_token(child)}
    address = reverse(page[0], args=[named.get(one, one) for one in page[1:]])
    assert client.get(address).status_code == 200
    with the_audit_is_full():
        answer = client.get(address)
    assert answer.status_code == 500
    assert child not in answer.content.decode() and "full" not in answer.content.decode()


def test_an_edition_is_not_chosen_where_that_cannot_be_recorded(
    transactional_db, signed_in, made_up, monkeypatch
):
    chosen = []
    monkeypatch.setattr(Home, "make_current", lambda _home, edition: chosen.append(edition))
    client = signed_in(Role.PERFORMANCE_ANALYST)
    client.raise_request_exception = False
    with the_audit_is_full():
        assert client.post(reverse("data:use", args=[made_up.id])).status_code == 500
    assert not Choice.objects.exists() and chosen == []


def test_a_load_is_not_begun_where_that_cannot_be_recorded(transactional_db, person):
    upload = SimpleNamespace(token="0123456789abcdef", state={"year": 2025, "names": ["header.csv"]})
    analyst = person(Role.PERFORMANCE_ANALYST)
    with the_audit_is_full(), pytest.raises(DatabaseError):
        start_load(upload=upload, status="final", authority="", by=analyst)
    assert not Load.objects.exists() and not Job.objects.exists()


def test_a_target_is_not_set_where_that_cannot_be_recorded(transactional_db, signed_in, made_up):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    client.raise_request_exception = False
    known = Target.objects.count()
    with the_audit_is_full():
        answer = client.post(reverse("position:target", args=["three_plus_placements_pct"]), SENT)
    assert answer.status_code == 500
    assert Target.objects.count() == known


def test_roles_are_not_changed_where_that_cannot_be_recorded(transactional_db, signed_in, person):
    somebody = person(Role.FINANCE)
    client = signed_in(Role.SYSTEM_ADMINISTRATOR)
    client.raise_request_exception = False
    asked = {"roles": ["director"], "seen": str(somebody.changes)}
    with the_audit_is_full():
        answer = client.post(reverse("people:roles", args=[somebody.pk]), asked)
    assert answer.status_code == 500
    assert HeldRole.objects.get(person=somebody).role == Role.FINANCE


def test_nobody_signs_in_where_that_cannot_be_recorded(transactional_db, client, person):
    somebody = person(Role.FINANCE)
    client.raise_request_exception = False
    with the_audit_is_full():
        answer = client.post(reverse("account_login"), {"login": somebody.username, "password": PASSWORD})
    assert answer.status_code == 500
    assert client.get(reverse("account")).status_code == 302


def test_a_session_ends_even_where_that_cannot_be_recorded(transactional_db, signed_in):
    client = signed_in(Role.FINANCE)
    client.raise_request_exception = False
    with the_audit_is_full():
        assert client.post(reverse("account_logout")).status_code == 500
    assert client.get(reverse("account")).status_code == 302
