"""Numbers for whoever watches the service, in the form of Prometheus. No child's data: routes, states and seconds.

Calls are counted in files that all processes of the pages share (``<home>/metrics``, made anew at each start); all
else is read from the database and the installation's folder when it is asked for.
"""

import os
import shutil
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db.models import Count
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, multiprocess
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from sufficiency.editions import EditionProblem, Home
from sufficiency.service.operations.living import alive
from sufficiency.service.operations.models import Job, State
from sufficiency.service.operations.pages import SHARED

METHODS = ("GET", "POST", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE")
SECONDS = (0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10)

counted = CollectorRegistry()
calls = Counter("sufficiency_requests", "Calls answered.", ["route", "method", "status"], registry=counted)
took = Histogram(
    "sufficiency_request_seconds",
    "How long answers took.",
    ["route"],
    buckets=SECONDS,
    registry=counted,
)


def count(route: str, method: str, status: int, seconds: float) -> None:
    """Count one call."""
    calls.labels(route, method if method in METHODS else "other", str(status)).inc()
    took.labels(route).observe(seconds)


def as_text() -> bytes:
    """Everything, as Prometheus reads it."""
    registry = CollectorRegistry()
    registry.register(OfTheInstallation())
    calls_so_far = counted
    if os.environ.get(SHARED):
        calls_so_far = CollectorRegistry()
        multiprocess.MultiProcessCollector(calls_so_far)
    return generate_latest(calls_so_far) + generate_latest(registry)


class OfTheInstallation(Collector):
    """Work, workers, the edition in use and the last backup, as they are now."""

    def collect(self) -> Iterable[GaugeMetricFamily]:
        jobs = GaugeMetricFamily("sufficiency_jobs", "Work in the background.", labels=["work", "state"])
        for work, state, number in Job.objects.values_list("work", "state").annotate(Count("pk")).order_by():
            jobs.add_metric([work, state], number)
        yield jobs
        waiting = Job.objects.filter(state=State.WAITING).order_by("asked_at").first()
        yield GaugeMetricFamily(
            "sufficiency_longest_wait_seconds",
            "How long the work that waits longest has waited.",
            value=_age(waiting.asked_at) if waiting else 0,
        )
        yield GaugeMetricFamily("sufficiency_workers", "Workers that live.", value=len(alive(settings.HOME)))
        yield from _of_files(settings.HOME)


def _of_files(home: Path) -> Iterable[GaugeMetricFamily]:
    try:
        edition = Home(home).current()
    except EditionProblem:
        edition = None
    if edition is not None:
        yield GaugeMetricFamily(
            "sufficiency_edition_age_seconds",
            "Since the edition in use was made.",
            value=_age(edition.manifest.made_at),
        )
    made = last_backup(home)
    if made is not None:
        yield GaugeMetricFamily("sufficiency_backup_age_seconds", "Since the last backup.", value=_age(made))
    yield GaugeMetricFamily(
        "sufficiency_disk_free_bytes", "Free where the editions are.", value=shutil.disk_usage(home).free
    )


def last_backup(home: Path) -> datetime | None:
    """When the last backup was made, or None."""
    try:
        return datetime.fromisoformat((Path(home) / "last-backup").read_text(encoding="ascii").strip())
    except (FileNotFoundError, ValueError):
        return None


def _age(moment: datetime) -> float:
    return (datetime.now(UTC) - moment).total_seconds()
