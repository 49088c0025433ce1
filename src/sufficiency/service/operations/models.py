"""Work done outside the pages: for whom, how far it is, and what came of it."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class State(models.TextChoices):
    """Waiting and running work is unfinished; everything else is what came of it."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"  # the person may not (any more), or what was sent cannot be used
    FAILED = "failed"  # a mistake of ours, or stopped twice


UNFINISHED = (State.WAITING, State.RUNNING)


class Job(models.Model):
    """One piece of work for one person. Its rights are that person's when it runs, not when it was asked for.

    ``key`` names what the work is on: the database lets no two unfinished jobs have the same. ``about`` is what the
    work is told, and holds no child's data; ``task`` is the id of its place in the queue.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    work = models.CharField(max_length=100)
    key = models.CharField(max_length=100, blank=True)
    about = models.JSONField(default=dict)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    stage = models.CharField(max_length=300, blank=True)
    problem = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    task = models.UUIDField(null=True)
    asked_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-asked_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=models.Q(state__in=["waiting", "running"]) & ~models.Q(key=""),
                name="one_unfinished_job_for_a_thing",
            )
        ]
        indexes = [models.Index(fields=["state"], name="jobs_by_state")]

    def __str__(self) -> str:
        return f"{self.work}, {self.state}"

    @property
    def is_unfinished(self) -> bool:
        return self.state in UNFINISHED
