"""A person's own account, and the answer for whatever watches that the service is up."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from sufficiency.service.access.roles import Role
from sufficiency.service.access.rules import anyone, check_is_signed_in, rule


@rule(check_is_signed_in)
def account(request: HttpRequest) -> HttpResponse:
    """Who I am here, and what my roles let me do."""
    roles = [role for role in Role if role in request.user.roles]
    return render(request, "access/account.html", {"roles": roles})


@rule(anyone)
def health(request: HttpRequest) -> JsonResponse:
    """200 when pages and database answer; says nothing else to strangers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
