"""Who looked at this child, when and why; and what one person did."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
from django.urls import reverse

from sufficiency.service.access.roles import Role
from sufficiency.service.audit.actions import record, record_look
from sufficiency.service.audit.models import Line, What
from sufficiency.service.records.addresses import child_token
from sufficiency.service.records.sealed import sealed_children
from tests.service.lines import seen, the_audit_is_full
from tests.service.reading import text_of

CHILD = "no such child in the edition"


def who_looked(child: str, name: str = "audit:child") -> str:
    return reverse(name, args=[child_token(child)])


@pytest.fixture
def child(made_up):
    return min(set(made_up.table("history/children")["child"].to_pylist()) - sealed_children())


def test_the_page_of_a_child_says_who_looked_when_where_and_why(signed_in, person, child):
    officer = person(Role.PLACEMENT_OFFICER)
    with patch("django.utils.timezone.now", return_value=datetime(2025, 4, 5, 9, 30, tzinfo=UTC)):
        record(
            by=officer, what=What.ADDRESS_OPENED, child=child, page="where the homes are", reason="A visit"
        )
    record_look(officer, "another", "child's page")
    page = text_of(signed_in(Role.DIRECTOR).get(who_looked(child)))
    assert f"Who looked at child {child}" in page and "1 line, latest first" in page
    assert "5 April 2025, 10:30:00" in page and "Placement Officer Saw where a home is" in page
    assert "where the homes are A visit" in page


def test_it_is_reached_from_the_child_by_those_who_may_see_it(signed_in, child):
    address = reverse("records:child", args=[child_token(child)])
    for role in (Role.DIRECTOR, Role.PERMANENCE_MANAGER):
        client = signed_in(role)
        assert who_looked(child) in client.get(address).content.decode()
        assert client.get(who_looked(child)).status_code == 200
    client = signed_in(Role.PERFORMANCE_ANALYST)
    assert who_looked(child) not in client.get(address).content.decode()
    assert client.get(who_looked(child)).status_code == 403


def test_looking_at_who_looked_is_a_look_at_the_child_too(signed_in, child):
    client = signed_in(Role.DIRECTOR)
    client.get(who_looked(child))
    line = seen().get()
    assert (line.person, line.child, line.page) == (client.person, child, "who looked at this child")
    rows = client.get(who_looked(child, "audit:child_csv"))
    assert rows.status_code == 200
    assert [line.what for line in seen().order_by("number")] == [What.LOOKED, What.EXPORTED]


def test_a_child_whose_record_is_deleted_is_still_answered_for(signed_in, person, made_up):
    record_look(person(Role.PLACEMENT_OFFICER), CHILD, "child's page")
    client = signed_in(Role.DIRECTOR)
    answer = client.post(reverse("audit:find_child"), {"child": CHILD})
    assert answer.headers["Location"] == who_looked(CHILD) and CHILD not in answer.headers["Location"]
    assert "Placement Officer Looked" in text_of(client.get(who_looked(CHILD)))
    assert client.get(who_looked("nobody looked at this one")).status_code == 404
    assert client.post(reverse("audit:find_child"), {}).status_code == 400


def test_a_sealed_record_is_not_named(signed_in, person, made_up):
    sealed = min(sealed_children() & set(made_up.table("history/children")["child"].to_pylist()))
    record(
        by=person(Role.PERMANENCE_MANAGER),
        what=What.SEALED_OPENED,
        child=sealed,
        page="child's page",
        reason="Tracing",
    )
    client = signed_in(Role.DIRECTOR)
    for address in (who_looked(sealed), reverse("audit:home"), who_looked(sealed, "audit:child_csv")):
        page = client.get(address).content.decode()
        assert not re.search(rf"\b{re.escape(sealed)}\b", page), address
        assert "Tracing" in page and re.search("sealed record", page, re.I)


def test_the_page_of_a_person_says_what_they_did_and_what_was_done_to_them(signed_in, person, child):
    officer = person(Role.PLACEMENT_OFFICER)
    record_look(officer, child, "child's page")
    client = signed_in(Role.DIRECTOR)
    page = text_of(client.get(reverse("audit:person", args=[officer.pk])))
    assert "What Placement Officer did" in page and f"Looked {child} child's page" in page
    assert "held role added: Placement Officer" in page
    line = Line.objects.order_by("number").last()
    assert (line.person, line.about, line.child) == (client.person, officer, "")


def test_a_system_administrator_sees_that_a_record_was_looked_at_but_not_which(signed_in, person, child):
    officer = person(Role.PLACEMENT_OFFICER)
    record(by=officer, what=What.ADDRESS_OPENED, child=child, page="where the homes are", reason=f"Visit {child}", thing=child, details={"x": child})  # fmt: skip
    client = signed_in(Role.SYSTEM_ADMINISTRATOR)
    for name in ("audit:person", "audit:person_csv"):
        page = client.get(reverse(name, args=[officer.pk])).content.decode()
        assert child not in page and child_token(child) not in page and "Visit" not in page
        assert "Saw where a home is" in page and "A child" in page and "where the homes are" in page
    for name in ("audit:home", "audit:home_csv"):
        page = client.get(reverse(name)).content.decode()
        assert child not in page and child_token(child) not in page
    assert client.get(who_looked(child)).status_code == 403
    assert client.post(reverse("audit:find_child"), {"child": child}).status_code == 403
    assert not seen().filter(person=client.person).exclude(child="").exists()


def test_lines_are_narrowed_by_kind_and_day(signed_in, person, made_up):
    officer = person(Role.PLACEMENT_OFFICER)
    for days, what in ((0, What.LOOKED), (2, What.LOOKED), (2, What.EXPORTED), (4, What.LOOKED)):
        with patch(
            "django.utils.timezone.now",
            return_value=datetime(2025, 4, 5, 23, 30, tzinfo=UTC) + timedelta(days=days),
        ):
            record(by=officer, what=what, child=CHILD, page=f"page {days} {what}")
    client = signed_in(Role.DIRECTOR)

    def told(query: str) -> list[str]:
        return sorted(re.findall(r"page \d \w+", text_of(client.get(f"{who_looked(CHILD)}?{query}"))))

    assert told("") == ["page 0 looked", "page 2 exported", "page 2 looked", "page 4 looked"]
    assert told("what=exported") == ["page 2 exported"]
    # half past eleven at night in Greenwich is the next day in England's summer
    assert told("since=2025-04-06&until=2025-04-06") == ["page 0 looked"]
    assert told("since=2025-04-07&until=2025-04-08&what=looked") == ["page 2 looked"]


@pytest.mark.parametrize(
    "query", ["what=nonsense", "since=yesterday", "until=0001-01-01", "since=9999-12-31"]
)
def test_what_is_asked_wrongly_is_answered_with_a_sentence(signed_in, made_up, query):
    assert signed_in(Role.DIRECTOR).get(f"{reverse('audit:home')}?{query}").status_code == 400


def test_a_long_audit_is_read_page_by_page_with_as_few_queries(
    signed_in, person, made_up, django_assert_max_num_queries
):
    record_look(person(Role.PLACEMENT_OFFICER), [str(n) for n in range(130)], "children")
    client = signed_in(Role.DIRECTOR)
    client.get(reverse("audit:home"))
    with django_assert_max_num_queries(18):
        page = text_of(client.get(reverse("audit:home")))
    assert "Line 1 " not in page and "Next page" in page
    assert client.get(f"{reverse('audit:home')}?page=3").status_code == 200


def test_the_file_has_the_hash_of_each_line_and_no_formula(signed_in, person, made_up):
    record(by=person(Role.PLACEMENT_OFFICER), what=What.LOOKED, child="=1+1", page="=cmd", reason="+1")
    answer = signed_in(Role.DIRECTOR).get(reverse("audit:home_csv"), {"what": "looked"})
    [row] = list(csv.DictReader(io.StringIO(answer.content.decode())))
    line = Line.objects.get(what=What.LOOKED)
    assert row["hash"] == line.hash and row["line"] == str(line.number)
    assert (row["child"], row["page"], row["reason"]) == ("'=1+1", "'=cmd", "'+1")


def test_a_file_too_long_asks_for_fewer_days(signed_in, made_up, monkeypatch):
    monkeypatch.setattr("sufficiency.service.audit.views.MOST_IN_A_FILE", 1)
    answer = signed_in(Role.DIRECTOR).get(reverse("audit:home_csv"))
    assert answer.status_code == 400 and "Take fewer days" in text_of(answer)


@pytest.mark.parametrize("name", ["audit:home", "audit:home_csv"])
def test_the_audit_is_not_shown_where_that_cannot_be_recorded(signed_in, made_up, name):
    client = signed_in(Role.DIRECTOR)
    client.raise_request_exception = False
    with the_audit_is_full():
        assert client.get(reverse(name)).status_code == 500


def test_the_account_of_a_person_leads_there(signed_in, person):
    somebody = person(Role.FINANCE)
    page = signed_in(Role.SYSTEM_ADMINISTRATOR).get(reverse("people:person", args=[somebody.pk]))
    assert reverse("audit:person", args=[somebody.pk]) in page.content.decode()
