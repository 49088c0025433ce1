"""Loading from the pages: what is sent is seen before it is loaded, and compared before it is used."""

import io
import os
import time
import zipfile

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django_tasks_db.models import DBTaskResult

from sufficiency.editions import Home
from sufficiency.loading import load
from sufficiency.returns.ssda903 import Refused, read
from sufficiency.service.access.models import HeldRole, Person
from sufficiency.service.access.roles import Role
from sufficiency.service.access.rules import check_can_load, why_not
from sufficiency.service.audit.models import Line, What
from sufficiency.service.data import uploads, working
from sufficiency.service.data.models import Load
from sufficiency.service.operations import jobs
from sufficiency.service.operations.jobs import pick_up, unfinished
from sufficiency.service.operations.models import Job, State
from sufficiency.service.operations.worker import Worker
from tests.service.lines import changes_of
from tests.service.made_up import made_up_returns
from tests.service.reading import text_of

# The worker lets its connection go between two pieces of work, which a test's own transaction would not outlive.
pytestmark = pytest.mark.django_db(transaction=True)

HEADER = b"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,1,01/06/2012,WBRI,,,\n"
EPISODES = (
    b"CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
    b"1,01/05/2024,S,V2,N1,U4,PR1,,,,AB1 1AA,AB1 1AB,\n"
)
NOT_LOADED = "Nothing was changed"


