"""Loads that are killed on the way, that two people press at once, or that nobody foresaw: each is done once or told."""

import pytest
from django.conf import settings
from django_tasks_db.models import DBTaskResult

from sufficiency.loading import load
from sufficiency.service.access.models import HeldRole, Person
from sufficiency.service.access.roles import Role
from sufficiency.service.access.rules import check_can_load, why_not
from sufficiency.service.audit.models import Line, What
from sufficiency.service.data import working
from sufficiency.service.data.models import Load
from sufficiency.service.operations import jobs
from sufficiency.service.operations.jobs import pick_up, unfinished
from sufficiency.service.operations.models import Job, State
from sufficiency.service.operations.worker import Worker
from tests.service.data.sending import EPISODES, killed, send, sent, upload_of, waited_for
from tests.service.reading import text_of

# The worker lets its connection go between two pieces of work, which a test's own transaction would not outlive.
pytestmark = pytest.mark.django_db(transaction=True)

NOT_LOADED = "Nothing was changed"


def test_a_load_whose_worker_is_killed_is_done_by_the_next_worker(signed_in, own_home):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    address = send(client, sent("2025-header.csv"), sent("2025-episodes.csv", EPISODES))
    client.post(f"{address}/start", {"status": "final", "authority": "X99"})
    killed(client, address)
    waited_for(client, address)
    assert "is made" in text_of(client.get(address))
    assert len(own_home.editions()) == 2


def test_a_load_killed_twice_is_told_and_can_be_started_again(signed_in, own_home):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    address = send(client, sent("2025-header.csv"), sent("2025-episodes.csv", EPISODES))
    client.post(f"{address}/start", {"status": "final", "authority": "X99"})
    killed(client, address)
    assert pick_up(alive=list) == 1
    killed(client, address)
    waited_for(client, address)
    page = text_of(client.get(address))
    assert "The work was stopped twice before it was finished" in page and NOT_LOADED in page
    assert len(own_home.editions()) == 1
    client.post(f"{address}/start", {"status": "final", "authority": "X99"})
    waited_for(client, address)
    assert "is made" in text_of(client.get(address))


def test_a_load_that_a_worker_begins_while_another_looks_for_what_was_left_is_not_begun_twice(
    signed_in, own_home, monkeypatch
):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    address = send(client, sent("2025-header.csv"), sent("2025-episodes.csv", EPISODES))
    client.post(f"{address}/start", {"status": "final", "authority": "X99"})
    living: list[str] = []

    def another_begins_first():
        living.append("a worker that is new")
        job = unfinished().get()
        Job.objects.filter(pk=job.pk).update(state=State.RUNNING)
        DBTaskResult.objects.get(pk=job.task).claim(living[0])
        return unfinished()

    monkeypatch.setattr(jobs, "unfinished", another_begins_first)
    assert pick_up(alive=lambda: living) == 0
    assert Job.objects.filter(state=State.RUNNING).count() == 1


def test_a_load_killed_after_its_edition_was_made_is_told_as_made_and_made_once(
    signed_in, own_home, monkeypatch
):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    address = send(client, sent("2025-header.csv"), sent("2025-episodes.csv", EPISODES))
    client.post(f"{address}/start", {"status": "final", "authority": "X99"})
    killed(client, address)
    upload = upload_of(own_home, address)
    load(own_home, upload.files, None, "final", "X99", by=str(client.person), make_current=False)
    waited_for(client, address)
    page = text_of(client.get(address))
    assert "is made" in page and "loaded already" not in page
    assert len(own_home.editions()) == 2 and upload.files == []
    assert Line.objects.filter(what=What.LOADED, thing__startswith="edition").count() == 1


def test_who_may_not_load_any_more_when_the_work_begins_is_told_so(signed_in, own_home):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    address = send(client, sent("2025-header.csv"), sent("2025-episodes.csv", EPISODES))
    client.post(f"{address}/start", {"status": "final", "authority": "X99"})
    HeldRole.objects.filter(person=client.person).delete()
    Worker(settings.HOME).do_what_waits()
    assert len(own_home.editions()) == 1
    job = Job.objects.first()
    assert job.state == State.REFUSED and why_not(Person.objects.get(), check_can_load) == job.problem
    HeldRole.objects.create(person=client.person, role=Role.PERFORMANCE_ANALYST)
    assert job.problem in text_of(client.get(address))


def test_two_people_pressing_the_button_at_once_start_one_load(signed_in, own_home):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    address = send(client, sent("2025-header.csv"), sent("2025-episodes.csv", EPISODES))
    client.post(f"{address}/start", {"status": "final", "authority": ""})
    answer = client.post(f"{address}/start", {"status": "provisional", "authority": ""})
    assert answer.status_code == 302 and Load.objects.get().status == "final"
    answer = client.post(f"{address}/discard", follow=True)
    assert "being worked on already" in text_of(answer)
    waited_for(client, address)
    assert len(own_home.editions()) == 2


def test_progress_is_told_as_a_part_of_the_page_to_scripts(signed_in, own_home):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    address = send(client, sent("2025-header.csv"))
    client.post(f"{address}/start", {"status": "final", "authority": ""})
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "Waiting for its turn …" in part and "<html" not in part
    killed(client, address)
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "Checking …" in part and "<html" not in part
    Worker(settings.HOME).do_what_waits()
    assert client.get(address, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


def test_an_error_nobody_foresaw_is_told_and_kept_without_its_words(signed_in, own_home, monkeypatch, caplog):
    client = signed_in(Role.PERFORMANCE_ANALYST)

    def fail(*_):
        raise ZeroDivisionError("child 1234567 born 3 May")

    monkeypatch.setattr(working, "_recognised", fail)
    address = send(client, sent("2025-header.csv"))
    assert jobs.UNFORESEEN in text_of(client.get(address))
    kept = [*Job.objects.values_list(), *DBTaskResult.objects.values_list()]
    assert "1234567" not in str(kept)
