"""Boards and who sits on them, their meetings with what was decided, papers that are due, and actions arising.

A person is one of the system, or a name or role in words where somebody has no account here (``Named``). No table
holds a child: what is decided about one child is kept in the child's own record, and pages say so.
"""

import hashlib
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from sufficiency.service.governance.cadence import OF_REPORTS, Cadence
from sufficiency.service.governance.deadlines import Deadlines, Steps, deadlines
from sufficiency.service.governance.quorum import Rule
from sufficiency.service.governance.states import SENT, UNSENT, MeetingState, PaperState


class PaperKind(models.TextChoices):
    """The seven papers the committee room writes, or any other."""

    SUFFICIENCY_UPDATE = "sufficiency-update", "Sufficiency update"
    STRATEGY = "strategy", "Strategy"
    PROGRESS_REPORT = "progress-report", "Progress report"
    ADOPTION_ANNUAL_REPORT = "adoption-annual-report", "Adoption annual report"
    FOSTERING_ANNUAL_REPORT = "fostering-annual-report", "Fostering annual report"
    JOURNEY_OF_THE_CHILD = "journey-of-the-child", "Journey of the child report"
    SELF_EVALUATION = "self-evaluation", "Self-evaluation"
    OTHER = "other", "Another paper"


class Named(models.Model):
    """Somebody with an account, or a name or role in words; one of the two."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField("name or role", max_length=120, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, name="") | (Q(person__isnull=True) & ~Q(name="")),
                name="%(class)s_is_a_person_or_a_name",
            )
        ]

    @property
    def who(self) -> str:
        return str(self.person) if self.person_id else self.name


class Board(models.Model):
    """A board, panel or committee: what it is for, how often it meets, when it may decide, how its papers come to it.

    ``confidential``: its business names children, so only its members and the director see more than that it meets.
    """

    class Kind(models.TextChoices):
        COMMITTEE = "committee", "Committee"
        BOARD = "board", "Board"
        PANEL = "panel", "Panel"
        GROUP = "group", "Steering or working group"
        FORUM = "forum", "Forum"

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    purpose = models.TextField("terms of reference", max_length=4000)
    cadence = models.CharField(max_length=12, choices=Cadence.choices)
    quorum = models.PositiveSmallIntegerField("least number of voting members", default=3)
    quorum_percent = models.PositiveSmallIntegerField("share of voting members, in per cent", default=0)
    chair_needed = models.BooleanField("not quorate without a chair", default=False)
    confidential = models.BooleanField("its business names children", default=False)
    clear_days = models.PositiveSmallIntegerField(default=Steps.clear_days)
    finance_legal_days = models.PositiveSmallIntegerField(default=Steps.finance_legal)
    director_days = models.PositiveSmallIntegerField(default=Steps.director)
    draft_days = models.PositiveSmallIntegerField(default=Steps.draft)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(
                fields=("name",),
                name="a_board_has_its_name",
                violation_error_message="There is a board of this name already.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["committee", "board", "panel", "group", "forum"]),
                name="a_board_is_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(cadence__in=Cadence.values), name="a_board_has_one_of_the_cadences"
            ),
            models.CheckConstraint(
                condition=Q(quorum__gte=1, quorum_percent__lte=100), name="a_quorum_can_be_reached"
            ),
            models.CheckConstraint(
                condition=Q(draft_days__gte=F("director_days"))
                & Q(director_days__gte=F("finance_legal_days")),
                name="a_draft_comes_before_the_director_and_the_lawyers",
                violation_error_message="A draft is due first, then the director has it, then finance and legal.",
            ),
            models.CheckConstraint(
                condition=Q(clear_days__lte=30, draft_days__lte=120), name="deadlines_lie_within_half_a_year"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def rule(self) -> Rule:
        return Rule(self.quorum, self.quorum_percent, self.chair_needed)

    @property
    def steps(self) -> Steps:
        return Steps(self.clear_days, self.finance_legal_days, self.director_days, self.draft_days)


class Seat(Named):
    """Membership of a board, from a day until another: as whom, whether with a vote, and who comes instead."""

    class Place(models.TextChoices):
        CHAIR = "chair", "Chair"
        CO_CHAIR = "co-chair", "Co-chair"
        VICE_CHAIR = "vice-chair", "Vice-chair"
        MEMBER = "member", "Member"
        ADVISER = "adviser", "Adviser"

    IN_THE_CHAIR = (Place.CHAIR, Place.CO_CHAIR, Place.VICE_CHAIR)

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="seats")
    place = models.CharField("sits as", max_length=12, choices=Place.choices, default=Place.MEMBER)
    votes = models.BooleanField("has a vote", default=True)
    since = models.DateField("first day")
    until = models.DateField("last day", null=True, blank=True)
    substitute = models.CharField("usual substitute", max_length=120, blank=True)

    class Meta:
        verbose_name = "membership"
        ordering = ("board", "pk")
        constraints = [
            *Named.Meta.constraints,
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="a_membership_ends_after_it_begins",
                violation_error_message="A membership cannot end before it begins.",
            ),
            models.CheckConstraint(
                condition=Q(place__in=["chair", "co-chair", "vice-chair", "member", "adviser"]),
                name="a_member_has_a_place",
            ),
            models.UniqueConstraint(
                fields=("board", "person"),
                condition=Q(until__isnull=True, person__isnull=False),
                name="a_person_sits_on_a_board_once",
                violation_error_message="This person is a member of the board already.",
            ),
            models.UniqueConstraint(
                fields=("board", "name"),
                condition=Q(until__isnull=True) & ~Q(name=""),
                name="a_name_sits_on_a_board_once",
                violation_error_message="There is a member of this name already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.who}, {self.get_place_display().lower()}"

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


class ReportingCycle(Named):
    """A paper that comes to a board again and again: every so many months, from a month of the year on. ``person``
    or ``name`` leads it."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="cycles")
    kind = models.CharField(max_length=24, choices=PaperKind.choices)
    title = models.CharField(max_length=200)
    cadence = models.CharField(
        max_length=12, choices=[(one.value, one.label) for one in OF_REPORTS], default=Cadence.ANNUAL
    )
    first_month = models.PositiveSmallIntegerField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("board", "first_month", "pk")
        constraints = [
            *Named.Meta.constraints,
            models.CheckConstraint(
                condition=Q(first_month__gte=1, first_month__lte=12), name="a_cycle_begins_in_a_month"
            ),
            models.CheckConstraint(
                condition=Q(cadence__in=[one.value for one in OF_REPORTS]), name="a_cycle_has_a_cadence"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=PaperKind.values), name="a_cycle_is_of_a_kind_of_paper"
            ),
            models.UniqueConstraint(
                fields=("board", "title"),
                condition=Q(ended_on__isnull=True),
                name="a_board_has_a_report_once",
                violation_error_message="This report comes to the board already.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Meeting(models.Model):
    """One meeting of a board. ``changes`` counts what was recorded of it, so that nobody overwrites unseen what
    somebody else recorded meanwhile.

    ``quorum``, ``quorum_percent`` and ``chair_needed`` are the board's rule on the day it was held: a rule that the
    board changes later does not judge it anew.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="meetings")
    day = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=MeetingState.choices, default=MeetingState.PLANNED)
    reason = models.CharField("why it was cancelled", max_length=500, blank=True)
    agreed_on = models.DateField("minutes agreed on", null=True, blank=True)
    quorum = models.PositiveSmallIntegerField(null=True, blank=True)
    quorum_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    chair_needed = models.BooleanField(null=True, blank=True)
    changes = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("day", "board__name", "pk")
        indexes = [models.Index(fields=("day",), name="meetings_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=MeetingState.values), name="a_meeting_is_in_one_of_the_states"
            ),
            models.UniqueConstraint(
                fields=("board", "day"),
                condition=~Q(state=MeetingState.CANCELLED),
                name="a_board_meets_once_a_day",
                violation_error_message="The board meets on this day already.",
            ),
            models.CheckConstraint(
                condition=(Q(state=MeetingState.CANCELLED) & ~Q(reason=""))
                | (~Q(state=MeetingState.CANCELLED) & Q(reason="")),
                name="a_cancelled_meeting_has_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=MeetingState.AGREED, agreed_on__isnull=False, agreed_on__gte=F("day"))
                | (~Q(state=MeetingState.AGREED) & Q(agreed_on__isnull=True)),
                name="agreed_minutes_have_their_day",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[MeetingState.HELD, MeetingState.AGREED],
                    quorum__isnull=False,
                    quorum_percent__isnull=False,
                    chair_needed__isnull=False,
                )
                | (
                    ~Q(state__in=[MeetingState.HELD, MeetingState.AGREED])
                    & Q(quorum__isnull=True, quorum_percent__isnull=True, chair_needed__isnull=True)
                ),
                name="a_meeting_that_was_held_keeps_its_rule",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.board}, {self.day}"

    @property
    def is_open(self) -> bool:
        """Whether what happened can still be written down."""
        return self.state in (MeetingState.PLANNED, MeetingState.PUBLISHED, MeetingState.HELD)

    @property
    def deadlines(self) -> Deadlines:
        return deadlines(self.day, self.board.steps)

    @property
    def rule(self) -> Rule:
        """When it is quorate: by the rule it was held under, or the board's of today."""
        if self.quorum is None:
            return self.board.rule
        return Rule(self.quorum, self.quorum_percent, self.chair_needed)

    def keep_rule(self) -> None:
        """Take the board's rule of today as that under which the meeting was held."""
        rule = self.board.rule
        self.quorum, self.quorum_percent, self.chair_needed = rule.least, rule.percent, rule.chair


class Attendance(models.Model):
    """How one member's seat was filled at one meeting; ``stood_in`` came in the member's place."""

    class Came(models.TextChoices):
        PRESENT = "present", "Present"
        SUBSTITUTE = "substitute", "Substitute came"
        APOLOGIES = "apologies", "Apologies"
        ABSENT = "absent", "Absent"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="attendance")
    came = models.CharField(max_length=12, choices=Came.choices)
    stood_in = models.CharField("substitute", max_length=120, blank=True)

    class Meta:
        verbose_name = "attendance"
        ordering = ("meeting", "seat")
        constraints = [
            models.UniqueConstraint(fields=("meeting", "seat"), name="a_seat_is_filled_once_at_a_meeting"),
            models.CheckConstraint(
                condition=(Q(came="substitute") & ~Q(stood_in=""))
                | (Q(came__in=["present", "apologies", "absent"]) & Q(stood_in="")),
                name="a_substitute_is_named",
            ),
        ]

    def __str__(self) -> str:
        came = self.get_came_display().lower()
        return f"{self.seat.who}: {came}{f' ({self.stood_in})' if self.stood_in else ''}"


