"""Rounds of asking, the statements asked in each, links that open the form, what was answered and written.

Nothing here can be traced to a child: a link is given out on paper or in a message by people who know the child, only
its digest is kept, and neither an answer nor a comment knows by which link or in which order it came.
"""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

FEWEST = 6  # as few as may answer before anything is shown: the numbers 1 to 5 are hidden everywhere else too
MOST_FEWEST = 50
SHORT, LONG = 200, 500
LONGEST_COMMENT = 1_000


class Round(models.Model):
    """One time of asking: a survey, or what is asked at every review over a stretch of time.

    ``fewest`` is how many must have answered a statement before what they said is shown. What was heard is shown when
    the round is closed and not before: from day to day, one more answer would tell what one child said.
    """

    class Kind(models.TextChoices):
        SURVEY = "survey", "Survey"
        REVIEWS = "reviews", "Asked at reviews"
        VISIT = "visit", "Asked of children in one kind of home"

    authority = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=SHORT)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    whom = models.CharField("who is asked", max_length=SHORT)
    opens = models.DateField("first day")
    closes = models.DateField("last day")
    fewest = models.PositiveIntegerField(default=FEWEST)
    closed = models.DateField("closed on", null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("-closes", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=("authority", "title"), name="a_round_of_an_authority_has_its_own_title"
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(whom=""), name="a_round_has_a_title_and_says_who_is_asked"
            ),
            models.CheckConstraint(condition=Q(closes__gte=F("opens")), name="a_round_closes_after_it_opens"),
            models.CheckConstraint(
                condition=Q(fewest__gte=FEWEST, fewest__lte=MOST_FEWEST), name="a_round_hides_small_groups"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("survey", "reviews", "visit")), name="a_round_is_of_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """An I statement as it was asked in a round; the plan's own words may change after."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveIntegerField()
    words = models.CharField(max_length=LONG)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("round", "number"), name="a_statement_is_asked_once_in_a_round"),
            models.CheckConstraint(
                condition=Q(number__gte=1) & ~Q(words=""), name="a_question_has_a_number_and_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.words}"


class Wording(models.Model):
    """A question in another language; where there is none, it is asked in English."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="wordings")
    language = models.CharField(max_length=8)
    words = models.CharField(max_length=LONG)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("question", "language"), name="a_question_has_one_wording_in_a_language"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="a_wording_has_words"),
        ]

    def __str__(self) -> str:
        return self.words[:80]


class Link(models.Model):
    """A link that opens the form once. Only the SHA-256 of its key is kept, and not when it was used, nor for what."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    used = models.BooleanField(default=False)

    def __str__(self) -> str:
        return "used" if self.used else "not used"


class Tally(models.Model):
    """How many said this to a statement. Only the sum is kept: no row is one child's."""

    class Says(models.TextChoices):
        YES = "yes", "Yes"
        SOMETIMES = "sometimes", "Sometimes"
        NO = "no", "No"

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="tallies")
    says = models.CharField(max_length=10, choices=Says.choices)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "tallies"
        constraints = [
            models.UniqueConstraint(
                fields=("question", "says"), name="a_statement_has_one_sum_for_each_answer"
            ),
            models.CheckConstraint(
                condition=Q(says__in=("yes", "sometimes", "no")), name="an_answer_is_one_of_three"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.says}"


class Comment(models.Model):
    """Something a child or young person wrote. Nobody but those who read comments sees it before one of them did.

    ``shown_as`` is what others read: the child's words, or those words without what would point to somebody.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be read"
        SHOWN = "shown", "Shown"
        KEPT_BACK = "kept back", "Not shown"
        PASSED_ON = "passed on", "Passed on to keep somebody safe"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="comments")
    words = models.TextField(max_length=LONGEST_COMMENT)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    shown_as = models.TextField(max_length=LONGEST_COMMENT, blank=True)
    reason = models.CharField(max_length=LONG, blank=True)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("id",)  # by chance, so that the order tells nothing
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="a_comment_has_words"),
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "shown", "kept back", "passed on")),
                name="a_comment_is_in_a_state",
            ),
            models.CheckConstraint(
                condition=~Q(state="shown") | ~Q(shown_as=""), name="a_comment_that_is_shown_says_what"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("kept back", "passed on")) | ~Q(reason=""),
                name="a_comment_that_is_not_shown_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"comment {self.get_state_display().lower()}"
