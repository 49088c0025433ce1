from datetime import UTC, datetime

import pytest
from django.db import DatabaseError

from sufficiency.service.access.audit import looks_at, record_look
from sufficiency.service.access.models import Look
from sufficiency.service.access.roles import Role


def test_a_look_says_who_which_child_where_and_when(person):
    director = person(Role.DIRECTOR)
    at = datetime(2025, 4, 5, 9, 30, tzinfo=UTC)
    record_look(director, "1234", "child's page", at)
    [look] = looks_at("1234")
    assert (look.person, look.child, look.page, look.at) == (director, "1234", "child's page", at)


def test_a_list_of_children_is_a_look_at_each_once(person):
    record_look(person(Role.DIRECTOR), ["1", "2", "1"], "children behind adoptions")
    assert sorted(Look.objects.values_list("child", flat=True)) == ["1", "2"]


def test_a_look_that_cannot_be_recorded_stops_the_page(person, monkeypatch):
    def broken(*_args, **_kwargs):
        raise DatabaseError("full")

    monkeypatch.setattr(Look.objects, "bulk_create", broken)
    with pytest.raises(DatabaseError):
        record_look(person(Role.DIRECTOR), "1234", "child's page")


def test_a_person_who_looked_cannot_be_removed(person):
    director = person(Role.DIRECTOR)
    record_look(director, "1234", "child's page")
    with pytest.raises(Exception, match="protected"):
        director.delete()
