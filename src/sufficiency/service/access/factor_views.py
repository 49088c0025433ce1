"""Setting up and removing one's own second factor: allauth's pages, audited in the transaction of the change."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from sufficiency.service.access.rules import NotAllowed, check_needs_no_second_factor, why_not
from sufficiency.service.access.second_factor import remember_given, was_given
from sufficiency.service.audit.actions import record
from sufficiency.service.audit.models import What


def _write_down(request: HttpRequest, **details: str) -> None:
    record(by=request.user, what=What.CHANGED, person=request.user, thing="second factor", details=details)


class SecondFactor(IndexView):
    """What is set up, and why one is needed."""

    def get_context_data(self, **kwargs) -> dict:
        needed = why_not(self.request.user, check_needs_no_second_factor)
        asked = needed if needed and not was_given(self.request) else ""
        return super().get_context_data(**kwargs) | {"asked": asked}


class GiveSecondFactor(AuthenticateView):
    """The second step of signing in: a code, or a passkey where the person has one."""

    def get_context_data(self, **kwargs) -> dict:
        own = Authenticator.objects.filter(user=self.stage.login.user, type=Authenticator.Type.WEBAUTHN)
        return super().get_context_data(**kwargs) | {"has_passkey": own.exists()}


class AddApp(ActivateTOTPView):
    @transaction.atomic
    def form_valid(self, form) -> HttpResponse:
        answer = super().form_valid(form)
        _write_down(self.request, added="authenticator app")
        remember_given(self.request, self.request.user)
        return answer


class RemoveApp(DeactivateTOTPView):
    @transaction.atomic
    def form_valid(self, form) -> HttpResponse:
        answer = super().form_valid(form)
        _write_down(self.request, removed="authenticator app")
        return answer


class AddPasskey(AddWebAuthnView):
    @transaction.atomic
    def form_valid(self, form) -> HttpResponse:
        answer = super().form_valid(form)
        _write_down(self.request, added="passkey")
        remember_given(self.request, self.request.user)
        return answer


class RemovePasskey(RemoveWebAuthnView):
    """allauth asks only for the app whether it may be removed; the last passkey stays by the same rule."""

    @transaction.atomic
    def form_valid(self, form) -> HttpResponse:
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(self.get_object()):
            raise NotAllowed(adapter.error_messages["cannot_delete_authenticator"])
        answer = super().form_valid(form)
        _write_down(self.request, removed="passkey")
        return answer
