"""The page of a record that is closed to the person: why, and the way to open it where there is one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sufficiency.service.access.rules import check_can_break_glass, check_can_open_sealed, why_not
from sufficiency.service.records.addresses import address_of
from sufficiency.service.records.need_to_know import Sight
from sufficiency.service.records.reasons import ReasonForm


def closed(request: HttpRequest, child: str, sentence: str, form: ReasonForm | None = None) -> HttpResponse:
    """``sentence`` is the rule's; ``form`` the one that was sent with a reason nobody could judge."""
    sight = Sight(request.user)
    sealed = sight.is_sealed(child)
    check = check_can_open_sealed if sealed else check_can_break_glass
    context = {
        "sentence": sentence,
        "why_not_open": why_not(request.user, check, child, sight=sight),
        "sealed": sealed,
        "form": form or ReasonForm(),
        "address": address_of("records:open", child, request),
        "breadcrumbs": [("Children", reverse("records:home")), ("Closed record", None)],
    }
    return render(request, "records/closed.html", context, status=400 if form else 403)
