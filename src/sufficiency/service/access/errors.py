"""The pages that refuse or apologise, in the look of all others."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sufficiency.service.access.rules import NotAllowed, anyone, rule


@rule(anyone)
def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the sentence of the rule that refused."""
    sentence = (
        str(exception) if isinstance(exception, NotAllowed) else "Your account does not open this page."
    )
    return render(request, "access/403.html", {"sentence": sentence}, status=403)


@rule(anyone)
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no address is echoed, it may hold anything."""
    return render(request, "access/404.html", status=404)


@rule(anyone)
def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token is missing or old: nothing was changed."""
    return render(request, "access/form_too_old.html", status=403)


@rule(anyone)
def broken(request: HttpRequest) -> HttpResponse:
    """500: without the frame, which may be what failed."""
    return render(None, "access/500.html", status=500)
