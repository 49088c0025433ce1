"""Who looked and who changed.

Changes to people and roles are followed by django-auditlog, in the transaction of the change. Looks at a
child's record are written here by the page that shows the child, **before** it is shown: a page that cannot
record the look is not shown (it fails closed). This is the one case in which a GET writes.
"""

from collections.abc import Iterable
from datetime import datetime

from auditlog.registry import auditlog
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from sufficiency.service.access.models import HeldRole, Look, Person


def record_look(person: Person, children: str | Iterable[str], page: str, at: datetime | None = None) -> None:
    """Record that ``person`` is shown the record of each of ``children`` (one id, or those listed on the page).

    ``page`` says where in words ("child's page", "children behind adoptions at 31 March 2025"), at most 200
    characters are kept. Raises whatever the database raises: the caller must not show the page then.
    """
    ids = [children] if isinstance(children, str) else list(dict.fromkeys(children))
    moment = at or timezone.now()
    with transaction.atomic():
        Look.objects.bulk_create(
            (Look(person=person, child=child, page=page[:200], at=moment) for child in ids), batch_size=500
        )


def looks_at(child: str) -> QuerySet[Look]:
    """Who looked at this child's record, latest first."""
    return Look.objects.filter(child=child).select_related("person")


def follow_changes() -> None:
    """Have every change to people and roles written to the audit; passwords as 'changed' only."""
    auditlog.register(Person, mask_fields=["password"], exclude_fields=["last_login"])
    auditlog.register(HeldRole)
