"""The desk of papers, a paper as it is written, its versions, and moving it on."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sufficiency.documents.papers import PAPERS
from sufficiency.measures.disclosure import Style
from sufficiency.service.access.errors import AskedWrongly
from sufficiency.service.access.rules import (
    check_can_answer_on_paper,
    check_can_move_paper,
    check_can_publish_paper,
    check_can_see_drafts,
    check_can_see_papers,
    check_can_write_papers,
    may,
    rule,
    why_not,
)
from sufficiency.service.committee import actions, pages, queries, sources
from sufficiency.service.committee.asked import newest, paper_asked
from sufficiency.service.committee.block_forms import ADDED
from sufficiency.service.committee.differences import KINDS
from sufficiency.service.committee.forms import (
    AnswerForm,
    AskForm,
    BeginForm,
    ReasonForm,
    RemarkForm,
    WordsForm,
)
from sufficiency.service.committee.models import Comment, Consultation, Paper
from sufficiency.service.committee.refused import Refused
from sufficiency.service.committee.states import LEADS_TO, STEPS, State
from sufficiency.service.committee.trail import with_trail
from sufficiency.service.committee.waiting import waiting_for
from sufficiency.service.governance.models import DuePaper, PaperKind
from sufficiency.service.recorded.queries import authority_in_use

HOME = ("Papers", "committee:home")


@require_GET
@rule(check_can_see_papers)
def home(request: HttpRequest) -> HttpResponse:
    """The desk: what is due, what is being written, and what was published; members see what was published."""
    authority = authority_in_use()
    form = WordsForm(request.GET or None)
    words = form.cleaned_data["q"] if form.is_bound and form.is_valid() else ""
    out = queries.published(authority, words)
    context = {
        "published": pages.archive_table(out, queries.meetings_of(out), bool(words)),
        "number": len(out),
        "form": form,
        "words": words,
    }
    if may(request.user, check_can_see_drafts):
        papers, due = queries.being_written(authority), queries.due_and_not_begun(request.user)
        writes = may(request.user, check_can_write_papers)
        context |= {
            "desk": pages.desk_table(papers, queries.meetings_of(papers)),
            "due": pages.due_table(due, writes),
            "writing": len(papers),
            "not_begun": len(due),
            "why_not_write": why_not(request.user, check_can_write_papers),
        }
    wrong = form.is_bound and form.errors
    return render(request, "committee/home.html", context, status=400 if wrong else 200)


@require_http_methods(["GET", "POST"])
@rule(check_can_write_papers)
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a paper from one of the seven templates, for the meeting that waits for it where one does."""
    due = _due(request)
    form = BeginForm(request.POST if request.method == "POST" else None, initial=_first(due))
    if request.method == "POST" and form.is_valid():
        authority = authority_in_use()
        try:
            made = actions.begin_paper(
                authority=authority,
                council=sources.council_of(authority),
                due=due,
                by=request.user,
                **form.cleaned_data,
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request,
                "The paper is begun. Its figures are those of the edition in use until it is published.",
            )
            return redirect("committee:paper", made.pk)
    context = {
        "form": form,
        "due": due,
        "templates": PAPERS.values(),
        "breadcrumbs": _breadcrumbs(("Begin a paper", None)),
    }
    return render(request, "committee/begin.html", context, status=400 if form.is_bound else 200)


@require_GET
@rule(check_can_see_drafts)
def paper(request: HttpRequest, written: UUID) -> HttpResponse:
    """The builder: the outline, the paper as it will look, what can be done with each block, and what moved."""
    held = paper_asked(written)
    if held.state == State.PUBLISHED:
        return redirect("committee:published", held.pk)
    version, outline = newest(held)
    style = Style.PUBLIC if request.GET.get("as") == "public" else Style.LOCAL
    try:
        edition = sources.in_use()
    except sources.NothingLoaded as nothing:
        raise AskedWrongly(str(nothing)) from nothing
    composed = sources.composed(held, with_trail(outline, held), edition, style)
    rested = [one for block in outline.blocks() for one in getattr(block, "rests_on", ())]
    writes = (
        held.state == State.DRAFTING and may(request.user, check_can_write_papers) and style is Style.LOCAL
    )
    context = {
        "paper": held,
        "tag": pages.tag_of(held),
        "version": version,
        "document": composed,
        "sections": pages.shown_sections(with_trail(outline, held), composed, held.comments.filter(settled_at=None).select_related("by")),
        "public": style is Style.PUBLIC,
        "moved": sources.moved_since(held, rested, edition, style),
        "writes": writes,
        "kinds": [(kind, KINDS[kind]) for kind in ADDED],
        "block_moves": [("up", "Up"), ("down", "Down"), ("remove", "Take out")],
        "section_moves": [("up", "Section up"), ("down", "Section down"), ("remove", "Take the section out")],
        "may_write": may(request.user, check_can_write_papers),
        "waits": waiting_for(held),
        "steps": _steps(request, held),
        "consultations": held.consultations.select_related("answered_by"),
        "history": held.steps.select_related("by"),
        "why_not_publish": why_not(request.user, check_can_publish_paper, held),
        "breadcrumbs": _breadcrumbs((held.title, None)),
    }  # fmt: skip
    return render(request, "committee/paper.html", context)


@require_GET
@rule(check_can_see_drafts)
def versions(request: HttpRequest, written: UUID) -> HttpResponse:
    """Every version with what changed in it."""
    held = paper_asked(written)
    table = pages.versions_table(list(held.versions.select_related("by")))
    context = {"paper": held, "versions": table, "breadcrumbs": _within(held, "Versions")}
    return render(request, "committee/versions.html", context)


