"""Who needs to know of which child: caseloads, seals, and records opened with a reason."""

import hashlib
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

LONGEST_ID = 200
OPEN_FOR = timedelta(minutes=60)


def kept_id(child: str) -> str:
    """The child's id as these tables keep it. A return may hold any text; one too long, or with what no database
    keeps, has its beginning and a hash of the whole, so that two such ids stay apart."""
    plain = child.encode("utf-8", "replace").decode().replace("\x00", "\ufffd")
    if plain == child and len(plain) <= LONGEST_ID:
        return child
    return f"{plain[: LONGEST_ID - 33]} {hashlib.sha256(child.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"


class Part(models.TextChoices):
    """What a person does for a child whose record they need to see."""

    SOCIAL_WORKER = "social_worker", "Social worker"
    REVIEWING_OFFICER = "reviewing_officer", "Independent reviewing officer"
    FOSTERING_WORKER = "fostering_worker", "Supervises the foster home"


class Caseload(models.Model):
    """A person works for a child from a day on, until a day where that is known: then the record is open to them."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="caseload")
    child = models.CharField(max_length=LONGEST_ID, db_index=True)
    part = models.CharField("part in the case", max_length=20, choices=Part.choices)
    since = models.DateField()
    until = models.DateField("last day", null=True, blank=True)

    class Meta:
        ordering = ("person__name", "child", "-since")
        constraints = [
            models.UniqueConstraint(
                fields=("person", "child", "part"),
                condition=Q(until__isnull=True),
                name="a_person_has_a_child_once",
                violation_error_message="This child is on the person's caseload already.",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="a_caseload_ends_after_it_begins",
                violation_error_message="The last day is before the first.",
            ),
            models.CheckConstraint(condition=Q(part__in=Part.values), name="a_part_is_one_of_the_list"),
            models.CheckConstraint(condition=~Q(child=""), name="a_caseload_has_a_child"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_part_display().lower()} since {self.since}"


class Seal(models.Model):
    """A record sealed by hand, such as that of a child known to be the same as an adopted one. Never taken away.

    Children with an adoption order in any loaded return are sealed without one.
    """

    child = models.CharField(max_length=LONGEST_ID, unique=True)
    reason = models.CharField(max_length=500)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"A record sealed by {self.person}"


class Opening(models.Model):
    """A person opened a record that was closed to them: a sealed one, or by breaking the glass in an emergency.

    Open for that person and child until ``until``, or until they close it. A broken glass is answered for: somebody
    else says whether it was right, once, and that stands.
    """

    class Kind(models.TextChoices):
        SEALED = "sealed", "Sealed record opened"
        GLASS = "glass", "Opened in an emergency"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="openings")
    child = models.CharField(max_length=LONGEST_ID)
    reason = models.CharField(max_length=500)
    at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    was_right = models.BooleanField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-at", "-id")
        indexes = [models.Index(fields=("person", "child"))]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="an_opening_has_a_reason"),
            models.CheckConstraint(condition=Q(until__gt=F("at")), name="an_opening_ends"),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("person")),
                name="nobody_answers_for_their_own_opening",
            ),
            models.CheckConstraint(
                condition=Q(was_right__isnull=True, answered_by__isnull=True, answered_at__isnull=True)
                | Q(was_right__isnull=False, answered_by__isnull=False, answered_at__isnull=False),
                name="an_answer_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} by {self.person}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None and self.until > timezone.now()

    @property
    def waits(self) -> bool:
        """Whether somebody still has to say if it was right."""
        return self.kind == self.Kind.GLASS and self.answered_at is None
