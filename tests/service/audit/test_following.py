"""Every change to a followed table is a line in its transaction, whoever changes it and however."""

from datetime import date

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from sufficiency.measures import MEASURES
from sufficiency.service.access.actions import give_role, set_roles, take_role
from sufficiency.service.access.models import HeldRole, Person
from sufficiency.service.access.roles import Role
from sufficiency.service.audit.acting import acting, who_acts
from sufficiency.service.audit.following import FOLLOWED, HIDDEN
from sufficiency.service.audit.models import Line, What
from sufficiency.service.position.actions import set_target
from sufficiency.service.position.models import Target
from tests.service.lines import changes_of, the_audit_is_full


def test_a_role_given_and_taken_says_who_did_it_to_whom(person):
    administrator, somebody = person(Role.SYSTEM_ADMINISTRATOR), person(username="ann")
    give_role(person=somebody, role=Role.DIRECTOR, by=administrator)
    take_role(person=somebody, role=Role.DIRECTOR, by=administrator)
    given, taken = [line for line in changes_of(HeldRole) if line.about == somebody]
    assert (given.person, given.what, given.told["did"]) == (administrator, What.CHANGED, "added")
    assert given.told["fields"]["role"] == [None, "director"]
    assert (taken.person, taken.told["did"], taken.told["fields"]["role"]) == (administrator, "removed", ["director", None])  # fmt: skip


def test_a_change_says_what_was_and_what_is_and_nothing_else(person):
    somebody = person(username="ann")
    somebody.name = "Ann Other"
    somebody.save()
    assert changes_of(somebody)[-1].told["fields"] == {"name": ["Ann", "Ann Other"]}
    assert changes_of(somebody)[-1].about == somebody
    count = Line.objects.count()
    somebody.save()
    assert Line.objects.count() == count, "what was saved without a change is none"


def test_only_the_fields_that_are_saved_are_told(person):
    somebody = person(username="ann")
    somebody.name, somebody.email = "Ann Other", "ann@example.org"
    somebody.save(update_fields=["name"])
    assert changes_of(somebody)[-1].told["fields"] == {"name": ["Ann", "Ann Other"]}


def test_a_password_is_told_as_changed_and_kept_nowhere(person):
    somebody = person(username="ann")
    before = somebody.password
    somebody.set_password("another-long-password")
    somebody.save()
    assert changes_of(somebody)[-1].told["fields"]["password"] == [HIDDEN, HIDDEN]
    said = "".join(line.details for line in Line.objects.all())
    assert before not in said and somebody.password not in said


def test_a_change_and_its_line_are_one_even_where_nobody_began_a_transaction(transactional_db, person):
    somebody = person(username="ann")
    assert connection.in_atomic_block is False
    somebody.name = "Ann Other"
    with the_audit_is_full():
        with pytest.raises(DatabaseError, match="the audit is full"):
            somebody.save()
        with pytest.raises(DatabaseError, match="the audit is full"):
            HeldRole.objects.create(person=somebody, role=Role.DIRECTOR)
    assert Person.objects.get(pk=somebody.pk).name == "Ann"
    assert not HeldRole.objects.filter(person=somebody).exists()


def test_a_record_whose_line_cannot_be_written_is_not_removed(transactional_db, person):
    somebody = person(Role.DIRECTOR)
    with the_audit_is_full():
        with pytest.raises(DatabaseError, match="the audit is full"):
            HeldRole.objects.get(person=somebody).delete()
        with pytest.raises(DatabaseError, match="the audit is full"):
            HeldRole.objects.filter(person=somebody).delete()
    assert HeldRole.objects.filter(person=somebody).exists()


def test_an_action_whose_line_cannot_be_written_changes_nothing(transactional_db, person):
    administrator, analyst = person(Role.SYSTEM_ADMINISTRATOR), person(Role.PERFORMANCE_ANALYST)
    stability = MEASURES["three_plus_placements_pct"]
    with the_audit_is_full():
        with pytest.raises(DatabaseError):
            set_roles(person=analyst, roles=[Role.DIRECTOR], by=administrator)
        with pytest.raises(DatabaseError):
            set_target(measure=stability, authority="X98", value=9.0, best="low", since=date(2024, 4, 1), source="Plan", by=analyst)  # fmt: skip
    assert HeldRole.objects.get(person=analyst).role == Role.PERFORMANCE_ANALYST
    assert not Target.objects.filter(authority="X98").exists()


