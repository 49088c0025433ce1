"""Two people decide what is past its time; what is deleted is gone, what is held stays, and the audit says so."""

from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from sufficiency.editions import Home, UnknownEdition
from sufficiency.service.access.errors import AskedWrongly
from sufficiency.service.access.models import Person
from sufficiency.service.access.roles import Role
from sufficiency.service.access.rules import NotAllowed
from sufficiency.service.audit.models import Line, What
from sufficiency.service.protection import actions, schedule
from sufficiency.service.protection.due import children_due, everything_kept, find_kept
from sufficiency.service.protection.models import Answer, Choice, Decision, Hold, Kind
from tests.editions.examples import make_edition
from tests.service.reading import text_of

LONG_AGO = timedelta(days=4 * 366)


@pytest.fixture
def home(fresh_home, monkeypatch) -> Home:
    """An installation with an edition that another replaced more than three years ago."""
    make_edition(fresh_home)
    make_edition(fresh_home)
    make_edition(fresh_home)
    today = timezone.localdate()
    monkeypatch.setattr(
        "sufficiency.service.protection.due._replaced_on", lambda one, _next: today - LONG_AGO
    )
    return fresh_home


@pytest.fixture
def old(home) -> str:
    return home.ids()[-1]


@pytest.fixture
def analyst(person):
    return person(Role.PERFORMANCE_ANALYST)


@pytest.fixture
def director(person):
    return person(Role.DIRECTOR)


def asked_to_delete(old: str, by: Person, kind: str = Kind.EDITION) -> Decision:
    return actions.ask_for(kind=kind, thing=old, choice=Choice.DELETE, reason="Past its time.", by=by)


def lines(what: What) -> list[Line]:
    return list(Line.objects.filter(what=what))


# The schedule


def test_every_line_of_the_schedule_says_how_long_from_when_and_on_whose_word():
    for line in schedule.schedule():
        assert line.what and line.from_moment and line.source and line.how_long, line.id
        assert line.confirmed == ("egulation" in line.source), "law that was read is confirmed, policy is not"


def test_a_looked_after_child_s_record_is_kept_for_75_years_from_birth():
    line = schedule.line("child", date(2026, 4, 1))
    assert line.due(date(2010, 5, 17)) == date(2085, 5, 17)
    assert line.how_long == "75 years from when the child was born"


def test_one_line_holds_on_any_day_and_an_ended_one_no_more():
    names = [line.id for line in schedule.in_force(date(2026, 4, 1))]
    assert len(names) == len(set(names)) and "edition" in names
    assert schedule.in_force(date(2000, 1, 1)) == ()
    with pytest.raises(KeyError, match="no line"):
        schedule.line("edition", date(2000, 1, 1))


# What is due


@pytest.mark.django_db
def test_the_edition_in_use_is_never_due(home):
    assert home.current().id not in [one.thing for one in everything_kept(home)]
    assert {one.thing for one in everything_kept(home)} == set(home.ids()[1:])


@pytest.mark.django_db
def test_an_edition_just_replaced_is_not_due_yet(fresh_home):
    first = make_edition(fresh_home)
    make_edition(fresh_home)
    [one] = everything_kept(fresh_home)
    assert one.thing == first.id and not one.is_due(timezone.localdate())
    assert one.until == schedule.line("edition", timezone.localdate()).due(timezone.localdate())


def test_an_account_is_due_a_year_after_its_last_sign_in_once_it_is_shut(fresh_home, person):
    somebody = person(Role.FINANCE)
    Person.objects.filter(pk=somebody.pk).update(last_login=timezone.now() - timedelta(days=400))
    assert find_kept(fresh_home, Kind.ACCOUNT, str(somebody.pk)) is None
    Person.objects.filter(pk=somebody.pk).update(is_active=False)
    assert find_kept(fresh_home, Kind.ACCOUNT, str(somebody.pk)).is_due(timezone.localdate())


