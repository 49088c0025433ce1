"""Recording values: all or nothing, versions with reasons, nothing ever deleted, every change audited."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from sufficiency.service.access.roles import Role
from sufficiency.service.access.rules import NotAllowed
from sufficiency.service.audit.models import Line, What
from sufficiency.service.recorded import actions, queries
from sufficiency.service.recorded.checking import check
from sufficiency.service.recorded.made_up import give_made_up_series
from sufficiency.service.recorded.models import RecordedFile, RecordedValue, SentFile
from sufficiency.service.recorded.reading import COLUMNS, read
from tests.service.lines import the_audit_is_full

HEADING = ",".join(COLUMNS) + "\n"
MONEY = "spend_residential,2025-03-31,2024-04-01,,,,,{},Outturn report,final,\n"
COUNT = "complaints,2025-03-31,2024-04-01,,,,,{},Complaints log,final,\n"


def sheet(*rows: str):
    return read("values.csv", (HEADING + "".join(rows)).encode())


def record(*rows: str, by=None, reason=""):
    return actions.record_file(sheet=sheet(*rows), authority="E1", reason=reason, by=by)


def figures(measure="spend_residential"):
    return [one.value for one in queries.series(measure, "E1")]


def typed(value, measure="spend_residential"):
    cells = {"measure": measure, "as_at": "2025-03-31", "period_start": "2024-04-01", "value": str(value), "source": "Outturn report", "basis": "final"}  # fmt: skip
    checked, wrong = check(cells, date(2026, 1, 1))
    assert not wrong
    return checked


def test_a_file_is_recorded_with_its_hash_its_rows_and_who(person):
    analyst = person(Role.PERFORMANCE_ANALYST)
    found = record(MONEY.format(3244487), COUNT.format(84), by=analyst)
    assert (len(found.new), found.corrected, found.same) == (2, [], [])
    one = queries.series("spend_residential", "E1")[0]
    assert (one.value, one.version, one.row, one.person) == (3244487, 1, 2, analyst)
    assert one.file.sha256 == sheet(MONEY.format(3244487), COUNT.format(84)).sha256
    line = Line.objects.order_by("-number").first()
    assert line.what == What.LOADED and "2 new" in line.thing and line.told["sha256"] == one.file.sha256
    assert line.told["values"][0]["value"] == 3244487 and line.person == analyst


def test_one_wrong_row_and_nothing_is_recorded(db):
    with pytest.raises(actions.Refused) as refused:
        record(MONEY.format(3244487), COUNT.format(1.5))
    assert refused.value.sentences == ["Row 3: value is 1.5; complaints are counted in whole numbers."]
    assert not RecordedValue.objects.exists() and not RecordedFile.objects.exists()


def test_what_cannot_be_audited_is_not_recorded(db):
    with the_audit_is_full(), pytest.raises(Exception, match="full"):
        record(MONEY.format(3244487))
    assert not RecordedValue.objects.exists() and not RecordedFile.objects.exists()


def test_the_same_file_again_changes_nothing(db):
    record(MONEY.format(3244487))
    lines = Line.objects.count()
    found = record(MONEY.format(3244487))
    assert found.changes == 0 and len(found.same) == 1
    assert RecordedValue.objects.count() == RecordedFile.objects.count() == 1
    assert Line.objects.count() == lines


def test_another_value_for_the_same_needs_a_reason_and_is_a_new_version(db):
    record(MONEY.format(3244487))
    with pytest.raises(actions.Refused, match="recorded as 3,244,487.*this says 3,300,000.*give a reason"):
        record(MONEY.format(3300000))
    assert figures() == [3244487]
    found = record(MONEY.format(3300000), reason="Audited")
    assert len(found.corrected) == 1 and figures() == [3300000]
    versions = queries.versions(queries.series("spend_residential", "E1")[0])
    assert [(one.version, one.value, one.reason) for one in versions] == [(2, 3300000, "Audited"), (1, 3244487, "")]  # fmt: skip


def test_one_value_is_typed_and_corrected_with_a_reason(person):
    finance = person(Role.FINANCE)
    actions.record_value(checked=typed(100), authority="E1", by=finance)
    with pytest.raises(actions.Refused, match="word for word"):
        actions.record_value(checked=typed(100), authority="E1", by=finance)
    with pytest.raises(actions.Refused, match="Say why"):
        actions.record_value(checked=typed(110), authority="E1", by=finance)
    made = actions.record_value(checked=typed(110), authority="E1", reason="A late invoice", by=finance)
    assert made.version == 2 and figures() == [110]
    line = Line.objects.order_by("-number").first()
    assert line.reason == "A late invoice" and line.told["before"]["value"] == 100


def test_people_of_finance_record_finance_alone_and_others_nothing(person):
    with pytest.raises(NotAllowed, match="finance only"):
        actions.record_value(checked=typed(84, "complaints"), authority="E1", by=person(Role.FINANCE))
    with pytest.raises(actions.Refused, match="finance only"):
        record(COUNT.format(84), by=person(Role.FINANCE, username="another"))
    for role in (Role.SOCIAL_WORKER, Role.ELECTED_MEMBER, Role.SYSTEM_ADMINISTRATOR, Role.PROVIDER):
        with pytest.raises(NotAllowed):
            record(COUNT.format(84), by=person(role))
    assert not RecordedValue.objects.exists()


def test_a_value_is_taken_back_and_can_be_recorded_again(person):
    analyst = person(Role.PERFORMANCE_ANALYST)
    made = actions.record_value(checked=typed(100), authority="E1", by=analyst)
    with pytest.raises(actions.Refused, match="Say why"):
        actions.withdraw(value=made, reason=" ", by=analyst)
    actions.withdraw(value=made, reason="It was another year's", by=analyst)
    assert figures() == [] and "spend_residential" not in queries.held("E1")
    with pytest.raises(actions.Refused, match="already"):
        actions.withdraw(value=made, reason="again", by=analyst)
    with pytest.raises(actions.Refused, match="was taken back already"):
        record(MONEY.format(100))
    record(MONEY.format(100), reason="It was right after all")
    assert figures() == [100]
    assert [one.version for one in queries.versions(made)] == [3, 2, 1]


def test_the_database_refuses_a_version_twice_a_correction_without_reason_and_a_value_without_source(db):
    common = {"authority": "E1", "measure": "complaints", "as_at": date(2025, 3, 31), "basis": "final", "value": 1}  # fmt: skip
    RecordedValue.objects.create(**common, source="Log")
    for wrong in (
        {"source": "Log"},
        {"source": "Log", "version": 2},
        {"source": ""} | {"version": 1, "group": "", "breakdown": "", "period_start": date(2024, 1, 1)},
        {"source": "Log", "period_start": date(2025, 4, 1)},
        {"source": "Log", "breakdown": "stage"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            RecordedValue.objects.create(**common, **wrong)


def test_values_of_another_authority_are_not_shown_and_those_of_nobody_are(db):
    actions.record_value(checked=typed(1), authority="E1", by=None)
    actions.record_value(checked=typed(5, "complaints"), authority="", by=None)
    assert figures() == [1] and figures("complaints") == [5]
    assert queries.series("spend_residential", "E2") == []
    assert set(queries.held("E2")) == {"complaints"}


def test_a_file_waits_for_the_person_who_sent_it_and_goes_after_a_day(person):
    analyst = person(Role.PERFORMANCE_ANALYST)
    kept = actions.send_file(sheet=sheet(MONEY.format(1)), by=analyst)
    assert actions.as_sheet(kept) == sheet(MONEY.format(1))
    SentFile.objects.filter(pk=kept.pk).update(at="2020-01-01T00:00:00Z")
    actions.send_file(sheet=sheet(MONEY.format(2)), by=analyst)
    assert not SentFile.objects.filter(pk=kept.pk).exists() and SentFile.objects.count() == 1


def test_groups_are_in_the_order_in_which_they_were_recorded(db):
    row = "audit_ratings,2025-03-31,2024-04-01,rating,{},{},90,,Audits,sample,\n"
    record(*(row.format(group, top) for group, top in (("Outstanding", 5), ("Good", 50), ("Inadequate", 35))))
    record(row.format("Outstanding", 6), reason="One more was found")
    assert [one.group for one in queries.series("audit_ratings", "E1")] == ["Outstanding", "Good", "Inadequate"]  # fmt: skip


def test_the_made_up_authority_gets_its_series_once(db):
    made = give_made_up_series(2025)
    assert made > 200 and give_made_up_series(2025) == 0
    held = queries.held("X99")
    assert {"spend_residential", "complaints", "social_worker_vacancy_pct", "audit_good_pct"} <= set(held)
    assert all(found.newest <= date(2025, 3, 31) for found in held.values())
    assert queries.held("E1") == {}
