"""Targets: what a measure aims at, from when, on whose word."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Target(models.Model):
    """From ``since`` on, the measure aims at ``value`` in its unit (``best`` high: at least; low: at most).

    Written once, never changed: a later row for the same day takes the place of an earlier one, and a row without a
    value says that from then on there is no target. Belongs to one authority (its code; empty where none was given).
    """

    measure = models.CharField(max_length=80)
    authority = models.CharField(max_length=20, blank=True)
    value = models.FloatField(null=True, blank=True)
    best = models.CharField(max_length=4, choices=[("high", "at least"), ("low", "at most")])
    since = models.DateField()
    source = models.CharField(max_length=300)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("measure", "-since", "-id")
        indexes = [models.Index(fields=("authority", "measure"))]
        constraints = [
            models.CheckConstraint(condition=~models.Q(measure=""), name="a_target_is_of_a_measure"),
            models.CheckConstraint(
                condition=models.Q(best__in=("high", "low")), name="a_target_is_a_most_or_a_least"
            ),
            models.CheckConstraint(
                condition=models.Q(value__isnull=True) | models.Q(value__gte=0),
                name="a_target_is_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure}: {self.get_best_display()} {self.value} from {self.since}"