@require_POST
@rule(check_can_write_papers)
def move(request: HttpRequest, written: UUID, state: str) -> HttpResponse:
    """Take a paper to its next state."""
    held = paper_asked(written)
    wanted = _state(state)
    return _done(
        request, held, lambda: actions.move_paper(paper=held, to=wanted, by=request.user), wanted.label
    )


@require_http_methods(["GET", "POST"])
@rule(check_can_write_papers)
def send_back(request: HttpRequest, written: UUID) -> HttpResponse:
    """Send a paper back to its author, and say why."""
    held = paper_asked(written)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        return _done(
            request,
            held,
            lambda: actions.move_paper(paper=held, to=State.DRAFTING, by=request.user, reason=reason),
            "It is with its author again",
        )
    return _form(request, held, form, "Send it back to its author", "Send it back")


@require_http_methods(["GET", "POST"])
@rule(check_can_see_drafts)
def remark(request: HttpRequest, written: UUID, section: str) -> HttpResponse:
    """Say something about a section."""
    held = paper_asked(written)
    form = RemarkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        return _done(
            request,
            held,
            lambda: actions.say(paper=held, section=section, words=words, by=request.user),
            "Said",
            section,
        )
    return _form(request, held, form, "Say something about a section", "Say it")


@require_POST
@rule(check_can_see_drafts)
def settle(request: HttpRequest, written: UUID, remark: int) -> HttpResponse:
    """Say that a remark is dealt with."""
    held = paper_asked(written)
    comment = get_object_or_404(Comment, pk=_number(remark), paper=held)
    return _done(
        request, held, lambda: actions.settle(comment=comment, by=request.user), "Settled", comment.section
    )


@require_http_methods(["GET", "POST"])
@rule(check_can_write_papers)
def ask(request: HttpRequest, written: UUID) -> HttpResponse:
    """Ask finance, legal or somebody else about a paper."""
    held = paper_asked(written)
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        return _done(
            request, held, lambda: actions.ask(paper=held, by=request.user, **said), "Asked", "consultation"
        )
    return _form(request, held, form, "Ask about this paper", "Write down that they are asked")


@require_http_methods(["GET", "POST"])
@rule(check_can_answer_on_paper)
def answer(request: HttpRequest, written: UUID, consultation: int) -> HttpResponse:
    """Write down what was answered."""
    held = paper_asked(written)
    one = get_object_or_404(Consultation, pk=_number(consultation), paper=held)
    check_can_answer_on_paper(request.user, one)
    first = {"words": one.answer, "included": one.included, "seen": actions.written_down(one)}
    form = AnswerForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        return _done(
            request,
            held,
            lambda: actions.answer(consultation=one, by=request.user, **said),
            "Written down",
            "consultation",
        )
    return _form(request, held, form, f"What {one} answered", "Write it down")


def _steps(request: HttpRequest, held: Paper) -> list[dict[str, object]]:
    """The buttons that take a paper on, each with why this person cannot press it, if so."""
    found = []
    for state in STEPS[State(held.state)]:
        if state is State.PUBLISHED:
            continue
        back = state is State.DRAFTING
        address = (
            reverse("committee:send_back", args=[held.pk])
            if back
            else reverse("committee:move", args=[held.pk, state.value])
        )
        reason = why_not(request.user, check_can_move_paper, (held, state))
        found.append({"words": LEADS_TO[state], "address": address, "back": back, "why_not": reason})
    return found


def _done(
    request: HttpRequest, held: Paper, do: Callable[[], object], words: str, at: str = ""
) -> HttpResponse:
    """Do it and go back to the paper, with a word on what came of it."""
    try:
        do()
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{words}.")
    return redirect(reverse("committee:paper", args=[held.pk]) + (f"#{at}" if at else ""))


def _form(request: HttpRequest, held: Paper, form, title: str, button: str) -> HttpResponse:
    context = {
        "paper": held,
        "form": form,
        "title": title,
        "button": button,
        "breadcrumbs": _within(held, title),
    }
    return render(request, "committee/form.html", context, status=400 if form.is_bound else 200)


def _due(request: HttpRequest) -> DuePaper | None:
    """The paper a meeting waits for that the address names, if it does."""
    asked = request.GET.get("due", "")
    if not asked:
        return None
    found = next((one for one in queries.due_and_not_begun(request.user) if str(one.pk) == asked), None)
    if found is None:
        raise AskedWrongly("No meeting waits for that paper, or it is being written already.")
    return found


def _first(due: DuePaper | None) -> dict[str, object]:
    """What stands in the form already: the last day of the newest return, and what the meeting waits for."""
    try:
        edition = sources.in_use()
    except sources.NothingLoaded as nothing:
        raise AskedWrongly(str(nothing)) from nothing
    first: dict[str, object] = (
        {"as_at": pages.last_day(edition.manifest.years)} if edition.manifest.years else {}
    )
    if due is not None:
        first |= {"title": due.title, "lead_officer": due.who}
        if due.kind != PaperKind.OTHER:
            first["template"] = due.kind
    return first


def _state(state: str) -> State:
    if state not in State.values:
        raise AskedWrongly(f"A paper can become {', '.join(State.values)}.")
    return State(state)


def _number(asked: int) -> int:
    if asked > 2**62:
        raise AskedWrongly("There is nothing of that number.")
    return asked


def _breadcrumbs(*after: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    return [(HOME[0], reverse(HOME[1])), *after]


def _within(held: Paper, title: str) -> list[tuple[str, str | None]]:
    return _breadcrumbs((held.title, reverse("committee:paper", args=[held.pk])), (title, None))
