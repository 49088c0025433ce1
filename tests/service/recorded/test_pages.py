"""The catalogue, the pages of recorded series, recording by form and by file, and what whom is shown."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from sufficiency.measures.catalogue import catalogue
from sufficiency.service.access.roles import Role
from sufficiency.service.recorded import actions, queries
from sufficiency.service.recorded.models import RecordedValue, SentFile
from sufficiency.service.recorded.reading import COLUMNS, read
from tests.service.reading import text_of

HEADING = ",".join(COLUMNS) + "\n"
FORM = {
    "as_at_day": "31", "as_at_month": "3", "as_at_year": "2025", "period_start_day": "1", "period_start_month": "4",
    "period_start_year": "2024", "value": "140", "source": "Team log", "basis": "final", "note": "",
}  # fmt: skip


@pytest.fixture
def analyst(signed_in, series_of_made_up):
    return signed_in(Role.PERFORMANCE_ANALYST)


@pytest.fixture
def member(signed_in, series_of_made_up):
    return signed_in(Role.ELECTED_MEMBER)


def recorded(*rows: str, reason="") -> None:
    content = (HEADING + "".join(row + "\n" for row in rows)).encode()
    actions.record_file(sheet=read("values.csv", content), authority="X99", reason=reason, by=None)


def test_the_catalogue_says_of_every_measure_what_feeds_it_and_whether_it_is_loaded(analyst):
    answer = analyst.get("/measures/all/")
    page, text = answer.content.decode(), text_of(answer)
    for one in catalogue():
        assert f'href="/measures/{one}"' in page, one
    assert f"of {len(catalogue())} measures have figures" in text
    assert "6 values recorded, the latest for 31 March 2025" in text and "Nothing is recorded" in text


def test_every_measure_of_the_catalogue_has_a_page(analyst):
    for one, entry in catalogue().items():
        if entry.is_recorded:
            answer = analyst.get(f"/measures/{one}")
            assert answer.status_code == 200 and entry.definition in text_of(answer), one


def test_the_catalogue_is_narrowed_by_words_area_feed_and_state(analyst):
    text = text_of(analyst.get("/measures/all/?q=spend+residential"))
    assert "Spend on residential care" in text and "Complaints" not in text
    text = text_of(analyst.get("/measures/all/?area=finance&state=not+loaded"))
    assert "Pupil premium plus" in text and "Spend on residential care" not in text
    assert "No measure is like that" in text_of(analyst.get("/measures/all/?q=zzz"))
    assert analyst.get("/measures/all/?area=nowhere").status_code == 400


def test_the_catalogue_can_be_taken_away(analyst):
    lines = analyst.get("/measures/all/catalogue.csv").content.decode().splitlines()
    assert lines[0].startswith("id,name,area,unit,good_direction,fed_by,state") and len(lines) == len(catalogue()) + 1  # fmt: skip


def test_a_series_shows_its_answer_its_change_its_chart_and_where_each_value_is_from(analyst):
    answer = analyst.get("/measures/spend_residential")
    text = text_of(answer)
    assert "in the year to 31 March 2025." in text and "Up from £" in text
    assert "Made-up outturn report, 2025" in text and "provisional" in text
    assert "data-chart" in answer.content.decode()
    safe = text_of(analyst.get("/measures/bs_safe_pct"))
    assert "No clear change from" in safe or "more than chance" in safe


def test_a_series_shows_its_groups(analyst):
    assert "8-11" in text_of(analyst.get("/measures/bs_safe_pct?by=age"))
    assert "Outstanding" in text_of(analyst.get("/measures/audit_ratings")), "one without a total shows them"
    assert analyst.get("/measures/bs_safe_pct?by=sex").status_code == 400


def test_a_series_without_values_says_how_to_record_them(analyst, member):
    text = text_of(analyst.get("/measures/edt_calls"))
    assert "Nothing is recorded yet" in text and "Record a value" in text
    text = text_of(member.get("/measures/edt_calls"))
    assert "Nothing is recorded yet" in text and "Only a performance analyst" in text


def test_a_counted_measure_keeps_its_own_page(analyst):
    assert "How many children are looked after?" in text_of(analyst.get("/measures/cla_number"))
    assert analyst.get("/measures/cla_number/record").status_code == 404


def test_a_value_is_typed_and_leads_to_its_record(analyst):
    answer = analyst.post("/measures/edt_calls/record", FORM, follow=True)
    text = text_of(answer)
    assert "The value is recorded" in text and "140 calls" in text and "Team log" in text
    assert "In the year to 31 March 2025" in text and "Performance Analyst" in text
    assert "140 calls in the year to 31 March 2025" in text_of(analyst.get("/measures/edt_calls"))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"value": "14.5"}, "counted in whole numbers"),
        ({"value": "=1+1"}, "runs as a formula"),
        ({"value": ""}, "Value is empty"),
        ({"as_at_year": "2099"}, "not come yet"),
        ({"as_at_day": "32"}, "Enter a real date"),
        ({"source": ""}, "Enter where it comes from"),
        ({"basis": "rumour"}, "Choose one of these"),
        ({"period_start_year": "2026"}, "after as_at"),
    ],
)
def test_a_typed_value_that_cannot_be_is_told_beside_its_field(analyst, changes, sentence):
    answer = analyst.post("/measures/edt_calls/record", {**FORM, **changes})
    assert answer.status_code == 400 and sentence in text_of(answer)
    assert not RecordedValue.objects.filter(measure="edt_calls").exists()


def test_a_value_recorded_twice_asks_for_the_reason(analyst):
    analyst.post("/measures/edt_calls/record", FORM)
    answer = analyst.post("/measures/edt_calls/record", {**FORM, "value": "150"})
    assert answer.status_code == 400 and "Say why it is corrected" in text_of(answer)
    analyst.post("/measures/edt_calls/record", {**FORM, "value": "150", "reason": "Counted again"})
    assert [one.version for one in RecordedValue.objects.filter(measure="edt_calls")] == [1, 2]


def test_a_value_is_corrected_and_both_versions_stay_to_be_seen(analyst):
    one = queries.series("spend_residential", "X99")[-1]
    path = f"/recorded/values/{one.pk}"
    asked = analyst.get(f"{path}/correct")
    assert f'value="{one.value:.0f}"' in asked.content.decode(), "what is recorded stands in the box"
    sent = {"value": "16300000", "source": "Audited outturn", "basis": "final", "note": ""}
    assert "Say why it is corrected" in text_of(analyst.post(f"{path}/correct", sent))
    text = text_of(analyst.post(f"{path}/correct", {**sent, "reason": "Audited"}, follow=True))
    assert "£16,300,000" in text and "Audited" in text and "in force" in text
    old = text_of(analyst.get(path))
    assert "This is version 1" in old and "A later one is in force" in old
    assert analyst.get("/measures/spend_residential").content.decode().count("version 2") == 1


def test_a_value_is_taken_back_with_a_reason(analyst):
    one = queries.series("ofsted_rating", "X99")[-1]
    path = f"/recorded/values/{one.pk}"
    assert analyst.post(f"{path}/take-back", {"reason": ""}).status_code == 400
    text = text_of(analyst.post(f"{path}/take-back", {"reason": "It was another council's"}, follow=True))
    assert "taken back" in text and "It was another council's" in text and "Good" in text
    assert "Nothing is recorded yet" in text_of(analyst.get("/measures/ofsted_rating"))


def send(client, content: bytes, name="values.csv", follow=True):
    return client.post("/recorded/upload", {"file": SimpleUploadedFile(name, content)}, follow=follow)


def test_a_file_is_looked_through_before_anything_is_recorded(analyst):
    before = RecordedValue.objects.count()
    rows = (
        "edt_calls,2025-03-31,2025-03-01,,,,,140,Team log,final,\n"
        "spend_residential,2025-03-31,2024-04-01,,,,,16300000,Audited,final,\n"
    )
    answer = send(analyst, (HEADING + rows).encode())
    text = text_of(answer)
    assert "1 new value, 1 correction" in text and "was £" in text
    assert RecordedValue.objects.count() == before
    path = answer.redirect_chain[-1][0]
    assert analyst.post(path, {"reason": ""}).status_code == 400
    assert "2 values are recorded" in text_of(analyst.post(path, {"reason": "Audited"}, follow=True))
    assert RecordedValue.objects.count() == before + 2 and not SentFile.objects.exists()
    assert analyst.get(path).status_code == 404, "the file is gone"
    made = queries.series("edt_calls", "X99")[0]
    assert "values.csv, row 2. SHA-256" in text_of(analyst.get(f"/recorded/values/{made.pk}"))


def test_a_file_with_a_wrong_row_is_refused_whole_in_sentences(analyst):
    rows = "edt_calls,2025-03-31,,,,,,140,Team log,final,\nnope,2025-03-31,,,,,,1,x,final,\n"
    answer = send(analyst, (HEADING + rows).encode())
    text = text_of(answer)
    assert "1 thing to put right" in text and "Row 3: there is no measure “nope”" in text
    path = answer.redirect_chain[-1][0]
    assert analyst.post(path).status_code == 409
    assert not RecordedValue.objects.filter(measure="edt_calls").exists()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("values.exe", b"MZ", "no CSV or XLSX"),
        ("values.csv", b"", "The file is empty"),
        ("values.xlsx", b"PK\x03\x04zzz", "damaged"),
        ("values.csv", b"name,age\n1,2\n", "has a column"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_why(analyst, name, content, sentence):
    answer = send(analyst, content, name)
    assert answer.status_code == 400 and sentence in text_of(answer)


def test_somebody_elses_file_is_not_there(analyst, signed_in):
    path = send(analyst, (HEADING + "edt_calls,2025-03-31,,,,,,1,Log,final,\n").encode()).redirect_chain[-1][0]  # fmt: skip
    director = signed_in(Role.DIRECTOR)
    assert director.get(path).status_code == director.post(path).status_code == 404
    assert director.post(f"{path}/discard").status_code == 404
    assert "thrown away" in text_of(analyst.post(f"{path}/discard", follow=True))


def test_people_of_finance_record_finance_alone(signed_in, series_of_made_up):
    finance = signed_in(Role.FINANCE)
    assert finance.get("/measures/spend_residential/record").status_code == 200
    assert finance.get("/measures/edt_calls/record").status_code == 403
    assert finance.post("/measures/edt_calls/record", FORM).status_code == 403
    one = queries.series("complaints", "X99")[-1]
    assert finance.post(f"/recorded/values/{one.pk}/correct", {"reason": "x"}).status_code == 403
    assert finance.post(f"/recorded/values/{one.pk}/take-back", {"reason": "x"}).status_code == 403
    rows = HEADING + "edt_calls,2025-03-31,,,,,,1,Log,final,\n"
    assert "records figures of finance only" in text_of(send(finance, rows.encode())).lower()


def test_a_member_sees_totals_without_small_numbers_of_children(member, analyst):
    recorded("plo_ended,2025-03-31,2024-04-01,,,,,3,Legal,final,Three children of one family")
    text = text_of(member.get("/measures/plo_ended"))
    assert "so small that it could point to a child" in text and "c: hidden" in text
    csv = member.get("/measures/plo_ended/figures.csv").content.decode()
    assert ",c,c,c," in csv and "Three children" not in csv
    one = queries.series("plo_ended", "X99")[0]
    record = text_of(member.get(f"/recorded/values/{one.pk}"))
    assert "3 children" not in record and "Three children" not in record and "c: hidden" in record
    assert "3 children" in text_of(analyst.get("/measures/plo_ended"))


def test_a_member_sees_no_groups(member):
    assert member.get("/measures/bs_safe_pct?by=age").status_code == 403
    assert "8-11" not in member.get("/measures/bs_safe_pct/figures.csv").content.decode()
    group = next(one for one in queries.series("bs_safe_pct", "X99") if one.breakdown)
    assert member.get(f"/recorded/values/{group.pk}").status_code == 403
    assert "Outstanding" not in text_of(member.get("/measures/audit_ratings"))


def test_downloads_run_no_formula(analyst):
    one = queries.series("spend_residential", "X99")[0]
    RecordedValue.objects.filter(pk=one.pk).update(source="=HYPERLINK(1)")
    assert "'=HYPERLINK" in analyst.get("/measures/spend_residential/figures.csv").content.decode()
    book = load_workbook(io.BytesIO(analyst.get("/measures/spend_residential/figures.xlsx").content))
    cells = [cell for row in book["Figures"].iter_rows() for cell in row if cell.value == "=HYPERLINK(1)"]
    assert cells and all(cell.data_type == "s" for cell in cells)


def test_the_templates_are_of_one_series_or_of_all(analyst):
    assert analyst.get("/recorded/template.csv?measure=pep_pct").content.decode("utf-8-sig").count("\n") == 2
    assert analyst.get("/recorded/template.xlsx").headers["Content-Type"].endswith("sheet")
    assert analyst.get("/recorded/template.csv?measure=cla_number").status_code == 400


def test_another_authoritys_value_is_not_there(analyst):
    other = RecordedValue.objects.create(authority="E1", measure="complaints", as_at="2025-03-31", value=1, source="x", basis="final")  # fmt: skip
    assert analyst.get(f"/recorded/values/{other.pk}").status_code == 404
    assert analyst.get(f"/recorded/values/{2**70}").status_code == 404


def test_without_a_return_series_can_be_recorded_all_the_same(signed_in, fresh_home):
    client = signed_in(Role.COMMISSIONER)
    assert "0 of" in text_of(client.get("/measures/all/"))
    client.post("/measures/edt_calls/record", FORM)
    assert "140 calls" in text_of(client.get("/measures/edt_calls"))


def test_a_recorded_series_is_found_by_its_words_and_by_its_id(analyst):
    assert "Weekly cost of an agency foster placement" in text_of(analyst.get("/search?q=weekly+cost"))
    answer = analyst.get("/search?q=unit_cost_pvi")
    assert answer.headers["Location"] == "/measures/unit_cost_pvi"