def test_children_past_75_are_counted_and_told_of_without_their_names(signed_in, made_up):
    events = made_up.table("history/events").to_pylist()
    adopted = {row["child"] for row in events if row["kind"] == "adopted"}  # kept for longer
    died = {row["child"] for row in events if row["ceased_reason"] == "died"}
    children = made_up.table("history/children").to_pylist()
    born = {row["child"] for row in children if row["dob"] and row["dob"] <= date(2010, 1, 1)}
    assert children_due(made_up, date(2085, 1, 1)) == len((born | died) - adopted) > 50
    assert children_due(made_up, date(2026, 4, 1)) == 0


# Two people


def test_one_person_asks_and_another_approves_and_the_edition_is_gone(home, old, analyst, director):
    asked = asked_to_delete(old, analyst)
    assert (home.folder / old).is_dir(), "nothing goes before a second person agrees"
    done = actions.answer(decision=asked.pk, approve=True, by=director)
    assert done.done_at is not None and not (home.folder / old).exists()
    with pytest.raises(UnknownEdition):
        home.edition(old)
    [line] = lines(What.DELETED)
    assert line.person == director and line.thing == f"edition {old}" and line.reason == "Past its time."
    assert [one.person for one in reversed(lines(What.CHANGED)) if "edition" in one.thing] == [
        analyst,
        director,
    ]


def test_nobody_approves_their_own_request(home, old, analyst):
    asked = asked_to_delete(old, analyst)
    with pytest.raises(NotAllowed, match="A second person"):
        actions.answer(decision=asked.pk, approve=True, by=analyst)
    asked.answered_by, asked.answered_at, asked.answer = analyst, timezone.now(), Answer.APPROVED
    with pytest.raises(IntegrityError), transaction.atomic():
        asked.save()
    assert (home.folder / old).is_dir() and lines(What.DELETED) == []


def test_what_was_answered_cannot_be_answered_again(home, old, analyst, director):
    asked = asked_to_delete(old, analyst)
    actions.answer(decision=asked.pk, approve=False, note="Needed for a paper.", by=director)
    with pytest.raises(AskedWrongly, match="refused already"):
        actions.answer(decision=asked.pk, approve=True, by=director)
    assert (home.folder / old).is_dir()


def test_what_two_people_decided_to_keep_is_reviewed_on_the_day_they_said(home, old, analyst, director):
    until = timezone.localdate() + timedelta(days=200)
    asked = actions.ask_for(kind="edition", thing=old, choice="keep", reason="An inquiry.", until=until, by=analyst)  # fmt: skip
    actions.answer(decision=asked.pk, approve=True, by=director)
    kept = find_kept(home, "edition", old)
    assert kept.until == until and not kept.is_due(timezone.localdate()) and kept.is_due(until)
    with pytest.raises(AskedWrongly, match="kept until"):
        asked_to_delete(old, analyst)


def test_only_one_decision_waits_for_a_thing(home, old, analyst, director):
    asked_to_delete(old, analyst)
    with pytest.raises(ValidationError, match="waiting for a second person"):
        asked_to_delete(old, director)


def test_what_is_not_due_or_in_use_is_not_asked_for(home, analyst):
    for thing in (home.current().id, "2000-01-01-001", "../editions", ""):
        with pytest.raises(AskedWrongly, match="in use, or not there"):
            asked_to_delete(thing, analyst)


def test_a_deletion_that_was_broken_off_goes_on(home, old, analyst, director, monkeypatch):
    asked = asked_to_delete(old, analyst)

    def full(*_):
        raise OSError("The disk refuses.")

    monkeypatch.setattr("sufficiency.editions.home.os.rename", full)
    with pytest.raises(OSError, match="refuses"):
        actions.answer(decision=asked.pk, approve=True, by=director)
    monkeypatch.undo()
    asked.refresh_from_db()
    assert asked.must_be_carried_out and lines(What.DELETED) == [], "no line says that it is gone"
    actions.carry_out(decision=asked.pk, by=analyst)
    assert not (home.folder / old).exists() and len(lines(What.DELETED)) == 1
    with pytest.raises(AskedWrongly, match="nothing to delete"):
        actions.carry_out(decision=asked.pk, by=analyst)


