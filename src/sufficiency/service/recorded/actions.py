"""Every change to recorded series: all or nothing, and audited in the same transaction."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from sufficiency.measures.catalogue import Entry, catalogue
from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import check_can_record, why_not
from sufficiency.service.audit.actions import record, wait_for_other_writers
from sufficiency.service.audit.models import What
from sufficiency.service.recorded import queries
from sufficiency.service.recorded.checking import Checked, check_rows
from sufficiency.service.recorded.models import RecordedFile, RecordedValue, SentFile
from sufficiency.service.recorded.reading import Row, Sheet

SENT_KEPT = timedelta(days=1)
LONGEST_REASON = 500


class Refused(ValueError):
    """Nothing was recorded; ``sentences`` say why, one for each row or cell."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = list(sentences)


class AtOnce(Refused):
    """Somebody else was quicker: what stands by now is another than what the person looked at."""


@contextmanager
def _at_the_same_moment_as_nobody() -> Iterator[None]:
    """Keep a version; where somebody else kept the same one meanwhile, theirs stands. Raises Refused."""
    try:
        with transaction.atomic():
            # Of two who record many values in another order, neither waits for the other while that waits for this.
            wait_for_other_writers()
            yield
    except IntegrityError as twice:
        raise AtOnce(
            [
                "Somebody else recorded a value for this at the same moment. Look at what stands now, and correct it if need be."
            ]
        ) from twice


@dataclass(frozen=True)
class Looked:
    """A file looked through: what would be new, corrected (with what is recorded now) and the same, or why it is refused."""

    new: list[Checked]
    corrected: list[tuple[Checked, RecordedValue]]
    same: list[Checked]
    refused: list[str]

    @property
    def changes(self) -> int:
        return len(self.new) + len(self.corrected)


def look_through(rows: Sequence[Row], *, authority: str, by: Person | None) -> Looked:
    """What the rows of a file would change, for the person. Writes nothing."""
    checked, refused = check_rows(rows, timezone.localdate(), lambda entry: _why_not(by, entry))
    last = queries.last_versions(authority, (one.measure for one in checked))
    new, corrected, same = [], [], []
    for one in checked:
        held = last.get(one.key)
        if held is None:
            new.append(one)
        elif held.withdrawn or _said(held) != one.said:
            corrected.append((one, held))
        else:
            same.append(one)
    return Looked(new, corrected, same, refused)


@transaction.atomic
def record_file(*, sheet: Sheet, authority: str, reason: str = "", by: Person | None) -> Looked:
    """Record every value of a file, or none. What differs from what is recorded becomes a new version, for which a
    reason is needed; what is the same is left as it is.

    ``by`` None: the machine itself. Raises Refused, or NotAllowed.
    """
    if by is not None:
        check_can_record(by)
    found = look_through(sheet.rows, authority=authority, by=by)
    refused = list(found.refused)
    if found.corrected and not reason.strip():
        refused += [_needs_reason(one, held) for one, held in found.corrected]
    if len(reason) > LONGEST_REASON:
        refused.append(f"The reason has {len(reason)} letters; {LONGEST_REASON} are allowed.")
    if refused:
        raise Refused(refused)
    if not found.changes:
        return found
    file = RecordedFile.objects.create(name=sheet.name, sha256=sheet.sha256, rows=len(sheet.rows), person=by)
    made = [_version(one, authority, file=file, by=by) for one in found.new]
    made += [
        _version(one, held.authority, after=held, reason=reason.strip(), file=file, by=by)
        for one, held in found.corrected
    ]
    with _at_the_same_moment_as_nobody():
        RecordedValue.objects.bulk_create(made)
    record(
        by=by,
        what=What.LOADED,
        thing=f"recorded series: {len(found.new)} new and {len(found.corrected)} corrected values from {sheet.name}",
        reason=reason.strip(),
        details={
            "file": sheet.name,
            "sha256": sheet.sha256,
            "authority": authority,
            "values": [_told(one) for one in made],
        },
    )
    return found


@transaction.atomic
def record_value(*, checked: Checked, authority: str, reason: str = "", by: Person | None) -> RecordedValue:
    """Record one value; where it is recorded already, a new version of it, for which a reason is needed.

    Raises Refused, also where it says what is recorded already, or NotAllowed.
    """
    if by is not None:
        check_can_record(by, checked.measure)
    held = queries.last_versions(authority, [checked.measure]).get(checked.key)
    if held is not None and not held.withdrawn and _said(held) == checked.said:
        raise Refused(["This is recorded already, word for word. Change something, or leave it as it is."])
    if held is not None and not reason.strip():
        raise Refused(["A value is recorded for this already. Say why it is corrected."])
    made = _version(
        checked,
        held.authority if held else authority,
        after=held,
        reason=reason.strip() if held else "",
        by=by,
    )
    made.clean_fields(exclude=("file", "person"))
    with _at_the_same_moment_as_nobody():
        made.save()
    record(
        by=by,
        what=What.CHANGED,
        thing=f"recorded value {'corrected' if held else 'added'}: {made}",
        reason=made.reason,
        details={"value": _told(made), "before": _told(held) if held else None},
    )
    return made


