"""Recorded values with all their versions, the files they came in, and files that wait to be looked through."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class RecordedFile(models.Model):
    """A file of values that was loaded: its name, its content's SHA-256, who loaded it and when. Never changed."""

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return self.name


class RecordedValue(models.Model):
    """One version of one value. Written once, never changed: a correction is a new version, with a reason.

    Which value it is: the authority (its code; empty where none was given), measure, day, beginning of its stretch of
    time (none: as at the day), breakdown and group (empty: the total). ``withdrawn`` is a version that says there is
    no such value. ``person`` is nobody where the machine itself recorded it.
    """

    authority = models.CharField(max_length=20, blank=True)
    measure = models.CharField(max_length=80)
    as_at = models.DateField()
    period_start = models.DateField(null=True, blank=True)
    breakdown = models.CharField(max_length=40, blank=True)
    group = models.CharField(max_length=60, blank=True)
    version = models.PositiveIntegerField(default=1)
    numerator = models.FloatField(null=True, blank=True)
    denominator = models.FloatField(null=True, blank=True)
    value = models.FloatField(null=True, blank=True)
    source = models.CharField(max_length=300)
    basis = models.CharField(max_length=20)
    note = models.CharField(max_length=1000, blank=True)
    reason = models.CharField("why it was corrected", max_length=500, blank=True)
    withdrawn = models.BooleanField(default=False)
    file = models.ForeignKey(RecordedFile, on_delete=models.PROTECT, null=True, related_name="values")
    row = models.PositiveIntegerField("row in the file", null=True, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("measure", "as_at", "breakdown", "group", "version")
        indexes = [models.Index(fields=("authority", "measure"), name="recorded_of_a_measure")]
        constraints = [
            models.UniqueConstraint(
                fields=("authority", "measure", "as_at", "period_start", "breakdown", "group", "version"),
                condition=Q(period_start__isnull=False),
                name="a_version_of_a_stretch_is_recorded_once",
            ),
            models.UniqueConstraint(
                fields=("authority", "measure", "as_at", "breakdown", "group", "version"),
                condition=Q(period_start__isnull=True),
                name="a_version_of_a_day_is_recorded_once",
            ),
            models.CheckConstraint(
                condition=Q(period_start__isnull=True) | Q(period_start__lte=models.F("as_at")),
                name="a_stretch_begins_before_it_ends",
            ),
            models.CheckConstraint(condition=Q(version=1) | ~Q(reason=""), name="a_correction_has_a_reason"),
            models.CheckConstraint(
                condition=Q(breakdown="", group="") | (~Q(breakdown="") & ~Q(group="")),
                name="a_group_has_its_breakdown",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="a_recorded_value_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.as_at}"

    @property
    def key(self) -> tuple:
        """Which value it is a version of, within the authority."""
        return (self.measure, self.as_at, self.period_start, self.breakdown, self.group)


class SentFile(models.Model):
    """A file somebody sent to be looked through before its values are recorded; gone then, and after a day."""

    token = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    rows = models.JSONField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return self.name
