"""Published papers as the API tells them: each in the version that the person may read, and never a draft."""

import json
from collections.abc import Mapping, Sequence
from uuid import UUID

from sufficiency.documents.document import Document, Figure
from sufficiency.documents.moved import Moved
from sufficiency.editions import Edition
from sufficiency.measures.catalogue import entry_asked
from sufficiency.measures.disclosure import Style
from sufficiency.service.access.errors import NotHere
from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import check_can_see_drafts, may
from sufficiency.service.api import paper_shapes as shapes
from sufficiency.service.committee import queries, sources
from sufficiency.service.committee.models import Published
from sufficiency.service.committee.pages import id_of
from sufficiency.service.governance.models import DuePaper
from sufficiency.service.recorded.queries import authority_in_use


def archive(measure: str | None, template: str | None) -> list[Published]:
    """What was published, the latest first; only papers that say the measure, or of that template. Raises
    UnknownMeasure."""
    authority = authority_in_use()
    if measure is None:
        found = queries.published(authority)
    else:
        found = queries.published_with(entry_asked(measure).id, authority)
    return [one for one in found if template in (None, one.paper.template)]


def papers_told(person: Person, published: Sequence[Published]) -> list[shapes.PaperTold]:
    meetings, inside = queries.meetings_of(list(published)), may(person, check_can_see_drafts)
    return [shapes.PaperTold(**_plain(one, meetings, inside)) for one in published]


def published_asked(written: UUID) -> Published:
    """A published paper by its id; a draft is not here. Raises NotHere."""
    held = Published.objects.filter(paper__authority__in={authority_in_use(), ""}, paper=written)
    found = held.select_related("paper").first()
    if found is None:
        raise NotHere("There is no published paper of this id. /papers lists those there are.")
    return found


def style_for(person: Person, asked: str | None) -> Style:
    """The style asked for, else the one the page shows the person. Raises NotAllowed for the local one of others."""
    if asked == Style.LOCAL:
        check_can_see_drafts(person)
    inside = may(person, check_can_see_drafts)
    return Style(asked) if asked else Style.LOCAL if inside else Style.PUBLIC


def text_of(published: Published, style: Style) -> str:
    """The document as it is kept."""
    return published.local if style is Style.LOCAL else published.public


def paper_whole(person: Person, published: Published, style: Style) -> shapes.PaperWhole:
    inside = may(person, check_can_see_drafts)
    return shapes.PaperWhole(
        **_plain(published, queries.meetings_of([published]), inside),
        style=style,
        sha256=published.local_sha256 if style is Style.LOCAL else published.public_sha256,
        document=json.loads(text_of(published, style)),
    )


def _plain(one: Published, meetings: Mapping[object, DuePaper], inside: bool) -> dict[str, object]:
    """What the archive says of a paper. The digest of the local document is for those who may read it: small numbers
    could be tried until the digest fits."""
    waits, paper = meetings.get(one.paper_id), one.paper
    return {
        "id": one.paper_id,
        "title": paper.title,
        "template": paper.template,
        "lead_officer": paper.lead_officer,
        "committee": str(waits.meeting.board) if waits else "",
        "meeting": waits.meeting.day if waits else None,
        "published_at": one.at,
        "version": one.version,
        "edition": one.edition,
        "as_at": paper.as_at,
        "baseline": paper.baseline,
        "public_sha256": one.public_sha256,
        "local_sha256": one.local_sha256 if inside else None,
    }


def in_use() -> Edition:
    """The edition whose figures are today's. Raises NotHere before the first load."""
    try:
        return sources.in_use()
    except sources.NothingLoaded as nothing:
        raise NotHere(str(nothing)) from nothing


def figures_printed(
    published: Published, edition: Edition, style: Style
) -> list[tuple[Figure, Moved | None]]:
    """Every figure the paper says, once, and how it is another in the edition; None where it is the same."""
    printed = Document.from_json(text_of(published, style)).figures
    moved = {
        id_of(one.figure): one for one in sources.moved_since(published.paper, list(printed), edition, style)
    }
    figures = {id_of(one): one for one in reversed(printed)}  # of two alike the first, as on the page
    return [(figures[key], moved.get(key)) for key in dict.fromkeys(map(id_of, printed))]


def figure_told(figure: Figure, moved: Moved | None) -> shapes.PrintedFigure:
    """What is hidden in the paper, or today, is told without either number."""
    now = figure if moved is None else moved.now
    hidden = figure.hidden or now is None or now.hidden
    return shapes.PrintedFigure(
        measure=figure.measure,
        source=figure.source,
        edition=figure.edition,
        as_at=figure.day,
        breakdown=figure.breakdown,
        group=figure.group,
        printed=figure.words,
        value=None if figure.hidden else figure.value,
        suppressed=figure.hidden,
        moved=moved is not None,
        now=figure.words if moved is None else moved.words,
        now_value=None if hidden else now.value,
        reason="" if moved is None else moved.reason,
    )
