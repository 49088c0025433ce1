"""Lines of the audit: what they say, and that nothing goes on without them."""

import pytest
from django.db import DatabaseError, connection

from sufficiency.service.access.roles import Role
from sufficiency.service.audit import chain
from sufficiency.service.audit.actions import record, record_export, record_look
from sufficiency.service.audit.models import Head, Line, What


def test_a_look_says_who_which_child_where_and_why(person):
    director = person(Role.DIRECTOR)
    record_look(director, "1234", "child's page", reason="a complaint")
    line = Line.objects.get(child="1234")
    assert (line.person, line.what, line.page, line.reason) == (
        director,
        What.LOOKED,
        "child's page",
        "a complaint",
    )
    assert line.name == str(director)


def test_a_list_of_children_is_a_line_for_each_once(person):
    record_look(person(Role.DIRECTOR), ["1", "2", "1"], "children behind adoptions")
    assert sorted(Line.objects.filter(what=What.LOOKED).values_list("child", flat=True)) == ["1", "2"]


def test_a_page_that_lists_nobody_records_no_look_but_a_file_with_nobody_is_recorded(person):
    director = person(Role.DIRECTOR)
    record_look(director, [], "findings")
    assert not Line.objects.filter(what=What.LOOKED).exists()
    record_export(director, [], "findings, CSV")
    assert Line.objects.get(what=What.EXPORTED).child == ""


def test_each_line_is_sealed_to_the_one_before(person):
    director = person(Role.DIRECTOR)
    record_look(director, ["1", "2"], "children")
    record(by=None, what=What.DELETED, thing="edition 2025-04-05-001", details={"rows": 3})
    lines = list(Line.objects.order_by("number"))
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert [line.previous for line in lines] == [chain.FIRST, *(line.hash for line in lines[:-1])]
    assert all(line.hash == chain.hash_of(line) for line in lines)
    assert str(Head.objects.get()) == f"{len(lines)}:{lines[-1].hash}"
    assert lines[-1].told == {"rows": 3} and lines[-1].who == "The machine itself"


@pytest.mark.parametrize("odd", ["x" * 3000, "a\x00b", "\ud800", "Zoë ☃ 木", ""])
def test_a_line_takes_any_text_a_return_or_a_person_may_hold(person, odd):
    record(
        by=person(Role.DIRECTOR),
        what=What.LOOKED,
        child=odd,
        page=odd,
        reason=odd,
        thing=odd,
        details={"a": odd},
    )
    line = Line.objects.order_by("number").last()
    assert line.hash == chain.hash_of(line)


def test_two_long_ids_stay_apart(person):
    director = person(Role.DIRECTOR)
    record_look(director, ["x" * 500 + "1", "x" * 500 + "2"], "children")
    assert Line.objects.filter(what=What.LOOKED).values("child").distinct().count() == 2


def test_nothing_is_added_with_another_key(person, settings):
    director = person(Role.DIRECTOR)
    record_look(director, "1", "child's page")
    settings.AUDIT_KEY = "another"
    with pytest.raises(chain.BrokenChain, match="another key"):
        record_look(director, "1", "child's page")


def test_a_hundred_children_take_few_queries(person, django_assert_max_num_queries):
    director = person(Role.DIRECTOR)
    record_look(director, "1", "child's page")
    with django_assert_max_num_queries(7):
        record_look(director, [str(n) for n in range(100)], "children")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_line SET page = 'another'",
        "DELETE FROM audit_line",
        "UPDATE audit_head SET count = 0",
        "DELETE FROM audit_head",
    ],
)
def test_the_database_refuses_to_change_or_remove_a_line(person, sql):
    record_look(person(Role.DIRECTOR), "1", "child's page")
    with pytest.raises(DatabaseError, match="never changed|only moves on"), connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_database_refuses_to_replace_or_empty_the_lines(person):
    record_look(person(Role.DIRECTOR), "1", "child's page")
    connection.check_constraints()  # so that PostgreSQL has nothing pending and comes to the trigger
    columns = ", ".join(field.column for field in Line._meta.fields)
    sql = {
        "postgresql": "TRUNCATE audit_line",
        "sqlite": f"INSERT OR REPLACE INTO audit_line ({columns}) SELECT {columns} FROM audit_line",
    }
    with pytest.raises(DatabaseError, match="never changed"), connection.cursor() as cursor:
        cursor.execute(sql[connection.vendor])
