"""What all actions of the room share: who acts and may, locking, and saving with the refusal as a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import check_can_keep_meetings
from sufficiency.service.audit.acting import acting
from sufficiency.service.audit.actions import record
from sufficiency.service.audit.models import What
from sufficiency.service.governance.models import Board, Meeting

LONGEST_REASON = 500
AT_ONCE = (
    "Somebody else recorded the same at the same moment. Look at what stands now, and change it if need be."
)


class Refused(ValueError):
    """Nothing was changed; the text is the sentence for the person, ``field`` the field of the form it is about."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


@contextmanager
def keeping(by: Person | None, board: Board | None = None) -> Iterator[None]:
    """One change by a person who may keep this board's meetings, or by the machine itself (None). Raises NotAllowed."""
    if by is not None:
        check_can_keep_meetings(by, board)
    with acting(by), transaction.atomic():
        yield


# Boards are locked before meetings, meetings in the order of their ids, then papers, and the audit last: two who locked
# them in another order could wait for each other for ever. With no_key whoever only points to a row does not wait.


def held_board(board: Board, *, with_meetings: bool = False) -> Board:
    """The board as it is now, held until the transaction ends; with all its meetings where they bear on the change."""
    found = Board.objects.select_for_update(no_key=True).get(pk=board.pk)
    if with_meetings:
        list(found.meetings.select_for_update(of=("self",), no_key=True).order_by("pk"))
    return found


def locked(meeting: Meeting) -> Meeting:
    """The meeting as it is now, held until the transaction ends."""
    rows = Meeting.objects.select_for_update(of=("self",), no_key=True).select_related("board")
    return rows.get(pk=meeting.pk)


def changed(meeting: Meeting) -> None:
    """Count a change to what is recorded of a meeting that is locked."""
    meeting.changes += 1
    meeting.save(update_fields=["changes"])


def save(thing: models.Model) -> None:
    """Save what its fields and constraints allow. Raises Refused."""
    try:
        thing.full_clean()
    except ValidationError as problem:
        field, messages = next(iter(problem.message_dict.items()))
        raise Refused(messages[0], None if field == "__all__" else field) from problem
    try:
        with transaction.atomic():
            thing.save()
    except IntegrityError as twice:
        raise Refused(AT_ONCE) from twice


def save_told(thing: models.Model, by: Person | None, reason: str = "") -> None:
    """Save a record of a table that is not followed, with its line of the audit: what it said, and what it says now."""
    before = told(type(thing)._base_manager.get(pk=thing.pk)) if thing.pk else None
    save(thing)
    did = "changed" if before else "added"
    tell(f"{thing._meta.verbose_name} {did}: {thing}", by, thing, reason, before=before, after=told(thing))


def tell(what: str, by: Person | None, thing: models.Model, reason: str = "", **details: Any) -> None:
    """Write the line of the audit that tells of ``thing``."""
    where = {"table": thing._meta.label_lower, "id": thing.pk}
    record(by=by, what=What.CHANGED, thing=what, reason=reason, details=where | details)


def told(thing: models.Model) -> dict[str, Any]:
    """A record for the audit, field by field."""
    values = {field.name: field.value_from_object(thing) for field in thing._meta.concrete_fields}
    return {name: str(value) if isinstance(value, date) else value for name, value in values.items()}


def given(text: str, sentence: str, field: str) -> str:
    """A reason or other words that must be there, without spaces around. Raises Refused."""
    plain = text.strip()
    if not plain:
        raise Refused(sentence, field)
    if len(plain) > LONGEST_REASON:
        raise Refused(f"There are {len(plain)} letters; {LONGEST_REASON} are allowed.", field)
    return plain
