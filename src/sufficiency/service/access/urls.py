"""Signing in and out, one's own account, and the second factor. Every address carries its rule here."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.webauthn import views as passkeys
from django.urls import include, path

from sufficiency.service.access import factor_views, single_sign_on, views
from sufficiency.service.access.rules import anyone, check_is_signed_in, rule

open_to_all = rule(anyone)
own = rule(check_is_signed_in)

urlpatterns = [
    path("health", views.health, name="health"),
    path("people/", include("sufficiency.service.access.people.urls")),
    path("provider/", views.provider, name="provider"),
    path("account/", views.account, name="account"),
    path("account/sign-in/", open_to_all(views.SignIn.as_view()), name="account_login"),
    path("account/single-sign-on/", single_sign_on.begin, name="sign_on"),
    path("account/single-sign-on/answer/", single_sign_on.answer, name="sign_on_answer"),
    path("account/sign-out/", open_to_all(account.logout), name="account_logout"),
    path("account/not-in-use/", open_to_all(account.account_inactive), name="account_inactive"),
    path("account/confirm-it-is-you/", own(account.reauthenticate), name="account_reauthenticate"),
    path("account/password/", own(views.OwnPassword.as_view()), name="account_change_password"),
    path("account/second-factor/", own(factor_views.SecondFactor.as_view()), name="mfa_index"),
    path(
        "account/second-factor/code/",
        open_to_all(factor_views.GiveSecondFactor.as_view()),
        name="mfa_authenticate",
    ),
    path("account/second-factor/confirm/", own(second_factor.reauthenticate), name="mfa_reauthenticate"),
    path("account/second-factor/app/add/", own(factor_views.AddApp.as_view()), name="mfa_activate_totp"),
    path(
        "account/second-factor/app/remove/", own(factor_views.RemoveApp.as_view()), name="mfa_deactivate_totp"
    ),
    path("account/second-factor/passkeys/", own(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path(
        "account/second-factor/passkeys/add/", own(factor_views.AddPasskey.as_view()), name="mfa_add_webauthn"
    ),
    path(
        "account/second-factor/passkeys/confirm/",
        own(passkeys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "account/second-factor/passkeys/<int:pk>/name/", own(passkeys.edit_webauthn), name="mfa_edit_webauthn"
    ),
    path(
        "account/second-factor/passkeys/<int:pk>/remove/",
        own(factor_views.RemovePasskey.as_view()),
        name="mfa_remove_webauthn",
    ),
    path("account/second-factor/recovery/", own(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "account/second-factor/recovery/new/",
        own(factor_views.NewCodes.as_view()),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/second-factor/recovery/file/",
        own(codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]