@transaction.atomic
def withdraw(*, value: RecordedValue, reason: str, by: Person | None) -> RecordedValue:
    """Say that there is no such value: a version that takes it back. What it said stays to be seen.

    Raises Refused without a reason or where it is taken back already, or NotAllowed.
    """
    if by is not None:
        check_can_record(by, value.measure)
    last = queries.last_versions(value.authority, [value.measure])[value.key]
    if last.withdrawn:
        raise Refused(["This value is taken back already."])
    if not reason.strip():
        raise Refused(["Say why it is taken back."])
    made = RecordedValue(
        **_same(last),
        version=last.version + 1,
        source=last.source,
        basis=last.basis,
        reason=reason.strip()[:LONGEST_REASON],
        withdrawn=True,
        person=by,
    )
    made.clean_fields(exclude=("file", "person"))
    with _at_the_same_moment_as_nobody():
        made.save()
    record(
        by=by,
        what=What.CHANGED,
        thing=f"recorded value taken back: {made}",
        reason=made.reason,
        details={"before": _told(last)},
    )
    return made


@transaction.atomic
def send_file(*, sheet: Sheet, by: Person) -> SentFile:
    """Keep the rows of a file for the person to look through; what waits for more than a day goes. Raises NotAllowed."""
    check_can_record(by)
    SentFile.objects.filter(at__lt=timezone.now() - SENT_KEPT).delete()
    rows = [[row.number, row.cells, list(row.wrong)] for row in sheet.rows]
    sent = SentFile.objects.create(
        token=secrets.token_hex(16), name=sheet.name, sha256=sheet.sha256, rows=rows, person=by
    )
    record(by=by, what=What.CHANGED, thing=f"file sent to be looked through: {sheet.name}", details={"sha256": sheet.sha256, "rows": len(rows)})  # fmt: skip
    return sent


@transaction.atomic
def discard(*, sent: SentFile, by: Person) -> None:
    """Throw away a file that was sent; nothing of it was recorded. Raises AtOnce where it is not there any more."""
    check_can_record(by)
    held = _held(sent)
    record(by=by, what=What.CHANGED, thing=f"file thrown away unread: {held.name}", details={"sha256": held.sha256})  # fmt: skip
    held.delete()


@transaction.atomic
def record_sent(*, sent: SentFile, authority: str, reason: str, by: Person) -> Looked:
    """Record the values of a file that was looked through. Raises Refused, AtOnce among them, or NotAllowed."""
    held = _held(sent)
    found = record_file(sheet=as_sheet(held), authority=authority, reason=reason, by=by)
    held.delete()
    return found


def _held(sent: SentFile) -> SentFile:
    """The file, held until the transaction ends: it is recorded or thrown away, once. Raises AtOnce."""
    held = SentFile.objects.select_for_update().filter(pk=sent.pk).first()
    if held is None:
        raise AtOnce(["This file is not here any more: it was recorded or thrown away a moment ago."])
    return held


def as_sheet(sent: SentFile) -> Sheet:
    rows = tuple(Row(number, cells, tuple(wrong)) for number, cells, wrong in sent.rows)
    return Sheet(sent.name, sent.sha256, rows)


def _why_not(by: Person | None, entry: Entry) -> str | None:
    return why_not(by, check_can_record, entry.id) if by is not None else None


def _said(held: RecordedValue) -> tuple:
    return (held.numerator, held.denominator, held.value, held.source, held.basis, held.note)


def _needs_reason(one: Checked, held: RecordedValue) -> str:
    entry = catalogue()[one.measure]
    was = (
        "was taken back"
        if held.withdrawn
        else f"is recorded as {_figure(held.value)} ({held.source}, {held.basis})"
    )
    return (
        f"Row {one.row}: {entry.id} of {one.as_at.isoformat()}{f', {one.group}' if one.group else ''} {was} already, "
        f"and this says {_figure(one.value)} ({one.source}, {one.basis}); give a reason for the correction, or take the row out."
    )


def _figure(value: float | None) -> str:
    return "nobody to count" if value is None else f"{value:,.10g}"


def _version(
    one: Checked,
    authority: str,
    *,
    after: RecordedValue | None = None,
    reason: str = "",
    file: RecordedFile | None = None,
    by: Person | None,
) -> RecordedValue:
    return RecordedValue(
        authority=authority,
        measure=one.measure,
        as_at=one.as_at,
        period_start=one.period_start,
        breakdown=one.breakdown,
        group=one.group,
        version=after.version + 1 if after else 1,
        numerator=one.numerator,
        denominator=one.denominator,
        value=one.value,
        source=one.source,
        basis=one.basis,
        note=one.note,
        reason=reason,
        file=file,
        row=one.row,
        person=by,
    )


def _same(value: RecordedValue) -> dict[str, object]:
    names = ("authority", "measure", "as_at", "period_start", "breakdown", "group")
    return {name: getattr(value, name) for name in names}


def _told(value: RecordedValue) -> dict[str, object]:
    """A version for the audit."""
    names = ("measure", "as_at", "period_start", "breakdown", "group", "version", "numerator", "denominator", "value", "source", "basis", "note")  # fmt: skip
    return {name: getattr(value, name) for name in names}
