"""What an address or a form names, looked up; each missing thing answered with a sentence."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from sufficiency.documents.outline import Outline
from sufficiency.service.access.errors import AskedWrongly
from sufficiency.service.committee.models import Paper, Version
from sufficiency.service.committee.queries import papers_of
from sufficiency.service.recorded.queries import authority_in_use


def paper_asked(written: UUID) -> Paper:
    return get_object_or_404(papers_of(authority_in_use()).select_related("author"), pk=written)


def newest(paper: Paper) -> tuple[Version, Outline]:
    """The newest version, and the outline it holds."""
    version = paper.versions.first()
    return version, Outline.from_json(version.outline)


def version_open(request: HttpRequest) -> int:
    """The version that the page a form came from showed."""
    said = request.POST.get("version", "")
    if not (said.isascii() and said.isdigit() and len(said) < 9):
        raise AskedWrongly(
            "The form does not say which version of the paper it was made for. Open the paper again."
        )
    return int(said)
