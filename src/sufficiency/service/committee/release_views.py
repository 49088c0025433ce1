"""Looking a cleared paper through and publishing it; what was published, and its files."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from sufficiency.documents.document import Document
from sufficiency.measures.disclosure import Style
from sufficiency.service.access.errors import AskedWrongly
from sufficiency.service.access.rules import (
    check_can_publish_paper,
    check_can_see_drafts,
    check_can_see_papers,
    may,
    rule,
)
from sufficiency.service.audit.actions import record_export
from sufficiency.service.committee import files, pages, release, sources
from sufficiency.service.committee.asked import newest, paper_asked
from sufficiency.service.committee.checklist import ITEMS
from sufficiency.service.committee.models import Paper, Published
from sufficiency.service.committee.queries import meetings_of
from sufficiency.service.committee.refused import Refused
from sufficiency.service.committee.trail import with_trail
from sufficiency.service.recorded.queries import authority_in_use


@require_http_methods(["GET", "POST"])
@rule(check_can_publish_paper)
def look_through(request: HttpRequest, written: UUID) -> HttpResponse:
    """The list, line by line, with the public version beside; then the button that publishes."""
    held = paper_asked(written)
    check_can_publish_paper(request.user, held)
    if request.method == "POST":
        return _pressed(request, held)
    version, outline = newest(held)
    outline = with_trail(outline, held)
    public = sources.composed(held, outline, _edition(), Style.PUBLIC)
    done = release.checked_by(held, request.user, version.number)
    context = {
        "paper": held,
        "items": [(item, item.name in done) for item in ITEMS],
        "left": len(ITEMS) - len(done),
        "sections": pages.shown_sections(outline, public, ()),
        "document": public,
        "seen": release.mark_of(outline, public),
        "breadcrumbs": [
            ("Papers", reverse("committee:home")),
            (held.title, reverse("committee:paper", args=[held.pk])),
            ("Look it through", None),
        ],
    }
    return render(request, "committee/look_through.html", context)


def _pressed(request: HttpRequest, held: Paper) -> HttpResponse:
    """A line of the list was looked at, or the paper is to be published."""
    item = request.POST.get("item", "")
    try:
        if item:
            release.check(paper=held, item=item, by=request.user)
        else:
            release.publish(paper=held, seen=request.POST.get("seen", ""), by=request.user)
            messages.success(request, "The paper is published. Its figures stay as they are in it.")
            return redirect("committee:published", held.pk)
    except Refused as refused:
        messages.error(request, str(refused))
    except sources.NothingLoaded as nothing:
        raise AskedWrongly(str(nothing)) from nothing
    return redirect("committee:look_through", held.pk)


@require_GET
@rule(check_can_see_papers)
def published(request: HttpRequest, written: UUID) -> HttpResponse:
    """A published paper: its files, the paper itself, and each figure with what it is now."""
    held, inside = _published(written), may(request.user, check_can_see_drafts)
    document = Document.from_json(held.local if inside else held.public)
    style = Style.LOCAL if inside else Style.PUBLIC
    moved = sources.moved_since(held.paper, list(document.figures), _edition(), style)
    context = {
        "published": held,
        "paper": held.paper,
        "document": document,
        "inside": inside,
        "forms": files.FORMS,
        "waits": meetings_of([held]).get(held.paper_id),
        "figures": pages.figures_table(document, moved),
        "moved": moved,
        "sections": pages.document_sections(document),
        "breadcrumbs": [("Papers", reverse("committee:home")), (held.paper.title, None)],
    }
    return render(request, "committee/published.html", context)


@require_GET
@rule(check_can_see_papers)
def published_file(request: HttpRequest, written: UUID, version: str, form: str) -> HttpResponse:
    """A published paper as a file: for everybody, or for those inside."""
    held = _published(written)
    if _is_local(version):
        check_can_see_drafts(request.user)
        record_export(request.user, (), f"paper for those inside: {held.paper}")
    text = held.local if _is_local(version) else held.public
    return files.answer(Document.from_json(text), _form(form))


@require_GET
@rule(check_can_see_drafts)
def draft_file(request: HttpRequest, written: UUID, version: str, form: str) -> HttpResponse:
    """A paper that is not published yet, as it stands, as a file."""
    held = paper_asked(written)
    _, outline = newest(held)
    style = Style.LOCAL if _is_local(version) else Style.PUBLIC
    document = sources.composed(held, with_trail(outline, held), _edition(), style)
    record_export(request.user, (), f"draft of a paper: {held}")
    return files.answer(document, _form(form))


def _published(written: UUID) -> Published:
    found = Published.objects.filter(paper__authority__in={authority_in_use(), ""}).select_related(
        "paper", "by"
    )
    return get_object_or_404(found, paper=written)


def _edition():
    try:
        return sources.in_use()
    except sources.NothingLoaded as nothing:
        raise AskedWrongly(str(nothing)) from nothing


def _is_local(version: str) -> bool:
    if version not in ("inside", "public"):
        raise AskedWrongly("A paper is given for those inside (“inside”) or for everybody (“public”).")
    return version == "inside"


def _form(form: str) -> str:
    if form not in files.FORMS:
        raise AskedWrongly(f"A paper is given as {', '.join(files.FORMS)}.")
    return form
