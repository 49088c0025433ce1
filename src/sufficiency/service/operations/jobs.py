"""Asking for work in the background, and doing it with the rights of the person it is for.

    @work(check_can_load)                       # the rule is asked again when the work runs
    def make_edition(job, *, token): ...        # a module's own function, told what ``enqueue`` was given

    enqueue(make_edition, by=person, key=token, token=token)

The job is written in the caller's transaction: what is undone was never asked for. A worker that is killed leaves its
job unfinished; the next worker picks it up once more, and after that it is told as stopped (``pick_up``).
So work must be such that doing it twice comes to the same.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.db import DatabaseError, IntegrityError, InterfaceError, OperationalError, transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import NotAllowed, Rule
from sufficiency.service.operations.models import UNFINISHED, Job, State

MOST_ATTEMPTS = 2
KEPT = timedelta(days=30)
BUSY = "These files are being worked on already. Wait for that to finish."
UNFORESEEN = (
    "Something went wrong that nobody foresaw, and nothing was changed. Tell whoever keeps the system."
)
STOPPED_TWICE = (
    "The work was stopped twice before it was finished. Nothing was changed: start it again, and tell whoever keeps "
    "the system."
)
WAITS_AGAIN = "Stopped before it was finished, and waiting to be done again"

log = logging.getLogger(__name__)


class Busy(RuntimeError):
    """Unfinished work on the same thing; the text says so."""


class NotDone(Exception):
    """Work that cannot be done, for a reason we foresee; the text is the sentence for the person."""


def work(check: Rule) -> Callable[[Callable], Task]:
    """Make a module's function work for the background. ``check`` is the rule of whoever it is for.

    What the function returns, if anything, is called in the transaction that ends the job: such as its line in the
    audit, written once however often the work was begun.
    """

    def made(function: Callable[..., Callable[[], None] | None]) -> Task:
        @task()
        @wraps(function)
        def run(job_id: str) -> None:
            _attempt(job_id, function, check)

        return run

    return made


def enqueue(wanted: Task, *, by: Person, key: str = "", **about: Any) -> Job:
    """Ask for work on behalf of ``by``, in the transaction that is open. Raises Busy for a second on the same ``key``."""
    try:
        with transaction.atomic():
            job = Job.objects.create(work=wanted.name, key=key, about=about, person=by)
            job.task = wanted.enqueue(str(job.pk)).id
            job.save(update_fields=["task"])
    except IntegrityError:
        if key and unfinished().filter(key=key).exists():
            raise Busy(BUSY) from None
        raise
    return job


def unfinished():
    return Job.objects.filter(state__in=UNFINISHED)


def latest(key: str) -> Job | None:
    """The last job asked for on a thing."""
    return Job.objects.filter(key=key).first()


def tell(job: Job, stage: str) -> None:
    """Say how far a job is. A database that cannot be asked just now does not stop the work."""
    try:
        with transaction.atomic():
            Job.objects.filter(pk=job.pk, state=State.RUNNING).update(stage=stage[:300])
    except DatabaseError as problem:
        log.warning("How far a job is could not be told: %s", type(problem).__name__)


def _attempt(job_id: str, function: Callable, check: Rule) -> None:
    begun = Job.objects.filter(pk=job_id, state=State.WAITING)
    if not begun.update(state=State.RUNNING, attempts=F("attempts") + 1, stage="Starting", problem=""):
        return  # told already
    job = Job.objects.select_related("person").get(pk=job_id)
    try:
        check(job.person)
        closing = function(job, **job.about)
        with transaction.atomic():
            if _end(job, State.DONE) and closing:
                closing()
    except (NotAllowed, NotDone) as refusal:
        _end(job, State.REFUSED, str(refusal))
    except (OperationalError, InterfaceError):
        raise  # the database went away: picked up again
    except Exception:
        log.exception("Work in the background failed")
        _end(job, State.FAILED, UNFORESEEN)


def _end(job: Job, state: State, problem: str = "") -> bool:
    """End a job, once; False where it was not running any more."""
    changed = {"state": state, "problem": problem, "stage": "", "ended_at": timezone.now()}
    return bool(Job.objects.filter(pk=job.pk, state=State.RUNNING).update(**changed))


def pick_up(alive: Callable[[], Iterable[str]]) -> int:
    """Have work done again that its worker left unfinished; ``alive`` tells the workers that are working.

    Returns how many jobs it found. What was left twice is told as failed.
    """
    found = 0
    with transaction.atomic():
        places = {job.task: job for job in unfinished().select_for_update(of=("self",)) if job.task}
        held = list(DBTaskResult.objects.filter(pk__in=places))
        # Asked last: a worker that began a job meanwhile was known as living before that.
        living = set(alive())
        for place in held:
            waits = place.status == TaskResultStatus.READY
            is_worked_on = place.status == TaskResultStatus.RUNNING and place.worker_ids[-1] in living
            if not (waits or is_worked_on):
                found += 1
                _again(places[place.pk], place)
    return found


def _again(job: Job, place: DBTaskResult) -> None:
    if job.state == State.RUNNING and job.attempts >= MOST_ATTEMPTS:
        log.error("Work in the background was stopped %d times and is given up", job.attempts)
        _end(job, State.FAILED, STOPPED_TWICE)
        DBTaskResult.objects.filter(pk=place.pk).update(
            status=TaskResultStatus.FAILED, finished_at=timezone.now()
        )
        return
    log.warning("Work in the background was left unfinished and is done again")
    _put_back(job, place)


def _put_back(job: Job, place: DBTaskResult, **more: Any) -> None:
    Job.objects.filter(pk=job.pk, state__in=UNFINISHED).update(state=State.WAITING, stage=WAITS_AGAIN, **more)
    DBTaskResult.objects.filter(pk=place.pk).update(
        status=TaskResultStatus.READY, started_at=None, finished_at=None
    )


def give_back(worker_id: str) -> None:
    """Put back what this worker is doing, because it is told to stop: no attempt is counted."""
    with transaction.atomic():
        for place in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING):
            job = unfinished().filter(task=place.pk, state=State.RUNNING).first()
            if job is not None and place.worker_ids[-1] == worker_id:
                _put_back(job, place, attempts=F("attempts") - 1)


def remove_old() -> None:
    """Forget what ended long ago."""
    before = timezone.now() - KEPT
    Job.objects.exclude(state__in=UNFINISHED).filter(ended_at__lt=before).delete()
    DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()