def sent(name: str, content: bytes = HEADER) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def packed(files: dict[str, bytes]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return into.getvalue()


def send(client, *files) -> str:
    """Send files; returns the address of where they stand, once they were read."""
    answer = client.post("/data/load", {"files": list(files)})
    assert answer.status_code == 302, text_of(answer)
    return waited_for(client, answer.headers["Location"])


def waited_for(client, address: str) -> str:
    """The address, once the worker did what waits: until then the page says that the work goes on."""
    assert b'role="status"' in client.get(address).content
    Worker(settings.HOME).do_what_waits()
    assert b'role="status"' not in client.get(address).content
    return address


def upload_of(home: Home, address: str) -> uploads.Upload:
    return uploads.find(home.path, address.rsplit("/", 1)[1])


def test_a_workbook_is_sent_its_day_given_and_loaded(signed_in, own_home):
    from tests.annex_a import workbook

    lists = {"list_9": [{"child": "L1"}]}
    client = signed_in(Role.PERFORMANCE_ANALYST)
    address = send(client, sent("ours.xlsx", workbook(lists)))
    assert "Nothing says which day these lists describe" in text_of(client.get(address))
    client.post(f"{address}/year", {"year": "", "as_at": "30/06/2025"})
    waited_for(client, address)
    assert "List 9, Care leavers, on 2025-06-30, 1 row" in text_of(client.get(address))
    client.post(f"{address}/start", {"status": "provisional", "authority": ""})
    waited_for(client, address)
    assert [str(day) for day in own_home.editions()[0].workbook_days][-1] == "2025-06-30"


def test_a_zip_may_hold_a_return_and_a_workbook_beside_it(signed_in, fresh_home):
    from tests.annex_a import workbook

    book = workbook({"list_9": [{"child": "L1"}]})
    client = signed_in(Role.PERFORMANCE_ANALYST)
    files = {"2025/header.csv": HEADER, "2025/episodes.csv": EPISODES, "annex-a-2025-03-31.xlsx": book}
    address = send(client, sent("all.zip", packed(files)))
    page = text_of(client.get(address))
    assert "List 9, Care leavers, on 2025-03-31, 1 row" in page and "Episodes, collection year 2025" in page
    client.post(f"{address}/start", {"status": "provisional", "authority": ""})
    waited_for(client, address)
    manifest = fresh_home.current().manifest
    assert (manifest.years, [str(day) for day in manifest.workbook_days]) == ((2025,), ["2025-03-31"])


def test_a_load_from_the_first_file_to_the_edition_in_use(signed_in, own_home):
    first = own_home.current()
    client = signed_in(Role.PERFORMANCE_ANALYST)
    files = [sent(f"2026-{one.name}", one.read_bytes()) for one in (made_up_returns() / "2025").iterdir()]
    address = send(client, *files)
    page = text_of(client.get(address))
    assert "Recognised 2026-episodes.csv" in page and "Episodes, collection year 2026" in page
    assert own_home.current().id == first.id and len(own_home.editions()) == 1

    answer = client.post(f"{address}/start", {"status": "final", "authority": "X99"})
    assert answer.headers["Location"] == address
    waited_for(client, address)
    page = text_of(client.get(address))
    second = own_home.editions()[0]
    assert second.id != first.id and second.status == "final" and second.by == "Performance Analyst"
    assert own_home.current().id == first.id, "not in use until somebody says so"
    assert f"Edition {second.id} is made" in page and "would move" in page
    assert "Rows that come or go" in page and "Findings, and what they can change" in page
    assert upload_of(own_home, address).files == [], "the files are taken away"

    client.post(f"/data/editions/{second.id}/use")
    assert own_home.current().id == second.id
    assert "It is in use" in text_of(client.get(address))
    started = Load.objects.get()
    assert started.status == "final" and len(started.files) == len(files)
    assert [(line.person, line.what) for line in changes_of(started)] == [(client.person, "loaded")]


def test_the_first_load_of_an_installation_is_in_use_at_once(signed_in, fresh_home):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    archive = packed({"2025/header.csv": HEADER, "2025/episodes.csv": EPISODES})
    address = send(client, sent("returns.zip", archive))
    assert "Recognised returns.zip" in text_of(client.get(address))
    client.post(f"{address}/start", {"status": "provisional", "authority": ""})
    waited_for(client, address)
    assert "It is in use" in text_of(client.get(address))
    assert fresh_home.current().manifest.children == 1


def test_the_same_files_again_are_recognised_and_make_no_edition(signed_in, own_home):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    files = {
        f"{path.parent.name}/{path.name}": path.read_bytes()
        for path in sorted(made_up_returns().rglob("*.csv"))
    }
    address = send(client, sent("all.zip", packed(files)))
    client.post(f"{address}/start", {"status": "provisional", "authority": "X99"})
    waited_for(client, address)
    assert "These files are loaded already" in text_of(client.get(address))
    assert len(own_home.editions()) == 1


def test_a_file_that_cannot_be_read_is_named_with_the_cause_and_nothing_can_be_loaded(signed_in, own_home):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    address = send(client, sent("2025-header.csv"), sent("2025-notes.csv", b"Name,Town\nA,B\n"))
    page = text_of(client.get(address))
    assert "Not all files can be read" in page
    assert "Cannot be read 2025-notes.csv" in page and "These are not the columns of an SSDA903 table" in page
    assert "Make the edition" not in page
    answer = client.post(f"{address}/start", {"status": "final", "authority": ""})
    assert answer.status_code == 400 and len(own_home.editions()) == 1


def test_a_year_that_no_name_tells_is_asked_for(signed_in, fresh_home):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    address = send(client, sent("header.csv"), sent("episodes.csv", EPISODES))
    assert "Nothing says which collection year this is" in text_of(client.get(address))
    for typed, sentence in (("25", "Enter a collection year from 1992"), ("x", "Enter a year, such as 2024")):
        answer = client.post(f"{address}/year", {"year": typed})
        assert answer.status_code == 400 and sentence in text_of(answer)
    client.post(f"{address}/year", {"year": "2025"})
    waited_for(client, address)
    assert "2 rows of 2025, in 2 files" in text_of(client.get(address))


def test_the_folder_in_which_sent_files_wait_can_give_them_no_year(own_home):
    """Files of no year, sent as often as it takes for a folder named by chance to have held one."""
    for _ in range(300):
        upload = uploads.take(own_home.path, [sent("header.csv")], {})
        with pytest.raises(Refused, match="Nothing says which collection year"):
            read(upload.files)
        upload.remove()


def test_a_load_that_is_refused_says_why_and_leaves_everything_as_it_was(signed_in, own_home, monkeypatch):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    address = send(client, sent("2025-header.csv"))
    upload = upload_of(own_home, address)
    for path in upload.files:
        path.write_bytes(b"\x00\x01\x02")
    client.post(f"{address}/start", {"status": "final", "authority": ""})
    waited_for(client, address)
    page = text_of(client.get(address))
    assert "Nothing was loaded" in page and "2025-header.csv" in page
    assert len(own_home.editions()) == 1


def killed(client, address: str) -> None:
    """A worker begins what waits and is killed on the way."""
    job = unfinished().get(key=address.rsplit("/", 1)[1])
    Job.objects.filter(pk=job.pk).update(state=State.RUNNING, attempts=job.attempts + 1, stage="Checking")
    DBTaskResult.objects.get(pk=job.task).claim("a worker that is no more")
    assert "Checking …" in text_of(client.get(address))


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


def test_sent_files_can_be_thrown_away(signed_in, own_home):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    address = send(client, sent("2025-header.csv"))
    answer = client.post(f"{address}/discard", follow=True)
    assert "The files were thrown away. Nothing was loaded." in text_of(answer)
    assert list((own_home.path / "uploads").iterdir()) == []
    gone = client.get(address)
    assert gone.status_code == 404 and "These files are not here any more" in text_of(gone)


def test_files_left_for_a_day_are_taken_away_with_the_next_that_are_sent(signed_in, own_home):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    old = upload_of(own_home, send(client, sent("2025-header.csv")))
    long_ago = time.time() - uploads.KEPT_SECONDS - 60
    os.utime(old.folder, (long_ago, long_ago))
    send(client, sent("2024-header.csv"))
    assert not old.folder.exists() and len(list((own_home.path / "uploads").iterdir())) == 1


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("2025-header.exe", HEADER, "is not a CSV, XML, XLSX or zip file"),
        ("2025-header", HEADER, "is not a CSV, XML, XLSX or zip file"),
        ("2025-header.csv", b"", "empty"),
        (
            "2025-header.csv",
            b"PK\x03\x04 a workbook in disguise",
            "is a zip or an Excel workbook, not a CSV file",
        ),
        ("2025-header.csv", b"%PDF-1.7", "is a PDF, not a CSV file"),
        ("2025.xml", b"MZ\x90", "is a program, not a XML file"),
        ("2025.zip", b"not a zip at all", "is not a zip, or a damaged one"),
        ("book.xlsx", b"CHILD,SEX", "is not an Excel workbook of today"),
    ],
)
def test_what_is_no_return_is_refused_with_its_name_and_nothing_is_kept(
    signed_in, own_home, name, content, sentence
):
    answer = signed_in(Role.PERFORMANCE_ANALYST).post("/data/load", {"files": [sent(name, content)]})
    assert answer.status_code == 400
    assert sentence in text_of(answer)
    assert list((own_home.path / "uploads").glob("*")) == []


