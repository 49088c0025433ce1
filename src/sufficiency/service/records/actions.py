"""Every write about who needs to know of which child, each with its line in the audit in the same transaction."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from sufficiency.editions import Edition
from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import (
    check_can_answer,
    check_can_break_glass,
    check_can_give_child,
    check_can_keep_caseloads,
    check_can_open_address,
    check_can_open_sealed,
    check_can_seal,
)
from sufficiency.service.audit.acting import acting
from sufficiency.service.audit.actions import record, wait_for_other_writers
from sufficiency.service.audit.models import What
from sufficiency.service.records.confidential import addresses_of
from sufficiency.service.records.models import OPEN_FOR, Caseload, Opening, Seal, kept_id
from sufficiency.service.records.sealed import adopted_children


@transaction.atomic
def open_sealed(*, child: str, reason: str, by: Person) -> Opening:
    """Open a sealed record to a person for an hour. Raises NotAllowed."""
    check_can_open_sealed(by, child)
    return _open(Opening.Kind.SEALED, What.SEALED_OPENED, child, reason, by)


@transaction.atomic
def break_glass(*, child: str, reason: str, by: Person) -> Opening:
    """Open a record in an emergency for an hour; a director is asked whether it was right. Raises NotAllowed."""
    wait_for_other_writers()  # a button pressed twice opens once, and asks the director once
    check_can_break_glass(by, child)
    return _open(Opening.Kind.GLASS, What.GLASS_BROKEN, child, reason, by)


def _open(kind: str, what: str, child: str, reason: str, by: Person) -> Opening:
    now = timezone.now()
    opening = Opening(kind=kind, person=by, child=kept_id(child), reason=reason, at=now, until=now + OPEN_FOR)
    opening.full_clean()
    with acting(by):
        opening.save()
    record(by=by, what=what, child=child, page="child's page", reason=reason)
    return opening


@transaction.atomic
def close_record(*, child: str, by: Person) -> int:
    """Close at once what this person opened of the child; returns how many openings that ended."""
    found = Opening.objects.select_for_update().filter(
        person=by, child=kept_id(child), closed_at__isnull=True, until__gt=timezone.now()
    )
    openings = list(found)
    with acting(by):
        for opening in openings:
            opening.closed_at = timezone.now()
            opening.save(update_fields=["closed_at"])
    if openings:
        record(by=by, what=What.CHANGED, child=child, thing="opened record closed", page="child's page")
    return len(openings)


@transaction.atomic
def answer_opening(*, opening: Opening, was_right: bool, note: str, by: Person) -> Opening:
    """Say whether it was right to break the glass. The first answer stands: raises NotAllowed for a second."""
    found = Opening.objects.select_for_update().get(pk=opening.pk)
    check_can_answer(by, found)
    found.was_right, found.note, found.answered_by, found.answered_at = was_right, note, by, timezone.now()
    found.full_clean()
    with acting(by):
        found.save()
    record(
        by=by,
        what=What.CHANGED,
        child=found.child,
        person=found.person,
        thing=f"opening {found.pk} answered: {'right' if was_right else 'not right'}",
        page="records opened",
        reason=note,
    )
    return found


@transaction.atomic
def open_address(*, edition: Edition, child: str, reason: str, by: Person) -> list[dict[str, Any]]:
    """Where the child's homes are, for one look. Nothing is given where the look cannot be recorded.

    Raises NotAllowed, or whatever the audit raises.
    """
    check_can_open_address(by, child)
    record(by=by, what=What.ADDRESS_OPENED, child=child, page="where the child's homes are", reason=reason)
    return addresses_of(edition, child)


@transaction.atomic
def seal(*, child: str, reason: str, by: Person) -> Seal:
    """Seal a record for good. Raises NotAllowed."""
    check_can_seal(by, child)
    wait_for_other_writers()  # whoever seals the same child, by hand or since an edition goes
    with acting(by):
        found, _made = Seal.objects.get_or_create(
            child=kept_id(child), defaults={"reason": reason, "person": by}
        )
    record(by=by, what=What.CHANGED, child=child, thing="record sealed", page="child's page", reason=reason)
    return found


@transaction.atomic
def keep_seals_of(*, edition_id: str, by: Person) -> int:
    """Before an edition is deleted: seal the children whose adoption order no other edition tells of.

    Else deleting a return would open the records it sealed. Returns how many were sealed.
    """
    wait_for_other_writers()  # of two editions deleted at once the second is asked when the first is gone
    children = sorted(adopted_children() - adopted_children(without=edition_id))
    new = [child for child in children if not Seal.objects.filter(child=child).exists()]
    for child in new:
        Seal(
            child=child, reason=f"Adopted, as edition {edition_id} told, which was deleted", person=by
        ).save()
    if new:
        record(by=by, what=What.CHANGED, children=new, thing="record sealed", page="retention", reason=f"edition {edition_id} is deleted")  # fmt: skip
    return len(new)


@transaction.atomic
def give_child(
    *, person: Person, child: str, part: str, since: date, by: Person, until: date | None = None
) -> Caseload:
    """Put a child on a person's caseload. Raises NotAllowed, or ValidationError for what cannot be."""
    check_can_give_child(by, person)
    wait_for_other_writers()  # a child given twice at once is seen to be there, and many are given in any order
    link = Caseload(person=person, child=kept_id(child), part=part, since=since, until=until)
    link.full_clean()
    with acting(by):
        link.save()
    _record_link(by, link, "on the caseload", child)
    return link


@transaction.atomic
def give_children(*, links: Sequence[dict[str, Any]], by: Person) -> int:
    """Put many children on caseloads: all of them or none. Those that are there already stay as they are."""
    wait_for_other_writers()
    given = 0
    for link in links:
        there = Caseload.objects.filter(
            person=link["person"], child=kept_id(link["child"]), part=link["part"], until__isnull=True
        )
        if link["until"] is None and there.exists():
            continue
        give_child(**link, by=by)
        given += 1
    return given


@transaction.atomic
def end_caseload(*, link: Caseload, until: date, by: Person) -> Caseload:
    """Say the last day somebody works for a child. Raises NotAllowed, or ValidationError for a day before the first."""
    check_can_keep_caseloads(by)
    check_can_give_child(by, link.person)
    found = Caseload.objects.select_for_update().get(pk=link.pk)
    found.until = until
    found.full_clean()
    with acting(by):
        found.save()
    _record_link(by, found, f"on the caseload until {until}", found.child)
    return found


def _record_link(by: Person, link: Caseload, thing: str, child: str) -> None:
    record(by=by, what=What.CHANGED, child=child, person=link.person, thing=f"{link.get_part_display()}: {thing}", page="caseloads")  # fmt: skip
