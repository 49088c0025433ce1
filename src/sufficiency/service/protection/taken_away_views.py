"""Giving a child, or who speaks for the child, a copy of everything held about them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sufficiency.service.access.rules import (
    check_can_answer_subject_access,
    check_can_take_extract,
    rule,
)
from sufficiency.service.data.asked import home
from sufficiency.service.data.downloads import zip_file
from sufficiency.service.protection.document import NoDocument, why_no_document
from sufficiency.service.protection.forms import ExtractForm, SubjectAccessForm
from sufficiency.service.protection.taken_away import NothingHeld, copy_for_child, extract_for_analysts


@require_http_methods(["GET", "POST"])
@rule(check_can_answer_subject_access)
def subject_access(request: HttpRequest) -> HttpResponse:
    """Ask whose copy, and why; the answer is one zip, recorded before it is given."""
    form = SubjectAccessForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            packed = copy_for_child(child=asked["child"], reason=asked["reason"], with_document=asked["what"] == "both", by=request.user)  # fmt: skip
        except NothingHeld as problem:
            form.add_error("child", str(problem))
        except NoDocument as problem:
            form.add_error("what", str(problem))
        else:
            return zip_file(f"copy-of-a-record-{timezone.localdate()}", packed)
    context = {
        "form": form,
        "why_no_document": why_no_document(),
        "breadcrumbs": [("Data protection", reverse("protection:home")), ("A copy for a child", None)],
    }
    return render(request, "protection/subject_access.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@rule(check_can_take_extract)
def extract(request: HttpRequest) -> HttpResponse:
    """Ask what it is for; the answer is one zip, recorded before it is given."""
    form = ExtractForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = extract_for_analysts(edition=home().current(), by=request.user, **form.cleaned_data)
        if made is not None:
            return zip_file(f"extract-{made.id}", made.packed)
        messages.error(request, "Nothing has been loaded yet, so there is nothing to take away.")
    context = {
        "form": form,
        "breadcrumbs": [("Data protection", reverse("protection:home")), ("An extract", None)],
    }
    return render(request, "protection/extract.html", context, status=400 if form.errors else 200)
