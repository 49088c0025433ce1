"""Papers, each version of what their authors made of them, what was said about them, and what was published."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from sufficiency.service.committee.states import State

SHORT, LONG = 200, 2_000


def _person(**more):
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **more)


class Paper(models.Model):
    """A paper as it is written. ``template`` is the name of the one it began from; ``as_at`` the day of its figures.

    Until it is published its figures are those of the edition in use; then they are kept with it (``Published``).
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    authority = models.CharField(max_length=20, blank=True)
    template = models.CharField(max_length=40)
    title = models.CharField(max_length=SHORT)
    lead_officer = models.CharField(max_length=SHORT)
    as_at = models.DateField("day of the figures")
    baseline = models.DateField("earlier day", null=True, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFTING)
    author = _person()
    begun = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-begun", "id")
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(lead_officer=""), name="a_paper_has_a_title_and_a_lead_officer"
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="a_written_paper_is_in_one_of_the_states"
            ),
            models.CheckConstraint(
                condition=Q(baseline__isnull=True) | Q(baseline__lt=F("as_at")),
                name="the_earlier_day_of_a_paper_is_earlier",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Version(models.Model):
    """What a paper said when somebody saved it: its outline as JSON, never changed. ``why`` says what was done."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    outline = models.TextField()
    why = models.CharField(max_length=SHORT)
    by = _person()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=("paper", "number"), name="a_paper_has_one_version_of_a_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="versions_are_counted_from_one"),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of {self.paper}"


class Step(models.Model):
    """That a paper went on to a state or back, who moved it and why. Written once."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=12, choices=State.choices)
    version = models.PositiveIntegerField()
    reason = models.CharField(max_length=LONG, blank=True)
    by = _person()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="a_step_leads_to_a_state"),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.paper}"


class Comment(models.Model):
    """What somebody says about a section of a paper, until it is settled."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="comments")
    section = models.CharField(max_length=80)
    words = models.TextField(max_length=LONG)
    by = _person()
    at = models.DateTimeField(default=timezone.now)
    settled_by = _person(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="a_remark_on_a_paper_has_words"),
            models.CheckConstraint(
                condition=Q(settled_by__isnull=True, settled_at__isnull=True)
                | Q(settled_by__isnull=False, settled_at__isnull=False),
                name="a_remark_is_settled_by_somebody_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.words[:80]


class Consultation(models.Model):
    """That finance, legal or somebody else was asked about a paper, and what they answered."""

    class Who(models.TextChoices):
        DIRECTOR = "director", "Director"
        LEGAL = "legal", "Legal services"
        FINANCE = "finance", "Finance"
        OTHER = "other", "Others"

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="consultations")
    who = models.CharField(max_length=10, choices=Who.choices)
    name = models.CharField("name or office", max_length=SHORT)
    asked_by = _person()
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(max_length=LONG, blank=True)
    included = models.BooleanField("the paper says it", default=False)
    answered_by = _person(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("asked_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("paper", "who", "name"), name="nobody_is_asked_twice_about_a_paper"
            ),
            models.CheckConstraint(
                condition=Q(who__in=("director", "legal", "finance", "other")) & ~Q(name=""),
                name="somebody_is_asked_about_a_paper",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_by__isnull=True, answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="an_answer_has_words_and_somebody_who_wrote_it_down",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_who_display()}: {self.name}"


class Check(models.Model):
    """One line of the list that a second person goes through before a paper is published, for one of its versions."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="checks")
    version = models.PositiveIntegerField()
    item = models.CharField(max_length=40)
    by = _person()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("paper", "version", "item", "by"),
                name="a_line_of_the_list_is_checked_once_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} of {self.paper}"


class Published(models.Model):
    """A paper as it was published, for those inside and for everybody: the composed papers as JSON, with the figures they
    say. Never changed: a later edition's figures are told beside it, not in it."""

    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="published")
    version = models.PositiveIntegerField()
    edition = models.CharField(max_length=40)
    local = models.TextField()
    public = models.TextField()
    local_sha256 = models.CharField(max_length=64)
    public_sha256 = models.CharField(max_length=64)
    by = _person()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-at",)
        verbose_name_plural = "published"

    def __str__(self) -> str:
        return str(self.paper)

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise TypeError("A published paper is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("A published paper is never removed.")


class PublishedFigure(models.Model):
    """That a published paper says a measure's figure: for the measure's own page. One row for each measure of a paper."""

    published = models.ForeignKey(Published, on_delete=models.PROTECT, related_name="measures")
    measure = models.CharField(max_length=80, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("published", "measure"), name="a_paper_says_a_measure_once"),
        ]

    def __str__(self) -> str:
        return self.measure
