"""Publishing: a second person goes through the list with the rendered pages beside, and then the paper is frozen."""

import hashlib

from django.db import IntegrityError, transaction

from sufficiency.documents.document import Document
from sufficiency.documents.outline import AuditTrail, Outline
from sufficiency.measures.disclosure import Style
from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import check_can_publish_paper
from sufficiency.service.audit.actions import record
from sufficiency.service.audit.models import What
from sufficiency.service.committee import actions, sources
from sufficiency.service.committee.checklist import ITEMS, NAMES
from sufficiency.service.committee.models import Check, Paper, Published, PublishedFigure
from sufficiency.service.committee.refused import Refused
from sufficiency.service.committee.states import State
from sufficiency.service.committee.trail import with_trail


@transaction.atomic
def check(*, paper: Paper, item: str, by: Person) -> Check:
    """Say that a line of the list was looked at, for the version as it stands. Raises Refused."""
    held = actions.held_paper(paper)
    version = held.versions.first()
    check_can_publish_paper(by, held)
    if held.state != State.CLEARED:
        raise Refused("A paper is looked through once it is cleared.")
    if item not in NAMES:
        raise Refused("There is no such line in the list.")
    made, new = Check.objects.get_or_create(paper=held, version=version.number, item=item, by=by)
    if new:
        details = {"item": item, "version": version.number, "paper": str(held.pk)}
        record(by=by, what=What.CHANGED, thing=f"paper looked through: {held}", details=details)
    return made


def checked_by(paper: Paper, by: Person, version: int) -> set[str]:
    """The lines of the list that the person looked at, of this version."""
    held = Check.objects.filter(paper=paper, version=version, by=by)
    return set(held.values_list("item", flat=True))


def publish(*, paper: Paper, seen: str = "", by: Person) -> Published:
    """Freeze a paper with its figures, for those inside and for everybody. Of two who press at once one publishes.

    ``seen`` is the mark (``mark_of``) of what the page showed: nothing is given to everybody that nobody looked at.
    Raises Refused where it is not that any more, a line of the list was not looked at, a remark is not settled or the
    paper is not cleared, and NotAllowed for its author and for whoever changed it last.
    """
    check_can_publish_paper(by, paper)
    # Its figures are counted, and so at hand, before anybody who writes has to wait for this.
    outline, edition = Outline.from_json(paper.versions.first().outline), sources.in_use()
    for style in (Style.LOCAL, Style.PUBLIC):
        _composed(paper, outline, edition, style)
    return _publish(paper, seen, by)


@transaction.atomic
def _publish(paper: Paper, seen: str, by: Person) -> Published:
    held = actions.held_paper(paper)
    version = held.versions.first()
    check_can_publish_paper(by, held)
    if held.state != State.CLEARED:
        raise Refused(
            f"A paper is published once it is cleared; this one is {held.get_state_display().lower()}."
        )
    done = checked_by(held, by, version.number)
    if missing := [item.words for item in ITEMS if item.name not in done]:
        raise Refused(f"Look through the whole list first. Still to do: {missing[0]}.")
    if held.comments.filter(settled_at=None).exists():
        raise Refused("A remark on the paper is not settled yet.")
    actions.step(held, State.PUBLISHED, by)
    # Asked now that nobody else can choose another one: that is a line of the audit, and waits for this one's.
    edition = sources.in_use()
    outline = with_trail(Outline.from_json(version.outline), held)
    local, public = (_composed(held, outline, edition, style) for style in (Style.LOCAL, Style.PUBLIC))
    if seen and mark_of(outline, public) != seen:
        raise Refused(
            "The paper says something else than when you opened the page: another edition came into use, or somebody "
            "changed the plan, a target or a recorded value. Nothing was published: look through what it says now."
        )
    try:
        with transaction.atomic():
            made = Published.objects.create(
                paper=held, version=version.number, edition=edition.id, by=by, local=local.to_json(),
                public=public.to_json(), local_sha256=_sha256(local.to_json()),
                public_sha256=_sha256(public.to_json()),
            )  # fmt: skip
    except IntegrityError as twice:
        raise Refused("The paper is published already.") from twice
    named = sorted({figure.measure for figure in local.figures})
    PublishedFigure.objects.bulk_create(PublishedFigure(published=made, measure=one) for one in named)
    return made


def mark_of(outline: Outline, public: Document) -> str:
    """Of what everybody would read in a paper, but for the trail, which says who publishes it."""
    trails = {block.key for block in outline.blocks() if isinstance(block, AuditTrail)}
    said = [one for one in public.said() if one.block not in trails]
    return hashlib.sha256(repr((public.edition, public.front, said, public.figures)).encode()).hexdigest()


def _composed(paper: Paper, outline: Outline, edition, style: Style):
    with sources.source_of(paper, edition, style) as source:
        return sources.compose(outline, source)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
