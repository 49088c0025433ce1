"""Signing in and out, one's own account, and the second factor. Every address carries its rule here."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path

from sufficiency.service.access.rules import anyone, check_is_signed_in, rule
from sufficiency.service.access.views import account as own_account
from sufficiency.service.access.views import health

open_to_all = rule(anyone)
own = rule(check_is_signed_in)

urlpatterns = [
    path("health", health, name="health"),
    path("account/", own_account, name="account"),
    path("account/sign-in/", open_to_all(account.login), name="account_login"),
    path("account/sign-out/", open_to_all(account.logout), name="account_logout"),
    path("account/not-in-use/", open_to_all(account.account_inactive), name="account_inactive"),
    path("account/confirm-it-is-you/", own(account.reauthenticate), name="account_reauthenticate"),
    path("account/password/", own(account.password_change), name="account_change_password"),
    path("account/second-factor/", own(second_factor.index), name="mfa_index"),
    path("account/second-factor/code/", open_to_all(second_factor.authenticate), name="mfa_authenticate"),
    path("account/second-factor/confirm/", own(second_factor.reauthenticate), name="mfa_reauthenticate"),
    path("account/second-factor/app/add/", own(totp.activate_totp), name="mfa_activate_totp"),
    path("account/second-factor/app/remove/", own(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("account/second-factor/recovery/", own(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "account/second-factor/recovery/new/",
        own(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/second-factor/recovery/file/",
        own(codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]
