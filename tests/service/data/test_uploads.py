"""What is sent to be loaded: what is refused, where it waits, and when it is taken away."""

import io
import os
import time
import zipfile

import pytest

from sufficiency.returns.ssda903 import Refused, read
from sufficiency.service.access.roles import Role
from sufficiency.service.data import uploads
from tests.service.data.sending import HEADER, packed, send, sent, upload_of
from tests.service.reading import text_of

# The worker lets its connection go between two pieces of work, which a test's own transaction would not outlive.
pytestmark = pytest.mark.django_db(transaction=True)


def test_the_folder_in_which_sent_files_wait_can_give_them_no_year(own_home):
    """Files of no year, sent as often as it takes for a folder named by chance to have held one."""
    for _ in range(300):
        upload = uploads.take(own_home.path, [sent("header.csv")], {})
        with pytest.raises(Refused, match="Nothing says which collection year"):
            read(upload.files)
        upload.remove()


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
