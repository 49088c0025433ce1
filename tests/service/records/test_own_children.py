"""Social workers, reviewing officers and fostering workers see the children on their caseload, and no others."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from sufficiency.service.access.roles import Role
from sufficiency.service.access.rules import NotAllowed, check_can_see_child, may, why_not
from sufficiency.service.audit.models import Line, What
from sufficiency.service.records.actions import end_caseload, give_child, give_children, seal
from sufficiency.service.records.addresses import child_address
from sufficiency.service.records.made_up import give_made_up_caseloads
from sufficiency.service.records.models import Caseload, Part
from tests.service.reading import text_of
from tests.service.records.needing import children_of, own_and_other

OWN = [Role.SOCIAL_WORKER, Role.REVIEWING_OFFICER, Role.FOSTERING_WORKER, Role.FOSTERING_MANAGER]


@pytest.mark.parametrize("role", OWN)
def test_an_own_child_opens_and_another_s_does_not(signed_in, made_up, role):
    client = signed_in(role)
    own, other = own_and_other(made_up, client.person)
    assert f"Child {own}" in text_of(client.get(child_address(own)))
    answer = client.get(child_address(other))
    assert answer.status_code == 403
    assert "This child is not on your caseload, so the record is closed to you." in text_of(answer)
    assert other not in answer.content.decode()
    assert not Line.objects.filter(child=other).exists(), "what is not shown is no look"


def test_a_caseload_opens_from_its_first_day_to_its_last(person, made_up):
    worker, today = person(Role.SOCIAL_WORKER), timezone.localdate()
    child = children_of(made_up)[0]

    def sees(since, until) -> bool:
        Caseload.objects.all().delete()
        Caseload.objects.create(person=worker, child=child, part=Part.SOCIAL_WORKER, since=since, until=until)
        return may(worker, check_can_see_child, child)

    day = timedelta(days=1)
    assert sees(today, None) and sees(today, today) and sees(today - day, today)
    assert not sees(today + day, None) and not sees(today - 9 * day, today - day)


def test_lists_name_own_children_alone_and_say_how_many_others_there_are(signed_in, made_up, all_figures):
    client = signed_in(Role.SOCIAL_WORKER)
    own, other = own_and_other(made_up, client.person)
    for path in ("/children/", "/measures/cla_number/children"):
        answer = client.get(path)
        page = text_of(answer)
        assert own in page and other not in answer.content.decode(), path
        assert "more are counted here and not shown to you: they are not on your caseload." in page
    assert "1 of your children looked after" in text_of(client.get("/children/"))
    rows = list(csv.DictReader(io.StringIO(client.get("/measures/cla_number/children.csv").content.decode())))
    assert [row["child"] for row in rows] == [own]
    assert set(Line.objects.filter(person=client.person).exclude(child="").values_list("child", flat=True)) == {own}  # fmt: skip


def test_a_small_number_of_others_is_not_told(signed_in, made_up):
    client = signed_in(Role.SOCIAL_WORKER)
    for child in children_of(made_up)[:-2]:
        Caseload.objects.create(
            person=client.person, child=child, part=Part.SOCIAL_WORKER, since="2025-01-01"
        )
    page = text_of(client.get("/children/"))
    assert "more are counted here" not in page or " 1 child" not in page
    narrowed = text_of(client.get("/children/?age_band=10-15"))
    assert "more are counted here and not shown" not in narrowed, (
        "a group no figure has could point to a child"
    )


def test_without_a_caseload_the_list_is_empty_and_says_what_to_do(signed_in, made_up):
    page = text_of(signed_in(Role.REVIEWING_OFFICER).get("/children/"))
    assert "No child on your caseload is in this list." in page


def test_searching_finds_own_children_and_by_the_whole_id_one_to_break_the_glass_for(signed_in, made_up):
    client = signed_in(Role.SOCIAL_WORKER)
    own, other = own_and_other(made_up, client.person)
    listed = client.post("/search", {"q": own[0]}).content.decode()
    assert all(child not in listed for child in children_of(made_up) if child != own)
    assert client.post("/search", {"q": other}).headers["Location"] == child_address(other)
    assert client.post("/search", {"q": own}).headers["Location"] == child_address(own)


def test_who_keeps_caseloads_puts_children_on_them_and_takes_them_off(signed_in, person, made_up):
    client, worker = signed_in(Role.PLACEMENT_MANAGER), person(Role.SOCIAL_WORKER)
    child = children_of(made_up)[0]
    form = {"person": worker.pk, "child": child, "part": "social_worker"}
    assert client.post("/caseloads/", form).headers["Location"] == "/caseloads/"
    assert "1 child on caseloads" in text_of(client.get("/caseloads/"))
    assert may(worker, check_can_see_child, child)
    line = Line.objects.get(what=What.CHANGED, child=child)
    assert line.person == client.person and line.about == worker
    again = client.post("/caseloads/", form)
    assert again.status_code == 400 and "on the person's caseload already" in text_of(again)
    link = Caseload.objects.get()
    assert client.post(f"/caseloads/{link.pk}/end").status_code == 302
    link.refresh_from_db()
    assert link.until == timezone.localdate()
    assert Line.objects.filter(what=What.CHANGED, child=child).count() == 2


def test_nobody_gives_themselves_a_child(person, made_up):
    both = person(Role.PLACEMENT_MANAGER, Role.SOCIAL_WORKER)
    with pytest.raises(NotAllowed, match="Nobody changes their own caseload"):
        give_child(person=both, child="1", part=Part.SOCIAL_WORKER, since=timezone.localdate(), by=both)
    link = Caseload.objects.create(person=both, child="1", part=Part.SOCIAL_WORKER, since="2025-01-01")
    with pytest.raises(NotAllowed, match="Nobody changes their own caseload"):
        end_caseload(link=link, until=timezone.localdate(), by=both)


def test_a_child_is_given_only_to_who_sees_own_children(person, made_up):
    keeper, member = person(Role.PERFORMANCE_ANALYST), person(Role.ELECTED_MEMBER)
    with pytest.raises(NotAllowed, match="has no role that sees own children"):
        give_child(person=member, child="1", part=Part.SOCIAL_WORKER, since=timezone.localdate(), by=keeper)


def brought(client, text: str):
    file = io.BytesIO(text.encode())
    file.name = "caseloads.csv"
    return client.post("/caseloads/csv", {"file": file})


def test_caseloads_come_as_a_csv_all_or_none(signed_in, person, made_up):
    client = signed_in(Role.PERMANENCE_MANAGER)
    person(Role.SOCIAL_WORKER, username="sw")
    first, second = children_of(made_up)[:2]
    good = f"Username,Child,Part,Since,Until\nsw,{first},social_worker,2025-01-01,\nsw,{second},social_worker,2025-01-01,2030-01-01\n"
    assert brought(client, good).status_code == 302
    assert Caseload.objects.count() == 2 == Line.objects.filter(child__in=[first, second]).count()
    assert brought(client, good.splitlines()[0] + "\n" + good.splitlines()[1]).status_code == 302
    assert Caseload.objects.count() == 2, "who is there already stays"
    bad = f"{good}nobody,{first},social_worker,2025-01-01,\nsw,{first},carer,2025-01-01,\nsw,{first},social_worker,soon,\n"
    answer = brought(client, bad)
    page = text_of(answer)
    assert answer.status_code == 400 and Caseload.objects.count() == 2
    assert "Row 4: the username is of nobody" in page and "Row 5: the part must be" in page
    assert "Row 6: since must be a day" in page and first not in page


@pytest.mark.parametrize("text", ["", "\x00", "username,child\n", "a\nb\nc", '"' * 99, "ü" * 50])
def test_a_file_that_is_no_csv_of_caseloads_is_told_so(signed_in, made_up, text):
    assert brought(signed_in(Role.PLACEMENT_MANAGER), text).status_code == 400
    assert not Caseload.objects.exists()


def test_a_caseload_that_cannot_be_audited_is_not_kept(person, made_up, monkeypatch):
    def refuse(**_more):
        raise RuntimeError("the audit is down")

    monkeypatch.setattr("sufficiency.service.records.actions.record", refuse)
    link = {"person": person(Role.SOCIAL_WORKER), "child": "1", "part": Part.SOCIAL_WORKER, "since": timezone.localdate(), "until": None}  # fmt: skip
    with pytest.raises(RuntimeError):
        give_children(links=[link], by=person(Role.PLACEMENT_MANAGER))
    assert not Caseload.objects.exists()


def test_a_last_day_before_the_first_is_refused(person, made_up):
    worker, keeper = person(Role.SOCIAL_WORKER), person(Role.PLACEMENT_MANAGER)
    today = timezone.localdate()
    with pytest.raises(ValidationError):
        give_child(person=worker, child="1", part=Part.SOCIAL_WORKER, since=today, until=today - timedelta(days=1), by=keeper)  # fmt: skip


def test_a_sealed_child_on_a_caseload_stays_sealed_and_is_not_named(signed_in, person, made_up):
    client = signed_in(Role.SOCIAL_WORKER)
    own, _other = own_and_other(made_up, client.person)
    seal(child=own, reason="The same as an adopted child", by=person(Role.DIRECTOR))
    assert why_not(client.person, check_can_see_child, own).startswith("This record is sealed.")
    answer = client.get("/children/")
    assert own not in answer.content.decode() and "Sealed record" in text_of(answer)
    keeper = signed_in(Role.PLACEMENT_MANAGER).get("/caseloads/")
    assert own not in keeper.content.decode() and "Sealed record" in text_of(keeper)


def test_made_up_people_get_made_up_caseloads_once_and_others_none(person, made_up):
    worker, real = person(Role.SOCIAL_WORKER), person(Role.REVIEWING_OFFICER)
    worker.made_up = True
    worker.save()
    assert give_made_up_caseloads(made_up) == 16 == worker.caseload.count()
    assert give_made_up_caseloads(made_up) == 0 == real.caseload.count()
    assert all(may(worker, check_can_see_child, link.child) for link in worker.caseload.all())
