"""A child gets a copy of everything held about them, and nobody else's address with it."""

import io
import json
import re
import zipfile
from collections import Counter
from datetime import date

import pytest
from django.apps import apps
from pypdf import PdfReader

from sufficiency.editions import Home
from sufficiency.extract.blurring import COLUMNS, Kept
from sufficiency.history.columns import STORED
from sufficiency.returns.annex_a import LISTS
from sufficiency.returns.ssda903.declaration import TABLES
from sufficiency.service.access.doors import FIELDS
from sufficiency.service.access.roles import Role
from sufficiency.service.access.rules import NotAllowed
from sufficiency.service.audit.actions import record_look
from sufficiency.service.audit.models import Line, What
from sufficiency.service.protection import document, held
from sufficiency.service.protection.held import ADOPTERS, DERIVED, OTHERS, OWN, RETURNED, gather
from sufficiency.service.protection.taken_away import copy_for_child
from sufficiency.service.records.models import Opening
from sufficiency.service.records.sealed import sealed_children
from tests.service.reading import text_of

OF_THE_CHILD = {"UPN", "LA_PERM", "DATE_PERM", "SW_ID"}  # left out of an extract, but the child's own to know
POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}\b")


@pytest.fixture
def child(made_up, db) -> str:
    """A child of many tables, whose record is not sealed."""
    sealed = sealed_children()
    told = Counter()
    for name in TABLES:
        if f"returns/{name}" in made_up.manifest.tables:
            told.update(set(made_up.table(f"returns/{name}")["child"].to_pylist()))
    return next(one for one, _ in told.most_common() if one and one not in sealed)


@pytest.fixture
def analyst(person):
    return person(Role.PERFORMANCE_ANALYST)