def test_an_edition_chosen_again_meanwhile_is_not_deleted(home, old, analyst, director):
    asked = asked_to_delete(old, analyst)
    home.make_current(old)
    with pytest.raises(AskedWrongly, match="in use"):
        actions.answer(decision=asked.pk, approve=True, by=director)
    assert (home.folder / old).is_dir()


def test_figures_kept_of_an_edition_go_with_it(home, old, analyst, director):
    (home.path / "cache").mkdir()
    own, other = home.path / "cache" / f"{old}-1.figures", home.path / "cache" / "2030-01-01-001-1.figures"
    own.touch()
    other.touch()
    actions.answer(decision=asked_to_delete(old, analyst).pk, approve=True, by=director)
    assert not own.exists() and other.exists()


def test_where_the_audit_cannot_be_written_nothing_is_deleted(home, old, analyst, director, monkeypatch):
    asked = asked_to_delete(old, analyst)

    def broken(**_):
        raise RuntimeError("no audit")

    monkeypatch.setattr("sufficiency.service.protection.actions.record", broken)
    with pytest.raises(RuntimeError):
        actions.answer(decision=asked.pk, approve=True, by=director)
    asked.refresh_from_db()
    assert asked.answer == Answer.WAITING and (home.folder / old).is_dir()


# Accounts


def test_the_personal_data_of_somebody_who_left_is_gone_from_every_table_but_the_audit(
    fresh_home, analyst, director, person
):
    leaver = person(Role.FINANCE, username="qzxjkleaver")
    leaver.name, leaver.email = "Qzxjkname Qzxjkfamily", "qzxjkmail@qzxjk.example"
    leaver.save()
    EmailAddress.objects.create(user=leaver, email=leaver.email)
    Authenticator.objects.create(user=leaver, type="totp", data={"secret": "qzxjksecret"})
    SocialAccount.objects.create(
        user=leaver, provider="provider", uid="qzxjkuid", extra_data={"name": "qzxjk"}
    )
    client = Client()
    client.force_login(leaver)
    Person.objects.filter(pk=leaver.pk).update(
        is_active=False, last_login=timezone.now() - timedelta(days=500)
    )
    asked = asked_to_delete(str(leaver.pk), analyst, Kind.ACCOUNT)
    actions.answer(decision=asked.pk, approve=True, by=director)
    leaver.refresh_from_db()
    assert leaver.name == f"Former person {leaver.pk}" and not leaver.has_usable_password()
    assert not leaver.held_roles.exists()
    assert not any(s.get_decoded().get("_auth_user_id") == str(leaver.pk) for s in Session.objects.all())
    assert [found for found in tables_with("qzxjk") if found != "audit.Line"] == []
    assert find_kept(fresh_home, Kind.ACCOUNT, str(leaver.pk)) is None, "there is nothing more to delete"


def tables_with(text: str) -> list[str]:
    """Tables in which any value holds the text, in any letters."""
    found = []
    for model in apps.get_models():
        for row in model._base_manager.values():
            if any(text in str(value).casefold() for value in row.values()):
                found.append(model._meta.label)
                break
    return found


# Holds


def test_what_is_held_is_not_deleted_until_a_second_person_lifts_the_hold(home, old, analyst, director):
    asked = asked_to_delete(old, analyst)
    hold = actions.place_hold(kind="edition", thing=old, reason="A claim.", by=director)
    with pytest.raises(NotAllowed, match=r"is held \(A claim.\)"):
        actions.answer(decision=asked.pk, approve=True, by=director)
    with pytest.raises(NotAllowed, match="A second person lifts it"):
        actions.lift_hold(hold=hold.pk, reason="Settled.", by=director)
    actions.lift_hold(hold=hold.pk, reason="Settled.", by=analyst)
    actions.answer(decision=asked.pk, approve=True, by=director)
    assert not (home.folder / old).exists()


def test_a_hold_on_a_kind_holds_everything_of_it(home, old, analyst, director):
    actions.place_hold(kind="edition", thing=Hold.ALL, reason="A public inquiry.", by=director)
    assert all(one.hold for one in everything_kept(home))
    with pytest.raises(NotAllowed, match="public inquiry"):
        asked_to_delete(old, analyst)


