"""Every change to a paper while it is written: all or nothing, and audited in the same transaction."""

from collections.abc import Iterable
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from sufficiency.documents.outline import Outline
from sufficiency.documents.papers import paper_asked
from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import (
    check_can_answer_on_paper,
    check_can_move_paper,
    check_can_see_drafts,
    check_can_write_papers,
)
from sufficiency.service.audit.actions import record
from sufficiency.service.audit.models import What
from sufficiency.service.committee.differences import told_of
from sufficiency.service.committee.models import Comment, Consultation, Paper, Step, Version
from sufficiency.service.committee.refused import Refused
from sufficiency.service.committee.states import State, in_words, may_become
from sufficiency.service.committee.waiting import tell_the_meeting, tie
from sufficiency.service.governance.models import DuePaper

BEGUN = "begun from its template"
ASKED_FIRST = (Consultation.Who.FINANCE, Consultation.Who.LEGAL)


class SavedMeanwhile(Refused):
    """Somebody else saved the paper since it was opened."""


@transaction.atomic
def begin_paper(
    *,
    authority: str,
    council: str,
    template: str,
    title: str,
    lead_officer: str,
    as_at: date,
    baseline: date | None = None,
    due: DuePaper | None = None,
    by: Person,
) -> Paper:
    """Begin a paper from a template; ``due`` is the paper that a meeting waits for, if one does. Raises UnknownPaper,
    or Refused where that one is written already or is another kind of paper."""
    check_can_write_papers(by)
    outline = paper_asked(template).outline(as_at, council)
    paper = Paper.objects.create(
        authority=authority, template=template, title=title, lead_officer=lead_officer, as_at=as_at,
        baseline=baseline, author=by,
    )  # fmt: skip
    outline = Outline(title, outline.sections, outline.front, outline.template)
    Version.objects.create(paper=paper, number=1, outline=outline.to_json(), why=BEGUN, by=by)
    if due is not None and not tie(due, paper, by):
        raise Refused("That paper is being written already. Open it instead.")
    details = {"template": template, "as at": str(as_at), "paper": str(paper.pk)}
    record(by=by, what=What.CHANGED, thing=f"paper begun: {title}", details=details)
    return paper


def held_paper(paper: Paper) -> Paper:
    """The paper as it is now, held until the transaction ends: whoever changes it, says or asks something about it, or
    publishes it, waits for each other."""
    return Paper.objects.select_for_update().get(pk=paper.pk)


@transaction.atomic
def change_outline(*, paper: Paper, outline: Outline, after: int, by: Person) -> Version:
    """Save the paper as its author has it now. ``after`` is the version the author had open: where somebody else saved
    meanwhile nothing is lost and nothing is saved. Raises SavedMeanwhile, or Refused for a paper that is not being
    drafted."""
    check_can_write_papers(by)
    held = held_paper(paper)
    if held.state != State.DRAFTING:
        raise Refused(
            f"The paper is {held.get_state_display().lower()}, and changes no more. Send it back to its author first."
        )
    last = held.versions.first()
    if last.number != after:
        raise SavedMeanwhile(
            f"{last.by} saved version {last.number} while you were writing on version {after}. Look at what changed, "
            "and do yours again."
        )
    changed = told_of(Outline.from_json(last.outline), outline)
    if not changed:
        return last
    try:
        with transaction.atomic():
            made = Version.objects.create(
                paper=held, number=after + 1, outline=outline.to_json(), why=changed[0][:200], by=by
            )
    except IntegrityError as raced:
        raise SavedMeanwhile(
            "Somebody else saved the paper at the same moment. Look at what changed, and do yours again."
        ) from raced
    if held.title != outline.title:
        held.title = outline.title
        held.save()
    record(
        by=by, what=What.CHANGED, thing=f"paper changed: {held}",
        details={"paper": str(held.pk), "version": made.number, "changes": changed[:20]},
    )  # fmt: skip
    return made


@transaction.atomic
def move_paper(*, paper: Paper, to: str, by: Person, reason: str = "") -> Paper:
    """Move a paper on to a state, or back to its author with a reason. Publishing is ``release.publish``.

    Raises Refused where the state does not lead there, or something has to be done first.
    """
    held = held_paper(paper)
    wanted = State(to)
    if wanted is State.PUBLISHED:
        raise Refused("A paper is published by a second person, through the list of checks.")
    check_can_move_paper(by, (held, wanted))
    if not may_become(State(held.state), wanted):
        raise Refused(
            f"A paper that is {held.get_state_display().lower()} can become {in_words(State(held.state))}."
        )
    if wanted is State.DRAFTING and not reason.strip():
        raise Refused("Say why the paper goes back to its author.")
    if wanted is State.CLEARED:
        _check_consulted(held)
    step(held, wanted, by, reason.strip())
    return held


