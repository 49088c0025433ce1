"""Deciding what is kept and what is deleted, by two people, and holding it. Audited in the same transaction."""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from sufficiency.editions import Home
from sufficiency.service.access.errors import AskedWrongly
from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import (
    NotAllowed,
    check_can_answer_decision,
    check_can_lift_hold,
    check_can_review_retention,
)
from sufficiency.service.audit.actions import record, wait_for_other_writers
from sufficiency.service.audit.models import What
from sufficiency.service.data import kept
from sufficiency.service.protection.due import Kept, find_kept
from sufficiency.service.protection.leaving import held_account, remove_personal_data
from sufficiency.service.protection.models import Answer, Choice, Decision, Hold, Kind
from sufficiency.service.records.actions import keep_seals_of

PAGE = "retention"


@transaction.atomic
def ask_for(
    *, kind: str, thing: str, choice: str, reason: str, until: date | None = None, by: Person
) -> Decision:
    """Ask that something past its time is kept until a day, or deleted. A second person decides.

    Raises NotAllowed, AskedWrongly for what is not due or is held, or ValidationError.
    """
    check_can_review_retention(by)
    wait_for_other_writers()  # so that a second who asks the same is told that it waits already
    _due(kind, thing, deleting=choice == Choice.DELETE)
    asked = Decision(kind=kind, thing=thing, choice=choice, reason=reason.strip(), until=until, asked_by=by)
    asked.full_clean()
    asked.save()
    record(by=by, what=What.CHANGED, thing=_name(asked), page=PAGE, reason=asked.reason, details={"asked": choice})  # fmt: skip
    return asked


def answer(*, decision: int, approve: bool, note: str = "", by: Person) -> Decision:
    """Approve or refuse, once, what somebody else asked for; what is approved to be deleted is gone at the end.

    Raises NotAllowed, AskedWrongly where it was answered, is held or no longer due, or what deleting raises; the
    approval stands then, and ``carry_out`` goes on.
    """
    with transaction.atomic():
        asked = _locked(decision)
        check_can_answer_decision(by, asked)
        if asked.answer != Answer.WAITING:
            raise AskedWrongly(
                f"This was {asked.get_answer_display().lower()} already, by {asked.answered_by}."
            )
        if approve and asked.choice == Choice.DELETE:
            _due(asked.kind, asked.thing, deleting=True)
        asked.answer = Answer.APPROVED if approve else Answer.REFUSED
        asked.note, asked.answered_by, asked.answered_at = note.strip(), by, timezone.now()
        asked.full_clean()
        asked.save()
        record(by=by, what=What.CHANGED, thing=_name(asked), page=PAGE, reason=asked.note, details={"answered": asked.answer, "asked": asked.choice})  # fmt: skip
    if asked.must_be_carried_out:
        return carry_out(decision=decision, by=by)
    return asked


@transaction.atomic
def carry_out(*, decision: int, by: Person) -> Decision:
    """Delete for good what two people decided to delete. Where it was broken off, this goes on from there.

    Raises NotAllowed where it was held since, AskedWrongly for an account that was opened again since, or what deleting
    raises; nothing is deleted then.
    """
    check_can_review_retention(by)
    asked = _locked(decision)
    if not asked.must_be_carried_out:
        raise AskedWrongly("There is nothing to delete: it was not approved, or it is gone.")
    person = held_account(asked.thing) if asked.kind == Kind.ACCOUNT else None
    wait_for_other_writers()  # from here on nobody holds it any more, nor chooses it as the edition in use
    _check_nothing_came_between(asked, person)
    if person is not None:
        remove_personal_data(person)
    asked.done_at = timezone.now()
    asked.save()
    record(by=by, what=What.DELETED, thing=_name(asked), page=PAGE, reason=asked.reason, details={"decision": asked.pk})  # fmt: skip
    if asked.kind == Kind.EDITION:
        keep_seals_of(edition_id=asked.thing, by=by)  # what it sealed stays sealed
        # last: from here on nothing can refuse
        home = Home(settings.HOME)
        kept.forget(home.path, asked.thing)
        if asked.thing in home.ids():
            home.take_away(asked.thing)
    return asked


@transaction.atomic
def place_hold(*, kind: str, thing: str, reason: str, by: Person) -> Hold:
    """Hold something, or all of a kind (``*``), so that nothing of it is deleted. Raises NotAllowed, AskedWrongly."""
    check_can_review_retention(by)
    wait_for_other_writers()  # what is being deleted is gone then, and is not said to be held
    if thing != Hold.ALL and find_kept(Home(settings.HOME), kind, thing) is None:
        raise AskedWrongly("There is nothing of that name to hold.")
    hold = Hold(kind=kind, thing=thing, reason=reason.strip(), person=by)
    hold.full_clean()
    hold.save()
    record(by=by, what=What.CHANGED, thing=str(hold), page=PAGE, reason=hold.reason, details={"hold": "placed"})  # fmt: skip
    return hold


@transaction.atomic
def lift_hold(*, hold: int, reason: str, by: Person) -> Hold:
    """Lift a hold that somebody else placed. Raises NotAllowed, AskedWrongly or ValidationError."""
    found = Hold.objects.select_for_update().filter(pk=hold).first()
    check_can_lift_hold(by, found)
    if found is None or found.lifted_at is not None:
        raise AskedWrongly("This hold is not there, or it was lifted already.")
    found.lifted_by, found.lifted_at, found.lifted_reason = by, timezone.now(), reason.strip()
    found.full_clean()
    found.save()
    record(by=by, what=What.CHANGED, thing=str(found), page=PAGE, reason=found.lifted_reason, details={"hold": "lifted"})  # fmt: skip
    return found


def _locked(decision: int) -> Decision:
    """The decision, held until the transaction ends, so that two people answering at once never both do."""
    found = Decision.objects.select_for_update(of=("self",)).filter(pk=decision).first()
    if found is None:
        raise AskedWrongly("There is no such decision.")
    return found


def _check_nothing_came_between(asked: Decision, person: Person | None) -> None:
    """What was approved may have been held since, or opened again; what is gone already is past that."""
    if person is not None and person.is_active:
        raise AskedWrongly(
            f"The account of {person.name} was opened again after this was approved, so nothing of it is deleted."
        )
    if asked.kind == Kind.EDITION and asked.thing not in Home(settings.HOME).ids():
        return
    holds = Hold.objects.filter(kind=asked.kind, thing__in=(asked.thing, Hold.ALL), lifted_at=None)
    hold = holds.first()
    if hold is not None:
        raise NotAllowed(
            f"This is held since it was approved ({hold.reason}). Nothing that is held is deleted."
        )


def _due(kind: str, thing: str, deleting: bool) -> Kept:
    one = find_kept(Home(settings.HOME), kind, thing)
    if one is None:
        raise AskedWrongly("It is in use, or not there: there is nothing to decide.")
    if not one.is_due(timezone.localdate()):
        raise AskedWrongly(
            f"{one.what} is kept until {one.until:%-d %B %Y}. There is nothing to decide before."
        )
    if deleting and one.hold is not None:
        raise NotAllowed(f"{one.what} is held ({one.hold.reason}). Nothing that is held is deleted.")
    return one


def _name(asked: Decision) -> str:
    return f"{asked.kind} {asked.thing}"
