"""Strategies, what they aim at, their actions, and how each action comes along."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from sufficiency.documents.plan import Rating as Word

SHORT, LONG, LONGEST = 200, 2_000, 6_000
GIVEN = [(word.value, word.value.capitalize()) for word in Word if word is not Word.NOT_RATED]


def _person(**more):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", **more
    )


class Strategy(models.Model):
    """A sufficiency strategy of an authority (its code; empty where none was given), over its period.

    In force on a day is, of the authority's strategies that are no drafts and whose period holds the day, the one that
    began last; no two of them begin on one day.
    """

    authority = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=SHORT)
    starts = models.DateField("first day")
    ends = models.DateField("last day")
    vision = models.TextField(max_length=LONGEST, blank=True)
    duty = models.TextField(max_length=LONGEST, blank=True)
    priorities_called = models.CharField(
        max_length=10, default="priority", choices=[("priority", "priorities"), ("challenge", "challenges")]
    )
    draft = models.BooleanField("not yet in force", default=False)

    class Meta:
        ordering = ("-starts", "-id")
        verbose_name_plural = "strategies"
        constraints = [
            models.UniqueConstraint(
                fields=("authority", "title"),
                name="a_strategy_of_an_authority_has_its_own_title",
                violation_error_message="There is a strategy with this title already. Give it another.",
            ),
            models.UniqueConstraint(
                fields=("authority", "starts"),
                condition=Q(draft=False),
                name="one_strategy_of_an_authority_begins_on_a_day",
                violation_error_message="Another strategy begins on this day. Change the first day, or make one of them a draft.",
            ),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="a_strategy_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(title=""), name="a_strategy_has_a_title"),
            models.CheckConstraint(
                condition=Q(priorities_called__in=("priority", "challenge")),
                name="a_strategy_has_priorities_or_challenges",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Success(models.Model):
    """What it looks like when a strategy worked."""

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="success")
    place = models.PositiveIntegerField()
    words = models.TextField(max_length=LONG)

    class Meta:
        ordering = ("place", "id")
        verbose_name_plural = "success statements"
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="success_has_words")]

    def __str__(self) -> str:
        return self.words[:80]


class Lever(models.Model):
    """What a council can pull on to bring a strategy about: commissioning, recruitment, partnership..."""

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="levers")
    place = models.PositiveIntegerField()
    words = models.TextField(max_length=LONG)

    class Meta:
        ordering = ("place", "id")
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="a_lever_has_words")]

    def __str__(self) -> str:
        return self.words[:80]


class Priority(models.Model):
    """A priority, or a challenge, by its number."""

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="priorities")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=SHORT)
    words = models.TextField(max_length=LONG, blank=True)

    class Meta:
        ordering = ("number",)
        verbose_name_plural = "priorities"
        constraints = [
            models.UniqueConstraint(
                fields=("strategy", "number"),
                name="a_priority_has_its_own_number",
                violation_error_message="This strategy has a priority of this number already. Give it another.",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1) & ~Q(title=""), name="a_priority_has_a_number_and_a_title"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class PriorityMeasure(models.Model):
    """A measure that is reported under a priority."""

    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="measures")
    place = models.PositiveIntegerField()
    measure = models.CharField(max_length=80, db_index=True)

    class Meta:
        ordering = ("place", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("priority", "measure"), name="a_measure_is_reported_once_under_a_priority"
            )
        ]

    def __str__(self) -> str:
        return self.measure


class Statement(models.Model):
    """An I statement: what a child or young person should be able to say."""

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="statements")
    number = models.PositiveIntegerField()
    words = models.CharField(max_length=LONG)

    class Meta:
        ordering = ("number",)
        verbose_name = "I statement"
        constraints = [
            models.UniqueConstraint(fields=("strategy", "number"), name="an_i_statement_has_its_own_number"),
            models.CheckConstraint(
                condition=Q(number__gte=1) & ~Q(words=""), name="an_i_statement_has_a_number_and_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.words}"


class Action(models.Model):
    """One action of a plan. ``number`` is its place as people say it ("4.2"), ``lead`` the officer in words."""

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="actions")
    number = models.CharField(max_length=12)
    place = models.PositiveIntegerField()
    key_area = models.CharField(max_length=SHORT)
    focus = models.TextField(max_length=LONG)
    lead = models.CharField("lead officer", max_length=300, blank=True)
    lead_person = _person(verbose_name="lead officer's account")
    financial_implication = models.TextField(max_length=LONG, blank=True)
    resources = models.TextField(max_length=LONG, blank=True)
    risks = models.TextField(max_length=LONG, blank=True)
    statements = models.ManyToManyField(Statement, related_name="actions", blank=True)

    class Meta:
        ordering = ("place", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("strategy", "number"),
                name="an_action_has_its_own_number",
                violation_error_message="This strategy has an action of this number already. Give it another.",
            ),
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(focus="") & ~Q(key_area=""),
                name="an_action_has_a_number_a_key_area_and_a_focus",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.focus[:80]}"


class Milestone(models.Model):
    """What is to be done by when: a day, or words such as "each quarter"; ``done`` is the day it was done."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="milestones")
    place = models.PositiveIntegerField()
    words = models.CharField(max_length=LONG)
    due = models.DateField(null=True, blank=True)
    due_words = models.CharField(max_length=SHORT, blank=True)
    done = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("place", "id")
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="a_milestone_has_words")]

    def __str__(self) -> str:
        return self.words[:80]


