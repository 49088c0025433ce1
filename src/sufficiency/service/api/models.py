"""Tokens by which programs act for a person, and how often each has called."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from sufficiency.service.api.scopes import Scope

PREFIX_LETTERS = 8


class Token(models.Model):
    """A person's token. The token itself is known to nobody but who was shown it: here is a hash, and its beginning.

    ``last_used_on`` is written on the first call of a day, with the audit's line, and not again that day.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=PREFIX_LETTERS, unique=True)
    digest = models.CharField(max_length=64)
    scopes = models.JSONField()
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    last_used_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("-made_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=("person", "name"),
                condition=Q(revoked_at__isnull=True),
                name="a_person_names_a_token_once",
                violation_error_message="You have a token of this name already.",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="a_token_expires"),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="who_revoked_a_token_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    def is_over(self, now: datetime) -> bool:
        """Whether it was revoked or has expired."""
        return self.revoked_at is not None or self.expires_at <= now

    def may_be_used_for(self, scope: Scope) -> bool:
        return scope.value in self.scopes

    @property
    def scopes_in_words(self) -> list[str]:
        return [Scope(scope).label for scope in self.scopes if scope in Scope.values]

    @property
    def state(self) -> str:
        """ "works", "revoked" or "expired"."""
        if self.revoked_at is not None:
            return "revoked"
        return "works" if self.expires_at > timezone.now() else "expired"

    def was_used_on(self, day: date) -> bool:
        return self.last_used_on is not None and self.last_used_on >= day


class Calls(models.Model):
    """How many calls somebody made in a minute, for the limits. Holds nothing of what was asked, and is overwritten.

    ``caller`` is a keyed hash of a token's prefix or of an address, so that the table tells of nobody.
    """

    caller = models.CharField(max_length=32, primary_key=True)
    minute = models.BigIntegerField(db_index=True)
    number = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.number} calls in minute {self.minute}"
