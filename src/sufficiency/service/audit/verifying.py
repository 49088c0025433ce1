"""Whether the chain is whole: every line as it was written, none altered, removed, put in or moved."""

from collections.abc import Iterator

from sufficiency.service.audit import chain
from sufficiency.service.audit.heads import START, Noted, Tampered, Unguarded
from sufficiency.service.audit.models import Head, Line
from sufficiency.service.audit.triggers import missing

BATCH = 2000


def head() -> Noted:
    """The head as it is now, to be noted elsewhere."""
    found = Head.objects.first()
    return Noted(found.count, found.hash) if found else START


def verify(noted: Noted | None = None) -> Noted:
    """Read the whole chain and return its head. Raises Tampered with the first thing that is wrong.

    Lines written meanwhile are read too; nobody is kept from writing. ``noted`` is a head kept elsewhere: with it
    also a chain is found out that was cut off and whose head was set back to an earlier one.
    """
    walked = START
    while True:
        end = _sealed_head()
        for line in _lines(walked.count, end.count):
            _check(line, walked)
            walked = Noted(line.number, line.hash)
            if noted and noted.count == walked.count and noted.hash != walked.hash:
                raise Tampered(
                    f"Line {noted.count} is not the one that was noted: the chain was written anew."
                )
        if walked.count < end.count:
            raise Tampered(
                f"Line {walked.count + 1} is missing: the chain ends at line {walked.count} and its head says {end.count}."
            )
        if walked.hash != end.hash:
            raise Tampered(f"The head does not fit line {walked.count}, the last one.")
        if _sealed_head() == end:
            break
    _check_none_outside(walked)
    if noted and noted.count > walked.count:
        raise Tampered(
            f"Line {walked.count + 1} is missing: there are {walked.count} lines, and {noted.count} were noted."
        )
    if gone := missing():
        raise Unguarded(
            f"All {walked.count} lines are whole, but the database no longer refuses to change them: {', '.join(gone)} "
            "is switched off. Run `sufficiency audit guard`, and find out who did that."
        )
    return walked


def _sealed_head() -> Noted:
    """The head, after a look at its seal."""
    found = Head.objects.first()
    if found is None:
        return START
    if found.key != chain.fingerprint():
        raise Tampered(
            f"The chain was sealed with another key ({found.key}) than the one here ({chain.fingerprint()}). Give "
            "SUFFICIENCY_AUDIT_KEY, or the file audit-key, the key it was sealed with."
        )
    if found.seal != chain.seal_of(found.count, found.hash):
        raise Tampered(f"The head was altered: its seal does not fit {found.count} lines.")
    return Noted(found.count, found.hash)


def _lines(after: int, until: int) -> Iterator[Line]:
    """Lines in order, a batch at a time; each batch is one short read."""
    while after < until:
        batch = list(Line.objects.filter(number__gt=after, number__lte=until).order_by("number")[:BATCH])
        if not batch:
            return
        yield from batch
        after = batch[-1].number


def _check(line: Line, before: Noted) -> None:
    if line.number != before.count + 1:
        raise Tampered(
            f"Line {before.count + 1} is missing: after line {before.count} comes line {line.number}."
        )
    if line.hash != chain.hash_of(line):
        raise Tampered(f"Line {line.number} is not as it was written: it was altered, moved or put in.")
    if line.previous != before.hash:
        raise Tampered(
            f"Line {line.number} does not follow line {before.count}: a line was removed or put in there."
        )


def _check_none_outside(walked: Noted) -> None:
    """No line before the first, and none after the head that no writer put there meanwhile."""
    early = Line.objects.filter(number__lt=1).order_by("number").first()
    if early:
        raise Tampered(f"Line {early.number} was put in: lines count from 1.")
    late = Line.objects.filter(number__gt=walked.count).order_by("number").first()
    if late and _sealed_head() == walked:
        raise Tampered(f"Line {late.number} was put in: the chain ends at line {walked.count}.")
