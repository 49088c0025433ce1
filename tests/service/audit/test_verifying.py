"""A chain that somebody with the database in their hands has changed is found out, and where."""

import pytest
from django.db import connection

from sufficiency.service.access.roles import Role
from sufficiency.service.audit import chain, verifying
from sufficiency.service.audit.actions import record_look
from sufficiency.service.audit.heads import Noted, Tampered, Unguarded
from sufficiency.service.audit.models import Head, Line
from sufficiency.service.audit.triggers import put_in_place
from tests.triggers import take_off


@pytest.fixture
def lines(person, monkeypatch):
    """Eight lines and more, read in small batches; their number."""
    monkeypatch.setattr(verifying, "BATCH", 3)
    record_look(person(Role.DIRECTOR), [str(n) for n in range(8)], "children")
    if connection.vendor == "postgresql":
        connection.check_constraints()  # nothing is pending, so that triggers can go
    return Line.objects.count()


def by_hand(*statements: str) -> None:
    """Change the database as somebody could who owns it: without the triggers, and then with them again."""
    take_off()
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)
    if connection.vendor == "postgresql":
        connection.check_constraints()
    put_in_place()


COLUMNS = ", ".join(field.column for field in Line._meta.fields)
COPIED = COLUMNS.replace("number", "{} AS number", 1)


def test_a_whole_chain_is_whole(lines):
    assert verifying.verify() == verifying.head() == Noted(lines, Line.objects.get(number=lines).hash)


def test_a_chain_not_begun_is_whole(db):
    by_hand("DELETE FROM audit_line", "DELETE FROM audit_head")
    assert verifying.verify() == Noted(0, chain.FIRST)


@pytest.mark.parametrize(
    "column",
    ["at", "person_id", "name", "what", "child", "about_id", "thing", "page", "reason", "details"],
)
def test_an_altered_line_is_named_whatever_was_altered(lines, person, column):
    other = person(Role.FINANCE).pk
    new = {
        "at": "'2020-01-01 00:00:00+00:00'",
        "person_id": str(other),
        "about_id": str(other),
        "what": "'deleted'",
        "details": """'{"a":1}'""",
    }
    value = new.get(column, "'x'")
    by_hand(f"UPDATE audit_line SET {column} = {value} WHERE number = 4")  # noqa: S608
    with pytest.raises(Tampered, match="Line 4 is not as it was written"):
        verifying.verify()


@pytest.mark.parametrize("number", [1, 5])
def test_a_removed_line_is_named(lines, number):
    by_hand(f"DELETE FROM audit_line WHERE number = {number}")  # noqa: S608
    with pytest.raises(Tampered, match=f"Line {number} is missing"):
        verifying.verify()


def test_a_removed_line_whose_place_was_filled_is_named(lines):
    by_hand(
        "DELETE FROM audit_line WHERE number = 5",
        *(f"UPDATE audit_line SET number = {n - 1} WHERE number = {n}" for n in range(6, lines + 1)),  # noqa: S608
    )
    with pytest.raises(Tampered, match="Line 5 is not as it was written"):
        verifying.verify()


def test_moved_lines_are_named(lines):
    by_hand(
        "UPDATE audit_line SET number = 99 WHERE number = 3",
        "UPDATE audit_line SET number = 3 WHERE number = 6",
        "UPDATE audit_line SET number = 6 WHERE number = 99",
    )
    with pytest.raises(Tampered, match="Line 3 is not as it was written"):
        verifying.verify()


@pytest.mark.parametrize(
    ("number", "named"), [("0", "Line 0 was put in"), ("{end}", "Line {end} was put in")]
)
def test_a_line_put_in_is_named(lines, number, named):
    number, named = number.format(end=lines + 1), named.format(end=lines + 1)
    by_hand(
        f"INSERT INTO audit_line ({COLUMNS}) SELECT {COPIED.format(number)} FROM audit_line WHERE number = 2"
    )  # noqa: S608
    with pytest.raises(Tampered, match=named):
        verifying.verify()


def test_lines_cut_off_at_the_end_are_found_by_the_head(lines):
    by_hand(f"DELETE FROM audit_line WHERE number > {lines - 2}")  # noqa: S608
    with pytest.raises(Tampered, match=f"Line {lines - 1} is missing: the chain ends at line {lines - 2}"):
        verifying.verify()


def test_who_cuts_lines_off_and_sets_the_head_back_cannot_seal_it(lines):
    last = Line.objects.get(number=lines - 2).hash
    by_hand(
        f"DELETE FROM audit_line WHERE number > {lines - 2}",  # noqa: S608
        f"UPDATE audit_head SET count = {lines - 2}, hash = '{last}'",  # noqa: S608
    )
    with pytest.raises(Tampered, match="The head was altered"):
        verifying.verify()


def test_a_head_noted_elsewhere_finds_a_chain_that_was_put_back_to_an_earlier_day(lines, person):
    before = Head.objects.get()
    record_look(person(Role.PERMANENCE_MANAGER), "1", "child's page")
    noted = verifying.head()
    by_hand(
        f"DELETE FROM audit_line WHERE number > {before.count}",  # noqa: S608
        f"UPDATE audit_head SET count = {before.count}, hash = '{before.hash}', seal = '{before.seal}'",  # noqa: S608
    )
    assert verifying.verify().count == before.count, "an old head fits its old chain"
    with pytest.raises(Tampered, match=f"Line {before.count + 1} is missing.*{noted.count} were noted"):
        verifying.verify(noted)


def test_a_chain_that_fits_but_is_not_the_one_noted_is_found(lines):
    with pytest.raises(Tampered, match="Line 4 is not the one that was noted"):
        verifying.verify(Noted(4, "ab" * 32))
    assert verifying.verify(Noted(4, Line.objects.get(number=4).hash)).count == lines


def test_a_removed_head_is_found_and_nothing_more_is_written(lines, person):
    director = person(Role.PANEL_MEMBER)
    by_hand("DELETE FROM audit_head")
    with pytest.raises(Tampered, match="Line 1 was put in: the chain ends at line 0"):
        verifying.verify()
    with pytest.raises(chain.BrokenChain, match="no head"):
        record_look(director, "1", "child's page")


def test_another_key_is_told_as_that(lines, settings):
    settings.AUDIT_KEY = "another"
    with pytest.raises(Tampered, match="sealed with another key"):
        verifying.verify()


def test_triggers_that_were_taken_off_are_told(lines):
    take_off()
    with pytest.raises(Unguarded, match=f"All {lines} lines are whole, but .*audit_line_is_not_changed"):
        verifying.verify()
    put_in_place()
    assert verifying.verify().count == lines


@pytest.mark.parametrize("text", ["", "12", "12:zz", "-1:" + "a" * 64, "x:" + "a" * 64, "12:" + "A" * 64])
def test_a_note_that_is_no_head_is_refused(text):
    with pytest.raises(ValueError, match="is no head"):
        Noted.read(text)
