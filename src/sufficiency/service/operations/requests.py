"""Each call of the pages: a number for it, how long it took, and what came of it, by the name of its route.

Never its address: that may hold what somebody typed.
"""

import logging
import secrets
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from sufficiency.service.operations import metrics
from sufficiency.service.operations.logs import request_id

log = logging.getLogger("sufficiency.requests")
HEADER = "X-Request-ID"


def told(get_response: Callable) -> Callable:
    """Middleware, the first of all: what others do with a call is within what is told."""

    def middleware(request: HttpRequest) -> HttpResponse:
        number = secrets.token_hex(8)  # ours, not the caller's, which may hold anything
        before = request_id.set(number)
        started = time.perf_counter()
        try:
            response = get_response(request)
            seconds = time.perf_counter() - started
            route = _route(request)
            metrics.count(route, request.method, response.status_code, seconds)
            about = {
                "route": route,
                "method": _method(request),
                "status": response.status_code,
                "ms": round(seconds * 1000),
            }
            log.info("answered", extra=about | _person(request))
            response.headers[HEADER] = number
            return response
        finally:
            request_id.reset(before)

    return middleware


def _route(request: HttpRequest) -> str:
    if request.resolver_match is not None:
        return request.resolver_match.view_name or "unnamed"
    return "static" if request.path_info.startswith("/static/") else "none"


def _method(request: HttpRequest) -> str:
    return request.method if request.method in metrics.METHODS else "other"


def _person(request: HttpRequest) -> dict[str, int]:
    """Who asked, by the number of the account; only where that is known already, which costs no question."""
    person = getattr(request, "_cached_user", None)
    return {"person": person.pk} if person is not None and person.is_authenticated else {}
