"""Version 1 of the API: published papers. The archive, one paper, and its figures with what they are today."""

from typing import Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from sufficiency.documents.papers import PAPERS
from sufficiency.measures.catalogue import entry_asked
from sufficiency.measures.disclosure import Style
from sufficiency.service.access.rules import check_can_see_papers
from sufficiency.service.api import paper_shapes as shapes
from sufficiency.service.api import papers
from sufficiency.service.api.asked import Name, Part, YesOrNo, part_of, placed
from sufficiency.service.api.operation import reads
from sufficiency.service.api.scopes import Scope
from sufficiency.service.audit.actions import record_export

operations = Router()
Version = Literal["local", "public"]
OF_STYLE = Field(None, description="public: for everybody; local: with small numbers, for those who may read drafts. What you may read where none is given.")  # fmt: skip


class PapersAsked(Part):
    measure: Name | None = Field(None, description="Only papers that say a figure of this measure.")
    template: Literal[tuple(PAPERS)] | None = Field(None, description="Only papers of this kind.")


@reads(operations, "papers", "papers", scope=Scope.PAPERS, check=check_can_see_papers, answers=shapes.Papers, tag="Papers")  # fmt: skip
def papers_(request: HttpRequest, asked: Query[PapersAsked]):
    """Published papers, the latest first: for which committee, when, of which edition. Drafts are not in the API."""
    found = papers.archive(asked.measure, asked.template)
    told = papers.papers_told(request.person, part_of(found, asked))
    return {**placed(request, len(found), asked), "papers": told}


class PaperAsked(Schema):
    style: Version | None = OF_STYLE


@reads(operations, "papers/{uuid:written}", "paper", scope=Scope.PAPERS, check=check_can_see_papers, answers=shapes.PaperWhole, tag="Papers")  # fmt: skip
def paper(request: HttpRequest, written: UUID, asked: Query[PaperAsked]):
    """A published paper with all it says, as it was published.

    Given in the style local, that it was taken away is recorded, as of its file.
    """
    found = papers.published_asked(written)
    style = papers.style_for(request.person, asked.style)
    if style is Style.LOCAL:
        record_export(request.person, (), f"paper for those inside: {found.paper}, API")
    return papers.paper_whole(request.person, found, style)


class PaperFiguresAsked(Part):
    style: Version | None = OF_STYLE
    measure: Name | None = Field(None, description="Only figures of this measure.")
    moved: YesOrNo | None = Field(None, description="yes: only figures that are others today; no: only the rest.")  # fmt: skip


@reads(operations, "papers/{uuid:written}/figures", "paper_figures", scope=Scope.PAPERS, check=check_can_see_papers, answers=shapes.PaperFigures, tag="Papers")  # fmt: skip
def paper_figures(request: HttpRequest, written: UUID, asked: Query[PaperFiguresAsked]):
    """Every figure a published paper says: as printed, what it is in the edition in use, and why it is another."""
    found, style = papers.published_asked(written), papers.style_for(request.person, asked.style)
    edition, wanted = papers.in_use(), entry_asked(asked.measure).id if asked.measure else None
    told = [
        papers.figure_told(*one)
        for one in papers.figures_printed(found, edition, style)
        if wanted in (None, one[0].measure) and asked.moved in (None, "yes" if one[1] else "no")
    ]
    return {
        **placed(request, len(told), asked, style=str(style)),
        "id": found.paper_id,
        "style": style,
        "edition_in_use": edition.id,
        "figures": part_of(told, asked),
    }