def test_a_change_that_is_undone_leaves_no_line(person):
    somebody = person(username="ann")
    count = Line.objects.count()
    with pytest.raises(RuntimeError), transaction.atomic():
        somebody.name = "Ann Other"
        somebody.save()
        raise RuntimeError
    assert Line.objects.count() == count


def test_who_acts_is_the_last_one_named_and_nobody_afterwards(person):
    first, second = person(Role.DIRECTOR), person(Role.FINANCE)
    assert who_acts() is None
    with acting(first):
        with acting(second):
            assert who_acts() == second
        assert who_acts() == first
        with acting(None):
            assert who_acts() is None
    assert who_acts() is None


# Tables that are not followed, each with the reason.
NOT_FOLLOWED = {
    "audit.Line": "the audit itself",
    "audit.Head": "the audit itself",
    "access.Counted": "tries to sign in, counted; no record",
    "api.Calls": "calls, counted; no record",
    "api.Token": "each of its actions writes a line of its own",
    "governance.AgendaItem": "each of its actions writes a line of its own",
    "governance.Attendance": "who came is one line for each time it is recorded, with all that was and is",
    "governance.Decision": "each of its actions writes a line of its own, with what was and what is",
    "governance.Reminder": "a deadline that comes near, told on the pages; nobody did anything",
    "operations.Job": "how far work in the background is; what the work does writes its own lines",
    "protection.Decision": "each of its actions writes a line of its own, with the reason",
    "protection.Hold": "each of its actions writes a line of its own, with the reason",
    "recorded.RecordedFile": "a file taken in is one line, with its SHA-256 and every value",
    "recorded.RecordedValue": "a value recorded, corrected or taken back is a line of its own, with the reason",
    "recorded.SentFile": "a file looked through and not yet taken in; gone after",
    "committee.Check": "its action writes a line of its own",
    "committee.Comment": "each of its actions writes a line of its own",
    "committee.Consultation": "each of its actions writes a line of its own",
    "committee.Paper": "each of its actions writes a line of its own",
    "committee.Published": "never changed; that it was made is the step's line",
    "committee.PublishedFigure": "never changed; made with the published paper",
    "committee.Step": "never changed; each is a line of its own",
    "committee.Version": "never changed; each is a line with what changed in it",
    "voice.Comment": "what becomes of one is a line with the reason; what a child wrote is not repeated there",
    "voice.Link": "a child's: that some were made is a line, who used one when is never kept",
    "voice.Question": "asked in a round, which is a line with their numbers",
    "voice.Round": "each of its actions writes a line of its own",
    "voice.Tally": "sums of what children said; a line for each would tell of one child",
    "voice.Wording": "its action writes a line of its own",
    "records.Caseload": "each of its actions writes a line of its own, with the child",
    "records.Opening": "each of its actions writes a line of its own, with the reason",
    "records.Seal": "its action writes a line of its own, with the reason",
    "strategy.Action": "each of its actions writes a line of its own, with what was and what is",
    "strategy.Evidence": "each of its actions writes a line of its own, with what was and what is",
    "strategy.Indicator": "each of its actions writes a line of its own, with what was and what is",
    "strategy.Lever": "each of its actions writes a line of its own, with what was and what is",
    "strategy.Milestone": "each of its actions writes a line of its own, with what was and what is",
    "strategy.Note": "each of its actions writes a line of its own, with what was and what is",
    "strategy.Priority": "each of its actions writes a line of its own, with what was and what is",
    "strategy.PriorityMeasure": "each of its actions writes a line of its own, with what was and what is",
    "strategy.Rating": "each of its actions writes a line of its own, with what was and what is",
    "strategy.Statement": "each of its actions writes a line of its own, with what was and what is",
    "strategy.Strategy": "each of its actions writes a line of its own, with what was and what is",
    "strategy.Success": "each of its actions writes a line of its own, with what was and what is",
}


def test_every_table_of_the_rooms_is_followed_or_says_why_not():
    """A new table fails this until it is followed, or stands in the list above with the reason."""
    ours = {
        model._meta.label
        for config in apps.get_app_configs()
        if config.name.startswith("sufficiency.service.")
        for model in config.get_models()
    }
    followed = {model._meta.label for model in FOLLOWED}
    assert ours - followed == set(NOT_FOLLOWED)
