"""How people come in: only through an account somebody made for them."""

from allauth.account.adapter import DefaultAccountAdapter

from sufficiency.service.access.models import Person


class NoSelfSignUp(DefaultAccountAdapter):
    """Accounts are made by a system administrator, never by signing up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": "The username or the password is not right. Check both and try again.",
        "email_password_mismatch": "The email address or the password is not right. Check both and try again.",
        "too_many_login_attempts": "Too many tries. Wait five minutes, then try again.",
        "account_inactive": "The username or the password is not right. Check both and try again.",
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def add_message(
        self, request, level, message_template=None, message_context=None, extra_tags="", message=None
    ):
        """Say nothing on signing in and out: the page that follows says it."""
        if message_template not in ("account/messages/logged_in.txt", "account/messages/logged_out.txt"):
            super().add_message(request, level, message_template, message_context, extra_tags, message)

    def get_user_search_fields(self) -> list[str]:
        return ["username", "email", "name"]

    def new_user(self, request) -> Person:
        raise PermissionError("Accounts are made by a system administrator, never by signing up.")