class DuePaper(Named):
    """A paper that a meeting waits for, and how far it is. ``person`` or ``name`` is the lead officer.

    What is late when it goes out says why, and why the meeting cannot wait: ``despatch_deadline`` is the deadline that
    held on the day of despatch. ``written`` is left to the room in which papers are written: its id for this paper.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=24, choices=PaperKind.choices, default=PaperKind.OTHER)
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=12, choices=PaperState.choices, default=PaperState.PLANNED)
    cycle = models.ForeignKey(
        ReportingCycle, on_delete=models.PROTECT, null=True, blank=True, related_name="papers"
    )
    despatched_on = models.DateField(null=True, blank=True)
    despatch_deadline = models.DateField(null=True, blank=True)
    late_reason = models.CharField("why it is late", max_length=500, blank=True)
    urgent_reason = models.CharField("why it cannot wait", max_length=500, blank=True)
    withdrawn_reason = models.CharField("why it is off the plan", max_length=500, blank=True)
    written = models.UUIDField("the paper itself", null=True, blank=True, editable=False)

    class Meta:
        ordering = ("meeting__day", "title", "pk")
        constraints = [
            *Named.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state__in=PaperState.values), name="a_due_paper_is_in_one_of_the_states"
            ),
            models.CheckConstraint(condition=Q(kind__in=PaperKind.values), name="a_due_paper_is_of_a_kind"),
            models.UniqueConstraint(
                fields=("cycle", "meeting"),
                condition=Q(cycle__isnull=False),
                name="a_report_comes_to_a_meeting_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=SENT, despatched_on__isnull=False, despatch_deadline__isnull=False)
                | (~Q(state__in=SENT) & Q(despatched_on__isnull=True, despatch_deadline__isnull=True)),
                name="a_paper_that_is_out_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(despatched_on__isnull=True)
                | Q(despatched_on__lte=F("despatch_deadline"))
                | (~Q(late_reason="") & ~Q(urgent_reason="")),
                name="a_late_paper_says_why_and_why_urgent",
            ),
            models.CheckConstraint(
                condition=Q(late_reason="", urgent_reason="") | (~Q(late_reason="") & ~Q(urgent_reason="")),
                name="why_late_and_why_urgent_go_together",
            ),
            models.CheckConstraint(
                condition=(Q(state=PaperState.WITHDRAWN) & ~Q(withdrawn_reason=""))
                | (~Q(state=PaperState.WITHDRAWN) & Q(withdrawn_reason="")),
                name="a_paper_off_the_plan_says_why",
            ),
            models.UniqueConstraint(
                fields=("written",),
                condition=Q(written__isnull=False),
                name="a_written_paper_is_one_due_paper",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def deadlines(self) -> Deadlines:
        return self.meeting.deadlines

    @property
    def is_unsent(self) -> bool:
        return self.state in UNSENT

    @property
    def is_waited_for(self) -> bool:
        """Whether its meeting, which is still to be, waits for it to go out."""
        return self.is_unsent and self.meeting.state in (MeetingState.PLANNED, MeetingState.PUBLISHED)


class AgendaItem(models.Model):
    """What a meeting talks about, in order."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    paper = models.ForeignKey(DuePaper, on_delete=models.PROTECT, null=True, blank=True, related_name="items")

    class Meta:
        ordering = ("meeting", "number")
        constraints = [
            models.UniqueConstraint(fields=("meeting", "number"), name="an_agenda_is_in_order"),
            models.UniqueConstraint(
                fields=("meeting", "paper"),
                condition=Q(paper__isnull=False),
                name="a_paper_is_on_an_agenda_once",
                violation_error_message="This paper is on the agenda already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Decision(models.Model):
    """What a quorate meeting decided, in its words, and the vote where there was one.

    Once the minutes are agreed it changes no more: it is corrected by a new one, which says which and why.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    words = models.TextField(max_length=4000)
    votes_for = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(null=True, blank=True)
    abstained = models.PositiveSmallIntegerField(null=True, blank=True)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    reason = models.CharField("why it was corrected", max_length=500, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("meeting__day", "meeting", "number")
        constraints = [
            models.UniqueConstraint(fields=("meeting", "number"), name="a_decision_has_its_number"),
            models.CheckConstraint(condition=~Q(words=""), name="a_decision_has_words"),
            models.CheckConstraint(
                condition=Q(votes_for__isnull=True, votes_against__isnull=True, abstained__isnull=True)
                | Q(votes_for__isnull=False, votes_against__isnull=False, abstained__isnull=False),
                name="a_vote_is_counted_whole",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, reason="") | (Q(corrects__isnull=False) & ~Q(reason="")),
                name="a_corrected_decision_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}, decision {self.number}"

    @property
    def mark(self) -> str:
        """Of what it says: whoever changes it shows by it what they saw."""
        said = (self.pk, self.words, self.votes_for, self.votes_against, self.abstained)
        return hashlib.sha256(repr(said).encode()).hexdigest()


class ActionArising(Named):
    """What a meeting asked somebody to do by a day; ``person`` or ``name`` does it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="arising")
    words = models.TextField(max_length=2000)
    due = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    outcome = models.CharField("what came of it", max_length=500, blank=True)

    class Meta:
        verbose_name = "action arising"
        ordering = ("due", "pk")
        constraints = [
            *Named.Meta.constraints,
            models.CheckConstraint(condition=~Q(words=""), name="an_action_arising_has_words"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, outcome="") | (Q(done_on__isnull=False) & ~Q(outcome="")),
                name="what_is_done_says_what_came_of_it",
            ),
        ]

    def __str__(self) -> str:
        return self.words[:60]

    def is_overdue(self, on: date) -> bool:
        return self.done_on is None and self.due < on


class CarriedOver(models.Model):
    """An action that was given more time: from which day to which, and why. Written once."""

    action = models.ForeignKey(ActionArising, on_delete=models.PROTECT, related_name="carried")
    was = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=500)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "action carried over"
        ordering = ("action", "pk")
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("was")), name="carried_over_to_a_later_day"),
            models.CheckConstraint(condition=~Q(reason=""), name="carried_over_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"from {self.was} to {self.until}"


class Reminder(models.Model):
    """That a paper's next step is nearly due: recorded once for each deadline, shown on the pages, sent to nobody."""

    paper = models.ForeignKey(DuePaper, on_delete=models.CASCADE, related_name="reminders")
    step = models.CharField(max_length=40)
    deadline = models.DateField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("paper", "step", "deadline"), name="a_deadline_is_reminded_of_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.paper}: {self.step} by {self.deadline}"
