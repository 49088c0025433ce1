"""Answers for whatever watches the service."""

import ipaddress
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET
from prometheus_client import CONTENT_TYPE_LATEST

from sufficiency.service.access.rules import NotAllowed, anyone, rule
from sufficiency.service.operations import metrics
from sufficiency.service.operations.readiness import OK, readiness

FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_X_FORWARDED_PROTO")


@require_GET
@rule(anyone)
def ready(request: HttpRequest) -> JsonResponse:
    """200 when all that the work needs is there, else 503 with what is not."""
    found = readiness()
    is_ready = all(one == OK for one in found.values())
    return JsonResponse(
        {"status": "ready" if is_ready else "not ready", **found}, status=200 if is_ready else 503
    )


@require_GET
@rule(anyone)
def numbers(request: HttpRequest) -> HttpResponse:
    """Metrics, for the machine itself or with the token."""
    if not (_is_from_this_machine(request) or _has_token(request)):
        raise NotAllowed(
            "Metrics are read on the machine itself, or with the token of SUFFICIENCY_METRICS_TOKEN."
        )
    return HttpResponse(metrics.as_text(), content_type=CONTENT_TYPE_LATEST)


def _is_from_this_machine(request: HttpRequest) -> bool:
    """What a proxy passes on is not, though the proxy is on this machine."""
    if any(name in request.META for name in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _has_token(request: HttpRequest) -> bool:
    token = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "")
    return bool(token) and secrets.compare_digest(given.encode(), f"Bearer {token}".encode())
