"""Sealed records, breaking the glass, and the director who answers for it."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from sufficiency.service.access.roles import Role
from sufficiency.service.access.rules import NotAllowed, check_can_see_child, may, why_not
from sufficiency.service.audit.models import Line, What
from sufficiency.service.records import sealed
from sufficiency.service.records.actions import answer_opening, break_glass, keep_seals_of, open_sealed
from sufficiency.service.records.addresses import child_address, child_token
from sufficiency.service.records.models import Opening
from tests.service.reading import text_of
from tests.service.records.needing import REASON, a_sealed_child, children_of, own_and_other

WHO_OPENS_SEALED = [Role.PERMANENCE_MANAGER, Role.DIRECTOR]
WHO_SEES_CHILDREN = [
    Role.PERFORMANCE_ANALYST,
    Role.PLACEMENT_OFFICER,
    Role.PLACEMENT_MANAGER,
    Role.PERMANENCE_WORKER,
    Role.SOCIAL_WORKER,
    Role.FOSTERING_WORKER,
]


def test_every_child_with_an_adoption_order_is_sealed_and_nobody_else(made_up):
    rows = made_up.table("returns/episodes", ["child", "rec"]).to_pylist()
    assert sealed.adopted_children() == {row["child"] for row in rows if row["rec"] in ("E11", "E12")}
    assert len(sealed.adopted_children()) > 10


@pytest.mark.parametrize("role", WHO_SEES_CHILDREN)
def test_a_sealed_record_opens_to_no_other_role_whatever_the_reason(signed_in, made_up, role):
    client, child = signed_in(role), a_sealed_child(made_up)
    for answer in (client.get(child_address(child)), client.post(f"{child_address(child)}/open", REASON)):
        assert answer.status_code == 403
        assert "This record is sealed. Only a permanence manager or a director opens it" in text_of(answer)
        assert child not in answer.content.decode()
    assert "Nothing found" in text_of(client.post("/search", {"q": child}))
    assert not Opening.objects.exists() and not Line.objects.filter(child=child).exists()


@pytest.mark.parametrize("role", WHO_OPENS_SEALED)
def test_a_sealed_record_opens_with_a_reason_for_an_hour(signed_in, made_up, role):
    client, child = signed_in(role), a_sealed_child(made_up)
    assert client.post("/search", {"q": child}).headers["Location"] == child_address(child)
    before = client.get(child_address(child))
    assert before.status_code == 403 and "Say why you need it" in text_of(before)
    assert child not in before.content.decode()
    assert client.post(f"{child_address(child)}/open", REASON).headers["Location"] == child_address(child)
    page = text_of(client.get(child_address(child)))
    opening = Opening.objects.get()
    local = timezone.localtime(opening.until)
    assert f"Open to you until {local:%H:%M}" in page
    assert "hidden, the record is sealed" in page or "Distance from home" not in page
    line = Line.objects.get(what=What.SEALED_OPENED)
    assert (line.child, line.person, line.reason) == (child, client.person, REASON["reason"])
    Opening.objects.update(at=opening.at - timedelta(minutes=61), until=opening.until - timedelta(minutes=61))
    assert client.get(child_address(child)).status_code == 403


def test_deleting_the_edition_that_told_of_an_adoption_leaves_the_record_sealed(person, own_home):
    edition = own_home.current()
    adopted, director = sealed.adopted_children(), person(Role.DIRECTOR)
    assert keep_seals_of(edition_id=edition.id, by=director) == len(adopted)
    assert keep_seals_of(edition_id=edition.id, by=director) == 0
    edition.folder.rename(own_home.path / "gone")
    assert sealed.adopted_children() == frozenset()
    assert sealed.sealed_children() == adopted
    assert Line.objects.filter(thing="record sealed").count() == len(adopted)


def test_an_opening_opens_one_record_to_one_person(signed_in, person, made_up):
    client = signed_in(Role.DIRECTOR)
    first, second = sorted(sealed.adopted_children())[:2]
    client.post(f"{child_address(first)}/open", REASON)
    assert may(client.person, check_can_see_child, first)
    assert not may(client.person, check_can_see_child, second)
    assert not may(person(Role.PERMANENCE_MANAGER), check_can_see_child, first)


def test_a_record_is_closed_before_its_time_is_over(signed_in, made_up):
    client, child = signed_in(Role.DIRECTOR), a_sealed_child(made_up)
    client.post(f"{child_address(child)}/open", REASON)
    assert client.post(f"{child_address(child)}/close").headers["Location"] == "/children/"
    assert client.get(child_address(child)).status_code == 403
    assert client.post(f"{child_address(child)}/close").status_code == 403
    assert Line.objects.filter(what=What.CHANGED, child=child, thing="opened record closed").count() == 1


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.PERFORMANCE_ANALYST, Role.PLACEMENT_OFFICER])
def test_in_lists_a_sealed_record_is_a_row_without_particulars_and_is_counted(signed_in, made_up, role, all_figures):  # fmt: skip
    client = signed_in(role)
    (row,) = [value for key, value in all_figures.items() if key[0] == "adoptions" and str(key[1]) == "2025-03-31" and not key[2]]  # fmt: skip
    for order in ("", "&sort=child", "&sort=age&order=desc"):
        answer = client.get(f"/measures/adoptions/children?list=numerator{order}")
        page = answer.content.decode()
        assert page.count("Sealed record") == row["value"]
        assert not any(child in page for child in sealed.adopted_children())
        assert not re.search(r'href="/children/[A-Za-z0-9_-]{20}', page)
    rows = client.get("/measures/adoptions/children.csv").content.decode().split("\r\n")[1:-1]
    assert len(rows) == row["value"] and all(line.startswith("Sealed record,numerator,,") for line in rows)


def test_findings_of_a_sealed_record_tell_the_check_alone(signed_in, made_up):
    client, adopted = signed_in(Role.PERFORMANCE_ANALYST), sealed.adopted_children()
    found = [one for one in made_up.table("findings").to_pylist() if one["child"] in adopted]
    assert found, "The made-up authority should have findings on adopted children."
    base = f"/data/editions/{made_up.id}/findings"
    for path in (f"{base}?code={found[0]['code']}", f"{base}.csv", f"{base}.json"):
        content = client.get(path).content.decode()
        assert "Sealed record" in content
        assert not any(child in content for child in adopted), path
    told = [one for one in client.get(f"{base}.json").json() if one["child"] == "Sealed record"]
    assert len(told) == len(found)
    for one in told:
        assert one["message"] == "The record is sealed." and one["file"] is one["row"] is one["field"] is None
    asked = client.post(f"{base}/child", {"child": found[0]["child"]}).headers["Location"]
    assert "There is no such finding" in text_of(client.get(asked))


def test_a_record_sealed_by_hand_is_sealed_for_all(signed_in, made_up):
    manager, child = signed_in(Role.PERMANENCE_MANAGER), children_of(made_up)[0]
    analyst = signed_in(Role.PERFORMANCE_ANALYST)
    assert analyst.get(child_address(child)).status_code == 200
    assert analyst.post(f"{child_address(child)}/seal", REASON).status_code == 403
    assert manager.get(f"{child_address(child)}/seal").status_code == 200
    assert manager.post(f"{child_address(child)}/seal", {"reason": "x"}).status_code == 400
    assert manager.post(f"{child_address(child)}/seal", REASON).status_code == 302
    assert analyst.get(child_address(child)).status_code == 403
    assert manager.get(child_address(child)).status_code == 403
    assert Line.objects.filter(child=child, thing="record sealed", reason=REASON["reason"]).exists()


@pytest.mark.parametrize(
    "role",
    [Role.SOCIAL_WORKER, Role.REVIEWING_OFFICER, Role.FOSTERING_WORKER, Role.FOSTERING_MANAGER],
)
def test_in_an_emergency_another_s_child_opens_with_a_reason(signed_in, made_up, role):
    client = signed_in(role)
    _own, other = own_and_other(made_up, client.person)
    page = client.get(child_address(other))
    assert "Open this record in an emergency" in page.content.decode()
    answer = client.post(f"{child_address(other)}/open", REASON)
    assert answer.headers["Location"] == child_address(other)
    assert f"Child {other}" in text_of(client.get(child_address(other)))
    assert Opening.objects.get().kind == Opening.Kind.GLASS
    assert Line.objects.get(what=What.GLASS_BROKEN).reason == REASON["reason"]


@pytest.mark.parametrize(
    "reason", ["", " ", "please", "a b c d e", "urgent urgent urgent", "x" * 501, "1 2 3"]
)
def test_a_reason_nobody_could_judge_opens_nothing(signed_in, made_up, reason):
    client = signed_in(Role.SOCIAL_WORKER)
    _own, other = own_and_other(made_up, client.person)
    answer = client.post(f"{child_address(other)}/open", {"reason": reason})
    assert answer.status_code == 400 and other not in answer.content.decode()
    assert not Opening.objects.exists()


@pytest.mark.parametrize("role", [Role.PERFORMANCE_ANALYST, Role.PLACEMENT_OFFICER, Role.DIRECTOR])
def test_whoever_sees_a_record_breaks_no_glass(signed_in, made_up, role):
    client = signed_in(role)
    assert client.post(f"{child_address(children_of(made_up)[0])}/open", REASON).status_code == 403
    assert not Opening.objects.exists()


def test_the_sentence_on_the_closed_page_is_the_one_that_refuses(signed_in, made_up):
    client = signed_in(Role.SOCIAL_WORKER)
    own, other = own_and_other(made_up, client.person)
    closed = text_of(client.get(child_address(other)))
    assert why_not(client.person, check_can_see_child, other) in closed
    refused = text_of(client.post(f"{child_address(own)}/open", REASON))
    assert "This record is open to you already." in refused


def test_an_opening_that_cannot_be_audited_opens_nothing(person, made_up, monkeypatch):
    def refuse(**_more):
        raise RuntimeError("the audit is down")

    monkeypatch.setattr("sufficiency.service.records.actions.record", refuse)
    worker, child = person(Role.SOCIAL_WORKER), children_of(made_up)[0]
    with pytest.raises(RuntimeError):
        break_glass(child=child, reason=REASON["reason"], by=worker)
    assert not may(worker, check_can_see_child, child)


def test_a_director_is_told_of_each_broken_glass_and_answers_it(signed_in, person, made_up):
    worker, child = person(Role.SOCIAL_WORKER), children_of(made_up)[0]
    opening = break_glass(child=child, reason=REASON["reason"], by=worker)
    client = signed_in(Role.DIRECTOR)
    assert "1 opened record to answer for" in client.get("/account/").content.decode()
    page = text_of(client.get("/openings/"))
    assert "1 record opened in an emergency waits for an answer" in page and REASON["reason"] in page
    assert child not in page
    assert child in text_of(client.get(f"/openings/{opening.pk}"))
    assert client.post(f"/openings/{opening.pk}", {}).status_code == 400
    assert client.post(f"/openings/{opening.pk}", {"was_right": "no"}).status_code == 400, "no needs a note"
    answer = client.post(f"/openings/{opening.pk}", {"was_right": "yes", "note": "Spoken to the worker"})
    assert answer.headers["Location"] == "/openings/"
    opening.refresh_from_db()
    assert opening.was_right is True and opening.answered_by == client.person
    assert "No opened record waits for an answer" in text_of(client.get("/openings/"))
    assert "to answer for" not in client.get("/account/").content.decode()
    again = client.post(f"/openings/{opening.pk}", {"was_right": "no", "note": "Changed my mind"})
    assert again.status_code == 403 and "has answered already" in text_of(again)
    line = Line.objects.get(thing__startswith="opening")
    assert line.about == worker and line.reason == "Spoken to the worker"


def test_nobody_answers_for_themselves(person, made_up):
    both = person(Role.DIRECTOR, Role.SOCIAL_WORKER)
    now = timezone.now()
    opening = Opening.objects.create(kind="glass", person=both, child="1", reason="x", at=now, until=now + timedelta(hours=1))  # fmt: skip
    with pytest.raises(NotAllowed, match="You opened this record yourself"):
        answer_opening(opening=opening, was_right=True, note="", by=both)
    with pytest.raises(IntegrityError), transaction.atomic():
        Opening.objects.update(was_right=True, answered_by=both, answered_at=now)


def test_a_sealed_record_that_was_opened_is_listed_and_needs_no_answer(signed_in, person, made_up):
    opening = open_sealed(child=a_sealed_child(made_up), reason=REASON["reason"], by=person(Role.PERMANENCE_MANAGER))  # fmt: skip
    client = signed_in(Role.DIRECTOR)
    page = text_of(client.get("/openings/"))
    assert "No opened record waits" in page and "needs no answer" in page and opening.child not in page
    one = text_of(client.get(f"/openings/{opening.pk}"))
    assert "A sealed record opened with a reason needs no answer." in one and opening.child not in one
    assert client.post(f"/openings/{opening.pk}", {"was_right": "yes"}).status_code == 403


@pytest.mark.parametrize("path", ["/openings/9999999", "/openings/0", "/caseloads/9999/end"])
def test_what_is_not_there_is_not_found(signed_in, made_up, path):
    client = signed_in(Role.DIRECTOR, Role.PLACEMENT_MANAGER)
    answer = client.post(path) if path.endswith("end") else client.get(path)
    assert answer.status_code == 404


def test_a_token_is_of_one_child_and_of_no_other_installation(made_up, settings):
    children = made_up.table("history/children", ["child"])["child"].to_pylist()
    tokens = {child_token(child) for child in children}
    assert len(tokens) == len(set(children))
    assert not any(child in token for child, token in zip(children, map(child_token, children), strict=True))
    settings.SECRET_KEY = "of another installation, and as long as such keys have to be"
    assert tokens.isdisjoint({child_token(child) for child in children})