def test_a_thing_is_held_once_at_a_time_and_a_hold_lifted_once(home, old, analyst, director):
    hold = actions.place_hold(kind="edition", thing=old, reason="A claim.", by=director)
    with pytest.raises(ValidationError, match="held already"):
        actions.place_hold(kind="edition", thing=old, reason="Another.", by=analyst)
    actions.lift_hold(hold=hold.pk, reason="Settled.", by=analyst)
    with pytest.raises(AskedWrongly, match="lifted already"):
        actions.lift_hold(hold=hold.pk, reason="Again.", by=analyst)


# The pages


def test_the_pages_lead_from_the_review_list_to_the_deletion(home, old, signed_in):
    one, two = signed_in(Role.PERFORMANCE_ANALYST), signed_in(Role.DIRECTOR)
    page = text_of(one.get("/protection/retention/"))
    assert "2 records to decide on" in page and f"Edition {old}" in page and "To be decided" in page
    sent = {"choice": "delete", "reason": "Past its time."}
    answer = one.post(f"/protection/retention/edition/{old}", sent)
    address = answer.headers["Location"]
    own_view = text_of(one.get(address))
    assert "You asked for this yourself. A second person approves or refuses it." in own_view
    assert "Give your answer" not in own_view
    assert one.post(address, {"answer": "approve"}).status_code == 403
    two.post(address, {"answer": "approve", "note": "Agreed."})
    page = text_of(two.get(address))
    assert "Approved by Director" in page and "Deleted on" in page
    assert old not in home.ids()
    assert f"Edition {old}" in text_of(two.get("/protection/retention/")), "among the decisions"


def test_a_form_that_cannot_be_used_says_why_and_changes_nothing(home, old, signed_in):
    client = signed_in(Role.DIRECTOR)
    address = f"/protection/retention/edition/{old}"
    for sent, told in (
        ({"reason": "x"}, "Choose what should happen"),
        ({"choice": "delete"}, "Enter a reason"),
        ({"choice": "keep", "reason": "x"}, "Enter the day on which to review it again"),
        (
            {"choice": "keep", "reason": "x", "until_day": "1", "until_month": "1", "until_year": "2020"},
            "still to come",
        ),
        ({"choice": "burn", "reason": "x"}, "Choose one of the two"),
    ):
        answer = client.post(address, sent)
        assert answer.status_code == 400 and told in text_of(answer), sent
    assert not Decision.objects.exists()


def test_a_hold_is_placed_and_lifted_on_the_pages(home, old, signed_in):
    one, two = signed_in(Role.PERFORMANCE_ANALYST), signed_in(Role.DIRECTOR)
    one.post(f"/protection/retention/edition/{old}/hold", {"reason": "A claim."})
    assert "Held: A claim." in text_of(two.get("/protection/retention/"))
    hold = Hold.objects.get()
    assert "A second person lifts it" in text_of(one.get(f"/protection/holds/{hold.pk}"))
    two.post(f"/protection/holds/{hold.pk}", {"reason": "Settled."})
    hold.refresh_from_db()
    assert hold.lifted_reason == "Settled." and "Nothing is held." in text_of(
        one.get("/protection/retention/")
    )


@pytest.mark.parametrize("path", ["retention/edition/none", "retention/none/1", "retention/none/*/hold", "decisions/99", "holds/99", "decisions/99999999999999999999"])  # fmt: skip
def test_what_is_not_there_is_not_found(home, signed_in, path):
    assert signed_in(Role.DIRECTOR).get(f"/protection/{path}").status_code == 404


def test_the_schedule_is_on_the_first_page_with_what_is_to_be_confirmed(home, signed_in):
    page = text_of(signed_in(Role.DIRECTOR).get("/protection/"))
    assert (
        "75 years from when the child was born" in page and "Confirmed, in force since 1 April 2011" in page
    )
    assert "For the council to confirm" in page and "wait for a decision" in page
