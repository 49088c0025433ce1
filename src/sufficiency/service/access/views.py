"""A person's own account, and the answer for whatever watches that the service is up."""

from allauth.account.views import LoginView, PasswordChangeView
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from sufficiency.service.access.roles import Role
from sufficiency.service.access.rules import (
    NotAllowed,
    anyone,
    check_can_see_provider_pages,
    check_is_signed_in,
    rule,
)


class SignIn(LoginView):
    """Username and password, and above them the council's single sign-on where there is one."""

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {"sign_on": settings.SINGLE_SIGN_ON}


class OwnPassword(PasswordChangeView):
    """Change one's own password, audited in the same transaction."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.has_usable_password():
            raise NotAllowed("You sign in with your council account and have no password here.")
        return super().dispatch(request, *args, **kwargs)

    @transaction.atomic
    def form_valid(self, form) -> HttpResponse:
        return super().form_valid(form)


@rule(check_is_signed_in)
def account(request: HttpRequest) -> HttpResponse:
    """Who I am here, and what my roles let me do."""
    roles = [role for role in Role if role in request.user.roles]
    return render(request, "access/account.html", {"roles": roles})


@rule(check_can_see_provider_pages)
def provider(request: HttpRequest) -> HttpResponse:
    """A provider's first page: says that own referrals and own homes are not open yet."""
    return render(request, "access/provider.html")


@rule(anyone)
def health(request: HttpRequest) -> JsonResponse:
    """200 when pages and database answer; says nothing else to strangers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
