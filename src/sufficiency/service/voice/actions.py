"""Every change to rounds and to what was heard: all or nothing. What staff do is audited in the same transaction; what
a child sends is not, since a line with its time could be set beside who was given a link that day."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import check_can_ask_children, check_can_read_comments
from sufficiency.service.audit.actions import record, wait_for_other_writers
from sufficiency.service.audit.models import What
from sufficiency.service.voice import recording
from sufficiency.service.voice.models import Comment, Link, Question, Round, Tally, Wording

MOST_LINKS = 500  # made at once


class Refused(ValueError):
    """It was not done; the text is the sentence that says why."""


class NotOpen(Refused):
    """The link is not known, was used, or the round is not asking today."""


@transaction.atomic
def begin_round(
    *, authority: str, statements: Sequence[tuple[int, str]], by: Person | None, **told: object
) -> Round:
    """Begin a round that asks these statements, by number and words. ``told`` are the fields of the round.

    Raises Refused where there is nothing to ask or another round has the title.
    """
    if by is not None:
        check_can_ask_children(by)
    if not statements:
        raise Refused(
            "The strategy in force has no I statements to ask about. Write them into the plan first."
        )
    made = Round(authority=authority, made_by=by, **told)
    try:
        made.full_clean()
        made.save()
    except (ValidationError, IntegrityError) as wrong:
        raise Refused(_said(wrong)) from wrong
    for number, words in statements:
        question = Question.objects.create(round=made, number=number, words=words)
        Tally.objects.bulk_create(Tally(question=question, says=says) for says in Tally.Says)
    details = {"asks": [number for number, _ in statements], "fewest": made.fewest}
    record(by=by, what=What.CHANGED, thing=f"round of asking begun: {made}", details=details)
    return made


@transaction.atomic
def make_links(*, round: Round, number: int, by: Person) -> list[str]:
    """Make links that open the form once each; their keys, which are kept nowhere. Raises Refused."""
    check_can_ask_children(by)
    if Round.objects.select_for_update().get(pk=round.pk).closed:
        raise Refused("This round is closed. Begin another to ask again.")
    if not 1 <= number <= MOST_LINKS:
        raise Refused(f"Make between 1 and {MOST_LINKS} links at a time.")
    keys = [secrets.token_urlsafe(24) for _ in range(number)]
    Link.objects.bulk_create(Link(round=round, digest=digest(key)) for key in keys)
    record(by=by, what=What.CHANGED, thing=f"links made for: {round}", details={"links": number})
    return keys


@transaction.atomic
def word_in_language(*, round: Round, language: str, words: Mapping[int, str], by: Person) -> None:
    """Ask the statements of these numbers in the words given, in that language; those left out are asked in English."""
    check_can_ask_children(by)
    Round.objects.select_for_update(no_key=True).get(
        pk=round.pk
    )  # of two who word it at once the second's words stay
    Wording.objects.filter(question__round=round, language=language).delete()
    Wording.objects.bulk_create(
        Wording(question=question, language=language, words=words[question.number])
        for question in round.questions.all()
        if words.get(question.number)
    )
    details = {"language": language, "statements": sorted(words)}
    record(by=by, what=What.CHANGED, thing=f"words in another language for: {round}", details=details)


@transaction.atomic
def answer(*, key: str, says: Mapping[int, str], comment: str, on: date) -> None:
    """Add what one child said, by the numbers of the statements, to the sums, and keep the comment to be read.

    The link is used up with it: of two that send by the same link at once, one is taken. Raises NotOpen.
    """
    # Link and round are locked together: a second sender, and whoever closes the round, wait and then see what was done.
    # An update through the round's conditions would not look at them again after the wait (PostgreSQL).
    link = (
        Link.objects.select_for_update(of=("self", "round"))
        .select_related("round")
        .filter(digest=digest(key), used=False)
        .filter(round__closed=None, round__opens__lte=on, round__closes__gte=on)
        .first()
    )
    if link is None:
        raise NotOpen("This link does not open the form any more.")
    link.used = True
    link.save(update_fields=["used"])
    for number, said in says.items():
        Tally.objects.filter(question__round=link.round, question__number=number, says=said).update(
            number=F("number") + 1
        )
    if comment:
        Comment.objects.create(round=link.round, words=comment)


@transaction.atomic
def close_round(*, round: Round, by: Person) -> int:
    """Ask no more, and show what was heard; how many statements were answered by enough to be recorded as figures.

    Links that were not used open nothing more. Raises Refused for a round that is closed already.
    """
    check_can_ask_children(by)
    if not Round.objects.filter(pk=round.pk, closed=None).update(closed=timezone.localdate()):
        raise Refused("This round is closed already.")
    round.refresh_from_db()
    wait_for_other_writers()  # another round that is being closed may record the same statements of the same day
    told = recording.record_heard(round)
    record(by=by, what=What.CHANGED, thing=f"round of asking closed: {round}", details={"recorded": told})
    return told


@transaction.atomic
def moderate(
    *, comment: Comment, state: str, by: Person, shown_as: str = "", reason: str = "", seen: str = ""
) -> Comment:
    """Say what becomes of a comment: shown, in the child's words or without what points to somebody; not shown, or
    passed on to keep somebody safe, with why and to whom.

    ``seen`` is the mark (``mark_of``) of what the page showed. Raises Refused, also where somebody else read the comment
    meanwhile: that it was passed on to keep a child safe is never written over unseen.
    """
    check_can_read_comments(by)
    held = Comment.objects.select_for_update().get(pk=comment.pk)
    if seen and mark_of(held) != seen:
        raise Refused(
            f"{held.read_by} read this comment after you opened the page: it is {held.get_state_display().lower()} now. "
            "Nothing of yours was kept: open it again, and say what becomes of it."
        )
    wanted = Comment.State(state)
    if wanted is Comment.State.WAITING:
        raise Refused("Choose what becomes of the comment.")
    if wanted is Comment.State.SHOWN and not shown_as.strip():
        raise Refused("Write what others may read, or choose not to show the comment.")
    if wanted is not Comment.State.SHOWN and not reason.strip():
        raise Refused("Say why the comment is not shown, or to whom it was passed on.")
    held.state, held.read_by = wanted, by
    held.shown_as = shown_as.strip() if wanted is Comment.State.SHOWN else ""
    held.reason = reason.strip()
    held.save()
    thing = f"comment of a child {wanted.label.lower()}: {held.round}"
    record(by=by, what=What.CHANGED, thing=thing, reason=held.reason, details={"comment": str(held.pk)})
    return held


def mark_of(comment: Comment) -> str:
    """Of what became of a comment so far."""
    return digest(repr((str(comment.pk), comment.state, comment.shown_as, comment.reason)))


def digest(key: str) -> str:
    """What is kept of a link's key."""
    return hashlib.sha256(key.encode()).hexdigest()


def _said(wrong: ValidationError | IntegrityError) -> str:
    """The sentences of what is wrong; a title raced for at the same moment reads like one that was taken before."""
    if isinstance(wrong, IntegrityError) or "authority and title" in " ".join(wrong.messages).lower():
        return "Another round has this title. Give this one a title of its own."
    return " ".join(wrong.messages)
