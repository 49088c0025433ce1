"""Every change to targets, audited in the same transaction."""

from datetime import date

from django.db import connection, transaction

from sufficiency.demo import TARGETS
from sufficiency.measures import Measure
from sufficiency.measures.catalogue import Entry
from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import check_can_set_targets
from sufficiency.service.audit.acting import acting
from sufficiency.service.position.models import Target
from sufficiency.vocabulary.authorities import FAIRMERE

MADE_UP_SINCE = date(2017, 11, 1)  # the month of the strategy that the made-up targets follow


@transaction.atomic
def set_target(
    *,
    measure: Measure | Entry,
    authority: str | None,
    value: float | None,
    best: str,
    since: date,
    source: str,
    by: Person,
) -> Target:
    """Say what a measure aims at from a day on (None: no target from then on). Earlier targets are kept.

    Raises NotAllowed, or ValidationError for a value that cannot be.
    """
    check_can_set_targets(by)
    with acting(by):
        target = Target(
            measure=measure.id,
            authority=authority or "",
            value=value,
            best=best,
            since=since,
            source=source.strip(),
            person=by,
        )
        target.full_clean()
        target.save()
    return target


@transaction.atomic
def bring_made_up_targets() -> int:
    """Give the made-up authority its targets, where it has none yet; returns how many were brought.

    Called after each migration, also of one that takes the table of targets away.
    """
    if Target._meta.db_table not in connection.introspection.table_names():
        return 0
    if Target.objects.filter(authority=FAIRMERE.code).exists():
        return 0
    for measure, target in TARGETS.items():
        Target.objects.create(
            measure=measure,
            authority=FAIRMERE.code,
            value=target.value,
            best=target.best,
            since=MADE_UP_SINCE,
            source=target.source,
        )
    return len(TARGETS)
