"""What is changed from the data pages, each audited in the same transaction."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction

from sufficiency.editions import Edition
from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import check_can_load, check_can_make_current
from sufficiency.service.audit.acting import acting
from sufficiency.service.audit.actions import wait_for_other_writers
from sufficiency.service.data import uploads, working
from sufficiency.service.data.asked import edition_named, home
from sufficiency.service.data.models import Choice, Load
from sufficiency.service.operations.jobs import BUSY, Busy, enqueue, unfinished


def send_files(*, files: Iterable[Any], by: Person) -> uploads.Upload:
    """Keep sent files and have them recognised. Raises NotAllowed, uploads.Unusable or OSError."""
    check_can_load(by)
    uploads.remove_old(settings.HOME, set(unfinished().values_list("key", flat=True)))
    upload = uploads.take(settings.HOME, files, {"by": str(by), "person": by.pk, "year": None})
    enqueue(working.recognise, by=by, key=upload.token, token=upload.token)
    return upload


@transaction.atomic
def read_as_year(*, upload: uploads.Upload, year: int | None, as_at: date | None = None, by: Person) -> None:
    """Have the files recognised again, as of one collection year or, workbooks, of one day. Raises NotAllowed or Busy."""
    check_can_load(by)
    enqueue(working.recognise, by=by, key=upload.token, token=upload.token)
    day = as_at.isoformat() if as_at else None
    upload.tell(year=year, as_at=day)  # the worker does not see the job before this is told


@transaction.atomic
def start_load(*, upload: uploads.Upload, status: str, authority: str, by: Person) -> None:
    """Have an edition made of the recognised files, in the background. Raises NotAllowed or Busy."""
    check_can_load(by)
    told = {"year": upload.state["year"], "status": status, "authority": authority}
    with acting(by):
        day = upload.state.get("as_at")
        enqueue(working.make_edition, by=by, key=upload.token, token=upload.token, as_at=day, **told)
        Load.objects.create(token=upload.token, files=upload.state["names"], person=by, **told)


def discard(*, upload: uploads.Upload, by: Person) -> None:
    """Throw sent files away. Raises NotAllowed, or Busy while they are worked on."""
    check_can_load(by)
    if unfinished().filter(key=upload.token).exists():
        raise Busy(BUSY)
    upload.remove()


@transaction.atomic
def choose_edition(*, edition_id: str, by: Person) -> Edition:
    """Make an edition the one everybody's figures come from.

    Raises NotAllowed, NotHere for an id that is none, or EditionProblem; nothing has changed then.
    """
    check_can_make_current(by)
    wait_for_other_writers()  # of two chosen at once the second tells that it took the first's place
    edition_named(edition_id)
    before = home().current()
    with acting(by):
        Choice.objects.create(edition=edition_id, before=before.id if before else "", person=by)
    return home().make_current(edition_id)
