"""Who works for which child: kept one by one or brought from the case system as a CSV."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from sufficiency.service.access.rules import check_can_keep_caseloads, rule
from sufficiency.service.audit.actions import record_look
from sufficiency.service.records import actions
from sufficiency.service.records.caseloads import CaseloadForm, CaseloadsForm, links_in
from sufficiency.service.records.models import Caseload
from sufficiency.service.records.need_to_know import SEALED, Sight
from sufficiency.service.ui import components as ui
from sufficiency.service.ui.words import count

ON_A_PAGE = 50


@require_http_methods(["GET", "POST"])
@rule(check_can_keep_caseloads)
def caseloads(request: HttpRequest) -> HttpResponse:
    """Everybody's caseload today, and the form for one child more."""
    form = CaseloadForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.give_child(by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error("child", problem.messages)
        else:
            messages.success(request, "The child is on the caseload.")
            return redirect("records:caseloads")
    links = Caseload.objects.filter(until__isnull=True).select_related("person")
    page = Paginator(links, ON_A_PAGE).get_page(request.GET.get("page"))
    sight = Sight(request.user)
    named = [link.child for link in page.object_list if sight.lists(link.child)]
    record_look(request.user, named, "caseloads")
    context = {
        "form": form,
        "links": [(link, link.child if link.child in named else SEALED) for link in page.object_list],
        "number": links.order_by().values("child").distinct().count(),
        "pages": ui.Pages(page, request.GET, "links"),
        "breadcrumbs": [("Children", reverse("records:home")), ("Caseloads", None)],
    }
    return render(request, "records/caseloads.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@rule(check_can_keep_caseloads)
def bring(request: HttpRequest) -> HttpResponse:
    """Bring caseloads as a CSV: all of it, or with what is wrong nothing."""
    posted = request.method == "POST"
    form = CaseloadsForm(request.POST if posted else None, request.FILES if posted else None)
    if form.is_valid():
        try:
            number = actions.give_children(links=links_in(form.cleaned_data["file"].read()), by=request.user)
        except ValidationError as problem:
            form.add_error("file", problem.messages)
        else:
            messages.success(
                request, f"{count(number)} children were put on caseloads; the others were there already."
            )
            return redirect("records:caseloads")
    context = {
        "form": form,
        "breadcrumbs": [
            ("Children", reverse("records:home")),
            ("Caseloads", reverse("records:caseloads")),
            ("Bring a CSV", None),
        ],
    }  # fmt: skip
    return render(request, "records/caseloads_csv.html", context, status=400 if form.errors else 200)


@require_POST
@rule(check_can_keep_caseloads)
def end(request: HttpRequest, link: int) -> HttpResponse:
    """Today is the last day of a child on a caseload."""
    chosen = get_object_or_404(Caseload.objects.filter(until__isnull=True), pk=link)
    actions.end_caseload(link=chosen, until=max(timezone.localdate(), chosen.since), by=request.user)
    messages.success(request, "The child is taken off the caseload at the end of today.")
    return redirect("records:caseloads")
