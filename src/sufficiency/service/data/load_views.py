"""Loading from the pages: send files, see what each is, make an edition, compare it, make it the one in use."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sufficiency.measures.loaded import years_in_words
from sufficiency.service.access.errors import NotHere
from sufficiency.service.access.rules import check_can_load, rule
from sufficiency.service.data import actions, pages, uploads, working
from sufficiency.service.data.asked import edition_named, home
from sufficiency.service.data.differences import figures_that_move, rows_that_move
from sufficiency.service.data.forms import FilesForm, LoadForm, YearForm
from sufficiency.service.operations.jobs import Busy


@require_http_methods(["GET", "POST"])
@rule(check_can_load)
def load(request: HttpRequest) -> HttpResponse:
    """Send the files of a return."""
    form = FilesForm(request.POST, request.FILES) if request.method == "POST" else FilesForm()
    if request.method == "POST" and form.is_valid():
        try:
            upload = actions.send_files(files=form.cleaned_data["files"], by=request.user)
        except uploads.Unusable as problem:
            form.add_error("files", str(problem))
        else:
            return redirect("data:upload", upload.token)
    context = {"form": form, "breadcrumbs": [("Data", reverse("data:home")), ("Load", None)]}
    return render(request, "data/load.html", context, status=400 if form.errors else 200)


@require_GET
@rule(check_can_load)
def upload(request: HttpRequest, token: str) -> HttpResponse:
    """Where the load stands: being read, recognised, being loaded, done, or why not."""
    sent = _upload(token)
    state = working.standing(sent)
    context = {
        "upload": sent,
        "state": state,
        "breadcrumbs": [
            ("Data", reverse("data:home")),
            ("Load", reverse("data:load")),
            ("These files", None),
        ],
    }
    if state["doing"]:
        template = "data/progress.html" if request.htmx else "data/working.html"
        return render(request, template, context)
    if request.htmx:
        return HttpResponse(headers={"HX-Refresh": "true"})
    if state.get("edition"):
        return render(request, "data/loaded.html", context | _result(state))
    return render(request, "data/recognised.html", context | _choices(state))


@require_POST
@rule(check_can_load)
def read_again(request: HttpRequest, token: str) -> HttpResponse:
    """Read the files as of one collection year."""
    sent = _upload(token)
    form = YearForm(request.POST)
    if form.is_valid():
        return _started(request, sent, actions.read_as_year, **form.cleaned_data)
    context = (
        {"upload": sent, "state": working.standing(sent)}
        | _choices(working.standing(sent))
        | {"form": form, "year_form": form}
    )
    return render(request, "data/recognised.html", context, status=400)


@require_POST
@rule(check_can_load)
def start(request: HttpRequest, token: str) -> HttpResponse:
    """Make an edition of the files, in the background."""
    sent = _upload(token)
    choices = _choices(working.standing(sent))
    form = LoadForm(request.POST, current=None)
    if form.is_valid() and choices["readable"]:
        return _started(request, sent, actions.start_load, **form.cleaned_data)
    context = {"upload": sent, "state": working.standing(sent)} | choices | {"form": form, "load_form": form}
    return render(request, "data/recognised.html", context, status=400)


@require_POST
@rule(check_can_load)
def discard(request: HttpRequest, token: str) -> HttpResponse:
    """Throw the files away."""
    sent = _upload(token)
    try:
        actions.discard(upload=sent, by=request.user)
    except Busy as busy:
        messages.error(request, str(busy))
        return redirect("data:upload", token)
    messages.success(request, "The files were thrown away. Nothing was loaded.")
    return redirect("data:load")


def _started(request: HttpRequest, sent: uploads.Upload, action, **choices) -> HttpResponse:
    try:
        action(upload=sent, by=request.user, **choices)
    except Busy as busy:
        messages.error(request, str(busy))
    return redirect("data:upload", sent.token)


def _upload(token: str) -> uploads.Upload:
    sent = uploads.find(home().path, token)
    if sent is None:
        raise NotHere("These files are not here any more: they were loaded, thrown away, or sent more than a day ago.")  # fmt: skip
    return sent


def _choices(state: dict) -> dict:
    """What was recognised, and the forms to go on with."""
    recognised = state.get("recognised", [])
    current = home().current()
    return {
        "recognised": recognised,
        "readable": bool(recognised) and not any(one["problem"] for one in recognised),
        "year_form": YearForm(initial={"year": state.get("year"), "as_at": state.get("as_at")}),
        "load_form": LoadForm(current=current.manifest.authority if current else None),
        "rows": sum(table["rows"] for one in recognised for table in one["tables"]),
        "years": years_in_words({table["year"] for one in recognised for table in one["tables"]}),
    }  # fmt: skip


def _result(state: dict) -> dict:
    """The new edition beside the one in use."""
    made, current = edition_named(state["edition"]), home().current()
    result = {
        "edition": made,
        "in_use": current is not None and current.id == made.id,
        "findings": pages.findings_by_check(made, link=True),
        "findings_in_words": pages.findings_in_words(made.manifest),
        "years": years_in_words(made.manifest.years),
    }
    if current is None or current.id == made.id:
        return result
    moved, rows = figures_that_move(current, made), rows_that_move(current, made)
    return result | {
        "current": current,
        "moved": moved,
        "figures": pages.moved_figures(moved, f"?edition={made.id}"),
        "rows_moved": rows,
        "rows": pages.moved_rows(rows),
    }
