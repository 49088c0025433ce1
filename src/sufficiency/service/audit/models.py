"""The audit: one line for each look, change, export and sign-in, each sealed to the one before."""

import json
from typing import Any

from django.conf import settings
from django.db import models

from sufficiency.service.records.models import LONGEST_ID

LONGEST_TEXT = 200
HASH = 64  # letters of a SHA-256


class What(models.TextChoices):
    """What was done."""

    LOOKED = "looked", "Looked"
    EXPORTED = "exported", "Took a file away"
    CHANGED = "changed", "Changed"
    SEALED_OPENED = "sealed_opened", "Opened a sealed record"
    GLASS_BROKEN = "glass_broken", "Opened in an emergency"
    ADDRESS_OPENED = "address_opened", "Saw where a home is"
    SIGNED_IN = "signed_in", "Signed in"
    SIGN_IN_REFUSED = "sign_in_refused", "Sign-in refused"
    SIGNED_OUT = "signed_out", "Signed out"
    LOADED = "loaded", "Loaded returns"
    DELETED = "deleted", "Deleted"
    TOKEN_USED = "token_used", "Used a token of the API"


class Line(models.Model):
    """One thing done by one person, about at most one child. Written once: the database refuses to change it.

    ``number`` counts from 1 without a gap. ``hash`` seals the line and ``previous``, the hash of the line before,
    with a key the database does not hold (``audit.chain``).
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="lines",
        help_text="Who did it; nobody for the machine itself and for somebody not signed in.",
    )
    name = models.CharField("name of the person, as it was", max_length=LONGEST_TEXT, blank=True)
    what = models.CharField(max_length=20, choices=What.choices)
    child = models.CharField("id of the child", max_length=LONGEST_ID, blank=True)
    about = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="person it was done to",
        on_delete=models.PROTECT,
        null=True,
        related_name="lines_about",
    )
    thing = models.CharField("what it was done to", max_length=LONGEST_TEXT, blank=True)
    page = models.CharField(max_length=LONGEST_TEXT, blank=True)
    reason = models.TextField(blank=True)
    details = models.TextField(
        default="{}", help_text="JSON, as text: sealed letter by letter, which no database may put in order."
    )
    previous = models.CharField(max_length=HASH)
    hash = models.CharField(max_length=HASH)

    class Meta:
        ordering = ("-number",)
        indexes = [models.Index(fields=("child", "-number"), name="lines_of_a_child")]

    def __str__(self) -> str:
        return f"Line {self.number}"

    @property
    def who(self) -> str:
        """The person by the name of that day, for the screen."""
        return self.name or "The machine itself"

    @property
    def told(self) -> dict[str, Any]:
        """The details, read."""
        return json.loads(self.details)


class Head(models.Model):
    """The end of the chain: how many lines there are and the hash of the last. One row, locked by each writer.

    ``seal`` is made with the audit's key, so that who can write to the database alone cannot cut lines off and set
    the head back; ``key`` tells which key that is.
    """

    count = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=HASH)
    seal = models.CharField(max_length=HASH)
    key = models.CharField("fingerprint of the key", max_length=16)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="a_chain_has_one_head")]

    def __str__(self) -> str:
        return f"{self.count}:{self.hash}"
