"""An extract is taken away by an analyst, with a reason, and the audit says so before it is given."""

import io
import json
import zipfile

from sufficiency.extract import key_of
from sufficiency.service.access.roles import Role
from sufficiency.service.audit.models import Line, What
from tests.service.reading import text_of

SENT = {"birth": "month", "reason": "Regional study, agreement of 3 June."}


def test_an_extract_is_taken_away_and_its_key_stays(own_home, signed_in):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    answer = client.post("/protection/extract", SENT)
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
        [about] = [json.loads(archive.read(name)) for name in names if name.endswith("extract.json")]
    key = key_of(own_home.path, about["extract"])
    assert all(name.startswith(f"extract-{key.id}/") for name in names)
    assert (
        not any(name.endswith(".key") for name in names) and key.secret.hex().encode() not in answer.content
    )
    [line] = Line.objects.filter(what=What.EXPORTED)
    assert (
        line.thing == f"extract {key.id}" and line.person == client.person and line.reason == SENT["reason"]
    )
    assert line.told["children"] == about["children"] > 300


def test_where_the_audit_cannot_be_written_nothing_is_given(own_home, signed_in, monkeypatch):
    def broken(**_):
        raise RuntimeError("no audit")

    monkeypatch.setattr("sufficiency.service.protection.taken_away.record", broken)
    client = signed_in(Role.PERFORMANCE_ANALYST)
    client.raise_request_exception = False
    answer = client.post("/protection/extract", SENT)
    assert answer.status_code == 500 and b"PK" not in answer.content[:4]


def test_a_reason_is_asked_for_and_a_birth_that_is_neither_is_refused(own_home, signed_in):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    assert "Enter a reason" in text_of(client.post("/protection/extract", {"birth": "month"}))
    answer = client.post("/protection/extract", SENT | {"birth": "day"})
    assert answer.status_code == 400 and "Choose one of the two" in text_of(answer)


def test_where_nothing_is_loaded_there_is_nothing_to_take(fresh_home, signed_in):
    answer = signed_in(Role.PERFORMANCE_ANALYST).post("/protection/extract", SENT)
    assert "Nothing has been loaded yet" in answer.content.decode()
    assert not Line.objects.filter(what=What.EXPORTED).exists()