def test_no_file_too_many_and_too_much_are_refused(signed_in, own_home, monkeypatch):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    assert "Choose the files of the return" in text_of(client.post("/data/load", {}))
    monkeypatch.setattr(uploads, "MOST_FILES", 2)
    three = [sent(f"{year}-header.csv") for year in (2023, 2024, 2025)]
    assert "send 2 at most" in text_of(client.post("/data/load", {"files": three}))
    monkeypatch.setattr(uploads, "MOST_BYTES", 10)
    assert "larger than 0 MB together" in text_of(
        client.post("/data/load", {"files": [sent("2025-header.csv")]})
    )


def test_two_files_of_one_name_need_their_years(signed_in, own_home):
    answer = signed_in(Role.PERFORMANCE_ANALYST).post(
        "/data/load", {"files": [sent("header.csv"), sent("header.csv")]}
    )
    assert "Two files are called header.csv. Name them by their year, such as 2024-header.csv" in text_of(
        answer
    )


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../../etc/2025-header.csv", "2025-header.csv"),
        ("C:\\Users\\me\\2025-header.csv", "2025-header.csv"),
        ("2025 <img src=x onerror=alert(1)>.csv", "2025 _img src_x onerror_alert(1)_.csv"),
        ("2025-\x00\n‮header.csv", "2025-___header.csv"),
        ("..2025-header.csv", "2025-header.csv"),
        (".csv", "csv"),
        ("2025-" + "x" * 400 + ".csv", "2025-" + "x" * 115 + ".csv"),
        ("2025-häder 木.CSV", "2025-häder 木.csv"),
    ],
)
def test_a_name_becomes_one_that_no_disk_or_page_stumbles_over(name, kept):
    assert uploads._name_of(name) == kept


def test_html_in_a_file_name_is_shown_as_text(signed_in, own_home):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    address = send(client, sent("2025 <b>header.csv"))
    page = client.get(address).content
    assert b"<b>header" not in page and b"2025 _b_header.csv" in page


def test_a_zip_that_would_fill_the_disk_or_leave_its_folder_is_refused(signed_in, own_home):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("2025/header.csv", b"0" * 30_000_000)
    address = send(client, sent("2025.zip", bomb.getvalue()))
    assert "unpacks to more than 200 times its size" in text_of(client.get(address))
    slip = packed({"../../../../tmp/2025/header.csv": HEADER})
    address = send(client, sent("2025b.zip", slip))
    assert "Recognised" in text_of(client.get(address))
    assert [path.name for path in upload_of(own_home, address).folder.rglob("*.csv")] == []


def test_files_wait_in_a_folder_that_its_owner_alone_can_read(signed_in, own_home):
    address = send(signed_in(Role.PERFORMANCE_ANALYST), sent("2025-header.csv"))
    upload = upload_of(own_home, address)
    for path in (upload.folder, upload.files_folder, *upload.files, upload.folder / "state.json"):
        assert path.stat().st_mode & 0o077 == 0, path


@pytest.mark.parametrize("token", ["0" * 32, "..", "a" * 31, "A" * 32, "%2e%2e%2fcache", "x" * 2000])
@pytest.mark.parametrize("page", ["", "/start", "/year", "/discard"])
def test_a_token_that_is_none_is_answered_with_a_sentence(signed_in, own_home, token, page):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    answer = client.post(f"/data/load/{token}{page}") if page else client.get(f"/data/load/{token}")
    assert answer.status_code == 404


def test_nobody_else_loads(signed_in, own_home):
    for role in (Role.DIRECTOR, Role.SYSTEM_ADMINISTRATOR, Role.ELECTED_MEMBER):
        client = signed_in(role)
        assert client.get("/data/load").status_code == 403
        assert client.post("/data/load", {"files": [sent("2025-header.csv")]}).status_code == 403
    assert not (own_home.path / "uploads").exists()


def test_a_form_sent_from_elsewhere_is_refused(person, own_home):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(person(Role.PERFORMANCE_ANALYST))
    answer = client.post("/data/load", {"files": [sent("2025-header.csv")]})
    assert answer.status_code == 403 and not (own_home.path / "uploads").exists()


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
