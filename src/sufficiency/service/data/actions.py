"""What is changed from the data pages, each audited in the same transaction."""

import os
from collections.abc import Iterable
from typing import Any

from auditlog.context import set_actor
from django.conf import settings
from django.db import transaction

from sufficiency.editions import Edition
from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import check_can_load, check_can_make_current
from sufficiency.service.data import uploads, working
from sufficiency.service.data.asked import edition_named, home
from sufficiency.service.data.models import Choice, Load


def send_files(*, files: Iterable[Any], by: Person) -> uploads.Upload:
    """Keep sent files and begin to recognise them. Raises NotAllowed, uploads.Unusable or OSError."""
    check_can_load(by)
    uploads.remove_old(settings.HOME)
    upload = uploads.take(settings.HOME, files, {"by": str(by), "person": by.pk, "year": None})
    working.start(upload, "recognise")
    return upload


def read_as_year(*, upload: uploads.Upload, year: int | None, by: Person) -> None:
    """Recognise the files again, as of one collection year. Raises NotAllowed or uploads.Busy."""
    check_can_load(by)
    upload.tell(year=year)
    working.start(upload, "recognise")


@transaction.atomic
def start_load(*, upload: uploads.Upload, status: str, authority: str, by: Person) -> None:
    """Make an edition of the recognised files, in the background. Raises NotAllowed or uploads.Busy."""
    check_can_load(by)
    with set_actor(by):
        state = upload.state
        Load.objects.create(
            token=upload.token,
            files=state["names"],
            year=state["year"],
            status=status,
            authority=authority,
            person=by,
        )
    upload.tell(status=status, authority=authority, by=str(by))
    working.start(upload, "load")


def discard(*, upload: uploads.Upload, by: Person) -> None:
    """Throw sent files away. Raises NotAllowed or uploads.Busy."""
    check_can_load(by)
    os.close(upload.hold())  # nobody is working on them
    upload.remove()


@transaction.atomic
def choose_edition(*, edition_id: str, by: Person) -> Edition:
    """Make an edition the one everybody's figures come from.

    Raises NotAllowed, NotHere for an id that is none, or EditionProblem; nothing has changed then.
    """
    check_can_make_current(by)
    edition_named(edition_id)
    before = home().current()
    with set_actor(by):
        Choice.objects.create(edition=edition_id, before=before.id if before else "", person=by)
    return home().make_current(edition_id)
