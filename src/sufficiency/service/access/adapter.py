"""How people come in: only through an account somebody made for them."""

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from sufficiency.service.access.actions import own_account
from sufficiency.service.access.first_page import first_page
from sufficiency.service.access.models import Person
from sufficiency.service.audit.actions import record
from sufficiency.service.audit.models import What


class NoSelfSignUp(DefaultAccountAdapter):
    """Accounts are made by a system administrator, never by signing up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": "The username or the password is not right. Check both and try again.",
        "email_password_mismatch": "The email address or the password is not right. Check both and try again.",
        "too_many_login_attempts": "Too many tries. Wait five minutes, then try again.",
        "rate_limited": "Too many tries. Wait five minutes, then try again.",
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

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The first page the person may open; their own account where there is none."""
        return first_page(request.user)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")

    @transaction.atomic
    def set_password(self, user: Person, password: str) -> None:
        """An own password, in the place of a one-time one too; sessions elsewhere end with it.

        Nothing else of the account is written: it was loaded before. Raises ChangedMeanwhile.
        """
        own_account(user)
        user.must_change_password = False
        user.set_password(password)
        user.save(update_fields=["password", "must_change_password"])
        record(by=user, what=What.CHANGED, person=user, thing="password", details={"password": "own"})

    def get_user_search_fields(self) -> list[str]:
        return ["username", "email", "name"]

    def new_user(self, request) -> Person:
        raise PermissionError("Accounts are made by a system administrator, never by signing up.")
