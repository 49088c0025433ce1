"""Loading from the pages: what is sent is seen before it is loaded, and compared before it is used."""

import pytest

from sufficiency.service.access.roles import Role
from sufficiency.service.data.models import Load
from tests.service.data.sending import EPISODES, HEADER, packed, send, sent, upload_of, waited_for
from tests.service.lines import changes_of
from tests.service.made_up import made_up_returns
from tests.service.reading import text_of

# The worker lets its connection go between two pieces of work, which a test's own transaction would not outlive.
pytestmark = pytest.mark.django_db(transaction=True)


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