def step(paper: Paper, wanted: State, by: Person, reason: str = "") -> None:
    """Write down that a paper is in a state now, in the transaction that moves it."""
    paper.state = wanted
    paper.save()
    number = paper.versions.first().number
    Step.objects.create(paper=paper, state=wanted, version=number, reason=reason, by=by)
    tell_the_meeting(paper, wanted, reason, by)
    record(
        by=by, what=What.CHANGED, thing=f"paper {wanted.label.lower()}: {paper}", reason=reason,
        details={"paper": str(paper.pk), "version": number},
    )  # fmt: skip


@transaction.atomic
def say(*, paper: Paper, section: str, words: str, by: Person) -> Comment:
    """Say something about a section. Raises Refused where it has no such section, or the paper is published."""
    check_can_see_drafts(by)
    held = held_paper(paper)
    if held.state == State.PUBLISHED:
        raise Refused("The paper is published: nothing of it changes any more.")
    if section not in _sections(held):
        raise Refused("The paper has no such section any more. Say it of another one.")
    made = Comment.objects.create(paper=held, section=section, words=words.strip(), by=by)
    record(by=by, what=What.CHANGED, thing=f"remark on paper: {held}", details={"paper": str(held.pk)})
    return made


@transaction.atomic
def settle(*, comment: Comment, by: Person) -> Comment:
    """Say that a remark is dealt with."""
    check_can_see_drafts(by)
    held = Comment.objects.select_for_update().get(pk=comment.pk)
    if held.settled_at is None:
        held.settled_by, held.settled_at = by, timezone.now()
        held.save()
        record(by=by, what=What.CHANGED, thing=f"remark settled on paper: {held.paper}")
    return held


@transaction.atomic
def ask(*, paper: Paper, who: str, name: str, by: Person) -> Consultation:
    """Ask finance, legal or somebody else about a paper. Raises Refused where they were asked."""
    check_can_write_papers(by)
    held = held_paper(paper)
    if held.state == State.PUBLISHED:
        raise Refused("The paper is published: nobody can be asked about it any more.")
    try:
        with transaction.atomic():
            made = Consultation.objects.create(paper=held, who=who, name=name.strip(), asked_by=by)
    except IntegrityError as twice:
        raise Refused(f"{name} was asked about this paper already.") from twice
    record(by=by, what=What.CHANGED, thing=f"consultation on paper: {held}", details={"asked": str(made)})
    return made


@transaction.atomic
def answer(
    *, consultation: Consultation, words: str, included: bool, seen: str | None = None, by: Person
) -> Consultation:
    """Write down what somebody answered who was asked, or put it otherwise.

    ``seen`` is when the answer that the page showed was written down (``written_down``). Raises Refused where another
    was since, or the paper is published.
    """
    held = Consultation.objects.select_for_update().select_related("paper").get(pk=consultation.pk)
    check_can_answer_on_paper(by, held)
    if seen is not None and seen != written_down(held):
        raise Refused(
            f"{held.answered_by} wrote an answer down after you opened the page. It stands: look at it, and change it "
            "if need be."
        )
    if held.paper.state == State.PUBLISHED:
        raise Refused("The paper is published: an answer can change it no more.")
    if not words.strip():
        raise Refused("Write what was answered, or that there was nothing to add.")
    held.answer, held.included, held.answered_by, held.answered_at = (
        words.strip(),
        included,
        by,
        timezone.now(),
    )
    held.save()
    details = {"of": str(held), "paper": str(held.paper.pk)}
    record(by=by, what=What.CHANGED, thing=f"consultation answered on paper: {held.paper}", details=details)
    return held


def written_down(consultation: Consultation) -> str:
    """When the answer that stands was written down, as a page carries it; empty for none."""
    return consultation.answered_at.isoformat() if consultation.answered_at else ""


def _check_consulted(paper: Paper) -> None:
    """Finance and legal were asked and all who were asked have answered."""
    held = list(paper.consultations.all())
    asked = {one.who for one in held}
    if missing := [who.label.lower() for who in ASKED_FIRST if who not in asked]:
        raise Refused(f"Ask {' and '.join(missing)} about the paper before it is cleared.")
    if waiting := [str(one) for one in held if not one.answer]:
        raise Refused(f"These have not answered yet: {', '.join(waiting)}.")


def _sections(paper: Paper) -> Iterable[str]:
    return [one.key for one in Outline.from_json(paper.versions.first().outline).sections]
