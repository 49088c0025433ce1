"""What goes by itself when its time is over: sent files after a day, sessions after twelve hours. Done by the worker."""

from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from sufficiency.service.data import uploads
from sufficiency.service.operations.jobs import unfinished


def remove_what_is_over() -> tuple[int, int]:
    """Remove files that were sent more than a day ago and sessions that ended; returns how many of each.

    What somebody's work still needs stays. Nothing of it is a record of a child that is kept elsewhere.
    """
    files = uploads.remove_old(settings.HOME, set(unfinished().values_list("key", flat=True)))
    sessions, _ = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    return files, sessions
