"""What holds for every page: nothing is kept by browsers, and a forgotten browser is signed out.

The time of the last page is kept in a signed cookie bound to the session, not in the database, so that reading
pages writes nothing; until the first page it is the time of signing in, kept in the session.
"""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse

SIGNED_IN = "signed_in"


def never_kept(get_response: Callable) -> Callable:
    """Pages may hold children's records: no browser or proxy keeps a copy."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response

    return middleware


def ended_when_idle(get_response: Callable) -> Callable:
    """Sign out a person who opened no page for ``IDLE_MINUTES``; whoever is signed out leaves nothing in the browser."""

    def middleware(request: HttpRequest) -> HttpResponse:
        was_signed_in = request.user.is_authenticated
        if was_signed_in and not _seen_lately(request):
            logout(request)
            messages.info(request, "You were signed out because no page was opened for a while.")
        response = get_response(request)
        if request.user.is_authenticated and request.session.session_key:
            _mark_seen(request, response)
        else:
            response.delete_cookie(settings.LAST_PAGE_COOKIE_NAME, samesite="Lax")
            if was_signed_in:  # cookies are not named: the new session's holds the sentence that says why
                response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    return middleware


def keep_time_of_signing_in(request: HttpRequest, **_: object) -> None:
    """On signing in: until the first page, idleness counts from here."""
    request.session[SIGNED_IN] = int(time.time())


def _signer(request: HttpRequest) -> TimestampSigner:
    return TimestampSigner(salt=f"last-page:{request.session.session_key}")


def _seen_lately(request: HttpRequest) -> bool:
    idle = settings.IDLE_MINUTES * 60
    if time.time() - request.session.get(SIGNED_IN, 0) < idle:
        return True
    try:
        return (
            _signer(request).unsign(request.COOKIES.get(settings.LAST_PAGE_COOKIE_NAME, ""), max_age=idle)
            == "seen"
        )
    except BadSignature:  # altered, too old, of another session, or not there
        return False


def _mark_seen(request: HttpRequest, response: HttpResponse) -> None:
    response.set_cookie(
        settings.LAST_PAGE_COOKIE_NAME,
        _signer(request).sign("seen"),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