def files_of(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def copied(child: str, by, **more) -> dict[str, bytes]:
    return files_of(copy_for_child(child=child, reason="Asked on 3 June.", by=by, **more))


# Nothing is missing


def test_every_table_of_the_return_is_in_the_copy():
    assert set(RETURNED) == set(TABLES), "Name the new table in protection.held, and decide on its columns."


def test_every_derived_table_is_in_the_copy():
    assert set(DERIVED) == set(STORED)


def test_every_table_of_the_service_that_tells_of_a_child_is_in_the_copy():
    with_a_child = {
        model._meta.label
        for model in apps.get_models()
        if any(field.name == "child" for field in model._meta.get_fields())
    }
    assert with_a_child == set(OWN), "Name the new table in protection.held."


def test_every_column_that_may_tell_of_others_was_decided_on():
    left_out_of_extracts = {name for name, kept in COLUMNS.items() if kept is Kept.LEFT_OUT}
    of_lists = {column.field for one in LISTS.values() for column in one.columns}  # no list is in an extract
    of_histories = {"outside_area"}  # made of PL_LOCATION, which no extract has
    assert {one.upper() for one in {*OTHERS} - of_lists - of_histories} | OF_THE_CHILD == left_out_of_extracts


def test_every_row_of_the_returns_is_in_the_data_with_every_value(made_up, child, analyst):
    told = json.loads(copied(child, analyst)["record.json"])
    sections = {one["table"]: one for one in told["returned"]}
    rows = 0
    for name, table in TABLES.items():
        stored = made_up.table(f"returns/{name}") if f"returns/{name}" in made_up.manifest.tables else None
        wanted = [row for row in stored.to_pylist() if row["child"] == child] if stored is not None else []
        found = sections[f"returns/{name}"]["rows"]
        for row in wanted:
            values = {
                column.name: None if row[column.field] is None else str(row[column.field])
                for column in table.columns
                if column.field not in (*OTHERS, "child")
            }
            matches = [
                one for one in found
                if {key: None if value is None else str(value) for key, value in one["stored"].items()} == values
            ]  # fmt: skip
            assert len(matches) == 1, (name, row)
            assert f"return of {row['year']}, {row['file']} row {row['row']}" in matches[0]["source"]
            rows += 1
    assert rows >= 15


def test_what_was_worked_out_is_in_the_data(made_up, child, analyst):
    told = json.loads(copied(child, analyst)["record.json"])
    for section in told["worked_out"]:
        stored = made_up.table(section["table"])
        assert len(section["rows"]) == stored["child"].to_pylist().count(child), section["table"]
    assert sum(len(one["rows"]) for one in told["worked_out"]) > 30


def test_rows_of_older_editions_are_in_the_copy_once_with_each_place(own_home, analyst):
    first = own_home.current()
    child = first.table("returns/header")["child"][0].as_py()
    with own_home.draft() as draft:
        for name in first.manifest.tables:
            draft.write(
                name, first.table(name).slice(0, 0) if name == "returns/reviews" else first.table(name)
            )
        m = first.manifest
        draft.commit(by=m.by, status=m.status, authority=m.authority, years=m.years, files=m.files, children=m.children, episodes=m.episodes, findings=m.findings, rules_version=m.rules_version)  # fmt: skip
    found = gather(own_home, child, sealed=False)
    reviews = next(one for one in found.returned if one.name == "returns/reviews")
    header = next(one for one in found.returned if one.name == "returns/header")
    assert found.editions == [own_home.current().id, first.id]
    assert len(reviews.rows) == len({(r["review"], r["review_code"], r["dob"]) for r in first.table("returns/reviews").to_pylist() if r["child"] == child})  # fmt: skip
    assert len(header.rows) <= 3


def test_who_looked_and_opened_is_in_the_copy_and_so_is_the_copy_itself(child, analyst, person):
    looker = person(Role.PLACEMENT_OFFICER, username="olga")
    record_look(looker, child, "child's page", reason="A home is to be found.")
    Opening.objects.create(kind="glass", person=looker, child=child, reason="At the police station.", until="2999-01-01T00:00Z")  # fmt: skip
    text = words_of(copied(child, analyst)["record.pdf"])
    assert "Olga" in text and "A home is to be found." in text and "At the police station." in text
    assert "Took a file away" in text and "Asked on 3 June." in text


# Nobody else's address


def test_no_postcode_number_of_a_home_or_adopter_is_in_the_copy(made_up, child, analyst):
    files = copied(child, analyst)
    text = words_of(files["record.pdf"]) + files["record.json"].decode()
    episodes = [row for row in made_up.table("returns/episodes").to_pylist() if row["child"] == child]
    others = {str(row[name]) for row in episodes for name in FIELDS if len(str(row.get(name) or "")) > 3}
    assert others, "the made-up child has addresses that could leak"
    assert [one for one in others if one in text or one.replace(" ", "") in text] == []
    assert not POSTCODE.search(text)
    stored = json.loads(files["record.json"])
    keys = {key.lower() for part in ("returned", "worked_out") for one in stored[part] for row in one["rows"] for key in row["stored"]}  # fmt: skip
    assert not keys & {*FIELDS, *ADOPTERS}


def test_a_finding_or_an_unreadable_cell_does_not_tell_a_postcode_either(own_home, made_up, db):
    children = {
        row["child"] for row in made_up.table("findings").to_pylist() if POSTCODE.search(row["message"] or "")
    }
    for child in sorted(one for one in children if one)[:10]:
        found = gather(own_home, child, sealed=False)
        for section in found.returned:
            for row in section.rows:
                assert not POSTCODE.search(" ".join(row.words.values())), section.name


def test_the_copy_says_what_is_left_out(child, analyst):
    files = copied(child, analyst)
    assert "Where foster carers, adopters and homes are" in words_of(files["record.pdf"])
    assert json.loads(files["record.json"])["left_out"]


def test_distances_of_a_sealed_record_are_left_out_as_well(made_up, db):
    adopted = sorted(sealed_children_of(made_up))[0]
    found = gather(Home(made_up.folder.parent.parent), adopted, sealed=True)  # fmt: skip
    assert not any("distance" in key.lower() for one in (*found.returned, *found.derived) for row in one.rows for key in row.stored)  # fmt: skip
    assert len(found.left_out) == 2


def sealed_children_of(edition) -> set[str]:
    events = edition.table("history/events").to_pylist()
    return {row["child"] for row in events if row["kind"] == "adopted"}


# The document


def test_the_document_is_tagged_has_a_language_and_a_title_and_reads_in_order(child, analyst):
    reader = PdfReader(io.BytesIO(copied(child, analyst)["record.pdf"]))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    assert root["/Lang"] == "en-GB" and root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title.startswith("A copy of what is held about child")
    assert b"pdfuaid" in root["/Metadata"].get_data()
    kinds = Counter(kinds_of(root["/StructTreeRoot"].get_object()))
    assert kinds["/H1"] == 1 and kinds["/H2"] >= 6 and kinds["/Table"] > 5 and kinds["/TH"] > 20
    text = words_of(copied(child, analyst)["record.pdf"])
    parts = ["What is left out", "Your rights", "In short", "What the returns say", "What was worked out from them", "What the service keeps itself"]  # fmt: skip
    assert [text.index(part) for part in parts] == sorted(text.index(part) for part in parts)


def kinds_of(node) -> list[str]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if not hasattr(node, "get"):
        return []
    kids = node.get("/K", [])
    kids = kids if isinstance(kids, list) else [kids]
    return [str(node.get("/S", "")), *(kind for kid in kids for kind in kinds_of(kid))]


def test_codes_are_in_words(child, analyst):
    text = words_of(copied(child, analyst)["record.pdf"])
    assert "(C2)" in text or "(V2)" in text
    assert "not given" in text and "None" not in text and "True" not in text


def test_the_document_fetches_nothing_and_runs_nothing_from_a_record(child, made_up):
    hostile = held.Row({"<img src='file:///etc/passwd'>": "<script>x</script> url(http://evil.example/)"}, {})
    found = held.Held(
        child, ["2025-04-05-001"], [held.Section("x", "<b>X</b>", "", [hostile])], [], [], False
    )
    text = words_of(document.document(found, authority="<i>A</i>", made_on=date(2026, 6, 3)))
    assert "<script>x</script>" in text and "<b>X</b>" in text and "root:" not in text
    with pytest.raises(ValueError, match="everything in itself"):
        document._fetches_nothing("http://evil.example/")


def test_where_libraries_are_missing_the_document_is_refused_in_a_sentence_and_the_data_is_given(
    child, signed_in, monkeypatch
):
    def missing():
        raise document.NoDocument("The PDF cannot be made on this machine, because libraries are missing.")

    monkeypatch.setattr(document, "_writer", missing)
    client = signed_in(Role.DIRECTOR)
    sent = {"child": child, "reason": "Asked.", "what": "both"}
    answer = client.post("/protection/copy-for-a-child", sent)
    assert answer.status_code == 400 and "cannot be made on this machine" in text_of(answer)
    assert not Line.objects.filter(what=What.EXPORTED).exists(), (
        "nothing left, so nothing is recorded as left"
    )
    answer = client.post("/protection/copy-for-a-child", sent | {"what": "data"})
    assert list(files_of(answer.content)) == ["record.json"]


# Who may


def test_the_copy_is_recorded_before_it_is_given_with_who_and_why(child, signed_in):
    client = signed_in(Role.DIRECTOR)
    answer = client.post(
        "/protection/copy-for-a-child", {"child": child, "reason": "Asked on 3 June.", "what": "both"}
    )
    assert answer["Content-Type"] == "application/zip" and set(files_of(answer.content)) == {"record.pdf", "record.json"}  # fmt: skip
    assert child not in answer["Content-Disposition"], "no child's id in the name of a file"
    [line] = Line.objects.filter(what=What.EXPORTED)
    assert (line.child, line.person, line.reason) == (child, client.person, "Asked on 3 June.")


def test_a_child_nobody_tells_of_is_said_so_and_not_recorded(made_up, signed_in):
    answer = signed_in(Role.DIRECTOR).post("/protection/copy-for-a-child", {"child": "nobody", "reason": "x", "what": "data"})  # fmt: skip
    assert answer.status_code == 400 and "No edition tells of a child of this id" in text_of(answer)


def test_a_reason_is_asked_for(child, signed_in):
    answer = signed_in(Role.DIRECTOR).post("/protection/copy-for-a-child", {"child": child, "what": "data"})
    assert answer.status_code == 400 and "Enter a reason" in text_of(answer)


def test_a_sealed_record_is_copied_only_by_who_opened_it_with_a_reason(made_up, person):
    adopted = sorted(sealed_children_of(made_up))[0]
    for role in (Role.PERFORMANCE_ANALYST, Role.DIRECTOR):
        with pytest.raises(NotAllowed, match=r"sealed"):
            copy_for_child(child=adopted, reason="Asked.", with_document=False, by=person(role))
    assert not Line.objects.filter(what=What.EXPORTED).exists()


def test_others_may_not(child, person):
    for role in (Role.PLACEMENT_MANAGER, Role.SYSTEM_ADMINISTRATOR, Role.ELECTED_MEMBER, Role.SOCIAL_WORKER):
        with pytest.raises(NotAllowed):
            copy_for_child(child=child, reason="Asked.", by=person(role))
