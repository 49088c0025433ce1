"""Forms of signing in and of one's own account, in our words."""

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm


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


class ConfirmItIsYou(ReauthenticateForm):
    """The password once more, before something about signing in is changed."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = "Password"
        self.fields["password"].error_messages["required"] = "Enter your password"
