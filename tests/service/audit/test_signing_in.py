"""Signing in, out and not at all: each a line, and none with anything secret."""

import pytest
from django.urls import reverse

from sufficiency.service.access.roles import Role
from sufficiency.service.audit.models import Line, What
from tests.service.conftest import PASSWORD

KINDS = (What.SIGNED_IN, What.SIGN_IN_REFUSED, What.SIGNED_OUT)


def sign_in(client, name: str, password: str = PASSWORD):
    return client.post(reverse("account_login"), {"login": name, "password": password})


def lines() -> list[tuple]:
    found = Line.objects.filter(what__in=KINDS).order_by("number")
    return [(line.what, line.person, line.about) for line in found]


def test_signing_in_and_out_are_lines(client, person):
    somebody = person(Role.FINANCE)
    sign_in(client, somebody.username)
    client.post(reverse("account_logout"))
    assert lines() == [(What.SIGNED_IN, somebody, somebody), (What.SIGNED_OUT, somebody, somebody)]


@pytest.mark.parametrize("name", ["FINANCE", "finance"])
def test_a_wrong_password_is_a_line_that_says_whom_it_was_meant_for(client, person, name):
    somebody = person(Role.FINANCE)
    sign_in(client, name, "not the password")
    assert lines() == [(What.SIGN_IN_REFUSED, None, somebody)]


@pytest.mark.parametrize("typed", ["my secret password 1", "a\x00b", "x" * 5000, "somebody@example.org"])
def test_what_was_typed_is_kept_nowhere(client, person, typed):
    person(Role.FINANCE)
    sign_in(client, typed, "another secret 2")
    for line in Line.objects.filter(what=What.SIGN_IN_REFUSED):
        assert (line.person, line.about) == (None, None)
        said = "".join((line.name, line.thing, line.page, line.reason, line.details))
        assert typed[:20] not in said and "another secret 2" not in said


def test_somebody_whose_account_is_closed_is_refused_with_a_line(client, person):
    somebody = person(Role.FINANCE)
    somebody.is_active = False
    somebody.save()
    sign_in(client, somebody.username)
    assert [what for what, _who, _about in lines()] != []
    assert What.SIGNED_IN not in [what for what, _who, _about in lines()]