class Indicator(models.Model):
    """A measure that an action is to move, in the plan's words; ``measure`` is its id where the catalogue has it.

    Values are in the measure's unit.
    """

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="indicators")
    place = models.PositiveIntegerField()
    words = models.CharField(max_length=LONG)
    measure = models.CharField(max_length=80, blank=True, db_index=True)
    baseline = models.FloatField(null=True, blank=True)
    baseline_on = models.DateField(null=True, blank=True)
    target = models.FloatField(null=True, blank=True)
    target_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("place", "id")
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="an_indicator_has_words"),
            models.CheckConstraint(
                condition=Q(baseline__isnull=True, baseline_on__isnull=True)
                | Q(baseline__isnull=False, baseline_on__isnull=False),
                name="a_baseline_has_a_value_and_a_day",
            ),
            models.CheckConstraint(
                condition=Q(target_on__isnull=True) | Q(target__isnull=False),
                name="a_day_of_a_target_has_a_target",
            ),
            models.CheckConstraint(
                condition=Q(target_on__isnull=True)
                | Q(baseline_on__isnull=True)
                | Q(target_on__gt=F("baseline_on")),
                name="a_target_is_later_than_its_baseline",
            ),
        ]

    def __str__(self) -> str:
        return self.words[:80]


class Rating(models.Model):
    """How a person rated an action, and why. Written once, never changed: another rating is another row.

    ``on`` is the day it tells of, ``at`` when it was written, ``proposed`` what the rule proposed and ``because`` why.
    ``by`` is the name of who rated, ``person`` their account where they have one here.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="ratings")
    on = models.DateField()
    rating = models.CharField(max_length=10, choices=GIVEN)
    reason = models.TextField(max_length=LONG)
    proposed = models.CharField(
        max_length=10, choices=[(word.value, word.value.capitalize()) for word in Word]
    )
    because = models.TextField(max_length=LONGEST, blank=True)
    by = models.CharField(max_length=SHORT)
    person = _person()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-on", "-id")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_rating_has_a_reason"),
            models.CheckConstraint(
                condition=Q(rating__in=[word for word, _ in GIVEN]), name="a_rating_is_one_of_the_four"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_rating_display()} on {self.on}"


class Note(models.Model):
    """How an action comes along, in the words of the person who wrote it. Written once."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="notes")
    on = models.DateField()
    words = models.TextField(max_length=LONGEST)
    by = models.CharField(max_length=SHORT)
    person = _person()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-on", "-id")
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="a_note_has_words")]

    def __str__(self) -> str:
        return self.words[:80]


class Evidence(models.Model):
    """What shows that an action was done, or helped; ``link`` says where it is, if anywhere. Written once."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="evidence")
    on = models.DateField()
    words = models.TextField(max_length=LONG)
    link = models.CharField(max_length=500, blank=True)
    by = models.CharField(max_length=SHORT)
    person = _person()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-on", "-id")
        verbose_name_plural = "evidence"
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="evidence_has_words")]

    def __str__(self) -> str:
        return self.words[:80]
