"""Rounds of asking and what was heard, for those who see figures; asking and reading comments, for those who may."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sufficiency.service.access.errors import AskedWrongly
from sufficiency.service.access.rules import (
    check_can_ask_children,
    check_can_read_comments,
    check_can_see_figures,
    may,
    rule,
    why_not,
)
from sufficiency.service.data.downloads import csv_file
from sufficiency.service.recorded.queries import authority_in_use
from sufficiency.service.strategy.queries import day_of_the_plan, in_force
from sufficiency.service.voice import actions, pages, queries
from sufficiency.service.voice.forms import CommentForm, LinksForm, RoundForm, WordingForm
from sufficiency.service.voice.heard import RULE
from sufficiency.service.voice.models import Comment, Round

HOME = ("Voice", "voice:home")


@require_GET
@rule(check_can_see_figures)
def home(request: HttpRequest) -> HttpResponse:
    """What was heard last, statement by statement, and every round."""
    authority = authority_in_use()
    rounds = list(queries.rounds_of(authority))
    newest = next((one for one in rounds if one.closed), None)
    context = {
        "sentence": pages.in_a_sentence(newest),
        "newest": newest,
        "heard": pages.heard_table(newest, authority) if newest else None,
        "rounds": pages.rounds_table(rounds),
        "rule": RULE,
        "waiting": sum(one.waiting for one in rounds) if may(request.user, check_can_read_comments) else 0,
        "why_not_ask": why_not(request.user, check_can_ask_children),
    }
    return render(request, "voice/home.html", context)


@require_GET
@rule(check_can_see_figures)
def round_page(request: HttpRequest, round: int) -> HttpResponse:
    """A round: what was heard, what children wrote as far as it may be read, and how to ask."""
    asked = _round(round)
    context = {
        "round": asked,
        "state": pages.state_of(asked),
        "sentence": pages.in_a_sentence(asked),
        "heard": pages.heard_table(asked, asked.authority) if asked.closed else None,
        "questions": asked.questions.all(),
        "comments": queries.comments_shown(asked),
        "rule": RULE,
        "why_not_ask": why_not(request.user, check_can_ask_children),
        "why_not_read": why_not(request.user, check_can_read_comments),
        "breadcrumbs": _breadcrumbs((asked.title, None)),
    }
    return render(request, "voice/round.html", context)


@require_GET
@rule(check_can_see_figures)
def heard_csv(request: HttpRequest, round: int) -> HttpResponse:
    """What was heard in a round, to take away; hidden as on the page."""
    asked = _round(round)
    return csv_file(f"heard-{asked.pk}", pages.COLUMNS, pages.heard_rows(asked))


@require_http_methods(["GET", "POST"])
@rule(check_can_ask_children)
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a round that asks the I statements of the strategy in force."""
    authority = authority_in_use()
    strategy = in_force(authority, day_of_the_plan())
    statements = list(strategy.statements.values_list("number", "words")) if strategy else []
    form = RoundForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.begin_round(
                authority=authority, statements=statements, by=request.user, **form.cleaned_data
            )
        except actions.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"“{made}” is ready. Make links for those who are asked.")
            return redirect("voice:round", made.pk)
    context = {
        "form": form,
        "statements": statements,
        "strategy": strategy,
        "breadcrumbs": _breadcrumbs(("Ask", None)),
    }
    return render(request, "voice/begin.html", context, status=400 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@rule(check_can_ask_children)
def links(request: HttpRequest, round: int) -> HttpResponse:
    """Make links, and take them away as a file: they are kept nowhere and cannot be shown again."""
    asked = _round(round)
    form = LinksForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            keys = actions.make_links(round=asked, number=form.cleaned_data["number"], by=request.user)
        except actions.Refused as refused:
            form.add_error(None, str(refused))
        else:
            rows = [[request.build_absolute_uri(reverse("voice:say", args=[key]))] for key in keys]
            return csv_file(f"links-{asked.pk}", ["link, for one child or young person each"], rows)
    context = {"form": form, "round": asked, "breadcrumbs": _within(asked, "Make links")}
    return render(request, "voice/links.html", context, status=400 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@rule(check_can_ask_children)
def wording(request: HttpRequest, round: int) -> HttpResponse:
    """Put the statements of a round into another language."""
    asked = _round(round)
    questions = list(asked.questions.all())
    form = WordingForm(
        request.POST if request.method == "POST" else None, numbers=[one.number for one in questions]
    )
    if request.method == "POST" and form.is_valid():
        actions.word_in_language(round=asked, by=request.user, **form.cleaned_data)
        messages.success(request, "The statements are asked in that language too.")
        return redirect("voice:round", asked.pk)
    context = {
        "form": form,
        "round": asked,
        "template": "\n".join(f"{one.number} = {one.words}" for one in questions),
        "languages": pages.languages_table(asked),
        "breadcrumbs": _within(asked, "Other languages"),
    }
    return render(request, "voice/wording.html", context, status=400 if form.is_bound else 200)


@require_POST
@rule(check_can_ask_children)
def close(request: HttpRequest, round: int) -> HttpResponse:
    """Close a round: nothing more is asked, and what was heard is shown."""
    asked = _round(round)
    try:
        told = actions.close_round(round=asked, by=request.user)
    except actions.Refused as refused:
        messages.error(request, str(refused))
    else:
        said = "1 statement was" if told == 1 else f"{told} statements were"
        messages.success(request, f"The round is closed. {said} answered by enough to be shown.")
    return redirect("voice:round", asked.pk)


@require_GET
@rule(check_can_read_comments)
def comments(request: HttpRequest) -> HttpResponse:
    """What children wrote and nobody has read yet, then what became of the rest."""
    held = list(
        Comment.objects.filter(round__authority__in={authority_in_use(), ""}).select_related(
            "round", "read_by"
        )
    )
    context = {
        "waiting": [one for one in held if one.state == Comment.State.WAITING],
        "read": pages.comments_table([one for one in held if one.state != Comment.State.WAITING]),
        "breadcrumbs": _breadcrumbs(("Comments", None)),
    }
    return render(request, "voice/comments.html", context)


@require_http_methods(["GET", "POST"])
@rule(check_can_read_comments)
def comment(request: HttpRequest, comment: str) -> HttpResponse:
    """Read a comment and say what becomes of it."""
    held = get_object_or_404(Comment.objects.select_related("round"), pk=comment)
    first = {
        "shown_as": held.shown_as or held.words,
        "reason": held.reason,
        "seen": actions.mark_of(held),
    }
    if held.state != Comment.State.WAITING:
        first["state"] = held.state
    form = CommentForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            actions.moderate(comment=held, by=request.user, **form.cleaned_data)
        except actions.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Saved.")
            return redirect("voice:comments")
    trail = _breadcrumbs(("Comments", reverse("voice:comments")), ("A comment", None))
    context = {"form": form, "comment": held, "breadcrumbs": trail}
    return render(request, "voice/comment.html", context, status=400 if form.is_bound else 200)


def _round(pk: int) -> Round:
    """A round of the authority in use; 404 where there is none of the number."""
    if pk > 2**62:
        raise AskedWrongly("There is no round of that number.")
    return get_object_or_404(queries.rounds_of(authority_in_use()), pk=pk)


def _breadcrumbs(*after: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    return [(HOME[0], reverse(HOME[1])), *after]


def _within(asked: Round, title: str) -> list[tuple[str, str | None]]:
    return _breadcrumbs((asked.title, reverse("voice:round", args=[asked.pk])), (title, None))
