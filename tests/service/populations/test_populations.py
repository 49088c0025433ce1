"""Children who live here: kept with source and versions, recorded by hand or from a file, all or nothing."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from openpyxl import Workbook

from sufficiency.demo import population as made_up_population
from sufficiency.measures.disproportionality import GROUPS
from sufficiency.service.access.roles import Role
from sufficiency.service.access.rules import NotAllowed
from sufficiency.service.populations.actions import (
    Refused,
    bring_made_up_population,
    record_population,
    take_back,
)
from sufficiency.service.populations.models import Population
from sufficiency.service.populations.queries import as_living, in_force, population_for, versions
from tests.service.lines import changes_of, the_audit_is_full
from tests.service.reading import text_of

CENSUS = date(2021, 3, 21)
CHILDREN = dict(zip(GROUPS, (600, 100, 200, 100, 0), strict=True))
TYPED = {
    "day_day": "30", "day_month": "6", "day_year": "2023", **{group: str(number) for group, number in CHILDREN.items()},
    "source": "Estimates, table 1", "basis": "estimate",
}  # fmt: skip


def kept(by, day=CENSUS, authority="E1", children=CHILDREN, **more):
    about = {"source": "Census, table 1", "basis": "census"} | more
    return record_population(authority=authority, day=day, children=children, by=by, **about)


def test_the_made_up_authority_comes_with_its_population_and_gets_it_once(db):
    assert Population.objects.get(authority="X99").children == made_up_population.CHILDREN
    assert bring_made_up_population() == 0


def test_the_numbers_for_a_day_are_the_latest_up_to_it_or_else_the_first_after(person):
    analyst = person(Role.PERFORMANCE_ANALYST)
    kept(analyst)
    later = kept(analyst, date(2023, 6, 30), basis="estimate")
    assert population_for("E1", date(2023, 6, 29)).day == CENSUS
    assert population_for("E1", date(2025, 3, 31)) == later
    assert population_for("E1", date(2019, 3, 31)).day == CENSUS, "there is none before"
    assert population_for("E2", CENSUS) is None
    assert as_living(later).source == "Census, table 1 (estimate)" and as_living(later).total == 1000


def test_a_correction_is_a_version_with_a_reason_and_a_line_of_the_audit(person):
    analyst = person(Role.PERFORMANCE_ANALYST)
    first = kept(analyst)
    more = CHILDREN | {"other": 50}
    with pytest.raises(Refused, match="Say why they are corrected"):
        kept(analyst, children=more)
    with pytest.raises(Refused, match="word for word"):
        kept(analyst, reason="none")
    second = kept(analyst, children=more, reason="A table of more groups")
    assert (second.version, second.reason) == (2, "A table of more groups")
    assert [one.version for one in versions("E1")] == [2, 1] and in_force(versions("E1")) == [second]
    first.refresh_from_db()
    assert first.other == 0, "the version before stays as it was"
    line = changes_of(second)[-1]
    assert line.person == analyst and line.told["fields"]["other"] == [None, 50]


def test_what_is_taken_back_holds_no_more_and_may_be_recorded_again(person):
    analyst = person(Role.PERFORMANCE_ANALYST)
    one = kept(analyst)
    gone = take_back(population=one, reason="Of another area", by=analyst)
    assert gone.withdrawn and population_for("E1", CENSUS) is None
    with pytest.raises(Refused, match="already"):
        take_back(population=one, reason="again", by=analyst)
    assert kept(analyst, reason="It was right").version == 3


def test_only_those_who_record_do_and_nothing_is_kept_without_its_line(transactional_db, person):
    with pytest.raises(NotAllowed, match="analyst, a commissioner or a director"):
        kept(person(Role.FINANCE))
    analyst = person(Role.PERFORMANCE_ANALYST)
    with the_audit_is_full(), pytest.raises(DatabaseError):
        kept(analyst)
    assert not Population.objects.filter(authority="E1").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"source": ""},
        {"basis": "guess"},
        dict.fromkeys(GROUPS, 0),
        {"white": 30_000_000},
        {"version": 2},
        {"withdrawn": True},
        {"day": date(1900, 1, 1)},
        {"version": 0},
    ],
    ids=[
        "no-source",
        "no-basis",
        "nobody",
        "a-country",
        "no-reason",
        "withdrawn-first",
        "before",
        "no-version",
    ],
)
def test_the_database_itself_refuses_what_cannot_be(db, wrong):
    row = {"authority": "E1", "day": CENSUS, "source": "Census", "basis": "census", **CHILDREN} | wrong
    with pytest.raises(IntegrityError), transaction.atomic():
        Population.objects.create(**row)


def test_two_of_one_version_cannot_be(db):
    row = {"authority": "E1", "day": CENSUS, "source": "Census", "basis": "census", **CHILDREN}
    Population.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Population.objects.create(**row)


def test_the_numbers_are_typed_and_stand_on_the_page_beside_the_estimate(signed_in, made_up):
    client = signed_in(Role.COMMISSIONER)
    assert client.post("/populations/record", TYPED).status_code == 302
    page = text_of(client.get("/populations/"))
    assert "Numbers by ethnic group are recorded for 2 days" in page
    assert "Estimates, table 1 (estimate)" in page and "Check that they are children aged 0 to 17" in page
    again = client.post("/populations/record", TYPED | {"other": "9"})
    assert again.status_code == 400 and "Say why they are corrected" in text_of(again)
    assert "9" in again.content.decode(), "what was typed is not lost"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"white": "many"}, "in figures alone"),
        ({"white": "-1"}, "Enter 0 or more"),
        (dict.fromkeys(GROUPS, "0"), "No group has any children"),
        ({"day_year": str(timezone.localdate().year + 1)}, "to today"),
        ({"source": "=1+1"}, "runs as a formula"),
        ({"basis": "guess"}, "Choose one of these"),
    ],
    ids=["words", "negative", "nobody", "to-come", "formula", "basis"],
)
def test_what_is_typed_wrongly_is_told_beside_the_field_and_not_kept(signed_in, made_up, change, sentence):
    before = Population.objects.count()
    answer = signed_in(Role.DIRECTOR).post("/populations/record", TYPED | change)
    assert answer.status_code == 400 and sentence in text_of(answer) and Population.objects.count() == before


def as_csv(rows):
    return "\r\n".join(["group,children,source,day", *rows]).encode()


def as_xlsx(rows):
    book, content = Workbook(), io.BytesIO()
    for row in [["group", "children", "source", "day"], *rows]:
        book.active.append(row)
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("p.csv", as_csv(f"{group},{number},Table 1,2021-03-21" for group, number in CHILDREN.items())),
        ("p.xlsx", as_xlsx([group, number, "Table 1", CENSUS] for group, number in CHILDREN.items())),
    ],
    ids=["csv", "xlsx"],
)
def test_a_file_is_looked_through_before_anything_is_recorded(signed_in, made_up, name, content):
    client, before = signed_in(Role.PERFORMANCE_ANALYST), Population.objects.count()
    answer = client.post("/populations/upload", {"file": SimpleUploadedFile(name, content)})
    page = answer.content.decode()
    assert answer.status_code == 200 and 'value="600"' in page and 'value="Table 1"' in page
    assert 'action="/populations/record"' in page and Population.objects.count() == before


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("p.csv", as_csv(["white,1,Table 1,2021-03-21"]), "There is no row for mixed, asian, black, other"),
        ("p.csv", as_csv([f"{group},x,T,2021-03-21" for group in GROUPS]), "is no number of children"),
        ("p.csv", as_csv([f"{group},1,=1+1,2021-03-21" for group in GROUPS]), "runs as a formula"),
        ("p.csv", as_csv([f"white,{n},T,2021-03-21" for n in range(30)]), "more than 20 lines"),
        ("p.xlsx", b"no workbook", "is no XLSX workbook"),
        ("p.pdf", b"%PDF", "no CSV or XLSX file"),
        ("p.xlsx", as_xlsx([[group, "=1+1", "T", CENSUS] for group in GROUPS]), "holds a formula"),
        ("p.csv", b"a,b\r\n1,2", "it should be group,children,source,day"),
    ],
    ids=["missing", "no-number", "formula", "long", "no-book", "pdf", "formula-in-book", "heading"],
)
def test_a_file_that_cannot_be_read_gets_a_sentence(signed_in, made_up, name, content, sentence):
    answer = signed_in(Role.DIRECTOR).post("/populations/upload", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 400 and sentence in text_of(answer)


def test_the_template_filled_in_is_a_file_that_can_be_read(signed_in, made_up):
    client = signed_in(Role.DIRECTOR)
    lines = client.get("/populations/template.csv").content.decode("utf-8-sig").splitlines()
    filled = [lines[0], *(line.replace(",,,", ",10,Table 1,2021-03-21") for line in lines[1:])]
    answer = client.post(
        "/populations/upload", {"file": SimpleUploadedFile("t.csv", "\n".join(filled).encode())}
    )
    assert answer.status_code == 200 and answer.content.count(b'value="10"') == 5


def test_numbers_are_taken_back_with_a_reason_from_the_page(signed_in, made_up):
    client = signed_in(Role.DIRECTOR)
    one = Population.objects.get(authority="X99")
    assert client.post(f"/populations/{one.pk}/take-back", {"reason": ""}).status_code == 400
    assert client.post(f"/populations/{one.pk}/take-back", {"reason": "Another area"}).status_code == 302
    page = text_of(client.get("/populations/"))
    assert "No numbers by ethnic group are recorded" in page
    assert client.get(f"/populations/{one.pk}/take-back").status_code == 404, "it holds no more"
    shares = text_of(client.get("/measures/cla_number/disproportionality"))
    assert "is not recorded yet" in shares and "Record how many children live here" in shares


def test_an_elected_member_reads_the_numbers_and_records_none(signed_in, made_up):
    client = signed_in(Role.ELECTED_MEMBER)
    assert "Only a performance analyst" in text_of(client.get("/populations/"))
    assert client.post("/populations/record", TYPED).status_code == 403
