"""The pages that refuse or apologise, in the look of all others."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from sufficiency.editions import EditionProblem
from sufficiency.service.access.rules import NotAllowed, anyone, rule


class AskedWrongly(Exception):
    """Something in the address or form cannot be used; the text says what was found, what is allowed. A 400 page.

    Not one of Django's own exceptions: it logs the text of those, which may name a child.
    """


class NotHere(Http404):
    """What the address names is not there; the text says so, and what comes near. A 404 page."""


class AnswersWhatIsAskedWrongly:
    """Middleware: a page that raises AskedWrongly, or finds an edition damaged, is answered with the sentence."""

    def __init__(self, get_response: Callable) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, AskedWrongly):
            return asked_wrongly(request, exception)
        return not_readable(request, exception) if isinstance(exception, EditionProblem) else None


@rule(anyone)
def asked_wrongly(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the sentence that says what cannot be used, for anything we foresaw."""
    foreseen = isinstance(exception, AskedWrongly)
    sentence = str(exception) if foreseen else "The address or the form holds something that cannot be used."
    return render(request, "access/400.html", {"sentence": sentence}, status=400)


@rule(anyone)
def not_readable(request: HttpRequest, exception: EditionProblem) -> HttpResponse:
    """503: the edition in use, or the one asked for, is damaged; the sentence says what can be done."""
    return render(request, "access/503.html", {"sentence": str(exception)}, status=503)


@rule(anyone)
def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the sentence of the rule that refused."""
    sentence = (
        str(exception) if isinstance(exception, NotAllowed) else "Your account does not open this page."
    )
    return render(request, "access/403.html", {"sentence": sentence}, status=403)


@rule(anyone)
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: with the sentence of the page that looked; the address itself is never echoed, it may hold anything."""
    sentence = str(exception) if isinstance(exception, NotHere) else ""
    return render(request, "access/404.html", {"sentence": sentence}, status=404)


@rule(anyone)
def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token is missing or old: nothing was changed."""
    return render(request, "access/form_too_old.html", status=403)


@rule(anyone)
def broken(request: HttpRequest) -> HttpResponse:
    """500: without the frame, which may be what failed."""
    return render(None, "access/500.html", status=500)
