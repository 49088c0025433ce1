"""The sign-in form in our words."""

from allauth.account.forms import LoginForm


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
        for field in (login, password):
            field.widget.attrs.pop("placeholder", None)
