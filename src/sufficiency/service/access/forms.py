"""Forms of signing in and of one's own account, in our words."""

import struct

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from cryptography.exceptions import InvalidSignature
from django import forms

# What reading a passkey's answer raises when a browser, or somebody in its place, sends something else.
NOT_A_PASSKEY = (KeyError, TypeError, ValueError, AttributeError, IndexError, struct.error, InvalidSignature)
NOT_ACCEPTED = "Your browser sent a passkey that is not accepted here. Try again, or use a code."


class SignInForm(LoginForm):
    """Username (or email address) and password."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label, password.label = "Username or email address", "Password"
        login.error_messages["required"] = "Enter your username or email address"
        password.error_messages["required"] = "Enter your password"
        password.help_text = ""
        login.widget.attrs.update(autocomplete="username", autocapitalize="none", spellcheck="false")


class ChangePassword(ChangePasswordForm):
    """One's own password, asked for once before and twice anew."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "oldpassword": "Current password",
            "password1": "New password",
            "password2": "New password again",
        }
        for name, label in labels.items():
            self.fields[name].label = label
            self.fields[name].help_text = ""
            self.fields[name].error_messages["required"] = f"Enter your {label.lower()}"

    def clean(self) -> dict:
        """The new password is another one than the old: a one-time password does not stay."""
        cleaned = super().clean()
        if cleaned.get("password1") and cleaned["password1"] == cleaned.get("oldpassword"):
            self.add_error("password1", "Choose a password other than the one you have now")
        return cleaned


class ConfirmItIsYou(ReauthenticateForm):
    """The password once more, before something about signing in is changed."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = "Password"
        self.fields["password"].error_messages["required"] = "Enter your password"


class CodeForm(AuthenticateForm):
    """The code of an authenticator app, or a recovery code."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_code(self)


class ConfirmByCode(ReauthenticateByCodeForm):
    """The same, before something about signing in is changed."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_code(self)


class AddAppForm(ActivateTOTPForm):
    """The first code of a new authenticator app."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_code(self)


class AddPasskeyForm(AddWebAuthnForm):
    """A name for the passkey; the browser adds what it made."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Name of this passkey"
        self.fields["name"].help_text = "For example the computer, phone or security key it is on"
        self.fields["name"].max_length = 100
        self.fields["credential"].error_messages["required"] = (
            "Your browser made no passkey. Try again, or use an authenticator app."
        )

    def clean(self) -> dict:
        """A passkey made for this try, on this site."""
        try:
            return super().clean()
        except NOT_A_PASSKEY as cause:
            raise forms.ValidationError(NOT_ACCEPTED, code="passkey") from cause


class PasskeyForm(AuthenticateWebAuthnForm):
    """Signing in with a passkey as the second factor."""

    def clean_credential(self):
        """The person's own passkey, which signed this try."""
        try:
            return super().clean_credential()
        except NOT_A_PASSKEY as cause:
            raise forms.ValidationError(NOT_ACCEPTED, code="passkey") from cause


class ConfirmByPasskey(PasskeyForm, ReauthenticateWebAuthnForm):
    """The same, before something about signing in is changed."""

    reauthenticated = True


class RenamePasskeyForm(EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Name of this passkey"
        self.fields["name"].error_messages["required"] = "Enter a name"


def _ask_for_code(form) -> None:
    form.fields["code"].label = "Code"
    form.fields["code"].error_messages["required"] = "Enter the code"
    form.fields["code"].widget.attrs.update(spellcheck="false", autocapitalize="none")
