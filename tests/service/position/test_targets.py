"""Targets: what a measure aims at, from when, and who said so."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from sufficiency.demo import TARGETS
from sufficiency.measures import MEASURES
from sufficiency.measures.targets import Target as Held
from sufficiency.service.access.roles import Role
from sufficiency.service.access.rules import NotAllowed
from sufficiency.service.data.figures import Figure, State
from sufficiency.service.position.actions import bring_made_up_targets, set_target
from sufficiency.service.position.models import Target
from sufficiency.service.position.targets import MET, MISSED, NEAR, Aim, Targets
from tests.service.lines import changes_of
from tests.service.reading import text_of

STABILITY = MEASURES["three_plus_placements_pct"]
SENT = {
    "kind": "low", "value": "9.5", "since_day": "1", "since_month": "4", "since_year": "2024", "source": "Strategy 2024",
}  # fmt: skip


def figure(value):
    return Figure(date(2025, 3, 31), None, value, 100.0, value, State.KNOWN)


def test_the_made_up_authority_comes_with_its_targets_and_gets_them_once(db):
    found = {target.measure: target.value for target in Target.objects.filter(authority="X99")}
    assert found == {measure: target.value for measure, target in TARGETS.items()}
    assert bring_made_up_targets() == 0


def test_a_target_holds_from_its_day_until_the_next(person):
    analyst = person(Role.PERFORMANCE_ANALYST)
    for since, value in ((date(2024, 4, 1), 9.0), (date(2025, 4, 1), None)):
        set_target(measure=STABILITY, authority="E1", value=value, best="low", since=since, source="Plan", by=analyst)  # fmt: skip
    targets = Targets("E1")
    assert targets.aim(STABILITY.id, date(2024, 3, 31)) is None
    assert targets.aim(STABILITY.id, date(2024, 4, 1)).words == "at most 9%"
    assert targets.aim(STABILITY.id, date(2025, 4, 1)) is None
    assert len(targets.history(STABILITY.id)) == 2
    assert Targets("E2").aim(STABILITY.id, date(2024, 4, 1)) is None


def test_a_later_word_for_the_same_day_takes_the_place_of_the_earlier(person):
    analyst = person(Role.PERFORMANCE_ANALYST)
    for value in (9.0, 8.0):
        set_target(measure=STABILITY, authority=None, value=value, best="low", since=date(2024, 4, 1), source="Plan", by=analyst)  # fmt: skip
    assert Targets(None).aim(STABILITY.id, date(2025, 1, 1)).value == 8.0


@pytest.mark.parametrize(("value", "standing"), [(9.0, MET), (10.0, MET), (14.9, NEAR), (15.1, MISSED)])
def test_a_share_is_near_its_target_within_five_points(value, standing):
    target = Held(10.0, "low", date(2020, 1, 1), "")
    assert Aim(STABILITY.id, target).standing(figure(value)) == standing


def test_setting_a_target_is_audited_with_who_did_it(person):
    analyst = person(Role.PERFORMANCE_ANALYST)
    target = set_target(measure=STABILITY, authority="X99", value=9.0, best="low", since=date(2024, 4, 1), source="Plan", by=analyst)  # fmt: skip
    [line] = changes_of(target)
    assert line.person == analyst and line.told["did"] == "added"


def test_nobody_else_sets_targets_and_nothing_is_kept(person):
    with pytest.raises(
        NotAllowed, match="Only a performance analyst, a commissioner or a director sets targets"
    ):
        set_target(measure=STABILITY, authority=None, value=9.0, best="low", since=date(2024, 4, 1), source="Plan", by=person(Role.FINANCE))  # fmt: skip
    assert not Target.objects.filter(authority="").exists()


def test_a_commissioner_sets_targets_too(person):
    target = set_target(measure=STABILITY, authority=None, value=9.0, best="low", since=date(2024, 4, 1), source="Strategy", by=person(Role.COMMISSIONER))  # fmt: skip
    assert Targets(None).aim(STABILITY.id, date(2024, 4, 1)).target.set_by.startswith(str(target.person))


def test_a_target_below_nothing_is_refused_by_the_database_too(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        Target.objects.create(measure="x", value=-1, best="low", since=date(2024, 4, 1), source="")


def test_a_source_longer_than_its_column_is_refused(person):
    with pytest.raises(ValidationError):
        set_target(measure=STABILITY, authority=None, value=9.0, best="low", since=date(2024, 4, 1), source="x" * 301, by=person(Role.DIRECTOR))  # fmt: skip


def test_an_analyst_sets_a_target_on_its_page_and_sees_it_in_force(signed_in, made_up):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    assert "at most 10%" in text_of(client.get("/measures/three_plus_placements_pct"))
    answer = client.post("/measures/three_plus_placements_pct/target", SENT)
    assert answer.headers["Location"] == "/measures/three_plus_placements_pct"
    page = text_of(client.get("/measures/three_plus_placements_pct"))
    assert "The target is set." in page and "at most 9.5%" in page and "Strategy 2024" in page
    history = text_of(client.get("/measures/three_plus_placements_pct/target"))
    assert (
        "at most 9.5%" in history
        and "at most 10%" in history
        and "came with the made-up authority" in history
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"value": ""}, "Enter the value to aim at"),
        ({"value": "ten"}, "Enter the value as a number"),
        ({"value": "nan"}, "Enter the value as a number"),
        ({"value": "1e400"}, "Enter the value as a number"),
        ({"value": "-1"}, "Enter a value from 0 to 100"),
        ({"value": "101"}, "Enter a value from 0 to 100"),
        ({"kind": "best"}, "Choose one of the three"),
        ({"kind": ""}, "Choose what to aim at"),
        ({"since_month": "13"}, "Enter a real date"),
        ({"source": ""}, "Enter where the target comes from"),
        ({"source": "x" * 301}, "Use 300 letters or fewer"),
    ],
)
def test_a_form_that_cannot_be_taken_says_why_and_keeps_what_was_typed(signed_in, made_up, changes, sentence):
    before = Target.objects.count()
    answer = signed_in(Role.DIRECTOR).post("/measures/three_plus_placements_pct/target", SENT | changes)
    assert answer.status_code == 400
    assert sentence in text_of(answer)
    assert 'value="2024"' in answer.content.decode()
    assert Target.objects.count() == before


def test_a_measure_can_be_left_without_a_target_from_a_day_on(signed_in, made_up):
    client = signed_in(Role.DIRECTOR)
    client.post("/measures/three_plus_placements_pct/target", SENT | {"kind": "none", "value": ""})
    assert "Target none set" in text_of(client.get("/measures/three_plus_placements_pct"))
