"""Changing a paper: its sections and blocks, drafted words taken over, and what moved looked at again. Every form carries
the version it was made for, so that of two authors neither undoes what the other did."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from sufficiency.documents.outline import Outline
from sufficiency.documents.written import NotReadable
from sufficiency.measures.disclosure import Style
from sufficiency.service.access.errors import AskedWrongly
from sufficiency.service.access.rules import check_can_write_papers, rule
from sufficiency.service.committee import actions, editing, sources
from sufficiency.service.committee.asked import newest, paper_asked, version_open
from sufficiency.service.committee.block_forms import ADDED, BlockForm
from sufficiency.service.committee.differences import KINDS, called
from sufficiency.service.committee.forms import SectionForm
from sufficiency.service.committee.models import Paper
from sufficiency.service.committee.refused import Refused

MOVES = {"up": -1, "down": 1}


@require_http_methods(["GET", "POST"])
@rule(check_can_write_papers)
def add_section(request: HttpRequest, written: UUID) -> HttpResponse:
    """Another section, after the one the address names or at the end."""
    held = paper_asked(written)
    form = SectionForm(request.POST if request.method == "POST" else None)
    after = request.GET.get("after", "")
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        return _saved(
            request,
            held,
            lambda outline: editing.add_section(outline, said["title"], int(said["level"]), after),
            after,
        )
    return _form(request, held, form, "Add a section", "Add the section")


@require_http_methods(["GET", "POST"])
@rule(check_can_write_papers)
def section(request: HttpRequest, written: UUID, section: str) -> HttpResponse:
    """Change a section's title, and where it stands."""
    held = paper_asked(written)
    _, outline = newest(held)
    now = _there(lambda: editing.section_of(outline, section))
    form = SectionForm(
        request.POST if request.method == "POST" else None,
        initial={"title": now.title, "level": str(now.level)},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        return _saved(
            request,
            held,
            lambda outline: editing.change_section(outline, section, said["title"], int(said["level"])),
            section,
        )
    return _form(request, held, form, "Change the section", "Save")


@require_POST
@rule(check_can_write_papers)
def change_section(request: HttpRequest, written: UUID, section: str, what: str) -> HttpResponse:
    """Move a section up or down, or take it out."""
    held = paper_asked(written)
    if what == "remove":
        return _saved(request, held, lambda outline: editing.remove_section(outline, section))
    return _saved(request, held, lambda outline: editing.move_section(outline, section, _move(what)), section)


@require_http_methods(["GET", "POST"])
@rule(check_can_write_papers)
def add_block(request: HttpRequest, written: UUID, section: str, kind: str) -> HttpResponse:
    """Another block in a section."""
    held = paper_asked(written)
    if kind not in ADDED:
        raise AskedWrongly(f"A block is one of {', '.join(ADDED)}.")
    _, outline = newest(held)
    _there(lambda: editing.section_of(outline, section))
    form = BlockForm(
        request.POST if request.method == "POST" else None, kind=kind, key=editing.new_key(outline, kind)
    )
    if request.method == "POST" and form.is_valid():
        after = request.GET.get("after", "")
        return _saved(
            request,
            held,
            lambda outline: editing.add_block(outline, section, form.made, after),
            form.key,
            form,
        )
    return _form(request, held, form, f"Add {KINDS[kind]}", "Add it to the paper")


@require_http_methods(["GET", "POST"])
@rule(check_can_write_papers)
def block(request: HttpRequest, written: UUID, block: str) -> HttpResponse:
    """Change a block."""
    held = paper_asked(written)
    _, outline = newest(held)
    now = _there(lambda: editing.block_of(outline, block))
    form = BlockForm(request.POST if request.method == "POST" else None, kind=now.kind, key=block, block=now)
    if request.method == "POST" and form.is_valid():
        return _saved(request, held, lambda outline: editing.change_block(outline, form.made), block, form)
    return _form(request, held, form, f"Change {called(now)}", "Save")


@require_POST
@rule(check_can_write_papers)
def change_block(request: HttpRequest, written: UUID, block: str, what: str) -> HttpResponse:
    """Move a block up or down, take it out, or take its drafted words over."""
    held = paper_asked(written)
    if what == "remove":
        return _saved(request, held, lambda outline: editing.remove_block(outline, block))
    if what == "take-over":
        return _saved(
            request, held, lambda outline: editing.take_over(outline, block, _composed(held)), block
        )
    return _saved(request, held, lambda outline: editing.move_block(outline, block, _move(what)), block)


@require_POST
@rule(check_can_write_papers)
def look_again(request: HttpRequest, written: UUID) -> HttpResponse:
    """Say that what moved was looked at: the words stand, and rest on the figures as they are now."""
    held = paper_asked(written)
    _, outline = newest(held)
    rested = [one for each in outline.blocks() for one in getattr(each, "rests_on", ())]
    now = [one.now for one in sources.moved_since(held, rested, sources.in_use(), Style.LOCAL) if one.now]
    return _saved(request, held, lambda outline: editing.look_again(outline, now))


def _saved(
    request: HttpRequest, held: Paper, change: Callable[[Outline], Outline], at: str = "", form=None
) -> HttpResponse:
    """Save the change and go back to the paper. What cannot be is told, and nothing that was typed is lost."""
    _, outline = newest(held)
    try:
        actions.change_outline(
            paper=held, outline=change(outline), after=version_open(request), by=request.user
        )
    except (Refused, NotReadable, editing.UnknownPlace) as refused:
        if form is not None:
            form.add_error(None, str(refused))
            return _form(request, held, form, "Change the paper", "Save")
        messages.error(request, str(refused))
    return redirect(reverse("committee:paper", args=[held.pk]) + (f"#{at}" if at else ""))


def _composed(held: Paper):
    _, outline = newest(held)
    return sources.composed(held, outline, sources.in_use(), Style.LOCAL)


def _form(request: HttpRequest, held: Paper, form, title: str, button: str) -> HttpResponse:
    version = request.POST.get("version") or held.versions.first().number
    context = {
        "paper": held,
        "form": form,
        "title": title,
        "button": button,
        "version": version,
        "breadcrumbs": [
            ("Papers", reverse("committee:home")),
            (held.title, reverse("committee:paper", args=[held.pk])),
            (title, None),
        ],
    }
    return render(request, "committee/form.html", context, status=400 if form.is_bound else 200)


def _there(look: Callable):
    try:
        return look()
    except editing.UnknownPlace as gone:
        raise AskedWrongly(str(gone)) from gone


def _move(what: str) -> int:
    if what not in MOVES:
        raise AskedWrongly("A section or block can go up, down or out.")
    return MOVES[what]
