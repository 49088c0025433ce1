"""Decisions on what is past its time, by two people, and what the law says must be held."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class Kind(models.TextChoices):
    """What is kept and can be reviewed. A child's rows are part of editions, which are never changed."""

    EDITION = "edition", "Edition"
    ACCOUNT = "account", "Account"


class Choice(models.TextChoices):
    KEEP = "keep", "Keep it for now"
    DELETE = "delete", "Delete it for good"


class Answer(models.TextChoices):
    WAITING = "waiting", "Waiting for a second person"
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Refused"


class Decision(models.Model):
    """Somebody asks to keep or delete what is past its time; somebody else approves or refuses, once."""

    kind = models.CharField(max_length=10, choices=Kind.choices)
    thing = models.CharField(max_length=40)
    choice = models.CharField("what should happen", max_length=10, choices=Choice.choices)
    reason = models.CharField(max_length=500)
    until = models.DateField("review again on", null=True, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.WAITING)
    note = models.CharField(max_length=500, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField("deleted", null=True, blank=True)

    class Meta:
        ordering = ("-asked_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=("kind", "thing"),
                condition=Q(answer="waiting"),
                name="one_decision_waits_for_a_thing",
                violation_error_message="A decision on this is waiting for a second person already.",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_decision_has_a_reason"),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("asked_by")),
                name="nobody_approves_their_own_decision",
            ),
            models.CheckConstraint(
                condition=Q(answer="waiting", answered_by__isnull=True, answered_at__isnull=True)
                | Q(answer__in=("approved", "refused"), answered_by__isnull=False, answered_at__isnull=False),
                name="an_answered_decision_is_whole",
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="a_decision_is_on_a_kind"),
            models.CheckConstraint(
                condition=Q(choice="keep", until__isnull=False) | Q(choice="delete", until__isnull=True),
                name="what_is_kept_is_reviewed_again",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.thing}: {self.get_choice_display().lower()}"

    @property
    def must_be_carried_out(self) -> bool:
        """Whether two people decided that it is deleted, and it is not yet."""
        return self.answer == Answer.APPROVED and self.choice == Choice.DELETE and self.done_at is None


class Hold(models.Model):
    """What must not be deleted while a claim, inquiry or investigation needs it. ``thing`` "*" holds all of a kind."""

    ALL = "*"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    thing = models.CharField(max_length=40)
    reason = models.CharField(max_length=500)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=("kind", "thing"),
                condition=Q(lifted_at__isnull=True),
                name="one_hold_on_a_thing",
                violation_error_message="This is held already.",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_hold_has_a_reason"),
            models.CheckConstraint(
                condition=Q(lifted_by__isnull=True) | ~Q(lifted_by=F("person")),
                name="nobody_lifts_their_own_hold",
            ),
            models.CheckConstraint(
                condition=Q(lifted_by__isnull=True, lifted_at__isnull=True)
                | (Q(lifted_by__isnull=False, lifted_at__isnull=False) & ~Q(lifted_reason="")),
                name="a_lifted_hold_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"Hold on {self.get_kind_display().lower()} {self.thing}"
