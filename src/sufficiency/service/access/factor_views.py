"""Setting up and removing one's own second factor: allauth's pages, audited in the transaction of the change."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from sufficiency.service.access.actions import own_account
from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import NotAllowed, check_needs_no_second_factor, why_not
from sufficiency.service.access.second_factor import remember_given, was_given
from sufficiency.service.audit.actions import record, wait_for_other_writers
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
        own_account(self.request.user)
        if _apps(self.request.user).exists():
            raise NotAllowed(
                "An authenticator app was set up a moment ago, from another page. It is the one in use."
            )
        answer = super().form_valid(form)
        _write_down(self.request, added="authenticator app")
        remember_given(self.request, self.request.user)
        return answer


class RemoveApp(DeactivateTOTPView):
    @transaction.atomic
    def form_valid(self, form) -> HttpResponse:
        own_account(self.request.user)
        _check_removable(_apps(self.request.user).first())
        answer = super().form_valid(form)
        _write_down(self.request, removed="authenticator app")
        return answer


class AddPasskey(AddWebAuthnView):
    @transaction.atomic
    def form_valid(self, form) -> HttpResponse:
        own_account(self.request.user)
        answer = super().form_valid(form)
        _write_down(self.request, added="passkey")
        remember_given(self.request, self.request.user)
        return answer


class RemovePasskey(RemoveWebAuthnView):
    """allauth asks only for the app whether it may be removed; the last passkey stays by the same rule."""

    @transaction.atomic
    def form_valid(self, form) -> HttpResponse:
        own_account(self.request.user)
        _check_removable(self.get_queryset().filter(pk=self.kwargs["pk"]).first())
        answer = super().form_valid(form)
        _write_down(self.request, removed="passkey")
        return answer


class NewCodes(GenerateRecoveryCodesView):
    @transaction.atomic
    def form_valid(self, form) -> HttpResponse:
        own_account(self.request.user)
        wait_for_other_writers()  # allauth holds the person so that whoever wrote a line of theirs could not end
        return super().form_valid(form)


def _apps(person: Person) -> QuerySet[Authenticator]:
    return Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP)


def _check_removable(factor: Authenticator | None) -> None:
    """Asked once the account is held: of two factors removed at the same moment one stays where the role needs it."""
    if factor is None:
        raise NotAllowed("It was removed a moment ago, from another page.")
    adapter = get_adapter()
    if not adapter.can_delete_authenticator(factor):
        raise NotAllowed(adapter.error_messages["cannot_delete_authenticator"])
