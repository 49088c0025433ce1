"""Children who live in the area by ethnic group, on a day, with all versions of what was recorded."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from sufficiency.measures.disproportionality import GROUPS, LONGEST_SOURCE, MOST_CHILDREN

LONGEST_REASON = 500
FIRST_DAY = date(1981, 1, 1)
BASES = {
    "census": "Census: everybody was counted",
    "estimate": "Estimate: worked out from a census and what changed since",
    "projection": "Projection: what is expected",
}


class Population(models.Model):
    """One version of the children aged 0 to 17 by ethnic group on a day. Written once, never changed.

    A correction is a new version with its reason; ``withdrawn`` is a version that says there are no such numbers.
    Belongs to one authority (its code; empty where none was given). ``person`` is nobody where the machine itself
    recorded it.
    """

    authority = models.CharField(max_length=20, blank=True)
    day = models.DateField()
    version = models.PositiveIntegerField(default=1)
    white = models.PositiveIntegerField()
    mixed = models.PositiveIntegerField()
    asian = models.PositiveIntegerField()
    black = models.PositiveIntegerField()
    other = models.PositiveIntegerField()
    source = models.CharField(max_length=LONGEST_SOURCE)
    basis = models.CharField(max_length=20, choices=list(BASES.items()))
    reason = models.CharField("why it was corrected", max_length=LONGEST_REASON, blank=True)
    withdrawn = models.BooleanField(default=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-day", "-version")
        constraints = [
            models.UniqueConstraint(
                fields=("authority", "day", "version"), name="a_version_of_a_population_is_recorded_once"
            ),
            models.CheckConstraint(
                condition=Q(white__gt=0) | Q(mixed__gt=0) | Q(asian__gt=0) | Q(black__gt=0) | Q(other__gt=0),
                name="a_population_has_children",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{group}__lte": MOST_CHILDREN}),
                    name=f"a_population_of_{group}_is_not_a_country",
                )
                for group in GROUPS
            ),
            models.CheckConstraint(condition=~Q(source=""), name="a_population_has_a_source"),
            models.CheckConstraint(
                condition=Q(basis__in=tuple(BASES)), name="a_population_has_a_known_basis"
            ),
            models.CheckConstraint(
                condition=Q(version=1, withdrawn=False) | (Q(version__gt=1) & ~Q(reason="")),
                name="a_corrected_population_has_a_reason",
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="a_population_has_a_version"),
            models.CheckConstraint(
                condition=Q(day__gte=FIRST_DAY), name="a_population_is_of_a_day_with_such_groups"
            ),
        ]

    def __str__(self) -> str:
        return f"children who lived here on {self.day}"

    @property
    def children(self) -> dict[str, int]:
        """Group to number."""
        return {group: getattr(self, group) for group in GROUPS}

    @property
    def said(self) -> tuple:
        """What a version says, without when and by whom."""
        return (*self.children.values(), self.source, self.basis)
